"""Article to reading: every extractor in its order. Language only; no network, no data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from .errors import InputError
from .extractors.claims import read_claims
from .extractors.entities import read_entities
from .extractors.figures import read_figures
from .extractors.periods import read_periods
from .extractors.quotes import read_quotes, unpaired_marks
from .extractors.quotes_providers import read_providers
from .nlp.articles import read_articles
from .nlp.parse import parse
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


def read(source: Article | str | Path, as_of: datetime | None = None, *, parsed: Parsed | None = None) -> Reading:
    """The typed reading of an article: figures, periods, entities, quotes and claims, with exact spans."""
    article = load(source, as_of)
    parsed = parsed or parse(article.body)
    periods = read_periods(parsed, article.published)
    figures = read_figures(parsed, periods)
    entities = read_entities(parsed)
    quotes = read_quotes(parsed, figures)
    claims = read_claims(article, parsed, figures, periods, entities, quotes, read_providers(parsed))
    return Reading(
        article=article, figures=figures, periods=periods, entities=entities, quotes=quotes, claims=claims,
        notes=_unpaired(parsed),
    )


def _unpaired(parsed: Parsed) -> tuple[str, ...]:
    """A note on quotation marks that found no partner."""
    marks = unpaired_marks(parsed)
    if not marks:
        return ()
    where = ", ".join(str(m.start) for m in marks[:5])
    return (f"{len(marks)} quotation marks found no partner (at character {where})",)


def read_many(sources: Iterable[Article]) -> Iterable[Reading]:
    """Readings of many articles, one at a time."""
    for source in sources:
        yield read(source)
