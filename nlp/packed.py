"""Windows one behind the other, without what would fill the shorter up. Imports torch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import embedding_bag

from .pieces import Window


class Packed(NamedTuple):
    """``sizes``: the pieces of each window; ``starts``: where each begins. ``places``: where the pieces of all targets
    stand, one target behind the other; ``bags``: where each target's begin among those; ``rows``: each target's window.
    """

    windows: Sequence[Window]
    sizes: list[int]
    starts: Tensor
    places: Tensor
    bags: Tensor
    rows: Tensor

    @classmethod
    def of(cls, windows: Sequence[Window]) -> Packed:
        """``windows`` in their order; targets in the order of the windows, absent ones left out."""
        sizes = [len(w.ids) for w in windows]
        starts = _begins(sizes)
        found = [(row, places) for row, w in enumerate(windows) for places in w.targets if places]
        return cls(
            windows, sizes, _whole(starts), _whole(starts[row] + place for row, places in found for place in places),
            _whole(_begins([len(places) for _, places in found])), _whole(row for row, _ in found))

    def inputs(self) -> tuple[Tensor, Tensor, Tensor]:
        """Ids of the pieces, 1 where a target stands, and positions in their windows; each (1, pieces)."""
        ids = _whole(i for w in self.windows for i in w.ids)[None]
        marks = torch.zeros_like(ids)
        marks[0, self.places] = 1
        return ids, marks, _whole(i for size in self.sizes for i in range(size))[None]

    def means(self, x: Tensor) -> Tensor:
        """The mean of each window's pieces of ``x`` (pieces, width)."""
        return embedding_bag(torch.arange(len(x)), x, self.starts, mode="mean")

    def target_means(self, x: Tensor) -> Tensor:
        """The mean of each target's pieces of ``x`` (pieces, width)."""
        return embedding_bag(self.places, x, self.bags, mode="mean") if len(self.rows) else x[:0]

    def only(self, x: Tensor, rows: Sequence[int]) -> tuple[Tensor, Packed]:
        """The windows ``rows`` alone, and their pieces of ``x``."""
        parts = torch.split(x, self.sizes)
        return torch.cat([parts[row] for row in rows]), Packed.of([self.windows[row] for row in rows])

    def asked(self) -> list[list[int]]:
        """The places in each window that heads look at: its first, and those of its targets."""
        return [sorted({0, *(place for places in w.targets for place in places)}) for w in self.windows]

    def reduced(self, asked: Sequence[Sequence[int]]) -> Packed:
        """As if the windows had no other pieces than those ``asked``."""
        return Packed.of([_reduced(w, own) for w, own in zip(self.windows, asked, strict=True)])


def _reduced(window: Window, places: Sequence[int]) -> Window:
    at = {place: n for n, place in enumerate(places)}
    return Window([window.ids[place] for place in places], tuple(tuple(at[p] for p in own) for own in window.targets))


def _begins(sizes: Sequence[int]) -> list[int]:
    return list(accumulate(sizes, initial=0))[: len(sizes)]


def _whole(numbers: Iterable[int]) -> Tensor:
    return torch.tensor(list(numbers), dtype=torch.long)
