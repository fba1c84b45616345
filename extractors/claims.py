"""Every numeric claim of an article: figures and figureless statements, read by the metrics that know their wording.

For each anchor a :class:`Clause` is built (subject, window, movement, modality, the slotted text around it) and offered
to the metrics in order of priority; the first that reads it says which expression the figure states. What no metric
reads stays a claim with a reason, so that no number of the article is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from ..metrics.acceptance import accepted
from ..metrics.period_window import window_text
from ..metrics.reading import readers
from ..metrics.wording import FALL_NOUN, FALL_VERBS, RISE_NOUN, RISE_VERBS
from ..schemas import Article, Ask, Claim, Clause, Entity, Figure, Parsed, Period, Quote, Span, Stated, Subject
from ..schemas.clause import Movement
from .assertions import Assertion, assertions
from .certainty import certain
from .frame import Frame, article_frame
from .modality import licensed, modality
from .scene import Item, Scene, build_scenes
from .subjects import Discourse, SubjectFinder
from .windows import is_mark, own_window

_NEW_YORK = ZoneInfo("America/New_York")
_RISE = re.compile(rf"\b(?:{RISE_VERBS}|up|higher|{RISE_NOUN})\b")
_FALL = re.compile(rf"\b(?:{FALL_VERBS}|down|lower|off|{FALL_NOUN})\b")
_TO_DATE_TENSE = re.compile(
    r"\b(?:is|are|has|have|'s) (?:\w+ ){0,3}$|\b(?:is|are|has|have|'s) (?:now |still |already )?(?:up|down|added|"
    r"lost|gained|risen|fallen|climbed|dropped)\b[^.;]*$"
)


_FACE = re.compile(
    r"\{N\}\)?(?: on)?(?: \{P\})?,? (?:or|\(|to|at|to (?:end|close|finish|settle) at|"
    r"and (?:closed|ended|finished) at)\s?"
    r"(?:a |about |nearly )?\(?[-+]?$"
)
_TREASURY = re.compile(r"Treasur|U\.S\. (?:10|two|2|30)-year|the (?:10|two|2|30)-year note")
_DAY = re.compile(r"1d|now|'\d{4}-\d{2}-\d{2}'")


@dataclass(slots=True)
class _Memory:
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


@dataclass(slots=True)
class _Work:
    article: Article
    parsed: Parsed
    frame: Frame
    discourse: Discourse
    finder: SubjectFinder
    quotes: Sequence[Quote]
    scenes: Sequence[Scene]
    treasury: bool
    memory: _Memory = field(default_factory=_Memory)


def read_claims(
    article: Article,
    parsed: Parsed,
    figures: Sequence[Figure],
    periods: Sequence[Period],
    entities: Sequence[Entity],
    quotes: Sequence[Quote] = (),
) -> tuple[Claim, ...]:
    """The claims of an article in the order of their figures. Never raises for odd text; unread means ``no_metric``."""
    scenes = build_scenes(parsed, figures, periods, entities)
    discourse = Discourse()
    frame = article_frame(article, scenes)
    work = _Work(article, parsed, frame, discourse, SubjectFinder(parsed, discourse), quotes, scenes, bool(_TREASURY.search(article.body)))
    claims: list[Claim] = []
    for scene in scenes:
        if any(i.kind in ("figure", "period") for i in scene.items) or _may_assert(scene):
            claims.extend(_scene_claims(scene, work))
        _remember_names(scene, work)
        _remember_mark(scene, work)
    return tuple(sorted(claims, key=lambda c: (c.figure.start, c.figure.end)))


def _may_assert(scene: Scene) -> bool:
    return bool(re.search(r"record|high|peak|low|[Ss]o did|ever", scene.parsed.body[scene.start : scene.end]))


def _scene_claims(scene: Scene, work: _Work) -> list[Claim]:
    out: list[Claim] = []
    if "there" in scene.parsed.body[scene.start : scene.end]:
        _remember_mark(scene, work)
    stated = {a.anchor.start: a for a in assertions(scene)}
    told = list(stated.values())
    anchors: list[tuple[Span, Figure | None, Assertion | None]] = [
        _anchor(i.thing, _ending_with(i, stated))
        for i in scene.items if isinstance(i.thing, Figure) and not (i.spoken and _told(i, told))
    ]
    anchors += [(a.anchor, None, a) for a in stated.values()]
    for anchor, figure, assertion in sorted(anchors, key=lambda a: a[0].start):
        claim = _claim(scene, anchor, figure, assertion, work)
        if claim is not None:
            out.append(claim)
    return out


def _ending_with(item: Item, stated: dict[int, Assertion]) -> Assertion | None:
    """The assertion whose words end with a counted length ("its best day in five years"), taken out of ``stated``."""
    for key, assertion in stated.items():
        if assertion.anchor.end == item.end:
            return stated.pop(key)
    return None


def _anchor(figure: Figure, assertion: Assertion | None) -> tuple[Span, Figure | None, Assertion | None]:
    return (assertion.anchor if assertion is not None else figure), figure, assertion


def _told(superlative: Item, told: list[Assertion]) -> bool:
    """Whether an assertion carries the superlative, so that it needs no claim of its own."""
    return any(
        a.anchor.start < superlative.end and superlative.start < a.anchor.end
        or a.kind == "since" and superlative.end <= a.anchor.start <= superlative.end + 90
        for a in told
    )


def _claim(scene: Scene, anchor: Span, figure: Figure | None, assertion: Assertion | None, work: _Work) -> Claim | None:
    clause = _clause(scene, anchor, figure, assertion, work)
    ask = next((a for a in (read(clause) for read in readers()) if a is not None), None)
    memory = work.memory
    memory.sentence, memory.last_end = scene.sentence.index, anchor.end
    if not clause.inherited and assertion is None and figure is not None and figure.kind not in ("superlative", "ordinal"):
        memory.window, memory.window_sentence = clause.window, scene.sentence.index
        if not _DAY.fullmatch(clause.window):
            memory.to_date, memory.to_date_sentence = clause.window, scene.sentence.index
    if ask is not None and clause.subject is not None and assertion is None:
        memory.expr, memory.expr_sentence = ask.expr, scene.sentence.index
        memory.expr_subject, memory.movement = clause.subject.series, clause.movement
    return _build(scene, clause, ask, work)


def _clause(scene: Scene, anchor: Span, figure: Figure | None, assertion: Assertion | None, work: _Work) -> Clause:
    memory = work.memory
    subject, item = work.finder.find(scene, anchor.start, anchor.end)
    before, after = scene.around(anchor, item)
    if memory.sentence == scene.sentence.index and _second_face(before) and memory.subject is not None:
        subject, item = memory.subject, memory.subject_item
        before, after = scene.around(anchor, item)
    memory.subject, memory.subject_item = subject, item
    if subject is not None and subject.how == "named":
        work.discourse.remember(subject)
    window, inherited = _window(scene, anchor, before, work)
    same = memory.expr_sentence == scene.sentence.index or (
        memory.expr_sentence == scene.sentence.index - 1 and subject is not None and subject.series == memory.expr_subject
    )
    others = tuple(
        Subject(name=i.name, series=i.series, kind=i.sort or "other", start=i.start, end=i.end)
        for i in scene.items if i.kind == "series" and i is not item
    )
    return Clause(
        start=scene.start, end=scene.end, anchor=Span(start=anchor.start, end=anchor.end, text=anchor.text),
        figure=figure, subject=subject, others=others, movement=_movement(before, after, figure), window=window,
        inherited=inherited, periods=tuple(i.period for i in scene.items if i.period is not None),
        basis="close", modality=modality(before, after), speaker=_speaker(anchor, work.quotes), before=before, after=after,
        antecedent=memory.expr if same else None, antecedent_movement=memory.movement if same else "none",
        recent=_recent(scene, work), historic=_historic(scene, anchor, work),
        treasury=work.treasury, mark=work.memory.mark, in_session=work.frame.in_session, assertion=assertion.kind if assertion else None, lead=assertion.words if assertion else "",
        period=assertion.period if assertion else None, previous=_previous(scene, anchor), published=work.frame.day,
    )


def _recent(scene: Scene, work: _Work) -> tuple[str, ...]:
    """Series named in the sentence and the two before it."""
    found: dict[str, None] = {}
    for other in work.scenes[max(0, scene.sentence.index - 2) : scene.sentence.index + 1]:
        found.update((i.series, None) for i in other.items if i.series)
    return tuple(found)


def _previous(scene: Scene, anchor: Span) -> Figure | None:
    """The figure just before the anchor in its sentence."""
    return next((i.thing for i in scene.before(anchor.start, "figure") if isinstance(i.thing, Figure)), None)


def _historic(scene: Scene, anchor: Span, work: _Work) -> bool:
    """Whether a year at least two before publication was named in this sentence or the two before, as the time of
    what is told (not as the far end of a comparison)."""
    day = work.frame.day
    if day is None:
        return False
    for other in work.scenes[max(0, scene.sentence.index - 2) : scene.sentence.index + 1]:
        for item in other.items:
            period = item.period
            if period is None or item.start >= anchor.start or period.first is None or period.relation not in ("in", "on"):
                continue
            lead = other.text(other.start, item.start)
            if period.first.year <= day.year - 2 and re.search(r"\d{4}", period.text) and not is_mark(other, item):
                if not re.search(r"\bsince\b[^,;]*$", lead) and _same_paragraph(work, other.sentence.index, scene.sentence.index, 2):
                    return True
    return False


def _second_face(before: str) -> bool:
    """Whether the figure is another face of the figure before it: "rose 64.06 points, or 1.4%, to 4,577.10"."""
    return bool(_FACE.search(before))


def _window(scene: Scene, anchor: Span, before: str, work: _Work) -> tuple[str, bool]:
    """The window of the clause and whether it was carried over rather than said."""
    own = own_window(scene, anchor.start, anchor.end)
    if own is not None and own.period is not None:
        text = window_text(own.period)
        if text:
            return ("1d" if work.frame.in_session and text == f"'{work.frame.day}'" else text), False
    memory = work.memory
    if memory.window and memory.window_sentence == scene.sentence.index and not _left_aside(scene, memory.last_end, anchor.start):
        return memory.window, True
    if memory.to_date and _same_paragraph(work, memory.to_date_sentence, scene.sentence.index, 3) and _TO_DATE_TENSE.search(before):
        return memory.to_date, True
    if work.frame.window == "wtd" and memory.window and memory.window_sentence == scene.sentence.index - 1:
        return memory.window, True
    return work.frame.window, True


def _same_paragraph(work: _Work, sentence: int, here: int, reach: int) -> bool:
    return 0 <= here - sentence <= reach and work.scenes[sentence].sentence.paragraph == work.scenes[here].sentence.paragraph


def _left_aside(scene: Scene, last: int, start: int) -> bool:
    """Whether the figure before stands in a relative clause that has closed since: its time is its own."""
    before = scene.text(scene.start, last)
    return bool(re.search(r", (?:which|who|where|whose)\b[^,]*$", before)) and "," in scene.text(last, start)


def _movement(before: str, after: str, figure: Figure | None) -> Movement:
    if figure is not None and figure.direction in ("up", "down"):
        return "up" if figure.direction == "up" else "down"
    near = before[-60:]
    rise = max((m.end() for m in _RISE.finditer(near)), default=-1)
    fall = max((m.end() for m in _FALL.finditer(near)), default=-1)
    if rise == fall:
        head = after[:30]
        if _RISE.match(head.lstrip(" -")):
            return "up"
        return "down" if _FALL.match(head.lstrip(" -")) else "none"
    return "up" if rise > fall else "down"


def _speaker(anchor: Span, quotes: Sequence[Quote]) -> str | None:
    for quote in quotes:
        if any(s.start <= anchor.start and anchor.end <= s.end for s in quote.content) and quote.speakers:
            return quote.speakers[0].name
    return None


def _remember_names(scene: Scene, work: _Work) -> None:
    """After a sentence: its subject becomes what "it" points to, its names what "the index" may point to."""
    work.discourse.sentence = scene.sentence.index
    named = [i for i in scene.items if i.kind in ("series", "other")]
    for item in named:
        work.discourse.remember(Subject(name=item.name, series=item.series, kind=item.sort or "other", start=item.start, end=item.end))
    main = work.finder.main_subject(scene)
    if main is not None:
        work.discourse.note(main)


def _remember_mark(scene: Scene, work: _Work) -> None:
    """After a sentence that dates a low, "from there" means that low."""
    text = scene.text(scene.start, scene.end)
    if not re.search(r"\b(?:low|lows|bottom|trough)\b", text):
        return
    for item in scene.items:
        if item.kind == "period" and item.period is not None and item.period.kind == "day":
            window = window_text(item.period)
            if window and window.startswith("'"):
                work.memory.mark = window.rstrip(":")


def _build(scene: Scene, clause: Clause, ask: Ask | None, work: _Work) -> Claim:
    reason = _reason(clause, ask)
    stated = _stated(clause, ask)
    subject = clause.subject
    return Claim(
        start=scene.start, end=scene.end, text=scene.parsed.body[scene.start : scene.end], figure=clause.anchor,
        expr=ask.expr if ask else None, relation=ask.relation if ask else "equals", stated=stated,  # type: ignore[arg-type]
        modality=clause.modality, speaker=clause.speaker, provider=clause.provider,
        subject=subject.name if subject else None,
        certain=ask is not None and certain(scene, clause, ask, work.frame.wrap, _reprint(scene, work)), reason=reason,  # type: ignore[arg-type]
    )


def _reprint(scene: Scene, work: _Work) -> bool:
    """Whether the sentence stands after a line that opens another publisher's piece on the same page."""
    return scene.start >= work.frame.reprint_from


