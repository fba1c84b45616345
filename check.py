"""Claims to verdicts: arithmetic and data, no language.

A claim is supported when one of its readings lies in the accepted interval, contradicted when all of them are known,
none agrees, and subject and window are certain; open otherwise, always with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from .account import account
from .diagnose import Value, diagnose, plain_slip, session_upto, unlike
from .errors import ExprError
from .evaluate import Evaluation
from .evaluate import evaluate as _evaluate
from .judge import Judged, beyond, judge, live_twin
from .metrics.base import NEVER_YET, Result
from .read import load, read
from .schemas import Article, CheckedClaim, Claim, Evidence, Finding, Quantity, Reading, Report, leaves, parse_expr
from .sources import NEW_YORK
from .sources.catalog import entry
from .sources.market import Market, open_market
from .sources.sessions import OPEN, close_of, is_session

_MOVE_OF_THE_DAY = re.compile(r"(?:change(?:_points)?|extreme_move)\(\w[\w.]*\[1d\]\)")
"""What an article of the open hours tells of its day, where the day is named or the words say how it stands."""
_LEVEL_BEHIND = re.compile(r",?(?: \(?or [^;:]{2,16}?\)?,?)? to \$?(?P<level>\d[\d,]*\.\d+)%?(?=[\s.,;)]|$)")
_A_MOVE = re.compile(r"(?P<metric>change|change_points|change_bp)\((?P<series>\w+)\[1d\]\)")
_BOUNDS = ("peak(", "trough(")
_SAME_CLOSE = 0.005
"""Share by which a close may be told otherwise, as futures are of what is kept on the spot."""
_TENFOLD = (0.75, 1.3)
_STRETCHES = ("2d", "3d", "4d", "5d", "wtd", "1w", "2w", "mtd", "1m", "qtd", "3m", "6m", "ytd", "12m", "2y")
"""Windows that end at the last close, as the day does."""
_LATEST = re.compile(r"now|1d|[wmqy]td|'[^']*':")
"""Windows that reach to the moment of publication."""


def check(
    source: Article | Reading | str | Path,
    data: str | Path | None = None,
    as_of: datetime | None = None,
    offline: bool | None = None,
    *,
    sentiment: bool | str = False,
    market: Market | None = None,
) -> Report:
    """Read an article and check every claim as of its publication (or ``as_of``).

    ``data`` is a folder of CSV or Parquet series asked before the embedded tape. Nothing is fetched from a network
    unless ``offline`` is False, here or in ``tapecheck.toml``. ``sentiment`` as in :func:`~tapecheck.read.read`.
    Never raises for one claim; raises :class:`~tapecheck.errors.InputError` for an article or folder that cannot be
    read.
    """
    reading = source if isinstance(source, Reading) else read(load(source, as_of), sentiment=sentiment)
    market = market or open_market(data, offline=offline)
    claims = tuple(verdict(claim, reading.article.published, market) for claim in reading.claims)
    return Report(
        article=reading.article, figures=reading.figures, periods=reading.periods, entities=reading.entities,
        quotes=reading.quotes, sentiments=reading.sentiments, tones=reading.tones, claims=claims,
        numbers=account(reading, claims), conflicts=reading.conflicts, notes=reading.notes,
    )


def check_claim(
    text: str, as_of: datetime, data: str | Path | None = None, offline: bool | None = None, *,
    market: Market | None = None,
) -> Report:
    """Check one sentence as if it had been published at ``as_of`` (aware)."""
    return check(Article(id="claim", body=text, published=as_of), data, offline=offline, market=market)


def plan(source: Article | str | Path, as_of: datetime | None = None) -> list[tuple[str, list[str]]]:
    """What checking would fetch: each claim's expression with its series leaves. Fetches nothing."""
    out: list[tuple[str, list[str]]] = []
    for claim in read(load(source, as_of)).claims:
        if claim.expr and claim.reason is None:
            out.append((claim.expr, [str(leaf) for leaf in leaves(parse_expr(claim.expr))]))
    return out


