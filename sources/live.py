"""What every source on the network has in common: what an adapter is, and how its answers become points.

An adapter is one file: what it holds, the questions to ask, and a pure reading of the answers. Asking, keeping,
and what was public when are done here, once.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple

from ..errors import DataError
from ..schemas import Points
from .cache import Cache, Kept
from .catalog import NEW_YORK, Entry
from .http import Http, Request

_SETTLED = timedelta(days=2)
"""An answer fetched so long after a moment holds all that was public at it."""


_ONE_RUN = timedelta(minutes=5)
"""What was fetched in this run is not asked for again so soon."""
WHOLE_BEFORE = 1900
"""A first day before this year asks for the whole history there is."""


class Row(NamedTuple):
    """One value: the ordinal of its day, the value in the publisher's unit, and the moment at which it was public.

    ``public`` is None where the catalogue's closing times and lags say all there is. Of several values of one day the
    one published last before the moment in question counts.
    """

    day: int
    value: float
    public: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One completed bar; ``end`` is the minute at which it was complete, in New York time."""

    end: datetime
    high: float
    low: float
    close: float


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration says of one source; ``key`` is a secret and never shown."""

    url: str = ""
    key: str = field(default="", repr=False)
    contact: str = ""
    keep: bool | None = None
    options: dict[str, Any] = field(default_factory=dict)


class Adapter(ABC):
    """One publisher. Class attributes say what ``tapecheck sources`` prints of it.

    ``keeps``: its terms let an answer be kept on disk; ``bundles``: and its rows travel in an evidence bundle.
    ``windowed``: it is asked for the years of a window, so what it gives is never a whole history.
    ``pause``: least seconds between two questions. ``stale``: age after which a kept answer is asked for again.
    ``delay``: how long after a close its row may still be on its way.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    address: ClassVar[str]
    licence: ClassVar[str]
    needs: ClassVar[str] = ""
    takes: ClassVar[str] = ""
    extra: ClassVar[str] = ""
    note: ClassVar[str] = ""
    keeps: ClassVar[bool] = True
    bundles: ClassVar[bool] = True
    vintages: ClassVar[bool] = False
    windowed: ClassVar[bool] = False
    pause: ClassVar[float] = 1.0
    stale: ClassVar[timedelta] = timedelta(hours=6)
    delay: ClassVar[timedelta] = timedelta()
    probe: ClassVar[tuple[str, str]]

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.base = (self.settings.url or self.address).rstrip("/")

    @property
    def ready(self) -> bool:
        """Whether what it needs (a key, a contact) is there."""
        return not self.needs or bool(getattr(self.settings, self.needs))

    @abstractmethod
    def holds(self, entry: Entry, name: str) -> bool:
        """Whether it serves field ``name`` of a series."""

    @abstractmethod
    def request(self, entry: Entry, name: str, as_of: datetime, first: date, today: date) -> Sequence[Request]:
        """The questions whose answers hold the field from ``first`` on, as known at ``as_of``."""

    @abstractmethod
    def parse(self, raw: bytes, entry: Entry, name: str) -> list[Row]:
        """The rows of one answer; pure. Raises :class:`DataError` (``source_failed``) for anything unexpected."""

    def bar_request(self, entry: Entry, day: date, today: date) -> Request | None:
        """The question for the bars of a day; None where the source has none for it."""
        return None

    def parse_bars(self, raw: bytes) -> list[Bar]:
        """The bars of an answer to :meth:`bar_request`."""
        return []

    def fetch(self, http: Http, request: Request) -> bytes:
        """The bytes of one answer."""
        return http.fetch(request, self.name, self.pause)

    def calendar(self, entry: Entry) -> str:
        """The calendar its rows follow."""
        return entry.calendar

    def label(self, requests: Sequence[Request]) -> str:
        """The source's name on points: not the same for two windows of one series."""
        return f"{self.name} {requests[0].key}" if requests[0].settles else self.name

    def told(self, entry: Entry) -> str:
        """What a reader must know of a series' rows (units, adjustment, zone)."""
        return self.note

    def broken(self, what: str) -> DataError:
        """The error for an answer that is not what it should be."""
        return DataError(f"{self.name}: {what}", "source_failed")

    def json(self, raw: bytes) -> Any:
        """An answer as JSON. Raises :class:`DataError`."""
        try:
            return json.loads(raw)
        except ValueError as error:
            page = raw.lstrip()[:1] == b"<"
            raise self.broken("answers with a page in place of JSON" if page else "its JSON breaks off") from error

    def number(self, value: object) -> float:
        """A number of an answer. Raises :class:`DataError`."""
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            raise self.broken(f"not a number: {str(value)[:30]!r}") from error
        if number != number or abs(number) == float("inf"):
            raise self.broken("not a number")
        return number

    def day(self, text: object) -> int:
        """The ordinal of a day that starts with an ISO date. Raises :class:`DataError`."""
        try:
            return date.fromisoformat(str(text)[:10]).toordinal()
        except ValueError as error:
            raise self.broken(f"not a date: {str(text)[:30]!r}") from error


