"""One sentence laid out as typed slots: what stands where, and what a pattern can match.

A scene holds the items of a sentence in order (series, other names, pronouns, figures, periods) and renders the text
left and right of any figure with slots in place of the items, so that phrasings are written once for all indexes,
all numbers and all dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ..schemas import Entity, Figure, Parsed, Period, Sentence, Span
from .entities_identity import GRADES, OIL
from .traps import trapped

ItemKind = Literal["series", "generic", "other", "figure", "period"]
_NEXT = re.compile(r"(?:the )?(?:next|coming|following|another)\b", re.IGNORECASE)
_OF_NAME = re.compile(r"\b(?:of|in)(?: the\b[^,;]*)? $")
_EACH_OF = re.compile(r"\b(?:each|every one|all) of $")
_SPOKEN = re.compile(r"first|(?:one|two|three|four|five|six|\d+)-(?:day|week|month|year)")
_SLOTS: dict[ItemKind, str] = {"series": "{R}", "generic": "{G}", "other": "{X}", "figure": "{N}", "period": "{P}"}
_SLOT = 3
"""Characters of a slot."""
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "–": "-", "‑": "-", "{": "(", "}": ")",
})


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a slot. ``series`` is set for kind "series"; ``thing`` is the value it was made from."""

    start: int
    end: int
    kind: ItemKind
    name: str = ""
    series: str | None = None
    sort: str = ""
    thing: Figure | Period | Entity | None = None
    length: Period | None = None
    """For a figure that is also a stretch of time ("in two days"): the period it is."""

    @property
    def spoken(self) -> bool:
        """Whether the item keeps its words in slotted text: superlatives ("first" too) are part of the phrasings, and
        so is the length of the move they speak of ("one-day")."""
        if not isinstance(self.thing, Figure):
            return False
        return self.thing.kind == "superlative" or bool(_SPOKEN.fullmatch(self.thing.text.lower()))

    @property
    def period(self) -> Period | None:
        """The period an item is, or doubles as."""
        return self.thing if isinstance(self.thing, Period) else self.length


@dataclass(frozen=True, slots=True)
class Slotted:
    """A sentence's ``text`` with slots: where each item that has one starts and ends in the body, and where its slot
    stands in ``text``. ``count`` is the number of items it was made from.
    """

    text: str
    starts: list[int]
    ends: list[int]
    places: list[int]
    count: int

    def of(self, item: Item | None) -> int | None:
        """Where the slot of ``item`` stands; None where it has none."""
        if item is None:
            return None
        at = bisect_left(self.starts, item.start)
        return self.places[at] if at < len(self.starts) and self.starts[at] == item.start else None


@dataclass(slots=True)
class Scene:
    """A sentence and its items, in order and without overlaps."""

    parsed: Parsed
    sentence: Sentence
    items: list[Item] = field(default_factory=list)
    _whole: Slotted | None = field(default=None, repr=False, compare=False)

    @property
    def start(self) -> int:
        """Where the sentence begins in the body."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where the sentence ends in the body."""
        return self.sentence.end

    def text(self, start: int, end: int, subject: Item | None = None) -> str:
        """The stretch ``start:end`` in lower case with slots; spaces are single, quotes and dashes plain.

        An item that begins before ``start`` keeps what is left of its words; one that ends after ``end`` is a slot.
        """
        if end <= start:
            return ""
        if start < self.start or end > self.end:
            inside = max(start, self.start), max(min(end, self.end), self.start)
            before, after = self.parsed.body[start : inside[0]], self.parsed.body[inside[1] : end]
            return _plain(before) + self.text(*inside, subject) + _plain(after)
        slotted = self._slotted()
        first = bisect_right(slotted.ends, start)
        last = bisect_left(slotted.starts, end) - 1
        if first > last:
            return _plain(self.parsed.body[start:end])
        lead, begin = "", slotted.places[first] - (slotted.starts[first] - start)
        if slotted.starts[first] < start:
            lead = _plain(self.parsed.body[start : min(slotted.ends[first], end)])
            begin = slotted.places[first] + _SLOT
        stop = slotted.places[last] + _SLOT + max(end - slotted.ends[last], 0)
        text = slotted.text
        own = slotted.of(subject)
        if own is not None and begin <= own < stop:
            text = f"{text[begin:own]}{{S}}{text[own + _SLOT : stop]}"
        else:
            text = text[begin:stop]
        return lead + text

    def _slotted(self) -> Slotted:
        """The whole sentence with slots, made once."""
        if self._whole is None or self._whole.count != len(self.items):
            self._whole = _slotted(self.parsed.body, self.start, self.end, self.items)
        return self._whole

    def around(self, anchor: Span, subject: Item | None = None) -> tuple[str, str]:
        """The slotted text of the sentence left and right of ``anchor``."""
        return self.text(self.start, anchor.start, subject), self.text(anchor.end, self.end, subject)

    def before(self, at: int, *kinds: ItemKind) -> list[Item]:
        """Items of ``kinds`` that end at or before ``at``, nearest first."""
        return [i for i in reversed(self.items) if i.end <= at and (not kinds or i.kind in kinds)]

    def after(self, at: int, *kinds: ItemKind) -> list[Item]:
        """Items of ``kinds`` that start at or after ``at``, nearest first."""
        return [i for i in self.items if i.start >= at and (not kinds or i.kind in kinds)]

    def words(self, item: Item) -> str:
        """The words of an item as they stand, in lower case."""
        return self.parsed.body[item.start : item.end].lower()

    def covering(self, char: int) -> Item | None:
        """The item that covers character ``char``."""
        return next((i for i in self.items if i.start <= char < i.end), None)


