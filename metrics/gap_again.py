"""A distance just told and measured again: "that gap is now 5%", "two weeks ago the shortfall was 49"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_rate, moment, unit_is

PRIORITY = 24
_THE_GAP = re.compile(
    r"\b(?:the|that|this|its|their) (?:same )?(?:gap|shortfall|spread|difference|differential|discount|premium|deficit|"
    r"distance|margin|inversion|advantage|edge|lead|divide) (?:\{P\} )?"
    r"(?:is|was|stands|stood|had been|has been|comes to|came to|amounts to|amounted to|"
    r"(?:has |had )?(?:narrowed|widened|shrunk|shrank|grown|grew|dwindled|closed|swollen|swelled|fallen|risen) to)"
    r"(?: (?:now|only|just|still|about|nearly|almost|already|down to|up to|as wide as|a mere))* \$?$"
)
_READING = re.compile(
    r"^(?:and |but )?\{P\}'s (?:reading|figure|level|number|gap|spread|shortfall|mark) (?:was|had been|stood at) \$?$")
_NOW_BY = re.compile(
    r"\b(?:is|are) (?:now |still )*(?:only |just )?inverted by (?:only |just |about |nearly |almost |some |as much as |"
    r"(?:a )?mere |as little as )*$"
)
"""The gap of two yields just told: "a curve that was inverted by 108 basis points in July is now inverted by 34"."""
_TOLD = re.compile(
    r"(?P<metric>spread|spread_bp|below_peak|below_peak_pct|above_trough|above_trough_pct)"
    r"\((?P<a>\w[\w.]*)\[(?P<wa>[^\]]*)\], (?P<b>\w[\w.]*)\[(?P<wb>[^\]]*)\]\)"
)
_PLAIN = ("number", "count", "index_point")


def reads(clause: Clause) -> Ask | None:
    """The distance of the sentence before, at the time that this one names, or now."""
    told = next((m for t in reversed(clause.told) if (m := _TOLD.fullmatch(t))), None)
    if told is None or clause.figure is None or clause.assertion:
        return None
    gap = told.group("metric") == "spread" and is_rate(told.group("a"))
    if gap and unit_is(clause, "number", "count") and _NOW_BY.search(clause.before):
        points = clause.previous is not None and clause.previous.quantity.unit == "percentage_point"
        return Ask(expr=f"spread({told.group('a')}[now], {told.group('b')}[now])", unit="percentage_point", sign=-1,
                   scale=1.0 if points else 0.01)
    if not (_THE_GAP.search(clause.before) or _READING.search(clause.before)):
        return None
    ago = next((p for p in clause.periods if p.relation == "ago" and p.first is not None), None)
    metric, now = told.group("metric"), moment(clause.window) if ago is None else f"'{ago.first}'"
    percent = metric.endswith("_pct")
    rates = told.group("a").startswith(("DGS", "DFII", "SOFR", "FEDTARGET"))
    if percent:
        if not unit_is(clause, "percent"):
            return None
        scale, unit = 1.0, "percent"
    elif rates:
        if not unit_is(clause, "basis_point", "percentage_point", *_PLAIN):
            return None
        points = unit_is(clause, "percentage_point") or (clause.figure.quantity.high < 5 and "." in clause.figure.text)
        scale, unit = (1.0 if points else 0.01), "percentage_point"
    elif unit_is(clause, "$", *_PLAIN):
        scale, unit = 1.0, clause.figure.quantity.unit
    else:
        return None
    if metric.startswith("spread"):
        expr = f"{metric}({told.group('a')}[{now}], {told.group('b')}[{now}])"
        return Ask(expr=expr, unit=unit, sign=clause.told_sign, scale=scale, certain=ago is None)
    return Ask(expr=f"{metric}({told.group('a')}[{now}], {told.group('b')}[{told.group('wb')}])", unit=unit,
               sign=clause.told_sign, scale=scale, certain=ago is None)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The two-year Treasury yield ended 37 basis points below the 10-year Treasury yield. A week earlier the shortfall "
     "was 33.", "spread(DGS2['2025-01-03'], DGS10['2025-01-03'])"),
    ("The Russell 2000 is 253 points below its all-time high. On Thursday the gap was 198.",
     "below_peak(RUT['2025-01-09'], RUT[:now])"),
    ("The gap between the two-year and 10-year Treasury yields was 37 basis points. The curve, which was inverted by "
     "108 basis points in July, is now inverted by 34.", "spread(DGS10[now], DGS2[now])"),
    ("The Dow fell 697 points. The gap is now 5%.", None),
    ("The gap between rich and poor is now 5%.", None),
)
