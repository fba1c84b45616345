"""What a figure is about, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.extractors.discourse import Discourse
from tapecheck.schemas import Claim, Subject

Claims = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(("text", "subjects"), [
    # named
    ("The S&P 500 fell 1.6%.", ["S&P 500"]),
    ("The yield on the 10-year Treasury note rose to 4.76%.", ["10-year Treasury yield"]),
    ("Shares of Apple fell 2.4%.", ["Apple"]),
    ("The Dow rose 1% and the S&P 500 2%.", ["Dow Jones Industrial Average", "S&P 500"]),
    ("The Dow and the S&P 500 rose 0.4% and 0.3%, respectively.", ["Dow Jones Industrial Average", "S&P 500"]),
    ("A 2.4% drop in Apple weighed on the S&P 500.", ["Apple"]),
    # past an aside that holds another name
    ("The small-cap Russell 2000, which has no room for Apple, was 2.2% lower.", ["Russell 2000"]),
    ("The Dow, dragged down by Apple, was 1.6% lower.", ["Dow Jones Industrial Average"]),
    ("The two-year, the end that follows the Fed, rose 12 basis points.", ["2-year Treasury yield"]),
    ("The Dow rose 1%. That is what the VIX lost to end at 19.54.",
     ["Dow Jones Industrial Average", "Cboe Volatility Index"]),
    ("The Dow fell 1.6%. The blue chips, down 4% in a month, have had it.", ["Dow Jones Industrial Average"] * 2),
    ("The S&P 500 fell 1.5%. Blue chips, down 4% in a month, have had it.", ["S&P 500", "Blue chips"]),
    ("Tesla skidded 3%, though holders since New Year's are still ahead by 8%.", ["Tesla", "Tesla"]),
    # who opens a statement after another has had its figure
    ("Apple slid 2.4%, Tesla gave up 0.1% and Nvidia, a darling of the crowd, lost 3%.", ["Apple", "Tesla", "Nvidia"]),
    ("Apple edged up 0.8% and McDonald's eked out a gain of 0.1%.", ["Apple", "McDonald's"]),
    ("On the other side stood Tesla (TSLA), off 6%.", ["Tesla"]),
    ("Apple rose 1%, and demand at Tesla fell 3%.", ["Apple", "demand"]),
    # the figure itself opens the relative clause
    ("On Thursday the S&P 500 closed at 5,918, which was 3% under its Dec. 6 peak.", ["S&P 500"] * 3),
    # "it" after a sentence whose one yield was no subject
    ("Buyers came back, pushing the 10-year Treasury yield to 4.76%. It was 4.57% at the end of December.",
     ["10-year Treasury yield"] * 2),
    ("Intel (INTC) and Micron (MU) fell 2.9% and 2.6%, respectively.", ["Intel", "Micron Technology"]),
    ("Dow ends down 1.6%; S&P 500 off 1.5%.", ["Dow Jones Industrial Average", "S&P 500"]),
    ("The two-year Treasury note sold off: Its yield rose to 4.39%.", ["2-year Treasury yield"]),
    ("Gold rose. The most-active contract on Comex rose 1%.", ["Gold"]),
    ("Silver fell. The white metal lost 1%. The industrial metal fell 2%.", ["Silver", "The industrial metal"]),
    ("The Dow and the S&P 500 slid. The benchmark index lost 1.5%.", ["S&P 500"]),
    ("Consumer prices rose 0.3% from October, the Labor Department said. They rose 2.7% in a year.",
     ["Consumer-price index", "Consumer-price index"]),
    # something of theirs
    ("Apple's revenue rose 6%.", ["Apple's revenue"]),
    ("Energy shares in the S&P 500 rose 59%.", ["Energy shares"]),
    # pointed back to
    ("Apple fell 2.4%. Its shares are up 4% this year.", ["Apple", "Apple"]),
    ("The Russell 2000 fell 2.2%. The index is down 1.9% this year.", ["Russell 2000", "Russell 2000"]),
    ("The Dow fell 2%, and it is down 1% this year.", ["Dow Jones Industrial Average"] * 2),
    ("The last time the Dow closed above 42,000 was Dec. 31.", ["Dow Jones Industrial Average"] * 2),
    ("The Dow is below its record close of 45,014.04, a mark that has stood since Dec. 4.",
     ["Dow Jones Industrial Average"] * 2),
    ("It rose 2%.", [None]),
])
def test_a_figure_is_about(claims: Claims, text: str, subjects: list[str | None]) -> None:
    assert [c.subject for c in claims(text)] == subjects


def test_two_candidates_leave_it_uncertain(claims: Claims) -> None:
    named = "Apple and Microsoft both reported on Friday. "
    claim = claims(f"{named}The stock fell 2.4% on Friday.")[-1]
    assert not claim.certain


def _subject(name: str, kind: str = "index", series: str | None = None) -> Subject:
    return Subject(name=name, kind=kind, series=series or name)


def test_a_definite_phrase_means_the_centre_of_its_sort() -> None:
    discourse = Discourse()
    discourse.note(_subject("RUT"))
    discourse.remember(_subject("AAPL", "company"))
    index, company = discourse.last("index"), discourse.last("company")
    assert index is not None
    assert company is not None
    assert (index.name, company.name) == ("RUT", "AAPL")
    assert discourse.last("commodity") is None


def test_a_rival_named_since_makes_it_uncertain() -> None:
    discourse = Discourse()
    discourse.note(_subject("RUT"))
    discourse.note(_subject("WTI", "commodity"))
    discourse.sentence = 1
    discourse.remember(_subject("SPX"))
    found = discourse.last("index")
    assert found is not None
    assert not found.certain


def test_an_old_subject_is_forgotten() -> None:
    discourse = Discourse()
    discourse.note(_subject("RUT"))
    discourse.remember(_subject("SPX"))
    discourse.note(_subject("WTI", "commodity"))
    discourse.sentence = 9
    found = discourse.last("index")
    assert found is not None
    assert found.name == "SPX"


@pytest.mark.parametrize(("text", "sure"), [
    ("The Dow fell on Friday. The rally faded, and it ended down 1.6%.", True),
    ("The Dow fell on Friday. The deal fell apart, and it ended down 1.6%.", False),  # "it" may be the deal
    ("Apple fell on Friday. Nobody at Tesla minds, for the shares lost 2.4%.", False),
    ("Apple fell on Friday. The shares lost 2.4%.", True),
])
def test_what_it_may_mean_as_well(claims: Claims, text: str, sure: bool) -> None:
    assert claims(text)[-1].certain is sure


@pytest.mark.parametrize("text", [
    "It was a time that rose 3% for shares.",
    "It is the only time that matters at 5%.",
    "The time which fell 3% was short.",
])
def test_a_time_that_did_something_is_no_subject_of_itself(claims: Claims, text: str) -> None:
    assert [c.expr for c in claims(text)] == [None]
