"""Stretches that a sentence tells by more than one date: two named ends, a run just counted, a mark behind it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..metrics.period_window import window_text
from ..metrics.wording import ADVERB, ANY_SUPERLATIVE, BETTER, FALL_VERBS, RISE_VERBS, WORSE, spoken_number
from ..schemas import Span
from .scene import Item, Scene
from .work import Work, same_paragraph

_ITS_POINT = (
    r"'s (?:[a-z-]+ )?(?:close|closing|finish|settlement|settle|end)(?: (?:bell|level|price|low|high|print))?"
)
_MARKED = (
    r",? (?:(?:closing|intraday|record|all-time|bear-market|bull-market|cycle|pandemic|[a-z]+-year) )*"
    r"(?:low|high|peak|record|trough|bottom|top|close|finish|nadir|summit)(?: (?:close|high|low))?"
    r"(?: (?:of|at) \$?\{N\})?,?"
)
_A_MARK_ON = (
    r"(?:(?:closing|intraday|record|all-time|bear-market|bull-market|cycle|pandemic|[a-z]+-year) )*"
    r"(?:low|high|peak|record|trough|bottom|top|nadir|summit)(?: (?:close|high|low))?(?: (?:of|at) \$?\{N\})?,?"
    r"(?: (?:of|on|in|set on|reached on|hit on|made on))? "
)
_POINT_TO_POINT = re.compile(
    rf"\b(?:from|between) (?:(?:the|its|their|an?) )?(?:{_A_MARK_ON})?(?P<first>\{{P\}})(?:{_ITS_POINT}|{_MARKED})? "
    rf"(?:(?:right |clear |up |down )?(?:to|through|till|until)|and) (?:(?:the|its|their|an?) )?(?:{_A_MARK_ON})?"
    rf"(?P<last>\{{P\}})(?:{_ITS_POINT}|{_MARKED}|'s)?,? (?=[^;]*(?:\{{[SRGX]\}}|\bit\b|\bthey\b|\bthe \w+))"
    r"[^;,{}]*(?:\{[SRGX]\}[^;{}]*)?$"
)
"""Both ends of a move told before it: "from Monday's close to Thursday's the index climbed"."""
_POINT_TO_POINT_BEHIND = re.compile(
    rf"^,? (?:from|between) (?:(?:the|its|their|an?) )?(?:(?:{_A_MARK_ON})(?P<first>\{{P\}})|"
    rf"\{{P\}}(?:{_ITS_POINT}|{_MARKED})) (?:to|through|and) (?:(?:the|its|their|an?) )?(?:{_A_MARK_ON})?"
    rf"(?P<last>\{{P\}})(?:{_ITS_POINT}|{_MARKED}|'s)?(?=[.,;]|$| (?:on|as|while|when|after|before)\b)"
)
_SINCE_LEAD = re.compile(
    r"(?:^|[;:,.] |\b(?:and|but) )since (?!\{P\})(?:[^;,{}]|\{[SRGXN]\}){3,60}?(?: (?:on|at|"
    rf"in))?(?: the)? (?P<day>\{{P\}})(?:{_MARKED})?"
    r"(?: at \{N\})?,? [^;{}]*(?:\{[SRG]\}|\bit\b|\bthey\b)[^;{}]*\b(?:has|have|is|are)\b[^;{}]*$"
)
_SINCE_SO = re.compile(
    rf"\b(?:has|have|had|'s|'ve) since (?:then )?(?:been |gone )?(?:{RISE_VERBS}|{FALL_VERBS}) {ADVERB}\$?$"
)
_STANDS_AFTER = re.compile(
    rf"\{{P\}},?(?: at \$?\{{N\}},?)? (?:and|but),? (?:it |they )?(?:has|have|is|are|'s|'ve|'re) "
    rf"(?:now |already |still )?(?:{RISE_VERBS}|{FALL_VERBS}|{BETTER}|{WORSE}) {ADVERB}\$?$"
)
"""How far something stands from the turning point just dated: "peaked on July 10 and has lost 8%"."""
_TURNED = re.compile(
    r"\b(?:records?|highs?|peak(?:ed)?|topp?(?:ed out)?|lows?|trough(?:ed)?|bottom(?:ed)?(?: out)?|summit)\b"
)
"""Words of a turning point, from whose day "has since" counts."""
_STOOD_THEN = re.compile(
    r"\b(?:closed|ended|finished|settled|stood|traded|was|sat|cost|fetched|changed hands)\b[^;{}]*\{N\}[^;{}]*\{P\}"
    r"[^;{}]*$"
)
"""The level of a day, from which "has since" counts: "had closed at $53 on Oct. 16 and has since lost 10%"."""
_AND_THE = re.compile(r"\{N\} (?:that|which) (?:[^;{}]|\{[SRG]\})*(?P<span>\{P\}) and (?:the )?$")
_THAT_IT = re.compile(r"^ (?:that|which) (?:the )?(?:\{[SRG]\}|it|they) [a-z]+(?=[.,;]|$| (?:and|but|is|was|are)\b)")
"""Two moves in relative clauses that share a time: "the 3.6% that gold lost in July and the 2% that oil made"."""
_IN_WHICH = re.compile(
    r"\b(?:on|for|in|over|during|after) (?:the |an? )?(?P<span>\{P\}),? (?:in|during|over|through) which [^;{}]*"
    r"(?:\{[SRG]\}[^;{}]*)?$"
)
"""The stretch that a relative clause is of: "1.1% on the week, in which the Dow slid"."""
_APPOSED_SPAN = re.compile(
    rf"\b{ANY_SUPERLATIVE} (?:[a-z-]+ )?(?:day|session|week|month|quarter|year)(?: of (?:all|the lot|them|\{{P\}}))?, "
    rf"(?P<span>\{{P\}}), (?:it |they )?[a-z]+ (?:it |holders |investors |them )?{ADVERB}$"
)
_RECENT = 3
"""Sentences of the paragraph before in which the turning point may have been named."""
_STRETCH_IN_WHICH = re.compile(
    r"\b(?P<count>[a-z]+|\d+)(?:st|nd|rd|th)?[- ]"
    r"(?:straight |consecutive |successive |winning |losing |positive |negative |up |down )*"
    r"(?P<grain>trading day|day|session|week|month|quarter|year)s?\b[^;]*?, (?:a|the) "
    r"(?:stretch|span|run|streak|period|spell|string|sequence|series) (?:in|over|during) which [^;]*$"
)
"""A run that was counted, and what it brought: "its fifth weekly loss in a row, a stretch in which it has lost 9%"."""
_REACHING = (
    r"(?:(?:hitting|setting|reaching|touching|notching|posting|making|peaking|topping out|bottoming|bottoming out|"
    r"closing|finishing|striking|logging|scoring) ?)?"
)
_AFTER_A_MARK = re.compile(
    rf"(?:^|[;:.] |\b(?:and|but) )(?:after|following|from) {_REACHING}(?:at )?(?:(?:a|an|its|the|their|that) )?"
    r"(?:(?:all-time|record|closing|new|fresh|lifetime|intraday) )*"
    r"(?:record|high|peak|top|low|trough|bottom|all-time high)?(?: (?:close|high|finish|low))?"
    r"(?: (?:of|at) \$?\{N\})?,? (?:set )?(?:(?:back )?(?:on|in) )?(?P<day>\{P\})(?:, at \$?\{N\})?, "
    r"[^;{}]*(?:\{[SRG]\}|\bit\b|\bthey\b)[^;{}]*$"
)
"""A move told after the mark it began from: "after a record of 412 on May 3, the index retreated 8%"."""
_A_MARK = re.compile(r"\b(?:record|high|peak|peaking|topping|top|low|trough|bottom|bottoming)\b")
_AND_THEN = re.compile(
    rf"\b(?:and|but),? (?:has |have |had )?(?:then|subsequently|since) (?:{RISE_VERBS}|{FALL_VERBS}|gave back|"
    rf"given back|handed back|gave up|given up) {ADVERB}\$?$"
)
"""A move told from the day before it: "on Nov. 25 it closed at 2442, and then gave back 9%"."""
_IN_WHICH_IT = re.compile(
    rf"\{{P\}}, (?:a (?:[a-z]+ )?(?:year|month|week|quarter|stretch|period) )?in which (?:it|they|the [a-z]+|"
    rf"\{{[SRG]\}}) (?:has|have|had) "
    rf"(?:{RISE_VERBS}|{FALL_VERBS}) {ADVERB}$"
)
"""What the stretch just named brought: "its 23rd record of the year, in which it has gained 11%"."""
_LONGEST_RUN = 60
_MARK_AGE = 7
"""Days after a mark from which a move told after it is one since the mark rather than of the day."""


_SINCE_THEN = re.compile(
    r"^(?: (?:of its value|of that|in value|more|further|higher|lower|better))? since(?: then)?"
    r"(?=[.,;:)]|$| (?:and|but|while|though)\b)"
)
"""A move told from the day that was named before it: "peaked on July 10 and has lost 8% since then"."""


def since_then(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The stretch since the day last named, in this sentence or alone in the one before; None where it is no day."""
    then = _AND_THEN.search(scene.text(scene.start, anchor.start))
    if not (then or _SINCE_THEN.match(scene.text(anchor.end, scene.end))):
        return None
    here = [i.period for i in scene.before(anchor.start, "period") if i.period is not None]
    if not here and scene.sentence.index and same_paragraph(work, scene.sentence.index - 1, scene.sentence.index, 1):
        told = work.scenes[scene.sentence.index - 1].items
        here = [i.period for i in told if i.kind == "period" and i.period is not None]
        here = here[-1:] if sum(p.kind == "day" for p in here) == 1 else []
    days = [p for p in here if p.kind == "day"] if then else here
    last = days[0] if days else None
    if last is None or last.kind != "day" or last.relation not in ("on", "in", "since") or last.first is None:
        return None
    day = work.frame.day
    if then and (day is None or (day - last.first).days < _MARK_AGE):
        return None  # of a day or two later as well as of all since
    return f"'{last.first}':"


