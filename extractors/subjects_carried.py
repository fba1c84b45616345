"""What a definite phrase without a name points back to: "the index", "its shares", "the contract"."""

from __future__ import annotations

from collections.abc import Callable

from ..schemas import Subject, Token
from .discourse import Discourse, subject_of_item
from .scene import Scene
from .subjects_asides import named_here
from .subjects_back import the_yield
from .subjects_beside import oblique
from .subjects_pointed import benchmark_oil, spoken_of
from .subjects_tree import Tree, one_that
from .subjects_words import BARE_YIELDS, GENERIC, LOOSE, STANDARD


def pointed_back(
    scene: Scene, head: Token, first: int, tree: Tree, discourse: Discourse, own_subject: Callable[[], Subject | None]
) -> Subject | None:
    """What the phrase from ``first`` to its ``head`` means; None where it is no such phrase or points to nothing.

    ``own_subject`` gives the subject of the sentence's main verb, where it stands before the phrase.
    """
    words = scene.text(first, head.end).split()
    if words[-1:] == ["yields"] and BARE_YIELDS.fullmatch(" ".join(words)):
        return the_yield(scene, first, head.end, discourse)
    if words[:1] in (["a"], ["an"]) and len(words) <= 4:
        unnamed = not any(i.kind == "series" for i in scene.before(first))
        return one_that(tree, head, own_subject() or discourse.centre, unnamed)
    if not words or len(words) > 4 or words[0] not in ("the", "its", "their", "that", "this"):
        return None
    if head.lower == "metal" and not {"metal", "precious"} >= set(words[1:]):
        return None  # "the industrial metal" is another than the one spoken of
    sort = GENERIC.get(head.lemma.lower()) or GENERIC.get(head.lower)
    if sort is None:
        return None
    centre = discourse.centre
    if (oil := benchmark_oil(scene, head, first, centre)) is not None:
        return oil
    bare = "benchmark" in words and STANDARD.issuperset(words)
    if centre is not None and head.lower in LOOSE and centre.kind in ("index", "commodity", "rate"):
        return discourse.benchmark(centre) if bare and centre.kind == "index" else discourse.one_of(centre)
    if words[0] in ("its", "their"):
        near = (i for i in scene.before(first, "series") if not oblique(scene, i))
        own = next((i for i in near if i.sort == sort), None)
        if own is not None:
            return subject_of_item(own)
        return centre if centre is not None and sort in (centre.kind, "company") else None
    found = spoken_of(scene.parsed, discourse, sort, first, bare)
    return named_here(scene, found, sort, first)
