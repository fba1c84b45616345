"""Months, quarters and halves: "August", "Nov. 2021", "the third quarter", "Q3 2019"."""

from __future__ import annotations

from datetime import date

from . import periods_node as build
from .periods_dates import choose, month_name, pointed_year, year_tail
from .periods_node import Node
from .periods_tense import looks_ahead
from .periods_text import Line, digits, ordinal, year
from .periods_words import LAST, NEXT
from .periods_years import fiscal_guess

_BARELY_BEGUN = 1
"""Day of a month up to which a bare name of it, told in the past, means the one of the year before."""


_LONGEST_REST = 3
"""Days of rest with which a month may begin."""


def month(line: Line, i: int) -> Node | None:
    """A month: "August", "Nov. 2021", "November of last year", "last November", "this September"."""
    j, which = i, ""
    if line.at(j) == "this" and line.at(j + 1) in ("past", "coming"):
        j += 1
    if line.at(j) in LAST | NEXT | {"this"}:
        which, j = line.at(j), j + 1
        if which == "following" and not line.loose and line.at(i - 1) != "the":
            return None
    elif line.seq(j, "the", "month", "of"):
        j += 3
    found = month_name(line, j)
    if not found:
        plain = _numbered_month(line, j) if j == i else None
        if plain:
            return plain
        leading = year(line, j) if line.at(j).isdigit() and not which else None
        found = month_name(line, leading[1]) if leading and line.loose else None
        return build.month(found[1], leading[0], found[0]) if found and leading else None
    number, k = found
    k = k + 1 if line.at(k) in ("/", "-", ",") and year(line, k + 1) and line.loose else k
    tail = None if which else year_tail(line, k)
    if tail:
        return build.month(tail[1], tail[0], number)
    if not which and (unknown := pointed_year(line, k)):
        return Node(unknown[1], "month", grain="month", timex=f"XXXX-{number:02d}")
    if not line.loose and line.at(k).isdigit() and 31 < int(line.at(k)) < 100:
        return None  # no such day ("Sept. 44"): what was meant nobody knows
    if line.today is None:
        return Node(k, "month", grain="month", timex=f"XXXX-{number:02d}")
    return _near_month(line, i, k, number, which, line.today)


def _unbegun(today: date) -> bool:
    """Whether no day of work of the month has dawned yet: what happened "in January" on New Year's Day was a year
    ago."""
    days = (today.replace(day=d) for d in range(1, today.day + 1))
    return today.day <= _LONGEST_REST and all(d.weekday() > 4 or (d.month, d.day) == (1, 1) for d in days)


def _numbered_month(line: Line, i: int) -> Node | None:
    """"2015-12", "12-2015"; in news only the ISO order with two digits."""
    sign = line.at(i + 1)
    if sign not in ("-", "/") or not line.tight(i + 1) or not line.tight(i + 2) or line.tight(i):
        return None
    if line.at(i + 3) in ("-", "/") and line.tight(i + 3):
        return None
    big, small = (i, i + 2) if len(line.at(i)) == 4 else (i + 2, i)
    number, of = digits(line, small, 2), year(line, big)
    if not of or not number or number > 12 or not (line.loose or (big == i and len(line.at(small)) == 2)):
        return None
    if not line.loose and number == (of[0] + 1) % 100:
        return None
    return build.month(i + 3, of[0], number)


def _near_month(line: Line, i: int, k: int, number: int, which: str, today: date) -> Node:
    running = today.month == number
    over = number < today.month or (running and today.day > _BARELY_BEGUN)  # nothing has happened in it by then
    last = build.month(k, today.year if over else today.year - 1, number)
    coming = build.month(k, today.year if number >= today.month else today.year + 1, number)
    if which in LAST:
        return build.month(k, today.year - 1, number) if running else last
    if which in NEXT:
        return build.month(k, today.year + 1, number) if running else coming
    if which == "this":
        return build.month(k, today.year, number)
    if running and _unbegun(today) and not looks_ahead(line, i, k):
        return build.month(k, today.year - 1, number)
    return choose(line, i, k, last, coming)


