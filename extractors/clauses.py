"""What one figure's clause says: its subject, window, movement and modality, with what the sentences before leave.

A :class:`Clause` is the figure in its sentence as the metrics read it; :class:`Work` carries the article along, so that
"its", "the index", "from there" and a date that is not repeated find what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..metrics.period_window import window_text
from ..metrics.wording import ADVERB, FALL_NOUN, FALL_VERBS, MOVE_NOUN, RISE_NOUN, RISE_VERBS
from ..schemas import Ask, Clause, Figure, Quote, Span, Subject
from ..schemas.clause import Movement
from .assertions import Assertion
from .discourse import Discourse, subject_of_item
from .frame import Frame
from .modality import modality
from .scene import Item, Scene
from .subjects import SubjectFinder
from .subjects_market import STOCKS
from .voices import provider_of, speaker_of
from .windows import RELATIVE, is_mark, own_window, sessions_back

_RISE = re.compile(rf"\b(?:{RISE_VERBS}|up|higher|doubled|tripled|quadrupled|{RISE_NOUN})\b")
_FALL = re.compile(rf"\b(?:{FALL_VERBS}|down|lower|off|halved|{FALL_NOUN})\b")
_TO_DATE_TENSE = re.compile(
    r"\b(?:is|are|has|have|'s) (?:\w+ ){0,3}$|\b(?:is|are|has|have|'s) (?:now |still |already )?(?:up|down|added|"
    r"lost|gained|risen|fallen|climbed|dropped)\b[^.;]*$"
)
_FACE = re.compile(
    r"\{N\}\)?(?: on)?(?: \{P\})?,? (?:or|\(|to|at|to (?:end|close|finish|settle) at|"
    r"and (?:closed|ended|finished) at)\s?(?:a |about |nearly )?\(?[-+]?$"
)
_FACES = re.compile(r"(?:,? (?:or|to|at)? ?(?:\{N\})?,?)*(?: (?:or|to|at))? \$?")
_FROM = re.compile(r" from(?: the)? ")
_SINCE_IT = re.compile(r" since (?:[^;,{}]|\{[SRGX]\}){3,50}\b(?:on|in)(?: the)? ")
_HAD = re.compile(r"\b(?:had|was|were)\b[^;{}]{0,30}$")
_TOPPED = re.compile(r"\b(?:record|high|highs|peak|peaked|top|topped out)\b")
_MULTIPLE = re.compile(r"\b(?:doubl|tripl|quadrupl)\w+\b|\bhalved\b")
_ENDED = re.compile(r",? (?:but|and) (?:\w+ )?(?:ended|finished|closed|settled)\b")
_LOW = re.compile(r"\b(?:low|lows|bottom|trough)\b")
_SINCE = re.compile(r"\bsince\b[^,;]*$")
_MONTHS = tuple(date(2000, n, 1).strftime("%B").lower() for n in range(1, 13))
_RANKED = re.compile(
    r"\b(?:best|worst|biggest|largest|strongest|weakest|steepest|sharpest|poorest) "
    rf"(?:(?P<span>week|month|quarter|year|{'|'.join(_MONTHS)})\b|(?P<month>\{{P\}}))"
    r"[^;{}]*(?:\{[PN]\}[^;,{}]*)?"
    rf"(?:, (?:with (?:the )?\{{[SR]\}} )?(?:[a-z]+ing|down|up) {ADVERB}| (?:with|on|after) an? (?:gain of )?)$"
)
"""A stretch ranked among others, and how far it went: "its best month since 2011, gaining"."""
_SPANS = r"(?P<span>weekly|monthly|quarterly|annual|yearly) (?:percentage |point )?"
_BY_THE_SPAN = re.compile(rf"\b{_SPANS}{MOVE_NOUN} (?:of|to) {ADVERB}$")
_SPAN_BESIDE = re.compile(rf"^ {_SPANS}{MOVE_NOUN}\b")
"""A stretch told as an adjective of the move: "a weekly gain of 2%", "its 2% monthly loss"."""
_TOLD_SPAN = re.compile(r"\b(?:a|this|the) (year|month|week) (?:in which|when|where) [^;]*\b(?:has|have)\b[^;]*$")
"""A stretch under way, told by its relative clause: "a year in which the index has gained 15%"."""
_UNDER_WAY = re.compile(r"[wmqy]td$|:$|^\d")
"""Windows that reach to the present: a month that is over is not what "is down 4%" goes on to speak of."""
_DAY = re.compile(r"1d|now|'\d{4}-\d{2}-\d{2}'")


@dataclass(slots=True)
class Memory:
    """What the claims before this one leave behind."""

    sentence: int = -1
    window: str | None = None
    window_sentence: int = -9
    to_date: str | None = None
    to_date_sentence: int = -9
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


def clause_of(scene: Scene, anchor: Span, figure: Figure | None, assertion: Assertion | None, work: Work) -> Clause:
    """The clause of a figure or assertion at ``anchor``."""
    memory, frame = work.memory, work.frame
    subject, item = _subject(scene, anchor, work)
    before, after = scene.around(anchor, item)
    window, inherited = _window(scene, anchor, before, work)
    antecedent = memory.expr if _still_told(scene, subject, memory) else None
    previous = _previous(scene, anchor)
    others = tuple(subject_of_item(i) for i in scene.items if i.kind == "series" and i is not item)
    return Clause(
        start=scene.start, end=scene.end, anchor=Span(start=anchor.start, end=anchor.end, text=anchor.text),
        figure=figure, subject=subject, others=others, movement=_movement(before, after, figure, previous),
        window=window,
        inherited=inherited, periods=tuple(i.period for i in scene.items if i.period is not None),
        modality=modality(before, after), speaker=speaker_of(anchor, work.quotes),
        provider=provider_of(anchor, work.providers), before=before, after=after,
        antecedent=antecedent, antecedent_movement=memory.movement if antecedent else "none", mark=memory.mark,
        told=tuple(expr for sentence, expr in memory.told if sentence >= scene.sentence.index - 1),
        recent=_recent(scene, work), historic=_historic(scene, anchor, work), treasury=work.treasury,
        extreme=_extreme(scene, anchor), in_session=frame.in_session, published=frame.day,
        previous=previous, following=_following(scene, anchor),
        assertion=assertion.kind if assertion else None, lead=assertion.words if assertion else "",
        period=assertion.period if assertion else None,
    )


def _subject(scene: Scene, anchor: Span, work: Work) -> tuple[Subject | None, Item | None]:
    """The subject of a figure, and its item in the sentence; the second face of a move shares the first's."""
    memory = work.memory
    subject, item = work.finder.find(scene, anchor.start, anchor.end)
    if anchor.text.lower() == "so did" and (follows := scene.after(anchor.end, "series")):
        subject, item = subject_of_item(follows[0]), follows[0]
    told = memory.sentence == scene.sentence.index and memory.subject is not None
    if told and _FACE.search(scene.text(scene.start, anchor.start, item)):
        subject, item = memory.subject, memory.subject_item
    memory.subject, memory.subject_item = subject, item
    if subject is not None and subject.how == "named":
        work.discourse.remember(subject)
    return subject, item


