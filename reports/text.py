"""Reports, readings and evaluations for a terminal. Article text is hostile: it never gets there unescaped."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO, cast

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..schemas import (
    REASONS,
    Article,
    CheckedClaim,
    Conflict,
    Evidence,
    Finding,
    Period,
    Quantity,
    Reading,
    Report,
    Stated,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..evaluate import Evaluation
    from ..metrics import Metric
from ..metrics.reading import phrasings

NARROWEST, WIDEST = 60, 200
STYLES = {"supported": "green", "contradicted": "bold red", "open": "yellow"}
_LONGEST_SENTENCE = 420
_LONGEST_MESSAGE = 340
_MOST_LISTED = 12
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|Inc|Corp|Co|Ltd|No|vs|[A-Z]))\.\s+$")
_UNITS = {
    "percent": "%", "index_point": "points", "percentage_point": "percentage points", "basis_point": "basis points",
    "price_earnings": "times earnings", "multiple": "times",
}
_UNSAID = ("date", "number", "count", "rank")


def console(file: TextIO | None = None) -> Console:
    """A console between 60 and 200 characters wide; colours only on a terminal that wants them (``NO_COLOR``)."""
    file = file or sys.stdout
    if not file.isatty() and "FORCE_COLOR" not in os.environ:
        file = cast(TextIO, _Trimmed(file))
    out = Console(file=file, highlight=False, markup=False, emoji=False, soft_wrap=False)
    out.width = min(max(out.width, NARROWEST), WIDEST)
    return out


def clean(text: str) -> str:
    """``text`` on one line, with control and direction-changing characters shown as escapes."""
    text = re.sub(r"[\t\r\n\f\v]+", " ", text)
    return _HIDDEN.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", text)


class _Trimmed:
    """A file without the blanks that tables put at the ends of their lines."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        self._file.write(re.sub(r" +$", "", text, flags=re.MULTILINE))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def message(error: object) -> str:
    """An error as one line of bearable length for standard error."""
    text = clean(str(error))
    if len(text) > _LONGEST_MESSAGE:
        text = f"{text[: _LONGEST_MESSAGE // 2]} ... {text[-_LONGEST_MESSAGE // 2 :]}"
    return f"tapecheck: {text}\n"


def json_line(text: str) -> str:
    """JSON on one line for every reader: what ``str.splitlines`` takes for a line's end is escaped."""
    return text.translate(_LINE_ENDS) + "\n"


def print_report(report: Report, out: Console) -> None:
    """Each claim in its sentence with verdict, stated, found, reading and source; then the account of every number."""
    heading(report.article, report.notes, out)
    counts = Counter(claim.outcome for claim in report.claims)
    parts = [f"{counts[o]} {o}" for o in ("supported", "contradicted", "open") if counts[o]]
    out.print(Text(f"{_counted(len(report.claims), 'claim')}{': ' + ', '.join(parts) if parts else ''}"))
    for place, claim in enumerate(report.claims, start=1):
        out.print()
        out.print(claim_block(place, claim, report.article.body))
    out.print()
    conflict_lines(report.conflicts, out)
    print_numbers(report, out)


def print_reading(reading: Reading, out: Console) -> None:
    """What was read: claims with their expressions, figures, periods, entities, quotes."""
    heading(reading.article, reading.notes, out)
    conflict_lines(reading.conflicts, out)
    _listing("claims", [
        (c.figure.text, c.expr or "-", _stated(c.stated) if c.stated else REASONS.get(c.reason or "", ""))
        for c in reading.claims], out)
    _listing("figures", [
        (f.text, quantity(f.quantity), " ".join(filter(None, (f.hedge, f.bound, f.direction))))
        for f in reading.figures], out)
    _listing("periods", [(p.text, p.relation, _days(p)) for p in reading.periods], out)
    _listing("entities", [(e.text, e.kind, e.name, e.series or e.ticker or "") for e in reading.entities], out)
    _listing("quotes", [
        (" ... ".join(s.text for s in q.content), q.kind, ", ".join(s.name for s in q.speakers), q.stance or "")
        for q in reading.quotes], out)
    _listing("sentiment", [
        (t.name, f"{t.label} {t.score:+.2f}", f"in {t.mentions} {'mentions' if t.entity else 'sentences'}")
        for t in reading.tones], out)


def conflict_lines(conflicts: Sequence[Conflict], out: Console) -> None:
    """Where the article disagrees with itself, each with its arithmetic."""
    for conflict in conflicts:
        figures = ", ".join(clean(span.text) for span in conflict.figures)
        out.print(Text.assemble(("The article disagrees with itself: ", "bold red"), figures))
        out.print(Text(f"  {clean(conflict.arithmetic)}"))


