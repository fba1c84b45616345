"""Where names may be: runs of capitalised words, put right with the model's spans.

A :class:`Chunk` is only a place to look; what it names is decided with all mentions in view (entities_evidence).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..schemas import Parsed, Sentence, Token
from .entities_words import WordLists, word_lists

STRONG_ROLES = frozenset({
    "President", "CEO", "CFO", "COO", "CTO", "CIO", "Chairman", "Chairwoman", "Chair", "Minister", "Secretary", "Senator", "Governor",
    "Treasurer", "Director", "Chancellor", "Premier", "Ambassador", "Professor", "Mayor", "Officer", "Chief", "Economist",
    "Analyst", "Strategist", "Congressman", "Congresswoman", "Spokesman", "Spokeswoman", "Partner", "Manager", "Founder",
    "Speaker", "Editor", "Commissioner", "Leader", "Rep", "Representative", "Republican", "Democrat", "MP", "Whip",
})
_JOINERS = frozenset({"of", "for", "and", "&", "de", "la", "du", "van", "von", "der", "den", "del", "di", "da", "bin", "al", "el", "y", "e",
                      "Al", "the", "dos", "ter", "ten", "ibn", "le"})
_PARTICLES = _JOINERS - {"of", "for", "and", "&", "the"}
_MODEL = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_MODEL_OTHER = frozenset({"NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})
_SHARED_TAILS = frozenset({"Commission", "Authority", "Department", "Bureau", "Ministry", "Industry", "Development", "Council", "Agency", "Board",
                           "Services", "Association", "Administration", "Technology", "Commerce", "Exchange", "Analytics", "Institute",
                           "Committee", "Co.", "Co", "Company", "Sons", "Noble", "Research", "Statistics", "Standards", "Culture", "Industries"})
_BREAKS = frozenset({"By", "For", "In", "With", "From", "At", "On", "And", "The", "To", "As", "Via", "But", "Or", "If", "When", "While", "After",
                     "Photo", "Photos", "Share", "Comments", "Photographer", "Contributor", "Follow", "Print", "Email", "Read", "View",
                     "Click", "Tweet", "Updated", "Published", "Reporting", "Editing", "Source", "Additional", "Is", "Are", "Was", "Has"})
"""Capitalised or not, these belong to no name of a person or firm."""
_DATES = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. "
                   "January February March April June July August September October November December "
                   "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun".split())
_ENDS = frozenset({"Inc", "Inc.", "Corp", "Corp.", "LLC", "Ltd", "Ltd.", "PLC", "Plc", "plc", "LLP", "GmbH", "NV", "Limited"})
"""After these a company's name is over, whatever capital follows."""
_FIELDS = frozenset({"Investment", "Operating", "Marketing", "Information", "Technology", "Risk", "Legal", "Product", "Strategy", "Commercial",
                     "Administrative", "Accounting", "Medical", "Scientific", "Revenue", "People", "Market", "Equity", "Portfolio",
                     "Research", "Global", "and", "&", "of", "-", "Majority", "Minority", "House", "Opposition", "Sales", "Regional"})
"""Fields of work inside a title ("Chief Investment Officer"), no names by themselves."""
_PAIRS = frozenset({("Commerce", "Industry"), ("Trade", "Industry"), ("Science", "Technology"), ("Trade", "Development"), ("Food", "Agriculture"),
                    ("Law", "Economics"), ("Arts", "Sciences"), ("Business", "Economics")})


@dataclass(slots=True)
class Chunk:
    """Tokens ``first:last`` that may be a name. ``model`` is the model's label, "" where it saw none.

    ``titled``: a personal title or role stands right before. ``headline``: every word begins with a capital there.
    """

    first: int
    last: int
    model: str = ""
    titled: bool = False
    headline: bool = False


