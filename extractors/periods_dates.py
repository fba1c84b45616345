"""Dates: "Nov. 8, 2021", "8 November", "2021-11-08", "11/8/2021"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from . import periods_calendar as cal
from . import periods_node as build
from .periods_node import Node
from .periods_tense import looks_ahead, looks_back, strongly_ahead
from .periods_text import Line, digits, ordinal, word_number, word_year, year
from .periods_words import MONTH_SHORT, MONTHS, WEEKDAY_SHORT, WEEKDAYS

_LEAP_REACH = 8
_JUST_OVER = 60
_FAR = 225
"""Days ahead beyond which a date without its year is taken for the last one, unless plainly said to come."""
_MONTH_LEADS = frozenset("""in of by since until till through from to for late early mid last next this and or between
    during before after about on on's end beginning start middle week weeks month previous on ended ending -
    """.split())
_DONE = frozenset(
    """brought had has ended began started proved turned marked gave took added delivered produced wiped erased went
    came saw""".split()
)
"""What no verb may be followed by: "March brought a loss", "May saw one"."""


def month_name(line: Line, i: int) -> tuple[int, int] | None:
    """A month's name or abbreviation at ``i`` (its full stop included); "may" and "march" only as months."""
    word = line.at(i)
    if word in MONTHS:
        if word in ("may", "march") and not _is_month(line, i):
            return None
        return MONTHS[word], i + 1
    if word in MONTH_SHORT:
        j = i + 2 if line.at(i + 1) == "." and line.tight(i + 1) else i + 1
        if not line.loose and (not line.raw(i)[:1].isupper() or (j == i + 1 and not _day_follows(line, j))):
            return None
        if line.at(j) == "-" and not line.at(j + 1).isdigit() and not line.loose:
            return None
        return MONTH_SHORT[word], j
    return None


def _day_follows(line: Line, j: int) -> bool:
    return digits(line, j, 4) is not None or (line.at(j) in ("/", "-") and line.at(j + 1).isdigit())


def _is_month(line: Line, i: int) -> bool:
    upper = line.raw(i)[:1].isupper()
    if upper and line.at(i + 1) in _DONE and not (i > 0 and line.raw(i - 1)[:1].isupper()):
        return True
    if line.tags.get(i) == "MD" or not (upper or line.loose):
        return False
    after, before = line.at(i + 1), line.at(i - 1)
    if _day_follows(line, i + 1) or ordinal(line, i + 1) or (line.seq(i + 1, "of") and year(line, i + 2)):
        return True
    if before in _MONTH_LEADS or (ordinal(line, i - 1) is not None and not upper):
        return True
    named = line.raw(i - 1)[:1].isupper() and i > 0
    if upper and not named and after in ("'", "was", "is", "to", "through", "until", ",", "and", "saw"):
        return True
    return line.loose and upper and before not in ("it", "i", "you", "we", "they", "he", "she", "")


_POINTING = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1, "prior": -1}
"""Years from the one named last that "of that year", "of the following year" and their like point to."""


def pointed_year(line: Line, i: int) -> tuple[int | None, int] | None:
    """``of that year``, ``of the following year``: the year counted from the one named last in the paragraph (None
    where it names none) and the token after it."""
    j = i + 1
    if line.at(i) not in ("of", "in") or line.loose:
        return None
    if line.at(j) in ("the", "that") and line.at(j + 1) in _POINTING and line.at(j + 1) != "that":
        j += 1
    elif line.at(j) != "that":
        return None
    if line.at(j + 1) != "year" or line.at(j + 2) in ("'", "-"):
        return None
    return next(((y + _POINTING[line.at(j)], j + 2) for k in range(i - 1, -1, -1) if (y := _named_year(line, k))),
                (None, j + 2))


