"""What ``tapecheck brief`` is given: articles to check, or reports that were checked before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from ..nlp.articles import read_articles
from ..schemas import Article, Report

_PEEK = 1 << 22
_PAGE = 500
"""Articles of a batch held at once."""


def given(path: str, as_of: datetime | None, on_error: Callable[[object], None]) -> Iterator[Article | Report]:
    """The articles of a file or of a folder that ``batch`` wrote, or the reports of ``check --json`` or ``--bundle``.

    A line that is no report is told to ``on_error``. Raises :class:`InputError` for a file that cannot be read.
    """
    if (Path(path) / "tables" / "articles").is_dir():
        yield from _tabled(path)
    elif path.endswith(".zip"):
        from ..corpus.bundle import read_bundle

        yield from read_bundle(Path(path))[0]
    elif path != "-" and path.endswith((".jsonl", ".json")) and _holds_reports(path):
        yield from _reports(path, on_error)
    else:
        yield from read_articles(path, as_of=as_of, on_error=on_error)


def _tabled(folder: str) -> Iterator[Article]:
    """The articles of a batch's tables that were read, in their order."""
    from ..corpus.query import ask

    columns = "article, id, source, title, published, byline, tags, body, notes"
    last = -1
    while rows := ask(folder, f"select {columns} from articles where status = 'read' and article > {last} "
                              f"order by article limit {_PAGE}").rows:
        last = rows[-1][0]
        for _, id_, source, title, published, byline, tags, body, notes in rows:
            moment = published.replace(tzinfo=UTC) if published is not None and not published.tzinfo else published
            yield Article(id=id_, path=source, title=title or "", published=moment, byline=byline or "",
                          tags=tuple(tags or ()), body=body, notes=tuple(notes or ()))


def _holds_reports(path: str) -> bool:
    """Whether the first line is a report of ours; an article's JSON has no claims with an outcome."""
    try:
        with Path(path).open(encoding="utf-8") as file:
            first = next((line for line in iter(lambda: file.readline(_PEEK), "") if line.strip()), "")
        value = json.loads(first)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get("article"), dict) and "numbers" in value


def _reports(path: str, on_error: Callable[[object], None]) -> Iterator[Report]:
    with Path(path).open(encoding="utf-8", errors="replace") as file:
        for place, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                report = Report.model_validate_json(line)
            except ValidationError:
                on_error(f"{path}:{place}: no report of this tapecheck; write it again with check --json")
                continue
            yield report
