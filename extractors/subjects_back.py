"""What a phrase without a name points back to: "the index", "its shares", "yields", "an index that is up 13%"."""

from __future__ import annotations

import re

from ..schemas import Subject, Token
from .discourse import Discourse, subject_of_item
from .scene import Scene
from .subjects_beside import oblique
from .subjects_words import BARE_YIELDS, GENERIC, LOOSE

_OF_OTHERS = re.compile(r"^ (?:on|of|in|for|from|across|at|outside|elsewhere|abroad|everywhere)\b")
"""Behind "yields": whose they are, and no longer those of the bond just spoken of."""


def carried(scene: Scene, head: Token, first: int, discourse: Discourse) -> Subject | None:
    """What a definite phrase without a name points back to: "the index", "its shares", "the contract"."""
    words = scene.text(first, head.end).split()
    if words[-1:] == ["yields"] and BARE_YIELDS.fullmatch(" ".join(words)):
        return the_yield(scene, first, head.end, discourse)
    if not words or len(words) > 4 or words[0] not in ("the", "its", "their", "that", "this"):
        return None
    if head.lower == "metal" and not {"metal", "precious"} >= set(words[1:]):
        return None  # "the industrial metal" is another than the one spoken of
    sort = GENERIC.get(head.lemma.lower()) or GENERIC.get(head.lower)
    if sort is None:
        return None
    american = head.lower == "benchmark" and "U.S." in scene.parsed.body[first : head.start]
    centre = discourse.centre
    oil = centre is not None and centre.series in ("WTI", "BRENT")
    if american and (oil or any("/barrel" in i.sort for i in scene.items)):
        return Subject(name="West Texas Intermediate crude", series="WTI", kind="commodity")
    if oil and head.lower == "benchmark" and re.search(r"\b(?:global|world|international|European)\b",
                                                       scene.parsed.body[first : head.start]):
        return Subject(name="Brent crude", series="BRENT", kind="commodity")
    if centre is not None and head.lower in LOOSE and centre.kind in ("index", "commodity", "rate"):
        return centre
    if words[0] in ("its", "their"):
        near = (i for i in scene.before(first, "series") if not oblique(scene, i))
        own = next((i for i in near if i.sort == sort), None)
        if own is not None:
            return subject_of_item(own)
        return centre if centre is not None and sort in (centre.kind, "company") else None
    found = discourse.last(sort)
    return discourse.benchmark(found) if sort == "index" and "benchmark" in words else found


def the_yield(scene: Scene, first: int, end: int, discourse: Discourse) -> Subject | None:
    """What "yields" means: the one maturity spoken of, where the sentence names none."""
    centre = discourse.centre
    if any(i.kind == "series" and i.end <= first for i in scene.items) or _OF_OTHERS.match(scene.text(end, scene.end)):
        return None
    if centre is not None and centre.kind == "rate" and centre.series is not None:
        return centre
    sentence, names = discourse.latest.get("rate", (-9, set()))
    found = discourse.by_sort.get("rate")
    near = sentence == discourse.sentence and len(names) == 1
    return found.model_copy(update={"certain": False}) if found is not None and near else None


def spoken_of(head: Token, discourse: Discourse) -> Subject | None:
    """What "an index that is up 13%" describes: the one the sentence before was about; never for certain."""
    sort, centre = GENERIC.get(head.lower), discourse.centre
    if centre is None or centre.series is None or centre.kind != sort:
        return None
    return centre.model_copy(update={"how": "carried", "certain": False})