def _named_year(line: Line, k: int) -> int | None:
    """The year that token ``k`` names, or with the token after it: "2018", "last year"; no number in a name."""
    if line.at(k + 1) == "year" and line.at(k) in ("last", "this") and line.today is not None:
        return line.today.year - (line.at(k) == "last")
    found = year(line, k)
    if found is None or line.at(k + 1) in ("%", "points"):
        return None
    before = line.at(k - 1) if line.at(k - 1) != "." else line.at(k - 2)
    name = line.raw(k - 1)[:1].isupper() and before not in MONTHS and before not in MONTH_SHORT
    return None if name and before not in ("in", "since", "by", "for", "from", "during", "of") else found[0]


def year_tail(line: Line, i: int) -> tuple[int, int] | None:
    """The year after a day or month: ``, 2021``, ``2021``, ``of 2021``, ``of last year``, ``in 2020``, ``'87``,
    ``of that year``."""
    told = pointed_year(line, i)
    if told is not None:
        return (told[0], told[1]) if told[0] is not None else None
    if line.at(i) == "," and (found := year(line, i + 1)) and line.gap[i + 1 : i + 2] == [True]:
        return found if not _counts(line, found[1]) else None
    if line.at(i) in ("of", "in"):
        found = year(line, i + 1) or word_year(line, i + 1)
        if found:
            return found
        if line.at(i + 2) == "year" and line.today and line.at(i + 1) in ("last", "next", "this"):
            step = {"last": -1, "next": 1, "this": 0}[line.at(i + 1)]
            return line.today.year + step, i + 3
        short = digits(line, i + 1, 2)
        if line.at(i) == "of" and short is not None and line.loose and len(line.at(i + 1)) == 2:
            return _full_year(short), i + 2
        return None
    if line.at(i) in ("last", "this", "next") and line.at(i + 1) == "year" and line.today:
        return line.today.year + {"last": -1, "next": 1, "this": 0}[line.at(i)], i + 2
    if line.at(i) == "'" and line.tight(i + 1) and (short := digits(line, i + 1, 2)) is not None \
            and len(line.at(i + 1)) == 2:
        return _full_year(short), i + 2
    if line.at(i) in ("-", "/") and line.tight(i) and line.tight(i + 1) and year(line, i + 1):
        return year(line, i + 1)
    if line.at(i).isdigit() and (found := year(line, i)):
        return found if not _counts(line, found[1]) else None
    return word_year(line, i)


def _counts(line: Line, j: int) -> bool:
    return line.at(j) in ("%", "points", "shares", "jobs")


def _full_year(short: int) -> int:
    return 1900 + short if short > 40 else 2000 + short


def _nearly_a_year(today: date, past: date, later: date) -> bool:
    """Whether the coming one is so near, and the last so long ago, that a writer would have named the year of that."""
    return (today - past).days > 200 and (later - today).days < 100


def choose(line: Line, i: int, j: int, past: Node, later: Node) -> Node:
    """Of two neighbouring readings the one the wording asks for; both are kept."""
    ahead = looks_ahead(line, i, j)
    if ahead and line.today and later.first and (later.first - line.today).days > _FAR:
        just_over = past.last is not None and (line.today - past.last).days < _JUST_OVER
        ahead = not just_over and strongly_ahead(line, i)
    if not ahead and line.today and past.last and later.first and _nearly_a_year(line.today, past.last, later.first):
        ahead = not looks_back(line, i, j)
    here = later if ahead else past
    return replace(here, end=j, past=past, later=later, open_year=True)


def yearless(line: Line, i: int, j: int, month: int, number: int) -> Node | None:
    """A day of the year without its year: the nearest before or, where the wording looks ahead, after publication."""
    today = line.today
    if today is None:
        return build.day(j, None, f"XXXX-{month:02d}-{number:02d}") if cal.make(2000, month, number) else None
    before = [d for n in range(_LEAP_REACH + 1) if (d := cal.make(today.year - n, month, number)) and d <= today]
    after = [d for n in range(_LEAP_REACH + 1) if (d := cal.make(today.year + n, month, number)) and d >= today]
    if not before or not after:
        return build.day(j, None, f"XXXX-{month:02d}-{number:02d}") if line.loose else None
    named = weekday_name(line, i)
    if named:
        before = [d for d in before[:2] if d.weekday() == named[0]] or before
        after = [d for d in after[:2] if d.weekday() == named[0]] or after
        fits = [d for d in (before[0], after[0]) if d.weekday() == named[0]]
        if len(fits) == 1:
            return build.day(j, fits[0])
    return choose(line, i, j, build.day(j, before[0]), build.day(j, after[0]))


