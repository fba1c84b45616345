"""Counted time: "the past 12 months", "two sessions earlier", "in five years", "more than a year", "964 days"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ..schemas.period import Grain
from . import periods_calendar as cal
from . import periods_node as build
from .periods_node import Bound, Node
from .periods_tense import looks_ahead
from .periods_text import Line, count, unit
from .periods_units import window
from .periods_words import LAST, NEXT, UNITS, VAGUE

_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("more", "than"), "more_than"), (("less", "than"), "less_than"), (("fewer", "than"), "less_than"),
    (("at", "least"), "at_least"), (("at", "most"), "at_most"), (("longer", "than"), "more_than"),
    (("over",), "more_than"), (("under",), "less_than"), (("up", "to"), "at_most"),
)
_HEDGES = frozenset({"nearly", "almost", "about", "around", "roughly", "some", "approximately", "just", "circa"})
_WINDOW_LEADS = frozenset({"in", "over", "during", "for", "within", "of", "through", "across"})
_CODES = {"minute": "M", "hour": "H", "second": "S", "day": "D", "session": "BD", "week": "W", "month": "M",
          "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}
_AGO = frozenset({"ago", "earlier", "before", "prior", "previously", "back"})
_LATER = frozenset({"later", "hence", "after"})


def timex(pieces: list[tuple[float, Grain]]) -> str:
    """An ISO 8601 duration."""
    days = "".join(f"{n:g}{_CODES[g]}" for n, g in pieces if g not in ("minute", "hour", "second"))
    hours = "".join(f"{n:g}{_CODES[g]}" for n, g in pieces if g in ("minute", "hour", "second"))
    return f"P{days}T{hours}" if hours else f"P{days}"


_PIECES = 4
"""Pieces a length has at most ("2 years 3 months 1 week and 2 days")."""


def length(line: Line, i: int, depth: int = 0) -> tuple[list[tuple[float, Grain]], int, bool] | None:
    """A counted length: ``3 months and 2 weeks``, ``an hour and a half``; (pieces, next token, exact)."""
    found = count(line, i)
    if not found:
        return None
    value, j, exact = found
    if line.at(j) in ("to", "or", "-") and (upper := _upper(line, j, value)):
        value, j, exact = upper[0], upper[1], False
    if line.at(j) == "-" and line.tight(j):
        return None
    if value <= 0 or (1900 <= value <= 2100 and len(line.at(i)) == 4):
        return None
    if line.at(j) == "more" or (line.at(j) == "or" and line.at(j + 1) == "so"):
        j = j + 1 if line.at(j) == "more" else j + 2
    got = unit(line, j, line.loose)
    if not got:
        return None
    grain, j, size = got
    if value > 1 and not line.loose and not line.at(j - 1).endswith(("s", "centuries")):
        return None
    pieces: list[tuple[float, Grain]] = [(value * size, grain)]
    if line.seq(j, "and", "a", "half") or line.seq(j, "and", "half") or line.seq(j, "and", "a", "quarter"):
        k = j + 3 if line.at(j + 1) == "a" else j + 2
        pieces[0] = (value + (0.25 if line.at(k - 1) == "quarter" else 0.5), grain)
        return pieces, k, exact
    k = j + 1 if line.at(j) in ("and", ",") else j
    goes_on = depth < _PIECES and (line.at(k)[:1].isdigit() or (line.loose and k > j))
    more = length(line, k, depth + 1) if goes_on else None
    if more and _order(more[0][0][1]) < _order(grain):
        return pieces + more[0], more[1], exact and more[2]
    return pieces, j, exact


def _upper(line: Line, j: int, low: float) -> tuple[float, int] | None:
    """The upper end of "three to five years", "6-12 months"."""
    if line.at(j) == "-" and line.tight(j) != line.tight(j + 1):
        return None
    found = count(line, j + 1) if line.at(j + 1) not in ("a", "an", "half") else None
    if not found or found[0] <= low or not unit(line, found[1]):
        return None
    return found[0], found[1]


def _order(grain: Grain) -> int:
    return list(_CODES).index(grain) if grain not in ("minute", "hour", "second") else \
        {"second": -3, "minute": -2, "hour": -1}[grain]


def moved(line: Line, end: int, pieces: list[tuple[float, Grain]], sign: int, base: Node | None = None) -> Node:
    """The day so far away from publication, or from ``base``; hours and minutes give a moment."""
    grain, number = pieces[-1][1], pieces[0][0]
    counted = replace(Node(end, "day"), relation="ago" if sign < 0 else "ahead", grain=pieces[0][1], count=number)
    if any(g == "session" for _, g in pieces):
        return replace(counted, kind="sessions", timex=timex(pieces))
    when = (base.first if base else line.today)
    if grain in ("minute", "hour", "second") and not line.loose:
        return Node(end, "duration", relation="for", grain=pieces[0][1], count=number, timex=timex(pieces))
    if grain in ("minute", "hour", "second") and base is None:
        return _moment(line, counted, pieces, sign)
    for n, g in pieces:
        when = when and cal.shift(when, g, sign * n)
    return replace(counted, first=when, last=when, timex=when.isoformat() if when else None)


def _moment(line: Line, node: Node, pieces: list[tuple[float, Grain]], sign: int) -> Node:
    if line.now is None:
        return replace(node, kind="time")
    seconds = sum(n * {"second": 1, "minute": 60, "hour": 3600}.get(g, 86400) for n, g in pieces)
    try:
        then = line.now + sign * timedelta(seconds=seconds)
    except OverflowError:
        return replace(node, kind="time")
    return replace(node, kind="time", first=then.date(), last=then.date(), clock=then.strftime("%H:%M"),
                   timex=then.strftime("%Y-%m-%dT%H:%M:%S"))


def past_or_next(line: Line, i: int) -> Node | None:
    """"the past 12 months", "the last three sessions", "the next four quarters", "5 upcoming years"."""
    j = i + 1 if line.at(i) in ("the", "these") else i
    word = line.at(j)
    if word in LAST | NEXT:
        k = j + 1
        back = word in LAST
        k = k + 1 if line.at(k) in ("about", "nearly", "roughly", "around") else k
        found = length(line, k) if line.at(k) not in ("a", "an", "half") else None
        if not found and line.at(k) in VAGUE and (got := unit(line, k + 1, line.loose)):
            found = [(float(VAGUE[line.at(k)]) * got[2], got[0])], got[1], line.at(k) == "couple"
        if found:
            return _window(line, found, back)
        return _plural(line, k, back) if word in ("recent", "coming") else None
    number = count(line, i)
    if number and line.at(number[1]) in LAST | NEXT and line.loose and (got := unit(line, number[1] + 1, True)) \
            and (number[0] == 1 or line.at(got[1] - 1).endswith("s")):
        return _window(line, ([(number[0] * got[2], got[0])], got[1], True), line.at(number[1]) in LAST)
    return None


def _plural(line: Line, k: int, back: bool) -> Node | None:
    """"recent weeks", "the coming days": how many is open."""
    if not line.at(k).endswith("s") or not (got := unit(line, k)):
        return None
    return replace(window(line, got[1], got[0], 3.0, back, exact=False), count=None, timex=None)


def _window(line: Line, found: tuple[list[tuple[float, Grain]], int, bool], back: bool) -> Node:
    pieces, end, exact = found
    node = window(line, end, pieces[0][1], pieces[0][0], back, exact)
    if pieces[-1][1] in ("hour", "minute", "second") and not line.loose:
        return _bare(end, pieces, exact, None)
    if pieces[-1][1] in ("hour", "minute", "second") and line.now:
        return _hours_window(line, node, pieces, back)
    if len(pieces) > 1:
        edge = moved(line, end, pieces, -1 if back else 1)
        node = replace(node, timex=timex(pieces), first=edge.first if back else node.first,
                       last=node.last if back else edge.first)
    return node


def _hours_window(line: Line, node: Node, pieces: list[tuple[float, Grain]], back: bool) -> Node:
    edge = _moment(line, replace(node, kind="day"), pieces, -1 if back else 1)
    if edge.timex is None or line.now is None or edge.first is None:
        return node
    now = line.now.strftime("%Y-%m-%dT%H:%M:%S")
    first, last = (edge.timex, now) if back else (now, edge.timex)
    days = (edge.first, line.now.date()) if back else (line.now.date(), edge.first)
    return replace(node, kind="time", first=days[0], last=days[1], clock=first[11:16], timex=f"{first}/{last}")


def relative(line: Line, i: int) -> Node | None:
    """"a year earlier", "two weeks ago", "in two weeks", "three months from now", "two days before yesterday"."""
    if line.at(i) in ("in", "within"):
        return _inside(line, i)
    if line.at(i) == "the" and line.at(i + 1) in ("year", "month", "week", "day", "quarter", "session"):
        return _the_before(line, i)
    j, bound, hedged = qualifiers(line, i)
    found = _unit_alone(line, j) or length(line, j)
    if not found:
        return None
    pieces, k, exact = found
    if line.at(k) in _AGO and not line.seq(k, "before", "the") and not line.seq(k, "back", "to"):
        tail = k + 1
        if line.at(k) == "before" and _names_more(line, tail):
            return None
        return replace(moved(line, tail, pieces, -1), approximate=hedged or not exact, bound=bound)
    if (line.at(k) == "from" and line.at(k + 1) in ("now", "today")) or line.at(k) in _LATER:
        tail = k + 2 if line.at(k) == "from" else k + 1
        if (line.at(k) == "after" and not line.loose) or line.seq(k, "later", "than"):
            return None
        if line.at(k) != "from" and not line.loose and not looks_ahead(line, i, tail):
            return replace(_bare(tail, pieces, exact, bound), approximate=hedged)
        return replace(moved(line, tail, pieces, 1), approximate=hedged or not exact)
    return None


def _unit_alone(line: Line, j: int) -> tuple[list[tuple[float, Grain]], int, bool] | None:
    """"year-ago", "week earlier": one unit without its article."""
    got = unit(line, j) if line.at(j) in ("year", "week", "month", "quarter") else None
    k = j + 2 if line.at(j + 1) == "-" else j + 1
    return ([(1.0, got[0])], k, True) if got and line.at(k) in ("ago", "earlier") else None


_NO_NAME = frozenset("and or in on was were to that but when".split())


def _names_more(line: Line, k: int) -> bool:
    return line.at(k).isalpha() and line.at(k) not in _NO_NAME


def _the_before(line: Line, i: int) -> Node | None:
    """"the year before", "the year-ago quarter", "the day before"."""
    got = unit(line, i + 1)
    word = line.at(i + 2)
    if got and word in ("before", "earlier", "prior") and not _names_more(line, i + 3):
        if word == "before" and line.at(i + 3) == "the":
            return None
        return moved(line, i + 3, [(1.0, got[0])], -1)
    grain = unit(line, i + 4)
    if line.seq(i + 2, "-") and line.at(i + 3) in ("ago", "earlier") and grain:
        return replace(moved(line, i + 5, [(1.0, "year")], -1), kind="range", grain="year")
    return None


def _inside(line: Line, i: int) -> Node | None:
    j = i + 1
    if line.at(j) == "the" or line.at(i - 1) in ("price", "prices", "pricing", "priced"):
        return None
    if line.at(i) == "within" and line.at(j) == "next":
        j += 1
    j, bound, hedged = qualifiers(line, j)
    found = length(line, j)
    if not found:
        return None
    pieces, k, exact = found
    if line.at(i) == "within":
        return replace(_from_today(line, _window(line, found, back=False)), bound="at_most", approximate=hedged)
    if not (line.loose or (looks_ahead(line, i, k) and not superlative_before(line, i))) or bound:
        return None
    return replace(moved(line, k, pieces, 1), approximate=hedged or not exact)


def _from_today(line: Line, node: Node) -> Node:
    """A window that publication's day begins."""
    if node.kind == "time" or node.last is None or line.today is None:
        return node
    return replace(node, first=line.today, last=cal.shift_days(node.last, -1))


