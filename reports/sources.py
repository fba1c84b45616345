"""What ``tapecheck sources`` and ``tapecheck data pull`` say and do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from ..errors import DataError, InputError
from ..schemas import Points
from ..schemas.expr import FIELDS
from ..sources.cache import write_whole
from ..sources.catalog import NEW_YORK, Entry, catalog, entry
from ..sources.config import Config, load_config
from ..sources.live import Adapter, Live
from ..sources.market import live_sources
from ..sources.sql import Database


def listing(as_json: bool) -> Iterator[str]:
    """A line or two for each source, in the order in which they are asked."""
    config = load_config()
    if not as_json:
        where = f"{config.path}" if config.path else "none (see sources/config.py)"
        yield f"configuration: {where}; answers kept in {config.cache}{'; offline' if config.offline else ''}"
        yield f"1. folder: {config.data or '--data DIR'}: your own CSV or Parquet files"
    number = 1
    adapters = {a.name: a for a in config.adapters()}
    for name in config.order:
        number += 1
        if name in adapters:
            yield _told(adapters[name], number, as_json)
        elif as_json:
            yield json.dumps({"name": "sql", "ready": config.mapping is not None})
        else:
            yield f"{number}. sql: your own database; {config.mapping or 'no map in [sources.sql]'}"
    if not as_json:
        yield f"{number + 1}. tape: single published facts inside the package"


def _told(adapter: Adapter, number: int, as_json: bool) -> str:
    if as_json:
        series = [e.id for e in catalog().values() if any(adapter.holds(e, f) for f in FIELDS)]
        return json.dumps({"name": adapter.name, "title": adapter.title, "ready": adapter.ready,
                           "needs": adapter.needs, "takes": adapter.takes, "licence": adapter.licence,
                           "kept": adapter.keeps, "bundled": adapter.bundles, "series": series})
    state = "ready" if adapter.ready else f"wants {_want(adapter)}"
    keeps = "kept on disk" if adapter.keeps else "kept in memory alone"
    extra = "" if not adapter.takes else f", with a {adapter.takes} more of it" + \
        (" (present)" if adapter.settings.key else "")
    return f"{number}. {adapter.name}: {adapter.title}\n      {state}{extra}; {keeps}; {adapter.licence}"


def _want(adapter: Adapter) -> str:
    if adapter.extra:
        return f"pip install 'tapecheck[{adapter.extra}]'"
    where = f"TAPECHECK_{adapter.name.upper()}_KEY" if adapter.needs == "key" else "TAPECHECK_CONTACT"
    return f"a {adapter.needs}: {where} or tapecheck.toml"


def trial(as_json: bool, now: datetime) -> Iterator[tuple[str, bool]]:
    """(line, whether all is well) for each source: asked for one series, nothing kept."""
    config = load_config()
    live = {s.name: s for s in live_sources(config, offline=False)}
    for adapter in config.adapters():
        source = live.get(adapter.name)
        well, said = (True, f"not asked: wants {_want(adapter)}")
        if isinstance(source, Live):
            source.keeps = False
            well, said = _tried(source, adapter, now)
        yield (json.dumps({"name": adapter.name, "ready": adapter.ready, "well": well, "said": said}) if as_json
               else f"{adapter.name}: {said}"), well


def _tried(source: Live, adapter: Adapter, now: datetime) -> tuple[bool, str]:
    series, field = adapter.probe
    try:
        points = source.at(entry(series), field, now, (now - timedelta(days=90)).date())
    except DataError as error:
        return False, str(error).removeprefix(f"{adapter.name}: ")
    if not points:
        return False, f"has nothing of {series}"
    last = date.fromordinal(int(points[0].days[-1]))
    return True, f"well; {len(points[0])} rows of {series}.{field}, the last of {last}"


def pull(series: Sequence[str], start: str, to: str | None, now: datetime) -> Iterator[tuple[str, bool]]:
    """(line, whether it went well) for each series, written to the folder as ``--data`` reads it.

    Raises :class:`InputError` for a day that is none, and without a folder.
    """
    config = load_config()
    folder = Path(to) if to else config.data
    if folder is None:
        raise InputError("name a folder, e.g. --to prices/, or set data in tapecheck.toml")
    try:
        first = date.fromisoformat(start if len(start) > 4 else f"{start}-01-01")
        folder.mkdir(parents=True, exist_ok=True)
    except ValueError as error:
        raise InputError(f"--from {start[:20]!r} is no year or day") from error
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}") from error
    sources = [s for s in live_sources(config, bool(config.offline)) if isinstance(s, Live | Database)]
    for name in series:
        yield from _pulled(entry(name), first, folder, sources, now, config)


def _pulled(
    wanted: Entry, first: date, folder: Path, sources: list[Live | Database], now: datetime, config: Config
) -> Iterator[tuple[str, bool]]:
    trouble = "no source at hand has it"
    for source in sources:
        held: dict[str, Points] = {}
        try:
            for field in ("close", *FIELDS):
                for points in source.at(wanted, field, now, first) if field not in held else ():
                    held[field] = points
        except DataError as error:
            trouble = str(error)
            continue
        if not held:
            continue
        if isinstance(source, Live) and not source.adapter.keeps:
            trouble = f"the terms of {source.name} forbid keeping"
            continue
        for path, rows in _written(wanted, held, first, folder):
            yield f"{wanted.id}: {rows} rows from {source.name} in {path}", True
        return
    yield f"{wanted.id}: {trouble}", False


def _written(wanted: Entry, held: dict[str, Points], first: date, folder: Path) -> Iterator[tuple[Path, int]]:
    """One file for each stem under which the folder's reader looks for the fields."""
    files: dict[str, dict[str, Points]] = {}
    for field, points in held.items():
        places = wanted.files(field) if field in wanted.fields else ()
        if field == "value" and "close" in held:
            continue
        stem, column = places[0] if places else ((wanted.stems or (wanted.id,))[0], field)
        files.setdefault(stem, {})[column] = points
    cut = wanted.cut(datetime.now(NEW_YORK))
    for stem, columns in files.items():
        days = sorted({int(d) for p in columns.values() for d in p.days if first.toordinal() <= d <= cut})
        table = {c: dict(zip(p.days.tolist(), (p.values / wanted.scale).tolist(), strict=True))
                 for c, p in columns.items()}
        lines = [",".join(("date", *columns))]
        lines += [",".join((date.fromordinal(d).isoformat(), *(f"{v:.10g}" if (v := table[c].get(d)) is not None else ""
                                                               for c in columns))) for d in days]
        path = folder / f"{stem}.csv"
        write_whole(path, ("\n".join(lines) + "\n").encode())
        yield path, len(days)
