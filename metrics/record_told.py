"""How the press counts records: "its 43rd record close of the year", "closed at a record 36 times", "set none"."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import ask_count, is_market, is_this_year, period_after, period_before, series_of, unit_is
from .wording import NUMBER_WORDS, spoken_number

PRIORITY = 28

_COUNT_OF = re.compile(
    r"^ (?:closing |all-time |new )?(?:records?|record closes?|record highs?|record finish(?:es)?|all-time highs?|"
    r"closes? at a record|new highs?|closing highs?|record settlements?)(?: close| high)?\b"
)
_SINCE = re.compile(r"\bsince\b|\{P\}")
_SET = re.compile(
    r"\b(?:set|sets|setting|notch\w*|post\w*|hit|hitting|reach\w*|log\w*|scor\w*|manag\w*|ma[kd]e|making|had|"
    r"record(?:ed|s|ing)|(?:rack|rung|rang|ring|chalk|str[iu]ng|put|pil|roll|tott|add|rattl|reel|tick|clock)\w*"
    r"(?: up| off| together)?|produc\w*|deliver\w*|enjoy\w*|collect\w*|s(?:een|aw)|celebrat\w*|count\w*|won|"
    r"earn\w*|achiev\w*|struck|there (?:have been|were|are|had been)|with) $"
)
_AT_A_RECORD = re.compile(
    r"\b(?:clos|finish|end|settl|set|sett|hit|hitt|reach|notch|post|log|scor)\w*(?: the day)? (?:at )?"
    r"(?:an?|another|its) (?:new |fresh )?(?:record|all-time)(?: (?:close|high|closing high|finish))*,? "
    r"(?:(?:no fewer than|no less than|a total of|all of|as many as|some|just|only|fully) )*$"
)
"""What is counted by "times" or "days": "has closed at a record 36 times this year"."""
_OTHERS = re.compile(
    r"(?!\b(?:closing|new|fresh|all-time|intraday|such|more|straight|consecutive|further|dozen|score|hundred|"
    rf"{'|'.join(NUMBER_WORDS)}|[a-z]*(?:teen|ty)) )\b[a-z]+ records?$"
)
"""Records of something else than closes: "nine sales records"."""
_NONE = re.compile(
    r"\b(?:fail(?:s|ed|ing) to|(?:did|has|have|had|could|does|is|was)(?:n't| not)|never|not once|without|unable to|"
    r"yet to)\b[^,;]{0,30}\b(?:set|sett|hit|hitt|reach|notch|post|log|scor|mak|made|manag|clos|finish|achiev|record|"
    r"see|had|have)\w*(?: at| on)?(?: (?:an?|any|one|another|even|so much as|a single|its|fresh|new|single))* $"
)
_ALL_SPAN = re.compile(
    r"^(?: close| high| finish)? (?:all|the whole|the entire|at any (?:time|point) (?:in|of|during)) "
    r"(?:the )?(?P<span>year|quarter|month)\b"
)
_NO_RECORD = re.compile(
    r"\bwithout (?:an?|any|one|another|even|so much as|a single|setting|closing at|hitting|fresh|new| )+$"
)
_WHOLE = re.compile(r"\b(?:whole|entire|full|all (?:the|of)) (?:the )?(?P<span>year|quarter|month)\b[^;]*$|"
                    r"\ball (?P<bare>year|quarter|month)\b[^;]*$")
_MANAGED = re.compile(r"^ (?:that )?(?:the )?\{[RSG]\}")
_APART = re.compile(r"^[^{}]*, [a-z]+ing\b")
"""Before a participle the time after it is the participle's."""
_ONE_OF = re.compile(r"^ (?:so far )?(?:of|in|for|this|\{P\})")
_MARK_TOLD = re.compile(r"\b(?:record|all-time high)\b")
_A_RECORD_TOO = re.compile(
    r"\b(?:an?|another|yet another) (?:(?:new|fresh|closing|all-time) )*(?:record|all-time high)(?: (?:close|high|"
    r"finish))?"
    r"(?:,? (?:too|as well|also|itself|of its own))?(?: on \{P\})?, (?:its|the|the [a-z]+'s|\{[SRG]\}'s) $"
)
_OF_SPAN = re.compile(r"^ (?:one )?(?:so far )?(?:(?:of|in|for|this|since) )?(?:the )?\{P\}")
"""A count in apposition to a record: "closed at a record, its 61st of the year"."""
_DONE_SO = re.compile(r"\bdone so,? (?:\w+ )?$|\brecord(?:s)?[^.;]{0,40}\bdone so $")
_RECORDS = re.compile(r" (?:record|all-time)[- ](?:new )?(?:closing )?(?:close|high|finish|settlement)\w*$")
_NEW_HIGHS = re.compile(r" (?:new|fresh|closing) (?:closing )?highs$")
"""Highs that may be those of a year."""
_OF_THEM = re.compile(
    r"^ of (?:them|those|these|which|the \{N\}) (?:(?:were|was|came|coming|set|falling|fell|being) )?"
    r"(?:(?:just|alone) )?(?:in|on|during|since|this)?(?: the)? ?\{P\}"
)
"""Some of the records just counted: "24 records this year, 12 of them in May"."""
_TALLY = re.compile(
    r"\b(?:bringing|taking|pushing|lifting|raising|for) (?:the|its|a) (?:\w+ )?(?:tally|total|count|number|haul)"
    r"(?: of (?:such )?records?(?: \w+)?)?(?: (?:for|in|of|so far in|this) (?P<span>\{P\}|the year|year))?"
    r"(?: so far)? (?:to|of) $"
)
"""A sum of the records just counted: "bringing the tally for 2017 to 39"."""
_STRAIGHT = re.compile(r"\b(?:straight|consecutive|successive)\b| (?:records?|highs?) in a row")
"""Records that follow one another, and are not all there were."""
_OF_A_YEAR = re.compile(r"^[^;{}]{0,24} (?:of|in) \{P\} (?:in which|that|when)\b")
"""The year under way, told by what it brought: "its 47th record of a year in which it has gained 19%"."""
_A_DAY = re.compile(r"'\d{4}-\d\d-\d\d'")


