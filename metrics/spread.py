"""spread, spread_bp: how far one series stands above another."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Compute, Metric, Result, Tape, at, between, series_arg, show
from .change import POINT_UNITS
from .history import History
from .level_dated import day_before
from .reading import is_rate, leaf_now, period_after, series_of, unit_is
from .window import end_index, finals, span_of
from .wording import ADVERB, FALL_VERBS, RISE_VERBS


def _unit(a: str, b: str, bp: bool) -> str:
    if a != b:
        raise DataError(f"{a} and {b} have no difference", "ambiguous")
    if bp and a != "percent":
        raise DataError(f"basis points are of rates, not of {a}", "ambiguous")
    return "basis_point" if bp else POINT_UNITS.get(a, a)


def _compute(metric: str, bp: bool) -> Compute:
    def compute(tape: Tape, a: Arg, b: Arg) -> list[Result]:
        ends = []
        for arg in (a, b):
            leaf = series_arg(arg, metric)
            points = tape.points(leaf)
            ends.append(finals(tape, leaf, points, span_of(tape, leaf, points))[1])
        out = []
        for x, y in ((x, y) for x in ends[0] for y in ends[1]):
            if x.row.day != y.row.day and x.row.points.calendar == y.row.points.calendar:
                raise DataError(f"{at(x.row)} and {at(y.row)} are of different days", "missing_sessions")
            unit, scale = _unit(x.row.points.unit, y.row.points.unit, bp), 100.0 if bp else 1.0
            value = between((x.low - y.high) * scale, (x.high - y.low) * scale, unit)
            text = f"{x.text} less {y.text}: {show(value.low)} {unit}"
            out.append(Result(x.name or y.name, value, (text,), (x.row, y.row), wide=x.wide or y.wide))
        return out

    return compute


def _history(metric: str, bp: bool) -> Callable[..., History]:
    def history(tape: Tape, a: Arg, b: Arg) -> History:
        import numpy as np

        first, second = series_arg(a, metric), series_arg(b, metric)
        points, other = tape.points(first, whole=True), tape.points(second, whole=True)
        end = end_index(tape, points, span_of(tape, first, points))
        days, at_first, at_second = np.intersect1d(points.days[: end + 1], other.days, return_indices=True)
        if not len(days) or days[-1] != points.days[end]:
            raise DataError(f"{other.series} has no value for the end of the window", "missing_sessions")
        gap = np.round(points.values[at_first] - other.values[at_second], 8)
        return History(points, days, gap * (100.0 if bp else 1.0), _unit(points.unit, other.unit, bp), "day")

    return history


METRICS = (
    Metric("spread", "", "A[w], B[w]", "A's value less B's at the window's end; percentage points for rates.",
           _compute("spread", False), _history("spread", False), (), 2, 2),
    Metric("spread_bp", "basis_point", "A[w], B[w]", "One rate less another at the window's end, in basis points.",
           _compute("spread_bp", True), _history("spread_bp", True), (), 2, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 25
_GAP = re.compile(r"\b(?:gap|spread|difference|premium|yield curve|the curve)\b")
_APART = re.compile(
    r"^ (?P<way>below|under|beneath|above|over|atop|more than|less than|higher than|lower than)(?: that of)? (?:the )?"
    r"(?:yield on the )?(?:(?P<other>\{R\})|(?P<back>it|them)\b(?! \w+ed\b))?"
)
_PREMIUM = re.compile(
    r"\{R\}'s (?:premium|(?P<less>discount)|edge|mark-?up) "
    r"(?:over|to|above|on|against|versus|below|under) (?:the )?\{R\}"
    rf",? (?:has |had |now |also )*(?:(?:{RISE_VERBS}|{FALL_VERBS}) (?:back )?to|is|was|stood at|stands at|of) \$?$"
)
"""What one price stands above another."""
_GONE_ON = re.compile(r"\{N\}[^;{}]*(?:\{P\}[^;{}]*)?,? (?:and|but) (?:only |just |about |still )*$")
"""A second distance that shares the unit of the first: "4 basis points higher and just 20 above the two-year"."""
_BETWEEN = re.compile(
    r"^ (?:of (?:yield|daylight|space|air) )?(?:(?:that|which|now|still|today|currently|at present|are all that) )*"
    r"(?:between|separat\w+|divid\w+|part(?:s|ed)?) (?:them|the (?:two|pair|twos and tens|two yields|two rates))\b"
)
_COMPARED = re.compile(
    r"\b(?:versus|against|from|than|compared (?:with|to)|(?:up|down|widened|narrowed) from)(?: about| just)? $"
)
_MOVED = re.compile(rf"\{{[SR]\}}[^,;{{}}]{{0,20}}\b(?:{RISE_VERBS}|{FALL_VERBS}) {ADVERB}$")
_MOVED_SO_FAR = re.compile(
    r"\b(?:widen|narrow|steepen|flatten|shrink|shrank|shrunk|contract|compress|grew|grow|"
    rf"{RISE_VERBS}|{FALL_VERBS})(?:ed|ing|s)?(?: (?:on )?\{{P\}})?(?: by)? {ADVERB}$"
)
"""By how much a gap changed, which is not how wide it is: "narrowed four basis points"."""
_DEALERS = re.compile(
    r"\b(?P<short>2|5|10)(?:s|-year|y|yr)?[-/ ]?(?P<long>5|10|30)(?:s|y|yr|-year)?,? (?:treasury )?(?:yield )?"
    r"(?:spread|gap|curve|differential|slope|segment)\b"
)
_MOVED_BY = re.compile(r"\b(?:by|widened|narrowed|steepened|flattened|rose|fell|added|lost)\b")
_SPREAD = re.compile(r"spread\((?P<a>\w+)\[[^\]]*\], (?P<b>\w+)\[[^\]]*\]\)")
_VERSUS = re.compile(
    r"\{N\}(?: [^;,{}]*)?(?:, (?:the|its) (?:[a-z]+ )?(?:\{P\})?[^;,{}]*)?, "
    r"(?:versus|against|compared (?:with|to)) (?:the )?$|"
    r"\{N\}(?: (?:between|of|for|on)(?: [a-z]+)*)?(?: \{P\})? (?:compares|compared) (?:with|to) (?:the )?$|"
    r"\{N\},? (?:versus|against|compared (?:with|to)|from|down from|up from)(?: the)? $|"
    r"\{N\}[^;{}]*(?:\{[RS]\}(?: yield)?)?, (?:(?:a|just|only|still|slightly|somewhat|far|well|much|not|bit|shade|"
    r"touch|little|hair|tad) )*(?:less|more|narrower|wider|deeper|shallower|smaller|larger|short|shy|down|up|off) "
    r"(?:than|of|from) (?:the )?$"
)
_THE_DAY = re.compile(
    r"^ (?:(?:on|of|from|at|seen on|reached on|hit on|recorded on|set on|it (?:reached|hit) on) )?\{P\}"
)
_FROM, _NO_TIME = re.compile(r"\{N\},? from $"), re.compile(r"^(?:[.,;)]| (?:after|as|when|while|and|but)\b|$)")
_HUNDREDTHS = 5.0
"""From which a gap of yields without a unit is one of basis points."""
_CURVE_INVERTED = re.compile(
    r"\b(?:the|treasury|u\.s\.) (?:treasury |yield )*curve(?:'s inversion)?\b[^;{}]*"
    r"\b(?:invert\w*|inversion|upside down)\b[^;{}]*$"
)
"""The curve without its ends is that from two years to 10, as good as always."""
_INVERTED = re.compile(r"\b(?:invert\w*|upside down|inversion)\b")


def reads(clause: Clause) -> Ask | None:
    """"The gap between the two, 14 basis points", "half a point under the 10-year", "inverted by 11 basis points"."""
    if clause.figure is None or clause.assertion:
        return None
    if unit_is(clause, "$"):
        return _premium(clause)
    if _VERSUS.search(clause.before) and _THE_DAY.match(clause.after) and (then := _against(clause)) is not None:
        return then
    gone_on = _APART.match(clause.after) and _GONE_ON.search(clause.before) and unit_is(clause, "number", "index_point")
    shared = clause.previous.quantity.unit if gone_on and clause.previous is not None else ""
    if not unit_is(clause, "basis_point", "percentage_point") and shared not in ("basis_point", "percentage_point"):
        return _against(clause)
    named = _pair(clause)
    if named is not None:
        return named
    scale = 0.01 if unit_is(clause, "basis_point") or shared == "basis_point" else 1.0
    series = series_of(clause)
    apart = _APART.match(clause.after)
    if apart and series and is_rate(series):
        later = (o.series for o in clause.others if o.start > clause.anchor.end)
        other = next((s for s in later if s and is_rate(s)), None) if apart.group("other") else None
        other = _back(clause, series) if apart.group("back") else other
        if other is None:
            return None
        sign = 1 if apart.group("way") in ("above", "over", "atop", "more than", "higher than") else -1
        return Ask(expr=f"spread({leaf_now(clause, series)}, {leaf_now(clause, other)})", unit="percentage_point",
                   sign=sign, scale=scale)
    if _MOVED_SO_FAR.search(clause.before) or (_MOVED.search(clause.before) and not _GAP.search(clause.before)):
        return None
    inverted = bool(_INVERTED.search(clause.before) or _INVERTED.search(clause.after))
    apart = _GAP.search(clause.before) or _BETWEEN.match(clause.after)
    both = {"DGS10", "DGS2"} <= set(clause.recent) and not _another_pair(clause)
    if not (inverted or apart) or not (both or _curve(clause)):
        return None
    if _COMPARED.search(clause.before):
        return _earlier(clause, -1 if inverted else 1, scale)
    inverted = bool(inverted) and clause.figure.quantity.low > 0  # "inverted, at minus 20 basis points" has its sign
    return Ask(expr=f"spread({leaf_now(clause, 'DGS10')}, {leaf_now(clause, 'DGS2')})", unit="percentage_point",
               sign=-1 if inverted else 1, scale=scale, certain=both)


def _back(clause: Clause, series: str) -> str | None:
    """The yield that "it" is in "leaves the 10-year 21 basis points beneath it": the one other named before."""
    before = [o.series for o in clause.others if o.end <= clause.anchor.start and o.series != series]
    rates = [s for s in before if s is not None and is_rate(s)]
    return rates[0] if len(rates) == len(before) == 1 else None


def _another_pair(clause: Clause) -> bool:
    """Whether the statement names a yield that is no end of the usual curve: then another gap may be meant."""
    behind = re.split(r"[,;]", clause.after)[0].count("{R}")
    later = [o for o in clause.others if o.start > clause.anchor.end][:behind]
    before = [o for o in clause.others if o.end <= clause.anchor.start]
    named = (o.series for o in (clause.subject, *before, *later) if o is not None)
    return any(s is not None and is_rate(s) and s not in ("DGS10", "DGS2") for s in named)


def _curve(clause: Clause) -> bool:
    """Whether the curve that is inverted is that of Treasurys."""
    return bool(_CURVE_INVERTED.search(clause.before)) and (clause.treasury or "yield curve" in clause.before)


def _pair(clause: Clause) -> Ask | None:
    """"The 2s10s spread at minus 22 basis points": the dealers' names of a pair of maturities."""
    found = list(_DEALERS.finditer(clause.before))
    if not found or clause.figure is None or _MOVED_BY.search(clause.before[found[-1].end() :]):
        return None
    m = found[-1]
    if "{N}" in clause.before[m.end() :] or int(m.group("short")) >= int(m.group("long")):
        return None
    inverted = clause.figure.quantity.low > 0 and _INVERTED.search(f"{clause.before[-40:]} {clause.after[:20]}")
    leaves = ", ".join(leaf_now(clause, f"DGS{m.group(end)}") for end in ("long", "short"))
    return Ask(expr=f"spread({leaves})", unit="percentage_point", sign=-1 if inverted else 1,
               scale=0.01 if unit_is(clause, "basis_point") else 1.0)


