"""What a figure is about: the grammatical subject of its clause, traced to a series where there is one.

A subject is certain only when the words leave one candidate. "More than 55 percent of S&P 500 constituents are down"
speaks of constituents, not of the index: a series that merely modifies another noun is never the subject.
"""

from __future__ import annotations

import re
from functools import partial

from ..metrics.wording import MOVE_NOUN
from ..schemas import Entity, Parsed, Subject, Token
from .discourse import Discourse, pointed, subject_of_item
from .scene import Item, Scene
from .subjects_ahead import ahead
from .subjects_asides import apposed_to, it_is_another, of_the_cleft, of_the_market_at_large, of_the_two, verb_in_name
from .subjects_back import lone_beneficiary, lone_mover, moves_alone, summed_up, yielding
from .subjects_beside import (
    adjacent,
    extent,
    for_another,
    framed,
    label,
    made_it_for,
    oblique,
    opening,
    pair_of,
    put_there,
    sharing_verb,
    whose_like,
    whose_stock,
)
from .subjects_carried import pointed_back
from .subjects_core import core_prices
from .subjects_kinds import by_trade, held, last_named, stocks_own, the_coin, underlying, whose
from .subjects_listed import (
    behind_semicolon,
    beside_many,
    front_contract,
    held_by_people,
    in_their_order,
    its_days_own,
    many,
    name_and_verb,
    of_the_market,
    own_futures,
    own_statement,
    resumed,
    shares_the_verb,
    whose_move,
)
from .subjects_market import ANY_STOCKS, any_stocks
from .subjects_pointed import best_span, carrier_of, lone_name, move_of_centre, of_a_unit, spoken_of, what_moved
from .subjects_tree import SUBJECT_DEPS, Tree
from .subjects_words import (
    A_MARK,
    ANYBODY,
    CARRIERS,
    EXCHANGES,
    FRONT,
    FRONTED,
    GENERIC,
    ITS,
    ITS_MARK,
    ITS_OWN_MOVED,
    LIFTED_IT,
    OF_A_MARK,
    OWNED,
    PART_OF_IT,
    POSSESSED,
    SEVERAL,
    SEVERAL_LEAD,
    STANDARD,
    TOPIC,
    TRADED,
)

_PRONOUNS = {"it", "its", "which", "that", "itself", "they", "their", "them"}


