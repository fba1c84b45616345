"""When the time of a figure leaves one reading: its own, or the article's day where nothing else is named."""

from __future__ import annotations

import re
from datetime import timedelta

from ..metrics.period_window import is_to_date, window_text
from ..metrics.wording import MOVE_NOUN
from ..schemas import Ask, Clause, Period
from ..sources.catalog import entry
from .passing import of_a_moment
from .scene import Scene
from .told_ends import LOOSE_ENDS
from .told_frames import by_close
from .told_windows import TO_DATE_TENSE
from .windows import RELATIVE, is_mark, own_window

_CLOCKED = re.compile(
    r"\b(?:at|by|as of|around|near|since) (?:about )?(?:\{P\}|midday|noon|the open|mid-?morning|mid-?afternoon|"
    r"one point)|\bearlier in (?:\{P\}|the (?:day|session))|\bat one point\b|\bby (?:midday|the afternoon|noon)|"
    r"\bin (?:morning|afternoon|midday|early|late) trad|\bintraday\b|\bat the open\b|\bopening bell\b"
)
_MARK_OF_A_DAY = re.compile(
    r"\b(?:below|above|from|off|short of|shy of|under|over|past|beneath)(?: (?:[a-z-]+(?:'s)?|\{P\}(?:'s)?)){0,3} "
    r"intraday (?:low|high|record|peak|trough)s?\b"
)
"""A mark made within another day, which a level is held against."""
_LOOSE_AFTER = re.compile(
    r"^(?: [a-z-]+)?,? "
    r"(?!(?:from \{P\}'s (?:close|closing|finish|settle)|(?:in|for|by|at) (?:the )?\{[SRG]))(?:from|since|over|"
    r"during|through|"
    r"between|versus|compared|"
    r"in (?:the|that|this|a|just|three|two|six|under|less)|"
    r"for (?:a|the)(?! \{N\} (?:straight|consecutive|successive|loss|gain|decline|drop|advance|rise|fall|day|"
    r"session|win|time)\b)|"
    r"year[- ]over[- ]year|year[- ]on[- ]year|on a |annually|per year|a year\b|each|on average|or more|at one)\b"
)
_STANDS_NOW = re.compile(
    r"(?:; |, (?:and|but|while|though|yet|whereas) )(?:the )?\{S\} (?:is|are|remains?|stands?|sits?|trades?) "
    r"(?:\w+ ){0,2}$|"
    r"^(?:despite|although|though|while|even (?:after|as|though))\b[^;]*, (?:the )?\{S\} (?:is|are|has|have|remains?|"
    r"stands?|sits?|trades?) (?:\w+ ){0,2}$"
)
"""The present tense after another statement: the times told there are not its own."""
_DATED_END = re.compile(r"\[now\],.*'\d{4}-\d\d-\d\d'")
"""Both ends of a move are said: from a named day to the moment the article speaks of."""
_OF_ITS_MARK = re.compile(r"multiple\(\w+\[now\], ")
"""How many times a mark that the words name."""
_SPAN_SINCE = re.compile(
    r"(?<!worst )(?<!best )(?<!biggest )(?<!strongest )(?<!weakest )(?<!steepest )\{P\} since (?!\{P\})"
)
"""A length that something no calendar names began ("in the month since the election"); not a month that is ranked."""
_SINCE_WHEN = re.compile(r"^(?: [a-z]+){0,2} since (?!\{P\})[^;]{2,60}\{P\}")
"""A move since something that happened at some time of a month or year ("since a dip in December")."""
_FROM_DATED = re.compile(r"(?:below_peak|above_trough)(?:_pct)?\(\w[\w.]*\[now\], \w[\w.]*\['\d{4}-\d\d-\d\d'\]\)")
"""How far a thing stands from a low or high whose day is told: "has rallied 27% from its March 23 low"."""
_STATEMENT = re.compile(r"; |, (?:and|but|while|though|yet|whereas) ")
_SAME_THEN = re.compile(
    r"\b(?:the|that) (?:same|corresponding|comparable|equivalent|year-earlier) (?:stretch|period|time|span|point|days|"
    r"weeks|months|week|month|quarter)\b[^;,{}]*\{P\}|"
    r"\b(?:at|by) (?:this|that|the same) (?:time|point|stage|date|juncture)(?: of the year)?"
    r"(?: (?:in|of))?(?: the)? \{P\}"
)
"""A stretch that lies as this one does, some time before: "over the same period last year"."""
_SWING_IN = re.compile(
    r"^ (?:[a-z]+ )?(?:slump|sell-?off|rout|correction|plunge|swoon|meltdown|crash|nosedive|rebound|bounce|snapback) "
    r"(?:in|during|over) (?:the )?\{P\}"
)
_OVER_SPAN = re.compile(r"'\d{4}(?:-Q?\d\d?)?'")
"""A swing within a month or longer, which may be from its high to its low: "the 20% slump in September"."""
_CLOSE_OF_A_DAY = re.compile(
    r"^(?: [a-z]+)? (?:at |by )?\{P\} (?:on|of) (?:the (?:day|session|eve|morning)\b|\{P\} (?:that |when )?(?:the \{|"
    r"\{[SRGX]\}|it\b|they\b))")
