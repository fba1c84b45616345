"""The article at hand, and what each claim leaves behind for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..schemas import Quote, Subject
from ..schemas.clause import Movement
from .discourse import Discourse
from .frame import Frame
from .scene import Item, Scene
from .subjects import SubjectFinder


@dataclass(frozen=True, slots=True)
class Told:
    """A move of the article's day: which way, how far in percent, and the paragraph that told it."""

    up: bool
    size: float
    paragraph: int


@dataclass(slots=True)
class Memory:
    """What the claims before this one leave behind."""

    sentence: int = -1
    window: str | None = None
    window_sentence: int = -9
    to_date: str | None = None
    to_date_sentence: int = -9
    stretch: str | None = None
    stretch_sentence: int = -9
    expr: str | None = None
    expr_sentence: int = -9
    expr_subject: str | None = None
    movement: Movement = "none"
    subject: Subject | None = None
    subject_item: Item | None = None
    last_end: int = 0
    mark: str | None = None
    top: str | None = None
    top_sentence: int = -9
    told: list[tuple[int, str]] = field(default_factory=list)
    told_sign: int = 1
    doubted: tuple[int, str] = (-9, "")
    days: dict[str, Told] = field(default_factory=dict)


@dataclass(slots=True)
class Work:
    """The article at hand, and what its sentences so far leave behind."""

    frame: Frame
    discourse: Discourse
    finder: SubjectFinder
    quotes: Sequence[Quote]
    providers: Sequence[Quote]
    scenes: Sequence[Scene]
    treasury: bool
    memory: Memory = field(default_factory=Memory)
    outside: Discourse | None = None


def same_paragraph(work: Work, sentence: int, here: int, reach: int) -> bool:
    """Whether ``sentence`` stands at most ``reach`` sentences before ``here``, in the same paragraph."""
    if not 0 <= here - sentence <= reach:
        return False
    return work.scenes[sentence].sentence.paragraph == work.scenes[here].sentence.paragraph