def qualifiers(line: Line, i: int) -> tuple[int, Bound | None, bool]:
    """Bound and hedge words before a count."""
    bound: Bound | None = None
    j = i
    for words, name in _BOUNDS:
        if line.seq(j, *words):
            j, bound = j + len(words), name
            break
    hedged = line.at(j) in _HEDGES and not (line.at(j) == "some" and unit(line, j + 1))
    return (j + 1 if hedged else j), bound, hedged


_SUPERLATIVES = frozenset("first best worst most least only last".split())


def superlative_before(line: Line, i: int) -> bool:
    """"its longest streak in 2 years" looks back, whatever the verb."""
    for k in range(i - 1, max(-1, i - 9), -1):
        word = line.at(k)
        if word in _SUPERLATIVES or (word.endswith("est") and len(word) > 5 and word not in ("invest", "interest",
                                                                                              "request", "suggest")):
            return True
        if word in (",", ";", ".", "will", "would"):
            return False
    return False


def _bare(end: int, pieces: list[tuple[float, Grain]], exact: bool, bound: Bound | None) -> Node:
    return Node(end, "duration", relation="for", grain=pieces[0][1], count=pieces[0][0], approximate=not exact,
                bound=bound, timex=timex(pieces))


_BOUND_LEADS = frozenset({"for", "in", "of", "after", "than", "last", "lasted"})


