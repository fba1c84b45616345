"""The gazetteer: what a phrase names, and what only looks like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.gazetteer import mentions, series_mentions
from tapecheck.extractors.gazetteer.companies import companies
from tapecheck.extractors.gazetteer.entry import expand, table

NAMED = [
    ("The Russell 2000 added 1%.", "Russell 2000", "RUT"),
    ("Bulls returned to the Russell on Monday.", "Russell", "RUT"),
    ("It was the small-cap gauge’s best week.", "small-cap gauge", "RUT"),
    ("the small‑cap benchmark rose", "small‑cap benchmark", "RUT"),
    ("The S&P 500’s gain faded.", "S&P 500", "SPX"),
    ("Standard & Poor's 500 index futures aside, the S&P fell.", "S&P", "SPX"),
    ("The large-cap index held up.", "large-cap index", "SPX"),
    ("The broad index slipped.", "broad index", "SPX"),
    ("The Nasdaq slid 2%.", "Nasdaq", "IXIC"),
    ("The NASDAQ COMPOSITE fell.", "NASDAQ COMPOSITE", "IXIC"),
    ("The tech-heavy gauge rose.", "tech-heavy gauge", "IXIC"),
    ("The Nasdaq-100 closed higher.", "Nasdaq-100", "NDX"),
    ("The Dow lost 300 points.", "Dow", "DJI"),
    ("Dow industrials were flat.", "Dow industrials", "DJI"),
    ("It was the blue-chip gauge's worst day.", "blue-chip gauge", "DJI"),
    ("Wall Street's fear gauge jumped.", "fear gauge", "VIX"),
    ("The Cboe Volatility Index closed at 15.", "Cboe Volatility Index", "VIX"),
    ("Japan’s Nikkei 225 rose 1%.", "Nikkei 225", "N225"),
    ("The PHLX Semiconductor index surged.", "PHLX Semiconductor index", "SOX"),
    ("Micron Technology fell.", "Micron Technology", "MU"),
    ("Shares of Meta Platforms rose.", "Meta Platforms", "META"),
    ("Berkshire Hathaway bought more.", "Berkshire Hathaway", "BRK.B"),
    ("West Texas Intermediate crude fell 2%.", "West Texas Intermediate crude", "WTI"),
    ("Brent settled at $70.", "Brent", "BRENT"),
    ("Gold set a record.", "Gold", "GOLD"),
    ("Meanwhile, gold futures rose.", "gold futures", "GOLD"),
    ("Bitcoin fell below $90,000.", "Bitcoin", "BTCUSD"),
    ("The euro rose to $1.10.", "euro", "EURUSD"),
    ("The yield on the 10-year note rose.", "yield on the 10-year note", "DGS10"),
    ("The 10-year Treasury yield rose.", "10-year Treasury yield", "DGS10"),
    ("The benchmark 10-year yield rose.", "10-year yield", "DGS10"),
    ("The two-year note yielded 4%.", "two-year note", "DGS2"),
    ("It paid 4% against 4.2% for the 10-year.", "10-year", "DGS10"),
    ("The 30-year bond slid.", "30-year bond", "DGS30"),
    ("After China's reply, the 10-year Treasury yield fell.", "10-year Treasury yield", "DGS10"),
    ("Officials left the Fed’s target range alone.", "target range", "FEDTARGET"),
    ("It raised the federal-funds target.", "federal-funds target", "FEDTARGET"),
    ("Consumer prices rose 3%.", "Consumer prices", "CPI"),
    ("Core consumer prices rose 3%.", "Core consumer prices", "CORECPI"),
    ("The unemployment rate fell.", "unemployment rate", "UNRATE"),
    ("An unemployment rate of 4% is low.", "unemployment rate", "UNRATE"),
    ("Employers added 200,000 jobs.", "Employers", "PAYEMS"),
    ("Nonfarm payrolls grew.", "Nonfarm payrolls", "PAYEMS"),
    ("Initial claims for unemployment benefits fell.", "Initial claims for unemployment benefits", "ICSA"),
    ("Jobless claims fell.", "Jobless claims", "ICSA"),
    ("The University of Michigan’s gauge of consumer sentiment fell.", "gauge of consumer sentiment", "UMCSENT"),
]
NOT_NAMED = [
    ("S&P 500 futures rose.", "SPX"),
    ("Futures on the S&P 500 rose.", "SPX"),
    ("S&P 500 companies spent more.", "SPX"),
    ("The S&P 500 Water Utilities Index rose.", "SPX"),
    ("S&P Global cut its rating.", "SPX"),
    ("The iShares Russell 2000 ETF rose.", "RUT"),
    ("The Russell 2000 Value Index rose.", "RUT"),
    ("The Russell 1000 rose.", "RUT"),
    ("They launched a small-cap index.", "RUT"),
    ("Dow Jones Newswires reported it.", "DJI"),
    ("Dow Inc. cut its dividend.", "DJI"),
    ("The Dow Jones Transportation Average fell.", "DJI"),
    ("Nasdaq-listed shares rose.", "IXIC"),
    ("The stock trades on the Nasdaq.", "IXIC"),
    ("Nasdaq Inc. raised fees.", "IXIC"),
    ("The Nasdaq Biotechnology Index rose.", "IXIC"),
    ("Japan's 10-year yield rose.", "DGS10"),
    ("The yield on Germany’s 10-year note rose.", "DGS10"),
    ("It stands above its 10-year average.", "DGS10"),
    ("Euro-zone consumer prices rose.", "CPI"),
    ("The German unemployment rate fell.", "UNRATE"),
    ("Apple Hospitality rose.", "AAPL"),
    ("An apple pie costs $10.", "AAPL"),
    ("The Apple Watch sold well.", "AAPL"),
    ("Apple suppliers fell.", "AAPL"),
    ("She won a gold medal.", "GOLD"),
    ("Barrick Gold fell.", "GOLD"),
    ("Gold miners fell.", "GOLD"),
    ("Brent Smith sold his shares.", "BRENT"),
    ("U.S. crude inventories rose.", "WTI"),
    ("Bitcoin miners rose.", "BTCUSD"),
    ("The price target range is wide.", "FEDTARGET"),
    ("Claims for unemployment benefits fell.", "UNRATE"),
    ("Private payrolls grew, ADP said.", "PAYEMS"),
]


@pytest.mark.parametrize(("text", "phrase", "series"), NAMED)
def test_names_are_found(text: str, phrase: str, series: str) -> None:
    found = [(m.text, m.series) for m in series_mentions(text)]
    assert (phrase, series) in found


@pytest.mark.parametrize(("text", "series"), NOT_NAMED)
def test_lookalikes_are_left_alone(text: str, series: str) -> None:
    assert series not in [m.series for m in series_mentions(text)]


def test_phrases_that_point_back_have_no_series_of_their_own() -> None:
    (found,) = series_mentions("On Friday, the index rose again.")
    assert (found.text, found.series, found.how, found.kind) == ("the index", None, "generic", "index")
    (oil,) = series_mentions("Traders sold oil.")
    assert oil.series is None
    assert oil.candidates == ("WTI", "BRENT")


def test_derived_mentions_on_request() -> None:
    (found,) = series_mentions("S&P 500 futures rose.", derived=True)
    assert (found.series, found.trap) == ("SPX", "futures")


def test_every_series_has_one_name_kind_and_unit() -> None:
    seen: dict[str, tuple[str, str, str]] = {}
    for entry in table().entries:
        if entry.series:
            assert entry.unit
            said = (entry.name, entry.kind, entry.unit)
            assert seen.setdefault(entry.id, said) == said
    assert {"RUT", "SPX", "VIX", "DGS10", "FEDTARGET", "CPI", "COT_RTY"} <= seen.keys()


def test_company_codes_are_well_formed() -> None:
    for company in companies().values():
        assert company.cik is None or re.fullmatch(r"\d{10}", company.cik)
        assert company.mic is None or re.fullmatch(r"[A-Z]{4}", company.mic)
        assert company.isin is None or re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", company.isin)


def test_expand() -> None:
    assert expand("(U.S.|US) crude( oil|)") == ["U.S. crude oil", "U.S. crude", "US crude oil", "US crude"]
    assert set(expand("X( Inc(.|)|)")) == {"X Inc.", "X Inc", "X"}


PIECES = ["the", "S&P", "500", "Dow", "Jones", "10-year", "yield", "’s", "\n", ".", "Gold", "(", "index", "Fed", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=80))
def test_offsets_hold_on_any_text(body: str) -> None:
    last = 0
    for m in mentions(body):
        assert last <= m.start < m.end <= len(body)
        assert body[m.start : m.end] == m.text
        last = m.end