def reads(clause: Clause) -> Ask | None:
    """Records counted, and their absence: "its 43rd record close of the year", "has done so 24 times this year"."""
    series = series_of(clause)
    if clause.assertion == "only" and series is None and _MANAGED.match(clause.after):
        series = next((o.series for o in clause.others if o.start >= clause.anchor.end), None)
    if series is None or not is_market(series):
        return None
    if clause.assertion in ("record", "only") and (none := _none(clause, series)) is not None:
        return none
    if clause.assertion == "only":
        return _the_only(clause, series)
    straight = clause.assertion is None and _STRAIGHT.search(f"{clause.anchor.text}{clause.after[:12]}".lower())
    if clause.figure is None or _OTHERS.search(clause.anchor.text.lower()) or straight:
        return None
    told = next((t for t in reversed(clause.told) if t.startswith(f"record_count({series}[")), None)
    if told is not None and (m := _TALLY.search(clause.before)):
        window = _tally_window(clause, m)
        return ask_count(f"record_count({series}[{window}])", clause.figure.quantity.low) if window else None
    counted = told is not None and clause.assertion is None and unit_is(clause, "number", "count", "record")
    if counted and (some := _OF_THEM.match(clause.after)):
        text = window_text(period_after(clause, some.end()))
        if text is not None and not text.endswith(":") and text != "1d":
            text = "mtd" if clause.published is not None and text == f"'{clause.published:%Y-%m}'" else text
            return ask_count(f"record_count({series}[{text}])", clause.figure.quantity.low)
    if unit_is(clause, "count", "session", "day", "occasion") and _AT_A_RECORD.search(clause.before):
        return _told_of(clause, series, not re.search(r"straight|consecutive", clause.anchor.text))
    worded = unit_is(clause, "close", "high", "finish", "settlement") and _RECORDS.search(clause.anchor.text.lower())
    if worded and _SET.search(clause.before):
        return _told_of(clause, series, True)
    new = unit_is(clause, "high", "close") and _NEW_HIGHS.search(clause.anchor.text.lower())
    if new and _SET.search(clause.before):
        return _told_of(clause, series, False)
    done = _DONE_SO.search(clause.before) or (unit_is(clause, "record") and _SET.search(clause.before))
    if unit_is(clause, "record") and done:
        return ask_count(f"record_count({series}[{_count_window(clause)}])", clause.figure.quantity.low)
    if unit_is(clause, "percent", "$", "index_point", "basis_point"):
        return None  # "4.1% record high" is a level
    beside = clause.figure.kind == "ordinal" and _A_RECORD_TOO.search(clause.before) and _OF_SPAN.match(clause.after)
    if not _COUNT_OF.match(clause.after) and not beside and not (done and unit_is(clause, "count", "number")):
        return None
    number = spoken_number(clause.figure.text)
    near = clause.after[:40]
    if number is None or (number == 1 and _SINCE.search(near) and "of {P}" not in near):
        return None
    return ask_count(f"record_count({series}[{_count_window(clause)}])", number)


