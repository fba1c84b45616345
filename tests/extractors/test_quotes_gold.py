"""The quote reader on the shared articles, read in place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tapecheck.extractors.quotes import read_providers, read_quotes
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Quote


def _plain(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").lower()).strip()


def _chars(spans: list[tuple[int, int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def _best(quotes: tuple[Quote, ...], gold: set[int]) -> tuple[float, Quote | None]:
    scored = [(len(c & gold) / len(c | gold), n) for n, q in enumerate(quotes)
              if (c := _chars([(s.start, s.end) for s in q.content]))]
    best = max(scored, default=(0.0, -1))
    return best[0], quotes[best[1]] if best[1] >= 0 else None


def _right(quote: Quote | None, name: str, title: str, firm: str) -> bool:
    if quote is None or not quote.speakers:
        return False
    s = quote.speakers[0]
    return [_plain(s.name), _plain(s.title), _plain(s.firm)] == [_plain(name), _plain(title), _plain(firm)]


def test_the_flagship_has_its_seven_voices(shared: Path) -> None:
    row: dict[str, Any] = json.loads((shared / "seed/quotes.jsonl").read_text(encoding="utf-8").splitlines()[0])
    quotes = read_quotes(parse(row["text"]))
    for gold in row["attributions"]:
        overlap, quote = _best(quotes, _chars(gold["content"]))
        assert overlap > 0.9, gold["content_text"]
        assert quote is not None
        assert quote.kind == gold["kind"]
        assert _right(quote, gold["speaker"], gold["speaker_title"], gold["speaker_firm"]), gold["content_text"]


def test_the_flagship_cites_its_data(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    found = {q.speakers[0].name for q in read_providers(parse(text))}
    assert {"LSEG", "CME FedWatch", "Wall Street Journal", "Commodity Futures Trading Commission"} <= found


def test_names_titles_and_firms_in_the_gold_articles(shared: Path) -> None:
    right: list[bool] = []
    for path in sorted((shared / "gold/claims").glob("*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        quotes = read_quotes(parse(text))
        for gold in json.loads(path.read_text(encoding="utf-8"))["quotes"]:
            pieces = [gold["content"]] if isinstance(gold["content"], str) else gold["content"]
            overlap, quote = _best(quotes, _chars([(text.index(p), text.index(p) + len(p)) for p in pieces]))
            right.append(overlap > 0.5 and _right(quote, gold["speaker"], gold["title"], gold["firm"]))
    assert sum(right) >= 0.9 * len(right), right
