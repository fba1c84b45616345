"""Over which stretch a figure is told: the date beside it, the stretch its words name, or what went before."""

from __future__ import annotations

import re
from datetime import date

from ..metrics.period_window import is_to_date, weekday_after, weekday_before, window_text
from ..metrics.wording import ADVERB, FALL_VERBS, MOVE_NOUN, RISE_VERBS
from ..schemas import Span
from .scene import Item, Scene
from .told_asides import left_aside, of_its_clause
from .told_before import span_ahead_of, straight_before
from .told_begun import SINCE_DOING, since_begun
from .told_frames import day_gone_on_with, framed_window
from .told_lasts import last_span, last_year
from .told_pointing import pointed_stretch
from .told_ranked import RANKED_BEHIND, beside_its_close, ranked_span, span_behind, span_counted
from .told_spans import (
    apposed_span,
    counted_run,
    has_since,
    in_which,
    in_which_it,
    since_inside,
    since_it,
    since_its_mark,
    since_then,
    two_points,
)
from .told_topics import topic_window, years_end
from .windows import is_set_on, own_window, sessions_back, sessions_on
from .work import Work, same_paragraph

STILL = (
    r"\b(?:clings?|clinging|holds?|holding|hangs?|hanging|sits?|sitting|nurses|nursing|sports?|sporting|boasts?|"
    rf"boasting|shows?|showing|retains?|keeps?)(?: on)?(?: to| onto)? (?:an?|its|their) (?:\w+ ){{0,2}}?{MOVE_NOUN} "
    rf"of {ADVERB}$|\b(?:remains?|stays?) (?:up|down|ahead|higher|lower|off)(?: by)? {ADVERB}$"
)
"""How a standing gain or loss is told: it began some time before the day."""
TO_DATE_TENSE = re.compile(
    r"\b(?:is|are|has|have|'s) (?:\w+ ){0,3}$|\b(?:is|are|has|have|'s) (?:now |still |already )?(?:up|down|added|"
    r"lost|gained|risen|fallen|climbed|dropped)\b[^.;,]*$|"
    rf"{STILL}"
)
"""A move that goes on ("is up", "has gained"), before its figure."""
_FROM_THEN = re.compile(r"\bfrom \$?\{N\}(?: [a-z]+){0,3} \{P\},? to \$?$")
"""A base told with its day ("from 4.84% the Friday before to 4.57%"): that day is not where the move ended."""
_FROM_THEN_IT = re.compile(
    r"\bfrom (?:an? [a-z -]{0,24})?\$?\{N\}(?: [a-z]+){0,3} \{P\},? (?:it|they|the [a-z]+|(?:the )?\{[SRG]\}) "
    rf"(?:has|have) (?:now |since )?(?:{RISE_VERBS}|{FALL_VERBS}|come|gone|come down|gone up) "
    r"(?:all the way |back )?to \$?$"
)
"""The same with its verb: "from 45,014.04 on Dec. 4 it has dropped to"."""
_THE_MONTHS = re.compile(r"(?:(?:over|in|for|during) )?(?:the|those|these) (?:three|12|twelve) months")
_ALONG = re.compile(
    r"(?:along the way|in the process|(?:over|in|during) (?:that|this|the same) (?:stretch|span|time|period|run))\b"
)
"""A stretch that is the one just told."""
ON_THE_NEWS = re.compile(
    r"^[^;{}]{0,12}(?:\{N\})?[^;{}]{0,12}\b(?:(?:on|after|following|in response to|in reaction to) the "
    r"(?:news|report|data|decision|announcement|results|figures|numbers|release|statement|print)|in response|"
    r"in reaction|afterward)\b"
)
"""A move that answers some news is of the day of the news."""
_FROM = re.compile(r" from(?: the)? ")
_SINCE_IT = re.compile(r" since (?:[^;,{}]|\{[SRGX]\}){3,50}\b(?:on|in)(?: the)? ")
_SINCE_IT_DID = re.compile(
    r"(?: \w+)? since (?:(?:it|they|the [a-z]+|\{[SRG]\}) (?:(?:last|first) )?[a-z]+|[a-z]+ing)"
    r"(?: (?!(?:on|in|that)\b)[a-z'-]+){0,5}(?: (?:on|in|at|back in)(?: the)?)? "
)
"""A stretch that something the subject did began: "since it reported results last Wednesday"."""
_SINCE_THE = re.compile(r"(?: \w+)? since (?:the|its|their|that)(?: \w+)? ")
_APART = re.compile(r"[,;](?! on $| $)")
"""What parts a figure from a day told after it; "0.6% lower, on Friday" is of Friday."""
_ANOTHER = re.compile(r",? (?:and|but|while) (?:the )?\{[RX]\} (?!(?:is|are|has|have)\b)")
_STANDING_ASIDE = re.compile(rf"\{{S\}}, (?:itself |already |now )?(?:up|down|off|ahead|higher|lower) {ADVERB}$")
_GOES_ON = re.compile(r"^, (?:has|have|is|are)\b")
"""How far something stands up or down, beside its name: "the Russell 2000, off 17%, has lost more"."""
_ELIDED = re.compile(r"\{N\},? (?:and |while )?(?:the )?\{[SR]\},? (?:by )?$")
"""A second subject that shares the verb of the first: "the Dow is up 3%, the Nasdaq 5%"."""
_HAD = re.compile(r"\b(?:had|was|were)\b[^;{}]{0,30}$")
TOPPED = re.compile(r"\b(?:record|high|highs|peak|peaked|top|topped out)\b")
"""Words that tell of a high."""
_CLOSED = r"(?:ended|finished|closed|settled|signed off|went out|wound up|bowed out|checked out)"
_ENDED = re.compile(rf",(?: (?:but|and))? (?:\w+ )?{_CLOSED} at\b|,? (?:but|and) (?:\w+ )?{_CLOSED}\b")
_SPANS = r"(?P<span>weekly|monthly|quarterly|annual|yearly) (?:percentage |point )?"
_BY_THE_SPAN = re.compile(rf"\b{_SPANS}{MOVE_NOUN} (?:of|to) {ADVERB}$")
_SPAN_BESIDE = re.compile(rf"^ {_SPANS}{MOVE_NOUN}\b")
"""A stretch told as an adjective of the move: "a weekly gain of 2%", "its 2% monthly loss"."""
_SHARE, _TO_LEVEL = re.compile(r"%|\bper ?cent\b"), re.compile(r"^,? (?:to|at) \$?\{N\}")
_AND_FOR_THE_WEEK = re.compile(
    rf"^[^;]*?,? (?:and|to|but) (?:(?:for|on|over) the week,? )?(?:(?:it|they) )?(?:{RISE_VERBS}|{FALL_VERBS}|"
    rf"finish|end|bring|"
    rf"was|is)[^;{{}}]*\{{N\}}(?:,? (?:for|on|over|in|this|of) (?:the )?(?:\{{P\}}|week)|(?= (?:weekly )))"
)
"""A move told apart from that of the week: "crept up 37 points to a record, and gained 1% for the week"."""
_PERCENT_OF, _A_YEARS = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)"), 3.0
"""Percent below which a bare move is that of a day as likely as that of the year."""
_ENDED_SPAN = re.compile(
    r"\b(?:end|finish|clos|wrapp|complet|conclud)(?:ed|ing|s|es)?(?: out| up)? (?:the|a|an|its|their) "
    r"(?:[a-z]+-[a-z]+ |[a-z]+ )?"
    r"(?P<span>week|month|quarter|year)\b(?! (?:at|ago|earlier))[^;{}]*(?:\{[SRG]\}[^;{}]*)?$"
)
"""A stretch that is said to have ended, and how far it went: "ended the week higher, led by the Nasdaq's 3% gain"."""
_SPAN_DID = re.compile(
    r"(?:\{[SRG]\},? |[,;] |^)(?:the|this) (?P<span>week|month|quarter) (?:[a-z]+ )?(?:subtracted|took|shaved|lopped|"
    rf"wiped|knocked|sliced|stripped|trimmed|cut|chopped|added) {ADVERB}(?:\{{N\}},? or {ADVERB})?$"
)
"""What a stretch did: "from the Dow the week took 900 points"."""
_CALENDAR_YEAR = re.compile(r"\b(?:for|in|over|during|on) (?:the|this) calendar year\b(?! (?:before|that))")
_FACE_OF_POINTS = re.compile(rf",? (?:or |\(|which is |that is ){ADVERB}")
"""What stands between points and the same move as a share: "312 points, or 0.9%"."""
_LAST_DAY = re.compile(
    r"^ (?:on|in) (?:the|its) (?:last|final|closing) (?:(?:trading )?(?:day|session)|of (?:them|those|these))\b"
)
_TOLD_SPAN = re.compile(
    r"\b(?:a|this|the) (year|month|week) (?:in which|when|where) [^;]*\b(?:has|have|is|are)\b"
    r"(?! (?:often|usually|typically|ever|always|sometimes)\b)[^;]*$"
)
"""A stretch under way, told by its relative clause: "a year in which the index has gained 15%"."""