class SubjectFinder:
    """Finds the subject of a figure in its scene, with the discourse before it."""

    def __init__(self, parsed: Parsed, discourse: Discourse) -> None:
        self.parsed, self.discourse, self.tree = parsed, discourse, Tree(parsed)

    def find(self, scene: Scene, start: int, end: int) -> tuple[Subject | None, Item | None]:
        """Subject of the figure (or assertion) at ``start:end`` and its item where it is named in the sentence."""
        listed = "respectively" in self.parsed.body[start : scene.end] or pair_of(scene, start, end)
        if listed and (paired := in_their_order(scene, start, end)) is not None:
            return paired
        if ITS.search(scene.text(scene.start, start)) and (owner := self._possessor(scene, start)) is not None:
            return owner, None
        if (holding := held(scene, start, self.discourse)) is not None:
            return holding, None
        item = self._taken(adjacent(scene, start, end))
        item = item or of_the_two(scene, start) or label(scene, start) or opening(scene, start)
        item = item or whose_stock(scene, start, end)
        item = item or self._taken(ahead(scene, start, end)) or framed(scene, start)
        placed = put_there(scene, start) if item is None else None
        item = item or for_another(scene, start) or made_it_for(scene, start, end)
        item = item or self._taken(placed)
        item = item or of_the_cleft(scene, start)
        if item is not None:
            return subject_of_item(item), item
        if (summed := summed_up(scene, start, end, self.discourse)) is not None:
            return summed, None
        lifted = LIFTED_IT.search(scene.text(scene.start, start))
        if lifted and (raised := self._object_pronoun(scene, start)) is not None:
            return raised, None
        found = self._grammatical(scene, start)
        if found is not None and held_by_people(scene, found[0], (start, end), self.discourse):
            return pointed(self.discourse.centre, start, end) if self.discourse.centre is not None else None, None
        item = scene.covering(start) if found is None or found[0] is None or found[0].series is None else None
        if item is not None and item.kind == "period" and (follows := self._follows(scene, start)) is not None:
            return follows, None
        if found is not None and resumed(scene, found[0], start) and (own := self._own_subject(scene, start)):
            return own.model_copy(update={"how": "carried"}), None
        if found is not None:
            led = yielding(scene, start, self.discourse) or behind_semicolon(scene, found[0], start)
            return led or own_statement(scene, found[0], start) or found
        return self._nearest(scene, start)

    def main_subject(self, scene: Scene) -> Subject | None:
        """The subject of the sentence's main verb, where it is a thing that "it" could point to next."""
        for token in self.parsed.tokens[scene.sentence.first : scene.sentence.last]:
            if token.head == token.i:
                child = self.tree.subject(self.tree.reported(token) or token)
                lead = SEVERAL_LEAD.match(self.parsed.body[scene.start : scene.end].lower())
                if lead or (child is not None and SEVERAL.fullmatch(self.tree.words(child))):
                    return lone_name(scene)
                if child is not None and ANYBODY.fullmatch(self.tree.words(child)):
                    return lone_name(scene) if any(i.kind == "series" for i in scene.items) else None
                if child is not None and child.lower in ("this", "that", "all") and child.pos in ("PRON", "DET"):
                    return lone_beneficiary(scene)
                if child is not None and PART_OF_IT.match(self.tree.words(child)):
                    return None
                if child is not None:
                    subject, _ = self.from_token(scene, child)
                    if subject is not None and subject.series is None and many(self.tree.words(child), child):
                        return beside_many(scene, subject)
                    last = self._last_statement(scene, token)
                    if last is not None and subject is not None and last.series != subject.series:
                        return last.model_copy(update={"certain": False})
                    doubtful = subject is not None and (self.tree.joined(child) or shares_the_verb(scene, subject))
                    return subject.model_copy(update={"certain": False}) if subject and doubtful else subject
                if self.tree.misread_verb(token):
                    return self.from_token(scene, token)[0]
        return lone_mover(scene)

    def _last_statement(self, scene: Scene, verb: Token) -> Subject | None:
        """The subject of the last statement that "and" or "but" joins to the first: what "it" means as likely."""
        found = None
        while verb is not None:
            joined = [c for c in self.tree.children.get(verb.i, ()) if c.dep == "conj" and c.pos in ("VERB", "AUX")]
            for child in filter(None, (self.tree.subject(c) for c in joined)):
                subject, _ = self.from_token(scene, child)
                found = subject if subject is not None and (subject.series or subject.kind in TRADED) else found
            if not joined:
                break
            verb = joined[-1]
        return found

    def _possessor(self, scene: Scene, start: int) -> Subject | None:
        """Who "its" means: the nearest name before it, no object of a preposition; the subject behind; the centre."""
        if (stocks := stocks_own(scene, start)) is not None:
            return stocks
        for item in scene.before(start, "series", "generic", "other"):
            if item.sort not in ("person", "place") and not oblique(scene, item):
                found = self._meant(item)
                if found is not None:
                    return found.model_copy(update={"how": "carried"})
        found = self._own_subject(scene, start) or self._follows(scene, start) or self.discourse.centre
        return found.model_copy(update={"how": "carried"}) if found is not None else None

    def _follows(self, scene: Scene, start: int) -> Subject | None:
        """The series that the sentence is about, where ``start`` lies in a phrase before it."""
        own = self.tree.main_subject(scene)
        fronted = FRONTED.match(scene.text(scene.start, start))
        parted = own is None or ";" in scene.text(start, own.start)
        if own is None or own.start < start or own.lower in _PRONOUNS or not fronted or parted:
            return None
        named, _ = self.from_token(scene, own)
        return named if named is not None and named.series is not None else None

    def _object_pronoun(self, scene: Scene, start: int) -> Subject | None:
        """What "it" means in "gains that had lifted it to": the sentence's first subject, else the centre."""
        for item in scene.items:
            if item.end <= start and item.kind in ("series", "generic") and not oblique(scene, item):
                found = self._meant(item)
                if found is not None:
                    return found.model_copy(update={"how": "carried"})
        return self.discourse.centre

    def _taken(self, item: Item | None) -> Item | None:
        return self._resolved(item) if item is not None and item.kind == "generic" else item

    def _resolved(self, item: Item) -> Item | None:
        subject = self.generic(item)
        if subject is None or subject.series is None or not subject.certain:
            return None
        return Item(item.start, item.end, "series", subject.name, subject.series, subject.kind, item.thing)

    # -- grammar --------------------------------------------------------------------------------------------------

    def _grammatical(self, scene: Scene, start: int) -> tuple[Subject | None, Item | None] | None:
        if not self.parsed.parsed:
            return None
        at = self.parsed.token_at(start)
        if at >= len(self.parsed.tokens):
            return None
        token = self.parsed.tokens[at]
        for _ in range(12):
            subject_token = self.tree.subject(token)
            if subject_token is not None and subject_token.start < start:
                return self.from_token(scene, subject_token)
            if token.dep in ("relcl", "acl") and not self.tree.infinitive(token):
                head = self.parsed.tokens[token.head]
                return self.from_token(scene, head) if head.start < start else None
            if token.head == token.i:
                return None
            token = self.parsed.tokens[token.head]
        return None

    def from_token(self, scene: Scene, token: Token) -> tuple[Subject | None, Item | None]:
        """The subject that the noun or pronoun ``token`` heads."""
        item = scene.covering(token.start)
        if item is None and token.lower == "the" and (named := scene.covering(token.end + 1)) is not None:
            item = named if named.kind in ("series", "generic") else None  # a name that the parser broke apart
        if item is not None and item.kind == "period" and token.dep in SUBJECT_DEPS:
            return its_days_own(scene, item, self.discourse) or of_the_market(scene, item, self.discourse), None
        number = token.pos == "NUM" or token.lower == "%"
        if number and item is not None and item.kind == "figure" and not item.spoken:
            return self.find(scene, item.start, item.end)
        if item is not None and item.kind == "other" and ANY_STOCKS.fullmatch(scene.words(item)):
            return any_stocks(item.start, item.end), None
        if item is not None and item.kind in ("series", "other"):
            return self._named(scene, item)
        if item is not None and item.kind == "generic":
            return self.generic(item), item
        if token.lower == "that" and (owner := whose_like(scene, token)) is not None:
            return subject_of_item(owner), owner
        if token.lower in _PRONOUNS:
            return self.pronoun(scene, token), None
        centre = self.discourse.centre
        if token.lower == "there" and centre is not None and not scene.before(token.start, "series"):
            return pointed(centre, token.start, token.end), None
        return self._phrase(scene, token)

    def _owner_of_span(self, scene: Scene, head: Token) -> Subject | None:
        """Whose day, week or low a phrase tells of: "the stock's darkest day", "the index's best month"."""
        if not OWNED.fullmatch(head.lower):
            return None
        owner = next((c for c in self.tree.children.get(head.i, ()) if c.dep == "poss" and GENERIC.get(c.lower)), None)
        return self.from_token(scene, owner)[0] if owner is not None else None

    def _named(self, scene: Scene, item: Item) -> tuple[Subject | None, Item | None]:
        m = POSSESSED.match(scene.text(item.end, scene.end))
        if m and item.kind == "series" and ITS_OWN_MOVED.match(scene.text(item.end, scene.end)):
            return subject_of_item(item), item
        moved = m and item.kind == "series" and re.fullmatch(rf"(?:[a-z-]+ )*{MOVE_NOUN}", m.group("of").strip())
        if m and (moved or OWNED.fullmatch(m.group("of").split()[-1])):
            return subject_of_item(item), item
        if m and item.kind == "series" and not set(m.group("of").split()) & CARRIERS:
            return Subject(name=f"{item.name}'s {m.group('of').strip()}", start=item.start, end=item.end), None
        return subject_of_item(item), item

    def _phrase(self, scene: Scene, head: Token) -> tuple[Subject | None, Item | None]:
        """A noun phrase such as "the yield on the 10-year note", "Apple's shares", "energy shares in the S&P 500"."""
        first, last = extent(head, self.tree.children)
        words = scene.text(first, head.end)
        owned = self._owner_of_span(scene, head) or best_span(scene, head, first, self.discourse)
        if owned is not None and owned.series is not None:
            return owned, None
        inside = [i for i in scene.items if i.kind not in ("figure", "period") and first <= i.start and i.end <= last]
        if (mistaken := verb_in_name(scene, head, first)) is not None:
            return subject_of_item(mistaken), mistaken
        apposed = apposed_to(scene, head, first, last)
        if apposed is not None:
            return self._meant(apposed), apposed
        mover = self._mover(scene, head, first, inside)
        if mover is not None:
            return mover
        misread = name_and_verb(scene, inside, first, head.end)
        if misread is not None:
            return subject_of_item(misread), misread
        relative = self.tree.relative(head) if head.lower == "time" else None
        closing = self.tree.subject(relative) if relative is not None else None
        if closing is not None and closing.i != head.i:
            return self.from_token(scene, closing)
        if ITS_MARK.fullmatch(words) and (whose_mark := self._possessor(scene, first)):
            return pointed(whose_mark, first, head.end), None
        if (sold := of_a_unit(scene, head, inside)) is not None:
            return self._meant(sold), sold
        if A_MARK.fullmatch(words) and OF_A_MARK.search(scene.text(scene.start, first)):
            own = self._own_subject(scene, first) or last_named(scene, first)
            if own is not None:
                return own.model_copy(update={"how": "carried"}), None
        moved = whose_move(scene, head, inside)
        if moved is not None:
            return subject_of_item(moved), moved
        if FRONT.fullmatch(words):
            contract = front_contract(scene, first, self.discourse)
            return (pointed(contract, first, head.end) if contract is not None else None), None
        if words in ("the latter", "the former"):
            return self.discourse.of_two(head.lower == "latter"), None
        trade = by_trade(words, self.discourse) or underlying(scene, first, head.end)
        if trade is not None:
            return pointed(trade, first, head.end), None
        if (coin := the_coin(scene, first, head.end, self.discourse)) is not None:
            return pointed(coin, first, head.end), None
        core = core_prices(scene, head, first, last, self.discourse)
        if core is not None:
            return core, None
        if (priced := own_futures(scene, words, first)) is not None:
            return subject_of_item(priced), priced
        inside = [i for i in inside if i.name not in EXCHANGES]
        if head.lemma.lower() in CARRIERS or head.lower in CARRIERS:
            carried, item = self._carried_by(scene, head, first, inside)
            if carried is not None or item is not None:
                return carried, item
        market = of_the_market_at_large(scene, first, head.end, self.discourse)
        if market is not None:
            return market, None
        return whose(scene, self.parsed.body[first : head.end].strip(), first, head.end), None

    def _carried_by(
        self, scene: Scene, head: Token, first: int, inside: list[Item]
    ) -> tuple[Subject | None, Item | None]:
        """Whose shares or yield a phrase such as "shares of Apple" tells of: the name in it, or what it points to."""
        if (owner := carrier_of(scene, inside, head)) is not None:
            return self._meant(owner), owner
        if not all(i.kind == "other" and i.sort in ("place", "person") for i in inside):
            return None, None
        own_subject = partial(self._own_subject, scene, first)
        back = pointed_back(scene, head, first, self.tree, self.discourse, own_subject)
        return (pointed(back, first, head.end) if back is not None else None), None

    def _mover(
        self, scene: Scene, head: Token, first: int, inside: list[Item]
    ) -> tuple[Subject | None, Item | None] | None:
        """What a phrase that names a move is of: "its advance", "a 9% leap in the S&P 500"; None where none is said."""
        moved = what_moved(scene, head)
        if moved is not None:
            return self._meant(moved), moved
        beside = scene.text(scene.start, first).endswith(", ")
        apposed = beside and scene.text(first, head.end).startswith(("a ", "an "))
        if apposed and not any(i.kind == "series" for i in inside) and re.fullmatch(MOVE_NOUN, head.lower):
            mover = self._own_subject(scene, first)
            if mover is not None:
                return mover.model_copy(update={"how": "carried"}), None
        unnamed = all(i.kind == "other" for i in inside)
        if unnamed and self.parsed.body[first : first + 4].lower() == "its " and re.fullmatch(MOVE_NOUN, head.lower):
            mover = self._possessor(scene, first)
            return (pointed(mover, first, head.end) if mover is not None else None), None
        centre = move_of_centre(self.discourse, scene, head, first) if unnamed else None
        return (centre, None) if centre is not None else None

    def _meant(self, item: Item) -> Subject | None:
        """What an item stands for: itself, or what its definite phrase points back to."""
        return self.generic(item) if item.kind == "generic" else subject_of_item(item)

    def generic(self, item: Item) -> Subject | None:
        """The thing a definite phrase ("the index", "the stock") points back to."""
        entity = item.thing
        if isinstance(entity, Entity) and entity.series:
            return subject_of_item(item)
        words = entity.text.lower().split() if entity is not None else []
        benchmark = "benchmark" in words and STANDARD.issuperset(words)
        found = spoken_of(self.parsed, self.discourse, item.sort, item.start, benchmark)
        return pointed(found, item.start, item.end) if found is not None else None

    def pronoun(self, scene: Scene, token: Token) -> Subject | None:
        """What "it" or "its" points to: the sentence's own earlier subject, else the centre of the sentence before."""
        earlier = [i for i in scene.before(token.start, "series", "generic", "other") if not oblique(scene, i)]
        if token.lower in ("it", "its", "itself"):
            earlier = [i for i in earlier if i.sort != "person"]
        topic = next((i for i in scene.before(token.start, "series", "generic")
                      if TOPIC.match(scene.text(scene.start, i.start))), None)
        earlier = earlier or ([topic] if topic is not None else [])
        if earlier:
            item = earlier[-1]
            found = self._meant(item)
            sharing = sharing_verb(scene, token.start)
            if sharing is not None and sharing is not item:
                return subject_of_item(sharing).model_copy(update={"how": "carried", "certain": False})
            if found is not None:
                return found.model_copy(update={"how": "carried"})
        own = self._own_subject(scene, token.start)
        found = own or self.discourse.centre
        if found is None:
            return None
        prices = token.lower in ("they", "them") and found.kind in ("index", "commodity", "rate")  # and no index
        many = (prices and (own is None or own.how == "named")) or it_is_another(scene, token, self.parsed.tokens)
        return found.model_copy(update={"how": "carried", "certain": found.certain and not many})

    def _own_subject(self, scene: Scene, before: int) -> Subject | None:
        """The subject of the sentence's main verb, where it is a series and stands before ``before``."""
        own = self.tree.main_subject(scene)
        if own is None or own.end > before or own.lower in _PRONOUNS:
            return None
        found, _ = self.from_token(scene, own)
        return found if found is not None and found.series is not None else None

    def _nearest(self, scene: Scene, start: int) -> tuple[Subject | None, Item | None]:
        for item in scene.before(start, "series", "generic", "other"):
            if oblique(scene, item):
                continue
            subject = self._meant(item)
            if subject is not None:
                return subject.model_copy(update={"certain": moves_alone(scene, item, start)}), item
        if self.discourse.centre is not None:
            return self.discourse.centre.model_copy(update={"how": "carried", "certain": False}), None
        return None, None