def evaluate(expr: str, as_of: datetime, data: str | Path | None = None, *, market: Market | None = None) -> Evaluation:
    """The value of one expression at a moment, under each of its readings."""
    return _evaluate(expr, as_of, market, data)


def verdict(claim: Claim, as_of: datetime | None, market: Market) -> CheckedClaim:
    """The verdict on one claim with what was public at ``as_of``."""
    if claim.reason is not None:
        return _open(claim, claim.reason, as_of)
    if claim.expr is None or claim.stated is None:
        return _open(claim, "no_metric", as_of)
    if as_of is None:
        return _open(claim, "no_date", as_of)
    try:
        results = list(_evaluate(claim.expr, as_of, market).readings)
    except ExprError:  # a reader named a metric that is not installed: the claim is unread, the article goes on
        return _open(claim, "no_metric", as_of)
    open_still = _under_way(claim.expr, as_of)
    twin = live_twin(claim.expr, as_of, around_the_clock=open_still)
    if twin is not None:
        results += _evaluate(twin, as_of, market).readings
    if twin is not None and not claim.apart and _MOVE_OF_THE_DAY.match(claim.expr):
        results = [r for r in results if r.wide or r.name.startswith("bar ") or r.value is None] or results
    judged = judge(claim, results, as_of)
    if twin is not None and claim.apart and _of_the_session_before(judged, results):
        judged = Judged("open", "ambiguous", judged.result)
    if twin is not None and _of_another_close(claim, judged, as_of, market):
        judged = Judged("open", next((r.reason for r in results if r.reason), "ambiguous"), judged.result)
    if open_still and twin is None and judged.outcome == "contradicted":
        judged = Judged("open", "not_yet_published", judged.result)
    if claim.reach and judged.reason == "ambiguous":
        judged = _on_either_day(claim, judged, as_of, market) or _on_no_day(claim, judged, as_of, market)
    if claim.rivals and judged.outcome == "contradicted":
        judged = _rivalled(claim, judged, as_of, market)
    wrong = judged.result if claim.certain and judged.outcome == "contradicted" else None
    other = wrong is not None and unlike(claim, wrong.value, _values(as_of, market))
    if wrong is not None and other and not _ends_there(claim, wrong, as_of, market):
        judged = Judged("open", "ambiguous", _noted(judged.result, "so unlike it that another day may be meant"))
    wrong = judged.result if claim.nested and judged.outcome == "contradicted" else None
    if wrong is not None and not plain_slip(claim, wrong.value):
        note = "told in a clause set in another, which may be of another time or thing"
        judged = Judged("open", "ambiguous", _noted(judged.result, note))
    chosen = judged.result
    return CheckedClaim.model_construct(
        **_fields(claim), reason=judged.reason, as_of=as_of, outcome=judged.outcome,
        basis=_basis(chosen), found=chosen.value if chosen else None,
        readings=tuple(_finding(r, judged.agreeing) for r in results),
        derivation=chosen.derivation if chosen else (), evidence=_evidence(chosen),
        diagnosis=_diagnosis(claim, judged, as_of, market),
    )


def _of_the_session_before(judged: Judged, results: Sequence[Result]) -> bool:
    """Whether only the close before gives what an article of the open hours says, and the session's prices rule it
    out: told without a day, it is as likely a slip as it is of the day before."""
    live = [r for r in results if r.value is not None and (r.wide or r.name.startswith("bar "))]
    return judged.outcome == "supported" and bool(live) and not any(r.wide or r.name for r in judged.agreeing)


class _LedTo(NamedTuple):
    """A day's move of a series by a metric, the level told right behind it, and half of that level's last digit."""

    metric: str
    series: str
    level: float
    half_step: float