def _still_told(scene: Scene, subject: Subject | None, memory: Memory) -> bool:
    """Whether the claim before this one is what "its worst day since" may speak of: of the same sentence, or of the
    one before and the same series."""
    here = scene.sentence.index
    if memory.expr_sentence == here:
        return True
    return memory.expr_sentence == here - 1 and subject is not None and subject.series == memory.expr_subject


def _recent(scene: Scene, work: Work) -> tuple[str, ...]:
    """Series named in the sentence and the two before it."""
    found: dict[str, None] = {}
    for other in work.scenes[max(0, scene.sentence.index - 2) : scene.sentence.index + 1]:
        found.update((i.series, None) for i in other.items if i.series)
    return tuple(found)


def _previous(scene: Scene, anchor: Span) -> Figure | None:
    """The figure just before the anchor in its sentence."""
    return next((i.thing for i in scene.before(anchor.start, "figure") if isinstance(i.thing, Figure)), None)


def _following(scene: Scene, anchor: Span) -> Figure | None:
    """The figure just after the anchor in its sentence."""
    return next((i.thing for i in scene.after(anchor.end, "figure") if isinstance(i.thing, Figure)), None)


def _extreme(scene: Scene, anchor: Span) -> bool:
    """Whether an earlier face of the same move tells only how far it went ("as much as $1.11, or 2%, to $57.06")."""
    for item in scene.before(anchor.start, "figure"):
        if not _FACES.fullmatch(scene.text(item.end, anchor.start)):
            return False
        if item.name.lower().startswith(("as much as", "as little as", "as high as", "as low as")):
            return True
    return False


def _historic(scene: Scene, anchor: Span, work: Work) -> bool:
    """Whether a year at least two before publication was named in this sentence or the two before, as the time of
    what is told (not as the far end of a comparison)."""
    day = work.frame.day
    if day is None:
        return False
    here = scene.sentence.index
    for other in work.scenes[max(0, here - 2) : here + 1]:
        if not _same_paragraph(work, other.sentence.index, here, 2):
            continue
        if any(i.start < anchor.start and _years_past(other, i, day.year) for i in other.items):
            return True
    return False


