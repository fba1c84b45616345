"""The market as it was public at one moment: sources asked in order, every series cut at that moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import DataError
from ..schemas import Points
from . import sessions
from .catalog import NEW_YORK, Entry, entry
from .folder import Folder, Table
from .http import Http
from .live import Bar, Live
from .tape import Tape

if TYPE_CHECKING:
    from .config import Config

BAR_MINUTES = 5
_KEPT = 4096
"""Cut series kept; each is a view of the whole one and costs little."""
_ASKED = 256
"""Answers of live sources kept, each a whole series."""
_APART = 5e-5
"""Share by which two sources' values of a day may differ and still be the same number, differently rounded."""
_COVER_SLACK = 7
"""Days by which a source may end before the window does and still be preferred to the next."""


class Source(Protocol):
    """What a market asks of a source. ``points`` are uncut; none for a series it does not hold."""

    name: str

    def points(self, entry: Entry, name: str) -> list[Points]:
        """Everything the source holds of one field, the preferred file first."""
        ...


class Dated(Protocol):
    """A source that is asked for one moment: on the network, or a database (see ``sources/live.py``)."""

    name: str

    def at(self, entry: Entry, name: str, as_of: datetime, first: date) -> list[Points]:
        """One field as it was known at ``as_of``, from ``first`` on if not from longer; [] where it has none."""
        ...


