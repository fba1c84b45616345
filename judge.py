"""From values to an outcome. Precision first: what is not certain is open, and every open has its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .metrics.base import Result
from .schemas import Claim, Quantity
from .schemas.claim import Outcome, Stated
from .sources.sessions import close_of, is_open

_NEW_YORK = ZoneInfo("America/New_York")
_WRITTEN_UP = timedelta(minutes=45)
"""After the bell, within which what was written before it may still appear."""
VINTAGE = frozenset(
    "CPI CORECPI PCE COREPCE PPI UNRATE PAYEMS ICSA JOLTS GDP INDPRO PSAVERT UMCSENT MICH DTWEXBGS".split())
"""Series that are revised after their first print: without vintages a disagreement proves nothing."""
_NEAR: tuple[tuple[re.Pattern[str], float, float], ...] = (
    # series, slack in its own unit, slack as a share of the stated value: quotes taken at another hour of the day
    (re.compile(r"\b(?:DGS|DFII|T\d+YIE)"), 0.035, 0.0),
    (re.compile(r"\b(?:WTI|BRENT|GOLD|SILVER|COPPER|NATGAS)\b"), 0.0, 0.01),
    (re.compile(r"\b(?:EURUSD|GBPUSD|USDJPY|DXY|BTCUSD)\b"), 0.0, 0.03),
)
_FOREIGN_EXCHANGE = re.compile(r"^change\((?:USDJPY|EURUSD|GBPUSD)\[")
_HOURS_APART = 1.0
"""Percentage points by which currencies move between the hours at which a day of theirs is said to end."""
_PRELIMINARY = {"level": 0.0004, "change_points": 0.004}
"""Share of the figure by which a close printed minutes after the bell may differ from the final one."""
_PRICES = ("level(", "peak(", "trough(", "change_points(")
_NO_SHARES = re.compile(
    r"\((?:SPX|DJI|IXIC|NDX|RUT|SOX|N225|VIX|MOVE|DXY|WTI|BRENT|GOLD|SILVER|COPPER|NATGAS|[A-Z]{3}USD|USD[A-Z]{3}|DGS\d+|"
    r"DFII\d+|T\d+YIE|FEDTARGET)\b"
)
"""Series that never split."""
_SPLIT_LIKE = 1.7
"""The factor from which a share price and its series rather differ by a split than by a slip."""
_HALF_CENT = 0.005
"""Share prices are kept in whole cents after every later split, so a price of $3.76 is known to half a cent."""
_FRACTION = re.compile(r"\b(?:half|third|thirds|quarter|quarters|fifth|fifths|sixth|tenth)\b")
_ROUND = 10.0
"""Percentages on such a step ("crashed 40%") and fractions ("a fifth") are told of values some way off."""
_MULTIPLIED = 0.15
"""Share by which a multiple told in a word ("tripled") may be off before it is wrong."""
_MULTIPLIED_AT_LEAST = 0.03
"""The same where the word is bounded: "more than tripled" says that three times was passed."""
_WITHIN_A_DAY = 0.03
"""Share by which prices may have run past the day's close: a level may have been passed for an hour."""
_OPEN_ENDED = re.compile(r"(?:more than|over|above|at least|upwards? of|north of|exceeding|better than|well over) ")
_SPOT_APART = 0.35
"""Share by which a barrel on the spot may differ from the futures that are quoted (WTI in March 2020)."""
_WORTH_LIVE = re.compile(
    r"^(?:level|change|change_points|extreme_move|below_peak|below_peak_pct|above_trough|above_trough_pct|multiple|record_intraday)"
    r"\("
)
_TO_DATE = re.compile(r"change\(\w[\w.]*\[(?:[wmqy]td|'[^']*':)\]\)")
_A_DAY, _A_SHARES_DAY = 8.0, 25.0
"""Percent further than which a session takes no index or commodity, and no share."""
_LIVE_WINDOW = re.compile(r"\[(now|1d|[wmqy]td|'[^\]]*':)\](?!@)")


@dataclass(frozen=True, slots=True)
class Judged:
    """An outcome, its reason when open, the result shown as found, and all results that agree."""

    outcome: Outcome
    reason: str | None
    result: Result | None
    agreeing: tuple[Result, ...] = ()


@lru_cache(maxsize=4096)
def _twin(expr: str) -> str | None:
    if not _WORTH_LIVE.match(expr):
        return None
    m = _LIVE_WINDOW.search(expr)
    if m is None or re.search(r"\b(?:DGS|FEDTARGET|DFII)", expr):
        return None
    return f"{expr[: m.end()]}@intraday{expr[m.end():]}"


def live_twin(expr: str, as_of: datetime, around_the_clock: bool = False) -> str | None:
    """The same question about the moment of publication, for an article that appeared while the exchange was open, or
    at any hour about what trades ``around_the_clock`` and has not closed yet."""
    if around_the_clock:
        return _twin(expr)
    local = as_of.astimezone(_NEW_YORK)
    return _twin(expr) if is_open(local) else None


