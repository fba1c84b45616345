"""A small archive of our own, and what tells two folders of tables apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SPEAKERS = ("Ana Ruiz", "Tom Becker", "Mei Lin")


def text(i: int) -> str:
    """An article: no two are near duplicates."""
    things = ("copper", "wheat", "freight", "housing", "chip", "airline", "utility")
    return "\n".join((
        f"Note {i}: {things[i % 7].title()} names and {things[(i * 3 + 1) % 7]} makers part ways on day {i * 7}",
        f"The S&P 500 rose {1 + i % 5}.{i % 10}% on Friday, and desk {i * 31} saw {things[i % 7]} orders of {i * 17}.",
        f"“We {'sold' if i % 2 else 'bought'} the {i + 3}-year notes,” said {SPEAKERS[i % 3]}, a strategist at Firm "
        f"{i * 13}, who had {i * 19} clients and {things[i % 5]} on the mind.",
    ))


def article(i: int, **more: Any) -> dict[str, Any]:
    """A record of the archive."""
    return {"id": f"a{i}", "published": f"2024-{1 + i % 3:02d}-{1 + i % 27:02d}T21:30:00Z", "title": f"Note {i}",
            "outlet": f"Paper {i % 2}", "body": text(i), **more}


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """Writes records as JSON lines."""

    def write(records: list[dict[str, Any]], name: str = "archive.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
        return path

    return write


def tables(out: Path) -> dict[str, bytes]:
    """Every file of the tables with its bytes."""
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted((out / "tables").rglob("*.parquet"))}


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of harmful guards, importable in workers by its name."""
    monkeypatch.syspath_prepend(str(HERE))
    import poison as module

    return module
