"""Short ways to read a text that appeared on Friday, 10 January 2025, after the close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tapecheck.extractors.entities import read_entities
from tapecheck.extractors.figures import read_figures
from tapecheck.extractors.periods import read_periods
from tapecheck.extractors.scene import Scene, build_scenes
from tapecheck.nlp.parse import parse
from tapecheck.read import read
from tapecheck.schemas import Article, Claim

FRIDAY = datetime(2025, 1, 10, 17, 30, tzinfo=ZoneInfo("America/New_York"))
Claims = Callable[..., tuple[Claim, ...]]
Scenes = Callable[[str], list[Scene]]


@pytest.fixture(scope="session")
def claims() -> Claims:
    """The claims of a text."""

    def go(text: str, published: datetime | None = FRIDAY, title: str = "") -> tuple[Claim, ...]:
        return read(Article(id="text", title=title, published=published, body=text)).claims

    return go


@pytest.fixture(scope="session")
def scenes() -> Scenes:
    """The sentences of a text, laid out."""

    def go(text: str) -> list[Scene]:
        parsed = parse(text)
        periods = read_periods(parsed, FRIDAY)
        return build_scenes(parsed, read_figures(parsed, periods), periods, read_entities(parsed))

    return go
