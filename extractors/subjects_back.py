"""What words without a name point back to: "yields" of no maturity, "it was 0.91%", "the advance comes to"."""

from __future__ import annotations

import re

from ..metrics.wording import ADVERB, FALL_VERBS, MOVE_NOUN, RISE_VERBS
from ..schemas import Subject
from .discourse import Discourse, subject_of_item
from .scene import Item, Scene
from .subjects_beside import oblique
from .subjects_words import IT_WAS, THE_SUM

_OF_OTHERS = re.compile(r"^ (?:on|of|in|for|from|across|at|outside|elsewhere|abroad|everywhere)\b")
"""Behind "yields": whose they are, and no longer those of the bond just spoken of."""

_MOVES = re.compile(
    rf"^ (?:(?:has|have|had|is|are|was|were|closed|ended|finished)\b|(?:{RISE_VERBS}|{FALL_VERBS})\b)"
)
_BEFALLS = re.compile(
    r"\b(?:is|was|were|are|proved|came as|meant|brought|helped|hurt|lifted|boosted|suited|spelled)\b[^,;{}]*?"
    r"\b(?:to|for|on|helped|hurt|lifted|boosted|suited) (?:the )?(?:shares of )?$"
)
"""What befalls a thing: "all of which was a relief to the Nasdaq"."""
_AT = re.compile(
    r"(?:(?:and|but|yet|still|now|even|even so|today|then),? )*at (?:(?:about|around|nearly|just|only|roughly) )*\$?")
_IT_STANDS = re.compile(
    r"^, it (?:now |still |also )?(?:stands|stood|is|was|sits|sat|remains|remained|closed|ended|finished|trades|traded|"
    r"has|had)\b"
)
"""A level told ahead of its pronoun: "at 2,531.94, it stood below"."""
_FIRST = re.compile(r"\W*(?:(?:and|but|while|meanwhile,|then) )?(?:the )?")
_JUST_MOVES = re.compile(
    rf"(?:'s yield)?(?:, [^,;{{}}]*(?:\{{P\}}[^,;{{}}]*)?,)?(?: (?:also|then|barely|only|now|meanwhile|even))* "
    rf"(?:(?:{RISE_VERBS}|{FALL_VERBS}) (?:{ADVERB}|(?:by )?\{{N\}},? (?:or \{{N\}},? )?to )|"
    rf"(?:clos|end|finish|settl)ed (?:\{{P\}} )?at (?:\{{N\}},? an? {MOVE_NOUN} of {ADVERB})?)\$?"
)


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


def summed_up(scene: Scene, start: int, end: int, discourse: Discourse) -> Subject | None:
    """The centre, where the figure is what its move comes to, or where "it" stands, and the sentence names nothing else
    before it."""
    named = any(i.kind in ("series", "other", "generic") and i.end <= start for i in scene.items)
    centre = discourse.centre
    if named or centre is None or centre.series is None:
        return None
    before = scene.text(scene.start, start)
    stands = _AT.fullmatch(before) and _IT_STANDS.match(scene.text(end, scene.end))
    if not (stands or THE_SUM.search(before)):
        return None
    _, names = discourse.latest.get(centre.kind, (-9, set()))
    sure = centre.certain and not (stands and len(names) > 1)
    return centre.model_copy(update={"how": "carried", "certain": sure})


def yielding(scene: Scene, start: int, discourse: Discourse) -> tuple[Subject | None, Item | None] | None:
    """What "it was 0.91%" means after a sentence about anything else: the one yield that sentence named."""
    figure = scene.covering(start)
    if figure is None or figure.sort != "percent" or not IT_WAS.fullmatch(scene.text(scene.start, start)):
        return None
    centre, (sentence, names) = discourse.centre, discourse.latest.get("rate", (-9, set()))
    if sentence != discourse.sentence or len(names) != 1 or (centre is not None and centre.series):
        return None
    rate = discourse.by_sort.get("rate")
    return None if rate is None else (rate.model_copy(update={"how": "carried"}), None)


def lone_beneficiary(scene: Scene) -> Subject | None:
    """The one series that a sentence about "this" or "that" names as whom it befalls: "that was a relief to Tesla"."""
    named = [i for i in scene.items if i.kind in ("series", "generic", "other") and i.sort != "person"]
    if len(named) != 1 or named[0].kind != "series":
        return None
    befalls = _BEFALLS.search(scene.text(scene.start, named[0].start))
    ends = scene.text(named[0].end, scene.end).strip(" .;:") == ""
    return subject_of_item(named[0]) if befalls and ends else None


def lone_mover(scene: Scene) -> Subject | None:
    """The one series of a sentence whose subject no parser found, where a verb stands right behind its name."""
    named = [i for i in scene.items if i.kind in ("series", "generic", "other") and i.sort != "person"]
    if len(named) != 1 or named[0].kind != "series" or oblique(scene, named[0]):
        return None
    return subject_of_item(named[0]) if _MOVES.match(scene.text(named[0].end, scene.end)) else None


def moves_alone(scene: Scene, item: Item, start: int) -> bool:
    """Whether a sentence begins with the name and goes on with its move, however it was parsed: "The two-year climbed
    12 basis points to"."""
    return bool(_FIRST.fullmatch(scene.text(scene.start, item.start))
                and _JUST_MOVES.fullmatch(scene.text(item.end, start)))
