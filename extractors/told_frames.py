"""Stretches that stand outside the figure's own clause: the head of a list, "that year", the close something was by,
and the year whose gains are spoken of."""

from __future__ import annotations

import re
from datetime import date

from ..metrics.period_window import is_to_date, window_text
from ..metrics.wording import ADVERB, FALL_VERBS, RISE_VERBS
from ..schemas import Period, Span
from .scene import Item, Scene
from .windows import WHEN_IT, is_mark, own_window
from .work import Work, same_paragraph

_BULLET = re.compile(r"^\W{0,3}(?:[•·▪●*–—-]|\d{1,2}[.)]) ?")
_HEADS = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|finish\w*|settle(?:d|s|ments?)|end(?:ed|s)|scorecard|recap|prices|levels|numbers|"
    r"tally|performance|board|trading)\b"
)
_LABELLED = re.compile(r"^(?:the )?\{[SRGX]\}(?: [a-z]+)?: ")
"""A line of a table told as a sentence: "S&P 500: 3,190.14, a loss of 0.5%."."""
_BARE_HEAD = re.compile(
    r"^(?:(?:and )?(?:here (?:is|are)|for the record),? )?(?:the )?(?:\{P\}'s (?:clos\w+|finish\w*|settlements?|"
    r"scorecard|tally|"
    r"numbers|levels)|clos\w+ (?:levels|prices|numbers) (?:for|on|of) \{P\})(?:, for the record|, in numbers)?[.:]?\s*$"
)
_LIST = 12
"""Lines that a list may have before its head is looked for no further."""
_THAT = re.compile(r"\b(?:that|the same) (?P<grain>year|month|quarter|week)\b(?!'s)")
_THAT_DAY = re.compile(r"^ (?:on )?(?:that|the same) (?P<grain>day)\b(?!'s| (?:in|of|when|that|last|back)\b)")
_THAT_AFTER = re.compile(
    r"^ (?:(?:in|over|during|for) )?(?:all of )?(?:that|the same) (?P<grain>year|month|quarter|week)\b"
)
_NEVER_ONCE = re.compile(
    r"\b(?:not once|never once|at no (?:point|time|stage)|on no (?:day|occasion)|not a single time|never)\b"
    r"(?: (?:did|was|were|had|in all that time))?(?! (?:has|have|is|are)\b)[^;]*$"
)
_ONE_OF = re.compile(
    r"\b(?:gains|advances|increases|losses|declines|drops)(?: (?:for|in|on) \{P\})?, (?:with )?(?:the )?\{[SRG]\}'s"
    r"(?: own)? (?:amounting|coming|running|totall?ing|adding up|worth|being|a)(?: to| of)? $"
)
_BACK = 3
"""Sentences before that may have named the span."""
_CLOSE = r"(?:close|closing bell|bell|finish|settlement|settle|end|final bell)"
_BY_CLOSE_OF = re.compile(r"\bby (?:the )?(?:close|end|finish) (?:of|on) $")
_GONE_ON = re.compile(r"\{N\}[^;{}]*,? (?:and|but|then|while|before|after) [^;]*$|[;:] ")
"""A statement of its own, past the figure that the close before was told of."""
_BY_ITS_CLOSE = re.compile(rf"^'s {_CLOSE}\b")
STANDING = re.compile(
    r"^ (?:(?P<up>to the good|in the black|in the green|in positive territory|above water|to the plus side)|"
    r"(?P<down>in the red|in the hole|to the bad|underwater|under water|in negative territory|in the minus))\b"
)
"""How a balance stands: "3% to the good", "now 0.9% in the red"."""
_ENDED_SO = re.compile(
    r"\b(?:clos|finish|end|settl|open|start)\w* (?:the (?:day|session) )?(?:\{P\} )?"
    r"(?:(?:up|down|about|nearly|almost|just) )*$"
)
_WHEN_IT_DID = re.compile(
    r"\b(?:[a-z]+(?:est|st)|best|worst|most) (?:[a-z]+ )?(?P<span>day|session|week|month|quarter|year)\b[^;{}]{0,20}"
    r"\{P\}, when (?:it|they|the [a-z]+|\{[SRG]\}) (?:had |also )?"
    rf"(?:{RISE_VERBS}|{FALL_VERBS}) {ADVERB}$"
)
_YEARS_OWN = re.compile(
    r"(?:\{P\}'s|\b(?:the year|year)'s|\b(?:its|their|all)(?: of)?(?: its| their)? year-to-date|\byear-to-date) "
    r"(?:[a-z]+ )?(?:gains?|losses|loss|advance|rally|decline|profits?|progress)\b"
)
"""Whose gains are spoken of: what stands "in the red" after it is measured from where the year began."""
_DAYS_DOING = re.compile(
    r"(?:^|[;:] |, (?:and|but|while|as|so) |, )(?:but |and |then )?(?P<day>\{P\})'s (?:(?:[a-z-]+|\{[SRG]\}) ){1,3}?"
    r"(?:took|sent|pushed|lifted|left|drove|carried|brought|knocked|dragged|put|pulled|added|cost|wiped|trimmed|sliced|"
    r"shaved|lopped|raised|hoisted|propelled|returned|swept|yanked|hauled|bumped|nudged|tacked|chopped|erased|handed)\b"
    r"(?:[^;{}]|\{[SRGXN]\})*$"
)
_LEFT_STANDING = re.compile(
    r"\b(?:left|put|brought|carried) [^;]*\b(?:up|down|with|ahead|behind|higher|lower|to)\b(?! to \$?$)"
)
"""What a day left a thing standing at is counted from further back."""
_LONG_SPANS = ("year", "quarter")
"""Spans whose figures stand beside those of a day: "the Nasdaq, up 43% in 2025, joined them"."""
_LATELY = 4
"""Days back to the session before, over a weekend and a holiday."""
_WAS_OVER = re.compile(
    rf"\b(?!(?:is|are|was|were|be|been|being|stood|stands) )(?:{RISE_VERBS}|{FALL_VERBS}|closed|ended|finished|settled)"
    r"\b[^;,{}]*$|"
    r",(?: [a-z]+)? (?:helped|led|lifted|hurt|dragged|weighed|pushed|powered|boosted|buoyed|driven|propelled|aided|"
    r"paced|"
    r"hobbled|pulled|held back|thanks)(?: (?:down|up|higher|lower))? (?:by|to) (?:an?|the) $"
)
"""A move or a level told as over, and not as it stands in a session."""


