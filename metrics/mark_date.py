"""The date of a high, a low or a record: "the record it set on July 16", "its April 8 low", "peaked in March"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause
from .peak import BEATEN
from .reading import ask_date, ask_truth, dates_meant, is_market, is_rate, is_worth, series_of, year_before
from .session_marks import names_the_session
from .wording import last_match

PRIORITY = 35
_LATEST = re.compile(
    r"\b(?:latest|last|most recent|newest|final|most recently)\b(?! (?:week|month|"
    r"year))[^;{}]{0,40}(?:\{N\}[^;{}]{0,10})?$"
)
"""The latest of the records just counted."""
_TOUCHED = re.compile(r"\btouch\w*\b[^,;]*$")
_A_RECORD = re.compile(
    r"\b(?:an?|another) (?:\w+ )?(?:record|all-time high)(?: close| high| finish)?(?: as recently as| back)?(?: on)? $"
)
_PEAKED = re.compile(r"\b(?:peak(?:ed|ing)|topp(?:ed|ing) out)\b(?![^;]*\b(?:record|all-time|ever)\b)[^;]*$")
"""The top of a stretch that these words leave open: no record."""
OWNED_DATE = re.compile(r"(?:\b(?:its|their|his|the|that|this|an?)|\{[SRG]\}'s|[a-z]'s) $")
"""What a mark's date stands behind where the mark owns it: "its July 10 record", "an Aug. 29 peak"."""
DATED_MARK = re.compile(
    r"^(?: (?:closing|intraday|post-\w+|bear-market))* (?:(?P<record>record|all-time|lifetime)"
    r"(?: (?:closing|intraday))*(?: (?:close|high|finish|"
    r"peak|(?P<least>low)))?|(?P<high>high(?:-water mark)?|peak|summit|top)|(?P<low>low(?:-water mark)?|trough|bottom|"
    r"nadir)"
    r")\b(?! of (?!\$?\{N\})|-| [a-z]+s\b)(?! \{N\})"
)
"""The mark behind the day that it owns."""
_RECORD_LOW = re.compile(r"\b(?:record|all-time|lifetime) (?:closing )?low\b")
_LOW_TOLD = re.compile(r"\b(?:lows?|trough|bottom|bottom(?:ed|ing)|trough(?:ed|ing)|nadir)\b")
_HIGH_TOLD = re.compile(r"\b(?:highs?|peaks?|peaked|peaking|records?|summit|top(?:ped|ping) out)\b")
"""The nearer of two marks is the one that is dated: "above its low of 3,577, is 12% below the peak of Jan. 3"."""
_BULL = re.compile(r"\bbull (?:market|run)\b")
_OF_THE_YEAR = re.compile(r"\b(?:high|low|peak|trough)(?:est (?:close|level|finish))? (?:of|for) (?:the|this) year\b|"
                          r"\bthis year's\b")
_A_PEAK = re.compile(r"\ban? (?:\w+ )?(?:high|peak|top|summit)\b[^;]{0,30}$")
_NEVER_RECORDS = ("VIX", "MOVE", "DXY")
"""Series of which no one means the highest of all time by a peak."""
_RECORD_TOLD = re.compile(r"record|all-time|peak|high|topp(?:ed|ing) out")
_OTHER_DAY = re.compile(r"\{P\}(?! (?:closing |intraday )?(?:high|low|peak|trough|record)\b)[^;]{0,26}$")
"""Another time right before the day, which may be that of the mark instead."""
_AROUND = 30
"""Days to either side of a high or low that it stands out from, where no word says of how long a stretch it is."""
_NEAR = 10
"""Days that are enough beside a steep rise or fall: a low is called one though the month before began lower."""
_ONE_SET = re.compile(
    r"\b(?:the one|its own|theirs|that),?(?: (?:that|which))? (?:(?:it|they|the [a-z]+|\{[SRG]\}) )?(?:had )?"
    r"(?:set|hit|reached|notched|posted|recorded|made)(?: as recently as| back)?(?: on| in)? $"
)
"""A mark told as another's was just before: "from the one it set on July 10"."""


