"""The command line. Imports happen inside commands, so that ``--help`` is quick."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from . import __version__, cli_archive, cli_brief, cli_models, cli_more
from .cli_models import Sentiment, SentimentModel
from .cli_more import AsOf, Data, Json, Moment, Offline, dump, line, moment_of
from .errors import InputError, TapecheckError
from .nlp.starting import ours

app = typer.Typer(
    name="tapecheck", help="Read market commentary and check every number against the tape.", no_args_is_help=True,
    add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

Articles = Annotated[list[str], typer.Argument(help="Files: .txt, .html, .json, .jsonl (one article a line), or -.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


@app.callback(invoke_without_command=True)
def _top(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"tapecheck {__version__}")
        raise typer.Exit


@app.command(epilog="Example: tapecheck check article.txt --data prices/ --json")
def check(
    articles: Annotated[list[str] | None, typer.Argument(help="Files: .txt, .html, .json, .jsonl, or -.")] = None,
    as_json: Json = False, as_of: AsOf = None, offline: Offline = False, data: Data = None,
    claim: Annotated[str | None, typer.Option("--claim", help="Check this sentence; wants --as-of.")] = None,
    bundle: Annotated[str | None, typer.Option("--bundle", help="Write reports and rows to this .zip.")] = None,
    sentiment: Sentiment = False, sentiment_model: SentimentModel = None, quiet: Quiet = False,
) -> None:
    """Check the claims of articles. Exit code 1 says that one is contradicted, 2 that some input failed."""
    from .check import check as check_article
    from .reports.run import Run
    from .reports.text import console, print_report
    from .schemas import Article
    from .sources import open_market

    if bool(articles) == (claim is not None):
        raise InputError("give articles or --claim TEXT, e.g. tapecheck check article.txt")
    if claim is not None and (as_of is None or not claim.strip()):
        raise InputError("--claim wants a sentence and --as-of, e.g. --claim 'The Dow fell 1.6%' --as-of 2025-01-12")
    moment = moment_of(as_of)
    run = Run(quiet=quiet or not as_json)
    queue = iter([Article(id="claim", body=claim, published=moment)]) if claim else run.articles(articles or [], moment)
    keeper = cli_more.Keeper(bundle, open_market(data, offline=offline))
    contradicted = False
    for article in run.progress(queue):
        with run.guarded(article):
            report = check_article(
                article, as_of=moment, sentiment=sentiment_model or sentiment, market=keeper.market)
            keeper.add(report)
            contradicted = contradicted or bool(report.contradicted)
            if as_json:
                line(report.model_dump_json())
            else:
                print_report(report, console())
    keeper.close()
    raise typer.Exit(2 if run.failed else 1 if contradicted else 0)


@app.command(epilog="Example: tapecheck read article.txt --json")
def read(
    articles: Articles, as_json: Json = False, as_of: AsOf = None, sentiment: Sentiment = True,
    sentiment_model: SentimentModel = None, quiet: Quiet = False,
) -> None:
    """Print the typed reading of articles: figures, entities, quotes, sentiment, claims. No data, no network."""
    from .read import read as read_article
    from .reports.run import Run
    from .reports.text import console, print_reading

    run = Run(quiet=quiet or not as_json)
    moment = moment_of(as_of)
    for article in run.progress(run.articles(articles, moment)):
        with run.guarded(article):
            reading = read_article(article, as_of=moment, sentiment=sentiment_model or sentiment)
            if as_json:
                line(reading.model_dump_json())
            else:
                print_reading(reading, console())
    raise typer.Exit(2 if run.failed else 0)


@app.command(epilog="""Example: tapecheck eval "change(RUT[mtd])" --as-of 2025-09-12""")
def eval(
    expr: Annotated[str, typer.Argument(help="An expression, e.g. change(RUT[mtd]).")],
    as_of: Moment, as_json: Json = False, data: Data = None, offline: Offline = False,
) -> None:
    """Compute one expression with what was public at a moment."""
    from .evaluate import evaluate
    from .reports.text import console, print_evaluation
    from .sources import open_market

    moment = moment_of(as_of)
    assert moment is not None
    evaluation = evaluate(expr, moment, open_market(data, offline=offline))
    if not as_json:
        print_evaluation(evaluation, console())
        return
    readings = [
        {"name": r.name, "value": r.value.model_dump() if r.value else None, "reason": r.reason, "note": r.note,
         "derivation": r.derivation, "evidence": [e.model_dump() for e in r.evidence]} for r in evaluation.readings
    ]
    dump({"expr": str(evaluation.expr), "as_of": moment.isoformat(), "readings": readings})


@app.command(epilog="Example: tapecheck explain below_peak")
def explain(
    metric: Annotated[str | None, typer.Argument(help="A metric; none lists all.")] = None, as_json: Json = False
) -> None:
    """Say what a metric means, its conventions and how the press words it."""
    from .metrics import registry
    from .metrics.reading import phrasings
    from .reports.text import console, print_metrics

    known = registry()
    if metric is not None and metric not in known:
        raise InputError(f"there is no metric {metric[:40]!r}; there are: {', '.join(sorted(known))}")
    chosen = [known[metric]] if metric else [known[name] for name in sorted(known)]
    if not as_json:
        print_metrics(chosen, console())
    for m in chosen if as_json else ():
        dump({"name": m.name, "args": m.args, "unit": m.unit, "doc": m.doc, "conventions": m.conventions,
               "phrasings": phrasings(m.name)})


@app.command(epilog="Example: tapecheck plan article.txt")
def plan(articles: Articles, as_json: Json = False, as_of: AsOf = None, quiet: Quiet = False) -> None:
    """Print what checking would fetch, and fetch nothing."""
    from .check import plan as plan_article
    from .reports.run import Run
    from .reports.text import clean

    run = Run(quiet=quiet or not as_json)
    moment = moment_of(as_of)
    for article in run.progress(run.articles(articles, moment)):
        with run.guarded(article):
            claims = plan_article(article, as_of=moment)
            if as_json:
                dump({"article": {"id": article.id, "path": article.path},
                       "claims": [{"expr": expr, "series": series} for expr, series in claims]})
            else:
                line("\n".join([clean(article.title or article.id), *(f"  {expr}  <-  {', '.join(series)}"
                                                                       for expr, series in claims)]))
    raise typer.Exit(2 if run.failed else 0)


app.command(epilog="Example: tapecheck brief article.txt -o brief.html")(cli_brief.brief)
app.command(epilog="Example: tapecheck serve --offline")(cli_brief.serve)
app.command(epilog="Example: tapecheck schema Report")(cli_more.schema)
app.command(epilog="Example: tapecheck replay evidence.zip")(cli_more.replay)
app.command(epilog="Example: tapecheck due reports.jsonl --as-of 2025-09-19")(cli_more.due)
app.command(epilog="Example: tapecheck batch archive/ -o tables --workers 2 --offline")(cli_archive.batch)
app.command(epilog="""Example: tapecheck query tables "select outcome, count(*) from verdicts group by 1\"""")(
    cli_archive.query)
app.add_typer(cli_more.sources_app, name="sources")
app.add_typer(cli_more.data_app, name="data")
app.add_typer(cli_models.train_app, name="train")


def main(argv: list[str] | None = None) -> None:
    """Run the command line on ``argv`` (default: the process's arguments); always ends in ``SystemExit``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    ours()
    try:
        app(args=argv, prog_name="tapecheck")
    except TapecheckError as error:
        from .reports.text import message

        sys.stderr.write(message(error))
        sys.exit(2)
    except BrokenPipeError:
        # the reader (head, less) has gone: nothing more to say, and no second error at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
