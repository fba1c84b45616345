"""level: what a series stood at."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause, Period
from .base import Arg, Metric, Result, Tape, between, iso, series_arg
from .history import History
from .period_window import window_text
from .reading import (
    CROSSED,
    QUOTE_SLACK,
    is_market,
    is_priced,
    is_rate,
    is_worth,
    moment,
    period_after,
    period_before,
    series_of,
    unit_is,
    year_before,
)
from .window import end_index, finals, resolve, span_of
from .wording import BETTER, FALL_VERBS, MOVE_NOUN, RISE_VERBS, WORSE


def compute(tape: Tape, arg: Arg) -> list[Result]:
    """The value at the window's end."""
    leaf = series_arg(arg, "level")
    points = tape.points(leaf)
    span = span_of(tape, leaf, points)
    if leaf.basis == "close":
        end_index(tape, points, span, before=True)
        if span.kind == "day" and int(points.days[points.index_at_or_before(span.last)]) != span.last:
            span = type(span)(span.text, "all", "day", 1, span.last)  # no session that day: the last close before it
    _, ends = finals(tape, leaf, points, span)
    return [
        Result(f.name, between(f.low, f.high, points.unit), (f.text,), (f.row,), wide=f.wide,
               note="" if f.row.day == span.last or span.kind != "all" else f"the last close, of {iso(f.row.day)}")
        for f in ends
    ]


def history(tape: Tape, arg: Arg) -> History:
    """Every row up to the window's end; an intraday value comes after the completed closes."""
    import numpy as np

    leaf = series_arg(arg, "level")
    points = tape.points(leaf, whole=True)
    span = span_of(tape, leaf, points)
    end, ends = finals(tape, leaf, points, span)
    if leaf.basis == "close":
        return History(points, points.days[: end + 1], points.values[: end + 1], points.unit, "day")
    last = ends[0]
    return History(
        points, np.append(points.days[: end + 1], last.row.day), np.append(points.values[: end + 1], last.row.value),
        points.unit, "day", low=min(f.low for f in ends), high=max(f.high for f in ends),
    )


