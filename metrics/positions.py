"""Speculators' positions in futures, as the CFTC publishes them: the press names the side, the value is a level."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .level_dated import counted_back
from .reading import period_after, series_of, unit_is

PRIORITY = 18
_FROM = re.compile(r"\b(?:from|against|compared with|versus|than) (?:the )?$")
_SHORT, _LONG, _NET = re.compile(r"\bshort\b"), re.compile(r"\blong\b"), re.compile(r"\bnet\b")


def reads(clause: Clause) -> Ask | None:
    """Speculators' positions: "their net short position shrank to about 21,600 contracts as of Jan. 13"."""
    series = series_of(clause)
    if series is None or not series.startswith("COT_") or clause.figure is None or clause.assertion:
        return None
    if not unit_is(clause, "contract", "number") or re.search(r"\bby $", clause.before):
        return None
    text = f"{clause.before} {clause.subject.text.lower() if clause.subject else ''}"
    net, short = bool(_NET.search(text)), bool(_SHORT.search(text))
    if not net and not short and not _LONG.search(text):
        return None
    field = "lev_net" if net else "lev_short" if short else "lev_long"
    back = period_after(clause, 3)
    if _FROM.search(clause.before) and back is not None and back.relation == "ago" and back.first is not None:
        day = counted_back(clause, back)
        return Ask(expr=f"level({series}.{field}['{day}'])", unit="contract", sign=-1 if net and short else 1)
    window = clause.window if clause.window.startswith("'") and not clause.window.endswith(":") else "now"
    return Ask(expr=f"level({series}.{field}[{window}])", unit="contract", sign=-1 if net and short else 1)


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("Net short positions against the Russell 2000 shrank to about 21,600 contracts.", "level(COT_RTY.lev_net[now])"),
    ("Net short positions against the Russell 2000 shrank by 3,000 contracts.", None),
    ("Open interest in Russell 2000 futures rose to 400,000 contracts.", None),
    ("Net shorts in Russell 2000 futures rose to 70,323 contracts from 49,692 a week earlier.",
     "level(COT_RTY.lev_net['2025-01-03'])"),
)