def absolute(line: Line, i: int) -> Node | None:
    """Month and day in either order, with or without weekday and year."""
    start = i
    found_day = weekday_name(line, i)
    if found_day:
        i = found_day[1]
        if line.at(i) in (",", "-", "(") or line.seq(i, "the"):
            i += 1
    if found_day and line.loose and _hours_not_date(line, i, found_day[0]):
        return None
    node = _month_first(line, i, start) or _day_first(line, i, start) or numeric(line, i, start)
    if node and found_day and line.at(i - 1) == "(" and line.at(node.end) == ")":
        return node.to(node.end + 1)
    return node


def _hours_not_date(line: Line, i: int, weekday: int) -> bool:
    """"Monday 3-8" are hours unless March 8 is a Monday this year."""
    a, b = digits(line, i, 2), digits(line, i + 2, 2)
    if line.at(i + 1) != "-" or a is None or b is None or line.today is None:
        return False
    when = cal.make(line.today.year, a, b) if 1 <= a <= 12 else None
    return when is None or when.weekday() != weekday


def _month_first(line: Line, i: int, start: int) -> Node | None:
    found = month_name(line, i)
    if not found:
        return None
    month, j = found
    if (line.at(j) in ("/", "-") and line.tight(j)) or (line.at(j) == "," and line.loose and ordinal(line, j + 1)):
        j += 1
    if line.at(j) == "the":
        j += 1
    number = day_number(line, j)
    if number is None:
        return None
    return _with_year(line, start, number[1], month, number[0])


def day_number(line: Line, j: int) -> tuple[int, int] | None:
    """The day of a month at ``j`` in figures, as an ordinal or (loose) in words: (day, next token)."""
    found = ordinal(line, j)
    if found is None:
        value = digits(line, j, 2)
        spelled = word_number(line, j) if value is None and line.loose else None
        found = (value, j + 1) if value is not None else spelled
    if found is None or not 1 <= found[0] <= 31:
        return None
    after = line.at(found[1])
    figures = line.tight(found[1]) and line.tight(found[1] + 1) and line.at(found[1] + 1).isdigit()
    if after == "%" or (figures and after in (".", ":")) or (
            figures and after == "," and len(line.at(found[1] + 1)) != 4):
        return None
    return found


def _day_first(line: Line, i: int, start: int) -> Node | None:
    j = i + 1 if line.at(i) == "the" else i
    number = day_number(line, j)
    if number is None or line.at(i - 1) in ("$", "€", "£") or (line.tight(i) and line.at(i - 1) in (".", ",")):
        return None
    k = number[1]
    if line.at(k) == "day" and ordinal(line, j):
        k += 1
    if line.at(k) == "of" or (line.at(k) in ("/", "-") and line.tight(k)):
        k += 1
    found = month_name(line, k)
    if not found or (line.at(k) in ("may", "march") and not (line.raw(k)[:1].isupper() or line.loose)):
        return None
    return _with_year(line, start, found[1], found[0], number[0])


def _with_year(line: Line, start: int, j: int, month: int, number: int) -> Node | None:
    tail = year_tail(line, j)
    if tail is None and line.loose and (short := digits(line, j, 2)) is not None and line.at(j + 1) != ":" \
            and len(line.at(j)) == 2 and line.at(j + 1) not in ("am", "pm", "a", "p"):
        tail = (_full_year(short), j + 1) if not line.at(j - 1).isdigit() else None
    if tail is None and (unknown := pointed_year(line, j)):
        return build.day(unknown[1], None, f"XXXX-{month:02d}-{number:02d}")
    if tail is None:
        return yearless(line, start, j, month, number)
    when = cal.make(tail[0], month, number)
    timex = f"{tail[0]:04d}-{month:02d}-{number:02d}"
    return build.day(tail[1], when, timex) if when or line.loose else None


