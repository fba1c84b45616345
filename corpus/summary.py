"""What became of an archive, counted from its tables."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ..sources.cache import write_whole
from .query import open_tables

_COUNTS = {
    "articles": "select status, count(*) from articles group by all order by all",
    "outcomes": "select outcome, count(*) from verdicts group by all order by all",
    "reasons": "select reason, count(*) n from verdicts where outcome = 'open' group by all order by n desc, reason",
    "dead": "select kind, count(*) from dead_letters group by all order by all",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the whole archive, and the speed of the run that wrote it. ``worked`` counts this run's articles."""

    articles: dict[str, int]
    outcomes: dict[str, int]
    reasons: dict[str, int]
    dead: dict[str, int]
    near_groups: int
    worked: int
    seconds: float

    @property
    def rate(self) -> float:
        """Articles a second of this run."""
        return self.worked / self.seconds if self.seconds > 0 else 0.0


def summarise(tables: Path, worked: int, seconds: float) -> Summary:
    """The summary of the tables there are."""
    db = open_tables(tables)
    try:
        counts = {name: {str(key): int(n) for key, n in db.execute(sql).fetchall()} for name, sql in _COUNTS.items()}
        groups = db.execute(
            "select count(*) from (select near from articles where status != 'duplicate' group by near "
            "having count(*) > 1)").fetchone()
    finally:
        db.close()
    return Summary(**counts, near_groups=int(groups[0]) if groups else 0, worked=worked, seconds=round(seconds, 3))


def write_summary(out: Path, summary: Summary) -> None:
    """Keep the summary beside the tables, as ``summary.json``."""
    text = json.dumps({**asdict(summary), "articles_a_second": round(summary.rate, 3)}, indent=2)
    write_whole(out / "summary.json", text.encode() + b"\n")
