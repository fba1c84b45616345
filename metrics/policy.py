"""policy_*: the central bank's target range, its steps and since when it holds.

A change is announced on one day and takes effect on the next; a window or date may mean either.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..errors import DataError
from ..schemas import Ask, Clause, Quantity
from .base import Arg, Metric, Result, Tape, between, dated, exact, iso, number_arg, show, word_arg
from .period_window import window_text
from .policy_past import counts_times, day_before_step, held_before, of_another_step, sums_up
from .policy_target import Target, moves_of, target
from .reading import (
    ask_date,
    dates_meant,
    is_market,
    period_after,
    period_before,
    series_of,
    unit_is,
)
from .wording import last_match

_DATED_BY_EFFECT = date(2017, 1, 1).toordinal()
"""Before 2017 the published series dates a change by its announcement, from then on by its effect."""


def compute_range(tape: Tape, arg: Arg) -> list[Result]:
    """The range at the window's end; an announcement counts from its own day."""
    t = target(tape, arg, "policy_range")
    index = t.last
    low, high = t.at(index)
    return [Result("", between(low, high, "percent"), (f"target range {t.text(index)}",), t.rows(index))]


def compute_step(tape: Tape, arg: Arg) -> list[Result]:
    """The change of the range over the window; now: the last change."""
    t = target(tape, arg, "policy_step")
    if t.span.kind == "now":
        moves = moves_of(t)
        if not moves:
            raise DataError("the target range never changed in the data", "short_history")
        pairs = [("the last change", moves[-1][0] - 1, moves[-1][0])]
    elif t.span.kind == "day":
        pairs = [("announced that day", t.end, t.last), ("in effect that day", max(t.end - 1, 0), t.end)]
        if t.at(t.end) != t.at(t.last):
            pairs = pairs[:1]
    else:
        first = t.low.index_at_or_before(t.span.first - 1)
        if first < 0:
            raise DataError(f"the target range begins on {iso(int(t.low.days[0]))}", "short_history")
        pairs = [("", first, t.last)]
    out = []
    for name, start, stop in pairs:
        value = exact(t.at(stop)[1] - t.at(start)[1], "percentage_point")
        text = f"{t.text(start)} -> {t.text(stop)}: {show(value.low)} percentage points"
        out.append(Result(name, value, (text,), t.rows(start, stop)))
    return out if len(out) < 2 or out[0].value != out[1].value else out[:1]


def compute_moves(tape: Tape, arg: Arg, direction: Arg = "either", size: Arg = 0.0) -> list[Result]:
    """How many changes the window holds, up, down or either way; of one size, if given."""
    t = target(tape, arg, "policy_moves")
    way = word_arg(direction, "policy_moves", ("up", "down", "either"))
    step = number_arg(size, "policy_moves")
    first, last = max(t.span.first, int(t.low.days[0])), int(t.low.days[t.last])
    if t.span.kind != "all" and t.span.first < int(t.low.days[0]):
        raise DataError(f"the target range begins on {iso(int(t.low.days[0]))}", "short_history")
    found = [
        (i, s) for i, s in moves_of(t)
        if first <= int(t.low.days[i]) - (t.span.kind == "day") <= last
        and (way == "either" or (s > 0) == (way == "up")) and (not step or abs(abs(s) - step) < 1e-6)
    ]
    text = f"{len(found)} changes in effect from {iso(first)} to {iso(last)}: " + ", ".join(
        f"{iso(int(t.low.days[i]))} {s:+.2f}" for i, s in found
    )
    return [Result("", exact(len(found), "count"), (text,), t.rows(*(i for i, _ in found)))]


def compute_since(tape: Tape, arg: Arg) -> list[Result]:
    """The days of announcement and effect of the range in force at the window's end."""
    t = target(tape, arg, "policy_since")
    moves = [m for m in moves_of(t) if m[0] <= t.last]
    if not moves:
        return [Result("", dated(int(t.low.days[0])), (), (), "short_history",
                       f"none in data since {iso(int(t.low.days[0]))}")]
    return [_dates(t, moves[-1][0])]


