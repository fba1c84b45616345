"""Who and what an article speaks of: the gazetteer first, then the names around it, then what points back to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..schemas import Entity, Parsed
from .entities_anaphora import anaphors
from .entities_chunks import Chunk, Chunker
from .entities_codes import with_codes
from .entities_evidence import Typer
from .entities_identity import Identities, Named, listed, loose
from .entities_products import products
from .entities_risky import with_risky
from .entities_tickers import with_tickers
from .entities_words import word_lists
from .gazetteer import Mention, mentions

_OWNERS = frozenset({"company", "organisation", "exchange", "data_provider", "agency", "central_bank", "stock"})
"""Kinds whose name may open a longer one ("Goldman Sachs Foundation")."""

_FUNDS = frozenset({"fund", "funds"})


class _Taken:
    """Stretches of the body that names hold already."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def holds(self, start: int, end: int) -> bool:
        """Whether any of ``start:end`` is taken."""
        at = bisect_right(self.starts, end - 1) - 1
        return at >= 0 and self.spans[at][1] > start


def read_entities(parsed: Parsed) -> tuple[Entity, ...]:
    """The entities of ``parsed``, sorted and without overlap; every mention of one thing has the same ``id``."""
    found = mentions(parsed.body)
    generic = [m for m in found if m.how == "generic"]
    typed = with_risky(parsed, _typed(parsed), [m for m in found if m.how != "generic"])
    firms = {name.start: name for name in typed if name.label == "ORG"}
    people = {name.end: name for name in typed if name.label == "PER"}
    kept = [m for m in found if m.how != "generic" and not _swallowed(parsed, m, firms) and not _surname(m, people)]
    opened = {m.start for m in found if m.how == "name"} - {m.start for m in kept}
    lists = _Taken((m.start, m.end) for m in kept)
    names = [name for name in products(parsed.body) if not lists.holds(name.start, name.end)]
    taken = _Taken([*lists.spans, *((name.start, name.end) for name in names)])
    names += [name for name in typed if not taken.holds(name.start, name.end) and not _product(name, opened)]
    names += _echoes(parsed, names, _Taken([*taken.spans, *((name.start, name.end) for name in names)]))
    known = [listed(m) for m in kept] + [e for m in generic if (e := loose(m))]
    identities = Identities(names, known)
    entities = sorted([*known, *(identities.entity(name) for name in names)], key=lambda e: (e.start, -e.end))
    entities = with_codes(with_tickers(parsed.body, entities))
    return _without_overlap([*entities, *anaphors(parsed, generic, entities)])


def _typed(parsed: Parsed) -> list[Named]:
    """The people, organisations and places that model and rules find, in order."""
    chunks = Chunker(parsed).chunks() if parsed.parsed else []
    typed = zip(chunks, Typer(parsed, chunks).labels(), strict=True)
    return [_named(parsed, chunk, label) for chunk, label in typed if label in {"PER", "ORG", "LOC"}]


def _named(parsed: Parsed, chunk: Chunk, label: str) -> Named:
    tokens = parsed.tokens[chunk.first : chunk.last]
    start, end = tokens[0].start, tokens[-1].end
    following = parsed.tokens[chunk.last].text if chunk.last < len(parsed.tokens) else ""
    words = tuple(t.text for t in tokens)
    firm = following in {"shares", "stock"} or bool(word_lists().company_tails & set(words)) or _employs(parsed, chunk)
    after = parsed.tokens[chunk.last + 1].text if chunk.last + 1 < len(parsed.tokens) else ""
    fund = label == "ORG" and (following in _FUNDS or (following in word_lists().fund_sorts and after in _FUNDS))
    return Named(start, end, parsed.body[start:end], label, words, firm, fund)


def _employs(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether somebody is said to work there: "an economist at X", "chief investment officer of X"."""
    before = parsed.tokens[max(0, chunk.first - 9) : chunk.first]
    if not before or before[-1].lower not in {"at", "of", "with", "for"}:
        return False
    return any(t.lower in word_lists().person_roles for t in before)


def _swallowed(parsed: Parsed, mention: Mention, firms: dict[int, Named]) -> bool:
    """Whether a listed name is only the beginning of another organisation's name or of a product's."""
    if mention.entry.kind not in _OWNERS:
        return False
    if mention.trap and mention.trap[0].isupper():
        at = parsed.token_at(mention.end)
        return at < len(parsed.tokens) and parsed.tokens[at].pos in {"PROPN", "NOUN", "ADJ", "NUM"}
    name = firms.get(mention.start)
    longer = name is not None and name.end > mention.end and len(name.words) > 1
    return longer and firms[mention.start].words[-1] in word_lists().org_tails


def _surname(mention: Mention, people: dict[int, Named]) -> bool:
    """Whether a listed name is only the surname, or the first name, in a person's: "Michael Dell"."""
    name = people.get(mention.end)
    if name is None or name.start >= mention.start or len(name.words) > 3:
        return False
    return " " not in mention.text and name.words[0] in word_lists().first_names


def _product(name: Named, opened: set[int]) -> bool:
    """Whether a name that opens with a company's is a product's: no word of it says organisation."""
    lists = word_lists()
    tails = lists.org_tails | lists.org_tails_weak | lists.company_tails
    return name.start in opened and name.label == "ORG" and name.words[-1] not in tails


def _echoes(parsed: Parsed, names: list[Named], taken: _Taken) -> list[Named]:
    """Short forms that the tagger passed over: "Zielke offered" after "Martin Zielke", "CLINTON BREAKS RANKS"."""
    known = _short_forms(parsed, names)
    out = []
    for token in parsed.tokens:
        form = token.text if token.text in known else token.text.title() if token.text.isupper() else ""
        if form in known and not taken.holds(token.start, token.end):
            out.append(Named(token.start, token.end, token.text, known[form], (form,)))
    return out


def _short_forms(parsed: Parsed, names: list[Named]) -> dict[str, str]:
    """Surnames and the first words of firms' names, where the article does not use them as common words."""
    lists = word_lists()
    out = {name.words[0]: "ORG" for name in names if name.label == "ORG" and len(name.words) > 1
           and name.words[-1] in lists.company_tails}
    out |= {name.words[-1]: "PER" for name in names if name.label == "PER" and len(name.words) > 1}
    common = {t.text for t in parsed.tokens if t.text.islower()}
    never = lists.places | lists.peoples | lists.roles | lists.not_names | lists.compass | lists.org_heads
    never |= lists.org_tails
    return {form: label for form, label in out.items()
            if len(form) > 3 and form.isalpha() and form.lower() not in common and form not in never
            and (label == "PER" or form not in lists.first_names)}


def _without_overlap(entities: list[Entity]) -> tuple[Entity, ...]:
    out: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        if not out or entity.start >= out[-1].end:
            out.append(entity)
    return tuple(out)