"""A time of a day that its own clause tells: "at the close of trading on the day the Fed met"."""
_BASE_TOLD = re.compile(r"^change\w*\(\w[\w.]*\['\d{4}-\d\d-\d\d':\]\)$")
"""A move whose day of departure the words tell, though the clause names no time of its own."""
_LEVEL_THEN = re.compile(r"level\(\w[\w.]*\['\d{4}-\d\d-\d\d'\]\)")
"""The level of the day that "a week earlier" is counted back to."""
_BOTH_ENDS = re.compile(r"'\d{4}-\d\d-\d\d':'\d{4}-\d\d-\d\d'")
_LOOSE_SPAN = re.compile(
    r"\b(?:weeks?|(?<!front )(?<!front-)months?|quarters?|years?|decades?|period|stretch|span|timeframe|timespan|"
    r"weekly|monthly|quarterly)\b"
)
_LOOSE_ENDS = re.compile(r"\bfrom (?:the )?\{P\}'s [a-z -]{2,24} to (?:the )?\{P\}")
_TWO_ENDS = re.compile(r"\{P\} (?:through|to|until|ended|ending|from) (?:the )?\{P\}")
_IN_THE_DAY = re.compile(
    r"\b(?:earlier in the|at one point|midday|noon|at the open|intraday|morning|by the afternoon|"
    r"earlier in|afternoon trad)"
)
_SINCE_AN_EVENT = re.compile(r"^ since (?!\{P\}|then\b|there\b)")
"""A stretch that begins with something no calendar names ("since the election")."""
_SINCE_THEN = re.compile(r"^(?: \w+)? since(?: then)?(?=[.,;:)]|$| (?:and|but|while|though)\b)")
"""A move since what was told before it, which only a day named there makes sure."""
_FOR_ANOTHER = re.compile(
    r"^,? (?:for|bringing|taking|lifting|pushing|extending|putting|stretching|leaving|trimming|swelling|widening|"
    r"to bring|to take|which (?:brought|took|lifted|pushed)|and (?:brought|took|lifted|pushed|extended)) (?:an?|its|"
    r"the|their) "
    r"(?:(?:weekly|monthly|quarterly|annual|yearly|year-to-date|week's|month's|quarter's|year's|\{P\}'s) )+"
    rf"{MOVE_NOUN}[^;{{}}]{{0,16}}(?:\{{P\}} )?(?:of|to) \{{N\}}.*$"
)
"""A longer stretch whose own figure follows: "rose 2.7% for a weekly gain of 7.6%"."""
_AN_HOUR = re.compile(r"\b(?:morning|afternoon|overnight|midday|noon|lunch\w*|dawn|early|pre-?market|intraday)\b")
"""An hour that is no close's: "was quoted at 0.67% in the morning"."""
_HAS_SINCE = re.compile(r"\b(?:has|have|had|'s|'ve) since (?:then )?(?:been |gone )?[a-z]+ (?:[^;,{}]{0,20})$")
"""A move told from a turning point, which is of no day."""
_FROM_THERE, _BY_THEN = re.compile(r"^ (?:from|since) (?:there|then)\b"), re.compile(r"^(?:by )?\{P\},? ")
IN_THAT_TIME = re.compile(r"^ (?:in|over|during) (?:that|the same|this) (?:time|period|stretch|span)")
_ANOTHER = re.compile(r",? (?:and|but|while) (?:the )?\{[SR]\} (?!(?:is|are|has|have)\b)")
"""Another subject's own statement, past a stretch that was the first one's."""
_WHERE_IT_STANDS = ("below_peak", "above_trough", "last_", "streak", "level(", "record", "to_drawdown", "gap")
_FEW_SESSIONS = 15
_HALF_DAY = re.compile(r"\{P\} (?:morning|afternoon|midday|noon|lunch)")
_FIRST_DAYS = 7
"""Days of a quarter or year in which the one before is still spoken of."""
_THE_SPAN = re.compile(r"(?:(?:on|for|in|over|during) )?the (?:full |whole )?(?:week|month|quarter|year)")
_SO_FAR = re.compile(r"\b(?:so far|to date|as yet|already|thus far|just begun|began|young|new)\b")
_AFTER_THE_BELL = re.compile(r"(?:1[6-9]|2\d):\d\d")
"""A time of day in New York that tells of the close."""
_ELSEWHERE = re.compile(r" (?:in )?(?!New York|Eastern|ET\b|E[SD]T\b|on\b)[A-Z]")
_BESIDE_IT = re.compile(r"\b(?:while|whereas|compared|versus|against)\b")


