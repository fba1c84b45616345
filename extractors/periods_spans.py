"""Stretches: months, quarters, years, "this week", "the past 12 months", "a year earlier", "early May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..schemas.period import Grain
from . import periods_calendar as cal
from . import periods_node as build
from .periods_dates import choose, month_name, year_tail
from .periods_node import Node, Part
from .periods_tense import looks_ahead, looks_back
from .periods_text import Line, digits, ordinal, unit, word_year, year
from .periods_words import LAST, NEXT, SEASONS

_YEAR_LEADS = frozenset("""in of since by from to until till through before after during for than early late mid fiscal and
    or year between versus vs the over about beyond into throughout calendar full around compared with
    circa start end beginning middle mid- on's second half quarter q first third fourth all
    """.split())
_NO_YEAR_LEADS = frozenset("russell route highway room no form model nikkei section level levels above below near".split())
_NO_YEAR_AFTER = frozenset("""points point percent shares people jobs workers employees stores homes units contracts
    barrels tons tonnes per basis pounds feet miles acres dollars euros patients companies firms stocks constituents % bps
    """.split())


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
    if line.today is None:
        return Node(k, "month", grain="month", timex=f"XXXX-{number:02d}")
    return _near_month(line, i, k, number, which, line.today)


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
    last = build.month(k, today.year if number <= today.month else today.year - 1, number)
    coming = build.month(k, today.year if number >= today.month else today.year + 1, number)
    if which in LAST:
        return build.month(k, today.year - 1, number) if running else last
    if which in NEXT:
        return build.month(k, today.year + 1, number) if running else coming
    if which == "this":
        return build.month(k, today.year, number)
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
    tail = leading or year_tail(line, k)
    m = k + 1 if line.at(k) in ("of", "in") else k
    m = m + 1 if line.at(m) in ("its", "the", "their") else m
    if not tail and line.at(m) in ("fiscal", "calendar") and year(line, m + 1):
        tail, fiscal = year(line, m + 1), line.at(m) == "fiscal"
    end = k if leading else (tail[1] if tail else k)
    named = None if tail or line.at(k) not in ("of", "this", "last", "next") else _year_named(line, k)
    if named is not None:
        tail, end = (named[0], named[1]), named[1]
    if tail:
        return _fiscal(make(end, tail[0], number), fiscal and line.at(j) != "calendar")
    if line.today is None:
        return Node(k, "range" if half else "quarter", grain="month" if half else "quarter")
    y = line.today.year
    running = (line.today.month + 5) // 6 if half else (line.today.month + 2) // 3
    past, later = make(k, y if number <= running else y - 1, number), make(k, y if number >= running else y + 1, number)
    if past.last and (line.today - past.last).days < _REPORTING:
        later = past
    return _fiscal(choose(line, i, k, past, later), fiscal and line.at(j) != "calendar")


_REPORTING = 130
"""Days after its end for which a quarter is still the one spoken of ("will report third-quarter results")."""


def _quarter_name(line: Line, j: int) -> tuple[int, bool, int] | None:
    word = line.at(j)
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


def _fiscal(node: Node, fiscal: bool) -> Node:
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
        return _fiscal(build.years(k + 2, found[0]), True)
    if j == i and line.at(k) in ("-", "/") and line.tight(k) and line.tight(k + 1) and len(line.at(k + 1)) == 2 \
            and digits(line, k + 1) == (found[0] + 1) % 100 and not line.tight(k + 2):
        return replace(build.years(k + 2, found[0], 2), kind="range", grain="year")
    return _fiscal(build.years(k, found[0]), fiscal)


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


def part_of(line: Line, i: int) -> Node | None:
    """"early May", "mid-November", "late 2020", "the end of November", "the start of the year", "year-end"."""
    j = i + 1 if line.at(i) == "the" else i
    word = line.at(j)
    if word in ("early", "late", "mid"):
        which: Part = {"early": "start", "late": "end", "mid": "mid"}[word]  # type: ignore[assignment]
        k = j + 1
        k = k + 1 if line.at(k) in ("-", "in") else k
        inner = month(line, k) or quarter(line, k) or bare_year(line, k) or decade(line, k) or this_unit(line, k) \
            or season(line, k)
        return build.third(inner, which) if inner and inner.kind != "day" else None
    ends: dict[str, Part] = {"end": "end", "beginning": "start", "start": "start", "middle": "mid"}
    if word in ends and line.at(j + 1) == "of":
        inner = _whole(line, j + 2)
        if inner is None:
            return None
        node = build.edge(inner, ends[word]) if ends[word] != "mid" else build.third(inner, "mid")
        return replace(node, grain=inner.grain if inner.grain != "decade" else "year")
    if word in ("year", "quarter", "month", "week") and line.at(j + 1) in ("-", "end") \
            and (line.seq(j + 1, "-", "end") or line.at(j + 1) == "end"):
        k = j + 3 if line.at(j + 1) == "-" else j + 2
        return _unit_end(line, i, k, word)
    return None


def _whole(line: Line, k: int) -> Node | None:
    """What can begin and end: a month, quarter, year, week or decade, "next year", "the year"."""
    found = month(line, k) or quarter(line, k) or this_unit(line, k) or bare_year(line, k) or decade(line, k) \
        or season(line, k)
    if found or line.today is None:
        return found
    j = k + 1 if line.at(k) == "the" else k
    grain = line.at(j)
    if grain in ("year", "month", "week", "quarter", "decade") and (j > k or line.loose):
        here, before = (build.calendar_unit(j + 1, grain, line.today, step) for step in (0, -1))
        back = not line.loose and before is not None and looks_back(line, k, j + 1) and grain != "decade"
        chosen = before if back else here
        return chosen and replace(chosen, past=before, later=here)
    return None


def _unit_end(line: Line, i: int, k: int, grain: str) -> Node | None:
    if line.today is None:
        return Node(k, "day", grain="day", part="end")
    tail = year(line, k) if grain == "year" else None
    if tail:
        return build.edge(build.years(tail[1], tail[0]), "end")
    here, before = (build.calendar_unit(k, grain, line.today, step) for step in (0, -1))
    if here is None or before is None:
        return None
    past, later = build.edge(before, "end"), build.edge(here, "end")
    chosen = past if line.at(i - 1) in ("since", "from", "at") and not looks_ahead(line, i, k) else later
    return replace(chosen, end=k, past=past, later=later)


_DETERMINERS = {"this": 0, "current": 0, "present": 0, "last": -1, "past": -1, "previous": -1, "prior": -1,
                "preceding": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}


def this_unit(line: Line, i: int) -> Node | None:
    """"this week", "last month", "next year", "the current quarter", "the previous session", "so far this month"."""
    j, so_far = i, False
    if line.seq(i, "so", "far"):
        j, so_far = i + 2, True
        if line.at(j) in ("in", "for"):
            j += 1
            inner = month(line, j) or quarter(line, j) or bare_year(line, j) or (
                the_unit(line, j) if line.at(j) == "the" else None)
            return replace(inner.backward(), part=None) if inner else None
    if line.at(j) == "the":
        j += 1
        if line.at(j) not in _DETERMINERS:
            return None
    if line.at(j) == "this" and line.at(j + 1) in ("past", "coming"):
        j += 1
    step = _DETERMINERS.get(line.at(j))
    if step is None and line.loose and line.at(j) in ("same", "that"):
        step = 0
    if step is None:
        return None
    k = j + 1
    fiscal = line.at(k) in ("fiscal", "school")
    k = k + 1 if line.at(k) in ("fiscal", "calendar", "school", "working", "trading", "full") else k
    workweek = line.at(k) == "workweek" or line.at(k - 1) == "working"
    grain = "week" if line.at(k) == "workweek" else line.at(k)
    if line.at(k + 1) == "-" and line.tight(k + 1) and line.tight(k + 2) and line.at(k + 2) != "to":
        return None
    node = _unit_near(line, i, j, k + 1, grain, step)
    if node is None:
        return None
    if workweek and node.last:
        node = replace(node, last=cal.shift_days(node.last, -2), timex=None)
    return _tail_to_date(line, _fiscal(node, fiscal))


def _tail_to_date(line: Line, node: Node) -> Node:
    if line.seq(node.end, "to", "date") or line.seq(node.end, "so", "far"):
        return node.to(node.end + 2)
    return node


def _unit_near(line: Line, i: int, j: int, k: int, grain: str, step: int) -> Node | None:
    today = line.today
    if grain == "day" and (line.at(j) not in ("previous", "prior", "next", "following") or not step):
        return None
    if grain in ("session", "day"):
        return Node(k, "sessions", relation="ago" if step < 0 else "ahead", grain="session", count=1)
    if grain == "weekend":
        if today is None:
            return Node(k, "range", grain="day", count=2)
        saturday = cal.shift_days(cal.monday(today), 5 + 7 * step)
        if step < 0 and today.weekday() > 4 and line.at(j) == "past":
            saturday = cal.shift_days(cal.monday(today), 5)
        return weekend(k, saturday)
    if grain in ("hour", "minute", "second") and step and line.loose:
        return window(line, k, grain, 1.0, back=step < 0)
    if line.at(j) == "coming" and grain == "year" and not line.loose:
        return window(line, k, grain, 1.0, back=False)
    if line.at(j) == "past" and grain in ("week", "month", "quarter", "year", "decade") and not line.loose:
        return window(line, k, grain, 1.0, back=True)
    if grain == "week" and today and today.weekday() == 6 and not line.loose and step < 1:
        ahead = step == 0 and looks_ahead(line, i, k)
        step = 1 if ahead else 0
    if grain in ("decade", "century") and step < 0 and not line.loose:
        return window(line, k, grain, 1.0, back=True)
    return build.calendar_unit(k, grain, today, step)


def weekend(end: int, saturday: date | None) -> Node:
    """Saturday and Sunday."""
    if saturday is None:
        return Node(end, "range", grain="day", count=2)
    iso = saturday.isocalendar()
    return Node(end, "range", saturday, cal.shift_days(saturday, 1), grain="day", count=2,
                timex=f"{iso[0]:04d}-W{iso[1]:02d}-WE")


def window(line: Line, end: int, grain: Grain | str, count: float, back: bool, exact: bool = True) -> Node:
    """So many units ending at publication (``back``) or beginning after it."""
    today = line.today
    code = {"day": "D", "session": "BD", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
            "century": "CE"}.get(grain, "")
    kind = "sessions" if grain == "session" else "range"
    node = Node(end, kind, relation="for" if back else "ahead", grain=grain,  # type: ignore[arg-type]
                count=count, approximate=not exact, timex=f"P{count:g}{code}" if code else None)
    if grain == "session" or today is None:
        return replace(node, last=today if back else None)
    if grain in ("quarter", "decade", "century") and count == int(count) and (grain == "quarter" or line.loose):
        steps = (-int(count), -1) if back else (1, int(count))
        ends = [build.calendar_unit(end, grain, today, s) for s in steps]
        if ends[0] and ends[1]:
            return replace(node, first=ends[0].first, last=ends[1].last)
    if grain in ("minute", "hour", "second"):
        return replace(node, kind="time", first=today, last=today)
    if back:
        return replace(node, first=cal.shift(today, grain, -count), last=today)
    return replace(node, first=cal.shift_days(today, 1), last=cal.shift(today, grain, count))


def the_unit(line: Line, i: int) -> Node | None:
    """"the year", "the week", "the day", "the session": the one of the session spoken of."""
    if line.at(i) != "the":
        return None
    grain, k = line.at(i + 1), i + 2
    if grain in ("trading",):
        grain, k = line.at(i + 2), i + 3
    if grain not in ("day", "session", "week", "month", "quarter", "year", "weekend") or line.at(k) in ("-", "of"):
        return None
    if not line.loose and not _the_unit_here(line, i, k, grain):
        return None
    if line.now is None:
        kinds = {"day": "day", "session": "day", "weekend": "range"}
        return Node(k, kinds.get(grain, grain), grain="day" if grain in kinds else grain)  # type: ignore[arg-type]
    today = line.now.date()
    spoken = today if line.loose else cal.session_day(today, line.now.hour * 60 + line.now.minute < 570)
    if grain in ("day", "session"):
        return build.day(k, spoken)
    if grain == "weekend":
        return weekend(k, cal.shift_days(cal.monday(spoken), 5 if today.weekday() > 4 or line.loose else -2))
    return _tail_to_date(line, build.calendar_unit(k, grain, spoken) or Node(k, "range"))


def _the_unit_here(line: Line, i: int, k: int, grain: str) -> bool:
    """"the year the free money ended", "one of the year" are windows; "the day he left", "the year that" are not."""
    before, after = line.at(i - 1), line.at(k)
    if after in ("that", "when", "before", "after", "earlier", "prior", "ago", "end", "ahead"):
        return False
    if before in ("for", "on", "in", "during", "of", "over", "this", "through", "throughout", "began", "begin", "ended",
                  "end", "finished", "started", "closed", "into", "from", "to", "late", "later", "earlier"):
        return not (before == "to" and grain == "day")
    return after in ("to", "so", "as", "with") or before in ("", "since")


YEARS = {"ytd": "year", "mtd": "month", "qtd": "quarter", "wtd": "week"}


def to_date(line: Line, i: int) -> Node | None:
    """"year to date", "year-to-date", "YTD"."""
    grain, k = YEARS.get(line.at(i)), i + 1
    if grain is None and line.at(i) in ("year", "month", "quarter", "week"):
        j = i + 2 if line.at(i + 1) == "-" else i + 1
        m = j + 2 if line.at(j + 1) == "-" else j + 1
        if line.at(j) == "to" and line.at(m) == "date":
            grain, k = line.at(i), m + 1
    if grain is None:
        return None
    if line.today is None:
        return Node(k, grain, relation="to_date", grain=grain)  # type: ignore[arg-type]
    node = build.calendar_unit(k, grain, line.today)
    return node and build.settle(node, line.today)


def loose_unit(line: Line, i: int) -> bool:
    """Whether a unit of time stands at ``i`` (plural or singular)."""
    return unit(line, i, line.loose) is not None
