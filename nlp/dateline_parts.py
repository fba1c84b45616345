"""A dateline told in parts that stand in any order: section, names, office, day and hour between bars and commas.

"Bonds | Closing report | Ada Quist and Bo de Wit | 2025-03-04 16:18 EST", "Filed by Ada Quist on March 4, 2025". What
is left of such a line beside its date is names and the few words of a masthead, never a statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .moments import Moment, find_moment

_LONGEST = 180
_APART = re.compile(r"\s*(?:[|•·»;()\[\]]|\s[—–/-]+\s|,\s|:\s|\s>\s)\s*")
_LABEL = re.compile(
    r"(?:(?:first |originally |last )?(?:published|posted|issued|filed|updated|modified|revised|written|reported|"
    r"sent)|reporting|reports?|column|columnist|commentary|text|story|words|analysis|author|date(?:line)?|time|as of|"
    r"by|on|at|from|in)\b[ :]*",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified|revised)\b[^|•·]{0,20}$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?: ?(?:[ECMP][SD]?T|GMT|UTC|BST)\b)?|"
    r"\b\d+[ -]min(?:ute)?s?(?: read| ago)?\b", re.IGNORECASE
)
_LOWER = frozenset(
    "a after afternoon and at before bell bin briefing close closing column columnist contributing "
    "correspondent daily de del der desk di du edition editor editors evening for in la le letter local market "
    "markets midday money morning news note notes of on open opening report reporter reporters reporting review "
    "roundup senior session staff stock stocks team the time today update van von week wrap writer writers y".split()
)
"""Words that stand in lower case in a masthead or in a name."""
_NUMBERED = re.compile(r"\b(?:No\.|Issue|Vol\.?|Week|Number|Part) ?\d+")
_NO_MASTHEAD = re.compile(r"\b(?:since|until|between|ended|ending|week of|month of|quarter of|through)\b", re.I)
_WORD = re.compile(r"[^\W\d_][\w.'’&-]*|&")
_NAME = r"[A-Z][\w'’-]+(?: (?:de|van|von|der|del|la|le|bin|al|[A-Z](?:\.|[\w'’-]*))){1,3}"
_AUTHORS = re.compile(rf"(?:[Bb]y |BY )(?P<by>{_NAME}(?:(?:, | and |, and ){_NAME})*)|"
                      rf"(?<![\w,])(?P<joined>{_NAME}(?: and {_NAME}))(?![\w,])")


@dataclass(frozen=True, slots=True)
class Parts:
    """A line of parts: the moment that is not one of revision where there are two, and the authors if joined names
    tell them."""

    moment: Moment
    later: bool
    byline: str


def read_parts(line: str, *, timed: bool) -> Parts | None:
    """The parts of ``line``; None where it holds anything that may be running text, or no day with its year.

    ``timed``: the line must tell an hour too, as one that may be a headline must.
    """
    if len(line) > _LONGEST or _NO_MASTHEAD.search(line):
        return None
    found: list[tuple[Moment, bool]] = []
    rest, at = "", 0
    while (moment := find_moment(line[at:])) is not None:
        rest += f"{line[at : at + moment.start]} | "
        found.append((moment, bool(_UPDATED.search(line[: at + moment.start]))))
        at += moment.end
    rest += line[at:]
    dated = [(m, later) for m, later in found if m.when is not None and (m.precision == "time" or not timed)]
    if len(dated) != len(found) or not dated:
        return None
    pieces = [_bare(piece) for piece in _APART.split(_CLOCK.sub(" ", rest))]
    if not all(_of_a_masthead(piece) for piece in pieces if piece):
        return None
    moment, later = next((d for d in dated if not d[1]), dated[0])
    authors = _AUTHORS.search(rest)
    return Parts(moment, later, (authors["by"] or authors["joined"]) if authors else "")


def _bare(piece: str) -> str:
    """A piece without the labels it begins with."""
    piece = _NUMBERED.sub("", piece).strip(" ,.-–—:|")
    while m := _LABEL.match(piece):
        piece = piece[m.end() :].strip(" ,.-–—:|")
    return piece


def _of_a_masthead(piece: str) -> bool:
    """Whether a piece holds names and the words of a masthead alone."""
    words = _WORD.findall(piece)
    if len(piece) > 60 or re.search(r"[\d%$?!\"“”]", piece) or not words:
        return False
    return all(word[0].isupper() or word == "&" or word in _LOWER for word in words)
