"""A record told by how long ago it was set: "six sessions ago the S&P 500 was at a record"."""

from __future__ import annotations

import re
from datetime import timedelta

from ..schemas import Ask, Clause, Period
from .reading import ask_count, ask_date, is_market, series_of

PRIORITY = 28
_AGO_FIRST = re.compile(
    r"(?:^|[,;:] )(?:and |but |only |just |as recently as |no more than |barely )*\{P\},? (?:the )?(?:\{[SG]\}|it|they)"
    r"(?:'s)? [^;{}]{0,40}$"
)
_AGO_BEHIND = re.compile(r"^(?: close| high)?,? (?:(?:only|just|barely|a mere|as recently as|no more than) )*\{P\}")
_UNITS = {"session": 1.0, "day": 1.0, "week": 7.0, "month": 30.44}
_HALF = 0.5


def reads(clause: Clause) -> Ask | None:
    """Sessions since the last record; or the days on which "three weeks ago" lets it have been set."""
    series = series_of(clause)
    if series is None or not is_market(series) or clause.assertion != "record" or "low" in clause.anchor.text.lower():
        return None
    ago = _ago(clause)
    if ago is None or ago.count is None or clause.published is None or ago.grain not in _UNITS:
        return None
    if clause.in_session or clause.published.weekday() >= 5:
        return Ask(expr=f"record_date({series}[now])", unit="date", reason="ambiguous")
    if ago.grain == "session":
        # one of several it may have set since, too: never wrong
        return ask_count(f"sessions_since_record({series}[now])", ago.count, "session").model_copy(
            update={"certain": False})
    size = _UNITS[ago.grain]
    slack = 0 if ago.grain == "day" else int(size * _HALF) + 1
    day = clause.published - timedelta(days=round(ago.count * size))
    ask = ask_date(f"record_date({series}[now])", day - timedelta(days=slack), day + timedelta(days=slack))
    return ask.model_copy(update={"certain": False})


def _ago(clause: Clause) -> Period | None:
    """The time counted back from publication that dates the record."""
    if _AGO_BEHIND.match(clause.after):
        told = next((p for p in clause.periods if 0 <= p.start - clause.anchor.end <= 40), None)
    elif _AGO_FIRST.search(clause.before):
        told = next((p for p in reversed(clause.periods) if p.end <= clause.anchor.start), None)
    else:
        return None
    return told if told is not None and told.relation == "ago" and told.text.lower().endswith("ago") else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Seventeen sessions ago the Nasdaq Composite closed at a record.", "sessions_since_record(IXIC[now])"),
    ("The Nasdaq Composite set a record just 17 sessions ago.", "sessions_since_record(IXIC[now])"),
    ("The S&P 500 hit a record five weeks ago.", "record_date(SPX[now])"),
    ("Three years ago the S&P 500 was at a record.", None),
    ("Six sessions ago Apple reported record sales.", None),
)