def vague_length(line: Line, i: int) -> Node | None:
    """"the best month in decades": no count at all."""
    grain = UNITS.get(line.at(i)[:-1]) if line.at(i).endswith("s") else None
    if grain not in ("week", "month", "year", "decade") or line.at(i - 1) not in ("in", "for"):
        return None
    return Node(i + 1, "duration", relation="for", grain=grain, approximate=True)


def bare_length(line: Line, i: int) -> Node | None:
    """A length: a window to publication after "in", "over", "for"; else a duration tied to no date."""
    j, bound, hedged = qualifiers(line, i)
    lead = line.at(i - 1)
    if bound and line.at(i) in ("over", "under") and not line.loose and lead not in _BOUND_LEADS:
        return None
    if lead == "-" and line.tight(i):
        return None
    article = line.at(j) in ("the", "these", "those", "its", "their") and line.at(j + 1) not in ("a", "an")
    found = length(line, j + 1 if article else j)
    if not found:
        return None
    pieces, k, exact = found
    grain = pieces[0][1]
    if line.at(j) in ("a", "an", "another", "half") and not line.loose and not (
            lead in _WINDOW_LEADS | {"than", "least", "after", "nearly", "almost"} or bound or hedged):
        return None
    if grain == "quarter" and (line.at(j) in ("a", "an", "another") or line.at(k) in ("of", "point", "percentage")):
        return None
    if line.at(k) in ("old", "-"):
        return None
    node = replace(_bare(k, pieces, exact and not hedged, bound))
    counted_days = not line.at(k - 1).startswith(("weekend", "night"))
    if lead in ("in", "over", "during", "for", "of", "within") and not line.loose and counted_days:
        return _as_window(line, i, node)
    return node