_LONG_AGO = re.compile(r"(?:^|[;:.] |\b(?:and|but|when|because) )(?:some |about |just |only )?\{P\},? ")
"""A time that a statement begins with, and no length that its move took: "eight years ago it rose 3%"."""


_THEN_TOLD = re.compile(
    r"^(?!(?:[^;{}]|\{N\})*\b(?:from|than|versus|against|compared|over|on|since|of|in)\b)(?:[^;{}]|\{N\}){0,30}\{P\}")
"""A time behind the figure that it is told of: "after an 8% slump the year before"."""


_FROM_MONTH_TO_MONTH = re.compile(r"\b(?:to|and|till|until|into)\b|[-–]")
"""Months between which a move is told: from the top of one to the bottom of the other, as likely as in all of both."""


def _between_months(clause: Clause) -> bool:
    """Whether a move is told from one month to another, which need be no whole months: "lost 20% from May to August".
    Months that make up a quarter are one."""
    told = [p for p in clause.periods if p.kind == "range" and window_text(p) == clause.window]
    return len(clause.window) == 25 and any(
        p.grain == "month" and _FROM_MONTH_TO_MONTH.search(p.text.lower()) for p in told
    )


def _part_of_it(clause: Clause) -> bool:
    """Whether a move is told of some part of a week, month or year: "earlier this week it had lost 3%"."""
    return not clause.inherited and any(
        p.approximate and p.part is not None and window_text(p) == clause.window for p in clause.periods
    )


def _long_ago(clause: Clause) -> bool:
    """Whether a move that is told over a length of time is told of the moment so long ago."""
    if clause.inherited or not re.fullmatch(r"\d+[wmqy]", clause.window):
        return False
    behind = next((p for p in clause.periods if p.start >= clause.anchor.end), None)
    if behind is not None and behind.relation == "ago" and _THEN_TOLD.match(clause.after):
        return True
    ago = next((p for p in clause.periods if p.relation == "ago" and p.end <= clause.anchor.start), None)
    if ago is None:
        return False
    return ago.text.lower().endswith(("ago", "earlier", "before", "back")) and bool(_LONG_AGO.search(clause.before))


def _just_begun(clause: Clause) -> bool:
    """Whether "the quarter" (month, year, week) may be the one that just ended as well as the one that just began,
    for nothing says "so far" or "this"."""
    day = clause.published
    if day is None or not is_to_date(clause.window) or _SO_FAR.search(f"{clause.before} {clause.after}"):
        return False
    begun = {"w": day.weekday() == 0, "m": day.day <= 4, "q": day.month % 3 == 1 and day.day <= _FIRST_DAYS,
             "y": day.month == 1 and day.day <= _FIRST_DAYS}
    named = any(_THE_SPAN.fullmatch(p.text.lower()) for p in clause.periods) or clause.inherited
    return begun[clause.window[0]] and named


