"""every: several statements that must all hold ("all three major indexes finished at records")."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Series
from ..schemas.expr import Call
from .base import Arg, Metric, Result, Tape, exact
from .reading import ask_truth, is_market, moment
from .record import record_ask


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


METRICS = (
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


def reads(clause: Clause) -> Ask | None:
    """"All three major indexes finished at records", "the Dow and the S&P 500 both closed at all-time highs"."""
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
