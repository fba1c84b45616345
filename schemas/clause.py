"""What one clause says, before anybody asks whether it is true."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .base import Span, Value
from .period import Period
from .quantity import Figure

Modality = Literal["fact", "forecast", "opinion", "hypothetical"]
Movement = Literal["up", "down", "flat", "none"]


class Subject(Value):
    """What a clause speaks of. ``series`` is None for something no series is known for ("Oracle").

    ``how``: named in the clause; carried over from an earlier clause by a pronoun, a definite phrase or ellipsis;
    ``certain`` is False when another reading was as likely, and then no claim on it is ever contradicted.
    """

    name: str
    series: str | None = None
    kind: str = "other"
    unit: str = ""
    start: int = -1
    end: int = -1
    text: str = ""
    how: Literal["named", "carried"] = "named"
    certain: bool = True


class Clause(Value):
    """One figure (or figureless assertion, such as "a record") in its clause, ready for the metrics to read.

    ``before`` and ``after`` are the sentence left and right of the figure, in lower case with typed slots; a metric's
    phrasings match them: ``{N}`` other figures, ``{S}`` the subject, ``{R}`` other known series, ``{X}`` other names,
    ``{P}`` periods. ``window`` is the clause's own time in an expression's window form; ``inherited`` says that it was
    carried over and not said, ``doubted`` that it can hardly be meant. ``anchor`` is the span that stands for the
    figure in reports; ``previous`` and ``following`` the figures before and after it. ``lead`` is, for an assertion,
    the sentence up to the date it ends with.

    ``antecedent`` is the expression of the claim just before about the same subject ("..., its worst day since"),
    ``told`` those of this sentence and the one before, ``told_sign`` the sign of the last of them; ``mark`` the
    window of a high or low just named ("from there"); ``extreme``: the figure continues a move told only by how far
    it went ("as much as"). ``recent`` lists the series named in this sentence and the two before; ``historic``: a
    year long past was named just before; ``treasury``: the article has said that its yields are those of U.S.
    Treasuries; ``in_session``: it appeared while the exchange was open.
    """

    start: int
    end: int
    anchor: Span
    figure: Figure | None
    subject: Subject | None
    others: tuple[Subject, ...] = ()
    movement: Movement = "none"
    window: str = "now"
    inherited: bool = False
    doubted: bool = False
    periods: tuple[Period, ...] = ()
    negated: bool = False
    modality: Modality = "fact"
    speaker: str | None = None
    provider: str | None = None
    before: str = ""
    after: str = ""
    antecedent: str | None = None
    antecedent_movement: Movement = "none"
    mark: str | None = None
    in_session: bool = False
    recent: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    told_sign: int = 1
    extreme: bool = False
    historic: bool = False
    treasury: bool = False
    assertion: Literal["since", "mark_date", "record", "ever", "same", "extreme", "only", "each"] | None = None
    lead: str = ""
    period: Period | None = None
    previous: Figure | None = None
    following: Figure | None = None
    published: date | None = None


class Ask(Value):
    """What a metric reads in a clause: the expression whose value the figure states, and how to compare.

    ``sign`` turns the printed size into the signed value (-1 for a fall); ``scale`` changes its unit (100 for "a
    third"); ``unit`` is the metric's unit. ``low``/``high`` replace the figure's own numbers where the words state
    something else (a date, a count, a truth). ``slack`` widens the accepted interval on both sides. ``reason`` keeps
    the claim open whatever the data say; ``certain`` False never lets it be contradicted; ``settled`` says that a
    forecast around it does not make it one ("could pass the record of 2442.74 it set in 2021"). ``rivals`` are other
    expressions that the words may mean: only where they give another value too is it contradicted.
    """

    expr: str
    unit: str
    sign: int = 1
    scale: float = 1.0
    relation: str = "equals"
    low: float | None = None
    high: float | None = None
    slack: float = 0.0
    reason: str | None = None
    certain: bool = True
    settled: bool = False
    rivals: tuple[str, ...] = ()