def in_which_it(scene: Scene, anchor: Span) -> str | None:
    """The window of the stretch named right before "in which it has gained 11%"."""
    before = scene.text(scene.start, anchor.start)
    m = _IN_WHICH_IT.search(before)
    text = slot_window(scene, before, m.start()) if m is not None else None
    return text if text in ("wtd", "mtd", "qtd", "ytd") else None


def slot_window(scene: Scene, before: str, at: int) -> str | None:
    """The window of the period whose slot stands at ``at`` in the sentence's slotted text."""
    periods = [i.period for i in scene.items if i.kind == "period" and i.period is not None]
    slot = before.count("{P}", 0, at)
    return window_text(periods[slot]) if slot < len(periods) else None


def two_points(scene: Scene, anchor: Span, before: str) -> str | None:
    """The window between two days that the words name, of a move from one to the other."""
    m = _POINT_TO_POINT.search(before)
    if m is not None:
        first, last = (slot_window(scene, before, m.start(end)) for end in ("first", "last"))
    elif _POINT_TO_POINT_BEHIND.match(scene.text(anchor.end, scene.end)):
        ends = [i.period for i in scene.after(anchor.end, "period")[:2] if i.period is not None]
        first, last = (window_text(p) for p in ends) if len(ends) == 2 else (None, None)
    else:
        return None
    dated = first is not None and last is not None and len(first) == len(last) == 12 and first < last
    return f"{first}:{last}" if dated else None


