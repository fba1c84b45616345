"""every: several statements that must all hold ("all three major indexes finished at records")."""

from __future__ import annotations

import re

from ..errors import DataError, ExprError
from ..schemas import Ask, Clause, Series, Subject
from ..schemas.expr import Call
from .base import Arg, Metric, Result, Tape, between, exact
from .change import reads as read_change
from .reading import ask_truth, is_market, moment
from .record import record_ask
from .streak import reads as read_streak


def compute(tape: Tape, *args: Arg) -> list[Result]:
    """1 where each argument is 1, 0 where one is not; what cannot be told of one leaves the whole open."""
    steps: list[str] = []
    found: list[Result] = []
    for arg in args:
        results = tape.results(arg) if isinstance(arg, (Call, Series)) else ()
        found.extend(results[:1])
    failing = [r for r in found if r.value is not None and not r.wide and r.value.high < 1.0]
    unknown = [r for r in found if r.value is None or r.wide]
    if unknown and not failing:
        return unknown[:1]
    for r in failing or found:
        steps.extend(r.derivation)
    rows = tuple(row for r in failing or found for row in r.rows)
    note = next((r.note for r in found if r.note), "")
    return [Result("", exact(float(not failing), "number"), tuple(steps), rows, note=note)]


def compute_each(tape: Tape, *args: Arg) -> list[Result]:
    """From the least to the greatest value of the arguments: a figure told of each holds when both ends do."""
    asked = [arg for arg in args if isinstance(arg, (Call, Series))]
    if len(asked) < len(args):
        raise ExprError("each wants expressions such as change(SPX[1d])")
    told = [tape.results(arg) for arg in asked]
    names = [r.name for r in told[0]] if told else []
    shared = [n for n in names if all(any(r.name == n for r in results) for results in told)]
    if not shared:
        raise DataError("no reading is common to all", "ambiguous")
    return [
        r for name in shared for r in _range([next(r for r in results if r.name == name) for results in told], name)
    ]


def _range(found: list[Result], name: str) -> list[Result]:
    """The results of one reading as their range, or what is wanting for it."""
    unknown = [r for r in found if r.value is None or r.reason]
    if unknown or not found:
        return unknown[:1]
    values = [r.value for r in found if r.value is not None]
    value = between(min(v.low for v in values), max(v.high for v in values), values[0].unit)
    steps = tuple(step for r in found for step in r.derivation)
    return [Result(name, value, steps, tuple(row for r in found for row in r.rows), wide=any(r.wide for r in found))]


