"""How the press words it (streak)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import counted, is_market, point, series_of
from .wording import FALL_NOUN, RISE_NOUN, spoken_number

PRIORITY = 30
_STRAIGHT = re.compile(
    rf"^ (?P<s>straight|consecutive|successive)?,? ?(?:(?:full|winning|losing) )?(?P<freq>daily|weekly|monthly|quarterly|annual|yearly|day|session|week|month|quarter|year|trading day)?s?,? ?(?:of )?"
    rf"(?:(?P<up>{RISE_NOUN}|advancing|winning|win)|(?P<down>{FALL_NOUN}|declining|losing))?s?(?P<row> in a row)?"
)
_IN_A_ROW = re.compile(r"^(?: (?P<freq>sessions?|days?|weeks?|months?|quarters?|years?|trading days))? (?:in a row|running|straight)\b")
_DAY_STREAK = re.compile(r"^[- ](?P<freq>day|session|week|month|quarter|year)s? (?P<dir>winning|losing)? ?(?:streak|run|slide|rally|skid|slump|advance|losing streak|winning streak)")
_RUN_OF = re.compile(r"\b(?:run|streak|string) of (?P<freq>daily|weekly|monthly)? ?(?P<up>gains|advances|wins|increases)?(?P<down>losses|declines|drops)? to $")
_GRAINS = {"daily": "day", "trading day": "day", "session": "day", "weekly": "week", "monthly": "month",
           "quarterly": "quarter", "annual": "year", "yearly": "year"}
_AFTER_DAYS = re.compile(r"^ of (?:(?:straight|consecutive) )?(?:(?P<up>gains|advances|increases)|(?P<down>losses|declines|drops))\b")
_AHEAD = re.compile(r"\b(?:on track|on pace|heading|headed|on course|poised|set)\b")


def reads(clause: Clause) -> Ask | None:
    """"Its seventh straight daily decline", "for 11 sessions in a row", "a run of daily gains to six"."""
    series = series_of(clause)
    if series is None or clause.figure is None or not is_market(series):
        return None
    number = spoken_number(clause.figure.text)
    found = _found(clause)
    if number is None or found is None:
        return None
    freq, up = found
    if _AHEAD.search(clause.before[-40:]) and clause.in_session:
        number -= 1
    rival = _versus(clause)
    if rival is not None:
        return rival if isinstance(rival, Ask) else None
    if up is None:
        return None
    sign = 1 if up else -1
    grain = _GRAINS.get(freq, freq)
    return counted(f"streak({series}[{point(clause.window)}], '{grain}')", sign * number)


_DID_BETTER = re.compile(
    r"^ (?:straight |consecutive )?(?:in a row |running )?(?:in which|that|on which) (?:the )?(?:\{[SRG]\}|it) "
    r"(?:did|has done|performed|fared) (?P<way>better|worse) than (?:the )?\{[RS]\}"
)


def _did_better(clause: Clause, better: bool) -> Ask | bool:
    """"The 14th session in a row in which the small-cap benchmark did better than the S&P 500"."""
    number, found = spoken_number(clause.anchor.text), _found(clause)
    other = next((o.series for o in reversed(clause.others) if o.series and o.series != series_of(clause)), None)
    if number is None or other is None or found is None:
        return False
    return counted(f"streak_vs({series_of(clause)}[{point(clause.window)}], {other}[{point(clause.window)}], '{_GRAINS.get(found[0], found[0])}')",
                   number if better else -number)


_RIVAL = re.compile(r"\b(?:(?P<lag>trail\w*|lag\w*|underperform\w*)|(?P<beat>beat\w*|outperform\w*|outpac\w*|topp\w*)) (?:the )?\{R\} ")


def _versus(clause: Clause) -> Ask | bool | None:
    """"Trailing the S&P 500 for the fifth straight year"; False when a rival is named in a way not understood."""
    did = _DID_BETTER.match(clause.after)
    if did is not None:
        return _did_better(clause, did.group("way") == "better")
    m = _RIVAL.search(clause.before)
    number = spoken_number(clause.anchor.text)
    found = _found(clause)
    if m is None or found is None or number is None:
        return None
    other = next((o.series for o in reversed(clause.others) if o.series and o.end <= clause.anchor.start), None)
    if other is None:
        return False
    sign = -1 if m.group("lag") else 1
    grain = _GRAINS.get(found[0], found[0])
    return counted(f"streak_vs({series_of(clause)}[{point(clause.window)}], {other}[{point(clause.window)}], '{grain}')", sign * number)


def _found(clause: Clause) -> tuple[str, bool | None] | None:
    """(frequency, rising?) when the words tell of a streak."""
    text = clause.anchor.text.lower()
    movement = clause.movement if clause.movement != "none" else clause.antecedent_movement
    moved = {"up": True, "down": False}.get(movement)
    run = _RUN_OF.search(clause.before)
    if run:
        return run.group("freq") or "day", True if run.group("up") else False if run.group("down") else moved
    after = clause.after
    own = re.search(r"\b(session|day|week|month|quarter|year|trading day)s?\b", text)
    row = re.match(r"^ (?:in a row|running|straight)\b", after)
    if own and row:
        return own.group(1), moved
    if re.search(r"straight|consecutive|in a row", text) or re.match(r"^ (?:straight|consecutive|successive)\b", after) or " in a row" in after[:40]:
        m = _STRAIGHT.match(after if not own else " straight " + after)
        if m is None:
            return None
        up = True if m.group("up") else False if m.group("down") else None
        words = f"{text} {after[:40]}"
        freq = re.search(r"\b(daily|weekly|monthly|quarterly|annual|yearly|day|session|week|month|quarter|year)\b", words)
        if up is None:
            up = True if re.search(rf"\b{RISE_NOUN}\b", words) else False if re.search(rf"\b{FALL_NOUN}\b", words) else moved
        return (freq.group(1) if freq else "day"), up
    days = _AFTER_DAYS.match(after)
    if own and days and clause.before.endswith("after "):
        return own.group(1), bool(days.group("up"))
    streak = _DAY_STREAK.match(after)
    if streak:
        return streak.group("freq"), {"winning": True, "losing": False}.get(streak.group("dir") or "", moved)
    return None
