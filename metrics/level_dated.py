"""Levels of a day of their own: of the day before, of a mark, of the day a move began."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause, Period
from .period_window import window_text
from .reading import (
    QUOTE_SLACK,
    is_rate,
    period_after,
    period_before,
    year_before,
)
from .window import resolve
from .wording import FALL_VERBS, MOVE_NOUN, RISE_VERBS

_THAT_DAY = re.compile(
    r"^ (?:(?:late )?on (?=\{P\})|late (?=\{P\}))?\{P\}|"
    r"^ (?:at|from) (?:which (?:it|they|\{[SRG]\}) (?:closed|ended|finished|settled|began|started)"
    r"(?: (?:on|in|the))?(?: the \w+ of)? |the (?:end|close|start) of |the )?\{P\}"
)
_COMPARED = re.compile(
    r"(?:\b(?:times|of|than|against|below|above|half|under|over|from)|\{N\}) (?:its|the|about) \$?$|"
    r"\b(?:up|down|from|against|versus|compared (?:with|to)|than)(?: from)?(?: just| only)? \$?$"
)
_STRETCH = re.compile(r"'\d{4}(?:-\d\d|-Q\d|-W\d\d)?'")
"""A window of many closes: "was 3.2% in November" may tell of any of them."""
_MOVED_OVER = re.compile(
    r"\{N\}(?: (?:higher|lower))?(?: (?:in|over|during|for|on))?(?: the)? \{P\},? "
    r"(?:to|to (?:end|finish|close) at) \$?$"
)
_LED_TO = re.compile(r"\{N\},? to \$?$")
_TO, _FROM_LEVEL = re.compile(r"\bto \$?$"), re.compile(r"^(?: \{P\})?,? from \{N\}(?! (?:on|in|late|at|the|a|\{P\}))")
_ENDED = re.compile(
    r"\b(?:(?:clos|end|finish|settl)\w*|(?:signed|signs|bowed|checked|went|wound) (?:off|out|up))\b[^;]*$")
_LAST_WORDS = re.compile(r", (?:and|but|then|though|while) |; ")
_DAY_AT = re.compile(r"\{P\}, (?:at|to) \$?$")
_BEGAN = re.compile(
    r"\b(?:beg[ua]n|start(?:ed|s)?|open(?:ed|s)?|enter(?:ed|s)|kicked off|came into|went into|rang in) "
    r"(?:the )?\{P\}(?: yielding)?(?: (?:at|near|around|from))?(?: (?:just|about|a shade|a hair|a little))? \$?$"
)
_BEGAN_IT = re.compile(
    r"(?:^|[.,;] )(?:and |but )?(?:the )?\{S\}(?: yield)?,? (?:beg[ua]n|started)(?: it| off| out)? at \$?$"
)
"""A second one that began the stretch just told of: "the 10-year began 2022 at 1.52%. The two-year started at"."""
_ONE_DAYS = re.compile(r"level\(\w[\w.]*\['(?P<day>\d{4}-\d\d-\d\d)'\]\)")
_FROM = re.compile(rf"(?:\{{N\}}|\b(?:{RISE_VERBS}|{FALL_VERBS}))(?:,? \{{P\}})?,? from \$?$")
_FROM_WHEN = re.compile(r"^ (?:(?:on|late|late on|at the close on) )?\{P\}(?! (?:before|earlier|prior))")
FROM_TO = re.compile(r"\bfrom (?:\$?\{N\})(?: (?:on|in|at|late|a|the))*(?: \{P\})?,? to \$?$")
"""Where a move began: "fell to 4.1% from 4.2% late Thursday"."""
_AGO = re.compile(r"^ \{P\}")
_FROM_BEFORE = re.compile(r"\bto \{N\}(?: {P})?,? from \$?$")
_FROM_FIRST = re.compile(r"\bfrom \$?$")
_TO_NEXT = re.compile(r"^(?: \{P\})? to (?:about |nearly |around |just )?\{N\}")
"""Both ends in the order of time: "went from 17.31 to 37.32"."""
_NO_TIME = re.compile(r"^(?: (?:before|previously|earlier|beforehand))?(?:[.,;)]| (?:after|as|when|while|and|but)\b|$)")
"""Both ends of a move: "went the other way, to 4.1% from 4.2%"."""
_HAS = re.compile(r"\b(?:has|have|had|'ve)\b")
_A_DAY_OF_RATES, _A_DAY_OF_PRICES = 0.2, 0.04
"""How far a rate (percentage points) and a price (share) move in a day without more being said."""
_EARLIER = re.compile(r"\b(?:earlier|before|previously)$")
_PEAKED = re.compile(
    r"\b(?:peak(?:ed|ing|s)?|topp(?:ed|ing) out|bottom(?:ed|ing)(?: out)?|trough(?:ed|ing)) (?:at |near )?\$?$"
)
_PEAK_DAY = re.compile(r"^ (?:(?:back )?on )?\{P\}")
_DAYS_OWN = re.compile(r"\{P\}'s $")
_MOVE_BEHIND = re.compile(rf"^(?:-\w+)* (?:[a-z-]+ )?{MOVE_NOUN}\b")
"""A day's level as its own: "eased to 4.04% from Tuesday's 4.08%"."""
_DAYS_MARK = re.compile(
    r"\{P\}(?:'s)? (?:(?:closing|record|intraday|all-time) )*"
    r"(?:high|low|close|record|peak|finish|bottom|trough|nadir|top)"
    r"(?: close)? (?:of|at) \$?$"
)
_CLOSE_OF, _KNOWN = re.compile(
    r"^ (?:closing )?(?:close|finish|settlement|closing (?:level|price)|settlement price) (?:of|on|from) \{P\}"
), re.compile(r"\b(?:its|their|the) \$?$")
"""A level told with its day: "its $68.04 close of June 12"."""
_WAS_AGO, _AGO_ASIDE = re.compile(r"\{S\}(?: yield)?, \$?$"), re.compile(r"^ \{P\},")
_OF_DAY = re.compile(r"^ (?:of|on|from|at|set on|set) (?:back on )?\{P\}")
_THE_ONE = re.compile(r"\bthe \$?$")
_IT_REACHED = re.compile(
    r"^ (?:that )?(?:it|they|(?:the )?\{[SRG]\}) (?:had )?(?:last )?(?:reached|hit|touched|set|closed at|finished at|"
    r"ended at|stood at|recorded|posted|fetched|traded at)(?: at a close)?(?: back)?(?: on)? \{P\}"
)
_AT_WHICH = re.compile(r"^ at which (?:it|they) (?:closed|ended|finished|settled)(?: on)? \{P\}")


