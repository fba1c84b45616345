"""Sentiment as a user meets it: read by default, said to be missing where it is, never in the way of the rest."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tapecheck.nlp.sentiment import SHIPPED, sentiment_model
from tapecheck.read import read
from tapecheck.schemas import Article

BODY = (
    "Shares of Nvidia soared 9% on Monday after the chipmaker's sales beat every estimate, while Intel plunged 7% on a "
    "grim outlook. “Stocks look set to climb to new highs on strong earnings,” said Ann Doe, chief strategist at Some "
    "Bank. “Inflation is still too high, and it would be premature to cut rates,” said Fed Governor Chris Waller.\n"
)


@pytest.fixture
def article() -> Article:
    return Article(id="a", title="Chips", published=datetime(2025, 3, 3, 22, tzinfo=UTC), body=BODY)


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without torch."""
    find = importlib.util.find_spec
    monkeypatch.setattr("tapecheck.nlp.sentiment.find_spec", lambda name: None if name == "torch" else find(name))
    sentiment_model.cache_clear()
    yield
    sentiment_model.cache_clear()


def test_without_torch_all_else_is_read_and_a_note_says_what_is_missing(article: Article, no_torch: None) -> None:
    plain, reading = read(article), read(article, sentiment=True)
    assert (reading.claims, reading.quotes) == (plain.claims, plain.quotes)
    assert not reading.sentiments
    assert any("pip install 'tapecheck[models]'" in note for note in reading.notes)


def test_without_torch_the_command_line_reads_on(tapecheck, no_torch: None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    ran = tapecheck("read", str(path), "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["figures"]


def test_a_model_that_is_none_is_an_input_error(tapecheck, tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "model.json").write_text("{}")
    ran = tapecheck("read", str(path), "--sentiment-model", str(tmp_path / "odd"))
    assert ran.code == 2
    assert "not a sentiment model" in ran.err


class TestShipped:
    """What the shipped weights must get right; skipped where torch is absent."""

    @pytest.fixture(autouse=True)
    def _needs(self) -> None:
        pytest.importorskip("torch")
        pytest.importorskip("transformers")

    def test_targets_of_one_sentence_differ(self, article: Article) -> None:
        reading = read(article, sentiment=True)
        told = {s.target.text: s.label for s in reading.sentiments if s.target}
        assert told["Nvidia"] == "positive"
        assert told["Intel"] == "negative"
        tones = {t.name: t for t in reading.tones}
        assert tones["the article"].mentions == 3
        assert tones["Nvidia"].score > 0 > tones["Intel"].score

    def test_quotes_have_a_stance(self, article: Article) -> None:
        reading = read(article, sentiment=True)
        assert [q.stance for q in reading.quotes] == ["bullish", "hawkish"]
        assert all(q.stance is None for q in read(article).quotes)

    def test_probabilities_and_spans_hold(self, article: Article) -> None:
        for s in read(article, sentiment=True).sentiments:
            assert s.positive + s.negative + s.neutral == pytest.approx(1, abs=1e-3)
            assert BODY[s.span.start : s.span.end] == s.span.text
            if s.target:
                assert s.span.start <= s.target.start < s.target.end <= s.span.end

    def test_a_target_does_not_hang_on_its_company(self) -> None:
        """One sentence read alone or beside others, gives the same within what rounding does."""
        model = sentiment_model()
        one = model.score(["Alpha fell sharply"], [[(0, 5)]])[0]
        many = model.score(["Alpha fell sharply", BODY, "Up"], [[(0, 5)], [], []])[0]
        assert one.targets[0] == pytest.approx(many.targets[0], abs=0.03)

    def test_beside_any_other_sentence_a_sentence_is_told_the_same(self) -> None:
        """Also where it leaves the network early and those beside it do not, or the other way round."""
        model = sentiment_model()
        texts = ["Alpha fell sharply", "The committee met on Tuesday", BODY, "Up", "Beta may rise", "Stocks slid"]
        spans = [[(0, 5)], [(4, 13)], [(10, 16), (116, 121)], [], [(0, 4)], []]
        together = model.score(texts, spans)
        for text, own, beside in zip(texts, spans, together, strict=True):
            (alone,) = model.score([text], [own])
            assert alone.whole == pytest.approx(beside.whole, abs=0.02)
            for told, again in zip(alone.targets, beside.targets, strict=True):
                assert told == pytest.approx(again, abs=0.02)

    def test_the_end_of_a_long_sentence_counts(self) -> None:
        model = sentiment_model()
        filler = "the committee met and the minutes were read and " * 60
        endings = ("soared to a record", "collapsed into bankruptcy")
        up, down = (f"{filler}Alpha {ending} on the news" for ending in endings)
        at = len(filler)
        first, second = model.score([up, down], [[(at, at + 5)], [(at, at + 5)]])
        assert first.targets[0][2] > second.targets[0][2]

    def test_the_card_states_what_the_model_says_of_itself(self) -> None:
        meta = json.loads((SHIPPED / "model.json").read_text(encoding="utf-8"))
        card = (SHIPPED / "CARD.md").read_text(encoding="utf-8")
        for name, found in meta["figures"].items():
            assert f"{found['accuracy']:.3f}".lstrip("0") in card, name
        for row in meta["data"]:
            assert row["file"] in card
        assert (SHIPPED / "model.safetensors").stat().st_size < 30e6
