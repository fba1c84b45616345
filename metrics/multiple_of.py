"""How many times what it was: "double its level of a week earlier", "half of the 82.69 it closed at", "86 ounces"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import is_market, is_rate, mark_window, period_after, series_of, unit_is

PRIORITY = 44
_LEVEL = r"(?:level|value|price|close|closing price|closing level|reading|yield|share price|stock price)"
_WAS = (r"(?:was|were|stood at|stood|had been|cost|did|fetched|traded at|traded|closed at|finished at|yielded|paid|"
        r"sold for|changed hands for)")
_THEN = (
    rf"(?:(?:its|the|their) (?:own )?{_LEVEL}|(?:what|where|that) (?:it|they|the \w+) {_WAS}|it (?:was|stood|cost)|"
    rf"the (?:figure|price|level|reading|yield))(?: it {_WAS})?,? "
    r"(?:(?:at|on|in|of|from|back in|as recently as) )?(?:the )?"
    r"(?:(?P<turn>(?:start|beginning|turn|outset|dawn) of)(?: the)? )?\{P\}"
)
"""A level of its own at another time: "its level of a week earlier", "what it was at the start of the year"."""
_WHAT_IT_WAS = re.compile(rf"^ (?:as (?:high|much|low) as |of )?{_THEN}")
_BEYOND_IT = re.compile(
    rf"^ (?:(?P<up>above|over|more than|north of|higher than|dearer than)|(?P<down>below|under|beneath|less than|"
    rf"south of|short of|lower than|cheaper than)) {_THEN}"
)
_NEW_YEAR = re.compile(r"new year|(?:start|beginning|turn|dawn) of the year")
_MARK_NAMED = re.compile(r"\bof (?:its|the|their) (?:[a-z-]+ )*(?:close|high|peak|record|low|level)$")
_THE_FIGURE = re.compile(r"^ of \$?\{N\},? (?:(?:which|that) (?:it|they) )?"
                         r"(?:set|reached|hit|touched|made|recorded|seen|on|at)\b")
"""The mark with its figure and its day: "less than half of its record close of 82.69, set on March 16"."""
_ITS_MARK = re.compile(
    r"^ (?:from|since|of) (?:its|the) (?:\{P\} )?(?:(?:all-time|closing|pandemic|bear-market|record|intraday) )*"
    r"(?:low|close|bottom|trough|high|peak|record)\b(?! of \{N\})"
)
_METAL = r"(?:\{[SRX]\}|gold|silver)"
_BUYS = re.compile(rf"\bounce of {_METAL}[^;]{{0,40}}\b(?:buys?|fetch\w*|bought|is worth|was worth|equals?|costs?|"
                   r"exchanges? for|trades? for)\b[^;,{}]{0,20}$")
_OF_METAL = re.compile(rf"^ of {_METAL}")
_TAKES = re.compile(r"\b(?:takes|took|needs?|needed|costs?)\b[^;,{}]{0,20}$")
_TO_BUY = re.compile(rf"^ of {_METAL} to (?:buy|match|equal|pay for|purchase) "
                     rf"(?:\{{N\}} {_METAL}|(?:one|an ounce|a single ounce|one ounce)(?: of {_METAL})?)")
_THE_RATIO = re.compile(
    r"\bgold(?:[- ]to)?[- ](?:to[- ])?silver ratio\b[^;{}]{0,40}\b(?:to|at|is|was|of|stands at|near|"
    r"around) (?:about |nearly )?$")
_TIMES_ONE = ("multiple", "fraction")


def reads(clause: Clause) -> Ask | None:
    """"Nearly double its level of a week earlier", "less than half what it cost at New Year", "buys 86 ounces"."""
    if clause.figure is None or clause.assertion:
        return None
    return _in_ounces(clause) or _of_what_it_was(clause) or _beyond_what_it_was(clause)


def _beyond_what_it_was(clause: Clause) -> Ask | None:
    """"20% above its level of a week earlier", "40 basis points below where it stood on Dec. 6"."""
    series, m = series_of(clause), _BEYOND_IT.match(clause.after)
    if series is None or m is None or not is_market(series):
        return None
    metric = "change" if unit_is(clause, "percent") else "change_bp" if unit_is(clause, "basis_point") else None
    base = _base_of(clause, m)
    if metric is None or base is None or is_rate(series) != (metric == "change_bp"):
        return None
    return Ask(expr=f"{metric}({series}[{base}])", unit="percent" if metric == "change" else "basis_point",
               sign=1 if m.group("up") else -1)


def _of_what_it_was(clause: Clause) -> Ask | None:
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series):
        return None
    m = _WHAT_IT_WAS.match(clause.after)
    share = unit_is(clause, "percent") and clause.after.startswith(" of")
    base = _base_of(clause, m) if m is not None and (share or clause.figure.kind in _TIMES_ONE) else None
    if base is not None:
        return Ask(expr=f"multiple({series}[{base}])", unit="multiple", scale=0.01 if share else 1.0,
                   certain=not clause.inherited or _now(clause))
    if clause.figure.kind not in _TIMES_ONE or m is not None:
        return None
    if _MARK_NAMED.search(clause.anchor.text.lower()) and _THE_FIGURE.match(clause.after) and not is_rate(series):
        text = window_text(period_after(clause, 60))
        if text is not None and re.fullmatch(r"'\d{4}-\d\d-\d\d'", text):
            return Ask(expr=f"multiple({series}[now], {series}[{text}])", unit="multiple")
    m = _ITS_MARK.match(clause.after)
    mark = mark_window(clause, m.end()) if m is not None and not is_rate(series) else None
    if mark is not None:
        return Ask(expr=f"multiple({series}[now], {series}[{mark}])", unit="multiple")
    return None


def _now(clause: Clause) -> bool:
    return clause.window in ("1d", "now")


def _base_of(clause: Clause, then: re.Match[str]) -> str | None:
    """The window that begins where the comparison does."""
    period = period_after(clause, then.end() + 4)
    text = window_text(period)
    if period is not None and _NEW_YEAR.search(period.text.lower()):
        return "ytd"
    if text is None or (then.group("turn") and text in ("ytd", "mtd", "qtd", "wtd")):
        return text
    if re.fullmatch(r"'\d{4}-\d\d-\d\d':?", text):
        return f"{text.rstrip(':')}:"
    return text if re.fullmatch(r"\d+[dwmy]", text) else None


def _in_ounces(clause: Clause) -> Ask | None:
    """What an ounce of gold buys in silver."""
    plain = clause.figure is not None and unit_is(clause, "number", "index_point", "multiple", "count")
    words = clause.before.replace("{R}", "gold", 1) if "{R}-silver" in clause.before else clause.before
    if plain and _THE_RATIO.search(words) and clause.window in ("1d", "now"):
        return Ask(expr="multiple(GOLD[now], SILVER[now])", unit="multiple")
    if "ounce" not in clause.anchor.text.lower():
        return None
    bought = _BUYS.search(clause.before) and _OF_METAL.match(clause.after)
    taken = _TAKES.search(clause.before) and _TO_BUY.match(clause.after)
    if not (bought or taken):
        return None
    dear, cheap = (clause.before, clause.after) if bought else (clause.after.partition(" to ")[2], clause.after[:20])
    metals = [o.series for o in clause.others] + [series_of(clause)]
    gold = "gold" in dear or ("GOLD" in metals and "gold" not in cheap)
    silver = "silver" in cheap or ("SILVER" in metals and "silver" not in dear)
    if not (gold and silver) or "silver" in dear or "gold" in cheap:
        return None
    return Ask(expr="multiple(GOLD[now], SILVER[now])", unit="multiple")


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The VIX closed at 19.54, double its level of a week earlier.", "multiple(VIX[1w])"),
    ("Nvidia is worth nearly three times what it was at the start of the year.", "multiple(NVDA[ytd])"),
    ("The VIX closed at 19.54, 71% of what it was on Dec. 18.", "multiple(VIX['2024-12-18':])"),
    ("U.S. crude, at $76.57, costs less than half what it did at New Year.", "multiple(WTI[ytd])"),
    ("The VIX, at 19.54, is nearly half again what it was on Dec. 6.", None),
    ("The VIX closed at 19.54, less than half what it was on Dec. 18.", "multiple(VIX['2024-12-18':])"),
    ("The VIX closed at 19.54, 19% above its level of a week earlier.", "change(VIX[1w])"),
    ("The 10-year Treasury yield is 40 basis points below where it stood on Dec. 18.",
     "change_bp(DGS10['2024-12-18':])"),
    ("The 10-year Treasury yield is 40 basis points below its peak of Dec. 18.",
     "below_peak(DGS10[now], DGS10['2024-12-18'])"),
    ("An ounce of gold now buys 87 ounces of silver.", "multiple(GOLD[now], SILVER[now])"),
    ("It takes 87 ounces of silver to buy one of gold.", "multiple(GOLD[now], SILVER[now])"),
    ("Apple's market value is double its level of a year ago.", None),
    ("An ounce of silver buys 30 grams of copper.", None),
)
