"""A sentence leaves the network at the first layer that is certain of it: most of the news is plain, some is not.

Heads stand after some of the layers as after the last (BranchyNet, arXiv:1709.01686; for BERT: DeeBERT,
arXiv:2004.12993). A sentence whose whole and whose one target they are certain of is read no further. Below that what
they say counts for the more the nearer they are to certain, and the layers above give the rest of the answer: what a
sentence is told has no step in it, so what rounding does to it stays as small as rounding is. A sentence with more than
one target is read to the end: low layers tell all its targets alike. Imports torch, so nothing imports this file but
inside functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor
from torch.nn.functional import embedding_bag

from .network import Logits, Network
from .pieces import Window

_UNCERTAIN = 0.1
"""So far below certain an exit says nothing."""


class Heat(NamedTuple):
    """By what the logits of a stage are divided before they are told as probabilities."""

    sentence: float = 1.0
    target: float = 1.0


class Layers(Protocol):
    """What carries pieces through some of the encoder's layers."""

    def __call__(self, x: Tensor, sizes: Sequence[int], first: int, last: int) -> Tensor:
        """``x`` (pieces, width), windows of ``sizes`` pieces one behind the other, after layers ``first:last``."""
        ...


class Reader:
    """Reads windows with ``network``, whose layers ``layers`` runs; stops early where an exit is at least ``certain``.

    With ``certain`` 1 every window is read to the end, and the exits have no say.
    """

    def __init__(self, network: Network, layers: Layers) -> None:
        self.network = network
        self.layers = layers
        self.heats: Sequence[Heat] = (Heat(),) * len(network.stages)
        self.certain = 1.0

    def __call__(self, windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
        """Probabilities of the windows' sentences and of their targets, in their order; absent targets left out."""
        held = _Held.of(windows)
        sentences, targets = torch.zeros(len(windows), 3), torch.zeros(len(held.rows), 3)
        left = torch.ones(len(windows))
        going, owns = torch.arange(len(windows)), torch.arange(len(held.rows))
        x, last = self._embedded(held), self.network.stages[-1]
        for stage, (first, after) in enumerate(pairwise((0, *self.network.stages))):
            x, lower = self._through(x, held, first, after)
            if after != last and self.certain >= 1:
                continue
            logits = self._told(stage, x, lower, held)
            told = [own / heat for own, heat in zip(logits, self.heats[stage], strict=True)]
            whole, own = (one.softmax(-1) for one in told)
            share = torch.ones(len(going)) if after == last else self._share(whole, own, held.rows)
            weight = left[going] * share
            sentences.index_add_(0, going, whole * weight[:, None])
            targets.index_add_(0, owns, own * weight[held.rows, None])
            left[going] -= weight
            on = (share < 1).nonzero()[:, 0]
            if not len(on):
                break
            if len(on) < len(going):
                own_on = (share < 1)[held.rows]
                x, held = held.only(x, on.tolist())
                going, owns = going[on], owns[own_on]
        return sentences, targets

    def every(self, windows: Sequence[Window]) -> list[Logits]:
        """The logits of every stage, for all of the windows."""
        held, out = _Held.of(windows), []
        x = self._embedded(held)
        for stage, (first, after) in enumerate(pairwise((0, *self.network.stages))):
            x, lower = self._through(x, held, first, after)
            out.append(self._told(stage, x, lower, held))
        return out

    def _through(self, x: Tensor, held: _Held, first: int, after: int) -> tuple[Tensor, Tensor]:
        """The pieces as layers ``first:after`` leave them, and as the layer does whose mean the heads see."""
        lower = self.network.mean_of(after)
        below = self.layers(x, held.sizes, first, lower)
        return (below if lower == after else self.layers(below, held.sizes, lower, after)), below

    def _share(self, whole: Tensor, own: Tensor, rows: Tensor) -> Tensor:
        """How much of each window's answer is an exit's: all, where it is certain of the whole and of the target."""
        sure = whole.amax(-1).scatter_reduce(0, rows, own.amax(-1), "amin")
        several = torch.bincount(rows, minlength=len(whole)) > 1
        return ((sure - self.certain) / _UNCERTAIN + 1).clamp(0, 1).masked_fill(several, 0)

    def _embedded(self, held: _Held) -> Tensor:
        ids = torch.tensor([[i for w in held.windows for i in w.ids]])
        marks = torch.zeros_like(ids)
        marks[0, held.places] = 1
        at = torch.tensor([[i for size in held.sizes for i in range(size)]])
        x: Tensor = self.network.encoder.embeddings(input_ids=ids, token_type_ids=marks, position_ids=at)[0]
        return x

    def _told(self, stage: int, x: Tensor, lower: Tensor, held: _Held) -> Logits:
        """Logits of one stage: the heads see a sentence's first piece and its mean, and the mean of a target."""
        starts = torch.tensor(held.starts)
        mean = embedding_bag(torch.arange(len(lower)), lower, starts, mode="mean")
        own = embedding_bag(held.places, x, held.bags, mode="mean") if len(held.rows) else x[:0]
        return self.network.tell(stage, torch.cat([x[starts], mean], -1), own, held.rows)


class _Held(NamedTuple):
    """Windows one behind the other: where each begins; the places of all targets' pieces, where each target's begin
    among those, and the window of each.
    """

    windows: Sequence[Window]
    sizes: list[int]
    starts: list[int]
    places: Tensor
    bags: Tensor
    rows: Tensor

    @classmethod
    def of(cls, windows: Sequence[Window]) -> _Held:
        sizes = [len(w.ids) for w in windows]
        starts = [0, *accumulate(sizes)][:-1]
        found = [(row, places) for row, w in enumerate(windows) for places in w.targets if places]
        bags = [0, *accumulate(len(places) for _, places in found)][:-1]
        return cls(
            windows, sizes, starts, _whole(starts[row] + place for row, places in found for place in places),
            _whole(bags if found else ()), _whole(row for row, _ in found))

    def only(self, x: Tensor, rows: Sequence[int]) -> tuple[Tensor, _Held]:
        """The windows ``rows`` alone, and their pieces of ``x``."""
        parts = torch.split(x, self.sizes)
        return torch.cat([parts[row] for row in rows]), _Held.of([self.windows[row] for row in rows])


def _whole(numbers: Any) -> Tensor:
    return torch.tensor(list(numbers), dtype=torch.long)


def heats_of(meta: Mapping[str, Any], network: Network) -> list[Heat]:
    """The heats of each stage as ``model.json`` has them, 1 where it has none."""
    told = meta.get("exits", {})
    return [Heat(**told.get(str(layer), {})) for layer in network.stages[:-1]] + [Heat(**meta["temperature"])]