class Market:
    """Sources in order of preference, with the points already cut for each moment kept.

    ``sources`` are at hand; ``live`` are asked, in order, for what no file of the user's covers, and go before the
    tape. ``memo`` is for what the floors above derive from one moment's points (see ``evaluate``).
    """

    def __init__(self, sources: tuple[Source, ...], live: tuple[Dated, ...] = ()) -> None:
        self.sources = sources
        self.live = live
        self.memo: dict[Any, Any] = {}
        self._records: dict[str, list[tuple[float, int, int]]] | None = None
        self._whole: dict[tuple[str, str], list[Points] | DataError] = {}
        self._gaps: dict[tuple[str, str, str], tuple[int, ...]] = {}
        self._cut: dict[tuple[str, str, str, int], Points] = {}
        self._asked: dict[tuple[str, str, datetime, int], list[Points] | DataError] = {}

    def points(
        self, series_id: str, field: str, as_of: datetime, need: tuple[int, int] | None = None
    ) -> Points:
        """The field's points that were public at ``as_of``, of the first source that covers ``need``.

        ``need`` is a pair of ordinals, the days that must lie within the points; without it the first source is
        taken. Raises :class:`DataError`: ``no_source``, ``source_failed``, ``not_yet_published``.
        """
        cut = entry(series_id).cut(as_of)
        if self.live:
            candidates = self._with_live(series_id, field, as_of, need or (cut, cut), cut)
            chosen = candidates[0] if need is None else _choose(candidates, need, cut)
            return _beside(upto(chosen, cut), candidates, need or (cut, cut))
        candidates = self._candidates(series_id, field)
        chosen = candidates[0] if need is None else _choose(candidates, need, cut)
        key = (series_id, field, chosen.source, cut)
        if key not in self._cut:
            if len(self._cut) >= _KEPT:
                self._cut.clear()
            self._cut[key] = upto(chosen, cut)
        if chosen.variant:
            return self._cut[key]
        return _beside(self._cut[key], candidates, need or (cut, cut))

    def _with_live(
        self, series_id: str, field: str, as_of: datetime, need: tuple[int, int], cut: int
    ) -> list[Points]:
        """All who have the field: the user's files, then the live sources where no file covers ``need``, the tape.

        A ``need`` of one day asks for the longest history that reaches it, as :meth:`points` has it from metrics.
        """
        failure: DataError | None = None
        held: list[Points] = []
        try:
            held = self._candidates(series_id, field)
        except DataError as error:
            failure = error
        own = [p for p in held if p.source != Tape.name]
        if any(_covers(p, need, cut) for p in own):
            return held
        asked: list[Points] = []
        for source in self.live:
            try:
                found = self._ask(source, series_id, field, as_of, need[0] if need[0] < need[1] else 1)
            except DataError as error:
                failure = error if failure is None or failure.reason == "no_source" else failure
                continue
            asked += found
            if any(_covers(p, need, cut) for p in found):
                break
        if not held and not asked:
            raise failure or DataError(f"no source at hand has {series_id}.{field}", "no_source")
        return [*own, *asked, *(p for p in held if p.source == Tape.name)]

    def _ask(self, source: Dated, series_id: str, field: str, as_of: datetime, first: int) -> list[Points]:
        year = date.fromordinal(max(first, 1)).year
        key = (f"{source.name} {series_id}", field, as_of, year)
        if key not in self._asked:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            try:
                self._asked[key] = source.at(entry(series_id), field, as_of, date(year, 1, 1))
            except DataError as error:
                self._asked[key] = error
        known = self._asked[key]
        if isinstance(known, DataError):
            raise DataError(str(known), known.reason)
        return known

    def _candidates(self, series_id: str, field: str) -> list[Points]:
        key = (series_id, field)
        if key not in self._whole:
            self._whole[key] = self._read(series_id, field)
        held = self._whole[key]
        if isinstance(held, DataError):
            raise DataError(str(held), held.reason)
        return held

    def _read(self, series_id: str, field: str) -> list[Points] | DataError:
        found: list[Points] = []
        failure: DataError | None = None
        for source in self.sources:
            try:
                found += source.points(entry(series_id), field)
            except DataError as error:
                failure = failure or error
        if found:
            return found
        name = series_id if field == "close" else f"{series_id}.{field}"
        return failure or DataError(f"no source at hand has {name}", "no_source")

    def records(self, series_id: str) -> tuple[tuple[float, int, int], ...]:
        """The tape's facts about records of a series: (close, day set, last day it stood)."""
        if self._records is None:
            facts = [f for s in self.sources if isinstance(s, Tape) for f in s.records()]
            self._records = {}
            for f in sorted(facts, key=lambda f: f.day):
                self._records.setdefault(f.series, []).append((f.value, f.day, f.until))
        return tuple(self._records.get(series_id, ()))

    def gaps(self, points: Points) -> tuple[int, ...]:
        """Ordinals of the sessions that the whole series lacks; looked for once, whatever the moment."""
        key = (points.series, points.field, points.source)
        if self.live:  # what a source gives differs from moment to moment
            key = (points.series, points.field, f"{points.source} {points.days[0]} {points.days[-1]} {len(points)}")
            if key not in self._gaps:
                if len(self._gaps) >= _KEPT:
                    self._gaps.clear()
                self._gaps[key] = sessions.missing(points, 1, int(points.days[-1]))
            return self._gaps[key]
        if key not in self._gaps:
            held = self._candidates(points.series, points.field)
            whole = next((p for p in held if p.source == points.source), points)
            self._gaps[key] = sessions.missing(whole, 1, int(whole.days[-1]))
        return self._gaps[key]

    def cut(self, series_id: str, as_of: datetime) -> int:
        """Ordinal of the last row of a series that can be public at ``as_of``."""
        return entry(series_id).cut(as_of)

    def day_range(self, series_id: str, day: int, as_of: datetime) -> tuple[float, float, Points] | None:
        """Low and high of a session's daily row, also of the one under way at ``as_of``; None without such a row.

        It bounds any price of the day and decides none: the row of a session under way holds its whole range.
        """
        if day > as_of.astimezone(NEW_YORK).date().toordinal():
            return None
        ends: list[float] = []
        for field in ("low", "high"):
            try:
                points = self._with_live(series_id, field, as_of, (day, day), day)[0] if self.live else \
                    self._candidates(series_id, field)[0]
            except DataError:
                return None
            at = points.index_at_or_before(day)
            if at < 0 or int(points.days[at]) != day:
                return None
            ends.append(float(points.values[at]))
        return ends[0], ends[1], points

    def bars(self, series_id: str, day: int, as_of: datetime) -> tuple[tuple[Bar, ...], str]:
        """The five-minute bars of a day that were complete at ``as_of``, oldest first, and the file's sha256."""
        for source in self.sources:
            table = source.bars(series_id) if isinstance(source, Folder) else None
            if table is not None:
                return tuple(b for b in self._bars(table, day) if b.end <= as_of), table.sha256
        for live in self.live:
            if isinstance(live, Live):
                try:
                    bars, sha256 = live.bars(entry(series_id), day)
                except DataError:  # bars sharpen a verdict; without them the day's range bounds it
                    continue
                if bars:
                    return tuple(b for b in bars if b.end <= as_of), sha256
        return (), ""

    def _bars(self, table: Table, day: int) -> tuple[Bar, ...]:
        key = ("bars", table.sha256, day)
        if key not in self.memo:
            prefix = date.fromordinal(day).isoformat()
            stamps = table.stamps()
            at = [i for i, stamp in enumerate(stamps) if stamp.startswith(prefix)]
            closes, highs, lows = map(table.texts, ("close", "high", "low"))
            self.memo[key] = tuple(
                Bar(_stamp(stamps[i]) + timedelta(minutes=BAR_MINUTES), float(highs[i]), float(lows[i]),
                    float(closes[i]))
                for i in at
            )
        bars: tuple[Bar, ...] = self.memo[key]
        return bars