def print_evaluation(evaluation: Evaluation, out: Console) -> None:
    """The value of an expression under each reading, with its derivation."""
    out.print(Text(f"{evaluation.expr} as of {evaluation.as_of.isoformat()}", style="bold"))
    for result in evaluation.readings:
        grid = _grid()
        value = quantity(result.value) if result.value else REASONS.get(result.reason or "", result.reason or "")
        _row(grid, "value", value)
        _row(grid, "reading", result.name)
        _row(grid, "note", result.note)
        _row(grid, "from", "\n".join(clean(line) for line in result.derivation), cleaned=True)
        _row(grid, "source", source_line(result.evidence))
        out.print(grid)


def print_metrics(metrics: Sequence[Metric], out: Console) -> None:
    """One metric in full, or one line for each of several."""
    for metric in metrics:
        first, _, rest = metric.doc.strip().partition("\n")
        out.print(Text.assemble((f"{metric.name}({metric.args})", "bold"), f"  {metric.unit}"))
        out.print(Text("  " + first))
        if len(metrics) == 1:
            out.print(Text(rest))
            for convention in metric.conventions:
                out.print(Text(f"  - {convention}"))
            for sentence, expr in phrasings(metric.name):
                out.print(Text(f"  “{sentence}”  ->  {expr}"))


def quantity(value: Quantity) -> str:
    """A quantity as a person writes it: ``2.33%``, ``3 to 3.25%``, ``2021-11-08``."""
    unit = _UNITS.get(value.unit, value.unit.replace("_", " "))
    low, high = (number(v, value.unit) for v in (value.low, value.high))
    text = low if low == high else f"{low} to {high}"
    if value.unit == "truth":
        return "yes" if value.low else "no"
    if value.unit in _UNSAID:
        return f"rank {text}" if value.unit == "rank" else text
    if unit == "%":
        return text + unit
    plural = value.unit not in _UNITS and unit.isalpha() and unit.islower() and text != "1" and not unit.endswith("s")
    return f"{text} {unit}{'s' if plural else ''}"


def number(value: float, unit: str) -> str:
    """A number of a unit without the unit's name; dates as ``yyyy-mm-dd``."""
    if unit == "date":
        digits = f"{value:08.0f}"
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    if value != value or abs(value) in (float("inf"),):
        return "no bound"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 100 else f"{value:.4g}"


def stated_parts(stated: Stated) -> tuple[str, str]:
    """What the text states and the interval accepted for it ("" where that is the same), as a person writes them."""
    printed = quantity(Quantity(low=stated.low, high=stated.high, unit=stated.unit))
    low, high = number(stated.accepted_low, stated.unit), number(stated.accepted_high, stated.unit)
    if low == high or stated.unit == "truth":
        return printed, ""
    if "no bound" in (low, high):
        return printed, "at most " + high if low == "no bound" else "at least " + low
    return printed, f"{low} to {high}"


def found_text(claim: CheckedClaim) -> str:
    """What was found, as a person writes it; "" where nothing was."""
    if claim.found is None:
        return ""
    if claim.stated is not None and claim.stated.unit == "truth":
        return "yes" if claim.found.low else "no"
    return quantity(claim.found)


def _stated(stated: Stated) -> str:
    printed, accepted = stated_parts(stated)
    return f"{printed} (accepted: {accepted})" if accepted else printed


def heading(article: Article, notes: Iterable[str], out: Console) -> None:
    """Headline, byline, moment of publication, file, and what was assumed in reading it."""
    out.print(Rule(style="dim"))
    out.print(Text(clean(article.title or article.id), style="bold"))
    moment = article.published.isoformat(sep=" ") if article.published else "no date of publication; give --as-of"
    out.print(Text(" · ".join(filter(None, (clean(article.byline), moment, clean(article.path or "")))), style="dim"))
    for note in dict.fromkeys((*article.notes, *notes)):
        out.print(Text(f"note: {clean(note)}", style="dim"))


def claim_block(place: int, claim: CheckedClaim, body: str) -> RenderableType:
    """One claim with its verdict, as ``check`` tells it; ``place`` is its number, from 1."""
    grid = _grid()
    verdict = Text(claim.outcome.upper(), style=STYLES[claim.outcome])
    if claim.reason:
        verdict.append(f"  {REASONS.get(claim.reason, claim.reason)}", style="not bold")
    grid.add_row(Text(f"{place:>3}", style="bold"), verdict)
    grid.add_row("", _sentence(claim, body))
    if claim.stated:
        _row(grid, "stated", _stated(claim.stated))
    agreeing = next((r for r in claim.readings if r.agrees), claim.readings[0] if claim.readings else None)
    if claim.found:
        _row(grid, "found", found_text(claim))
        _row(grid, "basis", ", ".join(filter(None, (claim.basis, agreeing.name if agreeing else ""))))
    _row(grid, "read as", claim.expr or "")
    _row(grid, "others", "; ".join(other_readings([r for r in claim.readings if r is not agreeing])))
    _row(grid, "from", "\n".join(clean(line) for line in claim.derivation), cleaned=True)
    _row(grid, "source", source_line(claim.evidence))
    _row(grid, "said by", claim.speaker or "")
    _row(grid, "perhaps", claim.diagnosis or "")
    return grid


