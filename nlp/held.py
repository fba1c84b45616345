"""What is told of texts that were held out from training: by it probabilities are calibrated and figures made.

Imports torch, so nothing imports this file but inside functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from .bytewise import reader
from .examples import fold_of
from .exits import Heat, Reader
from .network import Network, Units, pack, unpack
from .teacher import learn
from .training import Item, Plan, Say, units

Row = tuple[list[float], int, str, bool]
"""Logits or probabilities, the right label, the source, whether the targets of the sentence differ."""


class Told(NamedTuple):
    """What was told of held-out texts, and what was right."""

    sentences: list[Row]
    targets: list[Row]

    def add(self, items: Sequence[Item], sentences: Tensor, targets: Tensor) -> None:
        """Note what was told of ``items``, in their order."""
        owns = iter(targets.tolist())
        for item, found in zip(items, sentences.tolist(), strict=True):
            example = item.example
            if example.label is not None:
                self.sentences.append((found, example.label, example.source, False))
            self.targets.extend((next(owns), label, example.source, example.differs) for label in item.labels)


class Held(NamedTuple):
    """Items that were held out, with what reads them: a network that never saw their texts, as a file keeps it."""

    items: list[Item]
    reader: Reader
    network: Network
    units: Units


def crossed(items: Sequence[Item], plan: Plan, folds: int, parts: int, say: Say) -> list[Held]:
    """The first ``parts`` of ``folds`` folds, each with a network fitted to all the others."""
    out: list[Held] = []
    for fold in range(min(parts, folds)):
        inside = [item for item in items if fold_of(item.example, folds) != fold]
        outside = [item for item in items if fold_of(item.example, folds) == fold]
        say(f"fold {fold + 1} of {folds}: {len(inside)} to learn from, {len(outside)} held out")
        network = learn(inside, plan, say)
        found = units(network, inside, plan.seed)
        # what a file keeps of the network is measured, not the network that was trained
        kept = reader(*unpack(pack(network, found), network.encoder.config))
        kept.certain = plan.certain
        out.append(Held(outside, kept, network, found))
    return out


def calibrate(held: Sequence[Held]) -> list[Heat]:
    """The heats of each stage, found on the held-out items and given to their readers; 1 where there are none."""
    told: dict[int, Told] = {}
    for part in held:
        for batch in _batches(part.items):
            with torch.inference_mode():
                stages = part.reader.every([item.window for item in batch])
            for n, (sentences, targets) in enumerate(stages):
                told.setdefault(n, Told([], [])).add(batch, sentences, targets)
    heats = [Heat(temperature(rows.sentences), temperature(rows.targets)) for _, rows in sorted(told.items())]
    for part in held:
        part.reader.heats = heats
    return heats


def tell(held: Sequence[Held]) -> Told:
    """What the readers say of the held-out items."""
    told = Told([], [])
    for part in held:
        for batch in _batches(part.items):
            with torch.inference_mode():
                told.add(batch, *part.reader([item.window for item in batch]))
    return told


def _batches(items: Sequence[Item]) -> Iterator[list[Item]]:
    queue = sorted(items, key=lambda item: len(item.window.ids))
    return (queue[begin : begin + 64] for begin in range(0, len(queue), 64))


def temperature(rows: Sequence[Row]) -> float:
    """The heat that makes the probabilities of ``rows`` fit how often they are right (1 where there are none)."""
    if not rows:
        return 1.0
    logits, labels = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    return min((heat / 100 for heat in range(40, 301, 2)), key=lambda heat: float(cross_entropy(logits / heat, labels)))


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """Accuracy, also where targets differ, and calibration error in fifteen bins, of the probabilities of ``rows``."""
    sure, chosen = torch.tensor([r[0] for r in rows]).max(-1)
    right = (chosen == torch.tensor([r[1] for r in rows])).float()
    out = {"n": float(len(rows)), "accuracy": float(right.mean())}
    differs = torch.tensor([r[3] for r in rows])
    if differs.any():
        out["accuracy where targets differ"] = float(right[differs].mean())
    bins = (sure * 15).long().clamp(max=14)
    gaps = [abs(float((right[bins == b] - sure[bins == b]).sum())) for b in range(15) if (bins == b).any()]
    out["calibration error"] = sum(gaps) / len(rows)
    return {k: round(v, 4) for k, v in out.items()}
