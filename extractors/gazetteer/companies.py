"""Well-known companies and how the press names them (companies.csv), typed by hand from filings and exchange lists.

The table holds what the press names most. What it leaves blank, and companies that it does not hold, the register of
listed companies may know (register.py); what neither knows is "not listed".
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Company:
    """One row. ``names`` are phrase patterns; ``risky`` names are also ordinary words and need a company's context.

    ``not_after`` are words that right after a name show that it is no company's ("Visa applications"), ``not_near``
    words that show it anywhere in the sentence ("the Oracle of Omaha").
    """

    id: str
    name: str
    ticker: str | None
    mic: str | None
    cik: str | None
    isin: str | None
    names: tuple[str, ...]
    risky: tuple[str, ...]
    not_after: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def companies() -> dict[str, Company]:
    """The table by id, read once."""
    path = Path(__file__).parent / "companies.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_company(row) for row in csv.DictReader(file, restval="")]
    return {row.id: row for row in rows}


@lru_cache(maxsize=1)
def risky_names() -> dict[str, Company]:
    """Company names that are ordinary words as well: "Target", "Gap", "Visa"."""
    return {name: company for company in companies().values() for name in company.risky}


@lru_cache(maxsize=1)
def by_ticker() -> dict[str, Company]:
    """Companies by ticker symbol."""
    return {company.ticker: company for company in companies().values() if company.ticker}


def _company(row: dict[str, str]) -> Company:
    return Company(
        id=row["id"], name=row["name"], ticker=row["ticker"] or None, mic=row["mic"] or None, cik=row["cik"] or None,
        isin=row["isin"] or None, names=_list(row["names"]), risky=_list(row["risky"]),
        not_after=_list(row["not_after"]), not_near=_list(row["not_near"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split(";") if item)