_STANDS_AT = re.compile(
    rf"\b(?:is|are|stands?|remains?|sits?) (?:now |still |(?:up|down|off|ahead|higher|lower) )*{ADVERB}$")
_MOVED_ANEW = re.compile(
    r"(?:[;,]|\{P\}) (?:(?:and|but|while|whereas) )?(?:the )?\{[SRX]\} "
    rf"(?!(?:has|have|is|are|was)\b)(?:{RISE_VERBS}|{FALL_VERBS}|put on|took on) {ADVERB}$"
)
"""What another did, told as past."""


def window_of(scene: Scene, anchor: Span, before: str, work: Work) -> tuple[str, bool]:
    """The window of the clause and whether it was carried over rather than said."""
    ends = straight_before(scene, anchor, work) or ranked_span(scene, before, work) or beside_its_close(scene, before)
    ends = ends or two_points(scene, anchor, before) or counted_run(scene, anchor, work.frame.day)
    ends = ends or has_since(scene, anchor, work) or since_then(scene, anchor, work)
    ends = ends or pointed_stretch(scene, anchor, work) or in_which_it(scene, anchor)
    ends = ends or framed_window(scene, anchor, work)
    if ends is not None:
        return ends, False
    own = own_window(scene, anchor.start, anchor.end)
    if own is None or own.end <= anchor.start:
        whole = in_which(scene, anchor) or apposed_span(scene, anchor)
        if whole is not None:
            return whole, False
    if own is not None and own.end <= anchor.start and _FROM_THEN_IT.search(before):
        return work.frame.window, True
    if own is not None and own.end <= anchor.start and _FROM_THEN.search(before):
        first = next((i for i in scene.items if i.kind == "period" and i.end < own.start), None)
        spoken = window_text(first.period) if first is not None else None
        return (spoken, False) if spoken else (work.frame.window, True)
    if _LAST_DAY.match(scene.text(anchor.end, scene.end)):
        return work.frame.window, True
    behind = span_behind(scene, anchor, own, work) or _span_beside(scene, anchor, before, own, work)
    if behind is not None:
        return behind, False
    counted = span_counted(scene, anchor, own, work) if work.frame.window == "1d" else None
    if counted is not None:
        return counted, True
    back = sessions_back(scene, anchor.start, own)
    if back is not None:
        told = _day_told(scene, work)
        return (f"'{weekday_before(told, back)}'", False) if told is not None else ("1d", True)
    on = sessions_on(scene, anchor, own)
    if on is not None:
        base, day = _day_before_it(scene, anchor, work, on), work.frame.day
        later = weekday_after(base, on) if base is not None else None
        gone = later is not None and day is not None and later <= day
        return (f"'{later}'", False) if gone else ("1d", True)
    said = _by_then(scene, anchor, own, work) or _of_its_own(scene, anchor, own, work)
    said = said or since_begun(scene, anchor, before)
    if said is not None:
        return said, False
    marked = since_its_mark(scene, anchor, work.frame.day)
    if marked is not None:
        return marked, True
    ended = _ENDED_SPAN.search(before)
    stretch = last_span(ended.group("span"), work.frame.day) if ended is not None else None
    if stretch is not None:
        return stretch, False
    return _left_over(scene, anchor, before, work)


