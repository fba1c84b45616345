"""What is compared, in which direction, and comparisons told by denial ('no session since March was worse')."""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import ask_date, is_market, is_rate, leaf_now, series_of
from .streak_grain import grain_of_word, is_one
from .wording import (
    BEST,
    FALL_NOUN,
    FALL_VERBS,
    HUMBLEST,
    LOFTIEST,
    MOVE_NOUN,
    RISE_NOUN,
    RISE_VERBS,
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
    rf"(?:day|session|outing|week|month|quarter|year|performance|showing|start|run|stretch|return|{RISE_NOUN}|"
    rf"{FALL_NOUN}|"
    r"move|months|days)"
)
_NAMED_SEASON = re.compile(
    r"^ (?:month of )?\{P\}(?: (?:performance|showing|return|gain|loss|decline|drop|rally|advance|slump))?\s*"
    r"(?:since|in|for|on|$)?"
)
_TOPMOST = {"worse": "worst", "bad": "worst", "better": "best", "good": "best", "weaker": "weakest", "weak": "weakest",
            "stronger": "strongest", "strong": "strongest", "poorer": "poorest"}
_UP = (*BEST, *LOFTIEST, "widest", "fastest")
_DOWN = (*WORST, *HUMBLEST, "narrowest")
_LEVEL_SUPER = (*LOFTIEST, *HUMBLEST, "narrowest", "widest")
_SMALLER_OR_LARGER = ("least", "smallest", "most", "largest", "biggest", "greatest")
"""Of a gap told just before: "19 basis points apart, the least since 2007"."""
_FREQ = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|six)[- ])?(?P<f>day|daily|session|week|weekly|month|monthly|quarter|"
    r"quarterly|year|annual|months)\b"
)
_NOT_SINCE = re.compile(r"(?:^|[,;:] |\b(?:and|but) )(?:not|never) (?:once )?since(?: the)?\s*$")
_TURNED = re.compile(
    r"^(?:, (?:when|in|after|during|amid|as|the|an?|just|before|while|at) [^;]{2,140}?,)? (?:has|have|had) (?:(?:the "
    r")?\{[SRG]\}|it|they|the [a-z-]+(?: [a-z-]+)?) (?P<rest>(?:had|seen|suffered|posted|"
    r"enjoyed|recorded|logged|endured|experienced|managed|been|closed|traded|finished|ended|settled|stood|"
    rf"{RISE_VERBS}|{FALL_VERBS})\b[^,;.]*)"
)
"""What a sentence denies that opens with the date: "not since May has the index had a better day"."""
_MOVED_SO = re.compile(
    rf"(?:\bnot|n't|\bnever)(?: \w+)? (?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})) "
    r"(?:(?:so|this|that|as|by so|by this|by that) (?:far|much|fast|hard|sharply|quickly|steeply|swiftly|rapidly|badly|"
    r"strongly)|(?:further|faster|harder|more))(?P<rest>(?:[^;{}]|\{P\}){0,40}?) since(?: the)?\s*$"
)
"""A move that no other since then was as large as: "has not fallen so far in a day since March"."""
_WHO = r"(?:it|they|the [\w-]+|(?:the )?\{[SRG]\})"
_UNDERGONE = (
    r"(?:taken|seen|suffered|had|made|managed|posted|matched|endured|enjoyed|recorded|known|felt|absorbed|sustained|"
    r"experienced|logged|staged|pulled off|reached|touched|visited|closed at|been at|stood at|traded at)"
)
_UNSEEN = re.compile(
    rf"\b(?:(?P<level>levels?|prices?|mark|readings?|territory|heights?|depths?|yields?)|(?P<move>{RISE_NOUN}|"
    rf"{FALL_NOUN})) (?:(?:it has |that (?:have|has) )?(?:(?:not|n't) (?:been )?|un)seen\b[^;{{]{{0,20}}\bsince|"
    rf"(?:(?:like that|that size|of that size|so large|so steep) )?(?:that )?{_WHO} (?:has|have|had) ?(?:not|n't) "
    rf"{_UNDERGONE}"
    r"(?: \w+)? since|"
    r"(?:it )?last (?:seen|reached|touched|hit|visited|matched|exceeded|surpassed|bettered|topped|beaten|"
    r"eclipsed|breached|"
    r"equalled|equaled)\b[^;{]{0,16})(?: the)?\s*$"
)
_DONE = (
    r"(?:bettered|beat|beaten|topped|surpassed|exceeded|outdid|outdone|bested|matched|equall?ed|managed|produced|posted|"
    r"enjoyed|suffered|recorded|logged|had|seen|saw|put up|turned in|pulled off|mustered|repeated|approached)"
)
_MORE_THAN_ANY = re.compile(
    r"\b(?:(?P<more>more|further|faster|harder)|(?P<up>better|stronger|higher)|(?P<down>worse|weaker)) than"
    r"(?: it (?:has|had|did))? (?:in|on|during|for|over) (?:any|a)(?: other)?(?: single)? "
    r"(?P<span>day|session|week|month|quarter|year) since(?: the)?\s*$"
)
"""A comparison with every one of its kind: "surged 8%, more than in any week since May"."""
_ONE_LIKE_IT = re.compile(
    r"(?:\bnot|n't|\bnever) (?:had|seen|enjoyed|suffered|managed|posted|recorded|experienced) (?:(?:one|anything|"
    r"(?:a|another) (?:day|session|week|month|quarter|year|gain|loss|drop|move)) (?:like|to match|as \w+ as) "
    r"(?:it|this|that)|(?:its|the) like)\b[^;{]{0,12} since(?: the)?\s*$|"
    r"\b(?:something|one|which|that|an? (?:[a-z]+ )?(?:feat|mark|number|performance|showing|result|outing|effort|"
    rf"stretch|day|week|month|quarter|year|{MOVE_NOUN})) (?:that )?(?:it|they|the [\w-]+|\{{[SRG]\}}) (?:(?:has |had )?"
    rf"(?:last |previously ){_DONE}(?: back)?(?: in| on| during)?|(?:has|had|have)(?: not|n't) {_DONE} since)"
    r"(?: the)?\s*$"
)
"""A comparison with the move just told: "hasn't had one like it since May", "a gain it last bettered in May"."""
_NO_OTHER = re.compile(
    r"\bno (?:other )?(?P<what>\{P\}|day|session|week|month|quarter|year) since(?: the)?\s*$"
)
_WAS_WORSE = re.compile(
    r"^ (?:has|have|had) (?:been|ended|finished|closed|proved|begun|started|turned out|gone|fared|done|looked|seen) "
    r"(?:(?:so|as|this|that|any|an?|much) )*"
    r"(?:(?P<down>worse|bad|badly|weaker|weak|poorer|poor|rougher|rough)|(?P<up>better|good|well|stronger|strong))\b"
)
_NOT_HAD = re.compile(
    r"(?:\bnot|n't|\bnever) (?:had|seen|suffered|posted|enjoyed|recorded|logged|endured|experienced|managed) "
    r"(?:an?|such an?|so) (?P<way>worse|better|weaker|stronger|bigger|larger|steeper|deeper|sharper|poorer|bad|good|"
    r"strong|weak|big|large)\b(?P<rest>[^;]{0,40}?) since(?: the)?\s*$"
)
_SUCH = re.compile(
    r"(?:\bnot|n't|\bnever) (?:had|seen|suffered|posted|enjoyed|recorded|logged|endured|experienced|managed) "
    r"(?:such an?|an?) (?P<span>day|session|week|month|quarter|year)(?: (?:like|as \w+ as) (?:it|that|this))? "
    r"since(?: the)?\s*$"
)
"""Of a move just told: "jumped 6.5%; it hadn't had such a day since July"."""
_THIS_LOW = re.compile(
    r"(?:\bnot|n't|\bnever)(?: \w+)? (?:been|closed|traded|finished|ended|settled|stood|sat|fetched|gone|yielded)\b"
    r"[^;{}]{0,20}\b(?:this|so|as|that) (?P<way>high|low|expensive|cheap|strong|weak|dear)(?:ly)?"
    r"(?: at (?:a|the) close)? since(?: the)?\s*$"
)
_PAID_SO = re.compile(
    r"(?:\bnot|n't|\bnever)(?: \w+)? (?:paid|yielded|offered|earned|returned) (?:investors |buyers |holders )?"
    r"(?:this|so|as|that) (?P<way>much|little) since(?: the)?\s*$"
)
"""Of a yield: "has not paid so much since December 2000"."""
_AS_HIGH = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:is |at |was |now )?as (?P<way>high|low|expensive|cheap|dear|costly|"
    r"strong|weak) as "
    r"(?:it|they|\{[SRG]\}|the \w+) (?:has|have|had)\b[^;{}]{0,40} since(?: the)?\s*$"
)
"""As far as it has been: the last time it was further lies in the time named."""
_BEEN = re.compile(r"(?:\bnot|n't|\bnever)(?: \w+)? (?:been|gone|closed|traded) (?P<way>higher|"
    r"lower) since(?: the)?\s*$")
