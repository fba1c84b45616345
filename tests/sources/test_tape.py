"""The embedded facts: well formed, within the catalogue, consistent with one another."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from tapecheck.sources import tape
from tapecheck.sources.catalog import catalog, entry

FILES = ("levels.csv", "macro.csv", "policy.csv", "records.csv")


@pytest.mark.parametrize("name", FILES)
def test_every_fact_has_a_day_and_a_source_note(name: str) -> None:
    with (Path(tape.HERE) / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            date.fromisoformat(row["date"])
            assert row["note"]
            assert row.get("series", "FEDTARGET") in catalog()


def test_the_range_holds_until_the_next_change() -> None:
    low = tape.Tape().points(entry("FEDTARGET"), "low")[0]
    assert low.complete
    assert low.values[low.index_at_or_before(date(2025, 3, 3))] == 4.25


def test_no_fact_contradicts_a_record() -> None:
    held = tape.Tape()
    for fact in held.records():
        for day, value in held.facts()[(fact.series, "close")].items():
            if fact.day <= day <= fact.until:
                assert value <= fact.value, (fact, date.fromordinal(day))


def test_the_tape_is_facts_and_not_a_series() -> None:
    facts = tape.Tape().facts()
    assert all(len(days) < 60 for (series, _), days in facts.items() if series != "FEDTARGET")