def in_which(scene: Scene, anchor: Span) -> str | None:
    """The stretch that a relative clause is told of: "in a week in which the index fell 2%"."""
    before = scene.text(scene.start, anchor.start)
    m = _IN_WHICH.search(before)
    if m is None and _THAT_IT.match(scene.text(anchor.end, scene.end)):
        m = _AND_THE.search(before)
    return slot_window(scene, before, m.start("span")) if m is not None else None


def apposed_span(scene: Scene, anchor: Span) -> str | None:
    """The time that a best or worst day, week, ... is named by: "the worst month, September, cost 4.8%"."""
    before = scene.text(scene.start, anchor.start)
    m = _APPOSED_SPAN.search(before)
    return slot_window(scene, before, m.start("span")) if m is not None else None


def since_it(scene: Scene, anchor: Span) -> str | None:
    """The stretch that a leading clause begins: "since topping out on March 3, the index has lost 5%"."""
    before = scene.text(scene.start, anchor.start)
    m = _SINCE_LEAD.search(before)
    text = slot_window(scene, before, m.start("day")) if m is not None else None
    return f"{text}:" if text is not None and len(text) == 12 else None


def has_since(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The stretch since the turning point last named: "peaked on Aug. 16 and has since shed 16.7%"."""
    before = scene.text(scene.start, anchor.start)
    since = _SINCE_SO.search(before)
    if not (since or _STANDS_AFTER.search(before)):
        return None
    here = scene.sentence.index
    for other in reversed(work.scenes[max(0, here - _RECENT) : here + 1] if since else [scene]):
        if other.sentence.paragraph != scene.sentence.paragraph:
            return None
        days = [i.period for i in other.items if i.period is not None and i.end <= anchor.start]
        days = [p for p in days if p.kind == "day" and p.relation in ("on", "in") and p.first is not None]
        told = other.text(other.start, min(other.end, anchor.start))
        if days and (_TURNED.search(told) or (other is scene and len(days) == 1 and _STOOD_THEN.search(told))):
            return f"'{days[-1].first}':"
        if days and other is not scene:
            return None
    return None


def since_inside(scene: Scene, own: Item) -> str | None:
    """Of "in the seven months since the end of October" the stretch that the day begins."""
    behind = next(iter(scene.after(own.end, "period")), None)
    since = behind.period if behind is not None else None
    if own.period is None or own.period.relation != "for" or since is None or since.relation != "since":
        return None
    exact = since.first is not None and since.first == since.last and not since.approximate
    adjoins = behind is not None and not scene.text(own.end, behind.start).strip()
    return window_text(since) if exact and adjoins else None


def counted_run(scene: Scene, anchor: Span, day: date | None) -> str | None:
    """The window of a run of sessions, weeks, ..., up to ``day`` that the sentence has just counted."""
    m = _STRETCH_IN_WHICH.search(scene.parsed.body[scene.start : anchor.start].lower())
    count = spoken_number(m.group("count")) if m is not None else None
    if m is None or day is None or count is None or not 1 < count <= _LONGEST_RUN:
        return None
    grain = m.group("grain")
    if grain in ("day", "session", "trading day"):
        return f"{count}d"
    if grain == "week":
        first, last = ((day - timedelta(days=7 * back)).isocalendar() for back in (count - 1, 0))
        return f"'{first.year}-W{first.week:02d}':'{last.year}-W{last.week:02d}'"
    if grain == "year":
        year = day.year - (day.month == 1 and day.day <= 15)
        return f"'{year - count + 1}':'{year}'"
    per_year, sign = (12, "") if grain == "month" else (4, "Q")
    now = (day.year * 12 + day.month - 1 - (day.day <= 5)) // (12 // per_year)
    texts = (f"'{n // per_year}-{sign}{n % per_year + 1:0{2 - len(sign)}d}'" for n in (now - count + 1, now))
    return ":".join(texts)


def since_its_mark(scene: Scene, anchor: Span, day: date | None) -> str | None:
    """The stretch since a record or low that the sentence opens with, where it lies further back than a week."""
    before = scene.text(scene.start, anchor.start)
    m = _AFTER_A_MARK.search(before)
    text = slot_window(scene, before, m.start("day")) if m is not None and _A_MARK.search(m.group()) else None
    if text is None or len(text) != 12 or day is None:
        return None
    return f"{text}:" if (day - date.fromisoformat(text.strip("'"))).days > _MARK_AGE else None
