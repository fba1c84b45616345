"""The brief in a terminal, with rich: the story of the page in the words of ``tapecheck check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..schemas import Report
from .brief_model import SIGNS, Brief
from .text import STYLES, claim_block, heading, print_numbers

if TYPE_CHECKING:
    from rich.console import Console


def print_brief(brief: Brief, report: Report, out: Console) -> None:
    """Headline, thesis, counts, claims, voices, sentiment, numbers, and what a decision would take."""
    heading(report.article, report.notes, out)
    _title("in its own sentences", out)
    for sentence in brief.thesis:
        out.print(Padding(Text(f"“{sentence.text}” (¶ {sentence.paragraph})"), (0, 0, 0, 2)))
    _title("what holds", out)
    counts = [Text(f"{SIGNS[o]} {brief.count(o)} {o}", style=STYLES[o]) for o in SIGNS]
    out.print(Padding(Text("   ").join(counts), (0, 0, 0, 2)))
    for number, claim in enumerate(report.claims, start=1):
        out.print()
        out.print(claim_block(number, claim, report.article.body))
    _voices(brief, out)
    _tones(brief, out)
    _title("what could not be checked", out)
    for gap in brief.gaps:
        told = f"{gap.why} (claim {', '.join(map(str, gap.claims))}): it would take {gap.takes.replace('`', '')}"
        out.print(Padding(Text(told), (0, 0, 0, 2)))
    out.print()
    print_numbers(report, out)


def _title(words: str, out: Console) -> None:
    out.print()
    out.print(Text(words, style="bold"))


def _voices(brief: Brief, out: Console) -> None:
    _title("who said what", out)
    for voice in brief.voices:
        about = ", ".join(filter(None, (voice.title, voice.firm)))
        out.print(Padding(Text.assemble((voice.name, "bold"), f", {about}" if about else ""), (0, 0, 0, 2)))
        for said in voice.said:
            claims = f"; claim {', '.join(map(str, said.claims))}" if said.claims else ""
            tail = f" ({said.how}; stance: {said.stance or 'not read'}{claims})"
            out.print(Padding(Text.assemble(said.text, (tail, "dim")), (0, 0, 0, 4)))
    if not brief.voices:
        out.print(Text("  nobody is quoted"))


def _tones(brief: Brief, out: Console) -> None:
    _title("sentiment by target", out)
    if not brief.tones:
        out.print(Text("  not read: no sentiment model was run on this article"))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for name in ("target", "positive", "neutral", "negative", "mean"):
        table.add_column(name, justify="left" if name == "target" else "right", overflow="fold")
    for t in brief.tones:
        table.add_row(Text(t.target), str(t.positive), str(t.neutral), str(t.negative), f"{t.mean:+.2f}")
    out.print(Padding(table, (0, 0, 0, 2)))
