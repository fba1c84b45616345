"""Finding the gazetteer's names in a text: longest match, left to right, each name only in the company it allows."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import PLAIN, Entry, How, Node, Phrase, Table, table, words_of

_REACH = 5
"""Longest word sequence looked at on either side of a name."""
_NEAR = 40
"""How many words either side are looked through for what shows another sense."""
_FAMILIES = frozenset({"ishares", "vanguard", "proshares", "direxion", "ultra", "ultrapro", "schwab", "fidelity",
                       "xtrackers", "invesco", "spdr", "ftse", "-"})
_FUTURES = frozenset({"futures", "contracts", "options", "bets"})
_LINKS = frozenset({"on", "tied", "to", "linked", "pegged", "the", "for", "contracts", "japan", "'", "s", "tracking"})
_FOREIGN_REACH = 14
_DOMESTIC = frozenset({"u.s.", "us", "american", "treasury", "fed", "federal", ";", "—"})
_OPENERS = frozenset('.!?:"(—–•…[')
_ENDS = frozenset(".!?;")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "gov", "sen", "rep", "judge", "justice"})
_TAILS = frozenset({"Index", "ETF", "ETN", "Fund", "Trust", "Average", "Futures", "Notes"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text. ``trap`` is the word that turns it into something else ("futures"), None where it stands."""

    start: int
    end: int
    text: str
    entry: Entry
    how: How
    trap: str | None = None


@dataclass(frozen=True, slots=True)
class SeriesMention:
    """One mention of a series: ``body[start:end] == text``.

    ``series`` is None for a phrase that points back to whatever of its ``kind`` was named before ("the index");
    ``candidates`` are the series such a phrase may mean when nothing was. Names and aliases leave out "the", phrases
    that point back hold it. ``trap`` is set only where derived mentions were asked for.
    """

    start: int
    end: int
    text: str
    series: str | None
    name: str
    kind: str
    unit: str
    how: How
    candidates: tuple[str, ...] = ()
    trap: str | None = None


def series_mentions(body: str, *, derived: bool = False) -> list[SeriesMention]:
    """The series that ``body`` names or points back to, in order, without overlap.

    ``derived`` also gives names whose level is not what is spoken of ("S&P 500 futures", "Apple suppliers").
    """
    out = []
    for m in mentions(body):
        if not m.entry.series or (m.trap and not derived):
            continue
        e = m.entry
        series = e.id or (e.candidates[0] if len(e.candidates) == 1 else None)
        out.append(SeriesMention(m.start, m.end, m.text, series, e.name, e.kind, e.unit, m.how, e.candidates, m.trap))
    return out


def mentions(body: str) -> list[Mention]:
    """Everything the gazetteer knows in ``body``, in order, without overlap."""
    return _Reader(body, table()).read()