def _plain(text: str) -> str:
    """Lower case with plain quotes, dashes and spaces; braces, which mark slots, become parentheses. As long as the
    text: what has a longer lower case keeps its own."""
    plain = text.translate(_PLAIN)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _slotted(body: str, start: int, end: int, items: Sequence[Item]) -> Slotted:
    out: list[str] = []
    kept = [item for item in items if not item.spoken]
    places: list[int] = []
    at, length = start, 0
    for item in kept:
        gap = _plain(body[at : item.start])
        places.append(length + len(gap))
        out += gap, _SLOTS[item.kind]
        length += len(gap) + _SLOT
        at = item.end
    out.append(_plain(body[at:end]))
    return Slotted("".join(out), [i.start for i in kept], [i.end for i in kept], places, len(items))


def build_scenes(
    parsed: Parsed, figures: Sequence[Figure], periods: Sequence[Period], entities: Sequence[Entity]
) -> list[Scene]:
    """One scene a sentence. Names win over periods, periods over figures, where they overlap; but a bare length of
    time ("964 days", "five months") stays a figure and carries its period along."""
    scenes = [Scene(parsed, sentence) for sentence in parsed.sentences]
    if not scenes:
        return scenes
    lengths, windows = _split_lengths(figures, periods, parsed.body)
    # "its target range" is left as text: the policy metrics read it themselves, from whoever moves it
    grade = _grade(entities)
    names = [_entity_item(e, parsed.body, grade) for e in entities if e.how != "anaphor" or e.kind != "rate"]
    for item in _without_overlaps(names, _periods(windows), _figures(figures, lengths)):
        sentence = parsed.sentence_at(item.start)
        if sentence is not None and item.start >= sentence.start:
            scenes[sentence.index].items.append(item)
    return scenes


def _split_lengths(
    figures: Sequence[Figure], periods: Sequence[Period], body: str
) -> tuple[dict[int, Period], list[Period]]:
    """Periods that are nothing but a counted length, by the start of their figure; and all other periods."""
    lengths: dict[int, Period] = {}
    windows: list[Period] = []
    by_end = {f.end: f for f in figures}
    for period in periods:
        figure = by_end.get(period.end)
        counted = period.kind in ("duration", "sessions") or period.relation == "for" or (
            period.relation == "ahead" and figure is not None and period.text == figure.text
            and not _NEXT.match(period.text)
        )
        if counted and figure is not None and figure.start <= period.start + 12 and period.start <= figure.start:
            lead = period.text[: figure.start - period.start].lower().strip()
            each = lead == "the" and _EACH_OF.search(body, max(0, period.start - 16), period.start)
            if each or lead in ("", "in", "for", "after", "over", "since"):
                lengths[figure.start] = period
                continue
        elif counted and figure is not None and figure.start < period.start:
            lengths[figure.start] = period
            continue
        windows.append(period)
    return lengths, windows


def _grade(entities: Sequence[Entity]) -> str | None:
    """What plain "oil" and "crude" are quoted as: the one grade that the article names; the American where it names
    none, as the American press means it; None where it names both."""
    named = {e.series for e in entities if e.series in GRADES}
    return None if len(named) > 1 else named.pop() if named else GRADES[0]


def _entity_item(entity: Entity, body: str, grade: str | None) -> Item:
    if entity.id == OIL and grade is not None and not trapped(body, entity.start, entity.end, entity.kind, grade):
        return Item(entity.start, entity.end, "series", entity.name, grade, entity.kind, entity)
    if entity.series and trapped(body, entity.start, entity.end, entity.kind, entity.series):
        return Item(entity.start, entity.end, "other", entity.name, None, entity.kind, entity)
    kind: ItemKind = "series" if entity.series else ("generic" if entity.how == "anaphor" else "other")
    return Item(entity.start, entity.end, kind, entity.name, entity.series, entity.kind, entity)


def _periods(periods: Iterable[Period]) -> list[Item]:
    return [Item(p.start, p.end, "period", p.text, None, p.kind, p) for p in periods]


def _figures(figures: Iterable[Figure], lengths: dict[int, Period]) -> list[Item]:
    return [Item(f.start, f.end, "figure", f.text, None, f.quantity.unit, f, lengths.get(f.start)) for f in figures]


def _lead_of(figure: Item, name: Item) -> str:
    """What of a figure's words stands before a name inside it, where the name is all that follows."""
    reach = figure.start < name.start < figure.end <= name.end
    return figure.name[: name.start - figure.start] if reach else ""


def _without_overlaps(*groups: list[Item]) -> list[Item]:
    """All items, where a later group gives way to an earlier one it overlaps; sorted by start."""
    kept: list[Item] = []
    for group in groups:
        taken = sorted(kept, key=lambda i: i.start)
        starts = [i.start for i in taken]
        for whole in group:
            at = bisect_left(starts, whole.end)
            lead = _lead_of(whole, taken[at - 1]) if at > 0 and whole.kind == "figure" else ""
            item = replace(whole, end=whole.start + len(lead.rstrip())) if _OF_NAME.search(lead) else whole
            at = bisect_left(starts, item.end)
            if not any(item.start < k.end for k in taken[max(0, at - 3) : at]):
                kept.append(item)
    return sorted(kept, key=lambda i: i.start)
