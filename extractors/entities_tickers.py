"""Tickers in parentheses after a company's name: "Acme Holdings (NYSE: ACH)" says of itself where Acme is listed."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..schemas import Entity
from .entities_codes import beside
from .gazetteer.companies import by_ticker

MICS = {
    "NYSE": "XNYS", "NASDAQ": "XNAS", "NASDAQGS": "XNAS", "NASDAQGM": "XNAS", "NASDAQCM": "XNAS", "AMEX": "XASE",
    "NYSEAMERICAN": "XASE", "NYSEARCA": "ARCX", "LSE": "XLON", "LON": "XLON", "TSX": "XTSE", "ASX": "XASX",
    "XETRA": "XETR", "HKEX": "XHKG", "HKG": "XHKG", "TYO": "XTKS", "TSE": "XTKS", "EPA": "XPAR", "BSE": "XBOM",
}
"""ISO 10383 codes of the exchanges as the press writes them before a ticker."""
_TICKER = re.compile(
    r"\(\s*(?:(?P<exchange>NYSE ?American|NYSE ?Arca|Nasdaq(?:[GC][SM])?|NasdaqGS|Xetra|[A-Z]{3,9})\s*:\s*)?"
    r"(?P<symbol>[A-Z]{1,5}(?:[.-][A-Z])?)\s*\)"
)
_GAP = re.compile(r"(?:['’]s)?,? ?(?:Inc\.?|Corp\.?|Co\.?|Ltd\.?|PLC|Company|AG|SA)?[.,]? ?")
_LISTED = frozenset({"company", "organisation", "data_provider", "exchange", "fund"})


def with_tickers(body: str, entities: list[Entity]) -> list[Entity]:
    """``entities`` with each ticker in parentheses made a mention of the company before it.

    Where the exchange is given too, ticker and exchange become the company's own if no table had them.
    """
    ends = [e.end for e in entities]
    codes: dict[str, tuple[str, str | None]] = {}
    mentions: list[Entity] = []
    for m in _TICKER.finditer(body):
        at = bisect_right(ends, m.start()) - 1
        owner = entities[at] if at >= 0 else None
        if owner is None or owner.kind not in _LISTED or not _GAP.fullmatch(body, owner.end, m.start()):
            continue
        symbol, exchange = m["symbol"], (m["exchange"] or "").replace(" ", "").upper()
        row = by_ticker().get(symbol)
        known = row is not None and row.id == owner.id
        registered = None if exchange or known or owner.ticker else beside(symbol, owner.name)
        if not (exchange or known or registered):
            continue
        if owner.ticker is None and not known:
            codes[owner.id] = (symbol, registered.mic if registered else MICS.get(exchange))
        start, end = m.span("symbol")
        mentions.append(owner.model_copy(update={"start": start, "end": end, "text": body[start:end], "how": "name"}))
    spans = {(e.start, e.end) for e in mentions}
    kept = [e for e in entities if not any(a < e.end and e.start < b for a, b in spans)]
    return sorted((_coded(e, codes) for e in [*kept, *mentions]), key=lambda e: e.start)


def _coded(entity: Entity, codes: dict[str, tuple[str, str | None]]) -> Entity:
    if entity.id not in codes or entity.ticker is not None:
        return entity
    ticker, mic = codes[entity.id]
    return entity.model_copy(update={"ticker": ticker, "mic": mic})