class _Reader:
    """One text being read: its words, their lower case, and where titled lines are."""

    def __init__(self, body: str, given: Table) -> None:
        self.body = body
        self.table = given
        self.plain = body.translate(PLAIN)
        self.words = words_of(self.plain)
        self.lower = [w.lower() for _, _, w in self.words]

    def read(self) -> list[Mention]:
        out: list[Mention] = []
        at = 0
        first = self.table.root.next
        while at < len(self.words):
            found = self._longest(at) if self.lower[at] in first else None
            if found is None:
                at += 1
                continue
            mention, after = self._inside(at, found) if found[0].how == "generic" else found
            out.append(mention)
            at = after
        return out

    def _inside(self, at: int, found: tuple[Mention, int]) -> tuple[Mention, int]:
        """A name that begins within a phrase that would point back, and goes on behind it: "the index of small
        companies"; else what was ``found``.
        """
        for inner in range(at + 1, found[1]):
            other = self._longest(inner)
            if other is not None and other[0].how != "generic" and other[1] > found[1]:
                return other
        return found

    def _longest(self, at: int) -> tuple[Mention, int] | None:
        """The longest phrase that starts at word ``at`` and is in the right company."""
        ends: list[tuple[int, list[Phrase]]] = []
        node: Node | None = self.table.root
        stop = at
        while stop < len(self.words):
            assert node is not None
            node = node.next.get(self.lower[stop])
            if node is None:
                break
            stop += 1
            if node.phrases:
                ends.append((stop, node.phrases))
        for last, phrases in reversed(ends):
            for phrase in phrases:
                if self._spelled(phrase, at) and self._in_company(phrase, at, last):
                    start, end = self.words[at][0], self.words[last - 1][1]
                    trap = self._trap(phrase.entry, at, last)
                    return Mention(start, end, self.body[start:end], phrase.entry, phrase.how, trap), last
        return None

    def _spelled(self, phrase: Phrase, at: int) -> bool:
        """Capitals as in the phrase, or all capitals; small letters in any case. One line only."""
        last = at + len(phrase.words) - 1
        if "\n" in self.plain[self.words[at][1] : self.words[last][0]]:
            return False
        for word, (_, _, seen) in zip(phrase.words, self.words[at:], strict=False):
            if word != seen and not word.islower() and (word.isupper() or seen != word.upper()):
                return False
        single = len(phrase.words) == 1 and phrase.words[0].islower()
        if single and self.words[at][2].isupper() and at and self.lower[at - 1] in {":", "("}:
            return False
        return not (single and self.words[at][2][0].isupper() and self._proper(at))

    def _proper(self, at: int) -> bool:
        """Whether the capitalised common word at ``at`` is a name or part of one ("Barrick Gold", "in Sterling")."""
        if self._titled(at):
            return False
        start = self.words[at][0]
        opens = at == 0 or self.words[at - 1][2] in _OPENERS or "\n" in self.plain[self.words[at - 1][1] : start]
        after = self.words[at + 1][2] if at + 1 < len(self.words) else ""
        return not opens or after[:1].isupper()

    def _titled(self, at: int) -> bool:
        """Whether the line around word ``at`` is set in capitals, like a headline."""
        start = self.plain.rfind("\n", 0, self.words[at][0]) + 1
        end = self.plain.find("\n", start)
        words = [w for w in self.plain[start : end if end >= 0 else None].split() if len(w) > 3 and w[0].isalpha()]
        return sum(w[0].isupper() for w in words) > 0.7 * len(words)

    def _in_company(self, phrase: Phrase, at: int, last: int) -> bool:
        entry = phrase.entry
        start, end = self.words[at][0], self.words[last - 1][1]
        if self._hyphenated(start, end) or self._counted(start):
            return False
        before = {tuple(self.lower[max(0, at - n) : at]) for n in range(1, _REACH + 1)} if at else set()
        after = {tuple(self.lower[last : last + n]) for n in range(1, _REACH + 1)}
        if (entry.before and not entry.before & before) or entry.not_before & before:
            return False
        if (entry.after and last < len(self.words) and not entry.after & after) or entry.not_after & after:
            return False
        if entry.not_near and not entry.not_near.isdisjoint(self._sentence(at, last)):
            return False
        return self._in_kind(phrase, at, last)

    def _in_kind(self, phrase: Phrase, at: int, last: int) -> bool:
        """Traps that hold for every entry of a kind."""
        traps, entry = self.table.traps, phrase.entry
        previous = self.lower[at - 1] if at else ""
        if phrase.how == "alias" and previous in traps.indefinite:
            return False
        domestic = "Treasury" in phrase.words or "U" in phrase.words or phrase.how == "generic"
        if entry.kind in traps.foreign_kinds and not domestic and self._foreign(at):
            return False
        if entry.kind == "stock" and previous == "." and at > 1 and self.lower[at - 2] in _TITLES:
            return False
        if entry.kind in {"index", "volatility"} and phrase.how == "name":
            family = previous in _FAMILIES and not (previous == "-" and self._opens_line(at - 1))
            return not family and not self._longer_index(last)
        return entry.kind != "commodity" or phrase.words[0].islower() or not self._surname(last)

    def _opens_line(self, at: int) -> bool:
        """Whether word ``at`` is the first of its line: a dash there is the mark of a list."""
        return at == 0 or "\n" in self.plain[self.words[at - 1][1] : self.words[at][0]]

    def _foreign(self, at: int) -> bool:
        """Whether another country is named before, in the same sentence and with no word of the U.S. in between."""
        for word in reversed(self._joined(self.lower[max(0, at - _FOREIGN_REACH) : at])):
            if word in _DOMESTIC or (word.endswith(".") and len(word) > 4):
                return False
            if word in self.table.traps.foreign:
                return True
        return False

    def _surname(self, last: int) -> bool:
        """Whether a capitalised word follows that makes the name a person's: "Brent Smith"."""
        if last >= len(self.words):
            return False
        start, _, word = self.words[last]
        follows = word[0].isupper() and not word.isupper() and self.plain[self.words[last - 1][1] : start] == " "
        if not follows or self.lower[last] in self.table.traps.after_firm:
            return False
        bracketed = last > 1 and self.lower[last - 2] == "(" and self.lower[last + 1 : last + 2] == [")"]
        return bracketed or not self._titled(last)

    @staticmethod
    def _joined(words: list[str]) -> list[str]:
        """Words with possessives and abbreviations put together again: ["japan", "'", "s"] -> ["japan's"]."""
        out: list[str] = []
        for word in words:
            if out and (word in {"'", "."} or (out[-1].endswith(("'", ".")) and len(word) == 1)):
                out[-1] += word
            else:
                out.append(word)
        return out

    def _longer_index(self, last: int) -> bool:
        """Whether capitalised words run on to "Index" or "ETF": "S&P 500 Health Care Equipment Index"."""
        for n, (_, _, word) in enumerate(self.words[last : last + 7]):
            if word in _TAILS:
                return n > 0
            if not (word[0].isupper() or word == "&"):
                return False
        return False

    def _hyphenated(self, start: int, end: int) -> bool:
        """Whether a hyphen ties the name to a letter on either side: "Nasdaq-listed", "non-gold"."""
        text = self.plain
        if end + 1 < len(text) and text[end] == "/" and text[end + 1].isupper():
            return True  # "S&P/ASX 200"
        behind = start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
        ahead = end + 1 < len(text) and text[end] == "-" and text[end + 1].isalpha()
        return behind or ahead

    def _counted(self, start: int) -> bool:
        """Whether a name that begins with a digit is the tail of an amount: the "3M" of "$1.3M"."""
        text = self.plain
        return start > 0 and text[start].isdigit() and (text[start - 1] in "$€£¥" or (
            start > 1 and text[start - 1] in ".," and text[start - 2].isdigit()))

    def _sentence(self, at: int, last: int) -> set[str]:
        """The lower-case words around words ``at:last``, as far as the sentence or line goes, but not very far."""
        first = at
        while first > max(0, at - _NEAR) and self.lower[first - 1] not in _ENDS and not self._broken(first):
            first -= 1
        stop = last
        while stop < min(len(self.words), last + _NEAR) and self.lower[stop] not in _ENDS and not self._broken(stop):
            stop += 1
        return {*self.lower[first:at], *self.lower[last:stop]}

    def _broken(self, at: int) -> bool:
        """Whether a line ends between word ``at`` and the word before it."""
        return "\n" in self.plain[self.words[at - 1][1] : self.words[at][0]]

    def _trap(self, entry: Entry, at: int, last: int) -> str | None:
        if entry.kind == "index":
            for word in reversed(self.lower[max(0, at - 6) : at]):
                if word in _FUTURES:
                    return word
                if word not in _LINKS:
                    break
        derived = self.table.traps.derived.get(entry.kind)
        if derived and last < len(self.words):
            gap = self.plain[self.words[last - 1][1] : self.words[last][0]]
            if self.lower[last] in derived and gap.isspace() and "\n" not in gap:
                return self.lower[last]
        return self._product(entry, last)

    def _product(self, entry: Entry, last: int) -> str | None:
        """The capitalised word after a company's name that makes it a product's or a unit's ("Apple Watch")."""
        if entry.kind not in {"stock", "company"} or last >= len(self.words):
            return None
        start, _, word = self.words[last]
        gap = self.plain[self.words[last - 1][1] : start]
        named = word[0].isupper() and not word.isupper() and self.lower[last] not in self.table.traps.after_firm
        if gap != " " or not named or self._titled(last):
            return None
        return word
