"""Later truth: forecasts whose day has come, and figures revised since."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tapecheck.check import check
from tapecheck.corpus.due import Later, due
from tapecheck.schemas import Article, Points, Report
from tapecheck.sources import Market, open_market
from tapecheck.sources.tape import Tape

NY = ZoneInfo("America/New_York")
FORETOLD = "The S&P 500 could hit its first record high in nearly two months over the coming days."
PUBLISHED = datetime(2024, 3, 4, 9, 0, tzinfo=NY)


def later(reports: list[Report], as_of: datetime, market: Market) -> list[Later]:
    return list(due(reports, as_of, market))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The S&P 500 of a made-up spring: a record on 2024-03-07 and none after."""
    rows, day, value = ["date,open,high,low,close"], date(2024, 1, 2), 4700.0
    while day <= date(2024, 6, 28):
        if day.weekday() < 5 and day not in (date(2024, 1, 15), date(2024, 2, 19), date(2024, 3, 29), date(2024, 5, 27),
                                             date(2024, 6, 19)):
            value = 5200.0 if day == date(2024, 3, 7) else min(value + 5, 4900.0)
            rows.append(f"{day},{value},{value + 2},{value - 2},{value}")
        day += timedelta(days=1)
    (tmp_path / "SPX.csv").write_text("\n".join(rows) + "\n")
    return tmp_path


def report(body: str, market: Market, published: datetime = PUBLISHED) -> Report:
    return check(Article(id="a", body=body, published=published), market=market)


def test_a_record_foretold(folder: Path) -> None:
    market = open_market(folder)
    told = report(FORETOLD, market)
    assert told.contradicted == ()
    (early,) = later([told], PUBLISHED + timedelta(days=1), market)
    assert (early.status, early.due) == ("pending", date(2024, 3, 11))
    (now,) = later([told], datetime(2024, 3, 7, 17, 0, tzinfo=NY), market)
    assert (now.status, now.on) == ("came_true", date(2024, 3, 7))
    assert later([told], PUBLISHED - timedelta(days=1), market) == []


def test_a_record_that_did_not_come(folder: Path) -> None:
    market = open_market(folder)
    published = datetime(2024, 4, 1, 9, 0, tzinfo=NY)
    told = report(FORETOLD, market, published)
    (after,) = later([told], datetime(2024, 4, 20, 9, 0, tzinfo=NY), market)
    assert (after.status, after.on) == ("did_not", None)


def test_without_a_whole_series_it_stays_open() -> None:
    market = open_market()
    told = report(FORETOLD, market)
    (after,) = later([told], datetime(2024, 4, 20, 9, 0, tzinfo=NY), market)
    assert after.status == "open"
    assert after.note


class Vintages:
    """Unemployment that was first printed as 3.9 and later revised to 4.1."""

    name = "vintages"

    def at(self, wanted: Any, name: str, as_of: datetime, first: date) -> list[Points]:
        import numpy as np

        if wanted.id != "UNRATE":
            return []
        days = np.array([date(2023 + m // 12, m % 12 + 1, 1).toordinal() for m in range(14)], dtype=np.int64)
        last = 3.9 if as_of < datetime(2024, 6, 1, tzinfo=NY) else 4.1
        return [Points("UNRATE", name, days, np.array([3.7] * 13 + [last]), "percent", "monthly", source="vintages",
                       vintage=f"as of {as_of.date()}")]


def test_right_when_written_and_revised_since() -> None:
    market = Market((Tape(),), (Vintages(),))
    published = datetime(2024, 3, 8, 12, 0, tzinfo=NY)
    told = report("The unemployment rate was 3.9% in February.", market, published)
    assert [c.outcome for c in told.claims] == ["supported"]
    (revised,) = later([told], datetime(2024, 7, 1, tzinfo=NY), market)
    assert revised.status == "revised"
    assert "right when written, since revised" in revised.note
    assert "4.1" in revised.note
    assert later([told], datetime(2024, 4, 1, tzinfo=NY), market) == []


def test_with_the_vintage_of_the_day_a_wrong_figure_is_wrong() -> None:
    market = Market((Tape(),), (Vintages(),))
    published = datetime(2024, 3, 8, 12, 0, tzinfo=NY)
    assert [c.outcome for c in report("The unemployment rate was 4.4% in February.", market, published).claims] == [
        "contradicted"]
    latest = report("The unemployment rate was 4.4% in February.", open_market(), published)
    assert all(c.outcome == "open" for c in latest.claims)


def test_the_command(folder: Path, tapecheck: Callable[..., Any], tmp_path: Path) -> None:
    market = open_market(folder)
    told = report(FORETOLD, market)
    path = tmp_path / "reports.jsonl"
    path.write_text(told.model_dump_json() + "\n")
    ran = tapecheck("due", str(path), "--as-of", "2024-03-12", "--data", str(folder))
    assert ran.code == 0
    assert ran.out.startswith("came true on 2024-03-07 (due 2024-03-11)")
    ran = tapecheck("due", str(path), "--as-of", "2024-03-12", "--data", str(folder), "--json")
    found = json.loads(ran.out)
    assert (found["status"], found["on"], found["due"]) == ("came_true", "2024-03-07", "2024-03-11")
    path.write_text("{}\n")
    assert tapecheck("due", str(path), "--as-of", "2024-03-12").code == 2
    assert tapecheck("due", str(tmp_path / "none"), "--as-of", "2024-03-12").code == 2
