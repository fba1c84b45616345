"""Article to reading: every extractor in its order. Language only; no network, no data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from .errors import InputError, TapecheckError
from .extractors.claims import read_claims
from .extractors.consistency import read_conflicts
from .extractors.entities import read_entities
from .extractors.figures import read_figures
from .extractors.periods import read_periods
from .extractors.quotes import read_quotes, unpaired_marks
from .extractors.quotes_providers import read_providers
from .extractors.sentiment import read_sentiments, tones, with_stances
from .nlp.articles import read_articles
from .nlp.parse import parse
from .nlp.sentiment import sentiment_model
from .schemas import Article, Parsed, Reading


def load(source: Article | str | Path, as_of: datetime | None = None) -> Article:
    """One article from a value or a path. Raises :class:`InputError` when the file holds none or several."""
    if isinstance(source, Article):
        article = source
    else:
        articles = list(read_articles(str(source)))
        if len(articles) != 1:
            raise InputError(f"{source}: holds {len(articles)} articles; give one here, or all to the command line")
        article = articles[0]
    return article.model_copy(update={"published": as_of}) if as_of is not None else article


def read(
    source: Article | str | Path, as_of: datetime | None = None, *, sentiment: bool | str = False,
    parsed: Parsed | None = None,
) -> Reading:
    """The typed reading of an article: figures, periods, entities, quotes and claims, with exact spans.

    ``sentiment`` reads that too: True with the shipped model, a string with the model of that name or folder. Where
    torch or the weights are missing a note of the reading says so; a named model that cannot be used raises.
    """
    article = load(source, as_of)
    parsed = parsed or parse(article.body)
    periods = read_periods(parsed, article.published)
    figures = read_figures(parsed, periods)
    entities = read_entities(parsed)
    quotes = read_quotes(parsed, figures)
    claims = read_claims(article, parsed, figures, periods, entities, quotes, read_providers(parsed))
    reading = Reading(
        article=article, figures=figures, periods=periods, entities=entities, quotes=quotes, claims=claims,
        conflicts=read_conflicts(parsed, figures, claims), notes=_unpaired(parsed),
    )
    return with_sentiment(reading, parsed, sentiment if isinstance(sentiment, str) else None) if sentiment else reading


def with_sentiment(reading: Reading, parsed: Parsed, model: str | None = None) -> Reading:
    """The reading with sentiments, tones and stances; with a note where the shipped model is missing."""
    try:
        found = read_sentiments(parsed, reading.entities, reading.quotes, sentiment_model(model))
    except InputError:
        raise
    except TapecheckError as error:
        return reading.model_copy(update={"notes": (*reading.notes, str(error))})
    return reading.model_copy(update={
        "sentiments": found, "tones": tones(found, reading.entities),
        "quotes": with_stances(reading.quotes, found, reading.entities),
    })


def _unpaired(parsed: Parsed) -> tuple[str, ...]:
    """A note on quotation marks that found no partner."""
    marks = unpaired_marks(parsed)
    if not marks:
        return ()
    where = ", ".join(str(m.start) for m in marks[:5])
    return (f"{len(marks)} quotation marks found no partner (at character {where})",)

