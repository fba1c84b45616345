"""below_peak, above_trough: how far a value is from an extreme, in points or percent."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause, Series
from .base import Arg, Compute, Metric, Result, Tape, at, between, series_arg, show
from .change import POINT_UNITS
from .drawdown import AT_WORST
from .peak import extreme
from .period_window import window_text
from .reading import (
    fraction,
    is_market,
    is_rate,
    mark_window,
    mark_window_before,
    period_after,
    series_of,
    unit_is,
)
from .session_marks import of_a_close, of_the_session
from .window import Final, finals, span_of
from .within_day import measured_within
from .wording import ADVERB, FALL_NOUN, FALL_VERBS, LOW_MARK, MARK, RISE_VERBS


def _now(tape: Tape, leaf: Series) -> tuple[Final, ...]:
    points = tape.points(leaf)
    return finals(tape, leaf, points, span_of(tape, leaf, points))[1]


def _compute(metric: str, highest: bool, percent: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, other: Arg | None = None) -> list[Result]:
        leaf = series_arg(arg, metric)
        span = span_of(tape, leaf, tape.points(leaf))
        whole = Series(id=leaf.id, window=":now")
        upto = span.last if span.kind == "day" and span.last <= tape.cut(leaf.id) else None
        if other is None:
            found = extreme(tape, whole, highest, upto)
        else:
            found = extreme(tape, series_arg(other, metric), highest)
        ref = found.row
        out = []
        for end in _now(tape, leaf):
            low, high = ((ref.value - v) if highest else (v - ref.value) for v in (end.low, end.high))
            if percent:
                low, high = low / ref.value * 100.0, high / ref.value * 100.0
            unit = "percent" if percent else POINT_UNITS.get(end.row.points.unit, end.row.points.unit)
            value = between(low, high, unit)
            word = "below" if highest else "above"
            text = f"{end.text} is {show(value.low)} {unit} {word} {at(ref)}"
            out.append(Result(end.name, value, (text,), (ref, end.row), note=found.note, wide=end.wide))
        return out

    return compute


_NOTE = ("without a second series: the extreme of the series' whole history to date, at the close",)
METRICS = (
    Metric("below_peak", "", "A[now], B[w]", "How many points A is below B's peak in the window (negative: above it).",
           _compute("below_peak", True, False), None, _NOTE, 1, 2),
    Metric("below_peak_pct", "percent", "A[now], B[w]", "How many percent of the peak A is below B's peak.",
           _compute("below_peak_pct", True, True), None, _NOTE, 1, 2),
    Metric("above_trough", "", "A[now], B[w]", "How many points A is above B's trough in the window.",
           _compute("above_trough", False, False), None, _NOTE, 1, 2),
    Metric("above_trough_pct", "percent", "A[now], B[w]", "How many percent of the trough A is above B's trough.",
           _compute("above_trough_pct", False, True), None, _NOTE, 1, 2),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 40
_THE_ONE = (
    r"(?:one|own)(?=,?(?: (?:that|which))?(?: (?:it|they|the [a-z]+))?(?: had)? "
    r"(?:set|hit|reached|notched|posted|made)\b)"
)
"""Another's mark of the kind just told: "off 8% from the one it set on July 10"."""
_BELOW = re.compile(
    r"^,?(?: points?)?(?: of (?:its|their) (?:market )?value)? "
    r"(?:(?=\{P\}'s (?:[a-z-]+ ){0,2}(?:high|peak|top)\b)|below|since|from|short of|under|off|shy of|away from|"
    r"beneath|lower than|down from|less than) ?"
    r"(?:of )?(?:setting |hitting |reaching |notching |posting )?(?:its|the|their|a|that|an|\{[SRG]\}'s)? ?"
    rf"(?:(?:all-time|record|closing|intraday|recent|previous|old) )*(?:\{{P\}}(?:'s)? )?(?P<mark>{MARK}|{_THE_ONE})"
    r"(?P<rest>[^;]{0,80})"
)
_ABOVE = re.compile(
    r"^(?: points?)? (?:above|over|north of|clear of|from|since|off|higher than|up from) (?:of )?"
    r"(?:its|the|their|a)? ?(?:\{P\}'s )?"
    rf"(?:(?:closing|intraday|recent|bear-market|pandemic) )*(?:\{{P\}} )?(?P<mark>{LOW_MARK}|close)\b"
    rf"(?P<rest>[^;]{{0,60}})"
)
SINCE_LOW = re.compile(
    rf"\b(?:since|from) (?:(?:its|the|their) (?:own )?(?:\{{P\}},? )?(?P<mark>{LOW_MARK}|close)|"
    rf"\{{P\}}(?:'s)? {LOW_MARK})"
    rf"(?: (?:of|on|in) \{{P\}})?,? (?!(?:to|through|until) )(?:though, |however, )?"
    rf"(?:(?!\bto (?:(?:its|the|their)\b|\{{P\}})|\b(?:yet|but|while|although|whereas)\b|, and\b)[^;.]){{0,50}}$"
)
_LEVEL_OF = re.compile(r"\b(?:of|at) \$?$")
_FROM_HIGH = re.compile(
    rf"\bfrom (?:(?:its|the|their) )?(?:\{{P\}}(?:'s)? )?(?:\$?\{{N\}} )?(?:(?:all-time|record|closing|recent) )*"
    rf"(?P<mark>{MARK})(?: (?:of|on|in|set on|reached on) (?:\{{P\}}|\$?\{{N\}}))*,? (?:the )?(?:\{{[SRG]\}}'s )?"
    rf"[^;.,{{}}]{{0,24}}(?:{FALL_NOUN}|damage|toll|bill) (?:is|was|now|comes to|has come to|stands at|amounts to|"
    r"totals|has reached)"
    r"(?: (?:now|about|nearly|almost|more than))* $"
)
"""A fall told as what has come of a high: "from January's $80.04 high the damage is nearly 20%"."""
_DOWN_FROM = re.compile(
    rf"(?:^|[,;] |\b(?:and|but) )(?:and |but )?from (?:its|the|their|that|an?) (?:\{{P\}}(?:'s)? )?(?P<mark>{MARK})"
    r"(?: (?:of|on|in|at) (?:\{P\}|\$?\{N\}))*(?:,? (?:(?:that|which) )?(?:(?:it|they|the [a-z]+|\{[SRG]\}) )?(?:had )?"
    r"(?:set|hit|reached|notched|posted|made|touched)(?: (?:back )?(?:on|in))?(?: \{P\})?)?,? (?:at )?(?:\$?\{N\}, )?"
    r"(?:it|they|the [a-z]+|(?:the )?\{[SRG]\}) (?:is|are|has|have|stands|sits)(?: now| already| since)?"
    rf"(?: by)? (?:down|off|lower|(?:{FALL_VERBS})) {ADVERB}\$?$"
)
"""How far from a mark told first: "from the record that it set on July 16 it is down 8.5%"."""
_SINCE_BOTTOM = re.compile(
    r"^ since (?:(?:it|they|\{[SRG]\}) )?(?:hit|hitting|reach\w*|touch\w*|set|setting|mark\w*|made|making|bottom\w*|"
    r"trough\w*)(?: (?:a|its|the|their|bear-market|closing|multi-?year|\w+))*? ?(?:low|bottom|trough|out)?(?: back)? "
    r"(?:on|in) \{P\}"
)
_OR = re.compile(r", (?:or|in fact|to be (?:exact|precise),?|that is,?)(?: (?:about|nearly|just|roughly))? $")
"""A distance told first without a number: "a whisker, or 0.6%, below its peak"."""
_ASIDE = re.compile(r", (?:below|beneath|under|short of|shy of|off|away from|lower than) ")
WITHIN = re.compile(r"\bwithin (?:about |just |only |roughly |a mere )?$")
_OF_MARK = re.compile(
    rf"^ of (?:its|the|their|a|that|another|setting a|hitting a|\{{[SRG]\}}'s)? ?"
    rf"(?:(?:all-time|record|closing|intraday|recent|previous|old|new) )*(?:\{{P\}}(?:'s)? )?(?P<mark>{MARK})\b"
)
_MISSED_BY = re.compile(
    r"\bmiss(?:ed|es|ing)?(?: out on| setting| notching| closing at)? (?:an?|another|its|yet another|the) "
    r"(?:(?:new|fresh|closing|all-time|own|old|previous|first|second|third) )*(?:(?:record|high|peak|mark|close) )*by "
    r"(?:(?:only|just|a mere|a scant|about|less than|nearly) )*$"
)
"""How far short of a record a close fell: "missed another by five points"."""
_HAS_TO_GO = re.compile(r"\b(?:has|have|had|is|are|with) (?:still )?(?:only |just |about |some |nearly |another )*$")
_TO_GO = re.compile(
    rf"^ (?:points? )?(?:left )?(?:to go|to climb|to travel|to rise|to make up|to gain)(?: (?:to|before|until|till|"
    rf"for|to reach|to match|to "
    rf"regain|before it (?:reaches|regains|matches)))* (?:its|the|their|an?) (?:(?:all-time|record|closing|old|"
    rf"previous) )*"
    rf"(?:\{{P\}}(?:'s)? )?(?P<mark>{MARK})\b"
)
"""What is missing: "has about 7% to go to its 2021 record"; of a share it is one of where it stands now."""
_A_RECORD = re.compile(r"\b(?:records?|all-time highs?)\b")
_SPAN = re.compile(r"'\d{4}(?:-(?:W|Q)?\d\d?)?'")
_ENDED_IT = re.compile(
    r"\b(?:end|clos|finish|left|leav)\w* (?:the )?(?:\{P\}|week|month|quarter|year)"
    r"(?: (?:still|about|nearly|some|down|off))*\s*$"
)
_STOOD = re.compile(
    r"\b(?:was|were|stood|had been|had fallen|had dropped|had slid|sat|lay|closed|ended|finished)\b[^;{}]*$")
