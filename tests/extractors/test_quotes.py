"""Who said what, on texts of our own."""

from __future__ import annotations

import pytest

from tapecheck.extractors.figures import read_figures
from tapecheck.extractors.quotes import read_providers, read_quotes, unpaired_marks
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Quote


def _quotes(text: str) -> tuple[Quote, ...]:
    return read_quotes(parse(text))


def _only(text: str) -> Quote:
    found = _quotes(text)
    assert len(found) == 1, [(q.kind, [s.text for s in q.content]) for q in found]
    return found[0]


def _words(quote: Quote) -> list[str]:
    return [span.text.strip("“”\"‘’'").rstrip(",.") for span in quote.content]


NAMED = [
    ("“Rates are too high,” said Ana Ruiz, chief economist at Banner Hill Capital.",
     "Rates are too high", "direct", "Ana Ruiz", "chief economist", "Banner Hill Capital"),
    ("\"Rates are too high,\" Ana Ruiz, chief economist at Banner Hill Capital, said on Monday.",
     "Rates are too high", "direct", "Ana Ruiz", "chief economist", "Banner Hill Capital"),
    ("Ana Ruiz, an economist with Banner Hill Capital, said: “Rates are too high.”",
     "Rates are too high", "direct", "Ana Ruiz", "economist", "Banner Hill Capital"),
    ("Banner Hill Capital strategist Ana Ruiz said that rates were too high for small companies.",
     "that rates were too high for small companies", "indirect", "Ana Ruiz", "strategist", "Banner Hill Capital"),
    ("Ana Ruiz, who runs the Banner Hill Value fund, expects the Fed to cut rates twice this year.",
     "the Fed to cut rates twice this year", "indirect", "Ana Ruiz", "manager of the Banner Hill Value fund",
     "Banner Hill"),
    ("Fed Chair Janet Yellen said the economy was “in a very good place.”",
     "the economy was “in a very good place", "mixed", "Janet Yellen", "Fed Chair", "Federal Reserve"),
    ("Rates are too high for small companies, said Ana Ruiz, head of equity strategy at Banner Hill Capital.",
     "Rates are too high for small companies", "indirect", "Ana Ruiz", "head of equity strategy",
     "Banner Hill Capital"),
    ("“Rates are too high,” Banner Hill’s chief economist, Ana Ruiz, said in an interview.",
     "Rates are too high", "direct", "Ana Ruiz", "chief economist", "Banner Hill"),
    ("Apple CEO Tim Cook said that sales in China had fallen 8% in a year.",
     "that sales in China had fallen 8% in a year", "indirect", "Tim Cook", "CEO", "Apple"),
    ("Minneapolis Fed President Ana Ruiz said two cuts were “about right.”",
     "two cuts were “about right", "mixed", "Ana Ruiz", "Minneapolis Fed President", "Minneapolis Fed"),
    ("“Rates are too high,” said Ana Ruiz, investment strategist at the brokerage Banner Hill.",
     "Rates are too high", "direct", "Ana Ruiz", "investment strategist", "Banner Hill"),
    ("“Rates are too high,” said Ana Ruiz, who covers airlines for Banner Hill.",
     "Rates are too high", "direct", "Ana Ruiz", "airline analyst", "Banner Hill"),
    ("“Rates are too high,” said Ana Ruiz, head of rates strategy for the Americas at Banner Hill.",
     "Rates are too high", "direct", "Ana Ruiz", "head of rates strategy for the Americas", "Banner Hill"),
]


@pytest.mark.parametrize(("text", "content", "kind", "name", "title", "firm"), NAMED)
def test_a_speaker_has_name_title_and_firm(
    text: str, content: str, kind: str, name: str, title: str, firm: str
) -> None:
    quote = _only(text)
    speaker = quote.speakers[0]
    assert _words(quote) == [content]
    assert (quote.kind, speaker.name, speaker.title, speaker.firm) == (kind, name, title, firm)
    assert speaker.kind == "person"
    assert speaker.mention is not None
    assert speaker.mention.text == name


