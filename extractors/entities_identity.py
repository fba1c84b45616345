"""Which thing a mention means: one id for all mentions of one thing in an article, and codes where a table has them.

Nothing is matched by likeness. A name links to a series or a company only if the gazetteer spells it; a shorter form
links to a longer one only where the article itself uses both and only one longer form fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..schemas import Entity
from ..schemas.entity import EntityKind
from .entities_evidence import abbreviates
from .entities_words import WordLists, word_lists
from .gazetteer import Entry, Mention
from .gazetteer.companies import companies, risky_names
from .gazetteer.entry import table

SERIES_KINDS: dict[str, EntityKind] = {
    "index": "index", "stock": "company", "fund": "fund", "commodity": "commodity", "currency": "currency",
    "rate": "rate", "indicator": "indicator", "volatility": "index", "policy": "rate",
}
AMERICAN = frozenset("SPX DJI IXIC NDX RUT SOX".split())
"""American share indexes."""
NO_BENCHMARKS = AMERICAN - {"SPX"}
"""Those that "the benchmark" does not mean where the S&P 500 is spoken of, unless something says so."""
OIL, OIL_NAME = "crude-oil", "Crude oil"
"""Oil of no grade: its entity and its name."""
GRADES = ("WTI", "BRENT")
LOOSE = {GRADES: (OIL, OIL_NAME, None), ("DXY",): ("USD", "U.S. dollar", "USD")}
"""Generic phrases that name a thing, though not one series: "oil", "the dollar"."""
ISO_4217 = {"EURUSD": "EUR", "GBPUSD": "GBP", "USDJPY": "JPY"}
"""The currency that a series prices; its names ("the yen") mean that currency."""
_PLACES = {
    "u.s.": "united-states", "us": "united-states", "u.s": "united-states", "u.s.a.": "united-states",
    "usa": "united-states", "america": "united-states", "united states of america": "united-states",
    "uk": "united-kingdom", "u.k.": "united-kingdom", "britain": "united-kingdom", "great britain": "united-kingdom",
    "uae": "united-arab-emirates", "u.a.e.": "united-arab-emirates", "holland": "netherlands", "nyc": "new-york-city",
}
_PRODUCTS: dict[str, EntityKind] = {"INDEX": "index", "FUND": "fund"}
_AGENCY = frozenset(
    "Commission Department Bureau Ministry Agency Authority Administration Treasury Regulator".split())
_CIVIC = frozenset(
    "University College Association Institute Institution Foundation Council Committee Federation Union Society Club "
    "Party Army Navy Police Court Parliament Senate Congress Organization Organisation School Academy Chamber League "
    "Board Hospital Center Centre Church".split())


@dataclass(slots=True)
class Named:
    """A typed name before it has an identity. ``label`` is PER, ORG, LOC, INDEX or FUND; ``words`` are its tokens."""

    start: int
    end: int
    text: str
    label: str
    words: tuple[str, ...]
    firm: bool = False
    fund: bool = False


@lru_cache(maxsize=1)
def listed_ids() -> frozenset[str]:
    """Every id of the gazetteer."""
    return frozenset(entry.id for entry in table().entries) | frozenset(companies())


def slug(text: str) -> str:
    """An id from a name: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "name"


def listed(mention: Mention) -> Entity:
    """The entity of a gazetteer mention, with its codes."""
    entry = mention.entry
    row = companies().get(entry.id)
    return Entity(
        start=mention.start, end=mention.end, text=mention.text, kind=_kind(entry), id=entry.id, name=entry.name,
        series=entry.id if entry.series else None, ticker=row.ticker if row else None,
        mic=row.mic if row else entry.mic, cik=row.cik if row else None, isin=row.isin if row else None,
        currency=entry.currency or ISO_4217.get(entry.id),
        how="alias" if mention.how == "alias" else "name",
    )


def _kind(entry: Entry) -> EntityKind:
    if entry.id == "DXY":
        return "index"  # quoted as a currency, and named as the index that it is
    return SERIES_KINDS[entry.kind] if entry.series else entry.kind  # type: ignore[return-value]


def loose(mention: Mention) -> Entity | None:
    """The entity of "oil" or "the dollar"; None for phrases that only point back."""
    found = LOOSE.get(mention.entry.candidates)
    if found is None:
        return None
    id_, name, currency = found
    return Entity(start=mention.start, end=mention.end, text=mention.text, kind=_kind(mention.entry), id=id_, name=name,
                  currency=currency)