"""A distance told as past is of the day that was named."""
_TO_A_DAY = re.compile(r"^ (?:from|off) (?:the )?\{P\}'s [a-z -]+ to (?:the )?\{P\}")
"""A move from one named end to another, and no distance from where it stands now."""
_BOTH_ENDS = re.compile(r"'\d{4}-\d\d-\d\d':'\d{4}-\d\d-\d\d'")
NEAREST = 0.6
"""Share of "within 3% of its record" that a distance has at least, or other words would tell it."""
_BELOW_IT = re.compile(
    r"^(?: points?)? (?:below|from|short of|under|off|shy of|away from|beneath) (?:(?:that|the last|the latest) (?:one|"
    r"mark|record|peak|high|level)|it|them)\b"
)
"""How far from the record just dated: "set its last record on Oct. 27 and is 0.8% shy of that one"."""
_MARK_THEN = re.compile(
    r"\b(?:its|their|the) \{P\}(?:'s)? (?:(?:closing|record|all-time) )*(?:high|peak|record|summit|top)\b(?: close)?"
    r"[^;{}]*(?:\{N\}[^;{}]*)?$"
)
_OF_IT = re.compile(
    r"^(?: points?)? (?:below|from|short of|under|off|shy of|away from|beneath) (?:it|that(?: one| mark| level| peak|"
    r" high)?)"
    r"(?=[.,;)]|$| (?:and|but|while|as|now|still)\b)"
)
"""How far from a mark just named: "never did regain its Jan. 26 high, and is now 14% short of it"."""
_TOPS = ("record_date(", "record_count(", "peak(", "previous_record_date(")
_NEVER = re.compile(
    r"\b(?:at no (?:point|time|stage)|not once|never|n't|on no (?:day|occasion))\b"
    r"(?:[^;,]|,(?! (?:and|but|so) (?:it |they )?(?:is|are|now|stands?|sits?|remains?)\b)){0,60}$"
)
"""What never was so far off tells of every day of a stretch, not of the last."""
_UP_TO = re.compile(r"^ (?:through|as of|up to|to) (?:(?:the )?(?:close|end) (?:of|on) )?\{P\}|^ \{P\}")
_LATELY = 6
"""Days within which a day that is named is the one the distance was measured on."""
_FROM_THERE = re.compile(r"^ (?:from|since) (?:there|then)\b")
_RISEN = re.compile(rf"\b(?:{RISE_VERBS}) {ADVERB}$")
_DAY_FALL = re.compile(rf"(?<!has )(?<!have )\b(?!(?:is|are) (?:down|off)\b)(?:{FALL_VERBS}) {ADVERB}$")


