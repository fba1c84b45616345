"""Years, decades and seasons: "2024", "fiscal 2025", "the 1990s", "last summer"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from . import periods_node as build
from .periods_dates import choose, year_tail
from .periods_node import Node
from .periods_text import Line, digits, ordinal, word_year, year
from .periods_words import LAST, NEXT, SEASONS

_YEAR_LEADS = frozenset("""in of since by from to until till through before after during for than early late mid fiscal
    and or year between versus vs the over about beyond into throughout calendar full around compared with
    circa start end beginning middle mid- on's second half quarter q first third fourth all
    """.split())
_NO_YEAR_LEADS = frozenset(
    "russell route highway room no form model nikkei section level levels above below near".split())
_NO_YEAR_AFTER = frozenset("""points point percent shares people jobs workers employees stores homes units contracts
    barrels tons tonnes per basis pounds feet miles acres dollars euros patients companies firms stocks constituents %
    bps     """.split())


def fiscal_guess(node: Node, fiscal: bool) -> Node:
    """A firm's fiscal year is not the calendar's: the days are left as a guess."""
    if not fiscal:
        return node
    timex = f"FY{node.timex}" if node.kind == "year" and node.timex else None
    return replace(node, approximate=True, timex=timex)


def bare_year(line: Line, i: int) -> Node | None:
    """A year: "2024", "fiscal 2025", "FY25", "the year 2019"; not a figure or a name ("Russell 2000")."""
    j = i
    words = ("the", "fiscal", "calendar", "school", "year", "fy", "cy")
    fiscal = False
    while j < i + 4 and line.at(j) in words:
        fiscal = fiscal or line.at(j) in ("fiscal", "fy", "school")
        j += 1
    if j > i and line.at(j - 1) == "the":
        return None
    found = year(line, j)
    if not found and j > i and line.at(j - 1) in ("fy", "cy", "fiscal") and (n := digits(line, j, 2)) is not None \
            and len(line.at(j)) == 2:
        found = (2000 + n, j + 1)
    if not found and line.loose:
        found = word_year(line, j)
        if found and found[0] < 1500:
            return None
    if not found or (j == i and not line.loose and not _year_here(line, i)):
        return None
    k = found[1]
    if line.at(k) == "fiscal" and line.at(k + 1) == "year":
        return fiscal_guess(build.years(k + 2, found[0]), True)
    if j == i and line.at(k) in ("-", "/") and line.tight(k) and line.tight(k + 1) and len(line.at(k + 1)) == 2 \
            and digits(line, k + 1) == (found[0] + 1) % 100 and not line.tight(k + 2):
        return replace(build.years(k + 2, found[0], 2), kind="range", grain="year")
    return fiscal_guess(build.years(k, found[0]), fiscal)


def _year_here(line: Line, i: int) -> bool:
    before, after = line.at(i - 1), line.at(i + 1)
    if before in _NO_YEAR_LEADS or after in _NO_YEAR_AFTER:
        return False
    if before == "©" or line.seq(i - 3, "(", "c", ")"):
        return False
    if before.isdigit() or (before == "." and line.at(i - 2).isdigit() and line.tight(i)):
        return False
    if after in ("-", "/") and line.tight(i + 1) and line.tight(i + 2) and line.at(i + 2).isalpha():
        return line.at(i + 2) in ("to", "era", "style", "level", "vintage")
    if before == "-" and line.tight(i):
        return line.at(i - 2) in ("mid", "pre", "post", "early", "late") or year(line, i - 2) is not None
    if before in ("to", "at", "over", "under", "around", "about"):
        return 1900 <= int(line.at(i)) <= 2100 and not _level_before(line, i)
    value = int(line.at(i))
    if before in _YEAR_LEADS or i < 2 or not line.raw(i - 1)[:1].isupper():
        return 1900 <= value <= 2100
    around = line.today.year if line.today else 2000
    return around - 60 <= value <= around + 10


def _level_before(line: Line, i: int) -> bool:
    """"0.5% to 2020" is a level."""
    if line.at(i - 1) in ("at", "under"):
        return True
    return line.at(i - 1) == "to" and any(line.at(k) in ("%", "points", "percent") for k in range(max(0, i - 6), i))


def decade(line: Line, i: int) -> Node | None:
    """"the 1990s", "the nineties", "the 21st century"."""
    j = i + 1 if line.at(i) == "the" else i
    value = digits(line, j)
    tail = j + 2 if line.at(j + 1) == "s" and (line.tight(j + 1) or line.loose) else \
        j + 3 if line.seq(j + 1, "'", "s") and line.loose else 0
    if value is not None and tail and value % 10 == 0:
        if len(line.at(j)) == 4 and 1500 <= value < 2200:
            return build.years(tail, value, 10, "decade")
        if len(line.at(j)) == 2 and (line.loose or line.at(j - 1) == "'"):
            return build.years(tail, 1900 + value if value > 20 else 2000 + value, 10, "decade")
    names = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
    if line.at(j) in names and (j > i or line.loose):
        return build.years(j + 1, names[line.at(j)], 10, "decade")
    found = ordinal(line, j)
    if found and line.at(found[1]) == "century" and 1 <= found[0] <= 99:
        return build.years(found[1] + 1, max(found[0] - 1, 0) * 100 or 1, 100, "century")
    return None


def season(line: Line, i: int) -> Node | None:
    """"last summer", "this fall", "the summer of 2008"; a bare "fall" or "spring" is a verb as often as not."""
    j, which = i, ""
    if line.at(j) in ("last", "this", "next", "past", "previous", "coming"):
        which, j = line.at(j), j + 1
    elif line.at(j) == "the":
        j += 1
    name = line.at(j)
    if name not in SEASONS:
        return None
    tail = year_tail(line, j + 1)
    lead = line.at(i - 1) in ("in", "since", "by", "until", "during", "of", "over", "end", "ended", "through")
    bare = lead if name in ("summer", "winter") or j > i else False
    if not (which or (tail and (lead or name != "fall")) or bare or (line.loose and name in ("summer", "winter"))):
        return None
    if name == "fall" and not (which or (lead and j > i)):
        return None
    if line.today is None and not tail:
        return Node(j + 1, "range", grain="month", count=3, approximate=True)
    year_of = tail[0] if tail else line.today.year if line.today else 0
    here = _season(tail[1] if tail else j + 1, year_of, SEASONS[name])
    if tail or here.first is None or line.today is None:
        return here
    return _near_season(line, i, j + 1, here, which, line.today)


def _season(end: int, y: int, first_month: int) -> Node:
    first = build.month(end, y, first_month)
    last = build.month(end, y, first_month + 2)
    code = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}[first_month]
    return replace(first, kind="range", last=last.last, count=3, approximate=True, timex=f"{y:04d}-{code}")


def _near_season(line: Line, i: int, k: int, here: Node, which: str, today: date) -> Node:
    y, m = today.year, here.first.month if here.first else 1
    if which in LAST:
        return here if here.last and here.last < today else _season(k, y - 1, m)
    if which in NEXT:
        return here if here.first and here.first > today else _season(k, y + 1, m)
    if which == "this":
        return here
    past = here if here.first and here.first <= today else _season(k, y - 1, m)
    later = here if here.last and here.last >= today else _season(k, y + 1, m)
    chosen = choose(line, i, k, past, later)
    return replace(chosen, timex=(chosen.timex or "")[-2:])
