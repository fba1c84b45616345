"""Evidence bundles: a zip file with the reports and every row they rest on, from which the verdicts can be had again.

``reports.jsonl``   the reports, one a line
``answers.json``    every question the metrics asked of the market, and what it answered
``rows/*.csv``      the rows of the answers, named by their sha256
``manifest.json``   versions, the sha256 of each article's body and of each file above

The archive's comment is the sha256 of all bytes before it: one changed bit anywhere breaks it. Where a publisher's
terms forbid passing rows on, the answer is a reference to the source, and the claims that rest on it cannot be
repeated.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from ..check import asked, verdict
from ..errors import DataError, InputError
from ..schemas import CheckedClaim, Evidence, Finding, Points, Quantity, Report
from ..sources import Bar, Market
from ..sources.cache import write_whole

T = TypeVar("T")
FORMAT = 1
_SEAL = b"sha256 "
_LIMIT = 1 << 28
_EPOCH = (1980, 1, 1, 0, 0, 0)
_META = tuple(f.name for f in fields(Points) if f.name not in ("days", "values", "keep", "variant"))
_ACCURATE = 1e-9


class Recorder(Market):
    """A market that writes down everything it is asked and answers. Give it to :func:`~tapecheck.check.check`."""

    def __init__(self, market: Market) -> None:
        super().__init__(market.sources, market.live)
        self.inner = market
        self.answers: dict[str, Any] = {}
        self.rows: dict[str, bytes] = {}
        self.withheld: set[str] = set()

    def points(
        self, series_id: str, field: str, as_of: datetime, need: tuple[int, int] | None = None
    ) -> Points:
        """See :meth:`Market.points`."""
        return self._note(_key("points", series_id, field, as_of, need), self._put,
                          lambda: self.inner.points(series_id, field, as_of, need))

    def gaps(self, points: Points) -> tuple[int, ...]:
        """See :meth:`Market.gaps`."""
        return self._note(_gaps_key(points), list, lambda: self.inner.gaps(points))

    def records(self, series_id: str) -> tuple[tuple[float, int, int], ...]:
        """See :meth:`Market.records`."""
        return self._note(_key("records", series_id), list, lambda: self.inner.records(series_id))

    def day_range(self, series_id: str, day: int, as_of: datetime) -> tuple[float, float, Points] | None:
        """See :meth:`Market.day_range`."""
        def plain(found: tuple[float, float, Points] | None) -> Any:
            return found and [found[0], found[1], self._put(found[2])]

        return self._note(_key("day_range", series_id, day, as_of), plain,
                          lambda: self.inner.day_range(series_id, day, as_of))

    def bars(self, series_id: str, day: int, as_of: datetime) -> tuple[tuple[Bar, ...], str]:
        """See :meth:`Market.bars`."""
        return self._note(
            _key("bars", series_id, day, as_of),
            lambda found: [[[b.end.isoformat(), b.high, b.low, b.close] for b in found[0]], found[1]],
            lambda: self.inner.bars(series_id, day, as_of))

    def _note(self, key: str, plain: Callable[[T], Any], ask: Callable[[], T]) -> T:
        try:
            found = ask()
        except DataError as error:
            self.answers[key] = {"error": [str(error), error.reason]}
            raise
        self.answers[key] = {"is": plain(found)}
        return found

    def _put(self, points: Points) -> dict[str, Any]:
        meta = {name: getattr(points, name) for name in _META}
        if not points.keep:
            self.withheld.add(points.source)
            named = ("series", "field", "source", "url", "licence", "vintage")
            return {**{n: meta[n] for n in named}, "withheld": True}
        raw = b"".join(f"{int(d)},{float(v)!r}\n".encode() for d, v in zip(points.days, points.values, strict=True))
        name = f"rows/{hashlib.sha256(raw).hexdigest()}.csv"
        self.rows[name] = raw
        return {**meta, "rows": name}


class Recorded(Market):
    """The market of a bundle: what it was asked then, it answers again; anything else it does not know."""

    def __init__(self, answers: dict[str, Any], rows: dict[str, bytes]) -> None:
        super().__init__(())
        self.answers, self.rows = answers, rows
        self.touched: set[str] = set()
        """The sources asked for rows that the bundle may not hold, since this was last emptied."""

    def points(
        self, series_id: str, field: str, as_of: datetime, need: tuple[int, int] | None = None
    ) -> Points:
        """See :meth:`Market.points`."""
        return self._get(self._said(_key("points", series_id, field, as_of, need)))

    def gaps(self, points: Points) -> tuple[int, ...]:
        """See :meth:`Market.gaps`."""
        return tuple(self._said(_gaps_key(points)))

    def records(self, series_id: str) -> tuple[tuple[float, int, int], ...]:
        """See :meth:`Market.records`."""
        return tuple((float(v), int(day), int(until)) for v, day, until in self._said(_key("records", series_id)))

    def day_range(self, series_id: str, day: int, as_of: datetime) -> tuple[float, float, Points] | None:
        """See :meth:`Market.day_range`."""
        found = self._said(_key("day_range", series_id, day, as_of))
        return (float(found[0]), float(found[1]), self._get(found[2])) if found else None

    def bars(self, series_id: str, day: int, as_of: datetime) -> tuple[tuple[Bar, ...], str]:
        """See :meth:`Market.bars`."""
        bars, sha256 = self._said(_key("bars", series_id, day, as_of))
        return tuple(Bar(datetime.fromisoformat(end), high, low, close) for end, high, low, close in bars), sha256

    def _said(self, key: str) -> Any:
        answer = self.answers.get(key)
        if answer is None:
            raise DataError("the bundle does not answer this question", "no_source")
        if "error" in answer:
            raise DataError(*answer["error"])
        return answer["is"]

    def _get(self, meta: dict[str, Any]) -> Points:
        import numpy as np

        if meta.get("withheld"):
            self.touched.add(meta["source"])
            raise DataError(f"the terms of {meta['source']} keep its rows out of the bundle", "licensed_source")
        lines = [line.split(",") for line in self.rows[meta["rows"]].decode().splitlines()]
        days = np.array([int(d) for d, _ in lines], dtype=np.int64)
        values = np.array([float(v) for _, v in lines], dtype=np.float64)
        return Points(**{n: meta[n] for n in _META}, days=days, values=values)


@dataclass(frozen=True, slots=True)
class Repeat:
    """What became of one claim of a bundle: ``same``, ``differs``, or ``withheld`` (its rows are not in the bundle)."""

    report: Report
    claim: CheckedClaim
    again: CheckedClaim
    how: str
    sources: tuple[str, ...] = ()


def write_bundle(path: Path, reports: Iterable[Report], recorder: Recorder, created: datetime) -> None:
    """Write the bundle of reports checked with ``recorder``. Raises :class:`InputError` where it cannot be written."""
    from .. import __version__

    kept = [_referenced(report, recorder.withheld) for report in reports]
    files = {"reports.jsonl": "".join(r.model_dump_json() + "\n" for r in kept).encode(),
             "answers.json": json.dumps(recorder.answers, sort_keys=True).encode(), **recorder.rows}
    manifest = {
        "format": FORMAT, "tapecheck": __version__, "created_at": created.isoformat(),
        "articles": [{"id": r.article.id, "sha256": _sha256(r.article.body.encode())} for r in kept],
        "files": {name: _sha256(raw) for name, raw in sorted(files.items())},
    }
    files["manifest.json"] = json.dumps(manifest, indent=1).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
        archive.comment = _SEAL + b"0" * 64
    body = out.getvalue()[:-64]
    try:
        write_whole(path, body + _sha256(body).encode())
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error


def read_bundle(path: Path) -> tuple[list[Report], Recorded]:
    """The reports of a bundle and its market. Raises :class:`InputError` for a file that is none or was changed."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    if raw[-64 - len(_SEAL) : -64] != _SEAL or _sha256(raw[:-64]).encode() != raw[-64:]:
        raise InputError(f"{path} is no evidence bundle, or was changed after it was written: its seal does not hold")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            if sum(i.file_size for i in archive.infolist()) > _LIMIT:
                raise InputError(f"{path} holds more than {_LIMIT} bytes")
            files = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(files["manifest.json"])
        if manifest["format"] != FORMAT:
            raise InputError(f"{path} is of format {manifest['format']}; this tapecheck reads format {FORMAT}")
        wrong = [n for n, sha256 in manifest["files"].items() if _sha256(files[n]) != sha256]
        reports = [Report.model_validate_json(line) for line in files["reports.jsonl"].splitlines()]
        bodies = [_sha256(r.article.body.encode()) for r in reports]
        if wrong or bodies != [a["sha256"] for a in manifest["articles"]]:
            raise InputError(f"{path} contradicts its own manifest: {', '.join(wrong) or 'an article'}")
        rows = {name: held for name, held in files.items() if name.startswith("rows/")}
        return reports, Recorded(json.loads(files["answers.json"]), rows)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is no evidence bundle: {type(error).__name__}") from error


