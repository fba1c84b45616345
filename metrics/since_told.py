"""What is compared with earlier times, and in which direction: "its worst week since March"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..schemas import Ask, Clause
from .period_window import last_month, weekday_before, window_text
from .reading import ask_date, is_market, is_rate, leaf_now, series_of
from .streak_grain import grain_of_word, is_one
from .wording import (
    BEST,
    FALL_NOUN,
    HUMBLEST,
    LOFTIEST,
    MONTHS,
    RISE_NOUN,
    WORST,
    spoken_number,
)

_LEVEL_NOUN = (
    r"(?:closes?|closing|finish|settlement|settle|levels?|readings?|point(?! \w)|price|yield|close|low|high|mark)"
)
_NOUN_OF_ITS_OWN = re.compile(r"^ (?:close|closing level|finish|settlement|level|day|session|week|month|quarter)\b")
"""What is ranked is said, whatever was counted just before: "a third gain and its best close since"."""
_CLOSE_NOUN = re.compile(r"^ (?:close|closing level|finish|settlement|level)\b")
"""What "best" and "worst" may be said of as "highest" and "lowest" are."""
_MOVE_NOUN = (
    rf"(?:day|session|outing|week|month|quarter|year|performance|showing|start|run|stretch|return|haul|harvest|{RISE_NOUN}|"
    rf"{FALL_NOUN}|"
    r"move|months|days)"
)
_NAMED_SEASON = re.compile(
    r"^ (?:month of )?\{P\}(?: (?:performance|showing|return|gain|loss|decline|drop|rally|advance|slump))?\s*"
    r"(?:since|in|for|on|$)?"
)
_NAMED_MONTH = re.compile(
    rf"^ (?:month of )?(?P<month>{'|'.join(MONTHS)})(?: (?:performance|showing|return|gain|loss|decline|drop|rally|"
    r"advance|slump))?\s*(?:since|in|for|on|$)?(?!\w)"
)
"""A month whose name reads as another word or was kept as the superlative's own: "its worst May"."""
_UP = (*BEST, *LOFTIEST, "widest", "fastest")
_DOWN = (*WORST, *HUMBLEST, "narrowest")
_LEVEL_SUPER = (*LOFTIEST, *HUMBLEST, "narrowest", "widest")
_SMALLER = ("least", "smallest", "slimmest", "thinnest", "skinniest", "tightest")
_SMALLER_OR_LARGER = (*_SMALLER, "most", "largest", "biggest", "greatest", "fattest", "broadest")
"""Of a gap told just before: "19 basis points apart, the least since 2007"."""
_FREQ = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|six)[- ])?(?P<f>day|daily|session|week|weekly|month|monthly|quarter|"
    r"quarterly|year|annual|months)\b"
)
_INVERTED = re.compile(r"^(?:most (?:deeply |sharply )?inverted|"
    r"(?:deepest|steepest|sharpest|biggest|largest|widest|greatest)(?: such)? inversion)\b")
_BEHIND_LEVEL = re.compile(
    r"\b(?:to|at) (?:close |end |finish |settle |a (?:close|finish) of )?\$?\{N\}(?: an? [a-z]+)?,? (?:also )?"
    r"(?:(?:its|the|their) (?:own )?)?$"
)
_OF_ALL_TIMES = re.compile(r" (?:ever|on record|in (?:its )?history|of all time|in (?:its|the) (?:records?|annals))")
"""What has no noun and stands right behind a level is said of the level: "to 46,924.74, its own best ever"."""
_OTHER_NOUN = re.compile(
    r"^ (?!(?:since|in|for|on|of|at|the|an?|as|to|that|it|its|they|ever|by|this|these|so|and|but|or|yet|than|all|any|"
    r"recorded|seen|yield\w*|trad\w+|been|has|have|had|was|is|close\w*|closing|finish\w*|settle\w*|intraday|daily|"
    r"weekly|monthly|end|ending|inflation|nominal|real|among|from|with|after|during|over|under|percentage|rate|value|"
    r"figure|print|one|position|spot|standing|number|perch|altitude|plane|quote|ground|territory|going)\b)[a-z]"
)
"""A noun that is neither a level nor a move: "the highest volume since May"."""
_OF_ITS_KIND = re.compile(
    r"^ (?:(?:such|yield-curve|curve|of the) )*(?:inversion|gap|spread|premium|discount|difference)\b")
