"""The law of the checker: a supported claim whose number is changed is never supported any more."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tapecheck
from tapecheck.check import verdict
from tapecheck.schemas import Article, CheckedClaim, Claim, Report, Stated
from tapecheck.sources import open_market

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.txt"))
MARKET = open_market()
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@lru_cache(maxsize=8)
def report(path: Path) -> Report:
    return tapecheck.check(path, market=MARKET)


def supported() -> list[tuple[CheckedClaim, datetime]]:
    found = []
    for path in SAMPLES:
        made = report(path)
        assert made.article.published is not None
        found += [(c, made.article.published) for c in made.claims if c.outcome == "supported"]
    return found


def moved(claim: CheckedClaim, by: float) -> Claim:
    """The same claim with its stated number and accepted interval moved by ``by``."""
    s = claim.stated
    assert s is not None
    stated = Stated(low=s.low + by, high=s.high + by, unit=s.unit,
                    accepted_low=s.accepted_low + by, accepted_high=s.accepted_high + by)
    kept = {name: getattr(claim, name) for name in Claim.model_fields}
    return Claim(**{**kept, "stated": stated, "reason": None, "as_of": None})


def numeric(claim: CheckedClaim) -> bool:
    """Whether a claim states a number that another number can take the place of."""
    dated = claim.stated is not None and claim.stated.unit == "date"
    return claim.outcome == "supported" and claim.relation == "equals" and not dated


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), widths=st.floats(min_value=1.05, max_value=400.0), up=st.booleans())
def test_a_number_moved_beyond_its_interval_is_never_supported(data: st.DataObject, widths: float, up: bool) -> None:
    claim, as_of = data.draw(st.sampled_from(supported()))
    assert claim.stated is not None
    width = claim.stated.accepted_high - claim.stated.accepted_low
    by = (width or 1.0) * widths * (1 if up else -1)
    changed = moved(claim, by)
    assert changed.stated is not None
    low, high = changed.stated.accepted_low, changed.stated.accepted_high
    if not any(r.value is not None and r.value.low <= high and r.value.high >= low for r in claim.readings):
        assert verdict(changed, as_of, MARKET).outcome != "supported"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_changed_word_in_the_article_is_caught(path: Path) -> None:
    """Every supported figure of a sample is changed in the text itself, one article a change."""
    made = report(path)
    for claim in made.claims:
        m = _NUMBER.search(claim.figure.text)
        if m is None or not numeric(claim):
            continue
        value = float(m.group().replace(",", ""))
        places = len(m.group().partition(".")[2])
        new = f"{value * 1.7 + (3 if not places and value < 300 else 0):.{places}f}"
        start, end = claim.figure.start + m.start(), claim.figure.start + m.end()
        body = made.article.body[:start] + new + made.article.body[end:]
        again = tapecheck.check(Article(**{**made.article.model_dump(), "body": body}), market=MARKET)
        verdicts = {c.outcome for c in again.claims if c.figure.start < start + len(new) and start < c.figure.end}
        assert "supported" not in verdicts, (claim.figure.text, new, claim.expr)
