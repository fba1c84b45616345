"""Times of day and stretches of hours: "4 p.m. ET", "at midday", "from 9:30 a.m. to 4 p.m.", "early afternoon"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta

from ..schemas.period import Grain
from .periods_counts import length
from .periods_node import Node, Part
from .periods_tense import looks_back
from .periods_text import Line, digits, word_number

_ZONES = {"et": 0, "est": 0, "edt": 0, "eastern": 0, "ct": 1, "cst": 1, "cdt": 1, "pt": 3, "pst": 3, "pdt": 3, "mt": 2,
          "mst": 2, "mdt": 2}
"""Zones of the United States and the hours to add for New York time."""
_PM = frozenset({"afternoon", "evening", "night", "tonight", "tonite", "dinner"})
_DAY_PARTS = {"morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon",
              "evening": "evening", "evenings": "evening", "night": "night", "nights": "night"}
_SIMPLE = {"overnight": "overnight", "midday": "midday", "noon": "midday", "noontime": "midday", "midnight": "00:00",
           "midsession": "midday"}
_MEALS = {"lunchtime": "lunch", "lunch": "lunch", "dinner": "dinner", "dinnertime": "dinner", "breakfast": "breakfast",
          "daytime": "daytime"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in seconds. ``half`` tells am from pm ("": not said); ``bare`` an hour with nothing beside it."""

    end: int
    seconds: int
    half: str = ""
    bare: bool = False
    part: str = ""

    def at_half(self, half: str) -> Clock:
        """The same reading of the dial in that half of the day."""
        hour, rest = divmod(self.seconds, 3600)
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return replace(self, seconds=hour * 3600 + rest, half=half)

    def text(self) -> str:
        """``HH:MM``, with seconds where there are any."""
        hour, rest = divmod(self.seconds % 86400, 3600)
        minute, second = divmod(rest, 60)
        return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "")


def clock(line: Line, i: int) -> Clock | None:
    """A time of day at ``i``, with what follows it ("a.m.", "o'clock", "in the evening", a zone)."""
    found = _dial(line, i)
    if found is None:
        return None
    found = _half(line, found)
    zone = None if line.loose else _ZONES.get(line.at(found.end))
    if zone is not None and not found.bare:
        after = found.end + 1
        after += 1 if line.at(after) in ("time", "timezone") else 0
        found = replace(found, end=after, seconds=found.seconds + zone * 3600)
    return found