def compute_last(tape: Tape, arg: Arg, direction: Arg = "either", which: Arg = "last") -> list[Result]:
    """The days of announcement and effect of the last change, up, down or either way, or of the one before it."""
    t = target(tape, arg, "last_policy_move")
    way = word_arg(direction, "last_policy_move", ("up", "down", "either"))
    moves = [i for i, s in moves_of(t) if i <= t.last and (way == "either" or (s > 0) == (way == "up"))]
    before = word_arg(which, "last_policy_move", ("last", "before")) == "before"
    moves = moves[:-1] if before else moves
    if not moves:
        return [Result("", dated(int(t.low.days[0])), (), (), "short_history",
                       f"none in data since {iso(int(t.low.days[0]))}")]
    out = [_dates(t, moves[-1])]
    if not before and len(moves) > 1 and tape.today - int(t.low.days[moves[-1]]) <= _JUST_MADE:
        out.append(replace(_dates(t, moves[-2]), name="before the change just made"))
    return out


def announced(t: Target, index: int) -> int:
    """The day on which the change at ``index`` was announced, as an ordinal."""
    return int(t.low.days[index]) - (int(t.low.days[index]) >= _DATED_BY_EFFECT)


def _dates(t: Target, index: int) -> Result:
    first = announced(t, index)
    text = f"{t.text(index - 1)} -> {t.text(index)}, announced on {iso(first)}"
    return Result("announced to in effect", dated(first, first + 1), (text,), t.rows(index - 1, index))