def _begun(clause: Clause, told: re.Match[str]) -> Ask | None:
    """"To 0.13 percentage point from 0.21": the same spread before the move."""
    day = day_before(clause) if _NO_TIME.match(clause.after) else None
    if day is None or clause.previous is None:
        return None
    leaves = ", ".join(f"{told.group(end)}['{day}']" for end in ("a", "b"))
    return Ask(expr=f"spread({leaves})", unit="percentage_point", sign=_its_sign(clause),
               scale=0.01 if clause.previous.quantity.unit == "basis_point" else 1.0)


def _against(clause: Clause) -> Ask | None:
    """"At 32 basis points versus 27 the day before": the same spread on another day, told without its unit."""
    told = _SPREAD.fullmatch(clause.antecedent or "")
    beside = clause.previous is not None and clause.previous.quantity.unit in ("basis_point", "percentage_point")
    if told is not None and beside and unit_is(clause, "number") and _FROM.search(clause.before):
        return _begun(clause, told)
    ranked = clause.previous is not None and clause.previous.kind == "superlative"  # "the least since May, against 97"
    beside = beside or (ranked and clause.figure is not None and clause.figure.quantity.low >= _HUNDREDTHS)
    if told is None or not beside or clause.inherited or not unit_is(clause, "number", "basis_point", "index_point"):
        return None
    if not _VERSUS.search(clause.before) or not _THE_DAY.match(clause.after):
        return None
    hundredths = ranked or (clause.previous is not None and clause.previous.quantity.unit == "basis_point")
    scale = 0.01 if hundredths else 1.0
    leaves = ", ".join(leaf_now(clause, told.group(end)) for end in ("a", "b"))
    return Ask(expr=f"spread({leaves})", unit="percentage_point", scale=scale, sign=_its_sign(clause))


