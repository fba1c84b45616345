"""Reports to make briefs of: our samples, checked once, and an article that means harm."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import tapecheck
from tapecheck.extractors.sentiment import tones
from tapecheck.schemas import Article, Quote, Report, Sentiment, Span, Speaker
from tapecheck.sources import Market, open_market

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("*.txt"))
HOSTILE = (
    'Stocks <script>alert("headline")</script> & </title> Rise\n'
    "Nov 8, 2024 17:40:00 -0500 by Eve </script><img src=x onerror=alert(1)> | #Tags\n"
    'The S&P 500 rose 0.4% <img src="http://127.0.0.1:9/x.png" onerror="alert(2)"> on Friday. '
    "</style><style>*{display:none}</style> The Dow Jones Industrial Average added 529.65 points "
    "![x](http://127.0.0.1:9/y). javascript:alert(3) and <!-- a comment the index closed at 5995.54.\n"
    '“The S&P 500 gained 4.7% <b onclick="alert(4)">this week</b>,” said Eve "><svg onload=alert(5)> Mallory, chief of '
    "mischief at [Link](http://127.0.0.1:9/z). \u202eleft to right\u202c | a | table | `code` _em_ **strong** "
    "https://127.0.0.1:9/auto & &lt;entity&gt; {{ 7 * 7 }} {% raw %} ${8*8}\n"
    '=HYPERLINK("http://127.0.0.1:9","click") the Nasdaq Composite gained 38.5% in 2024.\n'
)


@pytest.fixture(scope="session")
def market() -> Market:
    """The embedded tape."""
    return open_market(None)


@pytest.fixture(scope="session")
def reports(market: Market) -> list[Report]:
    """A report on each of our samples, by file name."""
    return [tapecheck.check(path, market=market) for path in SAMPLES]


@pytest.fixture(scope="session")
def report(reports: list[Report]) -> Report:
    """The one on the election week: contradicted, supported and open claims, quotes, a forecast."""
    return next(r for r in reports if r.article.id == "election-week")


@pytest.fixture(scope="session")
def hostile(market: Market) -> Report:
    """An article whose every part would break out of its place if it could."""
    article = Article(id='x" onload="alert(6)', title=HOSTILE.splitlines()[0], body=HOSTILE, byline="Eve </script>",
                      tags=('"><script>alert(7)</script>',), path="../<b>.txt",
                      published=datetime.fromisoformat("2024-11-08T17:40:00-05:00"))
    found = tapecheck.check(article, market=market)
    at = HOSTILE.index("“The")
    words = HOSTILE[at : at + 60]
    speaker = Speaker(name='<img src=x onerror=alert(8)>', title="</td>", firm="<script>", kind="person")
    quote = Quote(content=(Span(start=at, end=at + 60, text=words),), kind="direct", speakers=(speaker,))
    return found.model_copy(update={"quotes": (*found.quotes, quote)})


def felt(report: Report) -> Report:
    """The report with sentiments and stances as a model would add them; the values are made up."""
    body = report.article.body

    def span(words: str) -> Span:
        at = body.index(words)
        return Span(start=at, end=at + len(words), text=words)

    sentence = span("It is up 25.7% so far this year.")
    found = (
        Sentiment(span=sentence, label="positive", positive=0.8, negative=0.05, neutral=0.15),
        Sentiment(span=sentence, target=span("The S&P 500"), entity="SPX", label="positive", positive=0.9,
                  negative=0.02, neutral=0.08),
        Sentiment(span=sentence, target=span("The benchmark"), entity="SPX", label="neutral", positive=0.2,
                  negative=0.1, neutral=0.7),
        Sentiment(span=span("The Cboe Volatility Index finished at 14.94, down from 21.88 a week earlier."),
                  target=span("Cboe Volatility Index"), entity="VIX", label="negative", positive=0.1, negative=0.6,
                  neutral=0.3),
    )
    quotes = tuple(q.model_copy(update={"stance": "bullish"}) for q in report.quotes)
    return report.model_copy(update={"sentiments": found, "tones": tones(found, report.entities), "quotes": quotes})