def test_a_split_quotation_is_one_attribution() -> None:
    quote = _only("“Rates are too high,” said Ana Ruiz of Banner Hill Capital. “They will come down by the spring.”")
    assert _words(quote) == ["Rates are too high", "They will come down by the spring"]
    assert (quote.kind, quote.lemma, quote.cue and quote.cue.text) == ("direct", "say", "said")


def test_a_quotation_runs_over_paragraphs() -> None:
    quote = _only("“We waited for years,” said Ana Ruiz. “Nobody called.\n“Then everybody called at once.”\n")
    assert _words(quote)[-1] == "Then everybody called at once"


@pytest.mark.parametrize("later", ["she said", "Ruiz said", "the economist said", "added Ruiz"])
def test_later_mentions_are_the_same_person(later: str) -> None:
    text = ("“Rates are too high,” said Ana Ruiz, an economist at Banner Hill Capital. Bonds rallied.\n"
            f"“They will come down,” {later}.")
    first, second = _quotes(text)
    assert second.speakers[0].name == first.speakers[0].name == "Ana Ruiz"
    assert second.speakers[0].firm == "Banner Hill Capital"


def test_he_and_she_are_told_apart() -> None:
    text = ("“Rates are too high,” said Ana Ruiz, an economist at Banner Hill. “They are too low,” said Peter Holt, "
            "who covers banks for Sable Street.\n“I mean it,” she said.\n“So do I,” he said.")
    assert [q.speakers[0].name for q in _quotes(text)] == ["Ana Ruiz", "Peter Holt", "Ana Ruiz", "Peter Holt"]


@pytest.mark.parametrize(("phrase", "kind"), [
    ("analysts", "group"), ("the bank", "organisation"), ("a spokesperson", "person"),
    ("people familiar with the matter", "group"), ("the report", "document"),
])
def test_groups_stay_what_they_are(phrase: str, kind: str) -> None:
    quote = _only(f"The merger would close within a month, {phrase} said on Tuesday.")
    assert (quote.speakers[0].name.lower(), quote.speakers[0].kind) == (phrase, kind)
    assert quote.speakers[0].title is None


def test_the_firm_is_the_one_named_before() -> None:
    text = ("Economists at Banner Hill expect two cuts. Bonds rallied.\n"
            "“Two is plenty,” said Ana Ruiz, the firm’s chief economist.")
    speaker = _quotes(text)[-1].speakers[0]
    assert (speaker.name, speaker.title, speaker.firm) == ("Ana Ruiz", "chief economist", "Banner Hill")


def test_a_company_is_no_person() -> None:
    quote = _only("Berkshire Hathaway disclosed that it had cut its stake in Apple by nearly half.")
    assert (quote.speakers[0].name, quote.speakers[0].kind) == ("Berkshire Hathaway", "organisation")


def test_it_is_the_company_that_spoke() -> None:
    quotes = _quotes("Apple said that sales had slowed in China. It said that costs had risen.")
    assert [q.speakers[0].name for q in quotes] == ["Apple", "Apple"]


def test_prices_and_indices_hold_no_views() -> None:
    assert _quotes("Stocks welcomed the quiet. The index touched 65.73. The Dow gave up 2,231 points.") == ()


def test_a_transcript_gives_each_turn_its_speaker() -> None:
    quotes = _quotes("RUIZ: Are rates too high?\nHOLT: They are, and they will stay there.\n")
    assert [(q.speakers[0].name, q.content[0].text) for q in quotes] == [
        ("RUIZ", "Are rates too high?"), ("HOLT", "They are, and they will stay there.")]


def test_two_names_are_two_speakers() -> None:
    quote = _only("Ana Ruiz and Peter Holt wrote that the rally had gone too far.")
    assert [s.name for s in quote.speakers] == ["Ana Ruiz", "Peter Holt"]