def _span_beside(scene: Scene, anchor: Span, before: str, own: Item | None, work: Work) -> str | None:
    """The stretch that a word beside the figure names, where no date behind it does."""
    if own is not None and own.start >= anchor.start:
        return None
    since = since_it(scene, anchor)
    if since is not None:
        return since
    near = f"{before}{scene.text(anchor.end, scene.end)[:30]}"
    if own is None and _CALENDAR_YEAR.search(near) and _well_into_the_year(work.frame.day):
        return "ytd"
    spanned = _BY_THE_SPAN.search(before) or _SPAN_DID.search(before)
    spanned = spanned or _SPAN_BESIDE.match(scene.text(anchor.end, scene.end))
    return last_span(spanned.group("span"), work.frame.day) if spanned is not None else None


def _of_its_own(scene: Scene, anchor: Span, own: Item | None, work: Work) -> str | None:
    """The window of the figure's own date."""
    if own is None or own.period is None:
        return None
    before = span_ahead_of(scene, anchor, own, work)
    if before is not None:
        return before
    text = since_inside(scene, own) or _definite(scene, own, work) or window_text(own.period)
    if text and own.end <= anchor.start and _counted_from(scene, anchor, text, work):
        return f"{text}:"
    if text and of_its_clause(scene.text(own.end, anchor.start), text):
        return text.rstrip(":")  # of that day, and not since
    near = scene.text(anchor.end, own.start)
    onward = _FROM.fullmatch(near) or _SINCE_IT.fullmatch(near) or _SINCE_THE.fullmatch(near)
    onward = onward or _SINCE_IT_DID.fullmatch(near)
    if text and onward and text.startswith("'"):
        return f"{text.rstrip(':')}:"
    before_it = own.period.clock == "close" and own.period.kind == "time" and not work.frame.closed
    of_last = (work.frame.in_session or before_it) and text == f"'{work.frame.day}'"
    return "1d" if of_last else text


