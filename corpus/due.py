"""Later truth: forecasts whose day has come, and macro figures that were right when written and revised since.

A forecast is checked where its sentence names a horizon and says something that a series can settle: that a record
will be set, or a figure that the reader could make an expression of. The day it is due is the last day of the
horizon; "the coming days" without a number are a week, weeks a month, months half a year. What stays unsettled says
why; nobody is called wrong for a "could".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from ..check import asked, verdict
from ..errors import DataError
from ..schemas import CheckedClaim, Claim, Period, Points, Report, leaves, parse_expr
from ..sources import NEW_YORK, Market, entry
from ..sources.market import upto

Status = Literal["pending", "came_true", "did_not", "open", "revised"]
_FORECASTS = ("forecast", "hypothetical")
_RECORD = re.compile(
    r"\b(?:record|all-time)[\s-]+(?:(?P<low>lows?)|(?:highs?|closes?|closing|levels?|peaks?|territory))\b",
    re.IGNORECASE)
_VAGUE = {"day": 7, "week": 31, "month": 183, "quarter": 366, "year": 1096}
_INTRADAY = re.compile(r"\bintraday\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Later:
    """What became of one claim. ``due`` is the last day of a forecast's horizon; ``on`` the day that settled it."""

    report: Report
    claim: CheckedClaim
    status: Status
    due: date | None
    on: date | None = None
    note: str = ""


class AsKnown(Market):
    """A market whose days are cut at one moment and whose values are as known at a later one."""

    def __init__(self, market: Market, known: datetime) -> None:
        super().__init__(market.sources, market.live)
        self.inner, self.known = market, known

    def points(
        self, series_id: str, field: str, as_of: datetime, need: tuple[int, int] | None = None
    ) -> Points:
        """See :meth:`Market.points`."""
        return upto(self.inner.points(series_id, field, self.known, need), entry(series_id).cut(as_of))


def due(reports: Iterable[Report], as_of: datetime, market: Market) -> Iterator[Later]:
    """Every forecast with a horizon in reports published before ``as_of``, and every macro figure revised since."""
    for report in reports:
        if report.article.published is None or report.article.published >= as_of:
            continue
        told: set[tuple[int, int]] = set()
        for claim in report.claims:
            if claim.modality in _FORECASTS and claim.reason in _FORECASTS:
                horizon = _horizon(report, claim)
                record = _RECORD.search(claim.text)
                if horizon is None or (record and (claim.start, claim.end) in told):
                    continue
                if record:
                    told.add((claim.start, claim.end))  # one record, however many figures the sentence has
                yield _forecast(report, claim, horizon, as_of, market, record)
            elif revised := _revised(report, claim, as_of, market):
                yield revised


def _horizon(report: Report, claim: Claim) -> date | None:
    """The last day of the first period of the claim's sentence that reaches past publication."""
    assert report.article.published is not None
    today = report.article.published.astimezone(NEW_YORK).date()
    for period in report.periods:
        inside = claim.start <= period.start < claim.end
        if inside and period.relation in ("ahead", "until", "on", "in", "to_date") and period.last is not None:
            last = _last(period, today)
            if last > today:
                return last
    return None


def _last(period: Period, today: date) -> date:
    assert period.last is not None
    vague = period.relation == "ahead" and period.count is None and period.kind == "range"
    if vague and period.grain in _VAGUE:
        return today + timedelta(days=_VAGUE[period.grain])
    return period.last


def _forecast(
    report: Report, claim: CheckedClaim, horizon: date, as_of: datetime, market: Market,
    record: re.Match[str] | None,
) -> Later:
    end = datetime.combine(horizon, time(23, 59), NEW_YORK)
    come = as_of >= end
    try:
        if record:
            day = _record_day(report, claim, min(as_of, end), market, low=bool(record["low"]))
            if day is not None:
                return Later(report, claim, "came_true", horizon, day, "a new record")
            return Later(report, claim, "did_not" if come else "pending", horizon)
        if not come:
            return Later(report, claim, "pending", horizon)
        return _computed(report, claim, horizon, end, market)
    except DataError as error:
        return Later(report, claim, "open" if come else "pending", horizon, note=str(error))


def _computed(report: Report, claim: CheckedClaim, horizon: date, end: datetime, market: Market) -> Later:
    if claim.expr is None or claim.stated is None:
        return Later(report, claim, "open", horizon, note="no series settles it")
    after = verdict(asked(claim, modality="fact"), end, market)
    status: Status = "came_true" if after.outcome == "supported" else \
        "did_not" if after.outcome == "contradicted" else "open"
    return Later(report, claim, status, horizon, horizon if status != "open" else None,
                 "; ".join(after.derivation[:1]) or (after.reason or ""))


def _record_day(report: Report, claim: CheckedClaim, until: datetime, market: Market, low: bool) -> date | None:
    """The first session after publication that went beyond all before. Raises :class:`DataError`."""
    import numpy as np

    assert report.article.published is not None
    series = _series(report, claim)
    if series is None:
        raise DataError("no series settles it", "no_source")
    field = ("low" if low else "high") if _INTRADAY.search(claim.text) else "close"
    today = until.astimezone(NEW_YORK).date().toordinal()
    points = market.points(series, field, until, (today, today))
    if not points.complete:
        raise DataError(f"only single facts of {series} are at hand", "short_history")
    values = -points.values if low else points.values
    known = points.index_at_or_before(entry(series).cut(report.article.published)) + 1
    if known < 1:
        raise DataError(f"{series} does not reach back that far", "short_history")
    beyond = np.flatnonzero(values[known:] > values[:known].max())
    if len(beyond):
        return date.fromordinal(int(points.days[known + int(beyond[0])]))
    missing = [d for d in market.gaps(points) if d >= int(points.days[known - 1])]
    if missing or int(points.days[-1]) < entry(series).cut(until) - 4:
        raise DataError(f"{series} lacks sessions of that time", "missing_sessions")
    return None


def _series(report: Report, claim: CheckedClaim) -> str | None:
    """The series of the claim's subject, else of the first entity in its sentence that has one."""
    if claim.expr:
        return next((leaf.id for leaf in leaves(parse_expr(claim.expr))), None)
    inside = [e for e in report.entities if claim.start <= e.start < claim.end and e.series]
    named = [e for e in inside if claim.subject and claim.subject in (e.name, e.text)]
    return next((e.series for e in (*named, *inside)), None)


def _revised(report: Report, claim: CheckedClaim, as_of: datetime, market: Market) -> Later | None:
    """A figure that agrees with the vintage of its day and not with that of ``as_of``."""
    if not claim.expr or claim.stated is None or not claim.readings or claim.modality != "fact":
        return None
    if not any(entry(leaf.id).revised for leaf in leaves(parse_expr(claim.expr))):
        return None
    published = report.article.published
    again = asked(claim)
    then = verdict(again, published, market)
    now = verdict(again, published, AsKnown(market, as_of))
    vintages = {e.vintage for e in (*then.evidence, *now.evidence)}
    if then.outcome != "supported" or now.outcome == "supported" or not now.readings or now.found is None:
        return None
    if len(vintages) < 2:  # one and the same revision: nothing is known of another
        return None
    note = f"right when written, since revised: {now.derivation[0] if now.derivation else ''}"
    return Later(report, claim, "revised", None, note=note)