def framed_window(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The window that words outside the clause set for the figure; None where none do."""
    return (
        _days_doing(scene, anchor) or _when_it_did(scene, anchor) or _until_when(scene, anchor)
        or _stands(scene, anchor, work)
        or _by_close(scene, anchor)
        or _that_span(scene, anchor, work) or _never_once(scene, anchor, work) or _of_several(scene, anchor)
        or _listed(scene, work)
    )


def _stands(scene: Scene, anchor: Span, work: Work) -> str | None:
    """From the start of the year whose gains the sentence speaks of: "the year's gains are gone: the index, 7% to the
    good on Jan. 26, is now 1% in the red"."""
    after, before = scene.text(anchor.end, scene.end), scene.text(scene.start, anchor.start)
    m, day = STANDING.match(after), work.frame.day
    if m is None or day is None or not _YEARS_OWN.search(before) or _ENDED_SO.search(before):
        return None
    if any(i.period.kind == "year" and i.period.relation != "to_date" for i in scene.items if i.period is not None):
        return None
    dated = next((i for i in scene.after(anchor.end, "period") if i.start - anchor.end < m.end() + 6), None)
    if dated is None:
        return "ytd"
    period = dated.period
    if period is None or period.kind != "day" or period.first is None or period.first.year != day.year:
        return None
    return f"'{day.year}-01-01':'{period.first}'"


def _days_doing(scene: Scene, anchor: Span) -> str | None:
    """The day whose rally or rout did it: "Thursday's cheer took the two-year yield up 12 basis points"."""
    before = scene.text(scene.start, anchor.start)
    m, own = _DAYS_DOING.search(before), own_window(scene, anchor.start, anchor.end)
    if m is None or _LEFT_STANDING.search(m.group()) or (own is not None and own.start >= anchor.end):
        return None
    periods = [i.period for i in scene.items if i.kind == "period" and i.period is not None]
    slot = before.count("{P}", 0, m.start("day"))
    told = periods[slot] if slot < len(periods) else None
    return window_text(told) if told is not None and told.kind == "day" else None


def _when_it_did(scene: Scene, anchor: Span) -> str | None:
    """The month (week, day ...) that a superlative reaches back to, of what was done then: "its best month since
    December, when it jumped 12%"."""
    before = scene.text(scene.start, anchor.start)
    m = _WHEN_IT_DID.search(before)
    told = next(iter(scene.before(anchor.start, "period")), None)
    if m is None or told is None or told.period is None:
        return None
    period = told.period
    kind = {"session": "day"}.get(m.group("span"), m.group("span"))
    if period.first is None or period.last is None or period.approximate or period.kind != kind:
        return None
    return window_text(period.model_copy(update={"relation": "in" if kind != "day" else "on"}))


def _until_when(scene: Scene, anchor: Span) -> str | None:
    """The day up to which something else was so, of what its own clause tells: "never lost 1,000 points in a day before
    Monday, when it lost 1,175"."""
    near = next(iter(scene.before(anchor.start, "period")), None)
    told = near.period if near is not None else None
    if near is None or told is None or told.kind != "day" or told.first is None:
        return None
    bound = told.relation in ("before", "until") and WHEN_IT.fullmatch(scene.text(near.end, anchor.start))
    return f"'{told.first}'" if bound else None


def _by_close(scene: Scene, anchor: Span) -> str | None:
    """The day by whose close something stood at the figure: "by Monday's close it was back at 2.77%"."""
    own = own_window(scene, anchor.start, anchor.end)
    if own is not None and own.start >= anchor.end and is_to_date(window_text(own.period)):
        return None  # "by Friday's close it had lost 0.6% for the week"
    near = [i for i in scene.before(anchor.start, "period")[:1]
            if not _GONE_ON.search(scene.text(i.end, anchor.start))]
    near += [i for i in scene.after(anchor.end, "period")[:1] if i.start - anchor.end < 4]
    for item in near:
        if by_close(scene, item) and item.period is not None and item.period.first is not None:
            return f"'{item.period.first}'"
    return None


def by_close(scene: Scene, item: Item) -> bool:
    """Whether a day is told as the one by whose close something was so: "by Friday's finish"."""
    period = item.period
    if period is None or period.kind != "day" or period.relation not in ("until", "on"):
        return False
    before, after = scene.text(scene.start, item.start), scene.text(item.end, scene.end)
    if period.relation == "until":
        return period.text.lower().startswith("by ") and bool(_BY_ITS_CLOSE.match(after))
    return bool(_BY_CLOSE_OF.search(before)) or (before.endswith("by ") and bool(_BY_ITS_CLOSE.match(after)))


def _that_span(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The year (month, week) that "that year" points back to."""
    after = scene.text(anchor.end, scene.end)
    m = _THAT.search(scene.text(scene.start, anchor.start)) or _THAT_AFTER.match(after) or _THAT_DAY.match(after)
    if m is None:
        return None
    here = scene.sentence.index
    for other in reversed(work.scenes[max(0, here - _BACK) : here + 1]):
        for item in reversed(other.items):
            found = item.period
            if found is None or (other is scene and item.end > anchor.start):
                continue
            if m.group("grain") == "day" and (found.relation == "since" or is_mark(other, item)):
                continue  # the far end of a comparison
            text = _whole(found, m.group("grain"))
            if text is not None or m.group("grain") == "day":
                return text
    return None


def _of_several(scene: Scene, anchor: Span) -> str | None:
    """The time of the moves told together, for one of them: "all ended July with gains, the Dow's amounting to 1%"."""
    if not _ONE_OF.search(scene.text(scene.start, anchor.start)):
        return None
    return window_text(next((i.period for i in scene.before(anchor.start, "period")), None))


def _never_once(scene: Scene, anchor: Span, work: Work) -> str | None:
    """The year (month, quarter) that the paragraph just told of, for what never was: "Not once did it close above"."""
    before = scene.text(scene.start, anchor.start)
    if not _NEVER_ONCE.search(before) or "{P}" in scene.text(scene.start, scene.end):
        return None
    here = scene.sentence.index
    for other in reversed(work.scenes[max(0, here - _BACK) : here]):
        if other.sentence.paragraph != scene.sentence.paragraph:
            return None
        for item in reversed(other.items):
            if item.period is not None and item.kind == "period":
                return next((t for g in ("year", "month", "quarter") if (t := _whole(item.period, g))), None)
    return None


def _whole(period: Period, grain: str) -> str | None:
    """The window of the calendar year (month, quarter, week) that a period names, and of that alone."""
    if period.kind != grain or period.first is None or period.relation not in ("in", "on"):
        return None
    text = window_text(period)
    return text if text is not None and text.startswith("'") and ":" not in text else None


def _listed(scene: Scene, work: Work) -> str | None:
    """The day that the head of a list names: "Tuesday's closes:" over lines of names and levels."""
    here, body = scene.sentence.index, scene.parsed.body
    labelled = bool(_LABELLED.match(scene.text(scene.start, scene.end)))
    if not labelled and not _BULLET.match(body[scene.start : scene.end]):
        return None
    for other in reversed(work.scenes[max(0, here - _LIST) : here]):
        text = body[other.start : other.end]
        if _LABELLED.match(other.text(other.start, other.end)) if labelled else _BULLET.match(text):
            continue
        days = [i.period for i in other.items if i.kind == "period" and i.period is not None]
        days = [p for p in days if p.kind == "day" and p.first is not None and p.relation in ("on", "in")]
        heads = text.rstrip().endswith(":") or bool(_BARE_HEAD.match(other.text(other.start, other.end)))
        if not heads or len(days) != 1 or not _HEADS.search(text.lower()):
            return None
        first: date | None = days[0].first
        return f"'{first}'"
    return None


def day_gone_on_with(scene: Scene, before: str, work: Work) -> str | None:
    """The day before the session under way that the paragraph told of, for what is told after it as over: "closed
    0.5% lower on Tuesday. The Nasdaq fell 1.4%" at noon on Wednesday."""
    day, here = work.frame.day, scene.sentence.index
    if day is None or not (work.frame.in_session and _WAS_OVER.search(before)):
        return None
    spans = [i for i in scene.items if i.kind == "period" and i.period is not None and not is_mark(scene, i)]
    if any(i.period is not None and i.period.kind not in _LONG_SPANS for i in spans):
        return None
    for other in reversed(work.scenes[max(0, here - 3) : here]):
        named = [i for i in other.items if i.period is not None and i.period.kind in ("day", "time", "week", "month")]
        named = [i for i in named if not is_mark(other, i)]
        if not same_paragraph(work, other.sentence.index, here, 3):
            return None
        if named:
            last = named[-1].period
            if last is None or last.kind != "day" or last.relation != "on" or last.first is None:
                return None
            return f"'{last.first}'" if 0 < (day - last.first).days <= _LATELY else None
    return None
