"""Every numeric claim of an article: figures and figureless statements, read by the metrics that know their wording.

For each anchor a :class:`Clause` is built (subject, window, movement, modality, the slotted text around it) and offered
to the metrics in order of priority; the first that reads it says which expression the figure states. What no metric
reads stays a claim with a reason, so that no number of the article is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from ..metrics.acceptance import accepted
from ..metrics.reading import readers
from ..schemas import Article, Ask, Claim, Clause, Entity, Figure, Parsed, Period, Quote, Span, Stated, Subject
from ..schemas.claim import Reason, Relation
from .assertions import Assertion, assertions
from .certainty import certain, reach
from .clauses import clause_of, leave_quote, remember_claim, remember_mark, remember_names
from .discourse import Discourse
from .frame import article_frame
from .gazetteer.lookup import series_mentions
from .modality import licensed
from .rivals import far, nested, rivals, stands_so
from .scene import Item, Scene, build_scenes
from .subjects import SubjectFinder
from .told_twice import remember_day
from .work import Work

_TREASURY = re.compile(r"Treasur|U\.S\. (?:10|two|2|30)-year|the (?:10|two|2|30)-year note")
_AMERICAN = re.compile(r"\b(?:Wall Street|Federal Reserve|the Fed|S&P 500|Dow Jones|Nasdaq Composite)\b")
_FOREIGN_BONDS = re.compile(
    r"\b(?:[Bb]unds?|[Gg]ilts?|JGBs?|BTPs?|OATs?|[Bb]onos|sovereign|euro[- ](?:zone|area)|"
    r"(?:German|Japan|Ital|Brit|U\.K\.|UK|French|France|Spain|Spanish|Gree|Canad|Australia|China|Chinese|India|Swiss|"
    r"Portug|Brazil|Mexic)\w*(?:['’]s)?(?: [a-z]+)? (?:bonds?|yields?|debt|notes?|\d+-year|\w+-year))"
)
"""In an article of American markets that speaks of no other country's bonds, "the 10-year yield" is the Treasury's."""
_TO_COME = re.compile(
    r"\b(?:expects?|sees?|forecasts?|projects?|predicts?|anticipates?|looks? for|wants?|hopes?|calls? for)\b[^;]*\b"
    r"(?:cut|raise|lower|lift|hike|reduce|increase|trim|move|ease|tighten|cuts|increases|hikes)\b[^;]*$|"
    r"\b(?:primed|poised|set|ready|likely|expected|about|looking|plans?|going|will|would|could|may|might|should)\b"
    r"(?: to)? (?:be )?(?:cut|raise|lower|lift|hike|reduce|increase|trim|move|ease|tighten)\w*\b[^;]*$"
)
"""A change of policy that is still to come."""
_OPENING = 700
"""Characters of a text in which its subject is named, if it has one."""
_ASSERTS = re.compile(r"record|high|peak|low|[Ss]o did|ever")


def read_claims(
    article: Article,
    parsed: Parsed,
    figures: Sequence[Figure],
    periods: Sequence[Period],
    entities: Sequence[Entity],
    quotes: Sequence[Quote] = (),
    providers: Sequence[Quote] = (),
) -> tuple[Claim, ...]:
    """The claims of an article in the order of their figures. Never raises for odd text; unread means ``no_metric``."""
    scenes = build_scenes(parsed, figures, periods, entities)
    discourse = Discourse(topic=_topic(article.title, "index"), company=_company(article))
    work = Work(
        article_frame(article, scenes), discourse, SubjectFinder(parsed, discourse), quotes, providers, scenes,
        treasury=_of_treasurys(article.body),
    )
    claims: list[Claim] = []
    for scene in scenes:
        leave_quote(scene, work)
        if any(i.kind in ("figure", "period") for i in scene.items) or _may_assert(scene):
            claims.extend(_scene_claims(scene, work))
        remember_names(scene, work)
        remember_mark(scene, work)
    return tuple(sorted(claims, key=lambda c: (c.figure.start, c.figure.end)))


def _company(article: Article) -> Subject | None:
    """The company that headline and opening name, where the headline names one alone: pages string pieces together."""
    found = _topic(article.title, "stock")
    led = series_mentions(article.body[:_OPENING]) if found is not None else ()
    return found if found is not None and any(m.series == found.series for m in led) else None


def _topic(title: str, kind: str) -> Subject | None:
    """The index (stock) that a headline names, where it names one alone."""
    named = {m.series: m for m in series_mentions(title) if m.kind == kind and m.series}
    if len(named) != 1:
        return None
    (found,) = named.values()
    sort = "company" if kind == "stock" else kind
    return Subject(name=found.name, series=found.series, kind=sort, how="carried")


def _of_treasurys(body: str) -> bool:
    """Whether a yield without a country is that of American government paper."""
    if _TREASURY.search(body):
        return True
    return bool(_AMERICAN.search(body)) and not _FOREIGN_BONDS.search(body)


def _may_assert(scene: Scene) -> bool:
    return bool(_ASSERTS.search(scene.parsed.body, scene.start, scene.end))


def _scene_claims(scene: Scene, work: Work) -> list[Claim]:
    out: list[Claim] = []
    if "there" in scene.parsed.body[scene.start : scene.end]:
        remember_mark(scene, work)
    stated = {a.anchor.start: a for a in assertions(scene)}
    told = list(stated.values())
    anchors: list[tuple[Span, Figure | None, Assertion | None]] = [
        _anchor(i.thing, _ending_with(i, stated))
        for i in scene.items if isinstance(i.thing, Figure) and not (i.spoken and _told(i, told))
    ]
    anchors += [(a.anchor, None, a) for a in stated.values()]
    for anchor, figure, assertion in sorted(anchors, key=lambda a: a[0].start):
        out.append(_claim(scene, anchor, figure, assertion, work))
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
        (a.anchor.start < superlative.end and superlative.start < a.anchor.end)
        or (a.kind == "since" and superlative.end <= a.anchor.start <= superlative.end + 90)
        for a in told
    )


def _claim(scene: Scene, anchor: Span, figure: Figure | None, assertion: Assertion | None, work: Work) -> Claim:
    clause = clause_of(scene, anchor, figure, assertion, work)
    ask = next((a for a in (read(clause) for read in readers()) if a is not None), None)
    remember_claim(scene, clause, ask, work.memory)
    remember_day(scene, clause, ask, work)
    return _build(scene, clause, ask, work)


def _build(scene: Scene, clause: Clause, ask: Ask | None, work: Work) -> Claim:
    sure = ask is not None and certain(scene, clause, ask, work.frame, _reprint(scene, work))
    return Claim(
        start=scene.start, end=scene.end, text=scene.parsed.body[scene.start : scene.end], figure=clause.anchor,
        expr=ask.expr if ask else None, relation=cast(Relation, ask.relation) if ask else "equals",
        stated=_stated(clause, ask), modality=clause.modality, speaker=clause.speaker, provider=clause.provider,
        subject=clause.subject.name if clause.subject else None,
        certain=sure, reach=reach(scene, clause, ask, work.frame) if ask is not None and not sure else 0,
        rivals=() if ask is None else rivals(scene, clause, ask, work) if sure else ask.rivals,
        apart=(clause.inherited or far(scene, clause)) and not stands_so(scene, clause, work),
        nested=nested(scene, clause), reason=_reason(clause, ask),
    )


def _reprint(scene: Scene, work: Work) -> bool:
    """Whether the sentence stands after a line that opens another publisher's piece on the same page."""
    return scene.start >= work.frame.reprint_from


def _reason(clause: Clause, ask: Ask | None) -> Reason | None:
    """Why the claim is to stay open whatever the data say, if it is."""
    if ask is not None and ask.reason:
        return cast(Reason, ask.reason)
    if ask is not None and (ask.settled or (ask.expr.startswith("policy") and not _TO_COME.search(clause.before))):
        return None
    if licensed(clause.before, clause.after, clause.anchor.text):
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
    """The number the words state and the interval accepted for it, signed and in the unit of the expression."""
    figure = clause.figure
    if ask is not None and ask.low is not None and ask.high is not None:
        return Stated(low=ask.low, high=ask.high, unit=ask.unit,
                      accepted_low=ask.low - ask.slack, accepted_high=ask.high + ask.slack)
    if figure is None:
        return None
    q, a = figure.quantity, accepted(figure)
    factor, slack = (ask.scale * ask.sign, ask.slack) if ask is not None else (1.0, 0.0)
    low, high = sorted((q.low * factor, q.high * factor))
    least, most = sorted((a.low * factor, a.high * factor))
    unit = ask.unit if ask else q.unit
    return Stated(low=low, high=high, unit=unit, accepted_low=least - slack, accepted_high=most + slack)