@pytest.mark.parametrize("text", [
    "“The rally has gone too far.” —Commissioner Ana Ruiz",
    "‘The rally has gone too far,’ said Ana Ruiz.",
    "“The rally has gone too far, said Ana Ruiz.",
    "''The rally has gone too far,'' Ana Ruiz said.",
    "According to Ana Ruiz, the rally has gone too far.",
    "The rally, Ana Ruiz said, has gone too far.",
    "Ana Ruiz wrote on Monday: “The rally has gone too far.”",
])
def test_marks_and_orders_of_every_kind(text: str) -> None:
    quote = _quotes(text)[0]
    assert quote.speakers[0].name == "Ana Ruiz"
    assert "gone too far" in quote.content[-1].text


def test_a_headline_names_its_speaker() -> None:
    quote = _quotes("Analysts: Rally in Small Stocks Has Further to Run\nShares rose on Monday.")[0]
    assert quote.speakers[0].name == "Analysts"
    assert quote.content[0].text.startswith("Rally in Small Stocks")


def test_scare_quotes_are_no_attribution() -> None:
    assert _quotes("The so-called “fear gauge” rose again, and “meme” shares fell on NBC’s “Meet the Markets.”") == ()


def test_a_nested_quotation_stays_inside() -> None:
    quote = _only("“My clients ask me, ‘Is it over?’ and I have no answer,” said Ana Ruiz.")
    assert "‘Is it over?’" in quote.content[0].text


def test_figures_in_a_quotation_are_told() -> None:
    parsed = parse("“Profits rose 12% last year,” said Ana Ruiz. “Nobody noticed,” said Peter Holt.")
    assert [q.has_figures for q in read_quotes(parsed, read_figures(parsed))] == [True, False]


@pytest.mark.parametrize(("text", "venue"), [
    ("“Rates are too high,” said Ana Ruiz in a note to clients.", "in a note to clients"),
    ("Ana Ruiz told CNBC that rates were too high.", "told CNBC"),
    ("Rates were too high, Ana Ruiz wrote on LinkedIn.", "on LinkedIn"),
    ("“Rates are too high,” said Ana Ruiz.", None),
])
def test_the_venue_is_kept(text: str, venue: str | None) -> None:
    assert _quotes(text)[0].venue == venue


def test_targets_are_what_the_words_speak_of() -> None:
    quote = _only("Ana Ruiz said the Russell 2000 would catch up with the S&P 500 by the spring.")
    assert quote.targets == ("Russell 2000", "S&P 500")


@pytest.mark.parametrize(("text", "provider"), [
    ("Earnings will grow by 9.6% next year, based on LSEG estimates.", "LSEG"),
    ("The stock has lost 14% this month, according to data compiled by Bloomberg.", "Bloomberg"),
    ("The CME FedWatch Tool indicates a 60% chance of a cut in March.", "CME FedWatch"),
    ("The index trades at 18.2 times earnings, according to FactSet.", "FactSet"),
    ("At 19.5 times earnings, the index is dear, FactSet data show.", "FactSet"),
    ("Bets against the index shrank to 21,600 contracts, data from the Commodity Futures Trading Commission showed.",
     "Commodity Futures Trading Commission"),
    ("Seven companies made 62% of the gain, by the reckoning of S&P Dow Jones Indices.", "S&P Dow Jones Indices"),
])
def test_a_data_provider_is_cited(text: str, provider: str) -> None:
    quote = read_providers(parse(text))[0]
    assert (quote.speakers[0].name, quote.speakers[0].kind) == (provider, "data_provider")
    assert quote.has_figures


@pytest.mark.parametrize("text", ["Shares fell, according to Ana Ruiz.", "Nobody knows, a trader said.", ""])
def test_people_are_no_data_providers(text: str) -> None:
    assert read_providers(parse(text)) == ()


def test_expecting_is_a_thought_and_saying_is_not() -> None:
    said, expected = _quotes("Ana Ruiz said that rates had peaked. Peter Holt expects them to fall to 3% by spring.")
    assert (said.act, expected.act) == ("speech", "thought")


def test_marks_without_a_partner_are_reported() -> None:
    text = "“Rates are too high, said Ana Ruiz.\nBonds rallied."
    assert [span.text for span in unpaired_marks(parse(text))] == ["“"]
    assert unpaired_marks(parse("“Rates are too high,” said Ana Ruiz.")) == ()