_AT_A_LOW = re.compile(
    r"\b(?:(?:clos|end|finish|settl|bottom|slid|sank|fell|drop|tumbl|plung)\w*(?: out)?(?: back)? (?:at|to)|(?:up|"
    r"down|rebounded|"
    r"climbed|risen|come|recovered) from|above|off|over|below|under) (?:an?|its|the) "
    r"(?:(?:all-time|record|closing|new|fresh|lifetime|multi-?year|\w+-year) )*(?:low|trough|bottom|high)"
    r"(?: close)?,? (?:of |at )?\$?$"
)
_EVER = re.compile(r"\b(?:record|all-time|lifetime) (?:closing )?(?:low|high)(?: close)?,? (?:of |at )?\$?$")
_LOW_SET = re.compile(
    r"^,? (?:(?:that )?(?:it )?(?:was )?(?:set|reached|hit|touched|struck|made) )?(?:back )?(?:on "
    r")?\{P\}"
)
"""A yield's extreme told with its day: "closed at a record low of 1.94% on Aug. 14"."""
_A_DAYS_LEVEL = re.compile(r"(?:^|[;,:] )(?:(?:and|but|yet|still) )?\{P\}'s \$?$")
_STOOD_OUT = re.compile(
    r"^ (?:(?:close|finish|reading|settlement|level|mark) )?(?:had been|was|is|has been|marked|made|set|ranks?) "
)
"""A day's own level, and what it was: "Wednesday's 1.55% had been its highest"."""


