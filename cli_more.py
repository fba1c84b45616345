"""The command line's other half: evidence bundles, later truth, data sources, schemas. Imports inside commands."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .errors import InputError

if TYPE_CHECKING:
    from .schemas import Report
    from .sources import Market

_AS_OF = typer.Option("--as-of", help="A date (its end in New York) or a moment, ISO 8601.")
AsOf = Annotated[str | None, _AS_OF]
Moment = Annotated[str, _AS_OF]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one value a line.")]
Data = Annotated[str | None, typer.Option("--data", help="A folder of CSV or Parquet series, asked first.")]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing: data folder, kept answers, tape.")]

sources_app = typer.Typer(help="What data sources there are.", rich_markup_mode=None)
data_app = typer.Typer(help="Your own store of series.", no_args_is_help=True, rich_markup_mode=None)


class Keeper:
    """Records a run for ``check --bundle``; without a file it does nothing."""

    def __init__(self, bundle: str | None, market: Market) -> None:
        self.path = Path(bundle) if bundle else None
        self.market = market
        self.reports: list[Report] = []
        if self.path is not None:
            from .corpus.bundle import Recorder

            if not self.path.resolve().parent.is_dir():
                raise InputError(f"{self.path.parent} is not a folder")
            self.market = Recorder(market)

    def add(self, report: Report) -> None:
        """Note a report of the run."""
        if self.path is not None:
            self.reports.append(report)

    def close(self) -> None:
        """Write the bundle."""
        if self.path is not None:
            from .corpus.bundle import Recorder, write_bundle

            assert isinstance(self.market, Recorder)
            write_bundle(self.path, self.reports, self.market, datetime.now(UTC))


def schema(
    name: Annotated[str | None, typer.Argument(help="A value's name; none prints all.")] = None, as_json: Json = False
) -> None:
    """Print the JSON Schema of a value, or of every value."""
    from . import schemas

    named = {n: getattr(schemas, n) for n in schemas.__all__}
    values = {n: v for n, v in named.items() if isinstance(v, type) and issubclass(v, schemas.Value)}
    if name is not None and name not in values:
        raise InputError(f"there is no value {name[:40]!r}; there are: {', '.join(values)}")
    found = values[name].model_json_schema() if name else {n: v.model_json_schema() for n, v in values.items()}
    line(json.dumps(found, indent=None if as_json else 2))


def replay(
    bundle: Annotated[str, typer.Argument(help="A file that check --bundle wrote.")], as_json: Json = False
) -> None:
    """Check a bundle again from its own rows. Exit code 1 says that a verdict differs, 2 that it was changed."""
    from .corpus.bundle import replay as repeat
    from .reports.text import clean

    found = repeat(Path(bundle))
    for r in found:
        if as_json:
            dump({"article": r.report.article.id, "text": r.claim.figure.text, "expr": r.claim.expr, "how": r.how,
                  "outcome": r.claim.outcome, "again": r.again.outcome, "sources": r.sources})
        elif r.how != "same":
            why = f"the terms of {', '.join(r.sources)} keep its rows out of the bundle" if r.how == "withheld" else \
                f"was {r.claim.outcome}, now {r.again.outcome}"
            line(f"  {clean(r.claim.figure.text)}  {r.claim.expr}: {why}")
    if not as_json:
        counts = {how: sum(r.how == how for r in found) for how in ("same", "differs", "withheld")}
        line(f"{len(found)} claims: {counts['same']} repeat, {counts['differs']} differ, "
             f"{counts['withheld']} cannot be repeated; the seal holds")
    raise typer.Exit(1 if any(r.how == "differs" for r in found) else 0)


def due(
    reports: Annotated[list[str], typer.Argument(help="Files of check --json: a report a line.")],
    as_of: Moment, as_json: Json = False, data: Data = None, offline: Offline = False,
) -> None:
    """Check the forecasts whose day has come, and name macro figures that were revised since."""
    from .corpus.due import due as later
    from .reports.text import clean
    from .sources import open_market

    moment = moment_of(as_of)
    assert moment is not None
    market = open_market(data, offline=offline)
    for r in later(_reports(reports), moment, market):
        if as_json:
            dump({"article": r.report.article.id, "text": r.claim.text, "figure": r.claim.figure.text,
                  "status": r.status, "due": r.due and r.due.isoformat(), "on": r.on and r.on.isoformat(),
                  "note": r.note})
            continue
        said = " ".join(p for p in (r.status.replace("_", " "), f"on {r.on}" if r.on else "",
                                    f"(due {r.due})" if r.due else "", r.note) if p)
        line(f"{said}\n    {clean(r.claim.text[:200])}  [{clean(r.claim.figure.text)}]")


def _reports(paths: list[str]) -> list[Report]:
    from pydantic import ValidationError

    from .schemas import Report

    found: list[Report] = []
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf-8").splitlines()
            found += [Report.model_validate_json(text) for text in lines if text.strip()]
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}") from error
        except (UnicodeDecodeError, ValidationError) as error:
            raise InputError(f"{path} holds something else than reports; write them with check --json") from error
    return found


@sources_app.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: Json = False) -> None:
    """List the data sources in the order they are asked, what each serves and needs, and its terms."""
    if context.invoked_subcommand is None:
        from .reports.sources import listing

        for text in listing(as_json):
            line(text)


@sources_app.command("test", epilog="Example: tapecheck sources test")
def sources_test(as_json: Json = False) -> None:
    """Ask each source for one series and say how it stands. Exit code 2 says that one does not answer."""
    from .reports.sources import trial

    failed = False
    for text, well in trial(as_json, datetime.now(UTC)):
        failed = failed or not well
        line(text)
    raise typer.Exit(2 if failed else 0)


@data_app.command("pull", epilog="Example: tapecheck data pull RUT SPX --from 2016 --to prices/")
def data_pull(
    series: Annotated[list[str], typer.Argument(help="Series, e.g. RUT SPX FEDTARGET COT_RTY.")],
    start: Annotated[str, typer.Option("--from", help="First year or day.")] = "2000",
    to: Annotated[str | None, typer.Option("--to", help="The folder; default: data of tapecheck.toml.")] = None,
) -> None:
    """Fetch series from the live sources into a folder of CSV files, for --data. Exit code 2 says that one failed."""
    from .reports.sources import pull

    failed = False
    for text, well in pull(series, start, to, datetime.now(UTC)):
        failed = failed or not well
        line(text)
    raise typer.Exit(2 if failed else 0)


def moment_of(text: str | None) -> datetime | None:
    """The moment that ``--as-of`` names."""
    from .nlp.moments import parse_as_of

    return None if text is None else parse_as_of(text)


def dump(value: Any) -> None:
    """Print one JSON value on a line."""
    line(json.dumps(value, ensure_ascii=False))


def line(text: str) -> None:
    """Print a line at once."""
    from .reports.text import json_line

    sys.stdout.write(json_line(text))
    sys.stdout.flush()
