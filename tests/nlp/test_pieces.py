"""Windows of word pieces: no piece is lost, targets keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.nlp.pieces import MAX_PIECES, tokenizer_of, windows
from tapecheck.nlp.sentiment import SHIPPED

pytest.importorskip("tokenizers")
SAID = "stocks rallied as inflation cooled 2442.74 — Fed’s “soft” naïve 株 % ($AAPL)".split()
WORDS = st.lists(st.sampled_from(SAID), min_size=0, max_size=400)


@pytest.fixture(scope="module")
def tokenizer() -> object:
    return tokenizer_of(SHIPPED)


@given(words=WORDS, at=st.integers(0, 399))
def test_every_piece_and_every_target_is_in_some_window(tokenizer, words, at) -> None:
    text = " ".join(words)
    start = len(" ".join(words[: min(at, len(words))]))
    span = (start, min(start + 8, len(text)))
    found = list(windows(tokenizer, text, [span]))
    whole = tokenizer.encode(text)
    pieces = whole.ids[1:-1]
    begin = 0
    for window in found:
        assert len(window.ids) <= MAX_PIECES
        assert window.ids[0] == whole.ids[0]
        assert window.ids[-1] == whole.ids[-1]
        inner = window.ids[1:-1]
        assert pieces[begin : begin + len(inner)] == inner
        begin += MAX_PIECES - 2 - 32
    assert begin - (MAX_PIECES - 2 - 32) + len(found[-1].ids) - 2 >= len(pieces)
    inside = [i for i, (a, b) in enumerate(whole.offsets[1:-1]) if a < span[1] and span[0] < b]
    assert bool(inside) == any(w.targets[0] for w in found)


def test_addresses_of_pages_are_left_out(tokenizer) -> None:
    plain = next(iter(windows(tokenizer, "Shares fell")))
    assert next(iter(windows(tokenizer, "Shares fell https://t.co/abc123"))).ids == plain.ids