"""A distance between two, that only a distance just told can be."""
_INVERTED_BY = re.compile(
    r"\binverted by (?:\w+ )?\{N\}(?: (?:on |in )?\{P\})?, the (?:most|least|largest|smallest) since(?: the)?\s*$"
)
_AT_CLOSE = re.compile(r"\b(?:clos|finish|settle)")
_IN_POINTS = re.compile(r"\bin (?:points|point terms)\b[^;{}]{0,30}$")
_IN_PERCENT = re.compile(
    r"\bin (?:percentage|percent) terms\b[^;{}]{0,30}$"
)
_DAYS_LEVEL = re.compile(r"level\((?P<leaf>(?P<series>\w+)\['\d{4}-\d\d-\d\d'\])\)")
_RIGHT_BEHIND = re.compile(
    r"\{N\}(?: an? [a-z]+)?(?:,? (?:(?:late |back )?(?:on|at) )?\{P\})?(?:,|,? (?:which|that) (?:was|is|had been|"
    r"marked)) (?:its|the|their|an?) $"
)
_MOVE_IN_IT = re.compile(rf"\b{_MOVE_NOUN}\b")
_WHICH_WAS = re.compile(
    r", (?:which|that) (?:was|is|had been|marked) (?:the |its )?(?:[a-z-]+ ){1,3}since(?: the)?\s*$"
)
_YEARS = {"DGS3MO": 0.25, "DGS1": 1.0, "DGS2": 2.0, "DGS5": 5.0, "DGS10": 10.0, "DGS30": 30.0}
_SLOPES = {"steepest": True, "flattest": False}
"""Of the curve: how far it slopes upward."""
_LENGTHS = ("streak", "record_drought", "sessions_since_record")
_WAIT, _STREAK = re.compile(r"\b(?:wait|drought|dry spell|gap)\b"), re.compile(r"\b(?:winning|losing) (?:streak|run)\b")
_PUT_AN_END = re.compile(
    r"\b(?:snap\w*|broke|break(?:s|ing)?|halt\w*|end(?:s|ed|ing)|stopp\w+|put(?:s|ting)? (?:an end|paid) to|"
    r"(?:brought|bringing) (?:to (?:a close|an end)|an end to)) "
    r"(?:an?|its|the|their|what (?:was|had been) (?:its|the)) $")
