"""Moments of publication as pages print them, and as ``--as-of`` takes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from ..errors import InputError

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are taken for misprints."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}
# The press writes EST in July: a zone's name is read as its city's clock, not as a fixed offset
_CITIES = {
    "America/New_York": "et est edt eastern", "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain", "America/Los_Angeles": "pt pst pdt pacific",
    "Europe/London": "bst london", "Europe/Paris": "cet cest", "Asia/Tokyo": "jst", "Asia/Hong_Kong": "hkt",
    "Asia/Singapore": "sgt", "Asia/Kolkata": "ist", "Australia/Sydney": "aest aedt", "UTC": "utc gmt z",
}
_ZONES = {name: city for city, names in _CITIES.items() for name in names.split()}

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>\d{4})\b"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)",
        r"(?<![\w/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)",
        rf"\b{_WEEKDAY}{_MONTH}\s+{_NUMBER}(?:,?\s*{_YEAR})?",
        rf"\b{_WEEKDAY}{_NUMBER}\s+(?:of\s+)?{_MONTH}(?:,?\s*{_YEAR})?",
    )
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?"
)
_ZONE = (
    r"(?:\s*\(?(?:(?P<zone>Z|" + "|".join(n for n in sorted(_ZONES, key=len, reverse=True) if n != "z") + r")\b"
    r"(?:\s+(?:(?:standard|daylight)\s+)?time)?)?\s*(?P<offset>[+\-−]\d{1,2}(?::?\d{2})?(?!\d))?\)?)?"
)
_TIME_AFTER = re.compile(r"(?:T|,?\s*(?:at|[|•·—–/(]|--?)?\s*)" + _CLOCK + _ZONE, re.IGNORECASE)
_TIME_BEFORE = re.compile(r"(?<![\d:.])" + _CLOCK + _ZONE + r",?\s*(?:on|[|•·—–-])?\s*$", re.IGNORECASE)


@lru_cache(maxsize=32)
def zone(name: str) -> tzinfo:
    """A time zone by its IANA name."""
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed date, with its time where one is given, at characters ``start:end``.

    ``when`` is None when the year is missing or no such day exists; ``note`` then says so. ``precision`` is "day" where
    no time was printed: ``when`` is then the last second of that day in New York.
    """

    start: int
    end: int
    when: datetime | None
    precision: Literal["time", "day"] = "day"
    note: str = ""


def find_moment(text: str, *, default_zone: str = "America/New_York") -> Moment | None:
    """The first date in ``text``, with the time printed after or before it; None where there is no date.

    A time without a zone is taken in ``default_zone``, and the note says so.
    """
    found = [m for pattern in _DATES if (m := pattern.search(text))]
    if not found:
        return None
    date = min(found, key=lambda m: (m.start(), -m.end()))
    start, end = date.span()
    clock = _TIME_AFTER.match(text, end)
    if clock and _is_clock(clock):
        end = clock.end()
    else:
        clock = _TIME_BEFORE.search(text, max(0, start - 40), start)
        clock = clock if clock and _is_clock(clock) else None
        start = clock.start() if clock else start
    when, note = _assemble(date, clock, default_zone)
    return Moment(start, end, when, "time" if clock else "day", note)


def parse_moment(text: str, *, default_zone: str = "America/New_York") -> Moment | None:
    """The moment that ``text`` as a whole states; None where it holds anything else."""
    stripped = text.strip()
    found = find_moment(stripped, default_zone=default_zone)
    if found is None or stripped[: found.start].strip(" ,") or stripped[found.end :].strip(" ,."):
        return None
    return found


def parse_as_of(text: str) -> datetime:
    """The moment given as ``--as-of``: a date (the end of that day in New York) or a date and time.

    Raises :class:`InputError` for anything else.
    """
    found = parse_moment(text)
    if found is None or found.when is None:
        raise InputError(
            f"--as-of wants a date or a moment, 2025-09-12 or 2025-09-12T11:18:00-04:00, not {text[:40]!r}")
    return found.when


def _is_clock(m: re.Match[str]) -> bool:
    if m["minute"] is None and m["half"] is None:
        return False
    hour, minute, second = int(m["hour"]), int(m["minute"] or 0), int(m["second"] or 0)
    return hour < 24 and minute < 60 and second < 61 and not (m["half"] and not 1 <= hour <= 12)


def _assemble(date: re.Match[str], clock: re.Match[str] | None, default_zone: str) -> tuple[datetime | None, str]:
    if date["year"] is None:
        return None, "the dateline has no year; give --as-of"
    year = int(date["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, f"the year {year} is not taken for a date of publication; give --as-of"
    month, day = _MONTHS.get(date["month"].lower()) or int(date["month"]), int(date["day"])
    if month > 12 >= day and "/" in date.group():
        month, day = day, month
    try:
        midnight = datetime(year, month, day)  # noqa: DTZ001  the zone is added below
    except ValueError:
        return None, f"there is no such day as {date.group()}; give --as-of"
    if clock is None:
        return datetime.combine(midnight, time(23, 59, 59), zone("America/New_York")), (
            "no time of publication; taken as the end of that day in New York")
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    minute, second = int(clock["minute"] or 0), min(int(clock["second"] or 0), 59)
    local = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
    if clock["offset"]:
        return local.replace(tzinfo=_fixed(clock["offset"])), ""
    if clock["zone"]:
        return local.replace(tzinfo=zone(_ZONES[clock["zone"].lower()])), ""
    return local.replace(tzinfo=zone(default_zone)), f"no zone is given with the time; taken as {_where(default_zone)}"


def _fixed(offset: str) -> tzinfo:
    digits = offset[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    size = min(timedelta(hours=hours, minutes=minutes), timedelta(hours=23, minutes=59))
    return timezone(-size if offset[0] in "-−" else size)


def _where(name: str) -> str:
    return "UTC" if name == "UTC" else f"{name.rpartition('/')[2].replace('_', ' ')} time"
