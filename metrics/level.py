"""level: what a series stood at."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .base import Arg, Metric, Result, Tape, between, iso, series_arg
from .history import History
from .level_dated import FROM_TO, ask_level, dated_level, day_and_level
from .not_now import had_moved_to, had_stood
from .reading import (
    CROSSED,
    fraction,
    is_market,
    is_priced,
    is_rate,
    is_worth,
    moment,
    of_one_session,
    series_of,
    unit_is,
)
from .window import end_index, finals, span_of
from .within_day import turn_of_session
from .wording import BETTER, FALL_VERBS, RISE_VERBS, WORSE


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
    r"\{N\}(?: on)?(?: \{P\})?, (?:its|the|a|their) [^;{}]*(?:\{[PN]\}[^;,{}]*){0,3}, to "
    r"(?:close at |end at |finish at )?\$?$"
)
"""Where the level of a move follows an aside on it: "jumped 743 points, its best gain since June, to 40954.48"."""
_AT = re.compile(
    r"\b(?:(?:went|goes|going|bowed|bows|checked|signed|signs|wound|rounded|capped|left|petered|limped)"
    r"(?= (?:out|off|up|it)\b(?! of))|"
    r"clos\w*|end\w*|finish\w*|settl\w*|stood|stands?|trad\w*|is|was|were|are|sits?|sat|hover\w*|"
    r"remain\w*|stay\w*|held|(?:un|little |barely |hardly |scarcely )?changed|(?:un|little |barely |hardly )moved|"
    r"steady|"
    r"flat|changed hands|fetch\w*|yield\w*|quoted|left|pegged|parked|stuck|anchored|pinned|idling)"
    r"(?: (?:\{[PSRG]\}|[a-z'-]+)){0,6}? (?:at|near|around) \$?$"
)
_AT_IT, _AS_CLOSE = re.compile(r"\bat \$?$"), re.compile(
    r"^,? (?:its|the|their|a) (?:(?:first|second|third|best|worst|[a-z]+est|second-[a-z]+|third-[a-z]+|record) )+"
    r"(?:clos\w*|finish|settlement)\b"
)
_MONEY = ("USDJPY", "EURUSD", "GBPUSD")
_BOUGHT = re.compile(
    r"\b(?:buys?|bought|buying|fetch\w*|costs?|is worth|was worth|goes for|went for|changed hands at)(?: (?:about|"
    r"some|nearly|around|roughly))? \$?$")
_VERSUS_TO = re.compile(r"\b(?:against|versus) the (?:\{[SRX]\}|[a-z]+),? (?:to|at) \$?$")
"""What a currency costs: "the dollar bought 150.77 yen", "rose 0.8% against the yen to 150.77"."""
_AT_CLOSE = re.compile(
    r"(?:\bit|\{S\}) (?!(?:peak|top|bottom|open|start|beg|trough)\w*\b)[a-z]+(?: (?:out|off|in|up|down|back|away|"
    r"the (?:stage|scene|day|week|month|quarter|half|year|session|summer|winter|spring|decade)|"
    r"(?:into )?\{P\}))* at \$?$"
)
_TO_THE_HUNDREDTH = re.compile(r"\$?[\d,]*\d\.\d\d")
_CLOSES_HERE = re.compile(
    r"^(?:[.;]|$|, (?:and|but|up|down|nearly|almost|its|the|a|about|off|after|having|which|far|well|barely|just)\b)")
"""A level told to the hundredth behind any verb: "it leaves the stage at 17.35"."""
_STANDS_THERE = re.compile(
    r"^(?:[.;,)]|$| (?:at (?:the|its) (?:close|bell|closing bell|finish|end)\b|(?:(?:on|at|by|as of) )?\{P\}|"
    r"(?:and|but|when|while|after|up|down|off|against|versus)\b))")
"""Behind a level to the hundredth: "the VIX was 19.54 on Friday"."""
_LEFT_OFF = re.compile(
    r"(?:\bit|\{S\}) (?:leav|left|quit|exit|depart|bow|bid|retir|ends?\b|ended|clos|finish|settl|wrap|wound|wind|sign|"
    r"check|call|conclud|complet|rest|land|went out|goes out|walk)[a-z]*\b[^;{}]*(?:\{P\}[^;{}]*)?$"
)
"""Behind any other verb ("stalled at", "bounced back at") the level may be one of the session's."""
_THE_RECORD_ON = re.compile(
    r"^ (?:(?:at which|where) )?(?:it|they) (?:had )?(?:closed|finished|ended|settled|reached|set|"
    r"hit)(?: at)?(?: back)? (?:(?:on|in) )?"
    r"\{P\}, (?:the|its|still the|still its) (?:(?:closing |all-time )*record(?: close| high)?|all-time high)"
    r"(?=[.,;)]|$| (?:and|but|that still|which still)\b)"
)
"""A level called the record, whatever its day is said to be: "the $409.97 at which it closed on May 4, the record"; no
"record low", and none of a July or of a year."""
_AT_FIRST = re.compile(r"\b(?:beg[au]n|begin|open(?:ed|s)?|start(?:ed|s)?|enter(?:ed|s)?)\b")
"""What is called a close behind it, whatever the verb: "woke up at 20.72, its first close above 20 since"."""
_BOND_PRICE = re.compile(r"/(?:32|64)\b")
"""A bond's price is told in thirty-seconds ("95-30/32 pct" of par), its yield never."""
_PAIRED, _PAIRED_WITH = re.compile(r"\bto \$?$"), re.compile(r"^(?: {P})?,? from \{N\}")
_YIELD = re.compile(
    r"\b(?:yield(?:s|ed|ing)?|paid|pays?|paying|(?:now|still|currently|today) (?:pay|offer)|offer(?:s|ed|ing)|"
    r"return(?:s|ing))"
    r"(?: (?:\{P\}|about|only|just|now|investors|buyers|savers|a mere|all of))* $"
)
_IS = re.compile(
    r"(?:\{S\}(?:'s)?(?: yield)?(?:, (?:\{N\} \{P\}|[^,;{}]{3,40}|"
    r"(?:after|having|despite|following|once|as (?:high|low) as) (?:[^,;{}]|\{[NP]\}){3,80}),)?|"
    r"(?:^|[,;] |\{P\} |\b(?:inflation|terms),? )(?:and |but |yet )?it) (?:is|was|had been|stood) "
    r"(?:now |still |only |just |back |at |as (?:high|low) as )*$"
)
_TO = re.compile(
    rf"\b(?:{RISE_VERBS}|{FALL_VERBS}|"
    r"ris\w*|rose|f[ae]ll\w*|slid\w*|slip\w*|drop\w*|climb\w*|jump\w*|gain\w*|lift\w*|push\w*|sank|sink\w*|"
    r"plung\w*|tumbl\w*|soar\w*|surg\w*|advanc\w*|declin\w*|eas\w*|dip\w*|edg\w*|tick\w*|inch\w*|retreat\w*|"
    r"recover\w*|rebound\w*|rall\w*|plummet\w*|cool\w*|narrow\w*|widen\w*|mov\w*|back|it|them|up|down|higher|lower)"
    r"(?: (?:(?:on |late |late on )?\{P\}|further|back|again|slightly|modestly|as (?:high|low) as|"
    r"for (?:an?|the) \{N\} (?:straight |consecutive )?(?:day|session|week|time)(?: in a row| running)?))* to \$?$"
)
_APPOSED = re.compile(
    r"\{S\}, (?:now |currently |last )?(?:at|near|around) \$?$|^(?:and |but )?at $|, (?:and |but )?at $|"
    r"\b(?:and|but) at $|[;:] at \$?$|\b(?:left|leaving|put|putting) (?:the )?\{S\}(?: [a-z]+)? at $|"
    r"\bthe (?:latter|former) (?:to|at) \$?$|"
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
_BARE = re.compile(
    r"^(?:'s)? (?:close|closing level|finish|settlement)\b|^ at which (?:it|they) (?:closed|ended|finished|settled)"
)
_TAKEN_TO = re.compile(
    r"\b(?:took|taking|brought|bringing|sent|sending|drove|driving|(?:lift|push|pull|propell|hoist)(?:ed|ing)|carr(?:ied|"
    r"ying)|dragg(?:ed|ing)|knock(?:ed|ing)) (?:the )?\{S\} (?:back |up |down )?to \$?$"
)
"""What moved an index, and how far, to the hundredth: "a 0.4% gain took the S&P 500 to 5,864.67"."""
_LEFT_AGAIN = re.compile(
    r"^[^.;]{0,40}\b(?:before|until|intraday|at one point|at (?:its|the) (?:high|low|peak|worst|best))\b")
_AND_LEVEL = re.compile(
    r"\{R\}(?:'s)?(?: [a-z]+)? and (?:the )?\{S\}[^;{}]{0,40}(?:\{P\}[^;{}]{0,10})?\b(?:at|to) \$?\{N\},? and \$?$"
)
"""The second of two levels, each with its name before: "two- and 10-year yields rose to 4.40% and 4.77%"."""
_CLOSE_WAS = re.compile(
    r"\{S\}'s (?:\{P\} )?(?:close|closing (?:level|price|value)|finish|settlement|(?:share|stock) price)"
    r"(?: (?:on )?\{P\})?,? (?:of|was|is|stood at|stands at|came in at) \$?$"
)
_OWNED, _WAS = re.compile(r"\{S\}'s \$?$"), re.compile(r"^ (?:was|is|marked|made|set|represented)\b")
_AGAINST, _FOR_IT = re.compile(r"\b(?:against|versus|compared with) $"), re.compile(r"^ (?:for|on) (?:the )?\{S\}")
_STOOD = re.compile(r"\b(?:ended|closed|finished|settled|stood|sits|is|was|trad\w+|hover\w+)(?: {P})? $")
_POINTS_FROM = re.compile(r"^ (?:short|shy|below|above|beneath|under|over|off|away|from|ahead|clear|better|worse|less|"
    r"more)\b")
"""Behind points: how far from something, and no level."""
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
    r"(?:\{S\}|\b(?:hover|hang|sit|trad|st[ao]nd|stood|is|was|are|were|remain|stay|yield|clos|end|finish|settl|now|"
    r"cost|fetch|sell|sold|command|bring|chang)\w*(?: hands)?(?: (?:at|for|now|still|\{P\}))?) $"
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
_A_SPAN = re.compile(r"'\d{4}(?:-\d\d|-Q\d)?'")
_LEAPT = re.compile(
    r"\b(?:(?P<up>(?P<strong>leap|spik|shot|jump|soar|surg|vault|rocket|balloon)\w*|rose|climbed|rallied|got)|"
    r"(?P<down>(?P<steep>plung|sank|sink|crash|crater|collaps|tumbl|plummet)\w*|fell|dropped|slid|eased|slipped|sagged|dipped))"
    r"(?: (?:up|down|back|as (?:high|low) as|all the way))? to (?:as (?:high|low) as )?\$?$"
)
_LEFT_LATER = re.compile(
    r"^[^.;]{0,40}\b(?:in the (?:morning|afternoon)|at the open|before (?:clos|end|finish|settl|eas|pull)\w*)\b|"
    r"^(?: (?:(?:on|in|during) )?\{P\}){0,2}[^.;{}]{0,25}, (?:and|but|then)(?: then)? "
    r"(?:clos|end|finish|settl)(?:ed|es|ing)\b"
)
"""What was reached by a leap and told apart from the close was a price of the session."""
_NEAR = re.compile(r"(?:near|around|about|close to|just under|just over|shy of) ")


def reads(clause: Clause) -> Ask | None:
    """The subject's level at the close of its day, or now."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion == "since":
        return None
    if not _plausible(clause, series) or _NOT_LEVEL.match(clause.after):
        return None
    if "point" in clause.anchor.text and _POINTS_FROM.match(clause.after):
        return None
    if _THE_RECORD_ON.match(clause.after):
        return Ask(expr=f"peak({series}[:now])", unit="percent" if is_rate(series) else "index_point", settled=True)
    turn = None if is_rate(series) else turn_of_session(clause)
    if turn is not None:
        return Ask(expr=f"level({series}{turn})", unit=clause.figure.quantity.unit)
    past = dated_level(clause, series) or day_and_level(clause, series) or had_stood(clause, series)
    if past is not None:
        return past
    before, text = clause.before, clause.anchor.text.lower()
    beside = (_BESIDE.search(before) and not _OTHERWISE.search(before)) or _STOOD.search(before)
    if beside and _TIMED.match(clause.after) and not _OTHERWISE.search(before) and len(clause.window) == 12:
        return ask_level(clause, series, clause.window)
    if (beside and _NEAR.match(text)) or (_AGAINST.search(before) and _FOR_IT.match(clause.after)):
        return ask_level(clause, series, moment(clause.window))
    beyond = _JUST.match(text)
    if beyond is not None and _RESTS.search(before):
        return _just(clause, series, 1 if beyond.group("up") else -1)
    if _HELD.search(before):
        return _just(clause, series, 1)
    reached = is_rate(series) and _REACHED.search(before)
    if CROSSED.match(text) or (_EXTREME.search(before) and not reached) or _AS_FAR_AS.search(before) or clause.extreme:
        return None
    if _listed(clause):
        return ask_level(clause, series, moment(clause.window))
    got_to = reached and not clause.in_session
    called = _AT_IT.search(before) and _AS_CLOSE.match(clause.after) and not clause.in_session
    called = called and not _AT_FIRST.search(before)
    exact = _TO_THE_HUNDREDTH.fullmatch(clause.anchor.text) and not clause.in_session and not is_rate(series)
    any_verb = bool(exact and _AT_CLOSE.search(before) and _CLOSES_HERE.match(clause.after))
    sold = clause.subject is not None and clause.subject.kind in ("commodity", "currency") and unit_is(clause, "$")
    fetched = (series in _MONEY or sold) and (_BOUGHT.search(before) or _VERSUS_TO.search(before))
    paired = got_to or called or fetched or any_verb or (_PAIRED.search(before) and _PAIRED_WITH.match(clause.after))
    worded = any(p.search(before) for p in (_FACE, _ASIDE_FACE, _AT, _TO, _APPOSED, FROM_TO))
    worded = worded or any(p.search(before) for p in (_CLOSE_WAS, _AND_LEVEL))
    worded = worded or bool(exact and _TAKEN_TO.search(before) and not _LEFT_AGAIN.match(clause.after))
    if not (paired or worded or _BARE.match(clause.after) or (_OWNED.search(before) and _WAS.match(clause.after))
            or (is_rate(series) and _YIELD.search(before))
            or (_IS.search(before) and (is_rate(series) or (exact and _STANDS_THERE.match(clause.after)) or sold))):
        return None
    ask = _leapt(clause, series) or ask_level(clause, series, moment(clause.window))
    loosely = any_verb and not (got_to or called or fetched or worded or _LEFT_OFF.search(before))
    leap = _LEAPT.search(before) if _LEFT_LATER.match(clause.after) else None
    loosely = loosely or (leap is not None and bool(leap.group("strong") or leap.group("steep")))
    loosely = loosely or had_moved_to(clause)
    if leap is not None and loosely and of_one_session(clause) and not (is_rate(series) or clause.in_session):
        field = "high" if leap.group("up") else "low"
        ask = ask.model_copy(update={"expr": f"level({series}.{field}[{moment(clause.window)}])"})
    return ask.model_copy(update={"certain": False}) if loosely else ask


def _leapt(clause: Clause, series: str) -> Ask | None:
    """"Leapt to 37.21 in January": the highest close of a month or year, not its last."""
    m = _LEAPT.search(clause.before) if _A_SPAN.fullmatch(clause.window) and not clause.inherited else None
    if m is None or not (m.group("strong") or m.group("steep") or series == "VIX"):
        return None
    ask = ask_level(clause, series, clause.window)
    metric = "peak" if m.group("up") else "trough"
    return ask.model_copy(update={"expr": f"{metric}({series}[{clause.window}])", "certain": False})


def _listed(clause: Clause) -> bool:
    """Whether the figure is the level of a line in a table: name, level, and at most the move that led there."""
    m = _LISTED.match(clause.before)
    if _LISTED_TWO.match(clause.after) and not (clause.following and clause.following.text.startswith("-")):
        return False
    return m is not None and bool(_LISTED_MOVE.match(clause.after)) and bool(m.group("label") or clause.after)


def _just(clause: Clause, series: str, side: int) -> Ask:
    """"Hovering just below 1%": a level on that side of the figure and close to it."""
    assert clause.figure is not None
    level = clause.figure.quantity.low
    far = level + side * (_JUST_WIDTH if is_rate(series) else _JUST_SHARE * abs(level))
    ask = ask_level(clause, series, moment(clause.window))
    return ask.model_copy(update={"low": min(level, far), "high": max(level, far)})


def _plausible(clause: Clause, series: str) -> bool:
    """Whether the figure's unit can be a level of the series: percent for a yield, else points or money."""
    if fraction(clause):
        return False  # of something else: "about a quarter of gold's"
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
    ("The VIX went out at 19.54.", "level(VIX[now])"),
    ("The VIX went out of its range at 19.54.", None),
    ("The 10-year Treasury yield rose 19 basis points in December to 4.58%.", "level(DGS10['2024-12'])"),
)
