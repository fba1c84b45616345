"""The analyst's commands: the brief, and a local page that makes one. Imports inside commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_models import Sentiment, SentimentModel
from .cli_more import AsOf, Data, Json, Offline, dump, line, moment_of
from .errors import InputError, TapecheckError

if TYPE_CHECKING:
    from .reports.run import Run
    from .schemas import Article, Report
    from .sources import Market


def brief(
    articles: Annotated[list[str], typer.Argument(
        help="Files: .txt, .html, .json, .jsonl, -; reports of check --json or --bundle; a batch's folder.")],
    out: Annotated[list[str] | None, typer.Option(
        "--out", "-o", help="Write this file (.html, .md, .json, .csv, .txt, .jsonld); may be given again.")] = None,
    form: Annotated[str | None, typer.Option(
        "--format", help="html, md, json, text, csv, claimreview, annotations; else by the file's ending.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the brief for a terminal.")] = False,
    as_json: Json = False, as_of: AsOf = None, offline: Offline = False, data: Data = None,
    sentiment: Sentiment = True, sentiment_model: SentimentModel = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no word on files written.")] = False,
) -> None:
    """Write what an analyst reads instead of the article. Exit code 1 says that a claim is contradicted, 2 that some
    input failed; several articles give one brief."""
    from .reports.brief import brief as make
    from .reports.brief import briefs
    from .reports.output import format_of, render, write_brief
    from .reports.run import Run
    from .reports.text import json_line
    from .sources import open_market

    places = [(path, form or format_of(path)) for path in out or ()]
    run = Run(quiet=quiet)
    market = open_market(data, offline=offline)
    reports: list[Report] = []
    contradicted = False
    for report in _checked(run, articles, as_of, sentiment_model or sentiment, market):
        contradicted = contradicted or bool(report.contradicted)
        if as_json:
            line(make(report, market).model_dump_json())
        if places or (form and not as_json):
            reports.append(report)
        elif not as_json:
            _told(report, market)
    if text and reports:
        for report in reports:
            _told(report, market)
    for path, name in places if reports else ():
        written = write_brief(reports, path, market, name)
        if not quiet:
            sys.stderr.write(f"wrote {json_line(str(written))}")
    if form and not places and reports:
        sys.stdout.write(render(form, reports, briefs(reports, market)))
    raise typer.Exit(2 if run.failed else 1 if contradicted else 0)


def serve(
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8765,
    host: Annotated[str, typer.Option(help="Address to listen on; others reach any but loopback.")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="A further host name to answer to.")] = None,
    keep: Annotated[str | None, typer.Option(help="Keep each brief as a file in this folder.")] = None,
    rate: Annotated[str, typer.Option(help="How many articles a client may send.")] = "600/minute",
    as_json: Json = False, offline: Offline = False, data: Data = None,
) -> None:
    """Serve a local page where an article is pasted and its brief comes back; the same as a JSON API. Ends with
    Ctrl-C."""
    try:
        from .reports.serve_run import run
    except ImportError as error:
        raise InputError(f"the page wants {error.name}; run: pip install 'tapecheck[serve]'") from error

    def told(url: str) -> None:
        dump({"url": url}) if as_json else line(f"{url}  (its API: {url}docs; Ctrl-C ends it)")

    run(data, host, port, tuple(name or ()), keep, rate, offline, told)


def _told(report: Report, market: Market) -> None:
    from .reports.brief import brief as make
    from .reports.brief_text import print_brief
    from .reports.text import console

    print_brief(make(report, market), report, console())


def _checked(run: Run, paths: list[str], as_of: str | None, sentiment: bool | str, market: Market) -> Iterator[Report]:
    """The report on every article that can be read; reports made before as they are."""
    from .check import check as check_article
    from .reports.intake import given
    from .schemas import Report

    moment = moment_of(as_of)

    def things() -> Iterator[Article | Report]:
        for path in paths:
            try:
                yield from given(path, moment, run.fail)
            except TapecheckError as error:
                run.fail(error)

    for thing in run.progress(things()):
        if isinstance(thing, Report):
            yield thing
            continue
        with run.guarded(thing):
            yield check_article(thing, as_of=moment, sentiment=sentiment, market=market)