def _stamp(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=NEW_YORK) if moment.tzinfo is None else moment.astimezone(NEW_YORK)


def _choose(candidates: list[Points], need: tuple[int, int], cut: int) -> Points:
    """The first that covers ``need``; else of the whole series that reach its end the one that goes back furthest."""
    for points in candidates:
        if _covers(points, need, cut):
            return points
    reaching = [p for p in candidates if p.complete and _covers(p, (need[1], need[1]), cut)]
    return min(reaching, key=lambda p: int(p.days[0])) if reaching else candidates[0]


def _covers(points: Points, need: tuple[int, int], cut: int) -> bool:
    first, last = need
    return int(points.days[0]) <= first and int(points.days[-1]) >= min(last, cut) - _slack(points)


def _slack(points: Points) -> int:
    return {"monthly": 62, "quarterly": 184, "weekly": 14}.get(points.calendar, _COVER_SLACK)


def upto(points: Points, cut: int) -> Points:
    """The points up to the day ``cut`` (an ordinal). Raises :class:`DataError` where there are none."""
    stop = points.index_at_or_before(cut) + 1
    if stop == 0:
        first = date.fromordinal(int(points.days[0])).isoformat()
        raise DataError(f"{points.series} has nothing public that early; its first row is of {first}", "short_history")
    if stop == len(points):
        return points
    return replace(points, days=points.days[:stop], values=points.values[:stop])


def _within(points: Points, need: tuple[int, int]) -> tuple[Any, Any]:
    """Days and values of the points within ``need``."""
    first, last = points.index_at_or_before(need[0] - 1) + 1, points.index_at_or_before(need[1]) + 1
    return points.days[first:last], points.values[first:last]


def _beside(chosen: Points, candidates: list[Points], need: tuple[int, int]) -> Points:
    """The chosen points, with a note where another source has another value of a day in question."""
    import numpy as np

    for other in candidates:
        if other.source == chosen.source or other.unit != chosen.unit:
            continue
        (days, mine), (others, theirs) = _within(chosen, need), _within(other, need)
        days, at, beside = np.intersect1d(days, others, assume_unique=True, return_indices=True)
        apart = np.flatnonzero(np.abs(mine[at] - theirs[beside]) > _APART * np.abs(mine[at]))
        if len(apart):
            last = int(apart[-1])
            said = f"{other.source} has {theirs[beside[last]]:.10g} on {date.fromordinal(int(days[last]))}"
            return replace(chosen, note="; ".join(n for n in (chosen.note, said) if n))
    return chosen


@lru_cache(maxsize=1)
def _embedded() -> Tape:
    """The tape within the package: read once, for it never changes."""
    return Tape()


def open_market(
    data: str | Path | None = None, offline: bool | None = True, config: Config | None = None
) -> Market:
    """The market behind a check: the user's folder ``data``, live sources as configured, the embedded tape.

    With ``offline`` nothing is fetched: live sources answer from what is kept on disk alone, and a database from a
    file alone. None leaves it to the configuration, and is offline where that says nothing. Raises
    :class:`InputError` when ``data`` is not a folder or the configuration cannot be read.
    """
    from .config import load_config

    config = config or load_config()
    data = data if data is not None else config.data
    folder: tuple[Source, ...] = (Folder(data),) if data is not None else ()
    silent = config.offline is not False if offline is None else offline or bool(config.offline)
    return Market((*folder, _embedded()), live_sources(config, silent))


def live_sources(
    config: Config, offline: bool, http: Http | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> tuple[Dated, ...]:
    """The configured sources in order; none offline where nothing has ever been kept."""
    from .cache import Cache
    from .sql import Database, read_mapping

    found: list[Dated] = []
    cache = Cache(config.cache, config.megabytes * 1024 * 1024)
    http = http or Http(config.agent)
    adapters = {a.name: a for a in config.adapters()}
    silent = offline and not os.path.isdir(config.cache)
    for name in config.order:
        if name == "sql" and config.mapping is not None:
            found.append(Database(read_mapping(config.mapping), offline))
        elif name in adapters and adapters[name].ready and not silent:
            found.append(Live(adapters[name], http, cache, offline=offline, now=now))
    return tuple(found)