def judge(claim: Claim, results: Sequence[Result], as_of: datetime) -> Judged:
    """The outcome of a claim at ``as_of`` given the value of its expression under each reading."""
    stated = claim.stated
    assert stated is not None
    valued = [r for r in results if r.value is not None and r.reason is None]
    if not valued:
        return Judged("open", _why_missing(results), next(iter(results), None))
    if claim.relation == "since":
        return _since(claim, stated, valued, as_of)
    agreeing = tuple(r for r in valued if not r.wide and _agrees(claim, stated, r.value))
    if agreeing and (claim.certain or _telling(claim, stated)):
        return Judged("supported", None, agreeing[0], agreeing)
    if agreeing:
        return Judged("open", "ambiguous", agreeing[0], agreeing)
    if any(r.wide and _overlaps(stated, r.value) for r in valued):
        return Judged("open", "too_wide", valued[0])
    if _just_shut(as_of) and _went_on(claim, stated, valued):
        return Judged("open", "near_miss", valued[0])
    if claim.relation == "at_least" and _went_on(claim, stated, valued):
        return Judged("open", "near_miss", valued[0])
    return _against(claim, stated, valued, results)


def _just_shut(as_of: datetime) -> bool:
    """Whether the exchange closed within the last three quarters of an hour."""
    local = as_of.astimezone(_NEW_YORK)
    bell = datetime.combine(local.date(), close_of(local.date()), _NEW_YORK)
    return bell <= local < bell + _WRITTEN_UP


def _went_on(claim: Claim, stated: Stated, valued: Sequence[Result]) -> bool:
    """Whether the day went further than the words say: what appears right after the bell may have been written before
    it, and "at one point down 2%" need not be the worst of it."""
    if not (claim.expr or "").startswith("extreme_move("):
        return False
    values = [r.value for r in valued if r.value is not None]
    return all(v.low * stated.low > 0 and abs(v.low) > abs(stated.low) for v in values)


def _telling(claim: Claim, stated: Stated) -> bool:
    """Whether agreement on a loosely told claim is no accident: the accepted interval is a small part of what the
    value might have been. Otherwise the data would choose the reading they then confirm."""
    width = stated.accepted_high - stated.accepted_low
    size = max(abs(stated.low), abs(stated.high))
    expr = claim.expr or ""
    if claim.relation == "holds" or stated.unit in ("date", "truth") or expr.startswith(("policy", "peak", "trough")):
        return True
    if expr.startswith("level("):
        return width <= 0.01 * size
    if stated.unit in ("percent", "percentage_point"):
        return width < 0.02 * max(size, 4.0)
    if stated.unit == "basis_point":
        return width < 0.02 * max(size, 15.0)
    return width < 0.01 * max(size, 1.0) if stated.unit == "count" else width < 0.01 * size


def _why_missing(results: Sequence[Result]) -> str:
    return next((r.reason for r in results if r.reason), "no_source")


def _overlaps(stated: Stated, value: Quantity | None) -> bool:
    slack = 1e-9 * max(1.0, abs(stated.accepted_high))
    return value is not None and value.low <= stated.accepted_high + slack and value.high >= stated.accepted_low - slack


def _agrees(claim: Claim, stated: Stated, value: Quantity | None) -> bool:
    if value is None:
        return False
    if claim.expr is not None and claim.expr.startswith("policy_range"):
        return abs(value.low - stated.low) < 0.01 and abs(value.high - stated.high) < 0.01
    if claim.expr is not None and claim.expr.startswith("each("):
        return stated.accepted_low <= value.low and value.high <= stated.accepted_high
    return _overlaps(stated, value)


def _since(claim: Claim, stated: Stated, valued: Sequence[Result], as_of: datetime) -> Judged:
    """"The worst since March 2020" is right when the last worse one lies in the time named, wrong when one came
    later; when the last worse one is older still, the words say too little and nothing is decided.
    A time that is yet to come is wrong however the words are read."""
    agreeing = tuple(r for r in valued if _overlaps(stated, r.value))
    if agreeing:
        return Judged("supported", None, agreeing[0], agreeing)
    found = valued[0]
    if stated.unit == "date" and stated.accepted_low > int(f"{as_of.astimezone(_NEW_YORK):%Y%m%d}"):
        return Judged("contradicted", None, found)
    if claim.certain and all(r.value is not None and r.value.low > stated.accepted_high for r in valued):
        return Judged("contradicted", None, found)
    return Judged("open", "ambiguous", found)


def _against(claim: Claim, stated: Stated, valued: Sequence[Result], results: Sequence[Result]) -> Judged:
    """No reading agrees: contradicted, unless something about the claim or the data is not certain."""
    expr = claim.expr or ""
    shown = valued[0]
    series = set(re.findall(r"[(, ]\^?([A-Z][A-Z0-9_]*)", expr))
    if series & VINTAGE and not _first_prints(shown):
        return Judged("open", "vintage", shown)
    if not claim.certain:
        return Judged("open", "ambiguous", shown)
    missing = any(r.reason and r.value is None for r in results)
    if len(valued) < len(results) and missing and not _past_a_day(claim, stated, valued, results):
        return Judged("open", _why_missing([r for r in results if r.value is None]), shown)
    if any(_well_past(claim, stated, r.value) for r in valued):
        return Judged("open", "near_miss", shown)
    nearer = claim.relation == "at_most" and any(r.value and 0 <= r.value.high < stated.accepted_low for r in valued)
    if nearer or any(_near(claim, stated, r) for r in valued):
        return Judged("open", "near_miss", shown)
    if expr.startswith(_PRICES) and any(_split_apart(stated, r.value, claim) for r in valued):
        return Judged("open", "ambiguous", shown)
    return Judged("contradicted", None, shown)


