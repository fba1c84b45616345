"""An article as its page gave it."""

from __future__ import annotations

from datetime import datetime

from pydantic import field_validator

from .base import Value


class Article(Value):
    """One article. ``body`` is never rewritten: every offset in every other value counts its characters.

    ``published`` carries an offset from UTC and is None when neither the file nor the caller gave a date;
    then every claim stays open (``no_date``). ``path`` is where it was read from, ``-`` for standard input.
    ``notes`` say what was assumed in reading the file: its encoding, a zone or time that is not printed.
    """

    id: str
    path: str | None = None
    title: str = ""
    published: datetime | None = None
    byline: str = ""
    tags: tuple[str, ...] = ()
    body: str
    notes: tuple[str, ...] = ()

    @field_validator("published")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("published needs an offset from UTC, e.g. 2025-09-12T11:18:00-04:00")
        return value
