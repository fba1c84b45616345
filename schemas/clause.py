"""What one clause says, before anybody asks whether it is true."""

from __future__ import annotations

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
    how: Literal["named", "carried"] = "named"
    certain: bool = True


class Clause(Value):
    """One figure (or figureless assertion, such as "a record") in its clause, ready for the metrics to read.

    ``template`` is the sentence in lower case with typed slots, and is what a metric's phrasings match: ``{F}`` this
    figure, ``{N}`` other figures, ``{S}`` the subject, ``{R}`` other known series, ``{X}`` other names, ``{P}`` periods.
    ``before``/``after`` are the template left and right of the figure, cut at the clause's edges.
    ``window`` is the clause's own time in an expression's window form, ``inherited`` says it was carried over.
    ``anchor`` is the span that stands for the figure in reports.
    """

    start: int
    end: int
    anchor: Span
    figure: Figure | None
    subject: Subject | None
    reference: Subject | None = None
    others: tuple[Subject, ...] = ()
    verb: str = ""
    movement: Movement = "none"
    window: str = "now"
    window_start: str | None = None
    inherited: bool = False
    periods: tuple[Period, ...] = ()
    basis: Literal["close", "intraday"] = "close"
    negated: bool = False
    modality: Modality = "fact"
    speaker: str | None = None
    provider: str | None = None
    template: str = ""
    before: str = ""
    after: str = ""