def _led_to(claim: Claim) -> _LedTo | None:
    """The move of the day and the level it led to, of a claim that tells both: "rose 40 basis points to 1.89%"."""
    m = _LEVEL_BEHIND.match(claim.text, claim.figure.end - claim.start)
    moved = _A_MOVE.fullmatch(claim.expr or "")
    if m is None or moved is None:
        return None
    level = m.group("level")
    half = 0.5 * 0.1 ** len(level.partition(".")[2])
    return _LedTo(moved.group("metric"), moved.group("series"), float(level.replace(",", "")), half)


def _of_another_close(claim: Claim, judged: Judged, as_of: datetime, market: Market) -> bool:
    """Whether a move that the close before the open hours gives is told with a level that is not that close's."""
    told = _led_to(claim)
    if told is None or judged.outcome != "supported" or any(r.wide or r.name for r in judged.agreeing):
        return False
    last = _evaluate(f"level({told.series}[now])", as_of, market).value
    return last is not None and abs(last.low - told.level) > _SAME_CLOSE * told.level


def _under_way(expr: str, as_of: datetime) -> bool:
    """Whether a series that trades around the clock is asked for its latest value on a day it has not closed yet: an
    article of the evening tells of that day, whose last row is still to come. So it is with yields before the bond
    market's close, which no exchange's bell tells."""
    local = as_of.astimezone(NEW_YORK)
    today = local.date().toordinal()
    for leaf in leaves(parse_expr(expr)):
        known = entry(leaf.id)
        shut = known.calendar == "fx" and local.weekday() >= 5
        around = known.calendar in ("fx", "daily") and not (known.release or shut)
        dealt = known.calendar == "bonds" and is_session(local.date()) and local.time() >= OPEN
        if (around or dealt) and _LATEST.fullmatch(leaf.window) and known.cut(as_of) < today:
            return True
    return False


def _on_either_day(claim: Claim, judged: Judged, as_of: datetime, market: Market) -> Judged | None:
    """Supported, where the article may speak from another day and the figure holds a day before publication as it does
    then: pages that string pieces together take those of the same day or the one before. None where it does not.
    """
    sure, expr = claim.model_copy(update={"certain": True}), claim.expr or ""
    if expr.startswith(_BOUNDS):
        return None
    before = as_of - timedelta(days=1)
    found = [judge(sure, _evaluate(expr, moment, market).readings, moment) for moment in (as_of, before)]
    told = found if found[1].reason != "not_yet_published" else found[:1]
    if any(f.outcome != "supported" for f in told):
        return None
    note = f"so it is whether the article speaks from {before:%Y-%m-%d} or from {as_of:%Y-%m-%d}"
    return replace(found[0], result=_noted(found[0].result, note))


def _on_no_day(claim: Claim, judged: Judged, as_of: datetime, market: Market) -> Judged:
    """The verdict where the article may speak from any day of ``claim.reach``: contradicted when none gives the figure,
    else as it was. A level that was passed is no less passed where prices went far beyond it.
    """
    sure = claim.model_copy(update={"certain": True})
    close = as_of.astimezone(NEW_YORK).replace(hour=23, minute=59)
    moments = [as_of, *(close - timedelta(days=n) for n in range(1, claim.reach + 1))]
    for moment in moments:
        found = judge(sure, _evaluate(claim.expr or "", moment, market).readings, moment)
        if found.reason == "not_yet_published" and moment is not as_of:
            continue  # it cannot have spoken from a day before what it tells
        if found.outcome != "contradicted" or not beyond(claim, found):
            return judged
        if found.result is not None and found.result.value is not None and found.result.value.high >= NEVER_YET:
            break  # what had not happened by publication had not on any day before
    note = f"no session from {moments[-1]:%Y-%m-%d} to {as_of:%Y-%m-%d} gives it, whichever the article speaks from"
    return Judged("contradicted", None, _noted(judged.result, note))