def _counted_from(scene: Scene, anchor: Span, day: str, work: Work) -> bool:
    """Whether a figure told in the perfect goes on with the move since ``day`` of the one before it: "peaked on March
    15; it is 6% lower since, while the Dow has added 11%"."""
    memory = work.memory
    goes_on = memory.window == f"{day}:" and memory.window_sentence == scene.sentence.index
    return goes_on and TO_DATE_TENSE.search(scene.text(memory.last_end, anchor.start)) is not None


def _left_over(scene: Scene, anchor: Span, before: str, work: Work) -> tuple[str, bool]:
    """The window that the figures before leave to one that says none, and whether it was carried over."""
    memory, here = work.memory, scene.sentence.index
    if memory.window and memory.window_sentence in (here, here - 1) and _ALONG.search(before):
        return memory.window, True
    span = _TOLD_SPAN.search(before)
    if span is not None:
        return f"{span.group(1)[0]}td", False
    if memory.window_sentence == here and _ENDED.search(scene.text(memory.last_end, anchor.start)):
        return work.frame.window, True
    if _past_doing(scene, memory.last_end, anchor.start) or _told_anew(scene, anchor.start, work):
        return work.frame.window, True
    if memory.window and memory.window_sentence == here and not left_aside(scene, memory.last_end, anchor.start):
        return memory.window, True
    over = day_gone_on_with(scene, before, work)
    if over is not None:
        return over, True
    led = _ELIDED.search(before)
    to_date = TO_DATE_TENSE.search(before) or (led is not None and TO_DATE_TENSE.search(before[: led.start()]))
    beside = _STANDING_ASIDE.search(before) and _GOES_ON.match(scene.text(anchor.end, scene.end))
    if memory.to_date and (to_date or beside) and same_paragraph(work, memory.to_date_sentence, here, 3):
        return memory.to_date, True
    event = _event_day(scene, anchor, work)
    if event is not None:
        return event, True
    reviewed = memory.window and same_paragraph(work, memory.window_sentence, here, 1)
    if memory.window and reviewed and _within_the_week(memory.window, work):
        return memory.window, True
    if memory.sentence == here and _FACE_OF_POINTS.fullmatch(scene.text(memory.last_end, anchor.start)):
        return work.frame.window, True
    going = work.frame.window == "1d" and same_paragraph(work, memory.stretch_sentence, here, 2)
    if memory.stretch and going and _goes_on(scene, anchor, before) and _large_enough(anchor, memory.stretch, work):
        return memory.stretch, True
    if work.frame.window == "wtd" and _AND_FOR_THE_WEEK.match(scene.text(anchor.end, scene.end)):
        return "1d", True
    topic = topic_window(scene, anchor, work) if work.frame.window == "1d" else None
    ended = years_end(scene, anchor, work) if work.frame.window == "1d" else None
    return topic or ended or work.frame.window, True


