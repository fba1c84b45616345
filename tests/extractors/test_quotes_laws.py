"""Laws of the quote reader: offsets hold, order holds, and no text makes it fail."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.quotes import read_providers, read_quotes, unpaired_marks
from tapecheck.extractors.quotes_lexicon import lexicon
from tapecheck.extractors.quotes_marks import pair_marks
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Parsed, Sentence, Token

MARKS = "“”„«»\"‘’'``''"
PIECES = st.sampled_from([
    "“", "”", '"', "‘", "’", "''", "``", "—", ",", ".", ":", "\n", " ", "said", "Ana Ruiz", "he",
    "that", "According to", "Rates are too high", "the analysts", "who", "told CNBC", "FactSet data show",
    "based on LSEG estimates",
    "adding", "(", "ANA:", "chief economist at Banner Hill", "“said”", "3.5%",
])
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=18).map(" ".join), st.lists(PIECES, max_size=12).map("".join))


@given(TEXTS)
def test_no_text_makes_it_fail(text: str) -> None:
    parsed = parse(text)
    for quote in (*read_quotes(parsed), *read_providers(parsed)):
        spans = [*quote.content, *([quote.cue] if quote.cue else []), *(s.mention for s in quote.speakers if s.mention)]
        assert quote.content
        assert all(text[s.start : s.end] == s.text and s.text for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(quote.content))
    starts = [quote.content[0].start for quote in read_quotes(parsed)]
    assert starts == sorted(starts)
    assert all(text[s.start : s.end] == s.text for s in unpaired_marks(parsed))


@given(st.text(alphabet=MARKS + "ab .,\n", max_size=120))
def test_regions_never_cross(text: str) -> None:
    paragraphs = [(m, m + len(line)) for m, line in _lines(text) if line.strip()]
    regions, lost = pair_marks(text, paragraphs)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(regions))
    assert all(r.outer_start <= r.start <= r.end <= r.outer_end <= len(text) for r in regions)
    assert all(text[i] in MARKS for i in lost)


def _lines(text: str) -> list[tuple[int, str]]:
    out, at = [], 0
    for line in text.split("\n"):
        out.append((at, line))
        at += len(line) + 1
    return out


@given(st.lists(st.tuples(st.sampled_from(["said", "“", "”", "Ruiz", ",", "according", "to", "who", "expects"]),
                          st.sampled_from(["VBD", "NNP", "NN", "VBG", "WP", "TO", "IN", ""]),
                          st.sampled_from(["nsubj", "ccomp", "ROOT", "prep", "pobj", "relcl", "conj", "advcl", ""]),
                          st.integers(0, 11)), min_size=1, max_size=12))
def test_no_parse_makes_it_fail(words: list[tuple[str, str, str, int]]) -> None:
    """Dependencies may be nonsense, even circular."""
    tokens, at = [], 0
    for i, (text, tag, dep, head) in enumerate(words):
        tokens.append(Token(i, at, at + len(text), text, text, "", tag, dep, min(head, len(words) - 1), 0))
        at += len(text) + 1
    body = " ".join(w[0] for w in words)
    parsed = Parsed(body=body, tokens=tuple(tokens), sentences=(Sentence(0, 0, len(body), 0, len(tokens), 0),),
                    paragraphs=((0, len(body)),))
    assert all(body[s.start : s.end] == s.text for q in read_quotes(parsed) for s in q.content)


def test_unparsed_text_still_gives_its_quotations() -> None:
    whole = parse("“Rates are too high,” said Ana Ruiz.")
    bare = Parsed(
        body=whole.body, sentences=whole.sentences, paragraphs=whole.paragraphs, parsed=False,
        tokens=tuple(Token(t.i, t.start, t.end, t.text, t.text, "", "", "", t.i, t.sentence) for t in whole.tokens))
    assert [s.text for q in read_quotes(bare) for s in q.content] == ["“Rates are too high,”"]


@pytest.mark.parametrize("mark", ["“", '"', "``"])
def test_inches_and_stray_marks_open_nothing(mark: str) -> None:
    text = 'A 6" pipe rose.' if mark == '"' else f"Shares rose{mark}"
    assert read_quotes(parse(text)) == ()


def test_the_lexicon_holds_together() -> None:
    words = lexicon()
    assert len(words.verbs) > 300
    assert all(act in ("speech", "thought", "stance") for frames in words.verbs.values() for act in frames.values())
    assert {"say", "tell", "write"} <= {v for v, frames in words.verbs.items() if "quote" in frames}
