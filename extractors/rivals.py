"""Other things that a claim's words may mean: another stretch, another of the series just named.

"The Dow lost 1.3%." is of the day in a daily column, unless the sentences around it speak of the quarter; "it" may be
the index before. What is read stays what is checked; rivals only keep a claim from being called wrong where another
reading gives the figure, and never support one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..metrics.period_window import span_before, window_text
from ..metrics.reading import is_rate
from ..metrics.window import Grain, shifted
from ..metrics.wording import ADVERB, FALL_VERBS, RISE_VERBS
from ..schemas import Ask, Clause
from ..sources.catalog import entry
from .certainty_windows import IN_THAT_TIME
from .entities_identity import GRADES, OIL_NAME
from .scene import Scene
from .told_windows import TO_DATE_TENSE
from .windows import is_mark, own_window
from .work import Work, same_paragraph

_MOVE = re.compile(r"\b(change|change_points|change_bp|multiple)\(([\w.]+)\[([^\]]*)\]\)")
_LEVEL = re.compile(r"level\(([\w.]+)\[([^\]]*)\]\)|peak\(([\w.]+)\[:now\]\)")
_GAP = re.compile(r"((?:below_peak|above_trough)(?:_pct)?)\(([\w.]+)\[now\], ([\w.]+)\[([^\]]*)\]\)")
_RECORD = re.compile(r"^[^;,]{0,30}\b(?:record|all-time|lifetime)\b")
_RANKED = ("last_higher(", "last_lower(", "rank_")
_SPAN = re.compile(r"\b(?:day|session|week|month|quarter|year|daily|weekly|monthly|quarterly|annual|yearly|one-\w+)\b")
_POINTS = re.compile(r"\bpoints?\b")
_BESIDE_ITS_TIME = re.compile(r"\{N\}(?: [a-z]+){1,3} \{P\}(?: [a-z]+){0,2}, (?:the|its|their) $")
"""A rank in apposition to a move and its time: "gave up 4.3% in the month, the most since"."""
_SPANS = re.compile(r"\b(week|month|quarter|year)(?:ly|'s|s|ed)?\b|\bannual\b")
_HALF = re.compile(r"\b(?:first half|half-year|six months|half of the year)\b")
_STRETCH = re.compile(r"[wmqy]td|'\d{4}(?:-(?:W|Q)?\d\d?)?'|\d+[dwmy]|'[^']*':(?:'[^']*')?")
_DAY = re.compile(r"'\d{4}-\d\d-\d\d'")
_SPAN_OVER = re.compile(r"'\d{4}(?:-(?:W|Q)?\d\d?)?'")
_RUNNING = re.compile(r"\[([wmqy])td\]")
_GRAINS: dict[str, Grain] = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
_STANDS = re.compile(
    rf"(?:\{{[SRG]\}}|\bit|\bthey|\bshares|\bstock)(?: \([^()]*\))? (?:is|are|was|were) (?:(?:also|now|still|itself) )?"
    rf"(?:up|down|lower|higher|off|ahead)(?: by)? {ADVERB}\$?$|"
    rf"\b(?:is|was) (?:the )?\{{[SR]\}}, (?:up|down|lower|higher|off|ahead)(?: by)? {ADVERB}$"
)
_APART = re.compile(r"\{N\}|[,;:]|\b(?:which|who|whose|as|after|before|while|when|where)\b")
"""What stands between a figure and a time that may be another's."""
_RELATIVE = re.compile(
    r"(?:(?:^|[ ,(])(?:which|who|whose|where)\b|\{N\}(?: [a-z]+){0,2} that (?:was|is|were|are|marked|had been)\b)"
    r"(?P<inside>[^;]*)$"
)
_SET_IN = re.compile(
    r", (?:(?:also|then|still|now|even|nevertheless|nonetheless) )?(?:is|are|was|were|has|have|had|closed|ended|"
    rf"finished|settled|stood|stands|hit|touched|reached|set|{RISE_VERBS}|{FALL_VERBS})\b(?! by\b)|"
    r", (?:while|but|though|and) (?:the )?\{[SRG]\}"
)
"""What goes on with the clause that a relative one was set in: "Intel, which let down, lost 2%"."""
_PLAINLY = re.compile(
    r"\{[SRG]\}, which (?:has|have|is|are) [^,]*$|, which (?:would be|is|was|makes [^,]*) (?:its|their)\b[^,]*$"
)
"""What a name has done, and what a move is among its own: no less plain than a clause by itself."""
_PAST_ASIDE = re.compile(
    r", (?:a (?:day|session) )?(?:after|following|having|despite|on top of|against|up from|down from)\b[^;]*"
    r"\{P\}, (?:its|the|their) $"
)
"""Past an aside of another day a rank goes on with what that is set in: "to 5,827, after a gain on Wednesday, its"."""
_DAY_INSIDE = re.compile(r"\['\d{4}-\d\d-\d\d'\]")
_TRAILING = re.compile(r"(?P<count>\d{1,2})(?P<unit>[my])")
_FIRST_DAYS, _LAST_DAYS = 12, 20
_A_WEEK = 7
_REACH = 4
"""Sentences before that may have set the stretch."""


