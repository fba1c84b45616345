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
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor

from .network import Logits, Network
from .packed import Packed
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

    def few(self, x: Tensor, sizes: Sequence[int], layer: int, asked: Sequence[Sequence[int]]) -> Tensor:
        """Of what ``layer`` makes of ``x``, the places ``asked`` of each window, one behind the other."""
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
        held = Packed.of(windows)
        sentences, targets = torch.zeros(len(windows), 3), torch.zeros(len(held.rows), 3)
        left = torch.ones(len(windows))
        going, owns = torch.arange(len(windows)), torch.arange(len(held.rows))
        x, done = self._embedded(held), 0
        for stage in self._asked():
            x, logits = self._through(stage, x, held, done)
            done = self.network.stages[stage]
            whole, own = (one.div(heat).softmax(-1) for one, heat in zip(logits, self.heats[stage], strict=True))
            share = self._share(stage, whole, own, held.rows)
            weight = left[going] * share
            sentences.index_add_(0, going, whole * weight[:, None])
            targets.index_add_(0, owns, own * weight[held.rows, None])
            left[going] -= weight
            on = share < 1
            if not on.any():
                break
            if not on.all():
                going, owns = going[on], owns[on[held.rows]]
                x, held = held.only(x, on.nonzero()[:, 0].tolist())
        return sentences, targets

    def every(self, windows: Sequence[Window]) -> list[Logits]:
        """The logits of every stage, for all of the windows."""
        held, out, done = Packed.of(windows), [], 0
        x = self._embedded(held)
        for stage, layer in enumerate(self.network.stages):
            x, logits = self._through(stage, x, held, done)
            out.append(logits)
            done = layer
        return out

    def _asked(self) -> range:
        """The stages whose heads have a say."""
        last = len(self.network.stages) - 1
        return range(last if self.certain >= 1 else 0, last + 1)

    def _embedded(self, held: Packed) -> Tensor:
        ids, marks, at = held.inputs()
        x: Tensor = self.network.encoder.embeddings(input_ids=ids, token_type_ids=marks, position_ids=at)[0]
        return x

    def _through(self, stage: int, x: Tensor, held: Packed, done: int) -> tuple[Tensor, Logits]:
        """What a stage's heads tell, and the pieces as its layer leaves them; so many layers are ``done``."""
        layer = self.network.stages[stage]
        lower = self.network.mean_of(layer)
        x = self.layers(x, held.sizes, done, lower)
        mean = held.means(x)
        if lower < layer:
            asked = held.asked()
            x, held = self.layers.few(x, held.sizes, lower, asked), held.reduced(asked)
        whole = torch.cat([x[held.starts], mean], -1)
        return x, self.network.tell(stage, whole, held.target_means(x), held.rows)

    def _share(self, stage: int, whole: Tensor, own: Tensor, rows: Tensor) -> Tensor:
        """How much of each window's answer is a stage's: all, where it is certain of the whole and of the target."""
        if stage == len(self.network.stages) - 1:
            return torch.ones(len(whole))
        sure = whole.amax(-1).scatter_reduce(0, rows, own.amax(-1), "amin")
        several = torch.bincount(rows, minlength=len(whole)) > 1
        return ((sure - self.certain) / _UNCERTAIN + 1).clamp(0, 1).masked_fill(several, 0)


def heats_of(meta: Mapping[str, Any], network: Network) -> list[Heat]:
    """The heats of each stage as ``model.json`` has them, 1 where it has none."""
    told = meta.get("exits", {})
    return [Heat(**told.get(str(layer), {})) for layer in network.stages[:-1]] + [Heat(**meta["temperature"])]