_CLOSING_MARK = re.compile(
    r"\b(?:touch|hit|reach|set|notch|post|record|log|mark|(?:climb|ris|rose|jump|fell|fall|drop|slid|sank|went)"
    r" ?[a-z]* to)[a-z]* (?:an?|its) (?:new |fresh )?closing (?:high|low|peak) (?:of|at) \$?$"
)
"""A close told as a mark of its day: "touched a closing high of 2.85% on Thursday"."""


def ask_level(clause: Clause, series: str, window: str) -> Ask:
    """The ask for the level of ``series`` at the end of ``window``; loose where it may be of any day within."""
    assert clause.figure is not None
    rate = is_rate(series)
    last = not _STRETCH.fullmatch(window) or _ENDED.search(_LAST_WORDS.split(clause.before)[-1][-70:])
    ago = next((p for p in clause.periods if p.relation == "ago" and window_text(p) == clause.window), None)
    loose = window == "now" and not clause.inherited and ago is not None and ago.first is not None
    between = not last and _both_ends(clause)
    extremes = tuple(f"{metric}({series}[{window}])" for metric in ("peak", "trough")) if between else ()
    if loose and ago is not None:
        window = f"'{ago.first}'"
    return Ask(expr=f"level({series}[{window}])", unit="percent" if rate else clause.figure.quantity.unit,
               slack=QUOTE_SLACK if rate else 0.0, rivals=extremes,
               certain=bool(last or between) and not loose and "':'" not in window)


def _both_ends(clause: Clause) -> bool:
    """Whether a move over the whole stretch is told beside the level it led to: "sank 21 basis points in July to
    1.24%", "went to 1.52% from 0.93%" in a review of the year. Its highest and lowest close may be meant as well."""
    if _MOVED_OVER.search(clause.before):
        return True
    told = (clause.antecedent or "").startswith("change") and f"[{clause.window}]" in (clause.antecedent or "")
    if clause.inherited and told and _LED_TO.search(clause.before):
        return True
    return clause.inherited and bool(_TO.search(clause.before) and _FROM_LEVEL.match(clause.after))