def rivals(scene: Scene, clause: Clause, ask: Ask, work: Work) -> tuple[str, ...]:
    """Expressions that the words may mean as well, in no order; empty where they leave one reading."""
    found: dict[str, None] = dict.fromkeys(ask.rivals)
    beside = clause.assertion is not None and _BESIDE_ITS_TIME.search(clause.before)
    apart = (clause.inherited and not beside) or (far(scene, clause) and clause.assertion is None)
    spanned = ask.expr.startswith(_RANKED) and _SPAN.search(clause.anchor.text.lower())
    apart = apart or _GAP.fullmatch(ask.expr) is not None
    loose = apart and not spanned and not IN_THAT_TIME.match(clause.after)
    if loose:
        reach = 0 if _goes_on(clause, scene) else _REACH
        found.update(dict.fromkeys(_over_other_windows(scene, ask.expr, work, reach)))
        if _RECORD.match(clause.after):
            found = {expr: None for expr in found if not expr.endswith(("[ytd])", "[12m])"))}
    if not _alone_before(scene, clause, work):
        found.update(dict.fromkeys(_of_other_series(scene, clause, ask.expr)))
    found.update(dict.fromkeys(_abroad(clause, ask.expr)))
    if work.frame.day is not None:
        found.update(dict.fromkeys(_by_the_calendar(ask.expr, work.frame.day)))
    if ask.expr.startswith(_RANKED):
        found.update(dict.fromkeys(_just_over(clause, ask.expr)))
    if ask.expr.startswith(_RANKED) and _PAST_ASIDE.search(clause.before):
        found[_DAY_INSIDE.sub("[now]", ask.expr)] = None
    found.pop(ask.expr, None)
    if clause.in_session:  # the day under way has no close, and is what the figure is read of
        found = {expr: None for expr in found if f"['{work.frame.day}']" not in expr}
    if ask.expr.startswith(_RANKED) and _POINTS.search(scene.text(scene.start, scene.end)):
        in_points = [expr.replace("change(", "change_points(") for expr in (ask.expr, *found)]
        found.update(dict.fromkeys(in_points))  # "in points the fourth-largest ever"
    return tuple(found)


def _alone_before(scene: Scene, clause: Clause, work: Work) -> bool:
    """Whether "it" comes after a sentence of the paragraph that names nothing else it could mean."""
    subject, here = clause.subject, scene.sentence.index
    if subject is None or subject.how != "carried" or not same_paragraph(work, here - 1, here, 1):
        return False
    own = [i for i in scene.items if i.kind in ("series", "other") and i.end <= clause.anchor.start]
    named = [i for i in work.scenes[here - 1].items if i.kind in ("series", "other")]
    things = {i.series for i in named if i.sort not in ("person", "place")}
    return not own and things == {subject.series}