_JUST_MADE = 10
"""Days for which a change is the one that the news is about: "the first cut since March 2020" looks back beyond it."""
_DAYS = ("a change counts on its day of announcement and on the next, when it takes effect",)
METRICS = (
    Metric("policy_range", "percent", "FEDTARGET[w]", "The target range at the window's end.",
           compute_range, None, _DAYS),
    Metric("policy_step", "percentage_point", "FEDTARGET[w]",
           "The change of the target range over the window; FEDTARGET[now]: its last change.",
           compute_step, None, _DAYS),
    Metric("policy_moves", "count", "FEDTARGET[w], 'up'|'down'|'either', 0.25",
           "How many times the target range was changed in the window.", compute_moves, None, _DAYS, 1, 3),
    Metric("policy_since", "date", "FEDTARGET[now]", "Since when the target range in force has held.", compute_since,
           None, _DAYS),
    Metric("last_policy_move", "date", "FEDTARGET[now], 'up'|'down'|'either', 'last'|'before'",
           "When the target range was last changed, or the time before.", compute_last, None, _DAYS, 1, 3),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 10
_RANGE_CUE = re.compile(
    r"\b(?:target|range|rates?|fed|federal reserve|central bank|policy|borrowing costs|federal-funds|fed-funds|"
    r"lending)\b|\{S\}|\{R\}"
)
NTH_STEP = re.compile(
    r"^ (?:(?:interest-)?rate |straight |consecutive )*(?:(?P<up>increase|hike|rise)|"
    r"(?P<down>cut|reduction|decrease))s?\b"
)
"""The noun behind an ordinal: "the fourth increase"."""
_STEP_VERB = re.compile(
    r"\b(?:(?P<up>rais\w+|lift\w+|increas\w+|hik\w+|boost\w*|bump\w*|jack\w*|ratchet\w* up)|"
    r"(?P<down>cut\w*|lower\w*|reduc\w+|trimm?\w*|slash\w*|chopp?\w*|shav\w+|par(?:ed|es|ing)\b))"
)
RATES = (
    r"(?:(?:its|their|interest|borrowing|policy|benchmark|short-term|key|lending|federal-funds|fed-funds|the|target) )*"
    r"(?:rates?|costs|target|range|them|\{[RSG]\})"
)
_AHEAD = re.compile(
    r"\b(?:falling|fall|rising|rise|drop\w*|climb\w*|expect\w*|forecast\w*|seen|by the end)\b[^;]{0,40}$"
)
_STAY = re.compile(
    r"\b(?:leave|leaving|keep|keeping|hold|holding|maintain|maintaining)\b[^;]{0,40}$|"
    r"\bfrom (?:(?:a|the|its|between|today's|current|present|existing) )*(?:range |target )?(?:of )?$|"
    r"\b(?:now|current|present) $"
)
_FROM_RANGE = re.compile(r"\b(?:range|rate|rates|target|benchmark) from (?:[a-z'-]+ ){0,3}$")
"""The range that a step to come starts from is a fact: "is expected to cut its target range from 4.25%-4.5%"."""
_FROM_NOW = re.compile(r"\bfrom (?:\{P\}'s|the (?:present|current)) (?:range of )?$")
_OTHER_BANK = re.compile(
    r"\b(?:bank of \w+|bank indonesia|rba|rbi|\w+'s (?:central bank|benchmark)|ecb|european central bank|"
    r"bank of (?:england|japan|canada)|boe|boj|pboc|riksbank|snb)\b"
)
_NAMED_SO = re.compile(
    r"^(?:its|the|their) target$|"
    r"\b(?:fed|federal reserve|central bank|reduction|cut|increase|policy ?makers|rate-setters|"
    r"(?:overnight|policy|federal-funds|fed-funds|benchmark|official) (?:target|range|rate)|target range)\b")
_POLICY_RATE = re.compile(
    r"\b(?:target range|target rate|funds target|rate cut|rate hike|federal-funds|fed-funds|"
    r"(?:interest|policy|benchmark|borrowing) rates?|borrowing costs|cost of borrowing)\b"
)
_LAST_ONE = re.compile(r"\b(?:last|latest|previous|first) (?:rate )?(?:reduction|cut|increase|hike), $")
_FED_STEP = re.compile(
    r"(?:\b(?:fed|central bank)\b|\{X\}).*\b(?:target|range|rates)\b.*\b(?:with|after) (?:a |its )?$"
)
_FIRST_SINCE = re.compile(
    r"\b(?P<noun>cut|reduction|increase|hike)\b[^;]{0,40}\bfirst(?: one| such)?\s*since\s*$|"
    r"\bfirst (?:interest-)?(?:rate )?(?P<named>cut|reduction|increase|hike)s?\b[^;{}]{0,20}\bsince\s*$"
)
_DONE = re.compile(
    rf"\b(?:raised|lifted|increased|hiked|cut|lowered|reduced|trimmed|slashed) {RATES}[^;]*, (?:its|the|their) first\b|"
    r"\b(?:cut|reduction|increase|hike)\b[^;,]{0,30}\bwas (?:its|the|their) first\b"
)
"""Of a step already taken, which is not the one that it is the first since."""
_NEAR_POLICY = re.compile(r"fed|target|range|rates?")
_AFTER_A = re.compile(r"\b(?:with|after|since) (?:a |its )?$")
_EXPECTED = re.compile(
    r"\b(?:expect|see|forecast|project|predict|anticipate|look for|want|hope|pencil\w* in)s?\b[^;]*\bto (?:\w+ )?"
    r"(?:cut|raise|lower|lift|hike|reduce|increase|trim|move|ease|tighten)\b[^;]*$"
)
_WAGERED = re.compile(
    r"\b(?:futures|traders|investors|markets?|swaps|bettors|odds)\b[^;,]*\b(?:lean|point|pric|bet|impl|signal|wager|"
    r"expect|count|see|anticipat)\w*\b[^;,]*$"
)
_SINCE_IT_BEGAN = re.compile(
    r"^(?: points?)? since(?: (?:it|they|officials|policymakers|the \{[SRGX]\}|\{[SRGX]\}))?(?: (?:first|last))? ?"
    r"(?:began|started|set out|embarked|turned|beginning|starting)?(?: [a-z-]+){0,3}? (?:in|on) (?:the )?\{P\}"
)
"""All that was done from the month on in which it began: "by 1.5 points since it began in September"."""
_COUNTED_IN = re.compile(r",[^,;]*\b(?:of|in|since)(?: the)? $")
"""A span that the step is counted in: "a quarter-point cut, its second of the year"."""
_LATEST = re.compile(r"\b(?:most recently|lately|the last time|the latest)(?: by| of)? (?:an? )?$")
_EACH_BEFORE = re.compile(
    r"\{N\} (?:(?:of (?:those|them|these|which|the \{N\})|times|increases|hikes|cuts|reductions|moves|steps|meetings)"
    r",? )*(?:(?:were|was|being|each) )*(?:by|of|in steps of|in increments of)? ?(?:a )?$|\beach (?:time )?(?:by|of) $"
)
_EACH_AFTER = re.compile(r"^ (?:each\b|every\b|apiece|a time|at a time|(?:on )?\{N\}|at (?:each|every|\{N\}))")
"""Steps told several at once: each is so large, not what the window comes to."""
_IN_ALL = re.compile(
    r"\{N\},? by (?:a (?:total|sum) of |a (?:combined|cumulative|total) )?(?:a )?$|\b(?:a total of|altogether|"
    r"in all)(?: of)? (?:a )?$")
"""What several steps came to: "cut three times, by a full percentage point"."""
_LARGEST_STEP = 1.0
"""Percentage points: no step of the range was larger, so what is told of more is the sum of several."""
_IN_STEPS = re.compile(
    r"^,? (?:in total|all told|altogether|in all|since\b|(?:in|over|across|through|with) "
    r"(?:(?:its|the|a|those|these|just) )?"
    r"(?:(?:last|past|series|run|string) (?:of )?)?(?:\{[NP]\}|several|many|consecutive))"
)
_STEP_NOUN = re.compile(
    r"^[- ]?(?:point )?(?:interest-)?(?:rate )?(?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction|decrease))"
)


def reads(clause: Clause) -> Ask | None:
    """"A range of 1.5% to 1.75%", "raised rates by a quarter point", "the fourth increase this year"."""
    figure = clause.figure
    words = f"{clause.before} {clause.after}"
    if clause.assertion == "since":
        return _first_since(clause)
    if figure is None or names_other_bank(clause):
        return None
    if unit_is(clause, "percent") and _quarter_step(figure.quantity) and not is_market(series_of(clause)):
        beside = clause.previous is not None and "point" in clause.previous.text
        if _RANGE_CUE.search(words) or (beside and _FROM_NOW.search(clause.before)):
            return _range(clause, figure.quantity)
    elif unit_is(clause, "percentage_point", "basis_point") and about_policy(clause):
        return _step(clause)
    return None


def _first_since(clause: Clause) -> Ask | None:
    """"A cut would be the first since December": when the last one was."""
    m, days = _FIRST_SINCE.search(clause.lead), dates_meant(clause)
    if m is None or days is None or is_market(series_of(clause)) or of_another_step(clause):
        return None
    way = "down" if (m.group("noun") or m.group("named")) in ("cut", "reduction") else "up"
    if _DONE.search(clause.lead) and clause.modality == "fact":
        return ask_date(f"last_policy_move(FEDTARGET[now], '{way}', 'before')", *days)
    ask = ask_date(f"last_policy_move(FEDTARGET[now], '{way}')", *days)
    return ask.model_copy(update={"settled": True})


def _quarter_step(q: Quantity) -> bool:
    """Whether an interval has the form of a target range: a quarter point wide, on a quarter point."""
    return abs(q.high - q.low - 0.25) < 1e-6 and abs(q.low * 4 - round(q.low * 4)) < 1e-6


def names_other_bank(clause: Clause) -> bool:
    """Whether the words around the figure, or its subject, are of another country's central bank."""
    return bool(_OTHER_BANK.search(f"{clause.before} {clause.after}")) or not _ours(clause)


def _ours(clause: Clause) -> bool:
    """Whether nothing says that another country's central bank is meant."""
    subject = clause.subject
    return subject is None or subject.kind != "central_bank" or "fed" in subject.name.lower()


def about_policy(clause: Clause) -> bool:
    """Whether the step or count is of the target range: by its subject, else by the words around it."""
    subject = clause.subject
    if subject is not None:
        if _LAST_ONE.search(clause.before) or (is_market(subject.series) and _FED_STEP.search(clause.before)):
            return True
        if is_market(subject.series):
            return False
        if subject.series == "FEDTARGET" or subject.kind == "central_bank" or _NAMED_SO.search(subject.name.lower()):
            return True
    if any(told.startswith("policy_moves(") for told in clause.told) and _STEP_VERB.search(clause.before):
        return True
    target = any(o.series == "FEDTARGET" and o.end <= clause.anchor.start for o in clause.others)
    if (target or _POLICY_RATE.search(clause.before)) and _STEP_VERB.search(clause.before):
        return True
    return bool(NTH_STEP.match(clause.after) and _NEAR_POLICY.search(clause.before))


def _range(clause: Clause, q: Quantity) -> Ask | None:
    if held_before(clause):
        left = day_before_step(clause)
        return None if left is None else Ask(expr=f"policy_range(FEDTARGET[{left}])", unit="percent", low=q.low,
                                             high=q.high, slack=0.001)
    window = clause.window if re.fullmatch(r"'[\d-]+'", clause.window) and not clause.inherited else "now"
    ahead = None
    if _FROM_NOW.search(clause.before):
        window = "now"
    elif _AHEAD.search(clause.before) and not _STAY.search(clause.before):
        ahead = "forecast"
    elif _STAY.search(clause.before) or (clause.published is not None and window[1:] > str(clause.published)):
        window = "now"
    return Ask(expr=f"policy_range(FEDTARGET[{window}])", unit="percent", low=q.low, high=q.high, slack=0.001,
               reason=ahead, settled=bool(_FROM_RANGE.search(clause.before)))


def _step(clause: Clause) -> Ask | None:
    down, up = _ways(clause)
    if up == down or _EACH_BEFORE.search(clause.before) or _EACH_AFTER.match(clause.after):
        return None
    several = clause.previous is not None and clause.previous.quantity.unit == "count"
    if several and _IN_ALL.search(clause.before) and clause.window in ("1d", "now"):
        return None
    if _EXPECTED.search(clause.before) or _WAGERED.search(clause.before) or sums_up(clause):
        return None
    latest = _LATEST.search(clause.before)
    window = None if latest else _past_window(clause)
    if clause.modality != "fact" and not (window is not None and _AFTER_A.search(clause.before)):
        return None
    if window is None or re.match(r"\d", window):
        own = re.fullmatch(r"'\d{4}'|ytd", clause.window) and not latest and not _set_beside(clause)
        window = clause.window if own else "now"
    scale = 0.01 if unit_is(clause, "basis_point") else 1.0
    assert clause.figure is not None
    if window == "now" and (clause.figure.quantity.low * scale > _LARGEST_STEP or _IN_STEPS.match(clause.after)):
        return None
    return Ask(expr=f"policy_step(FEDTARGET[{window}])", unit="percentage_point", sign=-1 if down else 1, scale=scale)


def _past_window(clause: Clause) -> str | None:
    """The window of the period beside the figure, where it has begun by publication."""
    after = period_after(clause, 40)
    aside = after is not None and after.relation == "since" and "," in clause.after.partition("{P}")[0]
    if aside or _set_beside(clause):
        after = None  # of what is set beside the step: "by half a point, the first cut since March"
    if after is not None and counts_times(clause.after.partition("{P}")[0], after):
        after = next((p for p in clause.periods if after.end < p.start <= after.end + 16 and p.kind == "day"), None)
        if after is None:
            return None
    period = after or period_before(clause, 40)
    if after is None and period is not None and counts_times(clause.before.rpartition("{P}")[0], period):
        period = next((p for p in clause.periods if p.end < period.start and p.kind == "day"), None)
    if period is None or period.first is None or period.last is None or clause.published is None:
        return None
    if after is not None and _SINCE_IT_BEGAN.match(clause.after) and len(window_text(period) or "") < 12:
        return f"'{period.first}':"
    return window_text(period) if period.first <= clause.published else None


def _set_beside(clause: Clause) -> bool:
    """Whether the period behind the step is that of a count of steps set beside it."""
    return bool(_COUNTED_IN.search(clause.after.partition("{P}")[0]))


def _ways(clause: Clause) -> tuple[bool, bool]:
    """(lowered?, raised?) by the noun after the figure, else by the last verb before it."""
    told = _STEP_NOUN.match(clause.after) or last_match(_STEP_VERB, clause.before)
    if told is None:
        return "reduction" in clause.before, False
    return bool(told.group("down")), bool(told.group("up"))


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Fed cut borrowing costs on Dec. 18 by a quarter point, the first such step since November.",
     "policy_step(FEDTARGET['2024-12-18'])"),
    ("The Fed cut its target range to 4.25% to 4.5% in December.", "policy_range(FEDTARGET['2024-12'])"),
    ("The Fed left its target range at 4.25% to 4.5%.", "policy_range(FEDTARGET[now])"),
    (
        "The Federal Reserve lowered interest rates by a quarter point on Dec. 18.",
        "policy_step(FEDTARGET['2024-12-18'])",
    ),
    ("Traders see a quarter-point cut this month, from today's 4.25%-4.5%.", "policy_range(FEDTARGET[now])"),
    ("The Fed trimmed its target range in September, its first cut since 2020.",
     "last_policy_move(FEDTARGET[now], 'down', 'before')"),
    ("The Bank of England cut its rate by a quarter point.", None),
    ("The Fed will cut rates by a quarter point this month.", None),
    ("Inflation has run between 2.25% and 2.5%.", None),
)