def reads(clause: Clause) -> Ask | None:
    """"The record it set on July 16", "its Oct. 12 low": the day, or month, of the mark."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_worth(clause) or clause.assertion != "mark_date":
        return None
    if names_the_session(clause):
        return None
    days = dates_meant(clause)
    before = clause.before
    if days is None:
        return None
    if clause.published is not None and days[0] > clause.published:
        days = year_before(days[0]), year_before(days[1])  # what "could test its Aug. 5 low" lies behind
    near = before[-70:]
    if OWNED_DATE.search(before) and (mark := DATED_MARK.match(clause.after)):
        return _owned_date(clause, series, mark, days)
    if _LATEST.search(near) and (any(t.startswith("record_count") for t in clause.told) or "record" in before):
        return ask_date(f"record_date({series}[now])", *days)
    if _OTHER_DAY.search(before):
        return None
    if _ONE_SET.search(near):
        of_record = any(t.startswith(("record", "below_peak")) for t in clause.told)
        return ask_date(f"record_date({series}[now])", *days) if of_record else None
    if re.search(r"\bclosed? at (?:one|a record)(?: on)? $", near):
        return ask_truth(f"record({series}['{days[0]}'])")
    if days[0] == days[1] and _A_RECORD.search(near):
        field = "_intraday" if _TOUCHED.search(near) or re.search(r"\b(?:hit|hitting|reached|intraday)\b", near) else ""
        return ask_truth(f"record{field}({series}['{days[0]}'])")
    if _BULL.search(near):
        ask = ask_date(f"trough_date({series}['{year_before(days[0])}':])", *days)
        # a low that is dated alone may be the year's as well as that of the year before it
        return ask.model_copy(update={"rivals": (f"trough_date({series}[ytd])",)})
    if _RECORD_LOW.search(near):
        return ask_date(f"trough_date({series}[:now])", *days)
    low, high = (last_match(p, near) for p in (_LOW_TOLD, _HIGH_TOLD))
    if low is not None and (high is None or low.start() > high.start()):
        return _stands_out(clause, series, False, days, bool(_OF_THE_YEAR.search(near)))
    if not _RECORD_TOLD.search(near):
        return None
    ever = "record" in near or "all-time" in near
    fear = is_rate(series) or series in _NEVER_RECORDS
    if _PEAKED.search(near) or (not ever and (fear or _A_PEAK.search(near))) or _OF_THE_YEAR.search(near):
        return _stands_out(clause, series, True, days, bool(_OF_THE_YEAR.search(near)))
    field = ".high" if "intraday" in near or _TOUCHED.search(near) else ""
    if field or ("high" in near and "record" not in near and "all-time" not in near):
        return ask_date(f"peak_date({series}{field}[:now])", *days)
    if BEATEN.search(before) and not _TOUCHED.search(near):
        return ask_date(f"previous_record_date({series}[now])", *days)
    ask = ask_date(f"record_date({series}[now])", *days)
    around = _stands_out(clause, series, True, days)
    return ask if ever or around is None else ask.model_copy(update={"rivals": (around.expr, *around.rivals)})


def _stands_out(
    clause: Clause, series: str, high: bool, days: tuple[date, date], of_year: bool = False
) -> Ask | None:
    """The highest (lowest) close of the weeks around; it may be meant of the session's price, or of the year."""
    if of_year and (clause.published is None or days[0].year != clause.published.year):
        return None
    name = "peak_date" if high else "trough_date"
    around, near = (_weeks_around(days, reach, clause.published) for reach in (_AROUND, _NEAR))
    year = f"'{year_before(days[0])}':"
    window, *others = ("ytd", around, near) if of_year else (around, near, year, "ytd")
    field = ".high" if high else ".low"
    rivals = [f"{name}({series}[{w}])" for w in others]
    rivals += [f"{name}({series}{field}[{w}])" for w in (window, *others)] if not is_rate(series) else []
    # a yield's highest quote may come on another day than its highest fixing of the afternoon
    sure = not is_rate(series) or "clos" in f"{clause.before[-70:]}{clause.after[:30]}"
    return ask_date(f"{name}({series}[{window}])", *days).model_copy(update={"rivals": tuple(rivals), "certain": sure})


def _weeks_around(days: tuple[date, date], reach: int, published: date | None) -> str:
    """The window from ``reach`` days before to as many after, or to the present where that is nearer."""
    first, last = days[0] - timedelta(reach), days[1] + timedelta(reach)
    return f"'{first}':'{last}'" if published is None or last < published else f"'{first}':"


def _owned_date(clause: Clause, series: str, mark: re.Match[str], days: tuple[date, date]) -> Ask | None:
    """"Its July 10 record" was the last one; "its Oct. 6 high" may be that of any stretch, of a day or at the close."""
    now = clause.window in ("1d", "now")
    if mark.group("least"):
        return ask_date(f"trough_date({series}[:now])", *days)
    if not mark.group("record"):
        return _stands_out(clause, series, mark.group("high") is not None, days)
    if "intraday" in mark.group():
        return ask_date(f"peak_date({series}.high[:now])", *days)
    rivals = (f"peak_date({series}.high[:now])",)
    return ask_date(f"record_date({series}[now])", *days).model_copy(update={"rivals": rivals, "certain": now})


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Russell 2000 sits 10% below its Nov. 25 record.", "record_date(RUT[now])"),
    ("Gold lost 3% and is 7% under its Oct. 30 high.", "peak_date(GOLD['2024-09-30':'2024-11-29'])"),
    ("The S&P 500 is up 14% from its April 19 low.", "trough_date(SPX['2024-03-20':'2024-05-19'])"),
    ("The VIX is far below an Aug. 5 peak.", "peak_date(VIX['2024-07-06':'2024-09-04'])"),
    ("The 10-year Treasury yield fell to a record low of 0.52% on Aug. 4, 2020.", "trough_date(DGS10[:now])"),
    ("Apple sold more at its Dec. 6 high prices.", None),
    ("The 10-year Treasury yield peaked at 4.98% on Oct. 19, 2023.", "peak_date(DGS10['2023-09-19':'2023-11-18'])"),
    ("The 10-year Treasury yield hit its high of the year on April 25, 2024.", None),
    ("The Russell 2000 remains below the record it set on Nov. 25.", "record_date(RUT[now])"),
    ("The Russell 2000, which set its own record as recently as Nov. 25, fell.", "record_date(RUT[now])"),
    ("The S&P 500 set a record on Dec. 6.", "record(SPX['2024-12-06'])"),
    ("The S&P 500 rose 1% on Friday. The current bull market started at the low of Oct. 12, 2022.",
     "trough_date(SPX['2021-10-12':])"),
    ("The S&P 500 rose 1% on Friday. The bull market began on Oct. 12, 2022.", "trough_date(SPX['2021-10-12':])"),
)