METRICS = (
    Metric("each", "", "change(A[w]), change(B[w]), ...",
           "The range of several values: a figure told of each of them holds where the whole range does.",
           compute_each, None, (), 2, 6),
    Metric("every", "number", "record(A[w]), record(B[w]), ...", "1 where every one of the statements holds, else 0.",
           compute, None, (), 2, 6),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 29
MAJOR = ("SPX", "DJI", "IXIC")
"""What the American press calls the three major indexes."""
_MAJOR = re.compile(
    r"(?:(?:all|each|both|every|of|the|three|all three|wall street's|nation's|country's|america's) )*"
    r"(?:three )?(?:(?:u\.s\.|us|american|wall street) )?(?:major|main|big|leading|key|headline|principal) "
    r"(?:(?:u\.s\.|us|american|wall street|stock|equity|market|stock-market) )*"
    r"(?:indexes|indices|averages|benchmarks|gauges|barometers)"
)
_THREE = re.compile(r"\b(?:all|three|each|every)\b")
_LISTED = re.compile(
    r"(?:the )?\{[SR]\}(?: (?:index|composite|average))?(?:,? (?:and |as well as )?(?:the )?\{[SR]\}"
    r"(?: (?:index|composite|average))?)+,? (?:indexes |averages )?(?:\w+ )?(?:all|both|each)\b"
)
_BOTH = re.compile(r"\bboth (?:the )?\{[SR]\} and (?:the )?\{[SR]\}")


_EACH = re.compile(
    r"(?:(?:the )?\{[SR]\}(?: \([^()]{1,14}\))?, )*(?:the )?\{[SR]\}(?: \([^()]{1,14}\))?(?: shares| stock)?,? (?:and|"
    r"as well as) (?:the )?\{[SR]\}(?: \([^()]{1,14}\))?"
    r"(?: shares| stocks)?,? (?:indexes |averages )?(?:have |had |were |are )?(?:both|each) [^,;]*$"
)
_NAMES = re.compile(r"\{[SR]\}")
_BOTH_NAMED = re.compile(r"\bboth (?:the )?\{[SR]\} and (?:the )?\{[SR]\} [^,;]*$")
_BOTH_OF_THEM = re.compile(
    r"^(?:\W*)(?:both|each)(?: of (?:them|the two))?(?: (?:the )?(?:indexes|indices|benchmarks|averages|gauges|"
    r"contracts|grades|"
    r"metals|stocks|shares|currencies|yields))? (?:have |had |has |were |are |was |is )?[a-z][^,;]*$"
)


def _each(clause: Clause) -> Ask | None:
    """"Intel and Micron each lost just over 2%", "both benchmarks fell for a third day": the same told of two."""
    figure = clause.figure
    if figure is None or clause.assertion:
        return None
    listed = _EACH.search(clause.before) or _BOTH_NAMED.search(clause.before)
    if listed is not None:
        named = [s for s in (clause.subject, *clause.others) if s is not None and s.series and s.end <= figure.start]
        series = tuple(dict.fromkeys(s.series for s in sorted(named, key=lambda s: s.start) if s.series))
        many = max(2, len(_NAMES.findall(listed.group())))
        inside = len(set(series[-many:]))
    elif _BOTH_OF_THEM.match(clause.before) and clause.subject is not None and clause.subject.series is None:
        series, inside, many = clause.recent, len(clause.recent), 2
    else:
        return None
    if inside != many or not all(is_market(s) for s in series[-many:]):
        return None
    asks = [_told_of(clause, s) for s in series[-many:]]
    if any(a is None for a in asks) or asks[0] is None:
        return None
    exprs = ", ".join(a.expr for a in asks if a is not None)
    sure = listed is not None and all(a is not None and a.certain for a in asks)  # "both" alone may be two others
    return asks[0].model_copy(update={"expr": f"each({exprs})", "certain": sure})


def _told_of(clause: Clause, series: str) -> Ask | None:
    """What the clause would say of ``series`` alone."""
    alone = Subject(name=series, series=series, kind="index")
    before = _LIST.sub("{S}", clause.before) if "{" in clause.before else f"{{S}} {clause.before}"
    single = clause.model_copy(update={"subject": alone, "others": (), "before": before})
    return read_streak(single) or read_change(single)


_LIST = re.compile(
    r"(?:both )?(?:(?:the )?\{[SR]\}(?: \([^()]{1,14}\))?, )*"
    r"(?:the )?\{[SR]\}(?: \([^()]{1,14}\))?(?: shares| stock)?,? (?:and|"
    r"as well as) (?:the )?\{[SR]\}(?: \([^()]{1,14}\))?"
)


def reads(clause: Clause) -> Ask | None:
    """"All three major indexes finished at records", "the Dow and the S&P 500 both closed at all-time highs"."""
    several = _each(clause)
    if several is not None:
        return several
    if clause.assertion != "record":
        return None
    series = _group(clause)
    ask = record_ask(clause, series[0]) if series else None
    if ask is None:
        return None
    metric = ask.expr.partition("(")[0]
    window = moment(clause.window)
    return ask_truth(f"every({', '.join(f'{metric}({s}[{window}])' for s in series)})")


def _group(clause: Clause) -> tuple[str, ...]:
    """The series that share the predicate: the three majors, or those listed before "all" or "both"."""
    subject = clause.subject
    if subject is not None and subject.series is None:
        name = subject.name.lower()
        return MAJOR if _MAJOR.fullmatch(name) and _THREE.search(name) else ()
    listed = _LISTED.search(clause.before) or _BOTH.search(clause.before)
    if listed is None or subject is None:
        return ()
    named = [s for s in (subject, *clause.others) if s.end <= clause.anchor.start]
    found = tuple(dict.fromkeys(s.series for s in sorted(named, key=lambda s: s.start) if s.series))
    wanted = len(re.findall(r"\{[SR]\}", listed.group()))
    return found if len(found) == wanted and all(is_market(s) for s in found) else ()


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Dow and the S&P 500 each fell more than 1.5%.", "each(change(DJI[1d]), change(SPX[1d]))"),
    ("The Dow lost 1.6% and the S&P 500 1.5%. Both have fallen two weeks in a row.",
     "each(streak(DJI[now], 'week'), streak(SPX[now], 'week'))"),
    ("The Dow, the S&P 500 and the Russell 2000 slid. Both fell 2%.", None),
    ("All three major U.S. stock indexes closed at record highs.",
     "every(record(SPX[now]), record(DJI[now]), record(IXIC[now]))"),
    ("Stocks rose, with all three major indexes finishing at records.",
     "every(record(SPX[now]), record(DJI[now]), record(IXIC[now]))"),
    ("The S&P 500, the Dow and the Nasdaq Composite all ended Friday at records.",
     "every(record(SPX['2025-01-10']), record(DJI['2025-01-10']), record(IXIC['2025-01-10']))"),
    ("The S&P 500 and the Nasdaq Composite both closed at records.", "every(record(SPX[now]), record(IXIC[now]))"),
    ("Two of the three major indexes closed at records.", None),
    ("All three major indexes closed just short of their records.", None),
    ("The three major airlines all reported record revenue.", None),
)
