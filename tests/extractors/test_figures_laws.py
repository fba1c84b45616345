"""Laws of the figure reader, on any text at all."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.figures import read_figures
from tapecheck.schemas import Parsed, Sentence, Token

PIECES = st.sampled_from(
    "$ € £ % - – — . , ; : ( ) / ^ 1 2.5 3,456 1/4 ½ one two twenty hundred thousand million bn m k x times percent "
    "point points basis of a an the and or to from between half quarter third fourth dozen tens USD US$ RM ' \n "
    "nearly "
    "about over more than at least up down rose fell by years year-old record highest since 2018 Nov. 500 minus "
    "1e400 10^999 9^9 ٣ １２ ² 🙂 p in out fold sixfold doubled".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=9).map("".join)
)


def plain(text: str) -> Parsed:
    tokens = tuple(
        Token(i, m.start(), m.end(), m.group(), "", "", "", "", i, 0)
        for i, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    )
    sentences = (Sentence(0, 0, len(text), 0, len(tokens), 0),) if tokens else ()
    return Parsed(body=text, tokens=tokens, sentences=sentences, parsed=False)


@given(TEXTS)
def test_spans_are_the_bodys_own_characters_in_order(text: str) -> None:
    at = 0
    for figure in read_figures(plain(text)):
        assert text[figure.start : figure.end] == figure.text == figure.text.strip()
        assert figure.core is not None
        assert text[figure.core.start : figure.core.end] == figure.core.text
        assert at <= figure.start <= figure.core.start < figure.core.end <= figure.end
        at = figure.end


@given(TEXTS)
def test_reading_twice_reads_the_same(text: str) -> None:
    assert read_figures(plain(text)) == read_figures(plain(text))


@given(
    st.floats(min_value=0.01, max_value=999), st.sampled_from(["rose", "fell"]), st.text(alphabet="ab \n", max_size=20)
)
def test_a_percent_is_read_wherever_it_stands(value: float, verb: str, before: str) -> None:
    printed = f"{value:.2f}"
    found = read_figures(plain(f"{before}\nShares {verb} {printed}%."))
    assert [(f.quantity.low, f.quantity.unit, f.direction) for f in found] == [
        (float(printed), "percent", "up" if verb == "rose" else "down")
    ]
