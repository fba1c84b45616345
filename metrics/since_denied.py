"""Comparisons told by denial: "no session since March was worse", "a level not seen since April"."""

from __future__ import annotations

import re
from datetime import date

from ..schemas import Ask, Clause
from .reading import is_market, is_rate, leaf_now, series_of
from .since_told import ask_since, move_told, season, season_window, since_base, window_of
from .streak_grain import grain_of_word, is_one
from .wording import FALL_NOUN, FALL_VERBS, MOVE_NOUN, RISE_NOUN, RISE_VERBS

_TOPMOST = {"worse": "worst", "bad": "worst", "better": "best", "good": "best", "weaker": "weakest", "weak": "weakest",
            "stronger": "strongest", "strong": "strongest", "poorer": "poorest"}
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
    r"(?: \w+| (?:at|on) (?:a|the) (?:close|closing basis))? since|"
    r"(?:it )?last (?:seen|reached|touched|hit|visited|matched|exceeded|surpassed|bettered|topped|beaten|"
    r"eclipsed|breached|"
    r"equalled|equaled)\b[^;{]{0,16})(?: the)?\s*$|"
    r"\{N\}(?: an? [a-z]+)?(?:,? (?:on )?\{P\})?, (?:unseen|not seen) since(?: the)?\s*$"
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
_PASSED_BY = re.compile(r"\b(?:exceeded|surpassed|bettered|topped|beaten|eclipsed)\b")


def no_other(clause: Clause, days: tuple[date, date]) -> Ask | None:
    """"No December since 1931 has ended worse", told of the move before it."""
    m, way = _NO_OTHER.search(clause.lead), _WAS_WORSE.match(clause.after)
    told = next((t for t in reversed(clause.told) if t.startswith("change(")), None)
    if m is None or way is None or told is None:
        return None
    series = told[7:].partition("[")[0]
    if m.group("what") != "{P}":
        return ask_since(f"change({series}[{window_of(clause, m.group('what'), 1)}])", bool(way.group("up")), days)
    window = season_window(clause, " {P}")
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
        return ask_since(move_told(clause, series, rest), bool(moved_so.group("up")), days)
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
    window = window_of(clause, m.group("span"), 1)
    return ask_since(f"{metric}({series}[{window}])", movement == "up", days)
