"""What those who bought have made or lost: the change of the price since the time told."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Period
from .period_window import window_text
from .reading import is_market, is_rate, period_before, series_of, unit_is

PRIORITY = 28
_WHO = re.compile(
    r"\b(?:anyone|anybody|everyone|those|investors|holders|buyers|shareholders|people|whoever|someone|owners)\b"
    r"[^;{}]*\{P\},? [^;{}]*$"
)
_AHEAD = re.compile(
    r"\b(?:(?P<up>up|made|earned|gained|ahead|pocketed|(?:an?|their) (?:profit|gain|return) of)|"
    r"(?P<down>down|lost|shed|out|behind|(?:an?|their) loss of))"
    r"(?: (?:by|about|nearly|almost|roughly|some|more than|still))*(?: an?)? $"
)
_SIDE = re.compile(
    r"^(?: of their (?:money|stake|investment))? ?(?:(?P<up>ahead|richer|to the good|in the black|better off|up|"
    r"higher|gain|profit|return)"
    r"|(?P<down>behind|poorer|in the red|under ?water|worse off|down|lower|loss))\b"
)
_MONEY = re.compile(r"^ (?:their|his|her|the) (?:money|stake|investment|bet|savings)\b")
_BEGUN = re.compile(
    r"new year|(?:end|close) of last year|(?:start|beginning|turn|dawn) of (?:the|this) year|year "
    r"began"
)


def reads(clause: Clause) -> Ask | None:
    """"Anyone who bought at the end of last year has doubled their money", "holders since May are 6% ahead"."""
    series = series_of(clause)
    if series is None or not is_market(series) or is_rate(series) or clause.figure is None or clause.assertion:
        return None
    if not _WHO.search(clause.before):
        return None
    since = period_before(clause, 90)
    window = _since(since) if since is not None else None
    if window is None:
        return None
    words = clause.anchor.text.lower()
    if re.search(r"doubl|tripl|quadrupl", words):
        return Ask(expr=f"multiple({series}[{window}])", unit="multiple") if _MONEY.match(clause.after) else None
    if not unit_is(clause, "percent"):
        return None
    side = _SIDE.match(clause.after) or _AHEAD.search(clause.before)
    if side is None:
        return None
    return Ask(expr=f"change({series}[{window}])", unit="percent", sign=1 if side.group("up") else -1)


def _since(period: Period) -> str | None:
    """The stretch from the time of the purchase to now."""
    if _BEGUN.search(period.text.lower()):
        return "ytd"
    text = window_text(period)
    if text is None:
        return None
    if period.relation == "ago":
        return f"'{period.first}':" if period.first is not None else None
    if period.kind == "day" and period.first is not None:
        return "ytd" if (period.first.month, period.first.day) == (12, 31) else f"'{period.first}':"
    return text if text == "ytd" or text.endswith(":") else None


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Nvidia rose 3%. Investors who bought it on Dec. 20 are still 1% ahead.", "change(NVDA['2024-12-20':])"),
    ("Tesla lost 5%. Those who bought the stock on Dec. 17 are down 18%.", "change(TSLA['2024-12-17':])"),
    ("Investors who bought bonds on Dec. 20 are still 1% ahead.", None),
)