def numeric(line: Line, i: int, start: int | None = None) -> Node | None:
    """Dates in figures: ISO, ``11/8/2021`` (day first only where the month cannot be), ``2021/Nov/8``."""
    begin = i if start is None else start
    if digits(line, i) is None and not line.at(i).isdigit():
        return None
    if len(line.at(i)) == 8 and (line.loose or begin != i):
        when = cal.make(int(line.at(i)[:4]), int(line.at(i)[4:6]), int(line.at(i)[6:]))
        return build.day(i + 1, when) if when and 1900 <= when.year < 2200 else None
    sign = line.at(i + 1)
    if sign not in ("-", "/", ".") or not line.tight(i + 1) or not line.tight(i + 2):
        return None
    if line.at(i - 1) in ("$", "/", ".") and line.tight(i):
        return None
    parts, j = [line.at(i), line.at(i + 2)], i + 3
    if line.at(j) == sign and line.tight(j) and line.tight(j + 1) and line.at(j + 1).isalnum():
        parts.append(line.at(j + 1))
        j += 2
    if line.at(j) in ("-", "/", "%") and line.tight(j) and not (line.loose and line.at(j) == "-"):
        return None
    return _three(line, parts, j) if len(parts) == 3 else _two(line, parts, sign, begin, j, i)


def _three(line: Line, parts: list[str], j: int) -> Node | None:
    values = [_value(p) for p in parts]
    if None in values:
        return None
    a, b, c = (v or 0 for v in values)
    if len(parts[0]) == 4:
        order = (a, b, c) if b <= 12 and not parts[2].isalpha() else (a, c, b)
    elif len(parts[1]) == 4 and line.loose:
        order = (b, a, c) if parts[0].isalpha() else (b, c, a)
    elif len(parts[2]) in (2, 4):
        full = c if len(parts[2]) == 4 else _full_year(c)
        order = (full, b, a) if a > 12 or parts[1].isalpha() else (full, a, b)
    else:
        return None
    when = cal.make(*order)
    if when is None and not (line.loose and 1 <= order[1] <= 12):
        return None
    return build.day(j, when, f"{order[0]:04d}-{order[1]:02d}-{order[2]:02d}")


def _value(part: str) -> int | None:
    if part.isascii() and part.isdigit():
        return int(part) if len(part) in (1, 2, 4) else None
    return MONTHS.get(part) or MONTH_SHORT.get(part)


def _two(line: Line, parts: list[str], sign: str, start: int, j: int, i: int) -> Node | None:
    if not line.loose or not all(p.isascii() and p.isdigit() and len(p) <= 2 for p in parts):
        return None
    if sign != "/" and start == i:
        return None
    a, b = int(parts[0]), int(parts[1])
    if a > 12 and sign == "/":
        a, b = b, a
    return yearless(line, start, j, a, b) if 1 <= a <= 12 and 1 <= b <= 31 else None


def weekday_name(line: Line, i: int) -> tuple[int, int] | None:
    """A weekday's name, or an abbreviation where that is safe."""
    word = line.at(i)
    if word in WEEKDAYS:
        return WEEKDAYS[word], i + 1
    if word in WEEKDAY_SHORT:
        if line.at(i + 1) == "." and line.tight(i + 1) and line.raw(i)[:1].isupper():
            return WEEKDAY_SHORT[word], i + 2
        if line.loose and (word not in ("sat", "sun", "wed") or line.raw(i)[:1].isupper() or ordinal(line, i + 1)
                           or line.at(i + 1) == "at"):
            return WEEKDAY_SHORT[word], i + 1
        if line.raw(i)[:1].isupper() and month_name(line, i + 1):
            return WEEKDAY_SHORT[word], i + 1
    return None
