"""Many articles on the command line: a failure is one line on standard error and never stops the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from ..errors import TapecheckError
from ..nlp.articles import read_articles
from ..schemas import Article
from .text import message

T = TypeVar("T")


class Run:
    """One command's way through its articles; ``failed`` tells whether some input could not be used."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.failed = False
        self.quiet = quiet or not sys.stderr.isatty()

    def fail(self, error: object) -> None:
        """Report a failure; the exit code will be 2."""
        self.failed = True
        sys.stderr.write(message(error))

    def articles(self, paths: Iterable[str], as_of: datetime | None) -> Iterator[Article]:
        """Every article of every path that can be read."""
        for path in paths:
            try:
                yield from read_articles(path, as_of=as_of, on_error=self.fail)
            except TapecheckError as error:
                self.fail(error)

    @contextmanager
    def guarded(self, article: Article) -> Iterator[None]:
        """Work on one article: whatever goes wrong with it is reported, and the next one has its turn."""
        try:
            yield
        except TapecheckError as error:
            self.fail(f"{article.path or article.id}: {error}")
        except BrokenPipeError:
            raise
        except Exception as error:
            # a fault of ours in one article must not cost the reports on a thousand others
            place = extract_tb(error.__traceback__)[-1]
            self.fail(f"{article.path or article.id} ({article.id}): internal error, please report it: "
                      f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})")

    def progress(self, articles: Iterable[T]) -> Iterator[T]:
        """The articles, with a count on standard error where that is a terminal and nobody asked for quiet."""
        if self.quiet:
            yield from articles
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
            task = bar.add_task("")
            for article in articles:
                yield article
                bar.advance(task)