def far(scene: Scene, clause: Clause) -> bool:
    """Whether the time that was read for the figure stands apart from it, so that it may be another figure's."""
    own = own_window(scene, clause.anchor.start, clause.anchor.end)
    if own is None:
        return True
    near = (own.end, clause.anchor.start) if own.end <= clause.anchor.start else (clause.anchor.end, own.start)
    return bool(_APART.search(scene.text(*near)))


def nested(scene: Scene, clause: Clause) -> bool:
    """Whether the figure stands in a relative clause past another figure: "at 4.37%, which was the most since 2007".

    Such a clause may tell of another time, thing or measure than what it is set in.
    """
    m = _RELATIVE.search(scene.text(scene.start, clause.anchor.start))
    if m is None or "{N}" not in m.string or _PLAINLY.search(m.string):
        return False
    return not _SET_IN.search(m.group("inside"))


def stands_so(scene: Scene, clause: Clause, work: Work) -> bool:
    """Whether an article of the open hours tells how its subject stands ("was lower by 2.6%"), with no other day named
    in the paragraph: no day but the one under way can be meant."""
    if not (clause.in_session and clause.inherited and clause.window == "1d" and _STANDS.search(clause.before)):
        return False
    near = (s for s in work.scenes[: scene.sentence.index + 1] if s.sentence.paragraph == scene.sentence.paragraph)
    day = work.frame.day
    told = (i.period.first for s in near for i in s.items if i.period is not None and i.period.kind == "day")
    return day is not None and all(first is None or first == day or (day - first).days > _A_WEEK for first in told)


def _goes_on(clause: Clause, scene: Scene) -> bool:
    """Whether the figure goes on with the stretch to date of a figure before it in the sentence, in the same tense:
    "is up 13% this year; the Dow has gained 3%"."""
    words = scene.text(scene.start, clause.anchor.start)
    near = words.rpartition("{N}")[2]
    named = any(i.period is not None and window_text(i.period) == clause.window for i in scene.items)
    to_date = clause.window in ("wtd", "mtd", "qtd", "ytd") and bool(TO_DATE_TENSE.search(near))
    return named and to_date and "{N}" in words


def _by_the_calendar(expr: str, day: date) -> Iterator[str]:
    """"The past two years" told in January are as likely the two that just ended, and told in December those that are
    about to; "the past three months" likewise."""
    move = _MOVE.fullmatch(expr)
    counted = _TRAILING.fullmatch(move.group(3)) if move is not None else None
    if move is None or counted is None:
        return
    count, monthly = int(counted.group("count")), counted.group("unit") == "m"
    just_begun = day.day <= _FIRST_DAYS if monthly else day.month <= 2
    nearly_over = day.day >= _LAST_DAYS if monthly else day.month >= 11
    months = count if monthly else 12 * count
    begun = day.replace(day=1) if monthly else date(day.year, 1, 1)
    first = date.fromordinal(shifted(begun.toordinal(), (1 if monthly else 12) - months))
    if nearly_over:
        yield f"{move.group(1)}({move.group(2)}[{_unit(first, monthly)}:])"
    elif just_begun:
        first = date.fromordinal(shifted(begun.toordinal(), -months))
        last = begun - timedelta(days=1)
        yield f"{move.group(1)}({move.group(2)}[{_unit(first, monthly)}:{_unit(last, monthly)}])"


def _unit(day: date, monthly: bool) -> str:
    return f"'{day:%Y-%m}'" if monthly else f"'{day.year}'"


