"""Codes from the register of listed companies: exact names only, the same for all mentions, nothing without a row."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.extractors import entities_codes
from tapecheck.extractors.entities import read_entities
from tapecheck.extractors.gazetteer import companies as table
from tapecheck.extractors.gazetteer import register as module
from tapecheck.extractors.gazetteer.companies import companies
from tapecheck.extractors.gazetteer.entry import table as names_table
from tapecheck.extractors.gazetteer.register import Register, build, key, register
from tapecheck.nlp.parse import parse

ROWS = [
    ("PELICAN HARBOR FOODS INC /DE/", "0009000001", "PHF", "NYSE"),
    ("QUARRYSTONE, INC.", "0009000002", "QRS", "Nasdaq"),
    ("QUARRYSTONE, INC.", "0009000002", "QRS-PA", "Nasdaq"),
    ("MARLOW RIVER CORP", "0009000003", "MRLA", "NYSE"),
    ("MARLOW RIVER CORP", "0009000003", "MRLB", "NYSE"),
    ("TWICE USED CO", "0009000004", "TWA", "NYSE"),
    ("Twice Used Ltd", "0009000005", "TWB", "Nasdaq"),
    ("UNITED GLOBAL PARTNERS LP", "0009000006", "UGP", "NYSE"),
    ("OVER COUNTER METALS CORP", "0009000007", "OCMC", "OTC"),
    ("NETFLIX INC", "0001065280", "NFLX", "Nasdaq"),
    ("SOMEBODY ELSE INC", "0009000008", "DIS", "NYSE"),
]


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Register:
    """A register of our own in place of the SEC's."""
    given = build(ROWS)
    monkeypatch.setattr(entities_codes, "register", lambda: given)
    return given


def codes(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    found = read_entities(parse(text))
    return {e.text: (e.ticker, e.mic, e.cik) for e in found if e.kind in {"company", "organisation"}}


@pytest.mark.parametrize(("name", "words"), [
    ("Plains GP Holdings, L.P.", ("PLAINS", "GP", "HOLDINGS")), ("AT&T INC.", ("AT", "T")),
    ("McDonald’s Corp", ("MCDONALDS",)), ("The Kraft Heinz Company", ("KRAFT", "HEINZ")),
    ("MOODYS CORP /DE/", ("MOODYS",)), ("Inc", ("INC",)), ("", ()),
])
def test_a_name_without_its_legal_form(name: str, words: tuple[str, ...]) -> None:
    assert key(name) == words


@pytest.mark.usefixtures("rows")
def test_a_registered_name_is_linked_in_every_mention() -> None:
    found = codes("Shares of Pelican Harbor Foods rose 4%. Analysts at Citi like Pelican Harbor Foods Inc. as well.")
    assert found["Pelican Harbor Foods"] == found["Pelican Harbor Foods Inc."] == ("PHF", "XNYS", "0009000001")


@pytest.mark.usefixtures("rows")
def test_one_word_needs_its_legal_form_or_its_ticker() -> None:
    assert codes("Tom Reyes of Quarrystone sold.")["Quarrystone"] == (None, None, None)
    assert codes("Quarrystone Inc. rose 3%.")["Quarrystone Inc."] == ("QRS", "XNAS", "0009000002")
    assert codes("Shares of Quarrystone (QRS) rose 3%.")["Quarrystone"] == ("QRS", "XNAS", "0009000002")


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("text", [
    "Shares of Marlow River Corp. rose.",  # two classes of shares
    "Shares of Twice Used Corp. rose.",  # two companies
    "Shares of Over Counter Metals Corp. rose.",  # not on an exchange
    "Shares of United Global Partners rose.",  # words that any firm may bear
    "Shares of Pelican Foods rose.",  # not the whole name
    "Shares of Calder Street Foods (PHF) rose.",  # another's ticker
])
def test_what_is_not_sure_is_not_listed(text: str) -> None:
    assert set(codes(text).values()) == {(None, None, None)}


@pytest.mark.usefixtures("rows")
def test_the_hand_kept_table_is_completed_only_where_the_names_agree() -> None:
    found = codes("Netflix rose 3%, and shares of Walt Disney fell.")
    assert found["Netflix"] == ("NFLX", "XNAS", "0001065280")
    assert found["Walt Disney"] == ("DIS", "XNYS", None)


def test_exchanges_and_currencies_have_their_codes() -> None:
    text = "The New York Stock Exchange closed early. The zloty and the Thai baht fell; the peso rose."
    found = read_entities(parse(text))
    assert [(e.text, e.mic, e.currency) for e in found] == [
        ("New York Stock Exchange", "XNYS", None), ("zloty", None, "PLN"), ("Thai baht", None, "THB")]


def test_without_the_package_there_is_no_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_path", lambda: None)
    assert module.register.__wrapped__() == Register({}, {})


def test_a_file_that_is_no_table_is_no_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"no table")
    monkeypatch.setattr(module, "_path", lambda: tmp_path / "broken.parquet")
    assert module.register.__wrapped__() == Register({}, {})


def test_the_register_agrees_with_the_hand_kept_table() -> None:
    known = register().tickers
    if not known:
        pytest.skip("the extra [companies] is not installed")
    wrong = [c.name for c in companies().values()
             if c.cik and c.mic in {"XNYS", "XNAS"} and c.ticker in known and known[c.ticker].cik != c.cik]
    assert wrong == []


def test_every_row_of_the_hand_kept_table_has_all_columns_and_no_stray_one() -> None:
    with (Path(table.__file__).parent / "companies.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file) if None in row] == []


PARTS = ["Netflix", "Pelican Harbor Foods", "Inc.", "(PHF)", "(NYSE: ZZZ)", "Target", "Gap", "shares", "The S&P 500",
         "the index", "Quarrystone", "said", ".", ",", "\n", "the Fed", "its target range", "Delta", "“", "”", "and",
         "rose", "Apple", "$1.3M"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=20).map(" ".join))
def test_never_a_link_without_a_row_and_one_thing_one_identity(body: str) -> None:
    given = build(ROWS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entities_codes, "register", lambda: given)
        found = read_entities(parse(body))
    ciks = {c.cik for c in companies().values()} | {row[1] for row in ROWS}
    series = {e.id for e in names_table().entries if e.series}
    tickers = {c.ticker for c in companies().values()} | {row[2] for row in ROWS} | {"ZZZ", "PHF"}
    same = defaultdict(set)
    for e in found:
        assert body[e.start : e.end] == e.text
        assert e.cik is None or e.cik in ciks
        assert e.series is None or e.series in series
        assert e.ticker is None or e.ticker in tickers
        same[e.id].add((e.series, e.ticker, e.mic, e.cik, e.isin, e.currency))
    assert all(len(codes) == 1 for codes in same.values())