def _years_past(scene: Scene, item: Item, year: int) -> bool:
    """Whether an item names, with its year, a time at least two years before ``year`` in which something happened."""
    period = item.period
    if period is None or period.first is None or period.relation not in ("in", "on") or period.first.year > year - 2:
        return False
    if not re.search(r"\d{4}", period.text) or is_mark(scene, item):
        return False
    return not _SINCE.search(scene.text(scene.start, item.start))


def _window(scene: Scene, anchor: Span, before: str, work: Work) -> tuple[str, bool]:
    """The window of the clause and whether it was carried over rather than said."""
    ranked = _ranked_span(scene, before, work)
    if ranked is not None:
        return ranked, False
    own = own_window(scene, anchor.start, anchor.end)
    if own is None or own.start < anchor.start:
        spanned = _BY_THE_SPAN.search(before) or _SPAN_BESIDE.match(scene.text(anchor.end, scene.end))
        stretch = _last_span(spanned.group("span"), work.frame.day) if spanned is not None else None
        if stretch is not None:
            return stretch, False
    back = sessions_back(scene, anchor.start, own)
    if back is not None:
        earlier = _weekday_before(_day_told(scene, work), back)
        return (f"'{earlier}'", False) if earlier is not None else ("1d", True)
    between = _by_then(scene, anchor, own, work)
    if between is not None:
        return between, False
    if own is not None and own.period is not None:
        text = window_text(own.period)
        near = scene.text(anchor.end, own.start)
        if text and (_FROM.fullmatch(near) or _SINCE_IT.fullmatch(near)) and text.startswith("'"):
            return f"{text.rstrip(':')}:", False
        if text:
            return ("1d" if work.frame.in_session and text == f"'{work.frame.day}'" else text), False
    memory, here = work.memory, scene.sentence.index
    span = _TOLD_SPAN.search(before)
    if span is not None:
        return f"{span.group(1)[0]}td", False
    if memory.window_sentence == here and _ENDED.search(scene.text(memory.last_end, anchor.start)):
        return work.frame.window, True
    if memory.window and memory.window_sentence == here and not _left_aside(scene, memory.last_end, anchor.start):
        return memory.window, True
    if memory.to_date and _TO_DATE_TENSE.search(before) and _same_paragraph(work, memory.to_date_sentence, here, 3):
        return memory.to_date, True
    if work.frame.window == "wtd" and memory.window and memory.window_sentence == here - 1:
        return memory.window, True
    return work.frame.window, True


def _last_of(month: int, day: date | None) -> str | None:
    """The window of the last month of that number that has begun by ``day``: "mtd" while it lasts."""
    if day is None or day.month == month:
        return None if day is None else "mtd"
    return f"'{day.year - (month > day.month)}-{month:02d}'"


def _last_span(adjective: str, day: date | None) -> str | None:
    """The week or month that "a weekly gain" is told of on ``day``: the one ending, or the one that just ended."""
    if day is None or adjective not in ("weekly", "monthly"):
        return None
    if adjective == "weekly":
        last = (day - timedelta(7)).isocalendar()
        return "wtd" if day.weekday() >= 3 else f"'{last.year}-W{last.week:02d}'"
    if day.day <= 7:
        return f"'{day.replace(day=1) - timedelta(1):%Y-%m}'"
    return "mtd" if day.day >= 25 else None


def _day_told(scene: Scene, work: Work) -> date | None:
    """The day the last figure was of, where this sentence or the one before named it; else the session just closed."""
    memory, frame = work.memory, work.frame
    near = memory.window_sentence >= scene.sentence.index - 1 and memory.window is not None
    if near and memory.window is not None and len(memory.window) == 12:
        return date.fromisoformat(memory.window.strip("'"))
    return frame.day if frame.closed and not near else None


def _weekday_before(day: date | None, count: int) -> date | None:
    while day is not None and count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _by_then(scene: Scene, anchor: Span, own: Item | None, work: Work) -> str | None:
    """The window of "by Oct. 12 it had lost 25%": from the high that was dated just before."""
    before = scene.before(anchor.start, "period")
    until = before[0].period if before else None
    if until is None or until.relation != "until" or until.kind != "day" or until.first is None:
        return None
    if not _HAD.search(scene.text(before[0].end, anchor.start)) or (own is not None and own.start >= anchor.end):
        return None
    here = [i.period for i in before[1:] if i.period is not None and i.period.kind == "day" and i.period.first]
    top = f"'{here[0].first}'" if here and _TOPPED.search(scene.text(scene.start, before[0].start)) else work.memory.top
    if top is None or date.fromisoformat(top.strip("'")) >= until.first:
        return None
    return f"{top}:'{until.first}'"