class Chunker:
    """Finds the chunks of one article."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.words: WordLists = word_lists()
        self.body = parsed.body

    def chunks(self) -> list[Chunk]:
        """All chunks, in order, without overlap."""
        out: list[Chunk] = []
        for sentence in self.parsed.sentences:
            if sentence.last == sentence.first:
                continue
            ents = list(self._model_spans(sentence.first, sentence.last))
            if self._headline(sentence) or self._shouted(sentence.first, sentence.last):
                out += [Chunk(a, b, label, self._is_titled(a), self._headline(sentence)) for a, b, label in ents]
                continue
            runs = list(self._runs(sentence.first, sentence.last))
            out += self._merged(runs, ents)
        return [c for c in out if c.last > c.first and not self._tag(c)]

    def _tag(self, chunk: Chunk) -> bool:
        """Whether a chunk is a tag of the article ("#Live Markets")."""
        return chunk.first > 0 and self.tokens[chunk.first - 1].text == "#"

    def _headline(self, sentence: Sentence) -> bool:
        """Whether a sentence stands before the running text, in a line of capitals, and is no dateline."""
        parsed = self.parsed
        if sentence.paragraph != 0 or sentence.start >= max(parsed.prose_start, 1):
            return False
        if parsed.dateline and parsed.dateline[0] <= sentence.start < parsed.dateline[1]:
            return False
        first = parsed.paragraphs[0] if parsed.paragraphs else (0, len(parsed.body))
        words = [w for w in parsed.body[first[0] : first[1]].split() if len(w) > 3 and w[0].isalpha()]
        return sum(w[0].isupper() for w in words) > 0.7 * len(words)

    # ------------------------------------------------------------ lines in capitals
    def _shouted(self, first: int, last: int) -> bool:
        """Whether a sentence is a headline: most of its longer words begin with a capital."""
        words = [t.text for t in self.tokens[first:last] if len(t.text) > 3 and t.text[0].isalpha()]
        capital = sum(w[0].isupper() for w in words)
        return len(words) >= 5 and capital > 0.8 * len(words)

    # ------------------------------------------------------------ the model's spans
    def _model_spans(self, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        at = first
        while at < last:
            t = self.tokens[at]
            if t.ent_iob != "B":
                at += 1
                continue
            stop = at + 1
            while stop < last and self.tokens[stop].ent_iob == "I":
                stop += 1
            label = _MODEL.get(t.ent, "MISC" if t.ent in _MODEL_OTHER else "")
            if label:
                for a, b in self._and_parts(at, stop, label):
                    a, b = self.trim(a, b)
                    if b > a:
                        yield a, b, label
            at = stop

    def _and_parts(self, first: int, last: int, label: str) -> list[tuple[int, int]]:
        """Two names that the model took for one: "Carly Fiorina and Jindal", "ANKARA - Central Bank"."""
        words = [t.text for t in self.tokens[first:last]]
        lists = self.words
        if "(" in words[1:]:
            return self._and_parts(first, first + words.index("(", 1), label)
        for n, word in enumerate(words):
            spaced = word in {"-", "–", "|"} and self.tokens[first + n].start > self.tokens[first + n - 1].end
            if 0 < n < last - first - 1 and (spaced or word in _BREAKS):
                return [*self._and_parts(first, first + n, label), *self._and_parts(first + n + 1, last, label)]
        cut = self._place_cut(first, last) if last - first > 1 else None
        if cut:
            return [(first, cut), (cut, last)]
        if "and" in words and label in {"PER", "ORG"} and not any(
            w in lists.org_heads or w in lists.org_tails or w in lists.org_tails_weak or w in lists.company_tails for w in words
        ):
            at = first + words.index("and")
            return [(first, at), (at + 1, last)]
        return [(first, last)]

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Drop articles, titles, roles and marks from the front, possessives, marks and roles from the back."""
        words, tokens = self.words, self.tokens
        while first < last:
            text = tokens[first].text
            one = last - first == 1
            if not text[:1].isalnum() or text.lower() in {"the", "a", "an", "'s", "’s", "of", "and", "in", "by"} or (
                not one and (text in words.titles or (text.islower() and text not in _PARTICLES and not text[0].isdigit()))
            ):
                first += 1
            elif text == "." or text in words.titles or (not one and text in _DATES and text not in {"May", "April", "June", "August"}):
                first += 1
            elif not one and self._drops_role(first, last):
                first += 1
            else:
                break
        while last > first:
            text = tokens[last - 1].text
            if text in {"'s", "’s", "'", "’", "s"} or (not text[-1:].isalnum() and not self._dotted(text)):
                last -= 1
            elif last - first > 1 and text in words.not_names and tokens[first].text in words.places:
                last -= 1
            elif last - first > 1 and (text in _DATES or text in _BREAKS or text in STRONG_ROLES or text in {"MD", "VP", "GM", "SVP", "EVP"} or (text.islower() and not text.isdigit())):
                last -= 1
            else:
                break
        return first, last

    def _drops_role(self, first: int, last: int) -> bool:
        """Whether the word at ``first`` is a role in front of a person's name."""
        text = self.tokens[first].text
        if text not in self.words.roles:
            return False
        at = first
        while at < last and (self.tokens[at].text in self.words.roles or self.tokens[at].text in {"&", "and", "-"}):
            at += 1
        strong = any(t.text in STRONG_ROLES for t in self.tokens[first:at])
        return at < last and strong and self._person_like(at, last)

    def _person_like(self, first: int, last: int) -> bool:
        texts = [t.text for t in self.tokens[first:last]]
        if not texts or texts[-1] in self.words.org_tails or texts[-1] in self.words.company_tails:
            return False
        return texts[0] in self.words.first_names or self.tokens[first].ent == "PERSON" or 1 < len(texts) < 4

    @staticmethod
    def _dotted(text: str) -> bool:
        return text.endswith(".") and len(text) > 1

    # ------------------------------------------------------------ runs of capitals
    def _runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
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
        if t.text.isdigit() and len(t.text) < 5 and at + 1 < len(self.tokens) and self._numbered(at):
            return True
        if not _capital(t.text) or t.text in self.words.titles or t.text in _BREAKS:
            return False
        if at == first or self.tokens[at - 1].text in {":", "“", '"', "•", "-", "—", "–", ")", "…", "..."}:
            return t.pos == "PROPN" or t.text in self.words.first_names or t.text in self.words.places or (
                at + 1 < len(self.tokens) and _capital(self.tokens[at + 1].text) and t.pos in {"ADJ", "NOUN"}
            )
        if t.pos in {"ADP", "SCONJ", "DET", "CCONJ", "PRON"}:  # "Under Armour": a small word in capitals opens a name
            return at + 1 < len(self.tokens) and self.tokens[at + 1].pos == "PROPN" and len(t.text) > 3
        return t.pos in {"PROPN", "NOUN", "ADJ", "X", "VERB", "NUM", "ADV", "INTJ"}

    def _numbered(self, at: int) -> bool:
        """"361 Capital", "3i Group": a number that opens a firm's name, not one that counts."""
        following = self.tokens[at + 1].text
        before = self.tokens[at - 1].text if at else ""
        return following in self.words.org_tails and following[0].isupper() and before not in {"$", "€", "£", "."} and (
            at + 2 >= len(self.tokens) or not _capital(self.tokens[at + 2].text)) and following not in {"Global", "Data", "News"}

    def _extends(self, first: int, at: int, last: int) -> int:
        """How many tokens from ``at`` carry the run on; 0 where it ends."""
        tokens = self.tokens
        t = tokens[at]
        if _capital(t.text) or t.text in {"Inc.", "Corp."}:
            return 0 if t.text in self.words.titles or t.text in _BREAKS else 1
        following = tokens[at + 1] if at + 1 < last else None
        if following is None:
            return 0
        if t.text in {"-", "‐", "/"} and t.start == tokens[at - 1].end and following.start == t.end:
            return 2 if _capital(following.text) and t.text != "/" else 0
        if t.text == "&" and _capital(following.text):
            return 2
        if t.text == "," and following.text in self.words.company_tails and following.text not in {"Co", "AG", "Company", "SA"}:
            return 2
        if t.text in _PARTICLES and _capital(following.text):
            return 2
        return self._joined(first, at, last)

    def _joined(self, first: int, at: int, last: int) -> int:
        """"Bank of England", "Securities and Exchange Commission": small words inside an organisation's name."""
        tokens, words = self.tokens, self.words
        t, before = tokens[at], tokens[at - 1].text
        if t.text in {"of", "for"} and (before in words.org_heads or before in {"States", "Kingdom", "Republic", "Gulf", "Strait"}):
            skip = 2 if tokens[at + 1].text == "the" else 1
            if at + skip < last and _capital(tokens[at + skip].text):
                return skip + 1
        if t.text == "and" and _capital(tokens[at + 1].text):
            stop = at + 1
            while stop < last and _capital(tokens[stop].text):
                stop += 1
            one_entity = all(tokens[k].ent_iob == "I" for k in range(at, stop))
            if (before, tokens[at + 1].text) in _PAIRS:
                return 2
            shares = tokens[stop - 1].text in _SHARED_TAILS and stop - at <= 3
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
        cut = self._place_cut(first, last)
        if cut:
            yield from self._split_roles(first, cut)
            yield from self._split_roles(cut, last)
        else:
            yield from self._split_roles(first, last)

    def _place_cut(self, first: int, last: int) -> int | None:
        texts = [t.text for t in self.tokens[first:last]]
        places = self.words.places
        for n in range(1, len(texts)):
            left, right = texts[:n], texts[n:]
            if left[-1] in _ENDS and right[0] not in self.words.company_tails and right[0][0].isalnum():
                return first + n
            if right[0].isupper() and len(right[0]) > 3 and right[0].isalpha() and not any(t.isupper() and len(t) > 3 for t in left):
                if " ".join(right).title() in places:
                    return first + n
            if " ".join(right) in places and (" ".join(left) in places or (n > 1 and left[0] in self.words.first_names)) and (
                " ".join(texts) not in places and texts[n - 1] not in {"of", "and", "-", "&"}
            ):
                return first + n
        return None

    def _split_roles(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """One run, cut where a role stands between an organisation and a person."""
        for at in range(first, last):
            if self.tokens[at].text in STRONG_ROLES:
                stop = at + 1
                while stop < last and self.tokens[stop].text in self.words.roles:
                    stop += 1
                start = self._role_start(first, at)
                if stop < last and self._person_like(stop, last):
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
            elif text not in _FIELDS:
                break
        return start

    # ------------------------------------------------------------ both together
    def _merged(self, runs: list[tuple[int, int]], ents: list[tuple[int, int, str]]) -> list[Chunk]:
        out: list[Chunk] = []
        used: set[int] = set()
        for a, b in runs:
            a, b = self.trim(a, b)
            if b <= a:
                continue
            inside = [k for k, (x, y, _) in enumerate(ents) if x < b and a < y]
            used.update(inside)
            out += self._reconciled(a, b, [ents[k] for k in inside])
        out += [self._chunk(x, y, label) for k, (x, y, label) in enumerate(ents) if k not in used]
        out.sort(key=lambda c: (c.first, -c.last))
        kept: list[Chunk] = []
        for chunk in out:
            if not kept or chunk.first >= kept[-1].last:
                kept.append(chunk)
        return kept

    def _reconciled(self, a: int, b: int, ents: list[tuple[int, int, str]]) -> list[Chunk]:
        """A run and the model's spans that touch it."""
        if not ents:
            return [self._chunk(a, b, "")]
        if len(ents) == 1:
            x, y, label = ents[0]
            if x <= a and b <= y:
                capital = sum(_capital(t.text) for t in self.tokens[x:y])
                return [self._chunk(x, y, label)] if capital <= 9 else [self._chunk(a, b, label)]
            if self._loose(a, x) and y >= b:
                return [self._chunk(x, b, label)]
            return [self._chunk(a, b, label)]
        if self.tokens[b - 1].text in self.words.org_tails | self.words.company_tails and len(ents) == 2 and b - a < 7:
            return [self._chunk(a, b, "ORG")]
        return [self._chunk(x, y, label) for x, y, label in ents]

    def _loose(self, first: int, last: int) -> bool:
        """Whether tokens ``first:last`` before a model's span belong to no name: roles, peoples, sentence openers."""
        lists = self.words
        loose = lists.roles | lists.peoples | lists.not_names
        return last > first and all(t.text in loose or t.pos not in {"PROPN", "NOUN", "ADJ"} for t in self.tokens[first:last])

    def _chunk(self, first: int, last: int, label: str) -> Chunk:
        return Chunk(first, last, label, self._is_titled(first))

    def _is_titled(self, first: int) -> bool:
        at = first - 1
        if at >= 0 and self.tokens[at].text == "." and at:
            at -= 1
        if at < 0 or self.tokens[at].sentence != self.tokens[first].sentence:
            return False
        text = self.tokens[at].text
        return text in self.words.titles or text in STRONG_ROLES


def _capital(text: str) -> bool:
    """Whether a word looks like part of a name: a capital first, or inside ("eBay")."""
    return text[:1].isupper() or (len(text) > 2 and text[0].islower() and text[1].isupper() and text.isalpha())


def spelled(tokens: tuple[Token, ...], chunk: Chunk, body: str) -> str:
    """The chunk's own text."""
    return body[tokens[chunk.first].start : tokens[chunk.last - 1].end]