def other_readings(findings: Sequence[Finding]) -> Iterator[str]:
    """The other readings with their values; a row of bars as the range they span."""
    bars = [f for f in findings if f.name.startswith("bar ") and f.value]
    for finding in findings:
        if finding not in bars or len(bars) < 3:
            value = quantity(finding.value) if finding.value else finding.note or "no value"
            yield f"{finding.name or 'the last completed close'} {value}"
    if len(bars) >= 3:
        values = [f.value for f in bars if f.value]
        span = Quantity(low=min(v.low for v in values), high=max(v.high for v in values), unit=values[0].unit)
        clocks = sorted(f.name.removeprefix("bar ") for f in bars)
        yield f"{len(bars)} bars from {clocks[0]} to {clocks[-1]} {quantity(span)}"


def source_line(evidence: Iterable[Evidence]) -> str:
    """Sources with the series they gave, each once."""
    parts = []
    for e in evidence:
        stamp = " ".join(filter(None, (e.vintage, e.note, e.url)))
        parts.append(f"{e.source or 'unnamed source'}: {e.series}{'.' + e.field if e.field != 'close' else ''}"
                     + (f" ({stamp})" if stamp else ""))
    return "; ".join(dict.fromkeys(parts))


def _sentence(claim: CheckedClaim, body: str) -> Text:
    """The sentence around the claim with its figure in brackets."""
    start, end = sentence_around(body, claim.start, claim.end)
    figure = claim.figure
    start, end = min(start, figure.start), max(end, figure.end)
    before, after = body[start : figure.start], body[figure.end : end]
    room = max(60, (_LONGEST_SENTENCE - len(figure.text)) // 2)
    if len(before) > room:
        before = "... " + before[-room:]
    if len(after) > room:
        after = after[:room] + " ..."
    return Text.assemble(clean(before).lstrip(), ("[" + clean(figure.text) + "]", "bold"), clean(after).rstrip())


def sentence_around(body: str, start: int, end: int) -> tuple[int, int]:
    """Characters of the sentence that holds ``start:end``; never across a line's end on either side."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    last = len(body) if last < 0 else last
    for m in _SENTENCE_END.finditer(body, first, last):
        if _ABBREVIATION.search(body, max(first, m.start() - 12), m.end()):
            continue
        if m.end() <= start:
            first = m.end()
        elif m.start() >= end - 1:
            return first, m.end()
    return first, last


def print_numbers(report: Report, out: Console) -> None:
    """The count of every number in the article: checked, open and why, not a claim."""
    uses = Counter(n.use for n in report.numbers)
    out.print(Text(f"{_counted(len(report.numbers), 'number')} in the article: {uses['checked']} checked, "
                   f"{uses['open']} open, {uses['not_a_claim']} not a claim"))
    groups: dict[tuple[str, str], list[str]] = {}
    for n in report.numbers:
        if n.use != "checked":
            groups.setdefault((n.use, n.reason or ""), []).append(clean(n.figure.text))
    grid = _grid()
    for (use, reason), texts in sorted(groups.items(), key=lambda g: (g[0][0] != "open", -len(g[1]))):
        why = REASONS.get(reason, reason.replace("_", " "))
        more = len(texts) - _MOST_LISTED
        shown = "; ".join(texts[:_MOST_LISTED]) + (f"; and {more} more" if more > 0 else "")
        label = "open" if use == "open" else "no claim"
        grid.add_row(Text(label, style="dim"), Text(f"{len(texts)}{' ' + why if why else ''}: {shown}"))
    if groups:
        out.print(grid)


def _listing(name: str, rows: Sequence[tuple[str, ...]], out: Console) -> None:
    out.print()
    out.print(Text(f"{len(rows)} {name}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    for _ in rows[0] if rows else ():
        grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*(Text(clean(cell)) for cell in row))
    if rows:
        out.print(grid)


def _days(period: Period) -> str:
    if period.first == period.last:
        return str(period.first or "")
    return f"{period.first or ''} to {period.last or ''}"


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=8, justify="right")
    grid.add_column(overflow="fold")
    return grid


def _row(grid: Table, label: str, value: str, *, cleaned: bool = False) -> None:
    if value:
        grid.add_row(Text(label, style="dim"), Text(value if cleaned else clean(value)))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