def _rivalled(claim: Claim, judged: Judged, as_of: datetime, market: Market) -> Judged:
    """A contradiction, or an open claim where another stretch that the words may mean gives the figure."""
    for expr in claim.rivals:
        try:
            results = _evaluate(expr, as_of, market).readings
        except ExprError:
            continue
        found = judge(claim.model_copy(update={"expr": expr, "certain": True}), results, as_of)
        if found.outcome == "supported" or found.reason == "near_miss":
            note = f"the words may mean {expr} as well, which gives it"
            return Judged("open", "ambiguous", _noted(judged.result, note))
    return judged


def _ends_there(claim: Claim, found: Result, as_of: datetime, market: Market) -> bool:
    """Whether a move is told ten- or hundredfold (or a tenth of it) of a day that the words make sure: the level right
    behind it ("rose 40 basis points to 1.89%") is that of the last close, and no longer stretch that ends there gives
    it."""
    told = _led_to(claim)
    if told is None or claim.stated is None or found.value is None or not found.value.low:
        return False
    if not any(_TENFOLD[0] <= claim.stated.low / found.value.low * k <= _TENFOLD[1] for k in (0.01, 0.1, 10.0)):
        return False
    levels = _evaluate(f"level({told.series}[now])", as_of, market).readings
    if not any(r.value is not None and abs(r.value.low - told.level) <= told.half_step + 1e-9 for r in levels):
        return False
    for window in _STRETCHES:
        expr = f"{told.metric}({told.series}[{window}])"
        longer = judge(claim.model_copy(update={"expr": expr}), _evaluate(expr, as_of, market).readings, as_of)
        if longer.outcome == "supported" or longer.reason == "near_miss":
            return False
    return True


def _noted(result: Result | None, note: str) -> Result | None:
    """A result with a last line added to its derivation."""
    return replace(result, derivation=(*result.derivation, note)) if result is not None else None


def _diagnosis(claim: Claim, judged: Judged, as_of: datetime, market: Market) -> str | None:
    """The usual slip behind a contradicted claim, where exactly one explains it."""
    if judged.outcome != "contradicted" or judged.result is None:
        return None
    return diagnose(claim, judged.result.value, _values(as_of, market))


def _values(as_of: datetime, market: Market) -> Value:
    """The first value of an expression at ``as_of`` or in the evening of a session before the last that had closed."""
    local = as_of.astimezone(NEW_YORK)
    closed = is_session(local.date()) and local.time() >= close_of(local.date())
    last = session_upto(local.date(), 0 if closed else 1)

    def value(expr: str, days_ago: int = 0) -> Quantity | None:
        then = datetime.combine(session_upto(last, days_ago), time(23), NEW_YORK)
        return _evaluate(expr, then if days_ago else as_of, market).value

    return value


def asked(claim: Claim, **other: Any) -> Claim:
    """The claim as :func:`verdict` is to be asked about it: without a verdict, and without a reason to stay open.

    ``other`` are fields to have other values.
    """
    return Claim.model_construct(**{**_fields(claim), "reason": None, "as_of": None, **other})


def _fields(claim: Claim) -> dict[str, Any]:
    skip = ("reason", "as_of")
    return {name: getattr(claim, name) for name in Claim.model_fields if name not in skip}


def _open(claim: Claim, reason: str, as_of: datetime | None) -> CheckedClaim:
    return CheckedClaim.model_construct(
        **_fields(claim), reason=reason, as_of=as_of, outcome="open", basis="", found=None, readings=(), derivation=(),
        evidence=(), diagnosis=None,
    )


def _basis(result: Result | None) -> str:
    if result is None:
        return ""
    return "intraday" if result.wide or result.name.startswith("bar ") else "close"


def _finding(result: Result, agreeing: tuple[Result, ...]) -> Finding:
    note = result.note or (result.reason or "")
    return Finding(name=result.name, value=result.value, agrees=any(result is a for a in agreeing), note=note)


def _evidence(result: Result | None) -> tuple[Evidence, ...]:
    return result.evidence if result is not None else ()