def _ranked_span(scene: Scene, before: str, work: Work) -> str | None:
    """The window that the sentence has just ranked: "had its worst week since May, falling 3%"."""
    m = _RANKED.search(before)
    if m is None:
        return None
    day = work.frame.day
    if m.group("span") in _MONTHS:
        return _last_of(_MONTHS.index(m.group("span")) + 1, day)
    if m.group("span"):
        return f"{m.group('span')[0]}td"
    slot = before.count("{P}", 0, m.start("month"))
    periods = [i.period for i in scene.items if i.kind == "period"]
    month = periods[slot] if slot < len(periods) else None
    if month is None or month.kind not in ("month", "year", "week"):
        return None
    text = window_text(month)
    return "mtd" if day is not None and text == f"'{day:%Y-%m}'" else text


def _same_paragraph(work: Work, sentence: int, here: int, reach: int) -> bool:
    if not 0 <= here - sentence <= reach:
        return False
    return work.scenes[sentence].sentence.paragraph == work.scenes[here].sentence.paragraph


def _left_aside(scene: Scene, last: int, start: int) -> bool:
    """Whether the figure before stands in a relative clause that has closed since: its time is its own."""
    before = scene.text(scene.start, last)
    return bool(RELATIVE.search(before)) and "," in scene.text(last, start)


def _movement(before: str, after: str, figure: Figure | None, previous: Figure | None = None) -> Movement:
    if figure is not None and figure.direction in ("up", "down"):
        return "up" if figure.direction == "up" else "down"
    near = before[-60:]
    rise = max((m.end() for m in _RISE.finditer(near)), default=-1)
    fall = max((m.end() for m in _FALL.finditer(near)), default=-1)
    if rise == fall:
        if previous is not None and (multiple := _MULTIPLE.search(previous.text.lower())):
            return "down" if multiple.group() == "halved" else "up"
        head = after[:30]
        if _RISE.match(head.lstrip(" -")):
            return "up"
        return "down" if _FALL.match(head.lstrip(" -")) else "none"
    return "up" if rise > fall else "down"


def remember_claim(scene: Scene, clause: Clause, ask: Ask | None, memory: Memory) -> None:
    """After a figure: its window and its expression may be meant by the next."""
    here, figure = scene.sentence.index, clause.figure
    memory.sentence, memory.last_end = here, clause.anchor.end
    if ask is not None:
        memory.told = [t for t in memory.told if t[0] >= here - 1] + [(here, ask.expr)]
    if clause.assertion is not None:
        return
    if not clause.inherited and figure is not None and figure.kind not in ("superlative", "ordinal"):
        memory.window, memory.window_sentence = clause.window, here
        if _UNDER_WAY.search(clause.window):
            memory.to_date, memory.to_date_sentence = clause.window, here
    if ask is not None and clause.subject is not None:
        memory.expr, memory.expr_sentence = ask.expr, here
        memory.expr_subject, memory.movement = clause.subject.series, clause.movement


def leave_quote(scene: Scene, work: Work) -> None:
    """Before a sentence: what only a quotation spoke of is forgotten once the article goes on in its own words."""
    quoted = any(span.start <= scene.start + 1 < span.end for q in work.quotes for span in q.content)
    if quoted and work.outside is None:
        work.outside = work.discourse.copy()
    elif not quoted and work.outside is not None:
        work.discourse.restore(work.outside)
        work.outside = None


def remember_names(scene: Scene, work: Work) -> None:
    """After a sentence: its subject becomes what "it" points to, its names what "the index" may point to."""
    work.discourse.sentence = scene.sentence.index
    for item in scene.items:
        if item.kind in ("series", "other"):
            work.discourse.remember(subject_of_item(item))
    main = work.finder.main_subject(scene)
    if main is not None:
        if main.kind == STOCKS:
            main = main.model_copy(update={"series": None, "kind": "other"})
        work.discourse.note(main)


def remember_mark(scene: Scene, work: Work) -> None:
    """After a sentence that dates a low, "from there" means that low."""
    text = scene.text(scene.start, scene.end)
    if work.memory.top_sentence < scene.sentence.index - 1:
        work.memory.top = None
    if _TOPPED.search(text) and not _LOW.search(text):
        _remember_top(scene, work.memory)
    if not _LOW.search(text):
        return
    for item in scene.items:
        period = item.period
        if item.kind != "period" or period is None or period.kind != "day" or period.relation == "ahead":
            continue
        if period.first is not None:
            work.memory.mark = f"'{period.first}'"


def _remember_top(scene: Scene, memory: Memory) -> None:
    """A single day named beside a high: "by Oct. 12 it had lost 25%" counts from it."""
    days = [i.period for i in scene.items if i.kind == "period" and i.period is not None and i.period.kind == "day"]
    if len(days) == 1 and days[0].first is not None and days[0].relation in ("on", "in"):
        memory.top, memory.top_sentence = f"'{days[0].first}'", scene.sentence.index