class Live:
    """An adapter as a source of the market: asks, keeps, and gives points as known at a moment."""

    def __init__(
        self, adapter: Adapter, http: Http, cache: Cache | None, *, offline: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.adapter = adapter
        self.name = adapter.name
        self._http, self._cache, self._now = http, cache, now
        self._offline = offline
        may = adapter.keeps if adapter.settings.keep is None else adapter.keeps and adapter.settings.keep
        self.keeps = may and cache is not None
        self._answers: dict[str, Kept] = {}
        self._rows: dict[tuple[str, str, str], list[Row]] = {}

    def at(self, entry: Entry, name: str, as_of: datetime, first: date) -> list[Points]:
        """The field as known at ``as_of``, from ``first`` on if not from longer; [] when the source has none.

        Raises :class:`DataError`: ``source_failed`` when it cannot be asked or answers with something else than it
        should, ``not_yet_published`` when all it has is younger.
        """
        adapter = self.adapter
        if not adapter.ready or not adapter.holds(entry, name):
            return []
        partly = adapter.windowed and first.year < WHOLE_BEFORE
        first = date(as_of.year - 1, 1, 1) if partly else first
        requests = adapter.request(entry, name, as_of, first, self._now().astimezone(NEW_YORK).date())
        rows: list[Row] = []
        answers: list[Kept] = []
        for request in requests:
            kept = self._answer(request, as_of, entry, name)
            if kept is None:
                continue
            answers.append(kept)
            rows += self._done(self._read(request, kept, entry, name), kept, entry, name)
        if not answers:
            return []
        if not rows:
            raise DataError(f"{self.name}: has no rows of {entry.id} for that time", "short_history")
        points = self._points(entry, name, as_of, rows, requests, answers)
        # two years of a source that would be asked year by year for a century decide no record
        return [replace(points, source=f"{points.source} alone", complete=False) if partly else points]

    def bars(self, entry: Entry, day: int) -> tuple[tuple[Bar, ...], str]:
        """The bars of a day, oldest first, and the sha256 of the answer; none from a source that has none."""
        adapter, end = self.adapter, new_york(day, time(23, 59))
        today = self._now().astimezone(NEW_YORK).date()
        request = adapter.bar_request(entry, date.fromordinal(day), today) if adapter.ready else None
        kept = self._answer(request, end, entry, "bars") if request else None
        if request is None or kept is None:
            return (), ""
        return tuple(adapter.parse_bars(kept.raw)), kept.sha256

    def _answer(self, request: Request, as_of: datetime, entry: Entry, name: str) -> Kept | None:
        held = self._answers.get(request.key)
        if held is None and self.keeps and self._cache is not None:
            held = self._cache.get(self.name, request.key)
        if held is not None and (self._offline or self._fresh(held, request, as_of, entry)):
            self._answers[request.key] = held
            return held
        if self._offline:
            return None
        try:
            raw = self.adapter.fetch(self._http, request)
            rows = self.adapter.parse(raw, entry, name) if name != "bars" else []
        except DataError:
            if held is None:
                raise
            return held  # an older answer says less, but what it says was so
        kept = Kept(raw, request.shown, self._now(), _sha256(raw))
        self._rows[(request.key + kept.sha256, entry.id, name)] = rows
        self._answers[request.key] = kept
        if self.keeps and self._cache is not None:
            self._cache.put(self.name, request.key, raw, kept.url, kept.retrieved_at)
        return kept

    def _fresh(self, kept: Kept, request: Request, as_of: datetime, entry: Entry) -> bool:
        now = self._now()
        if kept.retrieved_at > now:  # written by a clock that was wrong, or read by one
            return False
        age = now - kept.retrieved_at
        if request.key in self._answers and age < _ONE_RUN:
            return True
        settled = request.settles is not None and kept.retrieved_at.date() > request.settles
        if settled or kept.retrieved_at >= as_of + _SETTLED:
            return True
        return age < self.adapter.stale and entry.cut(kept.retrieved_at - self.adapter.delay) >= entry.cut(as_of)

    def _done(self, rows: list[Row], kept: Kept, entry: Entry, name: str) -> list[Row]:
        """Rows without that of a session which was under way when they were fetched; its range so far is kept."""
        if name in ("high", "low"):
            return rows
        last = entry.cut(kept.retrieved_at - self.adapter.delay)
        return [row for row in rows if row.public is not None or row.day <= last]

    def _read(self, request: Request, kept: Kept, entry: Entry, name: str) -> list[Row]:
        key = (request.key + kept.sha256, entry.id, name)
        if key not in self._rows:
            self._rows[key] = self.adapter.parse(kept.raw, entry, name)
        return self._rows[key]

    def _points(
        self, entry: Entry, name: str, as_of: datetime, rows: list[Row], requests: Sequence[Request],
        answers: list[Kept],
    ) -> Points:
        import numpy as np

        chosen: dict[int, Row] = {}
        for row in rows:
            if row.public is not None and row.public > as_of:
                continue
            held = chosen.get(row.day)
            if held is None or row.public is None or held.public is None or row.public >= held.public:
                chosen[row.day] = row
        if not chosen:
            raise DataError(f"{self.name}: nothing of {entry.id} was public that early", "not_yet_published")
        days = sorted(chosen)
        retrieved = min(a.retrieved_at for a in answers).astimezone(UTC)
        told = self.adapter.told(entry)
        vintage = f"as of {as_of.astimezone(NEW_YORK).date()}" if self.adapter.vintages else \
            "latest revision" if entry.revised else ""
        return Points(
            series=entry.id, field=name, days=np.array(days, dtype=np.int64),
            values=np.array([chosen[d].value * entry.scale for d in days], dtype=np.float64), unit=entry.unit,
            calendar=self.adapter.calendar(entry), complete=True, source=self.adapter.label(requests),
            url=requests[-1].shown, licence=self.adapter.licence, vintage=vintage,
            sha256=_sha256("".join(a.sha256 for a in answers).encode()) if len(answers) > 1 else answers[0].sha256,
            note="; ".join(n for n in (told, f"retrieved {retrieved:%Y-%m-%d %H:%M} UTC") if n),
            keep=self.adapter.bundles and self.adapter.settings.keep is not False,
        )


def _sha256(raw: bytes) -> str:
    import hashlib

    return hashlib.sha256(raw).hexdigest()


def new_york(day: int, clock: time) -> datetime:
    """A moment in New York."""
    return datetime.combine(date.fromordinal(day), clock, NEW_YORK)


def carried(rows: list[Row]) -> list[Row]:
    """Rows of business days, carried over weekends and holidays up to the last."""
    filled: list[Row] = []
    for row, after in pairwise(rows):
        filled += [Row(day, row.value, row.public) for day in range(row.day, min(after.day, row.day + 10))]
    return filled + rows[-1:]