def window_certain(scene: Scene, clause: Clause, ask: Ask, wrap: bool) -> bool:
    """Whether the time of a figure leaves one reading; ``wrap``: the article tells of its day."""
    if ask.expr.startswith(("policy", "record_count", "record_date", "peak(", "peak_date", "trough_date",
                            "spread")):
        return True
    if ask.settled and ask.expr.startswith("streak("):
        return wrap  # told of the stretch as it stands, whatever day may yet change it
    if _just_begun(clause) or any(loose(clause) for loose in LOOSE_ENDS):
        return False
    near = f"{clause.before[-40:]}{{F}}{_MARK_OF_A_DAY.sub(' ', clause.after)[:40]}"
    if clause.window in ("1d", "now") and _BASE_TOLD.search(ask.expr):
        return wrap
    if ask.expr.startswith("extreme_move") and clause.inherited and not clause.in_session:
        return wrap
    if not clause.in_session and _CLOCKED.search(near) and _timed(scene, clause):
        return False
    if ask.expr.startswith(("change", "level(")) and of_a_moment(clause):
        return False
    if ask.expr.startswith("change") and (_long_ago(clause) or _between_months(clause) or _part_of_it(clause)):
        return False
    if _SWING_IN.match(clause.after) and _OVER_SPAN.fullmatch(clause.window):
        return False
    own = f"{_STATEMENT.split(clause.before)[-1]}{{F}}{clause.after.partition(',')[0]}"
    if (_SAME_THEN.search(own) and not clause.window.endswith(":")) or _CLOSE_OF_A_DAY.match(clause.after):
        return False
    last = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
    until = last is not None and last.relation == "until" and not _BOTH_ENDS.search(ask.expr)
    by_then = any(by_close(scene, i) for i in scene.items) and ask.expr.startswith("level(") and not clause.inherited
    until = until and not _of_its_own(clause, ask) and not (last is not None and last.clock == "close")
    by_then = by_then or _by_the_last(last, clause)
    if (re.search(r"\bby \{P\}", clause.before) or until) and not by_then:
        return False
    if _SINCE_THEN.match(clause.after) and not _BASE_TOLD.match(ask.expr) and not ask.expr.startswith("above_trough"):
        return False
    if ask.expr.startswith(("level(", "change")) and _at_an_hour(clause):
        return False
    if _HAS_SINCE.search(clause.before) and ask.expr.startswith("change") and ":" not in ask.expr:
        return False
    if _SPAN_SINCE.search(f"{clause.before}{{F}}{clause.after[:60]}"):
        return False
    if _SINCE_WHEN.match(clause.after) and clause.window.endswith(":") and len(clause.window) < 13:
        return False
    trailing = re.fullmatch(r"(\d+)([dwm])", clause.window)
    spell = trailing is not None and trailing.group(2) != "d" and clause.window != "12m" and not clause.inherited
    spell = spell and not (clause.window == "1w" and _LEVEL_THEN.fullmatch(ask.expr))
    if spell or (trailing is not None and trailing.group(2) == "d" and int(trailing.group(1)) > _FEW_SESSIONS):
        return False
    if _LOOSE_ENDS.search(f"{clause.before}{{F}}{clause.after}") and not _BOTH_ENDS.fullmatch(clause.window):
        return False
    if clause.inherited:
        return _default_certain(scene, clause, ask, wrap)
    after = (i for i in scene.items if i.start >= clause.anchor.end and i.period is not None)
    if any(i.period.approximate and i.period.relation == "since" and not is_mark(scene, i) for i in after if i.period):
        return False
    if ask.expr.startswith(("yoy(", "mom(")):
        return True  # "in August from a year earlier" are the month and what it is held against
    return not _TWO_ENDS.search(f"{clause.before}{{F}}{clause.after}")


def _at_an_hour(clause: Clause) -> bool:
    """Whether the time beside the figure is an hour of the session, of which no close tells."""
    own = next((p for p in clause.periods if 0 <= p.start - clause.anchor.end <= 8), None)
    series = clause.subject.series if clause.subject is not None else None
    if own is None or own.kind != "time" or clause.in_session or (series and entry(series).calendar == "asia"):
        return False  # overnight, a session elsewhere has closed
    return bool(_AN_HOUR.search(own.text.lower()))