METRICS = (
    Metric(
        "level", "", "S[w]",
        "The series' value at the window's end: a day's close, a month's last close, a macro print.",
        compute, history,
        conventions=("intraday: the close of each five-minute bar of the last 90 minutes, or the day's range",),
    ),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 90
_FACE = re.compile(
    r"\{N\}\)?,?(?: on (?:the|its) (?:last|final|closing) (?:day|session))?(?: (?:on|over|in|for|during))?(?: the)?"
    r"(?: \{P\})?,? (?:to|at|to (?:end|close|finish|settle|trade)"
    r"(?: the \w+| \{P\})? at|"
    rf"(?:{BETTER}|{WORSE}) at|"
    r"and (?:closed|ended|finished|settled)(?: \{P\})? at|to a \w+ of|"
    r"to a record(?: close| high)?(?: of)?) \$?$"
)
_ASIDE_FACE = re.compile(
    r"\{N\}(?: on)?(?: \{P\})?, (?:its|the|a|their) [^;{}]*(?:\{[PN]\}[^;,{}]*)?, to "
    r"(?:close at |end at |finish at )?\$?$"
)
"""Where the level of a move follows an aside on it: "jumped 743 points, its best gain since June, to 40954.48"."""
_AT = re.compile(
    r"\b(?:clos\w*|end\w*|finish\w*|settl\w*|stood|stands?|trad\w*|is|was|were|are|sits?|sat|hover\w*|"
    r"remain\w*|stay\w*|held|unchanged|steady|flat|little changed|changed hands|fetch\w*|yield\w*|quoted|left|pegged)"
    r"(?: (?:\{[PSRG]\}|[a-z'-]+)){0,6}? (?:at|near|around) \$?$"
)
_THAT_DAY = re.compile(
    r"^ (?:(?:late )?on (?=\{P\})|late (?=\{P\}))?\{P\}|"
    r"^ (?:at|from) (?:which (?:it|they|\{[SRG]\}) (?:closed|ended|finished|settled|began|started)"
    r"(?: (?:on|in|the))?(?: the \w+ of)? |the (?:end|close|start) of |the )?\{P\}"
)
_COMPARED = re.compile(
    r"(?:\b(?:times|of|than|against|below|above|half|under|over|from)|\{N\}) (?:its|the|about) \$?$|"
    r"\b(?:up|down|from|against|versus|compared (?:with|to)|than)(?: from)?(?: just| only)? \$?$"
)
_BOND_PRICE = re.compile(r"/(?:32|64)\b")
"""A bond's price is told in thirty-seconds ("95-30/32 pct" of par), its yield never."""
_STRETCH = re.compile(r"'\d{4}(?:-\d\d|-Q\d|-W\d\d)?'")
"""A window of many closes: "was 3.2% in November" may tell of any of them."""
_ENDED = re.compile(r"\b(?:clos|end|finish|settl)\w*\b[^;]*$")
_DAY_AT = re.compile(r"\{P\}, (?:at|to) \$?$")
_BEGAN = re.compile(r"\b(?:beg[ua]n|started|opened|entered|kicked off) \{P\}(?: at)? \$?$")
_FROM = re.compile(rf"(?:\{{N\}}|\b(?:{RISE_VERBS}|{FALL_VERBS}))(?:,? \{{P\}})?,? from \$?$")
_FROM_WHEN = re.compile(r"^ (?:(?:on|late|late on|at the close on) )?\{P\}(?! (?:before|earlier|prior))")
_FROM_TO = re.compile(r"\bfrom (?:\$?\{N\})(?: (?:on|in|at|late|a|the))*(?: \{P\})?,? to \$?$")
"""Where a move began: "fell to 4.1% from 4.2% late Thursday"."""
_AGO = re.compile(r"^ \{P\}")
_PAIRED, _PAIRED_WITH = re.compile(r"\bto \$?$"), re.compile(r"^(?: {P})?,? from \{N\}")
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
_YIELD = re.compile(r"\b(?:yield(?:s|ed|ing)?|paid|pays|paying)(?: (?:\{P\}|about|only|just|now))* $")
_IS = re.compile(
    r"(?:\{S\}(?:, \{N\} \{P\},)?|(?:^|[,;] |\{P\} )(?:and |but |yet )?it) (?:is|was|had been|stood) "
    r"(?:now |still |only |just |back |at |as (?:high|low) as )*$"
)
_TO = re.compile(
    rf"\b(?:{RISE_VERBS}|{FALL_VERBS}|"
    r"ris\w*|rose|f[ae]ll\w*|slid\w*|slip\w*|drop\w*|climb\w*|jump\w*|gain\w*|lift\w*|push\w*|sank|sink\w*|"
    r"plung\w*|tumbl\w*|soar\w*|surg\w*|advanc\w*|declin\w*|eas\w*|dip\w*|edg\w*|tick\w*|inch\w*|retreat\w*|"
    r"recover\w*|rebound\w*|rall\w*|plummet\w*|cool\w*|narrow\w*|widen\w*|mov\w*|back|it|them|up|down|higher|lower)"
    r"(?: (?:\{P\}|further|back|again|slightly|modestly|as (?:high|low) as|"
    r"for (?:an?|the) \{N\} (?:straight |consecutive )?(?:day|session|week|time)(?: in a row| running)?))* to \$?$"
)
_APPOSED = re.compile(
    r"\{S\}, (?:now |currently |last )?(?:at|near|around) \$?$|^(?:and |but )?at $|, (?:and |but )?at $|"
    r"\b(?:and|but) at $|; at \$?$|\b(?:left|leaving|put|putting) (?:the )?\{S\}(?: [a-z]+)? at $|"
    r"(?:\band|,|\bwhile) (?:the )?\{S\} (?:to|at) \$?$|^(?:[•·▪*–—-] ?)?\{S\}:? \$?$"
)
_LISTED = re.compile(
    r"^[^\w{]{0,3}(?:the )?\{S\}(?: (?:index|average|composite|futures|yield))?(?: \([^()]{1,12}\))?"
    r"(?P<label>:| -|,)? \$?$"
)
"""The head of a line of a table: "- Dow: 39,112.16, +0.6%"."""
_LISTED_MOVE = re.compile(
    r"^(?: an? [a-z]+)?(?:[,;]| -)? ?\(?(?:[-+]?\{N\}|(?:up|down|unchanged|flat|little changed|off)\b|"
    r"(?:the |its )?(?:high|low)est\b|$)"
)
_LISTED_TWO = re.compile(r"^(?: an? [a-z]+)?(?:[,;]| -)? ?\(?\{N\}")
_PEAKED = re.compile(
    r"\b(?:peak(?:ed|ing|s)?|topp(?:ed|ing) out|bottom(?:ed|ing)(?: out)?|trough(?:ed|ing)) (?:at |near )?\$?$"
)
_PEAK_DAY = re.compile(r"^ (?:(?:back )?on )?\{P\}")
_BARE = re.compile(
    r"^(?:'s)? (?:close|closing level|finish|settlement)\b|^ at which (?:it|they) (?:closed|ended|finished|settled)"
)
_OWNED, _WAS = re.compile(r"\{S\}'s \$?$"), re.compile(r"^ (?:was|is|marked|made|set|represented)\b")
_AGAINST, _FOR_IT = re.compile(r"\b(?:against|versus|compared with) $"), re.compile(r"^ (?:for|on) (?:the )?\{S\}")
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
_STOOD = re.compile(r"\b(?:ended|closed|finished|settled|stood|sits|is|was|trad\w+|hover\w+)(?: {P})? $")
_NOT_LEVEL = re.compile(
    r"^ (?:times|points?|percent|%|a year|level for|for \w+ (?:days|weeks))|^ (?:probability|chance)"
)
_EXTREME = re.compile(
    r"\b(?:topped out|peaked|bottomed out|bottomed|a range of|target of|between) (?:at |near )?$|"
    r"\bas (?:high|low|much|little) as \$?$|\b(?:touched|topped|hit|reached)(?: a (?:high|low) of)? \$?$|"
    r"\b(?:high|low) of \$?$"
)


_REACHED = re.compile(r"\b(?:reached|hit|got to|made it to|arrived at)(?: a yield of)? $")
"""Of a yield, which the tape has once a day: where it got to is where it stood."""
_TIMED = re.compile(r"^(?: (?:on|late|at))? \{P\}(?:'s (?:close|finish|settlement))?,")
"""The time of a level beside its name: "the dollar index, 103.42 last night, is"."""
_JUST = re.compile(
    r"^(?:only |barely )?(?:just|slightly|barely|a (?:little|bit|touch|hair|shade|tad)) "
    r"(?:(?P<up>above|over)|below|under) "
)
_RESTS = re.compile(
    r"(?:\{S\}|\b(?:hover|hang|sit|trad|st[ao]nd|stood|is|was|are|were|remain|stay|yield|clos|end|finish|settl|now)\w*"
    r"(?: (?:at|now|still|\{P\}))?) $"
)
_HELD = re.compile(
    r"\b(?:bare|narrow|just|scarce)\w* (?:(?:hang|hold|cling)\w* on ?to|(?:keep|hold|stay|remain|hang|cling)\w* "
    r"(?:above|over|to)) (?:the |its |a perch above )?\$?$"
)
"""A level that was kept, and only just: "barely hanging onto the 3,000 level"."""
_JUST_WIDTH, _JUST_SHARE = 0.15, 0.015
"""How far "just above" reaches: percentage points of a rate, a share of any other level."""
_AS_FAR_AS = re.compile(r"as (?:much|little|high|low) as [^,;]*$")
_BESIDE, _OTHERWISE = re.compile(r"\{[SN]\},? $"), re.compile(r"\{N\} (?:or|and) $")
_NEAR = re.compile(r"(?:near|around|about) ")
_THE_ONE = re.compile(r"\bthe \$?$")
_AT_WHICH = re.compile(r"^ at which (?:it|they) (?:closed|ended|finished|settled)(?: on)? \{P\}")


def reads(clause: Clause) -> Ask | None:
    """The subject's level at the close of its day, or now."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion == "since":
        return None
    if not _plausible(clause, series) or _NOT_LEVEL.match(clause.after):
        return None
    past = _dated_level(clause, series) or _day_and_level(clause, series)
    if past is not None:
        return past
    before, text = clause.before, clause.anchor.text.lower()
    beside = (_BESIDE.search(before) and not _OTHERWISE.search(before)) or _STOOD.search(before)
    if beside and _TIMED.match(clause.after) and not _OTHERWISE.search(before) and len(clause.window) == 12:
        return _ask(clause, series, clause.window)
    if (beside and _NEAR.match(text)) or (_AGAINST.search(before) and _FOR_IT.match(clause.after)):
        return _ask(clause, series, moment(clause.window))
    beyond = _JUST.match(text)
    if beyond is not None and _RESTS.search(before):
        return _just(clause, series, 1 if beyond.group("up") else -1)
    if _HELD.search(before):
        return _just(clause, series, 1)
    reached = is_rate(series) and _REACHED.search(before)
    if CROSSED.match(text) or (_EXTREME.search(before) and not reached) or _AS_FAR_AS.search(before) or clause.extreme:
        return None
    if _listed(clause):
        return _ask(clause, series, moment(clause.window))
    got_to = reached and not clause.in_session
    paired = got_to or (_PAIRED.search(before) and _PAIRED_WITH.match(clause.after))
    worded = any(p.search(before) for p in (_FACE, _ASIDE_FACE, _AT, _TO, _APPOSED, _FROM_TO))
    if not (paired or worded or _BARE.match(clause.after) or (_OWNED.search(before) and _WAS.match(clause.after))
            or (is_rate(series) and (_YIELD.search(before) or _IS.search(before)))):
        return None
    return _ask(clause, series, moment(clause.window))


def _listed(clause: Clause) -> bool:
    """Whether the figure is the level of a line in a table: name, level, and at most the move that led there."""
    m = _LISTED.match(clause.before)
    if _LISTED_TWO.match(clause.after) and not (clause.following and clause.following.text.startswith("-")):
        return False
    return m is not None and bool(_LISTED_MOVE.match(clause.after)) and bool(m.group("label") or clause.after)


def _ask(clause: Clause, series: str, window: str) -> Ask:
    assert clause.figure is not None
    rate = is_rate(series)
    both = _FROM_TO.search(clause.before)
    last = not _STRETCH.fullmatch(window) or both or _ENDED.search(clause.before[-40:])
    ago = next((p for p in clause.periods if p.relation == "ago" and window_text(p) == clause.window), None)
    loose = window == "now" and not clause.inherited and ago is not None and ago.first is not None
    if loose and ago is not None:
        window = f"'{ago.first}'"
    return Ask(expr=f"level({series}[{window}])", unit="percent" if rate else clause.figure.quantity.unit,
               slack=QUOTE_SLACK if rate else 0.0, certain=bool(last) and not loose and "':'" not in window)


def _just(clause: Clause, series: str, side: int) -> Ask:
    """"Hovering just below 1%": a level on that side of the figure and close to it."""
    assert clause.figure is not None
    level = clause.figure.quantity.low
    far = level + side * (_JUST_WIDTH if is_rate(series) else _JUST_SHARE * abs(level))
    ask = _ask(clause, series, moment(clause.window))
    return ask.model_copy(update={"low": min(level, far), "high": max(level, far)})


def _dated_level(clause: Clause, series: str) -> Ask | None:
    """The level of a named day: "its 11.04 at the end of last year", "the $68.04 at which it closed on June 12",
    "up from 1.52% a year earlier"."""
    if _FROM_BEFORE.search(clause.before) and _NO_TIME.match(clause.after):
        start = day_before(clause)
        ask = _ask(clause, series, f"'{start}'") if start is not None else None
        return ask if ask is None or _a_days_move(clause, series) else ask.model_copy(update={"certain": False})
    if _FROM_FIRST.search(clause.before) and _TO_NEXT.match(clause.after) and not _THAT_DAY.match(clause.after):
        return _begun(clause, series)
    begun = period_before(clause, 12)
    if _BEGAN.search(clause.before) and begun is not None and begun.first is not None:
        return _ask(clause, series, f"'{begun.first - timedelta(days=1)}'")
    marked = _marked_level(clause, series)
    if marked is not None:
        return marked
    period = period_after(clause, 60)
    if period is None or period.first is None:
        return None
    ago = period.relation == "ago"
    from_there = _FROM.search(clause.before) and _FROM_WHEN.match(clause.after)
    if _COMPARED.search(clause.before) and (_THAT_DAY.match(clause.after) or (ago and _AGO.match(clause.after))):
        window = f"'{_counted_back(clause, period)}'" if ago else window_text(period)
    elif _PEAKED.search(clause.before) and _PEAK_DAY.match(clause.after) and period.kind == "day":
        ask = _ask(clause, series, f"'{period.first}'")
        return ask if is_rate(series) else ask.model_copy(update={"certain": False})
    elif from_there or (_THE_ONE.search(clause.before) and _told_of_a_day(clause, period)):
        window = window_text(period)
    else:
        return None
    return _ask(clause, series, window) if window is not None and window.startswith("'") else None


def _begun(clause: Clause, series: str) -> Ask | None:
    """Where a move told from end to end began; where no word tells its stretch, it may be any that ends now."""
    start, day = day_before(clause), clause.published
    if start is None or day is None:
        return None
    ask = _ask(clause, series, f"'{start}'")
    if not clause.inherited:
        # within a month or a year the two ends may be its extremes as well as its first and last day
        return ask if len(clause.window) == 12 else ask.model_copy(update={"certain": False})
    spans = (resolve(w, day.toordinal()).first - 1 for w in ("wtd", "mtd", "qtd", "ytd"))
    rivals = tuple(f"level({series}['{date.fromordinal(d)}'])" for d in spans)
    return ask.model_copy(update={"rivals": rivals})


def _told_of_a_day(clause: Clause, period: Period) -> bool:
    """Whether a level is told by its day alone: "the 2,872 of Jan. 26", "the $68.04 at which it closed on June 12"."""
    return bool(_AT_WHICH.match(clause.after) or (_OF_DAY.match(clause.after) and period.kind == "day"))


def _marked_level(clause: Clause, series: str) -> Ask | None:
    """The level that a day before the figure owns: "from Tuesday's 4.08%", "its March 13 closing low of 5,521.52"."""
    mark = _DAYS_MARK.search(clause.before)
    stood = _CLOSE_OF.match(clause.after)
    then = period_after(clause, 40) if stood and _KNOWN.search(clause.before) else None
    if then is not None and then.kind == "day" and then.first is not None:
        return _ask(clause, series, f"'{then.first}'").model_copy(update={"settled": True})
    ago = _WAS_AGO.search(clause.before) and _AGO_ASIDE.match(clause.after)
    past = period_after(clause, 4) if ago else None
    if past is not None and past.relation == "ago" and past.first is not None:
        return _ask(clause, series, f"'{past.first}'")
    own = _DAYS_OWN.search(clause.before) and not _MOVE_BEHIND.match(clause.after)
    day = period_before(clause, 45 if mark else 4)
    if not (mark or own) or day is None or day.kind != "day" or day.first is None or clause.anchor.text[-1:] == "-":
        return None
    if mark and "intraday" in mark.group():
        return None
    ahead = clause.published is not None and day.first > clause.published  # a mark to be tested lies behind
    return _ask(clause, series, f"'{year_before(day.first) if ahead else day.first}'").model_copy(
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


def _counted_back(clause: Clause, period: Period) -> date:
    """The day that "a week earlier" means: before a day named in the sentence, else before publication."""
    assert period.first is not None
    earlier = (p for p in reversed(clause.periods) if p.end <= clause.anchor.start and p.kind == "day")
    told = next((p.first for p in earlier if p.relation in ("on", "in")), None)
    if told is None or clause.published is None or not _EARLIER.search(period.text.lower()):
        return period.first
    return told - (clause.published - period.first)


def _day_and_level(clause: Clause, series: str) -> Ask | None:
    """"Its third record of the year on Wednesday, at 6144.15": the level of the day just before it."""
    day = period_before(clause, 8)
    if not _DAY_AT.search(clause.before) or day is None or day.kind != "day" or day.first is None:
        return None
    over = not clause.in_session or (clause.published is not None and day.first < clause.published)
    return _ask(clause, series, f"'{day.first}'") if day.relation == "on" and over else None


def _plausible(clause: Clause, series: str) -> bool:
    """Whether the figure's unit can be a level of the series: percent for a yield, else points or money."""
    if is_rate(series):
        return unit_is(clause, "percent") and not _BOND_PRICE.search(clause.anchor.text)
    if is_priced(series):
        return unit_is(clause, "number", "$") and not is_worth(clause)
    return unit_is(clause, "number", "index_point")


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The two-year Treasury yield swung the other way, to 4.39% from 4.27%.", "level(DGS2['2025-01-09'])"),
    ("The VIX strengthened to 19.54.", "level(VIX[now])"),
    ("The VIX ended Thursday at 18.07, up from 16.04 a week earlier.", "level(VIX['2025-01-02'])"),
    ("The S&P 500 finished at 5,827.04.", "level(SPX[now])"),
    ("The Dow fell 697 points, or 1.6%, to 41,938.45.", "level(DJI[now])"),
    ("The two-year yield ended at 4.39%.", "level(DGS2[now])"),
    ("The two-year Treasury yield is now 4.39%.", "level(DGS2[now])"),
    ("The two-year yield fell to 4.39% on Friday.", "level(DGS2['2025-01-10'])"),
    ("The two-year yield rose to 4.39% from 4.27% late Thursday.", "level(DGS2['2025-01-09'])"),
    ("The Dow finished 697 points lower at 41,938.45.", "level(DJI[now])"),
    ("The two-year yield rose to 4.39% and the 10-year Treasury yield to 4.77%.", "level(DGS10[now])"),
    ("The 10-year Treasury yield is up from 3.99% a year earlier.", "level(DGS10['2024-01-10'])"),
    ("The VIX ended at 16.13, against its 13.20 at the end of November.", "level(VIX['2024-11-30'])"),
    ("The VIX ended at 16.13, compared with 12.45 at the end of 2023.", "level(VIX['2023-12-31'])"),
    ("The two-year Treasury yield is hovering just above 4.3%.", "level(DGS2[now])"),
    ("The S&P 500 began the year at 5,881.63.", "level(SPX['2024-12-31'])"),
    ("A year ago the S&P 500 stood at 4,783.45.", "level(SPX['2024-01-10'])"),
    ("The S&P 500 set a record on Dec. 6, at 6,090.27.", "level(SPX['2024-12-06'])"),
    ("On Friday the VIX went from 18.07 to 19.54.", "level(VIX['2025-01-10'])"),
    ("The 10-year Treasury yield moved from 4.69% to 4.77% on Friday, as stocks fell.", "level(DGS10['2025-01-10'])"),
    ("On Friday the VIX climbed from 18.07 to an uneasy place.", None),
    ("The two-year Treasury yield hit 4.39% on Friday.", "level(DGS2['2025-01-10'])"),
    ("The two-year Treasury yield closed at 4.39% on Friday. It was 4.27% on Dec. 31.", "level(DGS2['2024-12-31'])"),
    ("At New Year the two-year Treasury yield was at 4.24%.", "level(DGS2['2025-01-01'])"),
    ("Gold settled at $2,715 an ounce.", "level(GOLD[now])"),
    ("The S&P 500 trades at 18 times forward earnings.", None),
    ("Japan's 10-year yield rose to 1.2%.", None),
    ("The long bond was quoted at 95-30/32 pct.", None),
    ("The S&P 500 topped out at 6,099.97.", None),
    ("The S&P 500 rose at least 20% in each of the two years.", None),
)
