"""Names that are ordinary words as well: what they mean is decided by the words around them, or left open."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tapecheck.extractors.entities import read_entities
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Entity

MEANT = [
    # text, mention, id
    ("Apple fell 2% after it cut its forecast.", "Apple", "AAPL"),
    ("Apple prices its newest phone at $999.", "Apple", "AAPL"),
    ("Shares of Target slid after the retailer cut its target.", "Target", "target"),
    ("Target reported a 3% drop in sales.", "Target", "target"),
    ("Walmart and Target both reported on Tuesday.", "Target", "target"),
    ("Gap rose 12% after the clothing chain raised its outlook.", "Gap", "gap"),
    ("Analysts at Citi cut Gap to sell.", "Gap", "gap"),
    ("The Fed fed the rally.", "Fed", "fed"),
    ("Fed officials met on Tuesday.", "Fed", "fed"),
    ("Fed a year ago, the Fed has now gone hungry.", "Fed", "fed"),
    ("The Street expects $1.20 a share.", "Street", "wall-street"),
    ("Results beat what the Street had looked for.", "Street", "wall-street"),
    ("Visa and Mastercard fell.", "Visa", "visa"),
    ("Ford raised prices on its trucks.", "Ford", "ford"),
    ("Delta said bookings were strong, and United Airlines agreed.", "Delta", "delta"),
    ("Shell and BP raised their dividends.", "Shell", "shell"),
    ("Caterpillar rose 4%, the most in the Dow.", "Caterpillar", "caterpillar"),
    ("Oracle jumped 36% on its cloud orders.", "Oracle", "oracle"),
    ("Amazon cut prices for Prime members.", "Amazon", "AMZN"),
    ("Meta said it would spend more on data centers.", "Meta", "META"),
    ("Alphabet's profit rose.", "Alphabet", "GOOG"),
    ("Dell raised its forecast for servers.", "Dell", "dell"),
    ("GM sold more trucks.", "GM", "gm"),
    ("3M settled the suit for $6 billion.", "3M", "mmm"),
    ("Disney added subscribers.", "Disney", "disney"),
    ("Intel shed 6%.", "Intel", "INTC"),
    ("CME Group said volume rose.", "CME Group", "cme"),
    ("UnitedHealth Group fell 5%.", "UnitedHealth Group", "UNH"),
    ("The stock is listed on the Nasdaq.", "Nasdaq", "nasdaq-exchange"),
    ("The Nasdaq fell 2%.", "Nasdaq", "IXIC"),
    ("Acme Robotics (NASDAQ: ACMR) rose.", "NASDAQ", "nasdaq-exchange"),
    ("The Dow lost 400 points.", "Dow", "DJI"),
    ("Dow said it would close plants in Texas.", "Dow", "dow-inc"),
    ("Brent fell below $60 a barrel.", "Brent", "BRENT"),
    ("Gold fell as the dollar rose.", "Gold", "GOLD"),
    ("The pound fell to $1.21.", "pound", "GBPUSD"),
    ("The SEC fined the bank.", "SEC", "sec"),
    ("S&P affirmed its rating on Italy.", "S&P", "sp-global"),
    ("The S&P rose 1%.", "S&P", "SPX"),
    ("Strategy bought more bitcoin, MicroStrategy's chairman said.", "MicroStrategy", "microstrategy"),
    ("Michael Dell sold shares.", "Michael Dell", "michael-dell"),
    ("Jefferies (Brent Thill)\nHe kept his rating.", "Brent Thill", "brent-thill"),
]
NOT_MEANT = [
    # text, id that no mention may have
    ("She picked an apple in the orchard.", "AAPL"),
    ("Apple prices rose after frost hit orchards in Washington state.", "AAPL"),
    ("Apple harvests fell in Poland, where growers and cider makers are short of fruit.", "AAPL"),
    ("New York is the Big Apple.", "AAPL"),
    ("Apple pie sales rose at the bakery.", "AAPL"),
    ("Target the weak spots first, the coach said.", "target"),
    ("Target a 5% return and stay calm.", "target"),
    ("Inflation stayed above the Target of 2%.", "target"),
    ("The Target Is 7,000 by December", "target"),
    ("Gap between yields widens.", "gap"),
    ("Mind the Gap, the sign says.", "gap"),
    ("The yield gap narrowed.", "gap"),
    ("Fed up with losses, he sold.", "fed"),
    ("Fed a steady diet of bad news, investors sold.", "fed"),
    ("Fed by cheap credit, the boom went on.", "fed"),
    ("She fed the birds.", "fed"),
    ("He lives across the street from the bank.", "wall-street"),
    ("The protests spread to Main Street and Fleet Street.", "wall-street"),
    ("Visa applications fell at the consulate.", "visa"),
    ("She applied for a Visa at the embassy in Delhi.", "visa"),
    ("Harrison Ford starred in the film.", "ford"),
    ("Gerald Ford was president.", "ford"),
    ("The Mekong Delta flooded.", "delta"),
    ("The Delta variant spread.", "delta"),
    ("Shell companies hid the money.", "shell"),
    ("The Very Hungry Caterpillar is a children's book.", "caterpillar"),
    ("Warren Buffett, the Oracle of Omaha, is patient.", "oracle"),
    ("The Amazon rainforest burned.", "AMZN"),
    ("Fires in the Amazon spread in Brazil.", "AMZN"),
    ("He learned the Greek Alphabet at school.", "GOOG"),
    ("Michael Dell sold shares.", "dell"),
    ("An option trader bet $1.3M on chips.", "mmm"),
    ("The fund lost $3M on the trade.", "mmm"),
    ("The House Intel Committee met.", "INTC"),
    ("CME Group was flat.", "UNH"),
    ("CME Group was flat.", "uhg"),
    ("NVIDIA Corporation (NASDAQ NVDA) rose.", "IXIC"),
    ("Acme Robotics (NASDAQ: ACMR) rose.", "IXIC"),
    ("Nasdaq-listed shares rose.", "IXIC"),
    ("Dow said it would close plants in Texas.", "DJI"),
    ("Jefferies (Brent Thill)\nHe kept his rating.", "BRENT"),
    ("Brent Walsh, a trader, sold.", "BRENT"),
    ("She won the gold medal.", "GOLD"),
    ("Barrick Gold fell.", "GOLD"),
    ("The steak weighed a pound.", "GBPUSD"),
    ("He pounded the table; the dollar store closed.", "USD"),
    ("Dollar General fell 3%.", "USD"),
    ("SEC football is on Saturday: Alabama plays Georgia.", "sec"),
    ("Truth Social and Snap judgments do not mix.", "snap"),
    ("The carnival came to town.", "carnival"),
    ("Tesla coils sparked at Nikola Tesla's laboratory.", "TSLA"),
    ("Yankees GM Brian Cashman traded him.", "gm"),
    ("Farmers planted GM soybeans.", "gm"),
    ("The principal paid off the loan.", "principal"),
    ("He has a Strategy for growth.", "microstrategy"),
    ("Robin Hood stole from the rich.", "HOOD"),
    ("The circle closed.", "CRCL"),
]
POINTING = [
    # text, the phrases that point to an index or a rate, with its id
    ("The S&P 500 fell. It was a bad day. The index is down 4%.", [("The index", "SPX")]),
    ("The Russell 2000 rose 2%. The index is up 4%. That is new. It is rare, as the index has lagged.",
     [("The index", "RUT"), ("the index", "RUT")]),
    ("The Russell 2000 rose more than the S&P 500. Profits of the benchmark’s 2,000 members may grow.",
     [("the benchmark", "RUT")]),
    ("The Russell 2000 rose more than the S&P 500. Most of the index’s 500 companies fell.", [("the index", "SPX")]),
    ("“The S&P 500 is cheap,” he said. History is kinder. The index rose.", []),
    ("The S&P 500 fell. The average decline was small.", []),
    ("The S&P 500 fell, and the benchmark 10-year yield rose.", []),
    ("The S&P 500 fell. The House passed the measure.", []),
    ("The S&P 500 fell. Its Entrepreneur Index rose more. The index is new.", []),
    ("The S&P 500 fell. Funds that benchmark to it sold.", []),
    ("The Federal Reserve left its target range alone.", [("its target range", "FEDTARGET")]),
    ("The Fed met. Citi raised its target to $5.", []),
    ("The ICE U.S. Dollar Index fell. The index is at a low.", [("The index", "DXY")]),
]


@lru_cache(maxsize=200)
def entities(text: str) -> tuple[Entity, ...]:
    return read_entities(parse(text))


@pytest.mark.parametrize(("text", "mention", "id_"), MEANT)
def test_the_name_is_meant(text: str, mention: str, id_: str) -> None:
    assert (mention, id_) in [(e.text, e.id) for e in entities(text)]


@pytest.mark.parametrize(("text", "id_"), NOT_MEANT)
def test_the_word_is_meant(text: str, id_: str) -> None:
    assert id_ not in [e.id for e in entities(text)]


@pytest.mark.parametrize(("text", "pointing"), POINTING)
def test_phrases_point_to_one_thing_or_to_none(text: str, pointing: list[tuple[str, str]]) -> None:
    found = [(e.text, e.id) for e in entities(text) if e.how == "anaphor" and e.kind in {"index", "rate"}]
    assert found == pointing


def test_a_name_left_open_follows_the_article() -> None:
    alone = "Target\nIt was a quiet day for stocks in New York on Monday."
    named = "Target\nShares of Target Corp. rose 3% in New York on Monday."
    assert "target" not in [e.id for e in entities(alone)]
    assert [e.text for e in entities(named) if e.id == "target"] == ["Target", "Target Corp."]


def test_a_publication_may_bear_its_owners_name() -> None:
    text = "Dana Lee, who writes the newsletter Lee’s Tape, sold. Lee was early."
    assert [(e.text, e.kind, e.id) for e in entities(text)] == [
        ("Dana Lee", "person", "dana-lee"), ("Lee’s Tape", "organisation", "lee-s-tape"), ("Lee", "person", "dana-lee")]


def test_kinds_of_funds() -> None:
    texts = ("He ran the Fairmount pension fund.", "The Harbor & Vine endowment fund lost money.")
    kinds = {e.text: e.kind for text in texts for e in entities(text)}
    assert kinds == {"Fairmount": "fund", "Harbor & Vine": "fund"}
