"""When a claim is too loosely told to be called wrong.

"Contradicted" is a serious word: it needs a subject, a window and a wording that leave one reading. Each rule here
names a way in which English leaves more than one; a claim it touches can still be supported, never contradicted.
"""

from __future__ import annotations

import re
from datetime import timedelta

from ..metrics.change_sign import priced_in_it
from ..metrics.wording import FALL_NOUN, FALL_VERBS, RISE_NOUN, RISE_VERBS
from ..schemas import Ask, Clause
from .certainty_business import ASIDE, business, quoted_otherwise
from .certainty_frames import of_another_moment
from .certainty_names import of_another
from .certainty_windows import window_certain
from .frame import Frame
from .passing import behind_another_level, of_another_time, of_level_or_move, on_a_reports_day, on_an_events_day
from .scene import Scene
from .told_windows import ON_THE_NEWS, STILL
from .windows import own_window, sessions_back, sessions_on

_EXTENDED = re.compile(
    r"\b(?:pre-?market|after-hours|after hours|extended[- ](?:hours|trading)|late trading|post-market|"
    r"before the bell|before the open|early trading|overnight trading|before regular trading|off-hours|"
    r"in (?:asian|european|london|tokyo) (?:trading|trade|hours))\b"
)
_CONDITIONAL = re.compile(
    r"\b(?:(?<!\{P\}, )when|whenever|if(?! (?:by|only|just|barely)\b)|(?:every|each|any) time|on days?|a day when|"
    r"days? when|unless|in case|until|as if|would|could)\b[^,;]*$"
)
_COUNTED = re.compile(
    r"\b(?:times|occasions|sessions|days) when\b|^ (?:\w+ )?(?:times|on \{N\})\b|"
    r"^ (?:whenever|every time|each time|if)\b"
)
_OR_MORE = re.compile(r" or (?:more|better|worse|greater|larger|bigger)$")
"""A size that moves are counted by, and no move's own: "only three sessions brought a loss of 1% or more"."""
_STANDING = re.compile(STILL)
_AND_NOW = re.compile(
    r"\{N\}[^;{}]*(?:\{P\}[^;{}]*)?\b(?:and|but|though|while) (?:(?:it|they|\{[SRG]\}) )?(?:is|are) now [^;{}]*$"
)
"""After a move that is told as over: how far something "is now" up is not told of the same stretch."""
_NOT_AFTER_ALL = re.compile(
    r"\b(?:avoid|escap|dodg|avert|sidestep|narrowly miss)\w* (?:an? |its |the |what )?[^,;]{0,20}$"
)
_AFTER_AN_EVENT = re.compile(
    r"^ (?:in|over|during|for) (?:the )?(?:(?:\w+ ){0,2}(?:days?|weeks?|months?|quarters?|years?|sessions?)|\{[PN]\}) "
    r"(?:after|before|following|that followed|leading|preceding|prior)\b(?! \{P\})"
)
_NEXT_FEW = re.compile(r"^,? (?:in |over |during )?the (?:following|next|ensuing|subsequent) ")
_PERFECT = re.compile(
    r"\b(?:has|have|'ve) (?:now |already |also |since |so far )?(?:been )?(?:\w+ed|lost|risen|fallen|sunk|shed|grown|"
    r"slid|shrunk)(?: by)? $"
)
_THE_YEAR = re.compile(r"(?:(?:for|on|over|during|in) )?the year")
_PASSING = re.compile(r"\b(?:as|after|when|while|because)\b[^;]*$")
_APPOSED = re.compile(r"\{[SR]\}(?: [a-z]+){1,3}(?: by| for)? \{N\}, (?:for )?(?:its|their|the) (?:own )?$")
"""A superlative in apposition to the move just told: it is of that move, whatever clause both stand in."""
_ABROAD = re.compile(
    r"^[^.;,]{0,25} in (?:taipei|tokyo|london|hong kong|frankfurt|seoul|paris|toronto|sydney|shanghai|zurich|milan|"
    r"amsterdam|mumbai|madrid)\b"
)
_INTO = re.compile(r"\{[PN]\} (?:in)?to (?:the year|the month|the quarter|\{P\}),")
_AGAIN_AND_AGAIN = re.compile(r"\b(?:keep|keeps|kept|continu\w+ to|has been|have been|regularly|often) \w+ $")
_AT_ALL_TIMES = re.compile(
    r"\b(?:typically|usually|normally|historically|traditionally|on average|averag(?:es|ed|ing)|tend(?:s|ed)? to|"
    r"in (?:an? )?(?:presidential |midterm )?election years?|in (?:most|previous|such|other) (?:years|cycles|months|"
    r"weeks)|"
    r"in years (?:when|with|in which|that))\b(?![^;]*(?:; |, (?:but|yet|while|though|and) |\. ))[^;]*$"
)
"""What happens in most years did not happen in this one: "typically gains 0.9% in October"."""
_AHEAD = re.compile(
    r"\b(?:on pace|on track|on course|heading|headed|poised|set|on (?:its|the|their) way) (?:for|to|toward)\b")
