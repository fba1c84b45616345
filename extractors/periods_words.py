"""Words of time: months, weekdays, counts, units, parts of the day, holidays. Data alone, lower case."""

from __future__ import annotations

from typing import Final

from ..schemas.period import Grain

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")
MONTHS: Final[dict[str, int]] = {name: i + 1 for i, name in enumerate(_MONTHS)}
MONTH_SHORT: Final[dict[str, int]] = {name[:3]: i + 1 for i, name in enumerate(_MONTHS) if name != "may"} | {"sept": 9}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS: Final[dict[str, int]] = {name: i for i, name in enumerate(_DAYS)}
WEEKDAY_SHORT: Final[dict[str, int]] = {name[:3]: i for i, name in enumerate(_DAYS)} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}
_SMALL = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen").split()
NUMBERS: Final[dict[str, int]] = {w: i for i, w in enumerate(_SMALL)}
TENS: Final[dict[str, int]] = {w: 20 + 10 * i for i, w in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split())}
_ORDINALS = ("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
             "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth").split()
ORDINALS: Final[dict[str, int]] = {w: i for i, w in enumerate(_ORDINALS) if i} | {"twentieth": 20, "thirtieth": 30}
UNITS: Final[dict[str, Grain]] = {
    "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day", "session": "session",
    "week": "week", "fortnight": "week", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "weekend": "day", "night": "day",
}
"""Singular units of a count; plurals are found by :func:`tapecheck.extractors.periods_text.unit`."""
LOOSE_UNITS: Final[dict[str, Grain]] = {"second": "second", "sec": "second", "h": "hour", "d": "day", "w": "week",
                                        "y": "year", "wk": "week", "yr": "year"}
VAGUE: Final[dict[str, int]] = {"few": 3, "several": 3, "some": 3, "couple": 2, "dozen": 12}
LAST: Final = frozenset({"last", "past", "previous", "prior", "preceding", "latest", "trailing", "recent"})
NEXT: Final = frozenset({"next", "coming", "following", "upcoming", "subsequent"})
SEASONS: Final[dict[str, int]] = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""First month of each season (whole months, northern half of the world); a season runs three months."""

HOLIDAYS: Final[dict[tuple[str, ...], str]] = {
    ("christmas", "eve"): "12-24", ("christmas", "day"): "12-25", ("christmas",): "12-25", ("boxing", "day"): "12-26",
    ("new", "year", "'", "s", "eve"): "12-31", ("new", "years", "eve"): "12-31", ("new", "year", "eve"): "12-31",
    ("new", "year", "'", "s", "day"): "01-01", ("new", "year", "day"): "01-01", ("new", "year", "'", "s"): "01-01",
    ("new", "year"): "01-01",
    ("halloween",): "10-31", ("independence", "day"): "07-04", ("juneteenth",): "06-19", ("freedom", "day"): "06-19",
    ("jubilee", "day"): "06-19", ("veterans", "day"): "11-11", ("veterans", "'", "day"): "11-11",
    ("valentine", "'", "s", "day"): "02-14", ("groundhog", "day"): "02-02", ("earth", "day"): "04-22",
    ("st", ".", "patrick", "'", "s", "day"): "03-17", ("saint", "patrick"): "03-17",
    ("saint", "patrick", "'", "s", "day"): "03-17", ("may", "day"): "05-01", ("singles", "day"): "11-11",
    ("singles", "'", "day"): "11-11", ("international", "workers", "'", "day"): "05-01",
    ("thanksgiving", "day"): "thanksgiving", ("thanksgiving",): "thanksgiving", ("black", "friday"): "thanksgiving+1",
    ("cyber", "monday"): "thanksgiving+4", ("labor", "day"): "09/mon/1", ("memorial", "day"): "05/mon/-1",
    ("columbus", "day"): "10/mon/2", ("presidents", "day"): "02/mon/3", ("presidents", "'", "day"): "02/mon/3",
    ("martin", "luther", "king", "day"): "01/mon/3", ("martin", "luther", "king", "jr", ".", "day"): "01/mon/3",
    ("mlk", "day"): "01/mon/3", ("mother", "'", "s", "day"): "05/sun/2", ("father", "'", "s", "day"): "06/sun/3",
    ("easter", "sunday"): "easter", ("easter", "monday"): "easter+1", ("easter",): "easter",
    ("good", "friday"): "easter-2", ("election", "day"): "11/tue/1+1",
}
"""Token sequences of named days and the rule for their date (see ``periods_calendar.holiday``)."""