def dated_level(clause: Clause, series: str) -> Ask | None:
    """The level of a named day: "its 11.04 at the end of last year", "the $68.04 at which it closed on June 12",
    "up from 1.52% a year earlier"."""
    day = period_after(clause, 6) if _CLOSING_MARK.search(clause.before) and _THAT_DAY.match(clause.after) else None
    if day is not None and day.kind == "day" and day.relation == "on" and day.first is not None:
        return ask_level(clause, series, f"'{day.first}'")
    if _FROM_BEFORE.search(clause.before) and _NO_TIME.match(clause.after):
        start = day_before(clause)
        ask = ask_level(clause, series, f"'{start}'") if start is not None else None
        if ask is None or _a_days_move(clause, series):
            return ask
        if clause.inherited and _STRETCH.fullmatch(clause.window):  # a review of the whole stretch
            extremes = tuple(f"{metric}({series}[{clause.window}])" for metric in ("peak", "trough"))
            return ask.model_copy(update={"rivals": extremes})
        return ask.model_copy(update={"certain": False})
    if _FROM_FIRST.search(clause.before) and _TO_NEXT.match(clause.after) and not _THAT_DAY.match(clause.after):
        return _begun(clause, series)
    begun = period_before(clause, 12)
    if _BEGAN.search(clause.before) and begun is not None and begun.first is not None:
        ask = ask_level(clause, series, f"'{begun.first - timedelta(days=1)}'")
        # what opened Monday at 5,900 did so at its first price, and not at Friday's last
        return ask.model_copy(update={"certain": False}) if begun.kind in ("day", "time") else ask
    base = _base_told(clause) if _BEGAN_IT.search(clause.before) else None
    if base is not None:
        return ask_level(clause, series, base)
    if _A_DAYS_LEVEL.search(clause.before) and _STOOD_OUT.match(clause.after) and len(clause.window) == 12:
        return ask_level(clause, series, clause.window)
    marked = _marked_level(clause, series) or _level_of_low(clause, series)
    if marked is not None:
        return marked
    period = period_after(clause, 60)
    if period is None or period.first is None:
        return None
    ago = period.relation == "ago"
    from_there = _FROM.search(clause.before) and _FROM_WHEN.match(clause.after)
    if _COMPARED.search(clause.before) and (_THAT_DAY.match(clause.after) or (ago and _AGO.match(clause.after))):
        window = f"'{counted_back(clause, period)}'" if ago else window_text(period)
    elif _PEAKED.search(clause.before) and _PEAK_DAY.match(clause.after) and period.kind == "day":
        ask = ask_level(clause, series, f"'{period.first}'")
        return ask if is_rate(series) else ask.model_copy(update={"certain": False})
    elif from_there or (_THE_ONE.search(clause.before) and _told_of_a_day(clause, period)):
        window = f"'{counted_back(clause, period)}'" if ago and not from_there else window_text(period)
    else:
        return None
    return ask_level(clause, series, window) if window is not None and window.startswith("'") else None


def _base_told(clause: Clause) -> str | None:
    """The day before the year (quarter, month) whose beginning was just told: the last level, if of such a day."""
    level = next((m for t in reversed(clause.told) if (m := _ONE_DAYS.fullmatch(t))), None)
    day = date.fromisoformat(level.group("day")) if level is not None else None
    return f"'{day}'" if day is not None and (day + timedelta(days=1)).day == 1 else None


def _begun(clause: Clause, series: str) -> Ask | None:
    """Where a move told from end to end began; where no word tells its stretch, it may be any that ends now."""
    start, day = day_before(clause), clause.published
    if start is None or day is None:
        return None
    ask = ask_level(clause, series, f"'{start}'")
    if not clause.inherited:
        # within a month or a year the two ends may be its extremes as well as its first and last day
        return ask if len(clause.window) == 12 else ask.model_copy(update={"certain": False})
    spans = (resolve(w, day.toordinal()).first - 1 for w in ("wtd", "mtd", "qtd", "ytd"))
    rivals = tuple(f"level({series}['{date.fromordinal(d)}'])" for d in spans)
    return ask.model_copy(update={"rivals": rivals})


def _told_of_a_day(clause: Clause, period: Period) -> bool:
    """Whether a level is told by its day alone: "the 2,872 of Jan. 26", "the $68.04 at which it closed on June 12"."""
    reached = _IT_REACHED.match(clause.after) and period.kind == "day"
    return bool(reached or _AT_WHICH.match(clause.after) or (_OF_DAY.match(clause.after) and period.kind == "day"))


def _level_of_low(clause: Clause, series: str) -> Ask | None:
    """A yield's low or high told with its day; of other series it may be of the session as well as of the close."""
    day = period_after(clause, 30)
    if not _AT_A_LOW.search(clause.before) or not _LOW_SET.match(clause.after) or day is None:
        return None
    if day.kind != "day" or day.relation != "on" or day.first is None:
        return None
    if _EVER.search(clause.before):
        return Ask(expr=f"trough({series}[:now])", unit="percent" if is_rate(series) else "index_point",
                   slack=QUOTE_SLACK if is_rate(series) else 0.0) if "low" in clause.before[-12:] else None
    ask = ask_level(clause, series, f"'{day.first}'")
    return ask if is_rate(series) or "clos" in clause.before[-40:] else ask.model_copy(update={"certain": False})