_OF_THE_SESSION = re.compile(r"\[(?:1d|now)\]")
_JUST_OVER = re.compile(
    r"\bjust (?:went through|gone through|had|suffered|completed|finished|ended|posted|logged|wrapped up)\b[^;]*$|"
    r"\b(?:coming|fresh) off\b[^;]*$"
)
"""A stretch that is over, though its name would be that of the one under way."""
_ANY = re.compile(r"\b(?:an?|another|any) $")
_A_MOVE_IN = re.compile(rf"^ (?:{RISE_NOUN}|{FALL_NOUN}) in (?!a row\b|succession\b)")
"""A move spoken of at large: "a 20% gain in the S&P for this year is possible"."""
_AFTER_ONE = re.compile(
    r"\b(?:after|following|despite|on top of|on the heels of|erased|erasing|recouped|recouping|from|suffered|"
    r"came after|"
    r"followed|follows|following) an? $"
)
"""A move that something came after has happened."""
_OF_NOTHING = re.compile(
    r"(?:the |its )?(?:best|worst|biggest|largest|steepest|sharpest|strongest|weakest) (?:since|in)\b")
"""A superlative whose noun stood before ("this December ranks as its worst since 1931")."""
_DAY_BESIDE = re.compile(r"\ba (?:day|session|week) (?:after|before|earlier)\b[^;]*$")
_DAY_IN_APPOSITION = re.compile(
    r"\}, (?:just |only )?(?:a|one) (?:day|session) after [^,;]*, "
    rf"(?=(?:{RISE_VERBS}|{FALL_VERBS}|closed|ended|finished)\b)"
)
"""What the day before had brought the subject, told beside its name: its own move is of the day that is spoken of."""
_WHICH_WAS = re.compile(r"\{N\},? (?:of|on|from|seen on) \{P\}, (?:which|that) (?:was|had been|marked) (?:the |its )?$")
"""Of a mark just dated: "less than the 57 of Nov. 3, which was the deepest inversion since 1982"."""
_LATER = re.compile(r"\b(?:sessions?|days?|weeks?|months?) later\b")
"""A time counted from another that was told, and not back from publication."""
_THAT_LEVEL = re.compile(
    r"^(?: points?| percent)? (?:below|above|under|over|beneath|short of|from|off) "
    r"that (?:level|price|mark|point|peak)\b"
)
"""A mark that the sentence before named, and that need be neither a record nor a close."""
_LEFT_BEHIND = re.compile(
    r"\b(?:from|off|below|above|under|over|near|nearing|close to|short of|shy of|beneath|toward) "
    r"(?:its|their|the|an?|what (?:had been|was) (?:its|the)) $")
