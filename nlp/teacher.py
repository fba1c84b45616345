"""A large encoder that learns first and then teaches the small one (knowledge distillation, arXiv:1503.02531).

It is fitted to the labels, then tells the texts again and variants of them that nobody labelled; the small network
learns from its probabilities. It is no part of what is written. Imports torch, so nothing imports this file but inside
functions.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from .examples import Example
from .network import Batch, Logits, Network, batch_of
from .network import head as head_of
from .pieces import tokenizer_of, windows
from .sentiment import LABELS, Probabilities, Scored, likeliest, mean_of
from .training import DIFFERS, Item, Lesson, Plan, Say, backbone_folder, descend, lesson_of, prepare, train
from .variants import variants

_RATE = 5e-5
"""The highest rate of the teacher's encoder; that of its heads, which know nothing yet, is four times as high."""
_HIDE = 0.1
"""How often a target's name is hidden while the teacher learns."""
_MASKS = ("<mask>", "[MASK]")
_BATCH = 64


class Teacher(nn.Module):
    """Any encoder of transformers, with heads as :class:`~tapecheck.nlp.network.Network` has them after its last layer.

    Pieces of targets are marked by a vector that is learnt and added to them: not every encoder has segments.
    """

    def __init__(self, folder: Path) -> None:
        from transformers import AutoModel

        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.mark = nn.Parameter(torch.randn(width) * 0.02)
        self.target, self.sentence = head_of(3 * width, width), head_of(2 * width, width)

    def forward(self, batch: Batch) -> Logits:
        """Logits of sentences and of targets."""
        pieces = self.encoder.get_input_embeddings()(batch.ids) + batch.marks[..., None] * self.mark
        hidden = self.encoder(inputs_embeds=pieces, attention_mask=batch.mask).last_hidden_state
        mean = (hidden * batch.mask[..., None]).sum(1) / batch.mask.sum(1, keepdim=True)
        whole = torch.cat([hidden[:, 0], mean], -1)
        own = torch.einsum("kl,kld->kd", batch.pool.to(hidden.dtype), hidden[batch.rows])
        return self.sentence(whole), self.target(torch.cat([own, whole[batch.rows]], -1))


def learn(items: Sequence[Item], plan: Plan, say: Say) -> Network:
    """A network fitted to ``items`` as the plan has it: to their labels, or to what its teacher makes of them."""
    return train(lessons(items, plan, say), plan, say) if plan.teacher else train(items, plan, say)


def lessons(items: Sequence[Item], plan: Plan, say: Say) -> list[Item]:
    """The ``items`` and variants of them, with what a teacher, who learnt from the ``items`` alone, tells of each."""
    assert plan.teacher is not None
    folder = backbone_folder(plan.teacher)
    examples = list({id(item.example): item.example for item in items}.values())
    teacher = fitted(prepare(examples, folder), folder, plan, say)
    return taught(teacher, folder, examples, plan, say)


def fitted(items: Sequence[Item], folder: Path, plan: Plan, say: Say) -> Teacher:
    """The teacher of that ``folder``, fitted to the labels of ``items``."""
    torch.manual_seed(plan.seed)
    teacher = Teacher(folder)
    teacher.encoder.get_input_embeddings().requires_grad_(False)
    steps = math.ceil(len(items) / plan.batch * plan.school)
    tokenizer = tokenizer_of(folder)
    masks = [found for found in map(tokenizer.token_to_id, _MASKS) if found is not None]
    say(f"the teacher learns from {len(items)}")
    descend(
        teacher, _groups(teacher), items, plan, steps,
        lambda part, order: _loss(teacher, part, order, masks[0] if masks else None), say)
    return teacher.eval()


def taught(teacher: Teacher, folder: Path, examples: Sequence[Example], plan: Plan, say: Say) -> list[Item]:
    """``examples``, each with a lesson half of its labels and half of the teacher's; variants with the teacher's alone.
    """
    more = variants(examples, int(plan.variants * len(examples)), plan.seed)
    say(f"the teacher tells {len(examples)} texts and {len(more)} variants")
    found = tell(teacher, folder, [*examples, *more])
    told = [_labelled(example, scored) for example, scored in zip(more, found[len(examples) :], strict=True)]
    tokenizer = tokenizer_of(backbone_folder(plan.backbone))
    out: list[Item] = []
    for n, (example, scored) in enumerate(zip([*examples, *told], found, strict=True)):
        for at, window in enumerate(windows(tokenizer, example.text, example.spans)):
            here = [k for k, places in enumerate(window.targets) if places and scored.targets[k]]
            item = Item(window, example, tuple(example.labels[k] for k in here))
            lesson = Lesson(
                scored.whole if example.label is not None and at == 0 else None,
                tuple(own for own in (scored.targets[k] for k in here) if own))
            if lesson.whole or lesson.owns:
                out.append(item._replace(lesson=_half(lesson, lesson_of(item)) if n < len(examples) else lesson))
    return out