def _its_sign(clause: Clause) -> int:
    """The sign by which the gap just told was read: minus where the curve is said to be inverted."""
    last = bool(clause.told) and clause.told[-1] == clause.antecedent
    if last and clause.told_sign:
        return clause.told_sign
    return -1 if _INVERTED.search(clause.before) else 1


def _premium(clause: Clause) -> Ask | None:
    """"Brent's premium over WTI narrowed to $2.77": one price less another, where both are named and no more."""
    m = _PREMIUM.search(clause.before)
    named = list(dict.fromkeys(s for o in (clause.subject, *clause.others) if o is not None and (s := o.series)))
    if m is None or len(named) != 2 or clause.figure is None:
        return None
    pair = sorted((o for o in clause.others if o.series), key=lambda o: o.start)
    if len(pair) != 2 or pair[0].kind != pair[1].kind:
        return None
    leaves = ", ".join(leaf_now(clause, o.series or "") for o in pair)
    return Ask(expr=f"spread({leaves})", unit=clause.figure.quantity.unit, sign=-1 if m.group("less") else 1)


def _earlier(clause: Clause, sign: int, scale: float) -> Ask | None:
    """The gap of a day that is compared with: "versus 60 basis points on Tuesday", "from 44 a week earlier"."""
    day = period_after(clause, 12)
    if day is None or day.first is None or (day.kind != "day" and day.relation != "ago"):
        return None
    return Ask(expr=f"spread(DGS10['{day.first}'], DGS2['{day.first}'])", unit="percentage_point", sign=sign,
               scale=scale, certain=day.kind == "day")


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The gap between the two-year and 10-year Treasury yields was 37 basis points.", "spread(DGS10[now], DGS2[now])"),
    (
        "The two-year Treasury yield ended 37 basis points below the 10-year Treasury yield.",
        "spread(DGS2[now], DGS10[now])",
    ),
    ("The 2s10s spread ended at 37 basis points.", "spread(DGS10[now], DGS2[now])"),
    ("The 2s10s spread widened by 37 basis points.", None),
    ("The 10-year Treasury yield rose and the two-year Treasury yield fell. The gap between them widened to 0.38 "
     "percentage point from 0.35.", "spread(DGS10['2025-01-09'], DGS2['2025-01-09'])"),
    ("The spread between corporate bonds and Treasurys widened 10 basis points.", None),
    ("The 10-year Treasury yield rose 11 basis points.", None),
)