"""Before a mark that was reached another day: "oil came back from its highest level in four months"."""
_OTHER_CLAUSE = re.compile(r"\} [^;]* (?:as|while|because|since) (?:a|an|the|its) (?!\{)[^,;{]*\b(?:of|in)\b[^;]*$")
_PREVIOUS = re.compile(r"\b(?:previous|prior|preceding)\b")
_A_DAY = re.compile(r"\['\d{4}-\d\d-\d\d'\]|\[1d\]|\[now\]")
_A_MONTH = 30
_SO_FAR = re.compile(r"extreme_move\(\w[\w.]*\.(?:high|low)\[")
"""Of the session up to the hour of the article, which its prices tell."""
_BESIDE = 12
"""Characters within which a period after a figure is the figure's own."""
_BOUNDS = ("peak(", "trough(")
_FAR_INDEX, _FAR_COMPANY = 13.0, 31.0
"""Percent that no index, and hardly a share, moves in a day without the day being named."""
_RIVALLED = re.compile(
    r"\b(?:outperform\w*|outpac\w*|beat\w*|trail\w*|lag(?:s|ged|ging)?|exceed\w*|topp\w*|short of|versus|compared)\b"
    r"(?!, (?:[a-z]+ing|with|up|down)\b)[^;]{0,30}$"
)
_UNRESOLVED = re.compile(r"\b(?:the|that|this) (?:index|benchmark|gauge|average)\b(?!'s \w+ \{)[^;{}]*$")
"""An index spoken of without its name that points to none for sure: its words were left as they are."""
_NEARING = re.compile(
    r"\b(?:within|below|from|off|under|short of|shy of|near|to)\b[^;]{0,40}\b(?:high|peak|record|low)s? on $")
"""Of a distance from a mark: the day after it is that of the distance as likely as that of the mark."""
_MARK_ON = re.compile(r"^[^;{}]{0,30}\b(?:high|peak|record|low)s? on \{P\}")
_ON_AVERAGE = re.compile(r"\b(?:average|mean|median|typical)\b[^,;{}]{0,30}$")
_EVEN_NOW = re.compile(r"\b(?:even now|now|today|currently|these days|at present|nowadays)\b[^;{}]*$")
_WHEN = re.compile(r"\{P\}, when\b[^,;]*$")
_WHEN_AFTER = re.compile(r"^ when\b[^;]*\{P\}")
"""The time of the figure is told by a clause of its own ("were above 3% when the bank met in May")."""
_THAT_DAY = re.compile(r"^ (?:on )?(?:that|the same) (?:day|session|morning|afternoon)\b")
"""A day that is pointed back to, and was not found."""
_TOLD_BACK = re.compile(r"\b(?:had|when|(?:said|says|saying|noted|rout|selloff|slide) that)\b[^,;:]*$")
_TURNED_FOR_IT = ("change", "level(", "last_higher", "last_lower")
"""What is known to be told the other way round of the money that a series is told in: a falling yen's."""
_ANOTHERS = (_OTHER_CLAUSE, _LEFT_BEHIND, _WHICH_WAS)