def _as_window(line: Line, i: int, node: Node) -> Node:
    """"in two sessions" ends at publication unless the wording looks ahead."""
    if line.at(i - 1) == "of" or node.count is None or node.grain is None or node.grain in ("minute", "hour", "second"):
        return node
    ahead = looks_ahead(line, i, node.end) and not superlative_before(line, i)
    found = window(line, node.end, node.grain, node.count, not ahead, not node.approximate)
    return replace(found, bound=node.bound)


def ended(line: Line, i: int) -> Node | None:
    """"the week ended Sept. 6", "three months ended June 30", "the 12 months through March"."""
    from .periods_dates import absolute
    from .periods_months import month
    from .periods_weekdays import weekday

    j = i + 1 if line.at(i) == "the" else i
    if line.at(j) == "fiscal":
        j += 1
    got = unit(line, j)
    pieces: list[tuple[float, Grain]] = [(got[2], got[0])] if got else []
    k = got[1] if got else j
    if not got:
        found = length(line, j)
        if not found:
            return None
        pieces, k = found[0], found[1]
    if pieces[0][1] in ("hour", "minute", "second"):
        return None
    if line.at(k) not in ("ended", "ending", "through", "to"):
        return None
    k = k + 2 if line.at(k + 1) in ("on", "in") and line.at(k) != "to" else k + 1
    stop = absolute(line, k) or month(line, k) or weekday(line, k)
    if stop is None or (line.at(k - 1) == "to" and stop.kind == "day"):
        return None
    number, grain = pieces[0]
    last = stop.last
    first = None
    if last:
        after = last + timedelta(days=1) if last.toordinal() < 3_652_059 else last
        first = cal.shift(after, grain, -number)
    kind = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}.get(grain, "range")
    return Node(stop.end, kind if number == 1 else "range", first, last, "in", grain, number)  # type: ignore[arg-type]


def week_of(line: Line, i: int) -> Node | None:
    """"the week of April 10", "the week beginning Feb. 4"."""
    from .periods_dates import absolute
    from .periods_weekdays import bare_ordinal, near

    j = i + 1 if line.at(i) == "the" else i
    if line.seq(j, "w", "/", "c"):
        k = j + 3
    elif line.at(j) == "week" and line.at(j + 1) in ("of", "beginning", "starting", "commencing"):
        k = j + 3 if line.at(j + 2) == "on" else j + 2
    else:
        return None
    inside = absolute(line, k) or near(line, k) or bare_ordinal(line, k)
    if inside is None:
        return None
    return replace(build.week(inside.end, inside.first),
                   past=build.week(inside.end, inside.past.first) if inside.past else None,
                   later=build.week(inside.end, inside.later.first) if inside.later else None)
