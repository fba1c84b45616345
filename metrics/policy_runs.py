"""policy_run: changes of the central bank's target at one meeting after another; and what else is told of its course.

Meetings are six to eight weeks apart, so that two changes within ``_NEXT`` days of each other are of meetings that
follow one another, and a change ``_PASSED`` days ago has had a meeting after it.
"""

from __future__ import annotations

import re
from datetime import date

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Tape, exact, iso, number_arg, word_arg
from .period_window import window_text
from .policy import about_policy, names_other_bank
from .policy_past import held_before
from .policy_target import moves_of, target
from .reading import ask_count, ask_date, ask_truth, dates_meant, is_market, period_after, series_of, unit_is
from .wording import last_match, spoken_number

_NEXT, _SAME_MEETING, _PASSED = 60, 40, 57
_A_FORTNIGHT = 14


def compute_run(
    tape: Tape, arg: Arg, direction: Arg, count: Arg, size: Arg = 0.0, whole: Arg = "at_least"
) -> list[Result]:
    """1 where the last ``count`` meetings of the window each changed the target that way, 0 where one of them did not.

    With a ``size`` (percentage points) only steps so large count. With 'exactly' (an ordinal: "its third straight") a
    longer run makes it 0.

    Open where more of them did (then the words say too little) and where a meeting may have come since.
    """
    exactly = word_arg(whole, "policy_run", ("at_least", "exactly")) == "exactly"
    t = target(tape, arg, "policy_run")
    way = word_arg(direction, "policy_run", ("up", "down"))
    wanted, each = int(number_arg(count, "policy_run")), number_arg(size, "policy_run")
    run: list[int] = []
    moves = [m for m in moves_of(t) if m[0] <= t.last]
    for index, step in reversed(moves):
        gap = int(t.low.days[run[-1]] - t.low.days[index]) if run else 0
        if (step > 0) != (way == "up") or gap > _NEXT or (each and abs(abs(step) - each) > 1e-6):
            break
        run.append(index)
    since = min(t.span.last, tape.today) - int(t.low.days[run[0]]) if run else 0
    if _SAME_MEETING < since < _PASSED:
        raise DataError(f"a meeting may have come after {iso(int(t.low.days[run[0]]))}", "ambiguous")
    found = 0 if since >= _PASSED else len(run)
    if found > wanted and not exactly:
        raise DataError(f"{found} meetings in a row moved it {way}", "ambiguous")
    text = f"{found} meetings in a row moved it {way}: " + ", ".join(t.text(i) for i in reversed(run))
    return [Result("", exact(float(found == wanted), "number"), (text,), t.rows(*run))]


