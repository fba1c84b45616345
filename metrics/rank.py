"""rank_high, rank_low: a value's place among all earlier ones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..errors import DataError
from ..schemas import Ask, Clause
from .base import Arg, Compute, Metric, Result, Row, Tape, between, iso, show
from .history import OPTIONS, ROLLING, history_of, kept
from .period_window import window_text
from .reading import ask_count, is_market, leaf_now, period_after, series_of, year_before
from .since_told import since_base
from .window import every_session, unbroken
from .wording import BEST, HUMBLEST, LOFTIEST, MONTHS, MOVE_NOUN, PLACES, SIZED, WORST, spoken_number

_BEGUN = {"SPX": "1957-03-04"}
"""Where an index's name is younger than its figures "on record" may mean either (S&P Dow Jones, index history)."""


def _compute(metric: str, highest: bool) -> Compute:
    def compute(tape: Tape, arg: Arg, *options: Arg) -> list[Result]:
        out = one(tape, arg, *options)
        begun = _BEGUN.get(out[0].rows[0].points.series)
        if begun is not None and int(out[0].rows[0].day) < date.fromisoformat(begun).toordinal():
            own = one(tape, arg, *options, begun)
            out += [replace(r, name=f"since {begun}") for r in own]
        return out

    def one(tape: Tape, arg: Arg, *options: Arg) -> list[Result]:
        whole = history_of(tape, arg)
        if whole.grain == ROLLING:
            raise DataError("overlapping stretches cannot be ranked", "no_metric")
        every_session(whole.points)
        h = kept(whole, options, metric)
        earlier = h.values[:-1]
        ranks = [1 + int((earlier > v).sum() if highest else (earlier < v).sum()) for v in h.bounds]
        first, last = int(h.ends[0]), int(h.ends[-1])
        if len(h.ends) < len(whole.ends):
            unbroken(tape, h.points, first, last)
        top = int(h.values.argmax() if highest else h.values.argmin())
        text = (f"{show(float(h.values[-1]))} {h.unit} is number {min(ranks)} of {len(h.ends)} since {iso(first)}; "
                f"the {'highest' if highest else 'lowest'} is {show(float(h.values[top]))} of {iso(int(h.ends[top]))}")
        rows = tuple(Row(h.points, int(h.ends[i]), float(h.points.values[h.points.index_at_or_before(int(h.ends[i]))]))
                     for i in (top, -1))
        note = f"in data since {iso(first)}"
        return [Result("", between(ranks[0], ranks[1], "rank"), (text,), rows, note=note, wide=ranks[0] != ranks[1])]

    return compute


_CONVENTIONS = (*OPTIONS, "the S&P 500: all its history, or since it has held 500 stocks (March 4, 1957)")

METRICS = (
    Metric("rank_high", "rank", "S[w] or change(S[w]) ..., '1931', 'same', 'start'",
           "The value's place from the top among all earlier ones; 1 is the highest.", _compute("rank_high", True),
           None, _CONVENTIONS, 1, 4),
    Metric("rank_low", "rank", "S[w] or change(S[w]) ..., '1931', 'same', 'start'",
           "The value's place from the bottom among all earlier ones; 1 is the lowest.", _compute("rank_low", False),
           None, _CONVENTIONS, 1, 4),
)

# -- how the press words it -------------------------------------------------------------------------------------------

PRIORITY = 19
_SUPERLATIVES = "|".join((*BEST, *WORST, *SIZED, *LOFTIEST, *HUMBLEST))
_PHRASE = re.compile(
    rf"\b(?P<super>{_SUPERLATIVES})\b(?P<rest>.*)$"
)