def _by_the_last(by: Period | None, clause: Clause) -> bool:
    """Whether what was so "by Friday" was so on the last session: on the article's day, or the Friday before it."""
    day = clause.published
    if by is None or day is None or by.kind != "day" or by.first is None or clause.in_session:
        return False
    if _HALF_DAY.search(clause.before):
        return False
    return by.relation == "until" and by.first == day - timedelta(max(0, day.weekday() - 4))


def _timed(scene: Scene, clause: Clause) -> bool:
    """Whether a clock other than the close times the figure."""
    own = next((p for p in clause.periods if 0 <= p.start - clause.anchor.end <= 12), None)
    if own is not None and own.clock is not None and (own.clock == "close" or _AFTER_THE_BELL.fullmatch(own.clock)):
        return bool(_ELSEWHERE.match(scene.parsed.body, own.end, own.end + 24))
    timed = any(p.clock and p.clock != "close" for p in clause.periods)
    return timed or bool(_IN_THE_DAY.search(clause.before + clause.after))


def _default_certain(scene: Scene, clause: Clause, ask: Ask, wrap: bool) -> bool:
    """A claim without a date of its own: only in an article of the day, with no other time in the sentence."""
    if IN_THAT_TIME.match(clause.after) and re.fullmatch(r"now|\d+d", clause.window):
        return False
    if clause.window not in ("1d", "now") and len(clause.window) != 12:
        if _SINCE_AN_EVENT.match(clause.after):
            return False
        loose = _FROM_THERE.match(clause.after) and not ask.expr.startswith("above_trough")
        return wrap and not (loose or _BY_THEN.match(clause.before))
    wrap = wrap or bool(_FROM_DATED.match(ask.expr) and TO_DATE_TENSE.search(clause.before))
    if not wrap or (_stray_time(scene, clause) and not _of_its_own(clause, ask)):
        return False
    if ask.expr.startswith(_WHERE_IT_STANDS):
        return True
    if _DATED_END.search(ask.expr) or _OF_ITS_MARK.match(ask.expr):
        return True
    after = _FOR_ANOTHER.sub("", clause.after)
    near = _LOOSE_SPAN.search(clause.before) or _LOOSE_SPAN.search(after[:40])
    return not (near or _LOOSE_AFTER.match(after))


def _of_its_own(clause: Clause, ask: Ask) -> bool:
    """Whether the figure tells where its subject stands now, in a statement joined to what went before."""
    measured = ask.expr.startswith(("below_peak", "above_trough", "level("))
    return measured and bool(_STANDS_NOW.search(clause.before))


def _stray_time(scene: Scene, clause: Clause) -> bool:
    """Whether a past time stands before the figure that neither dates a mark, nor belongs to an earlier figure, nor
    to a relative clause of its own: then the figure may well be about that time."""
    if clause.published is None:
        return True
    start = clause.anchor.start
    spoken_for = {id(own_window(scene, i.start, i.end)) for i in scene.items
                  if i.kind == "figure" and i.end <= start and not i.spoken}
    for item in scene.items:
        period = item.period
        if item.kind != "period" or period is None or item.end > start:
            continue
        if period.kind == "time" or _still_ahead(period) or _of_the_day(period, clause):
            continue
        rest = scene.text(item.end, start)
        if is_mark(scene, item) or (id(item) in spoken_for and not _BESIDE_IT.search(rest)):
            continue
        if period.relation == "since" and _ANOTHER.search(rest):
            continue
        aside = RELATIVE.search(scene.text(scene.start, item.start)) and "," in rest
        if aside and not _BESIDE_IT.search(rest):
            continue
        return True
    return False


def _still_ahead(period: Period) -> bool:
    """Whether a period is said to lie ahead: a bare month read as coming may as well be the last one."""
    return period.relation == "ahead" and bool(re.search(r"\b(?:next|coming|ahead|later|this)\b", period.text.lower()))


def _of_the_day(period: Period, clause: Clause) -> bool:
    """Whether a period is the day the article is about, give or take the weekend."""
    day = clause.published
    if day is None or period.kind != "day" or period.first is None:
        return False
    return timedelta(0) <= day - period.first <= timedelta(3)
