"""The time an article speaks from: its day, whether the exchange was open, and the span it is a review of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

from ..metrics.period_window import span_before, window_text
from ..metrics.wording import alternation
from ..schemas import Article
from ..sources.sessions import OPEN, close_of, is_open
from .scene import Scene
from .windows import own_window

_NEW_YORK = ZoneInfo("America/New_York")
_STIR = time(4, 0)
_QUARTER = re.compile(
    r"^(?!.*\b(?:earnings|results|profits?|revenues?|sales|guidance|dividends?|deliver\w*|beats?|miss\w*)\b)"
    r"(?=.*\b(?:quarter(?:ly)?|q[1-4])\b).*\b(?:review|letter|wrap|recap|commentary|round-?up|markets?|stocks|"
    r"wall street|the quarter)\b"
)
"""The title of a review of a market's quarter, not of a company's."""
_FUTURES = re.compile(
    r"\be-?minis?\b|(?<!gold )(?<!silver )(?<!copper )(?<!oil )(?<!crude )(?<!gas )(?<!funds )\bfutures (?:were|are|"
    r"rose|fell|slipped|gained|pointed|edged|added|dropped)\b(?! (?:now |still )?(?:(?:about )?\d+(?:%| percent) "
    r"(?:sure|certain|confident)|pric(?:ed|ing)|betting|implying|putting|assigning|discounting))", re.IGNORECASE
)
_EXTENDED = re.compile(
    r"\b(?:pre-?market|after-hours|after hours|extended[- ](?:hours|trading)|late trading|before the bell)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """``window`` is what a move without any date is measured over: the last session in a daily column, the week or
    the year in a review of one. ``wrap``: some sentence names a day close to publication, so the article tells of
    that day (never for a stamp of midnight UTC, which is a date without an hour: ``stamped``). ``extended``:
    it speaks of trading outside the session. ``reprint_from``: where, on a page
    that strings several pieces together, another piece begins. ``closed``: it appeared after the day's session.
    ``lately``: it names one of the last days, though it may tell more of longer stretches than of that day: what
    stands without a time then stands at its last close."""

    day: date | None
    in_session: bool
    window: str
    wrap: bool = False
    stamped: bool = True
    extended: bool = False
    reprint_from: int = 1 << 60
    closed: bool = False
    lately: bool = False


def article_frame(article: Article, scenes: Sequence[Scene]) -> Frame:
    """Frame of an article from its publication moment and the windows its figures name."""
    if article.published is None:
        return Frame(None, False, "1d")
    local = article.published.astimezone(_NEW_YORK)
    weekend = local.weekday() >= 5
    in_session = is_open(local)
    stamped = article.published.astimezone(UTC).time() != time(0, 0)
    early = _STIR <= local.time() < OPEN
    window = _review_window(article, local.date(), weekend, scenes)
    closed = stamped and not weekend and local.time() >= close_of(local.date())
    daily = stamped and not _LIVE_BLOG.search(article.body) and (
        _tells_of_the_day(local.date(), scenes) or (closed and _holds_a_tape(scenes)))
    lately = daily
    if weekend and window == "1d" and _mostly_of_longer(local.date(), scenes):
        daily = False
    return Frame(
        local.date(), in_session, window, wrap=window != "1d" or daily, stamped=stamped,
        extended=bool(_EXTENDED.search(article.body) or (early and _FUTURES.search(article.body))),
        reprint_from=_reprint_from(article.body), closed=closed, lately=lately,
    )


_PUBLISHERS = (
    "Bloomberg", "Reuters", "Benzinga", "TipRanks", "InvestorPlace", "Motley Fool", "The Motley Fool", "Zacks",
    "MarketWatch", "Barrons.com", "Barron's", "Investor's Business Daily", "Yahoo Finance", "Yahoo Finance UK",
    "Simply Wall St", "Simply Wall St.", "SmarterAnalyst", "Business Wire", "PR Newswire", "GlobeNewswire",
    "Insider Monkey", "GuruFocus", "GuruFocus.com", "FX Empire", "Oilprice.com", "The Independent", "Fortune",
    "CNN Business", "CNBC", "TheStreet.com", "Kiplinger", "Associated Press", "AP Finance", "Financial Times",
    "The Wall Street Journal", "Forbes", "Business Insider", "Investopedia", "Seeking Alpha",
)
_YEAR_REVIEWED = re.compile(
    r"\byear[- ]in[- ](?:review|markets|stocks)\b|\b(?:review|story|tale) of the year\b|"
    r"\bthe year (?:that|when|in which)\b|"
    r"\byear[- ]end (?:review|wrap|recap|report)\b|\bannual (?:review|wrap|recap)\b|\blook(?:ing)? back at\b|"
    r"\bthe year (?:the|stocks|markets|wall street|investors) \w+"
)
"""A title or tag, at the turn of a year, of a piece that tells of the whole of it."""
_LIVE_BLOG = re.compile(
    r"(?:^|\n)\s*\d{1,2}:\d\d (?:a|p)\.m\. ET(?: \w+)?:[\s\S]*\n\s*\d{1,2}:\d\d (?:a|p)\.m\. ET(?: \w+)?:"
)
"""A page of entries headed by the hour: no entry speaks from the moment of publication."""
_REPRINT = re.compile(rf"\n(?:{alternation(_PUBLISHERS)})\s*\n")


def _reprint_from(body: str) -> int:
    """Where a line that is nothing but a publisher's name opens another piece; past the end where none does."""
    m = _REPRINT.search(body)
    return m.start() if m else 1 << 60


