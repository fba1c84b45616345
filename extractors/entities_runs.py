"""Runs of capitalised words: how far a name may reach from where it begins, and where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator

from ..schemas import Token
from .entities_words import capital, word_lists

_OPENERS = frozenset({":", "“", '"', "•", "-", "—", "–", ")", "…", "..."})
"""After these a capital may only begin a sentence."""
_SMALL = frozenset({"ADP", "SCONJ", "DET", "CCONJ", "PRON"})
_PLACE_HEADS = frozenset({"States", "Kingdom", "Republic", "Gulf", "Strait"})
_NO_COMMA = frozenset({"Co", "AG", "Company", "SA"})


class Runs:
    """Capitalised runs over the tokens of one article."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.words = word_lists()

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """(first, last) of every run among tokens ``first:last``."""
        at = first
        while at < last:
            if not self._begins(at, first):
                at += 1
                continue
            stop = at + 1
            while stop < last:
                step = self._extends(at, stop, last)
                if not step:
                    break
                stop += step
            yield from self._split(at, stop)
            at = stop

    def _begins(self, at: int, first: int) -> bool:
        t = self.tokens[at]
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if t.text.isdigit() and len(t.text) < 5 and following is not None and self._numbered(at):
            return True
        if not capital(t.text) or t.text in self.words.titles or t.text in self.words.breaks:
            return False
        if at == first or self.tokens[at - 1].text in _OPENERS:
            known = t.pos == "PROPN" or t.text in self.words.first_names or t.text in self.words.places
            return known or (t.pos in {"ADJ", "NOUN"} and following is not None and capital(following.text))
        if t.pos in _SMALL:  # "Under Armour": a small word in capitals opens a name
            return following is not None and following.pos == "PROPN" and len(t.text) > 3
        return t.pos not in {"AUX", "PART", "PUNCT", "SYM"}

    def _numbered(self, at: int) -> bool:
        """"361 Capital", "3i Group": a number that opens a firm's name, not one that counts."""
        following = self.tokens[at + 1].text
        before = self.tokens[at - 1].text if at else ""
        alone = at + 2 >= len(self.tokens) or not capital(self.tokens[at + 2].text)
        return following in self.words.org_tails and alone and before not in {"$", "€", "£", "."}

    def _extends(self, first: int, at: int, last: int) -> int:
        """How many tokens from ``at`` carry the run on; 0 where it ends."""
        tokens = self.tokens
        t = tokens[at]
        if capital(t.text) or t.text in {"Inc.", "Corp."}:
            return 0 if t.text in self.words.titles or t.text in self.words.breaks else 1
        following = tokens[at + 1] if at + 1 < last else None
        if following is None:
            return 0
        if t.text in {"-", "‐", "/"} and t.start == tokens[at - 1].end and following.start == t.end:
            return 2 if capital(following.text) and t.text != "/" else 0
        if t.text == "&" and capital(following.text):
            return 2
        if t.text == "," and following.text in self.words.company_tails and following.text not in _NO_COMMA:
            return 2
        if t.text in self.words.particles and capital(following.text):
            return 2
        return self._joined(first, at, last)

    def _joined(self, first: int, at: int, last: int) -> int:
        """"Bank of England", "Securities and Exchange Commission": small words inside an organisation's name."""
        tokens, words = self.tokens, self.words
        t, before = tokens[at], tokens[at - 1].text
        if t.text in {"of", "for"} and (before in words.org_heads or before in _PLACE_HEADS):
            skip = 2 if tokens[at + 1].text == "the" else 1
            if at + skip < last and capital(tokens[at + skip].text):
                return skip + 1
        if t.text == "and" and capital(tokens[at + 1].text):
            stop = at + 1
            while stop < last and capital(tokens[stop].text):
                stop += 1
            one_entity = all(tokens[k].ent_iob == "I" for k in range(at, stop))
            if (before, tokens[at + 1].text) in self.words.pairs:
                return 2
            shares = tokens[stop - 1].text in self.words.shared_tails and stop - at <= 3
            if (shares and (one_entity or not self._whole(first, at))) or (one_entity and self._heads(first, at)):
                return stop - at
        return 0

    def _whole(self, first: int, last: int) -> bool:
        """Whether tokens ``first:last`` are a full organisation's name by themselves."""
        tail = self.tokens[last - 1].text
        return tail in self.words.company_tails or (tail in self.words.org_tails and last - first > 1) or (
            self.tokens[last - 1].ent in {"PERSON", "GPE"})

    def _heads(self, first: int, last: int) -> bool:
        return any(t.text in self.words.org_heads for t in self.tokens[first:last])

    def _split(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """One run, cut at a place that stands beside another name ("Norihiko Shirouzu BEIJING") and at roles."""
        cut = self.place_cut(first, last)
        if cut:
            yield from self._split_roles(first, cut)
            yield from self._split_roles(cut, last)
        else:
            yield from self._split_roles(first, last)

    def place_cut(self, first: int, last: int) -> int | None:
        """Where a run breaks into two names: after a legal form, or between a name and a place."""
        texts = [t.text for t in self.tokens[first:last]]
        text = " ".join(texts)
        whole = text in self.words.places or (text.isupper() and text.title() in self.words.places)
        for n in range(1, len(texts)):
            left, right = texts[:n], texts[n:]
            more = right[0] in self.words.company_tails or not right[0][0].isalnum()
            ended = left[-1] in self.words.legal_ends and not more
            if ended or (not whole and (self._dateline(left, right) or self._two_names(left, right))):
                return first + n
        return None

    def _dateline(self, left: list[str], right: list[str]) -> bool:
        """"Norihiko Shirouzu BEIJING": a byline runs into a dateline."""
        if any(t.isupper() and len(t) > 3 for t in left) or not (right[0].isalpha() and len(right[0]) > 3):
            return False
        return right[0].isupper() and " ".join(right).title() in self.words.places

    def _two_names(self, left: list[str], right: list[str]) -> bool:
        """"America Kenya", "Neville Otuki Kenya": a place, or a person, and then a place."""
        if " ".join(right) not in self.words.places or left[-1] in {"of", "and", "-", "&"}:
            return False
        return " ".join(left) in self.words.places or (len(left) > 1 and left[0] in self.words.first_names)

    def _split_roles(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """One run, cut where a role stands between an organisation and a person."""
        for at in range(first, last):
            if self.tokens[at].text in self.words.strong_roles:
                stop = at + 1
                while stop < last and self.tokens[stop].text in self.words.roles:
                    stop += 1
                start = self._role_start(first, at)
                if stop < last and self.person_like(stop, last):
                    if start > first:
                        yield first, start
                    yield from self._split_roles(stop, last)
                    return
                if stop == last and at > first:
                    if start > first:
                        yield first, start
                    return
        yield first, last

    def _role_start(self, first: int, at: int) -> int:
        """Where the title that ends at ``at`` begins: "Chief Investment Officer"."""
        start = probe = at
        while probe > first:
            probe -= 1
            text = self.tokens[probe].text
            if text in self.words.roles:
                start = probe
            elif text not in self.words.role_fields:
                break
        return start

    def person_like(self, first: int, last: int) -> bool:
        """Whether tokens ``first:last`` look like a person's name: no organisation's ending, not too long."""
        texts = [t.text for t in self.tokens[first:last]]
        if not texts or texts[-1] in self.words.tails:
            return False
        return texts[0] in self.words.first_names or self.tokens[first].ent == "PERSON" or 1 < len(texts) < 4