def _marked_level(clause: Clause, series: str) -> Ask | None:
    """The level that a day before the figure owns: "from Tuesday's 4.08%", "its March 13 closing low of 5,521.52"."""
    mark = _DAYS_MARK.search(clause.before)
    stood = _CLOSE_OF.match(clause.after)
    then = period_after(clause, 40) if stood and _KNOWN.search(clause.before) else None
    if then is not None and then.kind == "day" and then.first is not None:
        return ask_level(clause, series, f"'{then.first}'").model_copy(update={"settled": True})
    ago = _WAS_AGO.search(clause.before) and _AGO_ASIDE.match(clause.after)
    past = period_after(clause, 4) if ago else None
    if past is not None and past.relation == "ago" and past.first is not None:
        return ask_level(clause, series, f"'{past.first}'")
    own = _DAYS_OWN.search(clause.before) and not _MOVE_BEHIND.match(clause.after)
    own = own and "point" not in clause.anchor.text.lower()  # "Thursday's 95 points" is a move
    day = period_before(clause, 45 if mark else 4)
    if not (mark or own) or day is None or day.kind != "day" or day.first is None or clause.anchor.text[-1:] == "-":
        return None
    if mark and "intraday" in mark.group():
        return None
    ahead = clause.published is not None and day.first > clause.published  # a mark to be tested lies behind
    return ask_level(clause, series, f"'{year_before(day.first) if ahead else day.first}'").model_copy(
        update={"settled": True})


def day_before(clause: Clause) -> date | None:
    """The day before the move of the clause's day, week or month: where "to 4.1% from 4.2%" began."""
    day = clause.published
    if day is None or clause.in_session:
        return None
    if len(clause.window) == 12:
        return date.fromisoformat(clause.window.strip("'")) - timedelta(days=1)
    if re.fullmatch(r"[qy]td|'[\d-]+(?:-?[QW]\d+)?'", clause.window):
        return date.fromordinal(resolve(clause.window, day.toordinal()).first - 1)
    back = {"1d": 1, "now": 1, "wtd": day.weekday() + 1, "mtd": day.day}.get(clause.window)
    if back == 1 and day.weekday() >= 5:
        back += day.weekday() - 4
    return day - timedelta(days=back) if back is not None else None


def _a_days_move(clause: Clause, series: str) -> bool:
    """Whether both ends of a move lie no further apart than a day takes them, and no perfect tense tells of longer."""
    figure, to = clause.figure, clause.previous
    if figure is None or to is None or _HAS.search(clause.before[-60:]):
        return False
    gap = abs(figure.quantity.low - to.quantity.low)
    return gap <= (_A_DAY_OF_RATES if is_rate(series) else _A_DAY_OF_PRICES * abs(figure.quantity.low))


def counted_back(clause: Clause, period: Period) -> date:
    """The day that "a week earlier" means: before a day named in the sentence or the end of a month, quarter or year
    that was, else before publication."""
    assert period.first is not None
    day = clause.published
    if day is None or not _EARLIER.search(period.text.lower()):
        return period.first
    earlier = (p for p in reversed(clause.periods) if p.end <= clause.anchor.start and p.relation in ("on", "in"))
    told = next((p.last for p in earlier if p.last is not None and (
        p.kind == "day" or (p.kind in ("month", "quarter", "year") and p.last <= day))), None)
    return period.first if told is None else told - (day - period.first)


def day_and_level(clause: Clause, series: str) -> Ask | None:
    """"Its third record of the year on Wednesday, at 6144.15": the level of the day just before it."""
    day = period_before(clause, 8)
    if not _DAY_AT.search(clause.before) or day is None or day.kind != "day" or day.first is None:
        return None
    over = not clause.in_session or (clause.published is not None and day.first < clause.published)
    return ask_level(clause, series, f"'{day.first}'") if day.relation == "on" and over else None