def certain(scene: Scene, clause: Clause, ask: Ask, frame: Frame, reprint: bool) -> bool:
    """Whether a claim may be contradicted: its subject, window and wording leave one reading.

    ``reprint``: the paragraph belongs to another piece on the same page, whose date is not known.
    """
    subject = clause.subject
    if clause.doubted and "[1d]" in ask.expr:
        return False
    if _loosely_placed(clause, ask, frame) or _in_passing(scene, clause, ask):
        return False
    if reprint or subject is None or not subject.certain or not ask.certain:
        return False
    if of_another(scene, clause, subject):
        return False
    if priced_in_it(clause, subject.series or "") and not ask.expr.startswith(_TURNED_FOR_IT):
        return False
    text = f"{clause.before} {{F}} {clause.after}"
    standing = ask.expr.startswith(("to_drawdown", "last_policy", "streak"))
    as_it_stands = ask.settled and (ask.relation == "since" or standing)
    supposed = _CONDITIONAL.search(clause.before[-70:]) and not as_it_stands
    near = (p for p in clause.periods if abs(p.start - clause.anchor.end) < 3 * _BESIDE)
    if any(_EXTENDED.search(p.text.lower()) for p in near):
        return False
    if _EXTENDED.search(text) or supposed or _COUNTED.search(clause.after):
        return False
    if (subject.kind == "company" and business(clause)) or quoted_otherwise(clause, subject.series):
        return False
    if _told_loosely(scene, clause, ask):
        return False
    if on_a_reports_day(clause) and not _A_DAY.search(ask.expr):
        return False
    if _JUST_OVER.search(clause.before) and re.search(r"\[[wmqy]td\]", ask.expr):
        return False
    if ask.expr.startswith("change") and _OR_MORE.search(clause.anchor.text.lower()):
        return False
    if _AFTER_AN_EVENT.match(clause.after) or _at_large(clause):
        return False
    if clause.assertion == "since" and clause.antecedent is None and _OF_NOTHING.match(clause.anchor.text.lower()):
        return False
    if of_level_or_move(clause) or behind_another_level(clause) or of_another_moment(clause, ask):
        return False
    until = any(p.relation in ("before", "until") and p.end <= clause.anchor.start for p in clause.periods)
    if ask.expr.startswith("policy") and "[now]" in ask.expr and until and " had " in clause.before:
        return False
    if _NOT_AFTER_ALL.search(clause.before[-40:]) or _elsewhen(clause, ask):
        return False
    if ask.expr.startswith("change") and _AT_ALL_TIMES.search(clause.before):
        return False
    if ask.expr.startswith("record(") and _AGAIN_AND_AGAIN.search(clause.before):
        return False
    if "since_record" in ask.expr and re.search(r"\bwhen(?:ever)?\b", clause.before):
        return False
    if _AHEAD.search(clause.before[-60:]) and not ask.expr.startswith("streak"):
        return False
    now = ask.expr.startswith(("below_peak", "above_trough")) and "[now]" in ask.expr
    if now and _TOLD_BACK.search(clause.before[-60:]):
        return False
    this_week = clause.window == "wtd" and not clause.inherited
    if clause.historic and not (this_week or _long_past(clause) or _back_again(clause)):
        return False
    if subject.series is not None and subject.series.startswith("DGS") and not clause.treasury:
        return False
    rests = frame.lately and clause.window in ("1d", "now") and ask.expr.startswith("level(")
    return window_certain(scene, clause, ask, frame.wrap or rests)


def _at_large(clause: Clause) -> bool:
    """Whether a move is spoken of without having happened: "a 20% gain in the S&P for this year is possible"."""
    if not (_ANY.search(clause.before) and _A_MOVE_IN.match(clause.after)):
        return False
    return not (_AFTER_ONE.search(clause.before) and "{P}" in clause.after[:24])


def reach(scene: Scene, clause: Clause, ask: Ask, frame: Frame) -> int:
    """For a claim that is not certain, the days before publication among which its day surely lies; 0: not known.

    Another piece on the same page is some days older; a level that was "climbed back above" was so on one of them.
    """
    bound = ask.expr.startswith(_BOUNDS)
    if bound and clause.inherited and any(0 <= p.start - clause.anchor.end <= _BESIDE for p in clause.periods):
        return 0  # its own time stands beside it and could not be read
    sure = ask.model_copy(update={"certain": True}) if bound else ask
    return _A_MONTH if certain(scene, clause, sure, frame, False) else 0


def _loosely_placed(clause: Clause, ask: Ask, frame: Frame) -> bool:
    """Whether the moment the article speaks from leaves the claim's day open."""
    series = (clause.subject.series if clause.subject else None) or ""
    default = clause.inherited and clause.window in ("1d", "now")
    if not frame.stamped and not (re.search(r"'\d{4}-\d\d-\d\d'|'\d{4}'", clause.window) and _dated(clause)):
        return True
    if default and clause.subject is not None and clause.subject.kind == "company" and frame.extended:
        return True
    if not frame.in_session:
        return False
    unsettled = ask.expr.startswith(("last_higher", "last_lower", "record(", "rank", "extreme")) and "'" not in ask.expr
    unsettled = unsettled and not _SO_FAR.match(ask.expr)
    return unsettled or (default and series.startswith("DGS"))