def tell(teacher: Teacher, folder: Path, examples: Sequence[Example]) -> list[Scored]:
    """What the teacher tells of each text and its targets; of several windows the mean."""
    tokenizer = tokenizer_of(folder)
    queue = [(n, w) for n, e in enumerate(examples) for w in windows(tokenizer, e.text, e.spans)]
    queue.sort(key=lambda one: len(one[1].ids))
    wholes: list[list[Probabilities]] = [[] for _ in examples]
    owns: list[list[list[Probabilities]]] = [[[] for _ in e.spans] for e in examples]
    for begin in range(0, len(queue), _BATCH):
        part = queue[begin : begin + _BATCH]
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            sentences, targets = (_rows(logits) for logits in teacher(batch_of([w for _, w in part])))
        for n, window in part:
            wholes[n].append(next(sentences))
            for k, places in enumerate(window.targets):
                if places:
                    owns[n][k].append(next(targets))
    return [
        Scored(mean_of(whole) or (0.0, 1.0, 0.0), tuple(map(mean_of, own)))
        for whole, own in zip(wholes, owns, strict=True)
    ]


def _rows(logits: Tensor) -> Iterator[Probabilities]:
    return ((a, b, c) for a, b, c in logits.float().softmax(-1).tolist())


def _labelled(example: Example, scored: Scored) -> Example:
    """A variant with what its teacher thinks likeliest; nothing of the sentence where its targets differ."""
    owns = tuple(LABELS.index(likeliest(own)) if own else -1 for own in scored.targets)
    told = {own for own in owns if own >= 0}
    whole = None if len(told) > 1 else LABELS.index(likeliest(scored.whole))
    return example._replace(label=whole, labels=owns)


def _half(one: Lesson, other: Lesson) -> Lesson:
    whole = mean_of([one.whole, other.whole]) if one.whole and other.whole else None
    owns = (mean_of([a, b]) for a, b in zip(one.owns, other.owns, strict=True))
    return Lesson(whole, tuple(own for own in owns if own))


def _groups(teacher: Teacher) -> list[dict[str, Any]]:
    heads = {id(p) for p in (teacher.mark, *teacher.target.parameters(), *teacher.sentence.parameters())}
    learnt = [p for p in teacher.parameters() if p.requires_grad]
    within = [p for p in learnt if id(p) not in heads]
    return [
        {"params": [p for p in within if p.dim() > 1], "weight_decay": 0.01, "lr": _RATE},
        {"params": [p for p in within if p.dim() <= 1], "weight_decay": 0.0, "lr": _RATE},
        {"params": [p for p in learnt if id(p) in heads], "weight_decay": 0.0, "lr": 4 * _RATE},
    ]


def _loss(teacher: Teacher, part: Sequence[Item], order: random.Random, hidden: int | None) -> Tensor:
    batch = batch_of([item.window for item in part])
    for row, places in zip(batch.rows.tolist(), batch.pool, strict=True):
        if order.random() < _HIDE and hidden is not None:
            batch.ids[row, places > 0] = hidden
    with torch.autocast("cpu", torch.bfloat16):
        sentences, targets = teacher(batch)
    loss = torch.zeros(())
    told = [(n, item.example.label) for n, item in enumerate(part) if item.example.label is not None]
    if told:
        at, labels = (torch.tensor(column) for column in zip(*told, strict=True))
        loss = loss + cross_entropy(sentences.float()[at], labels)
    owns = [(label, DIFFERS if item.example.differs else 1.0) for item in part for label in item.labels]
    if owns:
        labels, weights = (torch.tensor(column) for column in zip(*owns, strict=True))
        loss = loss + (cross_entropy(targets.float(), labels, reduction="none") * weights).sum() / weights.sum()
    return loss