def _dial(line: Line, i: int) -> Clock | None:
    if line.seq(i, "12", "noon") and line.loose:
        return Clock(i + 2, 43200, "pm")
    if line.loose and (line.at(i) in ("noon", "noonish", "midday", "midnight") or line.seq(i, "mid", "night")):
        night = line.at(i) in ("midnight", "mid")
        return Clock(i + (2 if line.at(i) == "mid" else 1), 0 if night else 43200, "am" if night else "pm")
    past = _past(line, i) if line.loose else None
    if past:
        return past
    hour = digits(line, i, 4)
    if hour is None:
        return _spoken(line, i) if line.loose else None
    if line.tight(i) and line.at(i - 1) in (".", ",", "$", ":", "-", "/", "#") and not (
            line.at(i - 1) == "-" and line.loose):
        return None
    if len(line.at(i)) == 4:
        good = line.loose and hour // 100 < 24 and hour % 100 < 60
        return Clock(i + 1, hour // 100 * 3600 + hour % 100 * 60, bare=True, part="hhmm") if good else None
    if len(line.at(i)) > 2 or hour > 24:
        return None
    return _minutes(line, i, hour)


def _minutes(line: Line, i: int, hour: int) -> Clock | None:
    j = i + 1
    if line.at(j) in (":", ".") and line.tight(j) and line.tight(j + 1) and len(line.at(j + 1)) == 2:
        minute = digits(line, j + 1, 2)
        if minute is not None and minute < 60:
            second = digits(line, j + 3, 2) if line.at(j + 2) == ":" and line.tight(j + 3) else None
            end = j + 4 if second is not None else j + 2
            dotted = line.at(j) == "."
            if line.at(end) in ("%", "-") and dotted and line.tight(end) and not line.loose:
                return None
            return Clock(end, hour * 3600 + minute * 60 + (second or 0), "pm" if hour > 12 else "", bare=dotted)
    if line.at(j) in (".", ",") and line.tight(j) and line.tight(j + 1) and line.at(j + 1).isdigit():
        return None
    if line.at(j) == "ish" and line.tight(j):
        return Clock(j + 1, hour * 3600)
    return Clock(j, hour * 3600, bare=True)


def _spoken(line: Line, i: int) -> Clock | None:
    """"three thirty", "seven", "six forty-three minutes"."""
    hour = word_number(line, i)
    if hour is None or not 1 <= hour[0] <= 12:
        return None
    j = hour[1] + 1 if line.at(hour[1]) == "-" else hour[1]
    minute = word_number(line, j)
    if minute and 10 <= minute[0] < 60:
        end = minute[1] + 1 if line.at(minute[1]) == "minutes" else minute[1]
        return Clock(end, hour[0] * 3600 + minute[0] * 60)
    return Clock(hour[1], hour[0] * 3600, bare=True)


def _past(line: Line, i: int) -> Clock | None:
    """"half past seven", "20 min past eight", "quarter to six"."""
    found = ((30, i + 1) if line.at(i) == "half" else (15, i + 1) if line.at(i) == "quarter" else
             (15, i + 2) if line.seq(i, "a", "quarter") else None)
    if found is None:
        value = digits(line, i, 2)
        found = (value, i + 1) if value is not None else word_number(line, i)
    if found is None or found[0] >= 60:
        return None
    j = found[1] + 1 if line.at(found[1]) in ("min", "minutes", "mins", "minute") else found[1]
    if line.at(j) != "past" and not (line.at(j) == "to" and j > found[1]):
        return None
    number = digits(line, j + 1, 2)
    hour = (number, j + 2) if number is not None else word_number(line, j + 1)
    if not hour or not 0 < hour[0] <= 12:
        return None
    sign = 1 if line.at(j) == "past" else -1
    return Clock(hour[1], hour[0] * 3600 + sign * found[0] * 60)


def _half(line: Line, found: Clock) -> Clock:
    j = found.end
    hour = found.seconds // 3600
    if line.at(j) == "o" and line.at(j + 1) == "'" and line.at(j + 2) == "clock":
        found, j = replace(found, end=j + 3, bare=False), j + 3
    elif line.at(j) == "oclock":
        found, j = replace(found, end=j + 1, bare=False), j + 1
    end = _meridiem(line, j)
    if (end and hour <= 12) or (end and found.part == "hhmm"):
        half = "" if line.at(j) == "ampm" else ("am" if line.at(end[0]) == "a" or line.at(end[0]) == "am" else "pm")
        done = replace(found, end=end[1], bare=False, part="")
        return done.at_half(half) if half else done
    k = j + 1 if line.at(j) in ("early", "late") else j
    if line.seq(k, "in", "the") and (line.at(k + 2) in _DAY_PARTS or line.at(k + 3) in _DAY_PARTS):
        k = k + 2 if line.at(k + 2) in _DAY_PARTS else k + 3
        word = line.at(k)
    elif line.at(k) in _DAY_PARTS and k > j:
        word = line.at(k)
    else:
        return found
    done = replace(found, end=k + 1, bare=False)
    return done.at_half("pm" if word in _PM and hour < 12 else "am") if hour <= 12 else done


def _meridiem(line: Line, j: int) -> tuple[int, int] | None:
    """(token of the letter, next token) of "a.m.", "pm", "p m"."""
    k = j + 1 if line.at(j) == "." and line.tight(j) and line.loose else j
    word = line.at(k)
    if word in ("am", "pm", "ampm"):
        return k, k + 1
    if word not in ("a", "p"):
        return None
    m = k + 2 if line.at(k + 1) == "." else k + 1
    if line.at(m) == "m":
        dotted = m == k + 2 and line.at(m + 1) == "." and (line.tight(m + 1) or line.loose)
        return k, m + 2 if dotted else m + 1
    return (k, k + 1) if line.loose and line.tight(k) else None


def moment(line: Line, i: int) -> Node | None:
    """A time of day that stands by itself."""
    j = i + 1 if line.at(i) == "at" and line.loose and line.at(i - 1) != "look" else i
    found = clock(line, j)
    lead = line.at(j - 1) in ("at", "around", "circa", "by")
    if found is None:
        return _part_then_clock(line, i)
    dotted = found.bare and line.loose and j > i and found.end - j > 1
    if found.bare and not dotted:
        return None
    if not line.loose and line.at(found.end) == "-" and line.tight(found.end) and line.at(found.end + 1).isalpha():
        return None
    start_ok = j == i or dotted
    if not start_ok or (not found.half and found.end - j == 1):
        return None if not (line.loose and (lead or not start_ok)) else _node(line, found) if start_ok else None
    node = _node(line, found)
    return _as_over(line, i, node, time(*divmod(found.seconds % 86400 // 60, 60)))


def _part_then_clock(line: Line, i: int) -> Node | None:
    """"in the morning at 7", "early morning at 8:00"."""
    if not line.loose:
        return None
    j = i + 2 if line.seq(i, "in", "the") else i
    j = j + 1 if line.at(j) in ("early", "late") else j
    if j == i or line.at(j) not in _DAY_PARTS:
        return None
    k = j + 2 if line.at(j + 1) == "at" else j + 1
    found = clock(line, k)
    if found is None:
        return None
    if not found.half:
        found = found.at_half("pm" if line.at(j) in _PM else "am")
    return _node(line, found)


def _node(line: Line, found: Clock) -> Node:
    return Node(found.end, "time", line.today, line.today, clock=found.text(), timex="T" + found.text(),
                clock_half=found.half)


def part_of_day(line: Line, i: int) -> Node | None:
    """"overnight", "midday", "the close", "opening bell"; in loose reading also "morning" and "in the evening"."""
    word = line.at(i)
    if word in _TRADING and not line.loose and (session := _news_part(line, i, i)):
        return session
    if word in _SIMPLE and not (line.at(i + 1) == "-" and line.tight(i + 1)):
        return None if line.loose and word != "overnight" else _stretch(line, i + 1, _SIMPLE[word])
    if line.at(i - 1) in ("at", "by", "after", "before", "from", "since", "near", "into") and word == "the" \
            and line.at(i + 1) in ("close", "open", "bell") and (end := _end_of_trading(line, i + 2)):
        return _stretch(line, end, "open" if line.at(i + 1) == "open" else "close")
    if word in ("opening", "closing") and line.at(i + 1) == "bell":
        return _stretch(line, i + 2, "open" if word == "opening" else "close")
    j = i + 2 if line.seq(i, "in", "the") else i + 1 if word in ("in", "the", "at") else i
    if not line.loose:
        return _news_part(line, i, j)
    part: Part | None = None
    if line.at(j) in ("early", "late", "later") :
        part = "start" if line.at(j) == "early" else "end"
        j += 3 if line.seq(j + 1, "in", "the") else 1
    if line.at(j) in _DAY_PARTS or line.at(j) in _MEALS:
        end = j + 3 if line.seq(j + 1, "-", "time") else j + 1
        name = _DAY_PARTS.get(line.at(j)) or _MEALS[line.at(j)]
        return replace(_stretch(line, end, "night-time" if end > j + 1 else name), part=part)
    return None


_SESSION = (("trading",), ("trade",), ("business",), ("regular", "trading"), ("stock", "trading"), ("the", "session"),
            ("the", "day"), ("the", "trading", "day"), ("the", "regular", "session"), ("the", "trading", "session"))
"""What closes by the day: "at the close of business"."""


def _end_of_trading(line: Line, i: int) -> int | None:
    """Where "the close" that ends at ``i`` ends with what it closes ("of trading"); None for the close of another
    thing ("of June")."""
    if line.at(i) != "of" or line.loose:
        return i if line.at(i) != "of" else None
    return next((i + 1 + len(words) for words in _SESSION if line.seq(i + 1, *words)), None)


_TRADING = {"early": "morning", "morning": "morning", "afternoon": "afternoon", "late": "afternoon", "midday": "midday",
            "overnight": "overnight"}


def _news_part(line: Line, i: int, j: int) -> Node | None:
    """"in the morning", "in early trading": parts of the day the article speaks of."""
    word = line.at(i)
    if word in _TRADING and line.at(i + 1) == "trading" and line.at(i - 1) in ("in", "during", "of"):
        return _stretch(line, i + 2, _TRADING[word])
    if line.seq(i, "the") and line.at(i - 1) == "in" and line.at(i + 1) in _DAY_PARTS and line.at(i + 1) != "night":
        part = _stretch(line, i + 2, _DAY_PARTS[line.at(i + 1)])
        return _as_over(line, i, part, _BEGINS.get(part.clock or "", time.min))
    return None


_BEGINS = {"morning": time(9, 30), "afternoon": time(12, 30)}
"""Hours of New York before which a column that tells of a session's morning or afternoon means the session before."""


def _as_over(line: Line, i: int, node: Node, begins: time) -> Node:
    """``node`` a working day back where it is told as over in what appeared before it began, or on a day of rest."""
    now = line.now
    if now is None or line.loose or not (now.time() < begins or now.weekday() > 4):
        return node
    if not looks_back(line, i, node.end):
        return node
    back = {0: 3, 6: 2}.get(now.weekday(), 1)
    day = now.date() - timedelta(back)
    return replace(node, first=day, last=day)


def _stretch(line: Line, end: int, name: str) -> Node:
    return Node(end, "time", line.today, line.today, clock=name)


_JOINTS = ("to", "-", "until", "till", "through", "and", "~")


def hours(line: Line, i: int) -> Node | None:
    """A stretch of hours: "from 9:30 a.m. to 4 p.m.", "between 3 and 5", "5-6 pm", "from 2pm for 2 hours"."""
    word = line.at(i)
    if word == "for":
        return _for_from(line, i)
    j = i + 1 if word in ("from", "between", "at") and (line.loose or word != "at") else i
    left = clock(line, j)
    if left is None:
        return None
    if line.at(left.end) == "for" and word == "from":
        return _lasting(line, left)
    joint = line.at(left.end)
    if joint not in _JOINTS or (joint == "and" and word != "between"):
        return None
    right = clock(line, left.end + 1)
    if right is None or ((left.part == "hhmm") != (right.part == "hhmm") and not right.half):
        return None
    if left.part == "hhmm" and word not in ("from", "between"):
        return None
    if left.bare and right.bare and not (line.loose and (word in ("from", "between") or (joint == "-" and j > 0))):
        return None
    if (left.bare or right.bare) and not line.loose and not right.half:
        return None
    return join(line, left, right)


def join(line: Line, left: Clock, right: Clock) -> Node:
    """Two times of day as one stretch; "5 to 6pm" has both in the afternoon."""
    if right.half and not left.half and left.seconds < 43200 + 3600:
        moved = left.at_half(right.half)
        left = moved if moved.seconds < right.seconds else left
    elif not right.half and right.seconds <= left.seconds:
        right = right.at_half("pm")
    return Node(right.end, "time", line.today, line.today, clock=left.text(), clock_last=right.text(),
                timex=f"T{left.text()}/T{right.text()}", clock_half=right.half)


def _lasting(line: Line, left: Clock) -> Node | None:
    found = length(line, left.end + 1)
    if not found or any(g not in ("hour", "minute", "second") for _, g in found[0]):
        return None
    return _until(line, left, found[0], found[1])


def _until(line: Line, left: Clock, pieces: Sequence[tuple[float, Grain]], end: int) -> Node:
    seconds = sum(n * {"hour": 3600, "minute": 60, "second": 1}[g] for n, g in pieces)
    right = replace(left, end=end, seconds=int(left.seconds + seconds))
    return Node(end, "time", line.today, line.today, clock=left.text(), clock_last=right.text(),
                timex=f"T{left.text()}/T{right.text()}", clock_half=left.half)


def _for_from(line: Line, i: int) -> Node | None:
    if not line.loose:
        return None
    found = length(line, i + 1)
    if not found or line.at(found[1]) != "from" or any(g not in ("hour", "minute", "second") for _, g in found[0]):
        return None
    left = clock(line, found[1] + 1)
    return _until(line, left, found[0], left.end) if left else None

