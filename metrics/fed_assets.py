"""What the Federal Reserve owns: the total of its weekly balance sheet."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import unit_is

PRIORITY = 16
_OWNS = re.compile(
    r"(?:the )?(?:u\.s\. )?(?:fed|federal reserve|central bank)(?:'s|’s) (?:bulging |bloated |total |overall )?"
    r"(?:balance sheet|assets|asset holdings|total assets)|(?:the|its) (?:bloated |bulging )?balance sheet"
)
_ITS_OWN = re.compile(r"\b(?:its|the fed's|the central bank's) \$?$")
_OF_ASSETS = re.compile(
    r"^ (?:of (?:assets|holdings|bonds and other assets)|balance sheet|(?:asset |bond |securities )?portfolio|"
                        r"pile of assets|in assets)\b")
_BANK = re.compile(r"(?:the )?(?:u\.s\. )?(?:fed|federal reserve|central bank)")
_STANDS = re.compile(
    r"\b(?:to|at|is|was|now|total\w*|of|reached|hit|topp\w*|exceed\w*|stands?|stood)"
    r"(?: (?:about|nearly|almost|roughly|some|around|more than|over|a record))* \$?$"
)
_BANKS_ALONE = 3e12
"""Dollars that no balance sheet but a central bank's holds."""
_FROM = re.compile(r"\bfrom [^;,]{0,30}$")
_FROM_ITS_PEAK = re.compile(
    r"\bfrom (?:a|an|its|the) (?:record |all-time )?(?:peak|high|top|record) (?:of|at|near) [^;,]{0,12}$")
_LEAST = 1e11
"""Dollars below which a sum is a change of the balance sheet, or of a part of it."""


def reads(clause: Clause) -> Ask | None:
    """"The Fed's balance sheet has swollen to $7.2 trillion"."""
    subject = clause.subject
    if subject is None or clause.figure is None or clause.assertion or not unit_is(clause, "$"):
        return None
    owned = bool(_ITS_OWN.search(clause.before) and _OF_ASSETS.match(clause.after))
    if owned and _BANK.fullmatch(subject.name.lower()) and clause.figure.quantity.low >= _LEAST:
        return Ask(expr="level(WALCL[now])", unit="USD", settled=True)
    if not _OWNS.fullmatch(subject.name.lower()) or not _STANDS.search(clause.before):
        return None
    least = _BANKS_ALONE if subject.name.lower().startswith(("the balance", "its", "the bl", "the bu")) else _LEAST
    if clause.figure.quantity.low < least or not clause.inherited:
        return None
    if _FROM.search(clause.before):
        top = _FROM_ITS_PEAK.search(clause.before)
        return Ask(expr="peak(WALCL[:now])", unit="USD") if top else None
    return Ask(expr="level(WALCL[now])", unit="USD")


PHRASINGS: tuple[tuple[str, str | None], ...] = (
    ("The Fed's balance sheet has shrunk to $6.9 trillion.", "level(WALCL[now])"),
    ("It is up to the Federal Reserve, whose balance sheet stands at $6.9 trillion.", "level(WALCL[now])"),
    ("The Fed said it would stop shrinking its $6.9 trillion of assets.", "level(WALCL[now])"),
    ("The Fed's balance sheet shrank by $25 billion.", None),
    ("Apple's balance sheet holds $6.9 trillion.", None),
)