def _past_a_day(claim: Claim, stated: Stated, valued: Sequence[Result], results: Sequence[Result]) -> bool:
    """Whether all that is missing are prices of the session under way, and the close before lies further from the
    figure than a session takes a price."""
    expr = claim.expr or ""
    if not _TO_DATE.match(expr) or any(r.value is None and r.reason != "no_bars" for r in results):
        return False
    day = _A_DAY if _NO_SHARES.search(expr) else _A_SHARES_DAY
    return all(
        r.value is not None and max(r.value.low - stated.accepted_high, stated.accepted_low - r.value.high)
        > day * (1 + max(abs(r.value.high), abs(stated.high)) / 100) for r in valued
    )


def beyond(claim: Claim, judged: Judged) -> bool:
    """Whether a contradicted value lies on the side that makes the words wrong: one that "climbed above 30" is wrong
    below 30 alone."""
    value, expr, stated = judged.result.value if judged.result else None, claim.expr or "", claim.stated
    if value is None or stated is None:
        return False
    if expr.startswith("peak("):
        return value.high * (1 + _WITHIN_A_DAY) < stated.accepted_low
    return not expr.startswith("trough(") or value.low * (1 - _WITHIN_A_DAY) > stated.accepted_high


def _first_prints(result: Result) -> bool:
    """Whether all revised series are at hand as they stood on the day, so that a disagreement is one."""
    revised = [row.points.vintage for row in result.rows if row.points.series in VINTAGE]
    return bool(revised) and all(vintage.startswith("as of ") for vintage in revised)


def _near(claim: Claim, stated: Stated, result: Result) -> bool:
    """Whether a preliminary close, a value quoted at another hour, or a neighbouring contract could explain the gap."""
    expr = claim.expr or ""
    value = result.value
    if value is None:
        return False
    gap = max(value.low - stated.accepted_high, stated.accepted_low - value.high)
    size = max(abs(stated.low), abs(stated.high))
    rounded = size >= 2 * _ROUND and size % _ROUND == 0 and stated.low == stated.high and stated.unit == "percent"
    if (rounded and gap <= 0.05 * size) or (_FRACTION.search(claim.figure.text) and gap <= 0.12 * size):
        return True
    loose = _MULTIPLIED_AT_LEAST if _OPEN_ENDED.match(claim.figure.text.lower()) else _MULTIPLIED
    if expr.startswith("multiple(") and gap <= loose * size:
        return True
    if expr.startswith("peak(") and not _NO_SHARES.search(expr) and gap <= _WITHIN_A_DAY * size:
        return True
    preliminary = _PRELIMINARY.get(expr.partition("(")[0])
    if preliminary is not None and gap <= preliminary * size:
        return True
    if expr.startswith("change(") and gap <= max(0.02, 0.005 * size) and value.low * (stated.low + stated.high) >= 0:
        return True
    if expr.startswith("change(") and not _NO_SHARES.search(expr) and gap <= _unknown(result):
        return True
    if _FOREIGN_EXCHANGE.match(expr) and gap <= _HOURS_APART:
        return True
    if any("SPOT" in row.points.source.upper() for row in result.rows) and not expr.startswith("multiple("):
        return not expr.startswith("level(") or gap <= _SPOT_APART * size
    for pattern, slack, share in _NEAR if stated.unit not in ("date", "count", "truth") else ():
        if pattern.search(expr):
            scale = 100.0 if stated.unit == "basis_point" else 1.0
            if gap <= slack * scale + share * max(abs(stated.low), abs(stated.high)):
                return True
    return False


def _unknown(result: Result) -> float:
    """Percentage points by which a change of a share price is unknown because its closes are kept in whole cents."""
    return sum(100 * _HALF_CENT / row.value for row in result.rows if row.value > 0)


def _well_past(claim: Claim, stated: Stated, value: Quantity | None) -> bool:
    """Whether a value lies so far beyond "more than 5%" that other words would tell it: they are odd, not wrong."""
    if value is None or not _OPEN_ENDED.match(claim.figure.text.lower()):
        return False
    if stated.low < 0:
        return value.high < stated.low
    return value.low > stated.high


def _split_apart(stated: Stated, value: Quantity | None, claim: Claim) -> bool:
    """Whether price and series differ by a later share split (series are split-adjusted backwards): by so
    much that no other slip is likelier."""
    if value is None or value.low <= 0 or stated.low <= 0 or _NO_SHARES.search(claim.expr or ""):
        return False
    return not 1 / _SPLIT_LIKE < stated.low / value.low < _SPLIT_LIKE