class Identities:
    """Ids for the names of one article that the gazetteer does not hold."""

    def __init__(self, names: list[Named], known: list[Entity]) -> None:
        self.words: WordLists = word_lists()
        self.people = [n for n in names if n.label == "PER"]
        self.firms = [n for n in names if n.label == "ORG"]
        self.known = [e for e in known if e.kind not in {"index", "rate", "commodity", "currency", "indicator"}]
        self.full_people = _distinct([_person_words(n) for n in self.people if len(_person_words(n)) > 1])
        self.full_firms = _distinct([self._core(n) for n in self.firms])
        self.employers = {" ".join(self._fuller(self._core(n))) for n in self.firms if n.firm}

    def entity(self, name: Named) -> Entity:
        """The entity of one name."""
        if name.label == "PER":
            full = self._person(name)
            return _entity(name, "person", slug(" ".join(full)), " ".join(full))
        if name.label in _PRODUCTS:
            return _entity(name, _PRODUCTS[name.label], slug(name.text), name.text)
        if name.label == "LOC":
            id_ = _PLACES.get(name.text.lower()) or slug(self.words.state_names.get(name.text, name.text))
            return _entity(name, "place", id_, name.text)
        return self._organisation(name)

    def _person(self, name: Named) -> tuple[str, ...]:
        """The fullest form the article uses. A surname of two bearers is the one's named so far, else left open."""
        words = _person_words(name)
        fuller = [full for full in self.full_people if len(full) > len(words) and _is_short(words, full)]
        if len(fuller) > 1:
            before = {_person_words(n) for n in self.people if n.start < name.start}
            fuller = [full for full in fuller if full in before]
        return fuller[0] if len(fuller) == 1 else words

    def _organisation(self, name: Named) -> Entity:
        row = risky_names().get(name.text)
        if row is not None:
            return Entity(start=name.start, end=name.end, text=name.text, kind="company", id=row.id, name=row.name,
                          ticker=row.ticker, mic=row.mic, cik=row.cik, isin=row.isin)
        core = self._core(name)
        for entity in self.known:
            if _initials_of(core, entity.name.split()):
                here = {"start": name.start, "end": name.end, "text": name.text, "how": "name"}
                return entity.model_copy(update=here)
        begun = {e.id: e for e in self.known if self._begins(core, e)}
        if len(begun) == 1:
            (entity,) = begun.values()
            return entity.model_copy(update={"start": name.start, "end": name.end, "text": name.text, "how": "name"})
        full = self._fuller(core)
        return _entity(name, self._firm_kind(name, full), slug(" ".join(full)), " ".join(full))

    def _begins(self, core: tuple[str, ...], entity: Entity) -> bool:
        """Whether a name is the first word of a listed firm's that the article spells out: "Goldman"."""
        lists = self.words
        if len(core) != 1 or len(core[0]) < 4 or entity.kind not in {"company", "data_provider", "exchange"}:
            return False
        loose = (lists.places, lists.peoples, lists.compass, lists.roles, lists.org_heads, lists.first_names,
                 lists.any_tails)
        return entity.text.split()[0] == core[0] and " " in entity.text and not any(core[0] in words for words in loose)

    def _fuller(self, core: tuple[str, ...]) -> tuple[str, ...]:
        """The one longer name of the article that ``core`` begins or abbreviates."""
        longer = [f for f in self.full_firms if len(f) > len(core) and f[: len(core)] == core]
        if len(core) == 1:  # "House" is not short for "House Judiciary Committee"
            longer = [f for f in longer if f[-1] not in _AGENCY and f[-1] not in _CIVIC]
        if not longer:
            longer = [f for f in self.full_firms if _initials_of(core, list(f))]
        return longer[0] if len(longer) == 1 else core

    def _core(self, name: Named) -> tuple[str, ...]:
        """The name's words without legal form: "Voltic Ghana Limited" -> ("Voltic", "Ghana")."""
        words = [w for w in name.words if w not in {",", "."}]
        while len(words) > 1 and not name.fund and words[-1] in self.words.company_tails:
            words.pop()
        return tuple(words)

    def _firm_kind(self, name: Named, full: tuple[str, ...]) -> EntityKind:
        words = set(full) | set(name.words)
        if name.fund:
            return "fund"
        if words & _AGENCY:
            return "agency"
        if "central bank" in name.text.lower():
            return "central_bank"
        if full[:2] == ("Bank", "of"):  # central banks of that form are listed
            return "company"
        if full[-1] == "Exchange":
            return "exchange"
        if full[-1] in {"Fund", "Funds", "fund", "ETF"}:
            return "fund"
        if words & _CIVIC:
            return "organisation"
        ends = self.words.any_tails
        firm = "&" in full or name.words[-1] in ends or full[-1] in ends or " ".join(full) in self.employers
        return "company" if firm else "organisation"


def _entity(name: Named, kind: EntityKind, id_: str, full: str) -> Entity:
    if id_ in listed_ids():
        id_ += "-unlisted"  # a name that only spells like one of the gazetteer's ids
    return Entity(start=name.start, end=name.end, text=name.text, kind=kind, id=id_, name=full)


def _initials_of(core: tuple[str, ...], words: list[str]) -> bool:
    """Whether a name is the capitals that begin ``words``, all and in order ("CFTC"). Two letters are too few."""
    if len(core) != 1 or not core[0].isupper() or len(core[0]) < 3 or len(words) < 3:
        return False
    return abbreviates(core[0], words, exact=True)


def _person_words(name: Named) -> tuple[str, ...]:
    words = list(name.words)
    while len(words) > 1 and words[-1] in {"Jr.", "Jr", "Sr.", "II", "III", "IV", ","}:
        words.pop()
    return tuple(words)


def _is_short(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether ``words`` are the last words of ``full``, its first name, or first and last without the middle."""
    if full[-len(words) :] == words:
        return True
    if len(words) == 1:
        return full[0] == words[0]
    return len(words) == 2 and (full[0], full[-1]) == words


def _distinct(names: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(names))