def replay(path: Path) -> list[Repeat]:
    """Check every claim of a bundle again, with nothing but its rows. Raises :class:`InputError` (see above)."""
    reports, market = read_bundle(path)
    found: list[Repeat] = []
    for report in reports:
        for claim in report.claims:
            market.touched.clear()
            # a claim that was computed has readings; one without was left open by the reader, for the reason it has
            question = asked(claim, reason=None if claim.readings else claim.reason)
            again = verdict(question, report.article.published, market)
            how = "withheld" if market.touched else "same" if _same(claim, again) else "differs"
            found.append(Repeat(report, claim, again, how, tuple(sorted(market.touched))))
    return found


def _same(one: CheckedClaim, other: CheckedClaim) -> bool:
    return (one.outcome, one.reason) == (other.outcome, other.reason) and _close(one.found, other.found)


def _close(one: Quantity | None, other: Quantity | None) -> bool:
    if one is None or other is None:
        return one is other
    apart = max(abs(one.low - other.low), abs(one.high - other.high))
    return one.unit == other.unit and apart <= _ACCURATE * max(1.0, abs(one.low), abs(one.high))


def _referenced(report: Report, withheld: set[str]) -> Report:
    """The report with a reference in place of rows, and values computed from them, that may not be passed on."""
    def stripped(claim: CheckedClaim) -> CheckedClaim:
        if not any(e.source in withheld for e in claim.evidence):
            return claim
        bare = tuple(Evidence(series=e.series, field=e.field, source=e.source, url=e.url, licence=e.licence,
                              vintage=e.vintage) if e.source in withheld else e for e in claim.evidence)
        unsaid = tuple(Finding(name=f.name, value=None, agrees=f.agrees) for f in claim.readings)
        return claim.model_copy(update={"evidence": bare, "derivation": (), "found": None, "readings": unsaid})

    return report.model_copy(update={"claims": tuple(stripped(c) for c in report.claims)}) if withheld else report


def _key(*parts: object) -> str:
    return " ".join(p.isoformat() if isinstance(p, datetime) else str(p) for p in parts)


def _gaps_key(points: Points) -> str:
    return _key("gaps", points.series, points.field, points.source, int(points.days[0]), int(points.days[-1]))


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