_INVERTED = re.compile(r"^(?:most (?:deeply |sharply )?inverted|deepest inversion|(?:steepest|sharpest|biggest|"
    r"largest) inversion)\b")
_INVERTED_BY = re.compile(
    r"\binverted by (?:\w+ )?\{N\}(?: (?:on |in )?\{P\})?, the (?:most|least|largest|smallest) since(?: the)?\s*$"
)
_PASSED_BY = re.compile(r"\b(?:exceeded|surpassed|bettered|topped|beaten|eclipsed)\b")
_AT_CLOSE = re.compile(r"\b(?:clos|finish|settle)")
_IN_POINTS = re.compile(r"\bin (?:points|point terms)\b[^;{}]{0,30}$")
_IN_PERCENT = re.compile(
    r"\bin (?:percentage|percent) terms\b[^;{}]{0,30}$"
)
_DAYS_LEVEL = re.compile(r"level\((?P<leaf>(?P<series>\w+)\['\d{4}-\d\d-\d\d'\])\)")
_RIGHT_BEHIND = re.compile(
    r"\{N\}(?: an? [a-z]+)?(?:,? (?:(?:late |back )?(?:on|at) )?\{P\})?, (?:(?:which|that) (?:was|is|had been|"
    r"marked) )?"
    r"(?:its|the|their|an?) $"
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
_RUN = re.compile(r"\b(?:runs?|streak|stretch|spell|waits?|drought|string|series|slide|skid|rally|one)\b")
_TO_DATE = {"day": "1d", "week": "wtd", "month": "mtd", "quarter": "qtd", "year": "ytd"}


def ask_since(expr: str, up: bool, days: tuple[date, date]) -> Ask:
    """The ask for the last time that ``expr`` was as high (``up``) or as low: on one of ``days``."""
    return ask_date(f"last_{'higher' if up else 'lower'}({expr})", *days, relation="since")


def season(clause: Clause, rest: str) -> str:
    """The option that holds a month or quarter against those of other years: "its worst December since 1931"."""
    return ", 'same'" if _season_window(clause, rest) else ""


def _season_window(clause: Clause, rest: str) -> str | None:
    """The window of the month or quarter that the superlative names: "worst December", "best fourth quarter"."""
    if not _NAMED_SEASON.match(rest):
        return None
    named = next((p for p in reversed(clause.periods) if p.end <= (clause.period or clause.anchor).start), None)
    if named is None or named.kind not in ("month", "quarter"):
        return None
    return window_text(named)


def no_other(clause: Clause, days: tuple[date, date]) -> Ask | None:
    """"No December since 1931 has ended worse", told of the move before it."""
    m, way = _NO_OTHER.search(clause.lead), _WAS_WORSE.match(clause.after)
    told = next((t for t in reversed(clause.told) if t.startswith("change(")), None)
    if m is None or way is None or told is None:
        return None
    series = told[7:].partition("[")[0]
    if m.group("what") != "{P}":
        return ask_since(f"change({series}[{_window(clause, m.group('what'), 1)}])", bool(way.group("up")), days)
    window = _season_window(clause, " {P}")
    return ask_since(f"change({series}[{window}]), 'same'", bool(way.group("up")), days) if window else None


def _turned(clause: Clause) -> str:
    """The lead in its plain order: "not since May has it had a worse week" as "not had a worse week since"."""
    turned = _TURNED.match(clause.after) if _NOT_SINCE.search(clause.lead) else None
    return clause.lead if turned is None else f"not {turned.group('rest').strip()} since"


def not_so(clause: Clause, days: tuple[date, date]) -> Ask | None:
    """"Has not had a worse month since 2008", "has not closed this low since May", "not since May has it closed"."""
    series = series_of(clause)
    if series is None or not is_market(series):
        return None
    lead = _turned(clause)
    if as_high := _AS_HIGH.search(lead):
        high = as_high.group("way") in ("high", "expensive", "dear", "costly", "strong")
        return ask_since(leaf_now(clause, series), high, days)
    if been := _BEEN.search(lead):
        return ask_since(leaf_now(clause, series), been.group("way") == "higher", days)
    if low := _THIS_LOW.search(lead):
        return ask_since(leaf_now(clause, series), low.group("way") in ("high", "expensive", "strong", "dear"), days)
    if is_rate(series) and (paid := _PAID_SO.search(lead)):
        return ask_since(leaf_now(clause, series), paid.group("way") == "much", days)
    if moved_so := _MOVED_SO.search(lead):
        rest = moved_so.group("rest")
        span = next((p for p in reversed(clause.periods) if p.relation == "for" and p.count == 1), None)
        if "{P}" in rest and span is None:
            return None
        rest = rest.replace("{P}", span.text) if span is not None else rest
        return ask_since(_move(clause, series, rest), bool(moved_so.group("up")), days)
    had = _NOT_HAD.search(lead)
    if had is None and (such := _SUCH.search(lead)) is not None:
        told = clause.antecedent or ""
        moved = told.startswith("change") and f"({series}[" in told and clause.antecedent_movement in ("up", "down")
        fits = moved and is_one(told[told.index("[") + 1 : told.index("]")], grain_of_word(such.group("span")))
        return ask_since(told, clause.antecedent_movement == "up", days) if fits else None
    if had is None:
        return None
    base = since_base(clause, _TOPMOST.get(had.group("way"), "biggest"), had.group("rest"))
    return ask_since(f"{base[0]}{season(clause, had.group('rest'))}", base[1], days) if base else None


def unseen(clause: Clause, days: tuple[date, date]) -> Ask | None:
    """"To finish at 45.31, a level not seen since April 2020": the way it moved says which side was not seen."""
    m = _UNSEEN.search(clause.lead)
    series, movement = series_of(clause), clause.antecedent_movement
    told = clause.told[-1] if clause.told else ""
    if _ONE_LIKE_IT.search(clause.lead):
        same = told.startswith("change") and series is not None and f"({series}[" in told
        movement = clause.movement if movement == "none" else movement
        return ask_since(told, movement == "up", days) if same and movement != "none" else None
    if any_other := _MORE_THAN_ANY.search(clause.lead):
        return _more_than_any(clause, series, any_other, days)
    if m is not None and m.group("move"):
        up = re.fullmatch(RISE_NOUN, m.group("move")) is not None
        return ask_since(told, up, days) if told.startswith("change") else None
    if movement == "none":
        movement = "up" if m is not None and _PASSED_BY.search(m.group()) else clause.movement
    side = (m.group("level") or "").rstrip("s") if m is not None else ""
    if side in ("height", "depth"):
        movement = "up" if side == "height" else "down"
    if m is None or series is None or not is_market(series) or movement not in ("up", "down"):
        return None
    return ask_since(leaf_now(clause, series), movement == "up", days)


def _more_than_any(clause: Clause, series: str | None, m: re.Match[str], days: tuple[date, date]) -> Ask | None:
    """"Surged 8%, more than in any week since May": the move just told, of the length that is named."""
    told = clause.antecedent or ""
    movement = "up" if m.group("up") else "down" if m.group("down") else clause.antecedent_movement
    if series is None or not told.startswith("change") or f"({series}[" not in told or movement == "none":
        return None
    metric = told.partition("(")[0]
    window = _window(clause, m.group("span"), 1)
    return ask_since(f"{metric}({series}[{window}])", movement == "up", days)


def since_base(clause: Clause, word: str, rest: str) -> tuple[str, bool] | None:
    """The value that is compared, and whether higher ones are looked for."""
    series = series_of(clause)
    antecedent = clause.antecedent
    if _INVERTED.search(f"{word}{rest}"):
        gap = antecedent if antecedent is not None and antecedent.startswith("spread(") else None
        now = next((t for t in reversed(clause.told) if t.startswith("spread(") and "[now]" in t), None)
        told = (gap if _WHICH_WAS.search(clause.lead) else None) or now
        return (told, _short_first(told)) if told is not None else None
    if word in ("narrowest", "widest"):
        return (antecedent, word == "widest") if antecedent and antecedent.startswith("spread") else None
    if antecedent and antecedent.startswith("spread") and word in _SMALLER_OR_LARGER and not rest.strip():
        if _INVERTED_BY.search(clause.lead):
            return antecedent, word in ("least", "smallest")
        return None if "inver" in clause.lead else (antecedent, word not in ("least", "smallest"))
    if antecedent and antecedent.startswith("spread(DGS") and word in _SLOPES and not rest.replace("since", "").strip():
        return None if "inver" in clause.lead else (antecedent, _SLOPES[word])
    apposed = _apposed_level(clause)
    if apposed is not None and (word in _LEVEL_SUPER or word in ("least", "most")) and not _MOVE_IN_IT.search(rest):
        return apposed, word in LOFTIEST or word in ("most", "widest")
    level_told = antecedent and antecedent.startswith("level(") and series is not None and is_rate(series)
    if level_told and word in ("least", "most") and not rest.replace("since", "").strip():
        return leaf_now(clause, series or ""), word == "most"
    if word == "longest":
        return _longest(clause, rest)
    counted = antecedent and antecedent.startswith(("streak", "level(COT", "sessions", "record_drought"))
    if counted and not _NOUN_OF_ITS_OWN.match(rest):
        return None
    season = _season_window(clause, rest)
    if season is not None:
        if series is None or not is_market(series) or word in ("highest", "lowest"):
            return None
        up = _direction(clause, word, rest)
        return None if up is None else (f"change{'_bp' if is_rate(series) else ''}({series}[{season}])", up)
    move = re.search(rf"\b{_MOVE_NOUN}\b", rest)
    level = re.search(rf"\b{_LEVEL_NOUN}\b", rest)
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
    return _move(clause, series, rest), up


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
            told = f"streak({leaf_now(clause, series)}, 'day')"
    return None if told is None else (told, True)


def _direction(clause: Clause, word: str, rest: str) -> bool | None:
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


def _move(clause: Clause, series: str, rest: str) -> str:
    """The change over the period the words name ("week"), else over the antecedent's."""
    points = "in points" in rest or "point " in rest or _IN_POINTS.search(clause.before)
    metric = "change_bp" if is_rate(series) else "change_points" if points else "change"
    freq = _FREQ.search(rest)
    if freq:
        window = _window(clause, freq.group("f"), spoken_number(freq.group("n") or "one") or 1)
        return f"{metric}({series}[{window}])"
    if clause.antecedent and clause.antecedent.startswith("change") and f"({series}[" in clause.antecedent:
        if "percentage" in rest or "percent " in rest or _IN_PERCENT.search(clause.before):
            return clause.antecedent.replace("change_points(", "change(", 1)
        return clause.antecedent.replace("change(", "change_points(", 1) if points else clause.antecedent
    return f"{metric}({series}[{clause.window if clause.window != 'now' else '1d'}])"


def _window(clause: Clause, freq: str, count: int) -> str:
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
