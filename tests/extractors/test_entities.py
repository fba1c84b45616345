"""Entities: what a reader of the article would call each name, and which thing it is."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.entities import read_entities
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Entity, Parsed, Sentence, Token

LINKED = [
    # text, mention, kind, id
    ("The Russell 2000 rose 1% on Tuesday.", "Russell 2000", "index", "RUT"),
    ("It was the fear gauge's highest close.", "fear gauge", "index", "VIX"),
    ("The yield on the 10-year Treasury note fell.", "yield on the 10-year Treasury note", "rate", "DGS10"),
    ("Nvidia shares jumped 4%.", "Nvidia", "company", "NVDA"),
    ("Shares of Eli Lilly fell.", "Eli Lilly", "company", "LLY"),
    ("Options prices come from CME Group.", "CME Group", "exchange", "cme"),
    ("Earnings may grow 9%, FactSet data show.", "FactSet", "data_provider", "factset"),
    ("That is what LSEG data show.", "LSEG", "data_provider", "lseg"),
    ("The Federal Reserve cut rates.", "Federal Reserve", "central_bank", "fed"),
    ("The European Central Bank held rates.", "European Central Bank", "central_bank", "ecb"),
    ("The Labor Department said claims fell.", "Labor Department", "agency", "dol"),
    ("The Commodity Futures Trading Commission has it.", "Commodity Futures Trading Commission", "agency", "cftc"),
    ("Gold fell as the dollar rose.", "the dollar", "currency", "USD"),
    ("Oil fell again.", "Oil", "commodity", "crude-oil"),
    ("Investors in Frankfurt sold bonds.", "Frankfurt", "place", "frankfurt"),
    ("Growth in the U.S. slowed.", "U.S.", "place", "united-states"),
    ("Shares of Target rose after the retailer's report.", "Target", "company", "target"),
    ("“We are buyers,” said Maria Ostrander, an economist at Quarrystone Partners.", "Maria Ostrander", "person",
     "maria-ostrander"),
    ("“We are buyers,” said Maria Ostrander, an economist at Quarrystone Partners.", "Quarrystone Partners", "company",
     "quarrystone-partners"),
    ("Treasurer Hugh Pembroke resigned.", "Hugh Pembroke", "person", "hugh-pembroke"),
    ("Chief Investment Officer Laura Winslow sold.", "Laura Winslow", "person", "laura-winslow"),
    ("The S&P 500 Water Utilities Index rose.", "S&P 500 Water Utilities Index", "index",
     "s-p-500-water-utilities-index"),
    ("The iShares Russell 2000 ETF saw outflows.", "iShares Russell 2000 ETF", "fund", "ishares-russell-2000-etf"),
    ("The Ministry of Finance denied it.", "Ministry of Finance", "agency", "ministry-of-finance"),
]
UNLINKED = [
    # text, id that no mention may have
    ("UnitedHealth fell; CME Group was flat.", "uhg"),
    ("Treasury yields fell again.", "treasury"),
    ("Fed up with losses, he sold.", "fed"),
    ("The cattle were fed in March.", "fed"),
    ("She ate an apple in New York.", "AAPL"),
    ("They target a 5% return and mind the gap.", "target"),
    ("They target a 5% return and mind the gap.", "gap"),
    ("Apple Hospitality owns hotels.", "AAPL"),
    ("Dow Jones Newswires reported it.", "DJI"),
    ("Brent Walsh, a trader, disagreed.", "BRENT"),
    ("Johnson & Wales University expanded.", "JNJ"),
    ("Berkshire Grey makes robots.", "BRK.B"),
    ("The Goldman Sachs Foundation gave money.", "goldman-sachs"),
]


@lru_cache(maxsize=200)
def entities(text: str) -> tuple[Entity, ...]:
    return read_entities(parse(text))


@pytest.mark.parametrize(("text", "mention", "kind", "id_"), LINKED)
def test_names_are_typed_and_linked(text: str, mention: str, kind: str, id_: str) -> None:
    assert (mention, kind, id_) in [(e.text, e.kind, e.id) for e in entities(text)]


@pytest.mark.parametrize(("text", "id_"), UNLINKED)
def test_no_wrong_links(text: str, id_: str) -> None:
    assert id_ not in [e.id for e in entities(text)]


def test_companies_carry_their_codes_and_others_none() -> None:
    apple, quarry = (
        next(e for e in entities(text) if e.kind == "company")
        for text in ("Apple fell 2%.", "Tom Reyes of Quarrystone Partners sold.")
    )
    assert (apple.series, apple.ticker, apple.mic, apple.cik) == ("AAPL", "AAPL", "XNAS", "0000320193")
    assert (quarry.series, quarry.ticker, quarry.mic, quarry.cik, quarry.isin) == (None, None, None, None, None)


def test_a_ticker_after_a_name_is_the_company() -> None:
    text = "Quarrystone Partners Inc. (NYSE: QRP) rose. BlackRock (BLK) fell. Analysts like Quarrystone Partners."
    found = [(e.text, e.id, e.ticker, e.mic) for e in entities(text) if e.kind == "company"]
    assert ("QRP", "quarrystone-partners", "QRP", "XNYS") in found
    assert ("Quarrystone Partners", "quarrystone-partners", "QRP", "XNYS") in found
    assert ("BLK", "blackrock", "BLK", "XNYS") in found


def test_a_parenthesis_that_is_no_ticker() -> None:
    text = "The Bureau of Grain Statistics (BGS) met. Quarrystone Partners (UP) said so."
    assert {e.ticker for e in entities(text)} <= {None}


def test_currencies_have_their_iso_code() -> None:
    found = {e.id: e.currency for e in entities("The euro rose, the yen fell and the Swiss franc was flat.")}
    assert found == {"EURUSD": "EUR", "USDJPY": "JPY", "CHF": "CHF"}


def test_mentions_of_one_thing_share_an_id() -> None:
    text = (
        "Maria Ostrander runs Quarrystone Partners. Ostrander expects a recession. Ms. Ostrander has sold shares.\n"
        "The Bureau of Grain Statistics (BGS) said stocks fell. The BGS report is due. Quarrystone said it would wait."
    )
    ids = {e.text: e.id for e in entities(text)}
    assert ids["Ostrander"] == ids["Maria Ostrander"]
    assert ids["BGS"] == ids["Bureau of Grain Statistics"]
    assert ids["Quarrystone"] == ids["Quarrystone Partners"]


def test_a_listed_firm_may_be_shortened_once_it_is_spelled_out() -> None:
    text = "Strategists at Goldman Sachs raised their target. Goldman expects 7,000 by December."
    assert [e.id for e in entities(text) if e.kind == "company"] == ["goldman-sachs", "goldman-sachs"]


def test_two_bearers_of_a_surname_are_kept_apart() -> None:
    text = "Anna Keller sold. Keller was early. Peter Keller bought. Keller was late."
    people = [(e.text, e.id) for e in entities(text) if e.kind == "person"]
    assert people == [
        ("Anna Keller", "anna-keller"), ("Keller", "anna-keller"), ("Peter Keller", "peter-keller"),
        ("Keller", "keller"),
    ]


def test_the_index_points_to_the_index_before_it() -> None:
    text = "The Russell 2000 rose 1%. The index is up 4% this year. The VIX fell."
    assert [(e.text, e.id) for e in entities(text) if e.how == "anaphor"] == [("The index", "RUT")]


def test_two_candidates_leave_the_phrase_alone() -> None:
    text = "Traders bought the S&P 500 and the Nasdaq 100. They think the index is cheap."
    assert not [e for e in entities(text) if e.how == "anaphor"]


def test_the_central_bank_is_the_one_named() -> None:
    one = "The Federal Reserve met. The central bank held rates."
    two = "The Federal Reserve met. So did the Bank of Japan. The central bank held rates."
    assert [e.id for e in entities(one) if e.how == "anaphor"] == ["fed"]
    assert not [e for e in entities(two) if e.how == "anaphor"]


def test_headlines_do_not_make_names() -> None:
    text = (
        "Small Stocks Are Having a Good Year. Why That May Not Last.\nSep 15, 2025 by Jane Doe\n"
        "Small stocks rose on Monday, and the people who own them were glad of it."
    )
    assert [e.text for e in entities(text) if e.kind in {"organisation", "company", "place"}] == []


def test_text_without_tags_still_gives_the_gazetteer() -> None:
    body = "The S&P 500 rose."
    tokens = (Token(0, 0, 3, "The", "the", "", "", "", 0, 0),)
    bare = Parsed(body=body, tokens=tokens, sentences=(Sentence(0, 0, 17, 0, 1, 0),), parsed=False)
    assert [e.id for e in read_entities(bare)] == ["SPX"]


WORDS = ["The", "S&P 500", "Apple", "said", "Mr.", "Anna", "Keller", ",", "CEO", "of", "Bank", "and", "(", ")", "’s",
         "\n", "BERLIN", "-", "Inc.", "index", "the", "Fed", "“", "10-year", "note"]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=60))
def test_spans_hold_on_any_text(body: str) -> None:
    last = 0
    for e in read_entities(parse(body)):
        assert last <= e.start < e.end <= len(body)
        assert body[e.start : e.end] == e.text
        last = e.end


def test_flagship_article(shared: Path) -> None:
    found = {e.id: e.kind for e in entities((shared / "seed" / "article.txt").read_text(encoding="utf-8"))}
    people = {i for i, kind in found.items() if kind == "person"}
    assert people == {"jason-pride", "lori-calvasina", "adam-turnquist", "martin-baccardax"}
    assert {i for i, kind in found.items() if kind == "index"} == {"RUT", "SPX"}
    assert found.items() >= {
        "fed": "central_bank", "cme": "exchange", "fedwatch": "data_provider", "lseg": "data_provider",
        "nyse": "exchange", "cftc": "agency", "glenmede": "company", "rbc": "company", "lpl-financial": "company",
        "wsj": "organisation", "united-states": "place",
    }.items()


def test_a_number_is_nobody() -> None:
    found = read_entities(parse("The Dow closed at 45,014.04, a mark that has stood since Dec. 4."))
    assert [e.text for e in found] == ["Dow"]


FLAGSHIP = {
    "index": {"RUT": 13, "SPX": 6}, "exchange": {"nyse": 2, "cme": 1}, "central_bank": {"fed": 5},
    "agency": {"cftc": 1}, "data_provider": {"fedwatch": 1, "lseg": 1},
    "company": {"glenmede": 1, "rbc": 1, "lpl-financial": 1},
    "person": {"martin-baccardax": 2, "jason-pride": 1, "lori-calvasina": 2, "adam-turnquist": 1},
}
"""How often a careful reader finds each, phrases that point back included."""


def test_flagship_article_in_full(shared: Path) -> None:
    found = entities((shared / "seed" / "article.txt").read_text(encoding="utf-8"))
    counted = {kind: Counter(e.id for e in found if e.kind == kind) for kind in FLAGSHIP}
    assert counted == FLAGSHIP
    assert {e.series for e in found} == {None, "RUT", "SPX", "FEDTARGET"}
    assert {(e.id, e.ticker, e.mic) for e in found if e.ticker} == {
        ("cme", "CME", "XNAS"), ("lseg", "LSEG", "XLON"), ("lpl-financial", "LPLA", "XNAS")}
