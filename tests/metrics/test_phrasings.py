"""Every phrasing beside a metric yields its expression, or, where it is a trap, none of that metric's."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from zoneinfo import ZoneInfo

import pytest

from tapecheck import metrics
from tapecheck.metrics.base import registry
from tapecheck.read import read
from tapecheck.schemas import Article, Claim
from tapecheck.schemas.expr import Call, parse_expr

FRIDAY = datetime(2025, 1, 10, 17, 30, tzinfo=ZoneInfo("America/New_York"))
MODULES = [import_module(f"tapecheck.metrics.{m.name}") for m in iter_modules(metrics.__path__)]
READERS = {m.__name__.rpartition(".")[2]: m for m in MODULES if hasattr(m, "reads")}
PHRASINGS = [(name, text, expr) for name, m in READERS.items() for text, expr in m.PHRASINGS]


@cache
def _claims(text: str) -> tuple[Claim, ...]:
    return read(Article(id="phrasing", title="", published=FRIDAY, body=text)).claims


def _metric(expr: str) -> str:
    return expr.partition("(")[0]


@pytest.mark.parametrize(("text", "expr"), [p[1:] for p in PHRASINGS if p[2]], ids=lambda v: v)
def test_a_phrasing_is_read(text: str, expr: str) -> None:
    read_so = [c.expr for c in _claims(text) if c.expr]
    assert expr in read_so


@pytest.mark.parametrize(("name", "text"), [p[:2] for p in PHRASINGS if not p[2]], ids=lambda v: v)
def test_a_trap_is_not_read(name: str, text: str) -> None:
    own = {_metric(expr) for _, expr in READERS[name].PHRASINGS if expr}
    assert not [c.expr for c in _claims(text) if c.expr and _metric(c.expr) in own]


@pytest.mark.parametrize("name", READERS)
def test_every_reader_shows_what_it_reads_and_what_not(name: str) -> None:
    shown = [expr for _, expr in READERS[name].PHRASINGS]
    assert any(shown)
    assert None in shown


@pytest.mark.parametrize("expr", sorted({p[2] for p in PHRASINGS if p[2]}))
def test_a_phrasing_names_a_metric_there_is(expr: str) -> None:
    parsed = parse_expr(expr)
    assert isinstance(parsed, Call)
    assert parsed.metric in registry()


@pytest.mark.parametrize(("text", "expr"), [p[1:] for p in PHRASINGS if p[2]], ids=lambda v: v)
def test_a_phrasing_accounts_for_its_figures(text: str, expr: str) -> None:
    for claim in _claims(text):
        assert text[claim.figure.start : claim.figure.end] == claim.figure.text
        assert claim.start <= claim.figure.start < claim.figure.end <= claim.end