def quarter(line: Line, i: int) -> Node | None:
    """A quarter or half: "the third quarter", "Q3 2019", "2019-Q3", "third-quarter", "the first half of 2020"."""
    leading = year(line, i)
    j = leading[1] if leading else i
    if leading and line.at(j) == "-" and line.tight(j):
        j += 1
    if line.at(j) == "the":
        j += 1
    fiscal = line.at(j) in ("fiscal", "calendar")
    found = _quarter_name(line, j + 1 if fiscal else j)
    if not found:
        return None
    number, half, k = found
    make = build.half if half else build.quarter
    tail = leading or year_tail(line, k) or _short_year(line, k)
    m = k + 1 if line.at(k) in ("of", "in") else k
    m = m + 1 if line.at(m) in ("its", "the", "their") else m
    if not tail and line.at(m) in ("fiscal", "calendar") and year(line, m + 1):
        tail, fiscal = year(line, m + 1), line.at(m) == "fiscal"
    end = k if leading else (tail[1] if tail else k)
    named = None if tail or line.at(k) not in ("of", "this", "last", "next") else _year_named(line, k)
    if named is not None:
        tail, end = (named[0], named[1]), named[1]
    if tail:
        return fiscal_guess(make(end, tail[0], number), fiscal and line.at(j) != "calendar")
    if half and line.at(k) == "of":
        return None  # of a month, a session, a match: no half of a year
    if line.today is None:
        return Node(k, "range" if half else "quarter", grain="month" if half else "quarter")
    y = line.today.year
    running = (line.today.month + 5) // 6 if half else (line.today.month + 2) // 3
    past, later = make(k, y if number <= running else y - 1, number), make(k, y if number >= running else y + 1, number)
    opens = number == running and line.today.month % (6 if half else 3) == 1
    if opens and _unbegun(line.today) and line.at(i - 1) != "this" and not looks_ahead(line, i, k):
        past = make(k, y - 1, number)
        return fiscal_guess(past, fiscal and line.at(j) != "calendar")
    if past.last and (line.today - past.last).days < _REPORTING:
        later = past
    return fiscal_guess(choose(line, i, k, past, later), fiscal and line.at(j) != "calendar")


def _short_year(line: Line, k: int) -> tuple[int, int] | None:
    """The year of "4Q24"."""
    number = digits(line, k, 2) if line.tight(k) and line.at(k - 1) in ("q", "h") else None
    return (2000 + number, k + 1) if number is not None and len(line.at(k)) == 2 else None


_REPORTING = 130
"""Days after its end for which a quarter is still the one spoken of ("will report third-quarter results")."""


def _quarter_name(line: Line, j: int) -> tuple[int, bool, int] | None:
    word = line.at(j)
    if line.at(j + 1) in ("q", "h") and line.tight(j + 1) and (n := digits(line, j, 1)):
        return (n, line.at(j + 1) == "h", j + 2) if n <= (4 if line.at(j + 1) == "q" else 2) else None
    if word in ("q", "h") and line.tight(j + 1) and (n := digits(line, j + 1, 1)):
        return (n, word == "h", j + 2) if n <= (4 if word == "q" else 2) else None
    if word in ("first", "second") and line.at(j + 1) in ("half", "-") and (
            line.at(j + 1) == "half" or line.seq(j + 1, "-", "half")):
        return 1 + (word == "second"), True, j + 2 if line.at(j + 1) == "half" else j + 3
    found = ordinal(line, j)
    k = found[1] if found else j
    if not found and word in ("final", "latest"):
        found, k = ((4, j + 1) if word == "final" else None), j + 1
    if not found or not 1 <= found[0] <= 4:
        return None
    if line.at(k) == "fiscal":
        k += 1
    if line.at(k) == "-" and line.at(k + 1) == "quarter":
        k += 1
    if line.at(k) != "quarter" or (line.seq(k + 1, "-") and line.tight(k + 1)) or line.at(k + 1) == "point":
        return None
    return found[0], False, k + 1


def _year_named(line: Line, k: int) -> tuple[int, int] | None:
    """"of the year", "of last year", "this year": the year that a part belongs to."""
    j = k + 1 if line.at(k) == "of" else k
    step = {"last": -1, "this": 0, "next": 1, "the": 0}.get(line.at(j))
    if step is None or line.at(j + 1) != "year" or line.today is None or (line.at(j) == "the" and line.at(k) != "of"):
        return None
    return line.today.year + step, j + 2