METRICS = (
    Metric("policy_run", "number", "FEDTARGET[w], 'up'|'down', 3, 0.75, 'exactly'",
           "1 where the window's last so many meetings each changed the target range that way, else 0.",
           compute_run, None, ("changes within 60 days of each other are of meetings that follow one another",), 3, 5),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 9
_MOVES = r"(?:increases|hikes|rises|raises|cuts|reductions|moves|steps|changes)"
_OF_THOSE = re.compile(
    rf"^ (?:of (?:those|them|these|which|the \{{N\}}|its|the)(?: {_MOVES})?,? )?"
    r"(?:(?:were|was|being|came|each) )*(?:by|of|in steps of|in increments of)? ?\{N\}"
)
_BY = re.compile(r"\bby \{N\}(?: on)? $")
_MOVED = re.compile(
    r"\b(?:(?P<up>rais(?:ed|ing)|lift(?:ed|ing)|increas(?:ed|ing)|hik(?:ed|ing))|"
    r"(?P<down>cut|cutting|lower(?:ed|ing)|reduc(?:ed|ing)|trimm(?:ed|ing)|slash(?:ed|ing)))\b"
)
_HELD = re.compile(
    r"\b(?:held|holding|kept|keeping|left|leaving|maintained|parked|frozen|stood|stayed|remained|been|sat)\b"
    r"[^;]{0,110}\bfor (?:the (?:past|last) |roughly |now )?$"
)
_RATES = re.compile(r"\b(?:target|range|rates?|borrowing costs|policy)\b|\{[SR]\}")
_AT_MEETINGS = re.compile(
    r"\bat (?:each of |every one of |all )?(?:its|the|their)? ?(?:last|past|previous|latest|final)? ?$"
)
_MEETING = re.compile(
    r"^ (?:straight|consecutive|successive)? ?meetings?(?: in a row| running)?\b|"
    r"^ (?:(?:straight|consecutive|successive) time\b|time (?:in a row|running|in succession)\b)")
_STEPS_OF = re.compile(r"\b(?:by|of) \{N\}[^;{}]{0,30}$")
"""How large each of the steps was: "by three-quarters of a point for the third time running"."""
_SINCE_THEN = re.compile(
    r"\b(?:kept|keeps|held|holds|left|been|stood|stands|stayed|remained|sat|parked|frozen|pinned)\b[^;]{0,60}"
    r"(?:\{N\}|unchanged|steady|on hold|frozen|pinned),? since(?: the)?\s*$|"
    r"\b(?:target|range|rate)s?(?: range)?, \{N\},? since(?: the)?\s*$|"
    r"\b(?:target|range|rates?|\{[RS]\})(?: has been| have been| is| are)? "
    r"(?:unchanged|steady|on hold|frozen|pinned),? since(?: the)?\s*$|"
    r"\b(?:target|range|rates?)\b(?:[^;{}]|\{N\}){0,40}\b(?:has|have)(?: not|n't) (?:budged|moved|changed|stirred|"
    r"(?:been )?(?:touched|altered|shifted|changed|moved)),? since(?: the)?\s*$|"
    r"\b(?:has|have)(?: not|n't) (?:touched|altered|changed|moved|budged)(?: from)? (?:its|the|it) (?:[a-z-]+ )?"
    r"(?:target|range|rates?)\b(?:[^;{}]|\{N\}){0,24} since(?: the)?\s*$|"
    r"\b(?:kept|held|left|parked|keeps|holds) (?:its|the) (?:[a-z-]+ )?(?:target|range|rates?)(?: range)?,? "
    r"since(?: the)?\s*$|"
    r"\b(?:target|range|rates?)\b[^;{}]{0,30}\{N\},? since it (?:last )?(?:cut|raised|lowered|lifted|moved|changed)"
    r"(?: it| them| rates)?,? (?:in|on|back in)\s*$"
)
_ITS = re.compile(r", (?:and )?(?:its|the|their|an?) $")
_SO_LARGE = re.compile(r"^[^;,{}]{0,30}\b(?:such|so large|that size|as large)\b")
"""A run in apposition to a step counts any size, but for such words: "by half a point, its seventh straight"."""
_IN_A_ROW = re.compile(
    r"^ (?:straight|consecutive|successive) (?:[a-z]+(?:-[a-z]+)*-point |jumbo |outsize |interest-|rate )*"
    r"(?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction|decrease)|step|move)\b(?P<each> of \{N\})?"
)
_RUNNING = re.compile(
    r"^(?: (?:[a-z]+-)*(?:point |jumbo |outsize |interest-|rate |such )*(?:(?P<up>increase|hike|rise)|"
    r"(?P<down>cut|reduction|decrease)|step|move|change))?"
    r"(?P<each> of (?:\{N\}|(?:that|this|the same|such a|equal) (?:size|magnitude|amount|sort|kind)))? "
    r"(?:in (?:a row|succession|sequence)|running|on the trot|on end|straight|consecutive(?:ly)?|"
    r"one after (?:another|the other))\b"
)
"""A run told behind its noun, or without one: "its eighth in succession", "a fourth of that size in a row"."""
_STEPPED = re.compile(
    r"\b(?:(?P<up>increase|hike|rise|rais(?:e|es|ed|ing)|lift(?:s|ed|ing)?|increas(?:es|ed|ing)|hik(?:es|ed|ing))|"
    r"(?P<down>cuts?|cutting|reduction|decrease|lower(?:s|ed|ing)|reduc(?:es|ed|ing)|trimm?(?:s|ed|ing)?|"
    r"slash(?:es|ed|ing)?))\b[^;{}]*(?:\{[NPSRG]\}[^;{}]*){0,3}, (?:and )?(?:its|the|their|an?) $"
)
"""The step of which the ordinal in apposition is told."""
_BEGAN = re.compile(
    r"\b(?:beg[ua]n|started|entered|opened) (?:the year|\{P\})(?: with (?:its|the|a) [^;{}]{0,30})?(?: at)? ?$"
)
_TO_ZERO = re.compile(r"\b(?:cut|lowered|slashed|reduced|took|brought)\b[^;]{0,40}\bto $")


def reads(clause: Clause) -> Ask | None:
    """"Four of them by three-quarters of a point", "held for a year", "at each of its last three meetings"."""
    figure = clause.figure
    if clause.assertion == "since":
        return _since_then(clause)
    if figure is None or clause.assertion or clause.modality != "fact" or is_market(series_of(clause)):
        return None
    if names_other_bank(clause):
        return None
    told = next((t for t in reversed(clause.told) if t.startswith("policy_moves")), None)
    if told is not None and "," not in told.partition(", ")[2]:
        counted = _of_a_size(clause, told)
        if counted is not None:
            return counted
    if "zero" in clause.anchor.text.lower():
        return _near_zero(clause)
    if not about_policy(clause):
        return None
    return _times_by(clause) or _held(clause) or _meetings(clause)


def _since_then(clause: Clause) -> Ask | None:
    """"Has kept its target at 5.25% to 5.5% since last July": when it was last changed."""
    days = dates_meant(clause)
    if days is None or clause.modality != "fact" or not _SINCE_THEN.search(clause.lead) or held_before(clause):
        return None
    if names_other_bank(clause) or is_market(series_of(clause)) or not about_policy(clause):
        return None
    return ask_date("policy_since(FEDTARGET[now])", *days)


def _size(unit: str, value: float) -> float | None:
    return {"percentage_point": value, "basis_point": value / 100.0}.get(unit)


def _of_a_size(clause: Clause, told: str) -> Ask | None:
    """"Raised rates seven times, four of them by three-quarters of a point": how many of those told were so large."""
    step = clause.following
    number = spoken_number(clause.anchor.text)
    if step is None or number is None or not _OF_THOSE.match(clause.after):
        return None
    size = _size(step.quantity.unit, step.quantity.low)
    return None if size is None else ask_count(f"{told[:-1]}, {size:g})", number)


def _times_by(clause: Clause) -> Ask | None:
    """"Raised rates by three-quarters of a point four times in 2022"."""
    step, way = clause.previous, last_match(_MOVED, clause.before)
    number = spoken_number(clause.anchor.text)
    if step is None or way is None or number is None or not _BY.search(clause.before) or clause.window in ("1d", "now"):
        return None
    size = _size(step.quantity.unit, step.quantity.low)
    if size is None or not unit_is(clause, "count", "number"):
        return None
    direction = "up" if way.group("up") else "down"
    return ask_count(f"policy_moves(FEDTARGET[{clause.window}], '{direction}', {size:g})", number)


def _held(clause: Clause) -> Ask | None:
    """"Has held its target at 5.25% to 5.5% for a year": when it was last changed."""
    if not unit_is(clause, "year", "month", "week") or not _HELD.search(clause.before) or held_before(clause):
        return None
    days = dates_meant(clause)
    if days is None or not _RATES.search(clause.before):
        return None
    return ask_date("policy_since(FEDTARGET[now])", *days)


def _meetings(clause: Clause) -> Ask | None:
    """"Cut rates at each of its last three meetings of 2025", "the third straight cut", "for a third meeting"."""
    number, way = spoken_number(clause.anchor.text), last_match(_MOVED, clause.before)
    if number is None or clause.figure is None:
        return None
    row = _IN_A_ROW.match(clause.after) if clause.figure.kind == "ordinal" else None
    if row is None and clause.figure.kind == "ordinal" and (row := _RUNNING.match(clause.after)) is not None:
        way = last_match(_STEPPED, clause.before)
        if way is None and not (row.group("up") or row.group("down")):
            return None
    if row is not None:
        way = row if row.group("up") or row.group("down") else way
    elif unit_is(clause, "meeting"):
        if not (_AT_MEETINGS.search(clause.before) or "straight" in clause.anchor.text or "cons" in clause.anchor.text):
            return None
    elif clause.figure.kind != "ordinal" or not _MEETING.match(clause.after):
        return None
    if way is None:
        return None
    text = window_text(period_after(clause, 12))
    window = text if text is not None and re.fullmatch(r"'\d{4}(?:-\d\d)?'", text) else "now"
    each = ""
    ahead = row is not None and row.re is _IN_A_ROW and row.group("each")
    step = clause.following if ahead else clause.previous
    sized = _STEPS_OF.search(clause.before) and (not _ITS.search(clause.before) or _SO_LARGE.match(clause.after))
    if step is not None and ((row is not None and row.group("each")) or sized):
        size = _size(step.quantity.unit, step.quantity.low)
        each = f", {size:g}" if size is not None else ""
    if clause.figure.kind == "ordinal" and row is not None and _lately(clause):
        each = f"{each or ', 0'}, 'exactly'"
    return ask_truth(f"policy_run(FEDTARGET[{window}], '{'up' if way.group('up') else 'down'}', {number}{each})")


def _lately(clause: Clause) -> bool:
    """Whether the step counted is the last one: no time but one of the weeks just past stands in the sentence."""
    day = clause.published
    return day is not None and all(
        p.first is not None and p.kind in ("day", "week") and 0 <= (day - p.first).days <= _A_FORTNIGHT
        for p in clause.periods)


def _near_zero(clause: Clause) -> Ask | None:
    """"It had begun the year near zero": the lowest range there is."""
    known = about_policy(clause)
    if not known and not any(t.startswith("policy") for t in clause.told):
        return None
    window = None
    if _BEGAN.search(clause.before):
        window = f"'{_year(clause) - 1}-12-31'" if clause.published is not None else None
    elif _TO_ZERO.search(clause.before):
        window = window_text(period_after(clause, 16))
    if window is None or not window.startswith("'") or window.endswith(":"):
        return None
    return Ask(expr=f"policy_range(FEDTARGET[{window}])", unit="percent", low=0.0, high=0.25, slack=0.001,
               certain=known)


def _year(clause: Clause) -> int:
    """The year that "the year" is: of a review, the one it looks back on."""
    named = re.fullmatch(r"'(\d{4})'", clause.window)
    day = clause.published or date.min
    return int(named.group(1)) if named else day.year


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Fed raised rates seven times in 2022, four of them by three-quarters of a point.",
     "policy_moves(FEDTARGET['2022'], 'up', 0.75)"),
    ("The Federal Reserve raised rates by three-quarters of a point four times in 2022.",
     "policy_moves(FEDTARGET['2022'], 'up', 0.75)"),
    ("The Federal Reserve has held its target range steady for three weeks.", "policy_since(FEDTARGET[now])"),
    ("The Federal Reserve cut rates at each of its last three meetings of 2024.",
     "policy_run(FEDTARGET['2024'], 'down', 3)"),
    ("The Fed has cut rates at three straight meetings.", "policy_run(FEDTARGET[now], 'down', 3)"),
    ("The Fed cut its target range for the third meeting in a row.", "policy_run(FEDTARGET[now], 'down', 3)"),
    ("The Fed's target range started the year near zero.", "policy_range(FEDTARGET['2024-12-31'])"),
    ("The Fed has cut rates by a quarter point for the second time running.",
     "policy_run(FEDTARGET[now], 'down', 2, 0.25)"),
    ("The Fed has kept its target range at 4.25% to 4.5% since Dec. 18.", "policy_since(FEDTARGET[now])"),
    ("The Bank of England has kept its rate at 4.75% since November.", None),
    ("The Bank of England has cut rates at three straight meetings.", None),
    ("The Fed is likely to hold rates for six months.", None),
    ("The board has met at three straight meetings.", None),
)