_TAPE_LINE = re.compile(
    r"[^\w{]{0,3}(?:the )?\{R\}(?: (?:index|average|composite|yield))?:? \$?\{N\},? "
    r"\(?(?:up|down|unchanged|[-+]|\{N\}|(?:the )?(?:high|low)est)"
)


def _holds_a_tape(scenes: Sequence[Scene]) -> bool:
    """Whether lines of a table tell closes with the moves that led there: no day needs naming beside them."""
    lines = (s for s in scenes if s.items and s.items[0].kind in ("series", "figure"))
    return sum(bool(_TAPE_LINE.match(s.text(s.start, s.end))) for s in lines) >= 2


def _tells_of_the_day(day: date, scenes: Sequence[Scene]) -> bool:
    """Whether the text names the day of publication, or one of the three before it, as the time of something."""
    for scene in scenes:
        for item in scene.items:
            p = item.period
            if p is not None and p.kind in ("day", "time") and p.first and 0 <= (day - p.first).days <= 3:
                return True
    return False


def _review_window(article: Article, day: date, weekend: bool, scenes: Sequence[Scene]) -> str:
    """A column at a turn of the year that mostly speaks of the year, one on a quarter that is ending or just over, or
    one on a weekend that mostly speaks of the week, means that span where it names none."""
    year = str(day.year - 1 if day.month == 1 else day.year)
    title = " ".join((article.title, *article.tags)).lower()
    turn = ((day.month, day.day) >= (12, 30) or (day.month, day.day) <= (1, 3)) and bool(
        re.search(rf"\byear\b|\b{year}\b", title)
    )
    if turn and (_YEAR_REVIEWED.search(title) or title.startswith(f"{year}: ")):
        return f"'{year}'"
    quarter = _QUARTER.search(article.title.lower()) and _quarter_reviewed(day)
    if not (turn or weekend or quarter):
        return "1d"
    counts = _spans_told(day, scenes)
    if turn and counts.get("year", 0) > counts.get("day", 0):
        return f"'{year}'"
    if quarter and counts.get("quarter", 0) >= 2 and counts["quarter"] > counts.get("day", 0):
        return quarter
    if weekend and counts.get("week", 0) >= 2:
        return "wtd"
    return "1d"


def _quarter_reviewed(day: date) -> str | None:
    """The window of the quarter that ends within two days of ``day`` or ended within the three weeks before."""
    if (day + timedelta(3)).month % 3 == 1 and (day + timedelta(3)).month != day.month:
        return "qtd"
    if day.month % 3 == 1 and day.day <= 21:
        return span_before("quarter", day)
    return None


def _mostly_of_longer(day: date, scenes: Sequence[Scene]) -> bool:
    """Whether more figures are told of weeks, months, quarters and years than of the days just past."""
    counts = _spans_told(day, scenes)
    return sum(counts.get(span, 0) for span in ("week", "month", "quarter", "year")) > counts.get("day", 0)


def _spans_told(day: date, scenes: Sequence[Scene]) -> dict[str, int]:
    """How many figures are told of a stretch of each kind."""
    counts: dict[str, int] = {}
    for scene in scenes:
        for item in scene.items:
            if item.kind != "figure":
                continue
            own = own_window(scene, item.start, item.end)
            window = window_text(own.period) if own is not None else None
            if window:
                kind = _span_of(window, day)
                counts[kind] = counts.get(kind, 0) + 1
    return counts


def _span_of(window: str, day: date) -> str:
    """What a window is a stretch of; a single day counts only when it is one of the last few."""
    if window in ("ytd", "12m") or (len(window) == 6 and window[0] == "'"):
        return "year"
    if window == "wtd" or "-W" in window:
        return "week"
    if window == "qtd" or "-Q" in window:
        return "quarter"
    if window == "mtd" or re.fullmatch(r"'\d{4}-\d\d'", window):
        return "month"
    if len(window) == 12:
        return "day" if 0 <= (day - date.fromisoformat(window[1:-1])).days <= 5 else "other"
    return "other"
