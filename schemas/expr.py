"""Expressions: what a claim asks of the tape, in one text form for the command line, gold files and reports.

    change(RUT[mtd])
    below_peak(RUT[now], RUT.high['2024-11'])
    ratio(change(RUT['2025-08':]), change(SPX['2025-08':]))

Two node kinds: a :class:`Series` leaf and a :class:`Call` of a metric. A metric's arguments may also be plain numbers
and words (``streak(SPX[now], 'week')``). Windows are kept as written, without brackets:

``now``                         the last completed close (or the moment named, with basis ``intraday``)
``1d 3d 2w 6m 1y``              the last so many sessions, weeks, months, years, up to now
``wtd mtd qtd ytd``             the week, month, quarter or year so far, measured from the close before it
``'2025-09-12'`` ``'2025-08'``  a day, a month; also ``'2025-Q3'``, ``'2025-W36'``, ``'2025'``
``'2025-08':``                  from the start of that day, month, quarter or year until now
``'2021-11-08':'2024-01-19'``   from one day to another, both included
``:now``                        all history up to now
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ..errors import ExprError
from .base import Value

Basis = Literal["close", "intraday"]

_DAY = r"'(?:\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}-Q[1-4]|\d{4}-W\d{2}|\d{4})'"
WINDOW = re.compile(rf"now|:now|[wmqy]td|\d+[dwmqy]|{_DAY}(?::(?:{_DAY})?)?")
_TOKEN = re.compile(
    rf"""\s*(?:(?P<number>-?\d+(?:\.\d+)?(?![\w.]))
          |(?P<name>\^?[A-Za-z_][A-Za-z0-9_&]*(?:\.[A-Za-z0-9_]+)*)
          |(?P<window>\[\s*(?:{WINDOW.pattern})\s*\])
          |(?P<basis>@(?:close|intraday)\b)
          |(?P<word>'[^'\[\]]*')
          |(?P<punct>[(),]))""",
    re.VERBOSE,
)
FIELDS = (
    "close", "high", "low", "open", "value", "lev_net", "lev_short", "lev_long", "asset_long", "asset_short",
    "dealer_long", "dealer_short", "open_interest",
)


class Series(Value):
    """A leaf: one field of one series over one window (see the module's table)."""

    id: str
    field: str = "close"
    window: str = "now"
    basis: Basis = "close"

    def __str__(self) -> str:
        name = self.id if self.field == "close" else f"{self.id}.{self.field}"
        return f"{name}[{self.window}]" + ("" if self.basis == "close" else f"@{self.basis}")


class Call(Value):
    """A metric applied to expressions, numbers and words."""

    metric: str
    args: tuple[Series | Call | float | str, ...]

    def __str__(self) -> str:
        return f"{self.metric}({', '.join(_show(a) for a in self.args)})"


Expr = Series | Call


def _show(arg: Expr | float | str) -> str:
    if isinstance(arg, str):
        return f"'{arg}'"
    return f"{arg:g}" if isinstance(arg, float) else str(arg)


def leaves(expr: Expr) -> Iterator[Series]:
    """Every series leaf, left to right: the whole fetch plan of an expression."""
    if isinstance(expr, Series):
        yield expr
        return
    for arg in expr.args:
        if isinstance(arg, (Series, Call)):
            yield from leaves(arg)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str, int]] = []
        at = 0
        while at < len(text) and text[at:].strip():
            m = _TOKEN.match(text, at)
            if not m or not m.lastgroup:
                raise ExprError(f"cannot read {text[at:].strip()[:30]!r} in {text!r}; try: change(SPX[ytd])")
            self.tokens.append((m.lastgroup, m.group(m.lastgroup), at))
            at = m.end()
        self.at = 0

    def peek(self) -> tuple[str, str, int]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "", len(self.text))

    def take(self) -> tuple[str, str, int]:
        token = self.peek()
        self.at += 1
        return token

    def argument(self, depth: int) -> Expr | float | str:
        kind, text, _ = self.peek()
        if kind == "number":
            self.take()
            return float(text)
        if kind == "word":
            self.take()
            return text[1:-1]
        return self.expr(depth)

    def expr(self, depth: int = 0) -> Expr:
        kind, name, at = self.take()
        if depth > 20:
            raise ExprError("the expression is nested too deeply")
        if kind != "name":
            raise ExprError(f"a metric or series name is wanted at {at} in {self.text!r}")
        if self.peek()[1] == "(":
            self.take()
            args: list[Series | Call | float | str] = []
            while self.peek()[1] != ")":
                args.append(self.argument(depth + 1))
                if self.peek()[1] == ",":
                    self.take()
                elif self.peek()[1] != ")":
                    raise ExprError(f"a comma or ) is wanted at {self.peek()[2]} in {self.text!r}")
            self.take()
            return Call(metric=name, args=tuple(args))
        field = "close"
        head, _, tail = name.rpartition(".")
        if head and tail in FIELDS:
            name, field = head, tail
        window, basis = "now", "close"
        if self.peek()[0] == "window":
            window = self.take()[1][1:-1].strip()
        if self.peek()[0] == "basis":
            basis = self.take()[1][1:]
        return Series(id=name, field=field, window=window, basis="intraday" if basis == "intraday" else "close")


def parse_expr(text: str) -> Expr:
    """Read an expression. Raises :class:`ExprError` with the place and an example."""
    reader = _Reader(text)
    expr = reader.expr()
    if reader.peek()[0] != "end":
        raise ExprError(f"nothing is wanted after {text[: reader.peek()[2]]!r}")
    return expr