_RUN = re.compile(r"\b(?:runs?|streak|stretch|spell|waits?|drought|string|series|slide|skid|rally|one)\b")
_TO_DATE = {"day": "1d", "week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}


def ask_since(expr: str, up: bool, days: tuple[date, date]) -> Ask:
    """The ask for the last time that ``expr`` was as high (``up``) or as low: on one of ``days``."""
    return ask_date(f"last_{'higher' if up else 'lower'}({expr})", *days, relation="since")


def season(clause: Clause, rest: str) -> str:
    """The option that holds a month or quarter against those of other years: "its worst December since 1931"."""
    return ", 'same'" if season_window(clause, rest) else ""


def season_window(clause: Clause, rest: str) -> str | None:
    """The window of the month or quarter that the superlative names: "worst December", "best fourth quarter"."""
    month = _NAMED_MONTH.match(rest)
    if month is not None and clause.published is not None:
        return last_month(clause.published, MONTHS.index(month.group("month")) + 1)
    if not _NAMED_SEASON.match(rest):
        return None
    named = next((p for p in reversed(clause.periods) if p.end <= (clause.period or clause.anchor).start), None)
    if named is None or named.kind not in ("month", "quarter"):
        return None
    return window_text(named)


def since_base(clause: Clause, word: str, rest: str) -> tuple[str, bool] | None:
    """The value that is compared, and whether higher ones are looked for."""
    series = series_of(clause)
    antecedent = clause.antecedent
    if _INVERTED.search(f"{word}{rest}"):
        gap = antecedent if antecedent is not None and antecedent.startswith("spread(") else None
        now = next((t for t in reversed(clause.told) if t.startswith("spread(") and "[now]" in t), None)
        told = (gap if _WHICH_WAS.search(clause.lead) else None) or now
        return (told, _short_first(told)) if told is not None else None
    if _OF_ITS_KIND.match(rest) and not (antecedent or "").startswith("spread"):
        return None
    if word in ("narrowest", "widest"):
        return (antecedent, word == "widest") if antecedent and antecedent.startswith("spread") else None
    if antecedent and antecedent.startswith("spread") and word in _SMALLER_OR_LARGER and not rest.strip():
        if _INVERTED_BY.search(clause.lead):
            return antecedent, word in _SMALLER
        return None if "inver" in clause.lead else (antecedent, word not in _SMALLER)
    if antecedent and antecedent.startswith("spread(DGS") and word in _SLOPES and not rest.replace("since", "").strip():
        return None if "inver" in clause.lead else (antecedent, _SLOPES[word])
    apposed = _apposed_level(clause)
    if apposed is not None and (word in _LEVEL_SUPER or word in ("least", "most")) and not _MOVE_IN_IT.search(rest):
        return apposed, word in LOFTIEST or word in ("most", "widest")
    if _BEHIND_LEVEL.search(clause.before) and _OF_ALL_TIMES.fullmatch(rest) and word in (*BEST, *WORST):
        return (leaf_now(clause, series), word in BEST) if series is not None and is_market(series) else None
    level_told = antecedent and antecedent.startswith("level(") and series is not None and is_rate(series)
    if level_told and word in ("least", "most") and not rest.replace("since", "").strip():
        return leaf_now(clause, series or ""), word == "most"
    if word in ("least", "smallest"):
        return None  # of moves one way alone, which no comparison of all moves tells
    if word == "longest":
        return _longest(clause, rest)
    counted = antecedent and antecedent.startswith(("streak", "level(COT", "sessions", "record_drought"))
    if counted and not _NOUN_OF_ITS_OWN.match(rest):
        return None
    season = season_window(clause, rest)
    if season is not None:
        if series is None or not is_market(series) or word in ("highest", "lowest"):
            return None
        up = _direction(clause, word, rest)
        return None if up is None else (f"change{'_bp' if is_rate(series) else ''}({series}[{season}])", up)
    move = re.search(rf"\b{_MOVE_NOUN}\b", rest)
    level = re.search(rf"\b{_LEVEL_NOUN}\b", rest)
    if word in _LEVEL_SUPER and not (move or level) and _OTHER_NOUN.match(rest):
        return None
    if level or (word in _LEVEL_SUPER and not move):
        if series is None or (not is_market(series) and series not in ("UNRATE", "UMCSENT", "ICSA")):
            return None
        of_close = word in (*BEST, *WORST) and _CLOSE_NOUN.search(rest) and not is_rate(series) and series != "VIX"
        if word not in _LEVEL_SUPER and not of_close:
            return None
        high = word in LOFTIEST or word in BEST
        field = (".high" if high else ".low") if "intraday" in rest else _touched(antecedent, rest)
        return leaf_now(clause, series, field), high
    if series is None or not is_market(series):
        return None
    up = _direction(clause, word, rest)
    if up is None or "intraday" in rest:
        return None
    return move_told(clause, series, rest), up


def _apposed_level(clause: Clause) -> str | None:
    """The level of a day of its own that the superlative stands right behind: "had hit 4.37% on Tuesday, the most"."""
    level = _DAYS_LEVEL.fullmatch(clause.antecedent or "")
    series = series_of(clause)
    if level is None or series is None or level.group("series") != series:
        return None
    return level.group("leaf") if _RIGHT_BEHIND.search(clause.before) else None


def _short_first(spread: str) -> bool:
    """Whether a spread is the shorter yield less the longer, which is the higher the more the curve is inverted."""
    ends = [_YEARS.get(name, 0.0) for name in re.findall(r"DGS\w+", spread)]
    return len(ends) == 2 and ends[0] < ends[1]


def _touched(antecedent: str | None, rest: str) -> str:
    """The field that a level just told as touched within the day is compared in: highs with highs."""
    field = re.match(r"(?:peak|trough)\(\w+(\.high|\.low)\[", antecedent or "")
    return field.group(1) if field is not None and not _AT_CLOSE.search(rest) else ""


def _longest(clause: Clause, rest: str) -> tuple[str, bool] | None:
    """"The longest such run": the run, or the wait for a record, that was told just before."""
    if rest.strip() and not _RUN.search(rest):
        return None
    told = next((t for t in reversed(clause.told) if t.startswith(_LENGTHS)), None)
    series = series_of(clause)
    if told is None and series is not None and is_market(series):
        closed = next((t for t in reversed(clause.told) if t.startswith(f"previous_record_date({series}")), None)
        if closed is not None and _WAIT.search(rest):
            told = closed.replace("previous_record_date", "record_drought")
        elif _STREAK.search(rest):
            told = f"streak({_streak_end(clause, series)}, 'day')"
    return None if told is None else (told, True)


def _streak_end(clause: Clause, series: str) -> str:
    """The last session of the run that is spoken of: of one that was put an end to, the session before."""
    day = clause.published
    if not _PUT_AN_END.search(clause.before) or day is None:
        return leaf_now(clause, series)
    own = date.fromisoformat(clause.window.strip("'")) if len(clause.window) == 12 else None
    last = own or day - timedelta(max(day.weekday() - 4, 0))
    return f"{series}['{weekday_before(last)}']"


_THE_OTHER_WAY = re.compile(
    rf"\b(?:(?P<up>(?!(?:returns?|runs?|growth|recovery)\b){RISE_NOUN})|(?P<down>{FALL_NOUN}))\b")


def _direction(clause: Clause, word: str, rest: str) -> bool | None:
    named = _THE_OTHER_WAY.search(rest)
    if named is not None and word in (*_DOWN, *_UP) and bool(named.group("up")) != (word in _UP):
        return None  # the weakest of the gains alone
    if word in _UP:
        return True
    if word in _DOWN:
        return False
    if re.search(rf"\b{FALL_NOUN}\b", rest):
        return False
    if re.search(rf"\b{RISE_NOUN}\b", rest):
        return True
    movement = clause.antecedent_movement if clause.antecedent_movement != "none" else clause.movement
    return {"up": True, "down": False}.get(movement)


def move_told(clause: Clause, series: str, rest: str) -> str:
    """The change over the period the words name ("week"), else over the antecedent's."""
    points = "in points" in rest or "point " in rest or _IN_POINTS.search(clause.before)
    metric = "change_bp" if is_rate(series) else "change_points" if points else "change"
    freq = _FREQ.search(rest)
    if freq:
        window = window_of(clause, freq.group("f"), spoken_number(freq.group("n") or "one") or 1)
        return f"{metric}({series}[{window}])"
    if clause.antecedent and clause.antecedent.startswith("change") and f"({series}[" in clause.antecedent:
        if "percentage" in rest or "percent " in rest or _IN_PERCENT.search(clause.before):
            return clause.antecedent.replace("change_points(", "change(", 1)
        return clause.antecedent.replace("change(", "change_points(", 1) if points else clause.antecedent
    return f"{metric}({series}[{clause.window if clause.window != 'now' else '1d'}])"


def window_of(clause: Clause, freq: str, count: int) -> str:
    """The window of ``count`` periods: the clause's or the antecedent's own where it is one such, else to date."""
    grain = grain_of_word(freq)
    if count > 1:
        months = {"month": count, "quarter": 3 * count}.get(grain)
        if months is not None:
            return "qtd" if months == 3 else f"{months}m"
        return f"{count}{grain[0]}"
    inside = re.search(r"\[([^\]]+)\]", clause.antecedent or "")
    told = inside.group(1) if inside else ""
    moved = clause.inherited and (clause.antecedent or "").startswith("change")
    for window in (told, clause.window) if moved else (clause.window, told):
        if is_one(window, grain):
            return window
    return _TO_DATE[grain]