def reads(clause: Clause) -> Ask | None:
    """How far below a high, or above a low, the subject stands; also "since its April 8 low" and "from there"."""
    return measured_within(clause, _told(clause))


def _told(clause: Clause) -> Ask | None:
    """The distance from where the subject stands at the close of the day that is told."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.figure is None or clause.assertion:
        return None
    if _TO_A_DAY.match(clause.after) or (_BOTH_ENDS.fullmatch(clause.window) and not clause.inherited):
        return None
    if AT_WORST.search(clause.before):
        return None  # of the stretch's deepest day, not of where it stands
    if of_the_session(clause) or of_a_close(clause):
        return None
    kind = ("_pct", 100.0) if fraction(clause) and not is_rate(series) else unit_kind(clause, series)
    if kind is None or _NEVER.search(clause.before):
        return None
    within = WITHIN.search(clause.before) and _OF_MARK.match(clause.after)
    if within and (kind[0] == "_pct" or unit_is(clause, "index_point")):
        return _within(clause, series, within, kind[0])
    of_record = _A_RECORD.search(clause.before) or any("record" in t for t in clause.told)
    if of_record and _MISSED_BY.search(clause.before):
        return _ask(f"below_peak{kind[0]}", series, "", ":now", kind[1])
    aside = clause.after.startswith(",") and not (_OR.search(clause.before) and _ASIDE.match(clause.after))
    m = _BELOW.match(clause.after) if not (aside or _RISEN.search(clause.before)) else None
    if m and "low" not in m.group("mark"):
        return _below(clause, series, kind, m)
    if _BELOW_IT.match(clause.after) and any(t.startswith(_TOPS) and f"({series}[" in t for t in clause.told[-2:]):
        return _ask(f"below_peak{kind[0]}", series, "", ":now", kind[1])
    if _HAS_TO_GO.search(clause.before) and (missing := _TO_GO.match(clause.after)):
        mark = mark_window(clause, missing.end("mark")) or ":now"
        ask, far = _ask(f"below_peak{kind[0]}", series, "", mark, kind[1]), clause.figure.quantity.high * kind[1]
        # a share to go may be one of the mark or of where it stands now
        return ask.model_copy(update={"slack": far * far / (100 - far)}) if kind[0] and far < 100 else ask
    then = _MARK_THEN.search(clause.before) if _OF_IT.match(clause.after) else None
    if then is not None:
        high = mark_window_before(clause)
        return _ask(f"below_peak{kind[0]}", series, "", high, kind[1]) if high else None
    up = _ABOVE.match(clause.after)
    if up:
        low = mark_window(clause, up.end("mark"))
        return _ask(f"above_trough{kind[0]}", series, "", low, kind[1]) if low else None
    bottom = _SINCE_BOTTOM.match(clause.after)
    if bottom and re.search(r"low|bottom|trough", bottom.group()):
        low = mark_window(clause, bottom.end())
        return _ask(f"above_trough{kind[0]}", series, "", low, kind[1]) if low else None
    if SINCE_LOW.search(clause.before) and not _LEVEL_OF.search(clause.before):
        low = mark_window_before(clause)
        return _ask(f"above_trough{kind[0]}", series, "", low, kind[1], _through(clause)) if low else None
    down = _DOWN_FROM.search(clause.before)
    if down and "low" not in down.group("mark"):
        high = mark_window_before(clause) if "{P}" in down.group() else ":now"
        return _ask(f"below_peak{kind[0]}", series, "", high, kind[1]) if high else None
    if fallen := _FROM_HIGH.search(clause.before):
        high = mark_window_before(clause) if "{P}" in fallen.group() else ":now"
        return _ask(f"below_peak{kind[0]}", series, "", high, kind[1]) if high else None
    if _FROM_THERE.match(clause.after) and clause.mark:
        return _ask(f"above_trough{kind[0]}", series, "", clause.mark, kind[1])
    return None


def _below(clause: Clause, series: str, kind: tuple[str, float], m: re.Match[str]) -> Ask | None:
    """How far below the mark that ``m`` names, now or on the day that was told."""
    if _DAY_FALL.search(clause.before) and not clause.inherited and len(clause.window) == 12:
        return None
    if m.group("mark") in ("one", "own") and not any(t.startswith(("record", "below_peak")) for t in clause.told):
        return None
    field = ".high" if "intraday" in clause.after[: m.end("mark")] else ""
    mark = _a_session(mark_window(clause, m.end("mark")) or ":now", m.group("mark"))
    day = _moment(clause, mark)
    of_today = day == f"'{clause.published}'" and not clause.in_session  # the last close there is
    if mark == ":now" and day != "now" and not (field or of_today):
        return Ask(expr=f"below_peak{kind[0]}({series}[{day}])", scale=kind[1],
                   unit="percent" if kind[0] else "index_point", certain=_over(clause, day))
    return _ask(f"below_peak{kind[0]}", series, field, mark, kind[1], day if mark != ":now" else "now")


def _within(clause: Clause, series: str, found: re.Match[str], kind: str) -> Ask | None:
    """"Within 3% of its record": no further away, and not so near that the words would be odd."""
    assert clause.figure is not None
    if "low" in found.group("mark"):
        return None
    ask = _ask(f"below_peak{kind}", series, "", mark_window(clause, found.end("mark")) or ":now", 1.0)
    far = clause.figure.quantity.high
    slack = 0.05 if kind else 0.5
    return ask.model_copy(update={"relation": "at_most", "low": NEAREST * far, "high": far, "slack": slack})


def unit_kind(clause: Clause, series: str) -> tuple[str, float] | None:
    """Suffix of the metric and factor of the figure, by its unit alone."""
    if is_rate(series):
        if unit_is(clause, "basis_point"):
            return "", 0.01
        return ("", 1.0) if unit_is(clause, "percentage_point") else None
    if unit_is(clause, "percent"):
        return "_pct", 1.0
    return ("", 1.0) if unit_is(clause, "index_point", "number", "$") else None


def _moment(clause: Clause, mark: str) -> str:
    """When the distance is measured: on the day that was named before it ("on Oct. 27 it was 10% below"), else now."""
    day = clause.window
    over = _over(clause, day)
    ended = _SPAN.fullmatch(day) and _ENDED_IT.search(clause.before)
    told = not clause.inherited and (len(day) == 12 or ended) and day != mark
    named = told and any(p.end <= clause.anchor.start and window_text(p) == day for p in clause.periods)
    return day if named and (mark != ":now" or over or _STOOD.search(clause.before)) else "now"


def _over(clause: Clause, day: str) -> bool:
    """Whether a day is one of the last sessions before publication."""
    today = clause.published
    return today is not None and f"'{today - timedelta(_LATELY)}'" <= day < f"'{today}'"


def _a_session(mark: str, noun: str) -> str:
    """The window of a mark; of a record that is dated by a day of no session, that of the record itself."""
    weekend = len(mark) == 12 and date.fromisoformat(mark.strip("'")).weekday() >= 5
    return ":now" if weekend and "record" in noun else mark


def _through(clause: Clause) -> str:
    """The day up to which a move is counted ("is up 28% through Tuesday"), else now."""
    until = period_after(clause, 12) if _UP_TO.match(clause.after) else None
    told = until is not None and until.kind == "day" and until.first is not None
    return f"'{until.first}'" if told and until is not None else "now"


def _ask(metric: str, series: str, field: str, window: str, scale: float, moment: str = "now") -> Ask:
    unit = "percent" if metric.endswith("_pct") else "index_point"
    return Ask(expr=f"{metric}({series}[{moment}], {series}{field}[{window}])", unit=unit, scale=scale)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Russell 2000 is 253 points below its all-time high.", "below_peak(RUT[now], RUT[:now])"),
    ("The Nasdaq Composite is 4.9% from its Dec. 16 record.", "below_peak_pct(IXIC[now], IXIC['2024-12-16'])"),
    ("The S&P 500 is 2% below a record.", "below_peak_pct(SPX[now], SPX[:now])"),
    (
        "The 10-year Treasury yield is 22 basis points below its April 25 high.",
        "below_peak(DGS10[now], DGS10['2024-04-25'])",
    ),
    ("The S&P 500 is up 14% from its April 19 low.", "above_trough_pct(SPX[now], SPX['2024-04-19'])"),
    ("The S&P 500 is up 14% from last year's low.", "above_trough_pct(SPX[now], SPX['2024'])"),
    ("From its April 19, 2024, low, the S&P 500 is up 14%.", "above_trough_pct(SPX[now], SPX['2024-04-19'])"),
    (
        "The S&P 500 hit a low on Aug. 5. It has climbed 12% from there.",
        "above_trough_pct(SPX[now], SPX['2024-08-05'])",
    ),
    ("The S&P 500 is 131 points short of Monday's record.", "below_peak(SPX[now], SPX['2025-01-06'])"),
    ("Tesla has lost 18% of its value since its Dec. 17 record.", "below_peak_pct(TSLA[now], TSLA['2024-12-17'])"),
    ("The S&P 500 has risen 18% since its 2022 record.", None),
    ("Oracle's profit is 4% below its peak.", None),
    ("The S&P 500 is 2% below its average.", None),
    ("The S&P 500 is a hair, or 2%, below its record.", "below_peak_pct(SPX[now], SPX[:now])"),
    ("The S&P 500 lost 2%, below its average.", None),
)
