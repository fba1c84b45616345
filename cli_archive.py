"""The command line's third part: archives to tables, and questions to them. Imports inside commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .cli_more import Data, Json, Offline, dump, line, moment_of
from .errors import InputError

if TYPE_CHECKING:
    from .corpus.query import Answer
    from .corpus.run import Progress
    from .corpus.summary import Summary

Inputs = Annotated[list[str], typer.Argument(
    help="Folders, globs, files or URLs: .txt .html .json .jsonl .csv .parquet .zip .warc, each also .gz or .zst.")]
Out = Annotated[str, typer.Option("--out", "-o", help="The folder of the tables; what is there is continued.")]
Fields = Annotated[list[str] | None, typer.Option(
    "--field", help="Where a record keeps a field: body=story.text; id, published, title, body, byline, tags, outlet, "
    "url.")]


def batch(
    inputs: Inputs, out: Out, workers: Annotated[int, typer.Option("--workers", min=1, help="Processes.")] = 1,
    dask: Annotated[str | None, typer.Option("--dask", help="A Dask scheduler's address, or local.")] = None,
    field: Fields = None, data: Data = None, offline: Offline = False,
    due: Annotated[str | None, typer.Option("--due", help="Settle forecasts whose day has come by then.")] = None,
    sentiment: Annotated[bool, typer.Option("--sentiment", help="Sentiment too, where a model is there.")] = False,
    limit: Annotated[float, typer.Option("--limit", min=1, help="Seconds a document may take.")] = 60,
    memory: Annotated[int, typer.Option("--memory", min=512, help="MB a worker may have.")] = 4096,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The tables as JSON lines too, in OUT/jsonl.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Try dead letters once more.")] = False,
    as_json: Json = False, quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read and check an archive into Parquet tables. Stopped at any point, it goes on from there when run again."""
    from .corpus.run import batch as run
    from .corpus.workers import Settings

    settings = Settings(data, offline or None, moment_of(due), _fields(field), sentiment, limit, memory)
    with _bar(quiet) as tell:
        try:
            summary = run(inputs, out, settings, size=workers, dask=dask, jsonl=jsonl, again=again, tell=tell)
        except KeyboardInterrupt:
            sys.stderr.write(f"tapecheck: stopped; the tables in {out} hold what is done, the same command goes on\n")
            raise typer.Exit(130) from None
    if as_json:
        dump({**asdict(summary), "articles_a_second": round(summary.rate, 3)})
    else:
        _print_summary(summary, out)
    raise typer.Exit(0 if summary.articles else 2)


def query(
    out: Annotated[str, typer.Argument(help="The folder that batch wrote.")],
    question: Annotated[str, typer.Argument(help="A select, or: outlets, speakers, sentiment, apart, tables.")],
    about: Annotated[str | None, typer.Option("--about", help="Whom or what a ready question is about.")] = None,
    columns: Annotated[bool, typer.Option("--columns", help="List the columns of the table QUESTION.")] = False,
    as_json: Json = False,
) -> None:
    """Ask the tables of an archive in SQL, or one of the ready questions."""
    from .corpus.query import ask

    if columns:
        for found in _columns(question):
            dump(dict(zip(("table", "column", "type", "meaning"), found, strict=True))) if as_json else \
                line("  ".join((f"{found[0]}.{found[1]}", found[2], found[3])))
        return
    answer = ask(out, question, about)
    if as_json:
        for row in answer.rows:
            dump({name: _plain(value) for name, value in zip(answer.columns, row, strict=True)})
    else:
        _print_answer(answer)


def _fields(given: Sequence[str] | None) -> dict[str, str]:
    from .corpus.intake import NAMES

    found: dict[str, str] = {}
    for text in given or ():
        name, equals, path = text.partition("=")
        if not equals or name not in NAMES or not path:
            raise InputError(f"--field {text[:60]!r} is not NAME=COLUMN with NAME one of {', '.join(NAMES)}")
        found[name] = path
    return found


def _columns(table: str) -> list[tuple[str, str, str, str]]:
    from .corpus.tables import TABLES, listing

    if table not in (*TABLES, "all"):
        raise InputError(f"there is no table {table[:40]!r}; there are: {', '.join(TABLES)}; or all")
    return [found for found in listing() if table in (found[0], "all")]


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """What shows progress on standard error, where that is a terminal and nobody asked for quiet."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    shown = ("{task.completed:.0%}", "{task.fields[said]}")
    with Bar(BarColumn(), *(TextColumn(s) for s in shown), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0, said="")

        def tell(p: Progress) -> None:
            left = f", {p.seconds / p.share - p.seconds:,.0f} s left" if p.share and p.share > 0.01 else ""
            said = f"writing {p.step}" if p.step else f"{p.articles:,} articles, {p.rate:.1f} a second{left}"
            bar.update(task, completed=p.share or 0.0, said=said)

        yield tell


def _print_summary(s: Summary, out: str) -> None:
    from .reports.text import clean

    def listed(counts: dict[str, int]) -> str:
        return ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in counts.items()) or "none"

    line(f"{sum(s.articles.values()):,} articles: {listed(s.articles)}; {s.near_groups:,} groups of near duplicates")
    line(f"{sum(s.outcomes.values()):,} claims: {listed(s.outcomes)}")
    line(f"open: {listed(s.reasons)}")
    line(f"dead letters: {listed(s.dead)}")
    line(f"this run: {s.worked:,} articles in {s.seconds:,.1f} s, {s.rate:.2f} a second")
    line(f"tables: {clean(out)}/tables; ask them with tapecheck query {clean(out)} tables")


def _print_answer(answer: Answer) -> None:
    from .corpus.query import bars
    from .reports.text import clean

    rows = [[clean("" if v is None else str(_plain(v)))[:80] for v in row] for row in answer.rows]
    names = list(answer.columns)
    if answer.plot is not None and rows:
        at = answer.columns.index(answer.plot)
        rows = [[*row, drawn] for row, drawn in zip(rows, bars([r[at] for r in answer.rows]), strict=True)]
        names.append("")
    widths = [max(len(name), *(len(row[i]) for row in rows)) if rows else len(name) for i, name in enumerate(names)]
    for row in (names, *rows):
        line("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    if not rows:
        line("nothing found")


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)
