"""The Treasury curve in words of its own: "inverted by 48 basis points", "its shortfall against the two-year"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import is_rate, leaf_now, series_of, unit_is

PRIORITY = 24
_HOW_FAR = r"(?:only |just |about |nearly |almost |some |as much as |(?:a )?mere |as little as )*"
_SLOPE = re.compile(
    rf"\bcurve\b[^;{{}}]{{0,60}}?(?:\{{[NP]\}}[^;{{}}]{{0,60}}?)*"
    rf"\b(?:(?P<inverted>(?:inverted|upside down|underwater)(?: by)?|inversion of)|(?:up|upward|positive) slope of|"
    rf"(?:steepened|flattened|widened|narrowed|moved|recovered) to|slope (?:is|was|of)|"
    rf"(?:ended|closed|finished|stood|stands|sits|sat|settled|is|was) (?:the day )?at) {_HOW_FAR}$"
)
_TWOS_TENS = re.compile(
    r"\b(?:between|from)(?: the)? (?:twos?|2s?|two-|two-year|2-year|\{[NSR]\})(?: (?:notes?|yields?))? "
    r"(?:and|to)(?: the)? (?:tens?|10s?|10-year|\{[NSR]\})(?:(?:-year)? (?:notes?|yields?))?,? "
)
"""The pair by its maturities, where the short one is no name that is known: "between two- and 10-year notes"."""
_OTHER_PAIR = re.compile(r"\b(?:three-month|3-month|bills?|five|fives|5-year|30s?|thirt|bonds?|cash)\b")
_OTHER_CURVE = re.compile(
    r"\b(?:german\w*|bunds?|gilts?|british|u\.k\.|japan\w*|jgb|chin\w+|canad\w+|europ\w+|euro|french|italian|"
    r"australian|vix|volatility|futures|forward|oil|crude|swaps?|credit|corporate|learning|cost|demand|phillips)"
    r"(?:'s)? (?:[a-z-]+ ){0,2}curve\b|\b(?:ahead of|behind) the curve\b|\bcurve of (?:the|a|his|her|its)\b"
)
_BESIDE_GAP = re.compile(r"\b(?:gap|spread|difference|differential|distance)\b[^;]{0,80}$")
_SHORT_OF = re.compile(
    r"\b(?:its|the|their) (?:(?P<less>shortfall|discount|deficit)|(?P<more>premium|advantage|margin|lead|edge|pickup)) "
    r"(?:against|to|from|versus|over|on|above|below|relative to) (?:that (?:of|on) )?(?:the )?(?P<other>\{[SRN]\})"
    rf"(?:'s)?(?: yield)?[^;{{}}]{{0,30}}\b(?:is|was|to|of|at|now|stands at|stood at) {_HOW_FAR}$"
)
_THE_OTHER = re.compile(
    r"^ (?P<way>below|under|beneath|short of|above|over|less than|more than|shy of) (?:that (?:of|on) )?the "
    r"(?:(?P<longer>longer|longer-dated|longer-term)|(?P<shorter>shorter|shorter-dated|shorter-term))"
    r"(?: (?:maturity|note|one|security|yield|issue|bond|debt))?\b"
)
_BETWEEN_TWO = re.compile(
    r"\b(?:gap|spread|difference|differential|distance) (?:between|of) [^;{}]{0,30}\{[SR]\}(?: [a-z]+){0,2} and "
    r"(?:(?:that|those) (?:of|on) )?(?:the )?\{[SR]\}[^;{}]{0,40}(?:\{P\}[^;{}]{0,20})?"
    rf"(?:\b(?:is|was|to|at|of|stands|stood|reached|hit)|,) (?:now |still )?(?:minus |negative )?{_HOW_FAR}$"
)
"""The distance of two yields that are named: "the gap between three-month and 10-year yields is 41 basis points"."""
_ORDER = ("DGS3MO", "DGS1", "DGS2", "DGS5", "DGS10", "DGS30")
"""Treasurys, the shortest first."""
_OUTDOES = re.compile(
    r"\b(?:(?P<up>exceed\w*|top(?:s|ped)|out-?yield\w*|out-?pa(?:ys|id)|surpass\w*|outstrip\w*|beats?|tower\w* over)|"
    r"(?P<down>trail\w*|lag(?:s|ged)|undershoot\w*|under-?yield\w*)) (?:that (?:on|of) )?(?:the )?(?:yield on the )?"
    r"(?:\{R\}(?:'s)?(?: yield)?|\{[SR]\}(?: yield)?, (?:at|now|now at|which is|which ended at) \{N\},) "
    rf"by {_HOW_FAR}$"
)
"""How far one rate stands above another, told by the verb: "still exceeds the 10-year by 20 basis points"."""


def reads(clause: Clause) -> Ask | None:
    """How far one Treasury yield stands above another, where words for the curve or the pair say so."""
    if clause.figure is None or clause.assertion or _OTHER_CURVE.search(clause.before):
        return None
    if not unit_is(clause, "basis_point", "percentage_point"):
        return None
    scale = 0.01 if unit_is(clause, "basis_point") else 1.0
    return (
        _of_two_named(clause, scale) or _of_the_curve(clause, scale) or _of_the_pair(clause, scale)
        or _short_of(clause, scale) or _of_the_other(clause, scale)
    )


def _spread(clause: Clause, first: str, second: str, sign: int, scale: float, rivals: tuple[str, ...] = ()) -> Ask:
    expr = f"spread({leaf_now(clause, first)}, {leaf_now(clause, second)})"
    return Ask(expr=expr, unit="percentage_point", sign=sign, scale=scale, rivals=rivals)


def _of_two_named(clause: Clause, scale: float) -> Ask | None:
    """"The gap between five- and 30-year yields is 37 basis points": what the longer one pays more."""
    m = _BETWEEN_TWO.search(clause.before)
    if m is None or clause.figure is None:
        return None
    told = {o.series for o in (clause.subject, *clause.others) if o is not None and o.end <= clause.anchor.start}
    pair = sorted((s for s in told if s in _ORDER), key=lambda s: _ORDER.index(s or ""))
    if len(pair) != 2 or pair == ["DGS2", "DGS10"]:
        return None
    below = bool(re.search(r"\binver", m.group())) and clause.figure.quantity.low > 0
    return _spread(clause, pair[1] or "", pair[0] or "", -1 if below else 1, scale)


def _of_the_curve(clause: Clause, scale: float) -> Ask | None:
    """"The curve" is that from two years to ten, unless another maturity stands in the sentence."""
    m = _SLOPE.search(clause.before)
    if m is None or clause.figure is None or _OTHER_PAIR.search(f"{clause.before} {clause.after[:60]}"):
        return None
    named = {o.series for o in clause.others if o.series is not None and is_rate(o.series)}
    if named - {"DGS2", "DGS10"}:
        return None
    minus = m.group("inverted") and clause.figure.quantity.low > 0
    rivals = () if {"DGS2", "DGS10"} <= {*clause.recent, *named} or _TWOS_TENS.search(clause.before) else tuple(
        f"spread({leaf_now(clause, 'DGS10')}, {leaf_now(clause, other)})" for other in ("DGS3MO", "DGS1", "DGS5"))
    return _spread(clause, "DGS10", "DGS2", -1 if minus else 1, scale, rivals)


def _of_the_pair(clause: Clause, scale: float) -> Ask | None:
    """"The gap between two- and 10-year notes, 79 basis points"."""
    m = _TWOS_TENS.search(clause.before)
    if m is None or not _BESIDE_GAP.search(clause.before[: m.start()]) or clause.before[m.end() :]:
        return None
    ten = "DGS10" in {series_of(clause), *(o.series for o in clause.others)}
    if not ten and "10" not in m.group() and "ten" not in m.group():
        return None
    return _spread(clause, "DGS10", "DGS2", 1, scale)


def _short_of(clause: Clause, scale: float) -> Ask | None:
    """"Its shortfall against the two-year shrank to 48 basis points"; "exceeds the 10-year by 20"."""
    m, by = _SHORT_OF.search(clause.before), _OUTDOES.search(clause.before)
    series = series_of(clause)
    if (m is None and by is None) or series is None or not is_rate(series):
        return None
    other = next((o.series for o in reversed(clause.others) if o.end <= clause.anchor.start and o.series != series
                  and o.series is not None and is_rate(o.series)), None)
    if m is not None and m.group("other") == "{N}":
        other = {"DGS10": "DGS2", "DGS2": "DGS10"}.get(series) if "DGS2" in clause.recent else None
    if other is None:
        return None
    less = bool(m.group("less")) if m is not None else bool(by and by.group("down"))
    return _spread(clause, series, other, -1 if less else 1, scale)


def _of_the_other(clause: Clause, scale: float) -> Ask | None:
    """"Leaving it 87 basis points below the longer maturity": of the two just spoken of."""
    m, series = _THE_OTHER.match(clause.after), series_of(clause)
    two = [s for s in dict.fromkeys(reversed(clause.recent)) if is_rate(s)][:2]
    if m is None or series is None or series not in two or len(two) < 2:
        return None
    other = next(s for s in two if s != series)
    if not {series, other} <= set(_ORDER) or (_ORDER.index(other) > _ORDER.index(series)) != bool(m.group("longer")):
        return None
    return _spread(clause, series, other, 1 if m.group("way") in ("above", "over", "more than") else -1, scale)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The 10-year Treasury yield rose to 4.77%. The curve has an upward slope of 37 basis points.",
     "spread(DGS10[now], DGS2[now])"),
    ("The gap between two- and 10-year Treasury notes, 37 basis points, is the narrowest this month.",
     "spread(DGS10[now], DGS2[now])"),
    ("The 10-year Treasury yield rose to 4.77%. The two-year Treasury yield rose to 4.40%, leaving it 37 basis points "
     "below the longer maturity.", "spread(DGS2[now], DGS10[now])"),
    ("The two-year Treasury yield trails the 10-year Treasury yield, at 4.77%, by 37 basis points.",
     "spread(DGS2[now], DGS10[now])"),
    ("The 10-year Treasury yield still exceeds that of the two-year Treasury note by 37 basis points.",
     "spread(DGS10[now], DGS2[now])"),
    ("The curve from three-month bills to 10-year Treasury notes is inverted by 37 basis points.", None),
    ("The German yield curve is inverted by 37 basis points.", None),
    ("He was ahead of the curve by 37 basis points.", None),
)
