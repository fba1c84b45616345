"""Who and what an article speaks of."""

from __future__ import annotations

from typing import Literal

from .base import Span

EntityKind = Literal[
    "person", "company", "organisation", "index", "fund", "agency", "central_bank", "exchange", "data_provider",
    "rate", "commodity", "currency", "indicator", "place", "other",
]


class Entity(Span):
    """One mention. Mentions of one thing share ``id`` within an article.

    ``series`` is the id of the series that can check it (``RUT``), None when there is none. ``ticker``/``mic`` (ISO
    10383; of an exchange that has no shares here, its own code), ``cik``, ``isin`` and ``currency`` (ISO 4217) identify
    it where an open table does; nothing is guessed.
    ``how`` says what the mention is: its name, an alias ("the blue-chip gauge"), or a pronoun or definite phrase that
    points back ("the index").
    """

    kind: EntityKind
    id: str
    name: str
    series: str | None = None
    ticker: str | None = None
    mic: str | None = None
    cik: str | None = None
    isin: str | None = None
    currency: str | None = None
    how: Literal["name", "alias", "anaphor"] = "name"
