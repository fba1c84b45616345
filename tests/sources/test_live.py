"""Opt-in (``pytest -m live``): the real services, where there is a network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tapecheck.check import check
from tapecheck.sources import Market, entry
from tapecheck.sources.config import ADAPTERS, load_config
from tapecheck.sources.http import Http
from tapecheck.sources.live import Adapter, Live
from tapecheck.sources.market import live_sources
from tapecheck.sources.tape import Tape

pytestmark = pytest.mark.live
NOW = datetime.now(UTC)


@pytest.mark.parametrize("kind", ADAPTERS, ids=[a.name for a in ADAPTERS])
def test_each_answers_as_it_used_to(kind: type[Adapter]) -> None:
    config = load_config()
    adapter = kind(config.sources[kind.name])
    if not adapter.ready:
        pytest.skip(f"{kind.name} wants a {kind.needs or kind.extra}")
    series, field = kind.probe
    source = Live(adapter, Http(config.agent), None)
    (points,) = source.at(entry(series), field, NOW, NOW.date().replace(month=1, day=1))
    assert len(points) > 1


def test_the_flagship(shared: Path, tapecheck: Callable[..., Any]) -> None:
    """The same verdicts from the services as from the folder, but for what wants bars of that morning."""
    article = shared / "seed" / "article.txt"
    mine, theirs = (
        check(article, shared / "market"), check(article, market=Market((Tape(),), live_sources(load_config(), False))))
    for one, other in zip(mine.claims, theirs.claims, strict=True):
        assert other.outcome in (one.outcome, "open")