def _in_passing(scene: Scene, clause: Clause, ask: Ask) -> bool:
    """Whether the figure is told of another day, or is far too large for the day that no word names."""
    before = clause.before
    if ask.expr.startswith(("peak_date", "record_date", "trough_date")) and _NEARING.search(before):
        return True
    measured = ask.expr.startswith(("below_peak", "above_trough"))
    if measured and _THAT_LEVEL.match(clause.after):
        return True
    if measured and _MARK_ON.match(clause.after) and _lately(clause, ahead=True):
        return True
    told = f"{before}{clause.anchor.text.lower()}"
    mean = _ON_AVERAGE.search(told) and "moving" not in told and not ask.expr.startswith("average(")
    of_fear = clause.subject is not None and clause.subject.series in ("VIX", "MOVE")  # no index else is a gauge of it
    if (_UNRESOLVED.search(before) and not of_fear) or mean:
        return True
    dated = len(clause.window) == 12 and not clause.inherited
    beside = _DAY_BESIDE.search(_DAY_IN_APPOSITION.sub("} ", before)[-90:])
    if (beside and not dated) or _days_ago(scene, clause, ask):
        return True
    if clause.assertion == "since" and any(p.search(before) for p in _ANOTHERS) and not _of_that_day(clause, ask):
        return True
    if not dated and any(_LATER.search(p.text.lower()) and p.end <= clause.anchor.start for p in clause.periods):
        return True
    own = next((p for p in clause.periods if 0 <= p.start - clause.anchor.end <= 30), None)
    ends = own is not None and own.relation in ("until", "before", "after") and clause.inherited
    ends = ends and not (own is not None and own.kind == "time" and own.clock == "close")  # "by the close"
    ends = ends and not (own is not None and own.kind == "time" and ask.expr.startswith("extreme_move"))
    ends = ends and not (own is not None and f"['{own.first}']" in ask.expr)
    if own is not None and (ends or (_PREVIOUS.search(own.text) and not dated)):
        return True
    if _WHEN.search(before) and not (dated or _lately(clause)):
        return True
    if clause.inherited and (_WHEN_AFTER.match(clause.after) or _THAT_DAY.match(clause.after)):
        return True
    rivalled = clause.inherited and clause.window == "1d" and not ask.expr.startswith(_BOUNDS)
    if clause.inherited and of_another_time(clause):
        return True
    if rivalled and _RIVALLED.search(ASIDE.sub(", ", before)):
        return True
    if not (clause.inherited and clause.window == "1d") or clause.figure is None or not ask.expr.startswith("change("):
        return False
    if any(t in _told_already(clause, ask) for t in clause.told):
        return False
    subject = clause.subject
    wild = subject is not None and (subject.kind == "company" or subject.series in ("VIX", "MOVE"))
    size = clause.figure.quantity.high * (ask.scale if clause.figure.kind == "fraction" else 1)
    return size > (_FAR_COMPANY if wild else _FAR_INDEX)


def _of_that_day(clause: Clause, ask: Ask) -> bool:
    """Whether what is ranked is the mark just dated, as of its own day: "the 57 of Nov. 3, which was the deepest"."""
    last = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
    dated = last is not None and last.kind == "day" and f"['{last.first}']" in ask.expr
    return dated and bool(_WHICH_WAS.search(clause.before))


def _told_already(clause: Clause, ask: Ask) -> tuple[str, str]:
    """The same move in points or percent: where it was told just before, its day is known however large it is."""
    return ask.expr.replace("change(", "change_points("), ask.expr.replace("change_points(", "change(")


def _days_ago(scene: Scene, clause: Clause, ask: Ask) -> bool:
    """Whether the figure's own time sets it back by days that could not be counted ("the previous session")."""
    if clause.window != "1d" or not clause.inherited or not _OF_THE_SESSION.search(ask.expr):
        return False
    own = own_window(scene, clause.anchor.start, clause.anchor.end)
    if sessions_on(scene, clause.anchor, own) is not None:
        return True
    return sessions_back(scene, clause.anchor.start, own) is not None


