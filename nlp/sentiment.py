"""Sentiment of sentences and of the targets in them, by the shipped network or by a model the user names.

torch is imported on first use: :func:`sentiment_model` raises one clear line where it, or the weights, are missing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ..errors import InputError, TapecheckError
from ..schemas.quote import Polarity
from .pieces import SPAN, Window, tokenizer_of, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from .exits import Reader

SHIPPED = Path(__file__).parent / "weights"
_BATCH = 32

LABELS: tuple[Polarity, Polarity, Polarity] = ("negative", "neutral", "positive")
Probabilities = tuple[float, float, float]
"""Of :data:`LABELS`, in their order; they sum to 1."""


def likeliest(found: Probabilities) -> Polarity:
    """The label of the highest probability."""
    return LABELS[max(range(3), key=lambda i: found[i])]


class Scored(NamedTuple):
    """What a text sounds like: as a whole, and towards each of its targets in their order (None: not told)."""

    whole: Probabilities
    targets: tuple[Probabilities | None, ...]


class SentimentModel(Protocol):
    """Whatever can score texts with marked targets. ``name`` says which model it is."""

    name: str

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[SPAN]]) -> list[Scored]:
        """One :class:`Scored` a text; ``targets`` holds character spans of each text."""
        ...


def needs_torch(what: str, error: type[TapecheckError] = TapecheckError) -> None:
    """Raise ``error`` naming the package that ``what`` needs, where one is missing."""
    for package in ("torch", "transformers"):
        if find_spec(package) is None:
            raise error(f"{what} needs {package}; run: pip install 'tapecheck[models]'")


@lru_cache(maxsize=2)
def sentiment_model(name: str | None = None) -> SentimentModel:
    """The shipped model; or, by ``name``, a folder that ``tapecheck train`` wrote, or a classifier of a hub or folder.

    Raises :class:`TapecheckError` where torch or the weights are missing, or a named model cannot be used.
    """
    needs_torch("sentiment")
    folder = SHIPPED if name is None else Path(name)
    if (folder / "model.json").is_file():
        return Own(folder)
    if name is None:
        raise TapecheckError("no sentiment weights are installed; train some: tapecheck train sentiment --help")
    return Classifier(name)


class Own:
    """A network that ``tapecheck train sentiment`` wrote: sentence and targets, calibrated."""

    def __init__(self, folder: Path) -> None:
        from .bytewise import reader
        from .exits import heats_of
        from .network import restore

        try:
            self.meta: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self.network, units = restore(folder, self.meta)
            self.reader: Reader = reader(self.network, units)
            self.reader.heats = heats_of(self.meta, self.network)
            self.reader.certain = self.meta.get("certain", 1.0)
            self.tokenizer: Tokenizer = tokenizer_of(folder)
        except Exception as error:
            what = type(error).__name__
            raise InputError(f"{folder}: not a sentiment model that this version wrote ({what})") from error
        self.name: str = self.meta["name"]

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[SPAN]]) -> list[Scored]:
        """Every text once, in batches of like length; several windows of a long text are averaged by their length."""
        queue = [(i, w) for i, text in enumerate(texts) for w in windows(self.tokenizer, text, targets[i])]
        queue.sort(key=lambda item: len(item[1].ids))
        sums = [_Sum(len(t)) for t in targets]
        for start in range(0, len(queue), _BATCH):
            part = queue[start : start + _BATCH]
            wholes, owns = self._read([w for _, w in part])
            taken = iter(owns)
            for (i, window), whole in zip(part, wholes, strict=True):
                sums[i].add(window, whole, [next(taken) if places else None for places in window.targets])
        return [s.result() for s in sums]

    def _read(self, part: Sequence[Window]) -> tuple[list[Probabilities], list[Probabilities]]:
        import torch

        with torch.inference_mode():
            sentences, targets = self.reader(part)
        return _rows(sentences), _rows(targets)


class Classifier:
    """A sentence classifier of a hub or a folder (``ProsusAI/finbert``). It knows sentences alone: targets get None."""

    def __init__(self, name: str) -> None:
        from transformers import pipeline

        self.name = name
        try:
            self.pipe: Any = pipeline("text-classification", model=name, top_k=None, truncation=True, device="cpu")
        except Exception as error:
            what = type(error).__name__
            raise InputError(f"{name}: neither a folder nor a hub model that can be loaded ({what})") from error
        labels = {str(v).lower() for v in (self.pipe.model.config.id2label or {}).values()}
        if not {"positive", "negative"} <= labels:
            raise InputError(f"{name}: its labels are {', '.join(sorted(labels))[:80]}; it wants positive and negative")

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[SPAN]]) -> list[Scored]:
        """The classifier's own probabilities, as it gives them; a long text is scored in pieces and averaged."""
        out: list[Scored] = []
        for text, marked in zip(texts, targets, strict=True):
            found = [
                {str(row["label"]).lower(): float(row["score"]) for row in rows} for rows in self.pipe(_cut(text))
            ]
            n = len(found)
            negative = sum(f.get("negative", 0.0) for f in found) / n
            positive = sum(f.get("positive", 0.0) for f in found) / n
            out.append(Scored((negative, max(1 - negative - positive, 0.0), positive), (None,) * len(marked)))
        return out


class _Sum:
    """Probabilities of one text gathered over its windows."""

    def __init__(self, targets: int) -> None:
        self.whole = [0.0, 0.0, 0.0]
        self.weight = 0
        self.targets: list[list[Probabilities]] = [[] for _ in range(targets)]

    def add(self, window: Window, whole: Probabilities, owns: Sequence[Probabilities | None]) -> None:
        self.whole = [a + b * len(window.ids) for a, b in zip(self.whole, whole, strict=True)]
        self.weight += len(window.ids)
        for kept, own in zip(self.targets, owns, strict=True):
            kept.extend([own] if own else [])

    def result(self) -> Scored:
        a, b, c = (x / self.weight for x in self.whole)
        return Scored((a, b, c), tuple(mean_of(kept) for kept in self.targets))


def mean_of(rows: Sequence[Probabilities]) -> Probabilities | None:
    """The mean of some probabilities; None where there are none."""
    if not rows:
        return None
    a, b, c = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return a, b, c


def _rows(found: Tensor) -> list[Probabilities]:
    return [(a, b, c) for a, b, c in found.tolist()]


def _cut(text: str, size: int = 1000) -> list[str]:
    """Pieces of at most ``size`` characters, cut at white space where there is any."""
    out: list[str] = []
    while len(text) > size:
        at = text.rfind(" ", 1, size)
        at = at if at > 0 else size
        out.append(text[:at])
        text = text[at:]
    return [*out, text]