def _told_of(clause: Clause, series: str, certain: bool) -> Ask:
    """So many records in the span that is spoken of."""
    assert clause.figure is not None
    ask = ask_count(f"record_count({series}[{_count_window(clause)}])", clause.figure.quantity.low)
    return ask.model_copy(update={"certain": certain})


def _none(clause: Clause, series: str) -> Ask | None:
    """"Failed to set a record all year", "has not closed at a record in 2019": none in a span that is named."""
    word = clause.anchor.text.lower()
    if "low" in word or not (_NONE.search(clause.before) or _NO_RECORD.search(clause.before)):
        return None
    whole = _ALL_SPAN.match(clause.after) or _WHOLE.search(clause.before)
    if whole is not None:
        span = next(text for text in whole.groupdict().values() if text)
        spanned = clause.window not in ("1d", "now", "wtd") and len(clause.window) != 12
        own = clause.window if spanned else f"{span[0]}td"
        return ask_count(f"record_count({series}[{own}])", 0)
    period = period_after(clause, 14)
    text = window_text(period) if period is not None else clause.window if not clause.inherited else None
    if text is None or _A_DAY.fullmatch(text) or text in ("1d", "now") or text.endswith(":"):
        return None
    if is_this_year(clause, text):
        text = "ytd"
    return ask_count(f"record_count({series}[{text}])", 0)


def _tally_window(clause: Clause, told: re.Match[str]) -> str | None:
    """The span of such a sum: the period it names, else the year."""
    if told.group("span") != "{P}":
        return "ytd"
    text = window_text(period_before(clause, 30))
    return "ytd" if is_this_year(clause, text) else text


def _the_only(clause: Clause, series: str) -> Ask | None:
    """"Its only record of the year", "the only record the S&P 500 managed": one in the span that is spoken of."""
    word, near = clause.anchor.text.lower(), clause.before[-90:]
    if not re.search(r"record|high", word) and not (_ONE_OF.match(clause.after) and _MARK_TOLD.search(near)):
        return None
    if re.search(r"\bhighs?$", word) and "record" not in word and "all-time" not in word:
        return None
    window = _count_window(clause)
    named = period_after(clause, 40) is not None or clause.window != "1d"
    return ask_count(f"record_count({series}[{window}])", 1).model_copy(update={"certain": named})


def _count_window(clause: Clause) -> str:
    text = None if _APART.match(clause.after) else window_text(period_after(clause, 40))
    if text is None or text.startswith("1d") or _A_DAY.fullmatch(text):
        text = clause.window if clause.window != "1d" else "ytd"
    if is_this_year(clause, text) or (text == "1y" and _OF_A_YEAR.match(clause.after)):
        return "ytd"
    return text


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The S&P 500 closed at its 57th record of the year on Friday.", "record_count(SPX[ytd])"),
    ("The record close on Dec. 6 was the S&P 500's only one of the year.", "record_count(SPX[ytd])"),
    ("The S&P 500's only record of 2022 came on its first trading day.", "record_count(SPX['2022'])"),
    ("The only record the S&P 500 managed in 2022 came on its very first trading day.", "record_count(SPX['2022'])"),
    ("The S&P 500 set 57 records in 2024.", "record_count(SPX['2024'])"),
    ("The S&P 500 managed only one record close this year.", "record_count(SPX[ytd])"),
    ("The lone record close the Dow managed in 2022 came on Jan. 4.", "record_count(DJI['2022'])"),
    ("The S&P 500's only one of the year was a poor one.", None),
    ("The Nasdaq Composite has closed at a record 36 times this year.", "record_count(IXIC[ytd])"),
    ("Gold racked up 40 record closes in 2024.", "record_count(GOLD['2024'])"),
    ("The Russell 2000 did not set a single record in 2024.", "record_count(RUT['2024'])"),
    ("The Russell 2000 failed to close at a record all year.", "record_count(RUT[ytd])"),
    ("The S&P 500 set three closing records in December.", "record_count(SPX['2024-12'])"),
    ("Apple set nine sales records this year.", None),
    ("The Dow closed near its record nine times this year.", None),
)