def _over_other_windows(scene: Scene, expr: str, work: Work, reach: int = _REACH) -> Iterator[str]:
    """The same over each stretch or day that the paragraph names."""
    move, level, gap = _MOVE.search(expr), _LEVEL.fullmatch(expr), _GAP.fullmatch(expr)
    if move is not None and (expr == move.group() or expr.startswith(_RANKED)):
        for window in ("1d", *_windows(scene, work, _STRETCH, reach), *_windows(scene, work, _DAY, reach)):
            yield f"{expr[: move.start(3)]}{window}{expr[move.end(3) :]}"
    elif gap is not None:
        series, mark = gap.group(2), gap.group(4)
        days = _windows(scene, work, _DAY)
        ever = () if gap.group(1).startswith("above_trough") else (":now",)
        for since in ("ytd", "12m", *ever, *(d for d in days if d != f"'{work.frame.day}'")):
            yield f"{gap.group(1)}({series}[now], {series}[{since}])"
        for day in days:
            yield f"{gap.group(1)}({series}[{day}], {series}[{mark}])"
    elif level is not None and level.group(2) == "now" and not work.frame.wrap:
        for window in (*_windows(scene, work, _DAY, reach), *_windows(scene, work, _SPAN_OVER, reach)):
            yield f"level({level.group(1)}[{window}])"
    elif level is not None and level.group(2) != "now":
        for window in ("now", *_windows(scene, work, _DAY)):
            yield f"level({level.group(1) or level.group(3)}[{window}])"


def _abroad(clause: Clause, expr: str) -> Iterator[str]:
    """The session before, of an exchange whose day is over before New York's begins: either may be "the day"."""
    day, series = clause.published, clause.subject.series if clause.subject is not None else None
    if day is None or series is None or "[1d]" not in expr or entry(series).calendar != "asia":
        return
    for back in (1, 2, 3):
        yield expr.replace("[1d]", f"['{day - timedelta(days=back)}']")


def _just_over(clause: Clause, expr: str) -> Iterator[str]:
    """The week, month, quarter or year before, where one under way is asked of: "just had its worst quarter"."""
    day, running = clause.published, _RUNNING.search(expr)
    if day is None or running is None:
        return
    window = span_before(_GRAINS[running.group(1)], day)
    yield f"{expr[: running.start()]}[{window}]{expr[running.end() :]}"


def _windows(scene: Scene, work: Work, kind: re.Pattern[str], reach: int = _REACH) -> list[str]:
    """Windows told by dates or by words in this sentence and those before it, the nearest first."""
    out: list[str] = []
    here = scene.sentence.index
    for other in reversed(work.scenes[max(0, here - reach) : here + 1]):
        if other.sentence.paragraph < scene.sentence.paragraph - 1:
            break
        for item in other.items:
            text = window_text(item.period)
            if text is not None and kind.fullmatch(text) and not is_mark(other, item):
                out.append(text)
        if kind is _STRETCH:
            words = other.text(other.start, other.end)
            out.extend(f"{span[0]}td" for span in _SPANS.findall(words) if span)
            out.extend(["ytd", "6m"] if _HALF.search(words) else [])
    return out


def _of_other_series(scene: Scene, clause: Clause, expr: str) -> Iterator[str]:
    """The same of every other series of its kind named just before, where the figure's own was not named beside it."""
    subject = clause.subject
    if subject is None or subject.series is None or expr.startswith("policy"):
        return
    own = re.compile(rf"\b{re.escape(subject.series)}(?=[\[.])")
    if not own.search(expr):
        return
    if subject.name == OIL_NAME:  # of no grade
        yield from (own.sub(grade, expr) for grade in GRADES if grade != subject.series)
    named = [i for i in scene.items if i.kind == "series" and i.end <= clause.anchor.start]
    if subject.how == "named" and not any(subject.end <= i.start and i.series != subject.series for i in named):
        return
    if subject.how == "carried" and {i.series for i in named} == {subject.series}:
        return
    for other in clause.recent:
        if re.search(rf"\b{re.escape(other)}\[", expr):
            continue
        if other != subject.series and is_rate(other) == is_rate(subject.series):
            yield own.sub(other, expr)
