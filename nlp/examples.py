"""Labelled sentences for training: JSON lines with a label for the text, or one for each of its targets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from .pieces import SPAN
from .sentiment import LABELS


class Example(NamedTuple):
    """A text with its label and its targets with theirs: positions in :data:`LABELS`, None where targets differ."""

    text: str
    label: int | None
    spans: tuple[SPAN, ...]
    labels: tuple[int, ...]
    source: str

    @property
    def differs(self) -> bool:
        """Whether its targets are not all told alike, which a reading of the whole sentence cannot see."""
        return len(set(self.labels)) > 1


def read_examples(paths: Sequence[Path]) -> list[Example]:
    """Every line of the files: ``{"text", "label"}``, or ``{"text", "entities"}`` with start, end, target and label.

    A target with a negative start is looked for in the text; one that is not there is left out. Raises
    :class:`InputError` naming the line that holds anything else.
    """
    out: list[Example] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            what = type(error).__name__
            raise InputError(f"{path}: cannot be read ({what}); give JSON lines with text and label") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    out.append(_example(json.loads(line), path.stem))
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(
                        f"{path}:{number}: wants text and label or entities, labels {', '.join(LABELS)} ({error})"
                    ) from error
    if not out:
        raise InputError("no labelled sentences in " + ", ".join(str(p) for p in paths))
    return out


def _example(row: dict[str, object], source: str) -> Example:
    text = str(row["text"])
    spans: list[SPAN] = []
    labels: list[int] = []
    entities = row.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        start, end = int(entity["start"]), int(entity["end"])
        if start < 0:
            start = text.lower().find(str(entity["target"]).lower())
            end = start + len(str(entity["target"]))
        if start >= 0:
            spans.append((start, end))
            labels.append(LABELS.index(entity["label"]))
    if "label" in row:
        label: int | None = LABELS.index(str(row["label"]))
    elif isinstance(entities, list):
        label = labels[0] if len(set(labels)) == 1 else None
    else:
        raise KeyError("label")
    return Example(text, label, tuple(spans), tuple(labels), source)


def fold_of(example: Example, folds: int) -> int:
    """The fold of an example, by its words alone: the same text never lies in two folds."""
    words = re.sub(r"\W+", " ", example.text.lower()).strip()
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") % folds