def _well_into_the_year(day: date | None) -> bool:
    """Whether "the calendar year" on ``day`` can only be the one under way."""
    return day is not None and (day.month, day.day) > (1, 5)


def _within_the_week(window: str, work: Work) -> bool:
    """Whether a review of the week may still speak of ``window`` in the sentence after: a day or span of that week."""
    day = work.frame.day
    if work.frame.window != "wtd" or day is None:
        return False
    return window in ("1d", "wtd") or (len(window) == 12 and 0 <= (day - date.fromisoformat(window[1:-1])).days <= 7)


def _event_day(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The day of the news that "on the news", "after the report" answers: the one last named in the paragraph."""
    day, here = work.frame.day, scene.sentence.index
    if day is None or not ON_THE_NEWS.search(scene.text(anchor.end, scene.end)):
        return None
    for other in reversed(work.scenes[max(0, here - 2) : here]):
        if not same_paragraph(work, other.sentence.index, here, 2):
            continue
        for item in reversed(other.items):
            p = item.period
            if p is not None and p.kind == "day" and p.relation == "on" and p.first is not None:
                return f"'{p.first}'" if 0 <= (day - p.first).days <= 7 else None
    return None


def _definite(scene: Scene, own: Item, work: Work) -> str | None:
    """The window of "over the three months" in a sentence that named the quarter, and of "in a week" in a review of
    one: the same stretch, and not so many days back from the article."""
    text = window_text(own.period)
    if work.frame.window == "wtd" and text in ("1w", "7d", "5d"):
        return "wtd"
    if text == "3m" and (_THE_MONTHS.match(scene.words(own)) or scene.text(scene.start, own.start).endswith(" the ")):
        quarter = last_span("quarter", work.frame.day)  # "for the three months", as a quarter ends
        if quarter is not None:
            return quarter
    kind = {"3m": "quarter", "12m": "year", "1y": "year"}.get(text or "")
    words = scene.words(own)
    if kind is None or not _THE_MONTHS.match(words):
        return None
    named = [i.period for i in scene.before(own.start, "period") if i.period is not None and i.period.kind == kind]
    return window_text(named[0]) if named else None


def _goes_on(scene: Scene, anchor: Span, before: str) -> bool:
    """Whether a bare percentage told in the past continues the stretch of the sentences before it."""
    levelled = _TO_LEVEL.match(scene.text(anchor.end, scene.end))
    if TO_DATE_TENSE.search(before) or not _SHARE.search(anchor.text) or levelled:
        return False
    ranked = RANKED_BEHIND.match(scene.text(anchor.end, scene.end))
    if ranked is not None and {"day", "daily", "session"} & set(ranked.groupdict().values()):
        return False
    days = (i for i in scene.items if i.period is not None and i.period.kind in ("day", "time"))
    return all(i.start > anchor.end and _APART.search(scene.text(anchor.end, i.start)) for i in days)


def _large_enough(anchor: Span, stretch: str, work: Work) -> bool:
    """Whether a move may go on with ``stretch``: where a year is summed up, days are told beside it."""
    m = _PERCENT_OF.search(anchor.text)
    return stretch != last_year(work.frame.day) or (m is not None and float(m.group(1)) >= _A_YEARS)


def _past_doing(scene: Scene, last: int, start: int) -> bool:
    """Whether another subject's statement follows one of a stretch to date: "losing 0.3%, and Nvidia fell"."""
    told = next((i for i in scene.before(last, "figure") if i.end == last), None)
    if told is None or not _ANOTHER.match(scene.text(last, start)):
        return False
    return SINCE_DOING.search(scene.text(scene.start, told.start)) is not None


def _told_anew(scene: Scene, start: int, work: Work) -> bool:
    """Whether another subject's move is told in the past behind where the first one stands for a stretch: "is 14% up
    for the year; the Dow put on 269 points"."""
    memory = work.memory
    told = next((i for i in scene.before(memory.last_end, "figure") if i.end == memory.last_end), None)
    if told is None or memory.window_sentence != scene.sentence.index or not is_to_date(memory.window):
        return False
    stands = _STANDS_AT.search(scene.text(scene.start, told.start))
    return stands is not None and _MOVED_ANEW.search(scene.text(told.end, start)) is not None


def _day_told(scene: Scene, work: Work) -> date | None:
    """The day the last figure was of, where this sentence or the one before named it; else the session just closed."""
    memory, frame = work.memory, work.frame
    near = memory.window_sentence >= scene.sentence.index - 1 and memory.window is not None
    if near and memory.window is not None and len(memory.window) == 12:
        return date.fromisoformat(memory.window.strip("'"))
    return frame.day if frame.closed and not near else None


def _day_before_it(scene: Scene, anchor: Span, work: Work, count: int) -> date | None:
    """The day last told before the figure, in its sentence or the one before; None where that was counted on from
    another itself, as "two days later" may be counted from either."""
    memory, here = work.memory, scene.sentence.index
    earlier = [i for i in scene.items if i.kind == "period" and i.end <= anchor.start]
    if count > 1 and any(is_set_on(i.period) for i in earlier[:-1]):
        return None
    if memory.window is not None and len(memory.window) == 12 and memory.window_sentence == here:
        return date.fromisoformat(memory.window.strip("'"))
    for other in reversed(work.scenes[max(0, here - 1) : here + 1]):
        if other.sentence.paragraph != scene.sentence.paragraph:
            return None
        told = [i.period for i in other.items if i.period is not None and i.end <= anchor.start]
        if any(p.relation == "ago" for p in told) or (other is not scene and any(map(is_set_on, told))):
            return None
        days = [p for p in told if p.kind == "day" and p.relation in ("on", "in")]
        if days:
            return days[-1].first
    return None


def _by_then(scene: Scene, anchor: Span, own: Item | None, work: Work) -> str | None:
    """The window of "by Oct. 12 it had lost 25%": from the high that was dated just before."""
    before = scene.before(anchor.start, "period")
    until = before[0].period if before else None
    if until is None or until.relation != "until" or until.kind != "day" or until.first is None:
        return None
    if not _HAD.search(scene.text(before[0].end, anchor.start)) or (own is not None and own.start >= anchor.end):
        return None
    here = [i.period for i in before[1:] if i.period is not None and i.period.kind == "day" and i.period.first]
    top = f"'{here[0].first}'" if here and TOPPED.search(scene.text(scene.start, before[0].start)) else work.memory.top
    if top is None or date.fromisoformat(top.strip("'")) >= until.first:
        return None
    return f"{top}:'{until.first}'"