_NO_EQUAL = re.compile(r"no \w+ |without |un(?:match|equal|parallel|preced|rival)")
_THE_MOVE = re.compile(
    rf"(?:\b{MOVE_NOUN}|\{{N\}})(?: \{{P\}})?,?"
    r"(?: (?:that|which)(?: (?:has|had|is|was|finds))?| (?:is|was|with|has))? $"
)
_NTH = re.compile(
    rf"(?:the |its |their )?(?P<n>{PLACES})"
    rf"[- ](?P<super>{_SUPERLATIVES})"
)
_FIRST_OF = re.compile(rf"(?:the |its |their )?(?P<n>)(?P<super>{'|'.join((*BEST, *WORST, *SIZED))})")
_OF_A_SPAN = re.compile(
    rf"^ (?:(?:percentage|point|one-(?:day|week|month)|daily|weekly|monthly|quarterly) )*"
    rf"(?:day|session|week|month|quarter|{MOVE_NOUN})\b(?! (?:since|in))"
)
"""What is ranked first within a year, by its noun: "its best week of the year"."""
_PLACE = re.compile(rf"\b(?P<n>{PLACES})[- ]$")
_IN_A_YEAR = re.compile(r"^(?P<rest>[^;,{}]{0,40}?) (?:so far )?(?:(?:of|in|for) (?:\{P\}|the year)|\{P\}|this year)")
_NOT_AT = re.compile(
    r"\b(?:not|n't|never|without|short of|from|near|nears|toward|towards|approach\w*|since|of|above|below|off|until|"
    r"before|than|between|retest\w*|test\w*)(?: (?:its|the|their|a|an|any))*(?: \w+)? $|\bof (?:its|the|their)? ?$"
)
_AT_CLOSE = re.compile(r"\b(?:clos|finish|end|settl)\w*\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


def reads(clause: Clause) -> Ask | None:
    """"The largest one-day percentage increase ever", "the worst year in its history": first of all."""
    series = series_of(clause)
    if clause.assertion == "extreme":
        return _of_the_year(clause, series)
    if clause.assertion is None:
        return _nth_of_the_year(clause, series)
    if clause.assertion != "ever" or re.search(r"\bany\b", clause.anchor.text):
        return None
    m = _PHRASE.search(clause.anchor.text.lower())
    if _NO_EQUAL.match(clause.anchor.text.lower()):
        return _unequalled(clause, series)
    if m is None or series is None or not is_market(series):
        return None
    base = since_base(clause, m.group("super"), m.group("rest"))
    if base is None:
        return None
    expr, up = base
    same = ", 'same'" if _MONTH.search(m.group("rest")) and "change" in expr else ""
    nth = _PLACE.search(clause.before)
    place = spoken_number(nth.group("n")) if nth is not None else 1
    return ask_count(f"rank_{'high' if up else 'low'}({expr}{same})", place or 1, "rank")


def _unequalled(clause: Clause, series: str | None) -> Ask | None:
    """"A 116% jump that has no equal in its history": the move just told is the first of all in its direction."""
    told = clause.told[-1] if clause.told else ""
    if series is None or not re.match(rf"change\w*\({re.escape(series)}\[[^,]*\)$", told):
        return None
    if clause.antecedent_movement not in ("up", "down") or not _THE_MOVE.search(clause.before):
        return None
    return ask_count(f"rank_{'high' if clause.antecedent_movement == 'up' else 'low'}({told})", 1, "rank")


def _nth_of_the_year(clause: Clause, series: str | None) -> Ask | None:
    """"The third-biggest point drop of 2018", "its second-best day this year": the place among those of that year."""
    figure, day = clause.figure, clause.published
    if figure is None or series is None or not is_market(series) or day is None or figure.kind != "superlative":
        return None
    text, after = figure.text.lower(), _IN_A_YEAR.match(clause.after)
    m = _NTH.fullmatch(text) or (_FIRST_OF.fullmatch(text) if _OF_A_SPAN.match(clause.after) else None)
    place = (spoken_number(m.group("n") or "one") if m is not None else None)
    if m is None or after is None or place is None:
        return None
    company = clause.subject is not None and clause.subject.kind == "company"
    if company and re.match(r"^ (?:quarter|year)", clause.after):
        return None  # of its business
    named = period_after(clause, 60)
    window = window_text(named) if "{P}" in after.group() and named is not None else "ytd"
    year = str(day.year) if window == "ytd" else window.strip("'") if window is not None else ""
    base = since_base(clause, m.group("super"), after.group("rest"))
    if base is None or not re.fullmatch(r"\d{4}", year) or ("ytd" in base[0]):
        return None
    if year != str(day.year):
        return None
    return ask_count(f"rank_{'high' if base[1] else 'low'}({base[0]}, '{year}')", place, "rank")


def _of_the_year(clause: Clause, series: str | None) -> Ask | None:
    """"New 2018 lows", "its lowest close of the year", "a 52-week low": first of the days since that span began."""
    word = clause.anchor.text.lower()
    day = clause.published
    if series is None or not is_market(series) or day is None or _NOT_AT.search(clause.before):
        return None
    if "'" in clause.window and not (len(clause.window) == 12 and clause.window.startswith(f"'{day.year}")):
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", word)
    if year is not None and year.group() != str(day.year):
        return None
    since = f"{day.year}"
    if re.search(r"52-week|one-year", word):
        since = f"{year_before(day)}"
    elif "month" in word:
        since = f"{day.year}-{day.month:02d}"
    elif "quarter" in word:
        since = f"{day.year}-Q{(day.month + 2) // 3}"
    elif "week" in word:
        since = f"{day.isocalendar().year}-W{day.isocalendar().week:02d}"
    side = "high" if re.search(r"high|strong", word) else "low"
    ask = ask_count(f"rank_{side}({leaf_now(clause, series)}, '{since}')", 1, "rank")
    return ask.model_copy(update={"certain": bool(_AT_CLOSE.search(clause.before[-50:]) or "clos" in word)})


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Friday's 1.5% drop was the S&P 500's worst day on record.", "rank_low(change(SPX['2025-01-10']))"),
    ("It was the S&P 500's worst month ever.", "rank_low(change(SPX[mtd]))"),
    ("The Dow rose 1,100 points, its largest one-day point gain ever.", "rank_high(change_points(DJI[1d]))"),
    ("On Friday the VIX jumped 8%, a rise without parallel in its history.", "rank_high(change(VIX['2025-01-10']))"),
    ("The Dow rose 1,100 points on Friday. In points it was the third-largest gain it has ever recorded.",
     "rank_high(change_points(DJI['2025-01-10']))"),
    ("Stocks slid to new 2025 lows.", "rank_low(SPX[now], '2025')"),
    ("The S&P 500 fell to its lowest level of the year.", "rank_low(SPX[now], '2025')"),
    ("The S&P 500 closed at a new low for the year.", "rank_low(SPX[now], '2025')"),
    ("The Russell 2000 sank to its lowest close this month.", "rank_low(RUT[now], '2025-01')"),
    ("The Dow fell 697 points, its third-biggest point drop of 2025.", "rank_low(change_points(DJI[1d]), '2025')"),
    ("The S&P 500 rose 1.5%, its second-best day this year.", "rank_high(change(SPX[1d]), '2025')"),
    ("Apple's third-biggest acquisition of 2025 closed.", None),
    ("The Dow settled at a 52-week high.", "rank_high(DJI[now], '2024-01-10')"),
    ("The S&P 500 is 2% above its 2025 low.", None),
    ("The S&P 500 ended near its highest level of the year.", None),
    ("The S&P 500's 1.5% drop was the most any index has lost.", None),
    ("Oracle posted its best quarter ever.", None),
    ("The Dow fell 1.6%, for reasons without precedent in history.", None),
    ("The Dow's fall came in a year unmatched in the history of trade.", None),
    ("It was the hottest year on record.", None),
)