def _reason(clause: Clause, ask: Ask | None) -> str | None:
    if ask is not None and ask.reason:
        return ask.reason
    if ask is not None and (ask.settled or ask.expr.startswith("policy")):
        return None
    if licensed(clause.before, clause.after):
        return "licensed_source"
    if clause.modality != "fact":
        return clause.modality
    if ask is None:
        subject = clause.subject
        if subject is not None and subject.series is None and subject.kind != "other":
            return "no_source"
        return "no_metric"
    return None


def _stated(clause: Clause, ask: Ask | None) -> Stated | None:
    if ask is None:
        if clause.figure is None:
            return None
        q = clause.figure.quantity
        a = accepted(clause.figure)
        return Stated(low=q.low, high=q.high, unit=q.unit, accepted_low=a.low, accepted_high=a.high)
    if ask.low is not None and ask.high is not None:
        return Stated(low=ask.low, high=ask.high, unit=ask.unit, accepted_low=ask.low - ask.slack, accepted_high=ask.high + ask.slack)
    assert clause.figure is not None
    q, a = clause.figure.quantity, accepted(clause.figure)
    factor = ask.scale * ask.sign
    ends = sorted((q.low * factor, q.high * factor))
    reach = sorted((a.low * factor, a.high * factor))
    return Stated(low=ends[0], high=ends[1], unit=ask.unit, accepted_low=reach[0], accepted_high=reach[1])