def _dated(clause: Clause) -> bool:
    """Whether some period of the sentence is told by a number or a month, and not by a weekday alone."""
    return any(p.kind != "day" or re.search(r"\d", p.text) for p in clause.periods)


def _told_loosely(scene: Scene, clause: Clause, ask: Ask) -> bool:
    """Whether the words leave the stretch open: a perfect tense without a date, "for the year" beside another year, a
    bare year to count from, a superlative told in passing, shares in another country."""
    default, subject = clause.inherited and clause.window == "1d", clause.subject
    moved = ask.expr.startswith("change")
    if default and moved and (_PERFECT.search(clause.before) or _STANDING.search(clause.before)):
        return True
    if clause.inherited and clause.window in ("1d", "now") and on_an_events_day(clause):
        return True
    if clause.inherited and moved and clause.window in ask.expr and _AND_NOW.search(clause.before):
        return True
    if clause.inherited and clause.window in ("wtd", "qtd") and ON_THE_NEWS.match(clause.after):
        return True
    if clause.window == "ytd" and _beside_another_year(clause):
        return True
    if re.search(r"change\w*\(\w[\w.]*\['\d{4}':\]", ask.expr):
        return True
    passing = _PASSING.search(clause.before) and not _APPOSED.search(clause.before)
    if default and ask.relation == "since" and (passing or not _on_a_weekday(clause)):
        return True
    near = scene.parsed.body[clause.anchor.end : clause.anchor.end + 45].lower()
    if _NEXT_FEW.match(near):
        return True
    return subject is not None and subject.kind == "company" and bool(_ABROAD.search(near))


def _beside_another_year(clause: Clause) -> bool:
    """Whether "for the year" stands in a sentence that names a year: then it may be that one."""
    the_year = any(_THE_YEAR.fullmatch(p.text.lower()) and p.start >= clause.anchor.end for p in clause.periods)
    return the_year and any(re.fullmatch(r"(?:in )?\d{4}", p.text.lower()) for p in clause.periods)


def _on_a_weekday(clause: Clause) -> bool:
    """Whether the article appeared on a day of trading, so that its last session is no older than the night."""
    return clause.published is not None and clause.published.weekday() not in (5, 6)


def _elsewhen(clause: Clause, ask: Ask) -> bool:
    """Whether the words place the figure at a moment of its own while the expression asks of now."""
    if _INTO.search(clause.before):
        return True
    if "[now]" not in ask.expr:
        return False
    before = [p for p in clause.periods if p.end <= clause.anchor.start]
    if any(p.relation == "ago" for p in before[-1:]):
        return True
    dated = re.fullmatch(r"'(\d{4}-\d\d(?:-\d\d)?)'", clause.window)
    if clause.inherited or dated is None or clause.published is None:
        return False
    day = dated.group(1)
    return day < f"{clause.published - timedelta(5)}"[: len(day)]


def _lately(clause: Clause, ahead: bool = False) -> bool:
    """Whether the last period before the figure (``ahead``: the first after it) is a day of the past week or so."""
    if ahead:
        last = next((p for p in clause.periods if p.start >= clause.anchor.end), None)
    else:
        last = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
    if last is None or last.first is None or clause.published is None:
        return False
    return last.kind == "day" and (clause.published - last.first).days <= 10


def _long_past(clause: Clause) -> bool:
    """Whether the window itself lies at least two years back, so that the years just named are its own."""
    named = re.search(r"'(\d{4})", clause.window)
    return not clause.inherited and named is not None and clause.published is not None and (
        int(named.group(1)) <= clause.published.year - 2
    )


def _back_again(clause: Clause) -> bool:
    """Whether the words leave the years just named for a time of their own: a month or year with its number, or now."""
    if _EVEN_NOW.search(clause.before):
        return True
    numbered = any(re.search(r"\b(?:19|20)\d\d\b", p.text) and clause.window.startswith(f"'{p.first}"[:5])
                   for p in clause.periods)
    return not clause.inherited and numbered
