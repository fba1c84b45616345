"""Speakers set before a colon at the head of a line: headlines ("Powell: Rates Stay Put") and transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .quotes_cues import Found
from .quotes_roles import people_words
from .quotes_view import View

_TURN = re.compile(r"[\"“']?\s*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}|Q|A)\s?:\s+(?=\S)")
_NOT_NAMES = frozenset("""
UPDATE CORRECTION NOTE VIDEO PREVIOUSLY PHOTO PHOTOS RELATED WATCH READ MORE BREAKING CLARIFICATION EDITOR EDITORS ALSO
UPDATED EXCLUSIVE OPINION ANALYSIS LIVE
""".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday week month year".split())
_HEAD_WORDS = 8
_VERBS = ("VBZ", "VBD", "VBP", "MD")


def colon_heads(view: View) -> list[Found]:
    """Turns of a transcript (two at least), and a headline that names its speaker before a colon."""
    turns = list(_turns(view))
    found = turns if len(turns) > 1 else []
    headline = _headline(view)
    if headline is not None and all(f.cue != headline.cue for f in found):
        found.append(headline)
    return found


def _turns(view: View) -> Iterator[Found]:
    paragraphs = view.parsed.paragraphs
    for number, (start, end) in enumerate(paragraphs):
        turn = _TURN.match(view.body, start, end)
        if turn is None or turn.group("name").split()[0] in _NOT_NAMES:
            continue
        spans = [(turn.end(), end)]
        if view.body[start] in "\"“":
            for later in paragraphs[number + 1 :]:
                if view.body[later[0]] not in "\"“" or _TURN.match(view.body, *later) or view.body[later[0] + 1] == "(":
                    break
                spans.append(later)
        source = view.parsed.token_at(turn.end("name") - 1)
        colon = view.parsed.token_at(view.body.index(":", turn.end("name")))
        content = tuple(_tokens(view, a, b) for a, b in spans)
        yield Found((colon, colon + 1), ":", "speech", "turn", content, source)


def _tokens(view: View, start: int, end: int) -> tuple[int, int]:
    first, last = view.parsed.token_at(start), view.parsed.token_at(end - 1) + 1
    return first, min(max(last, first + 1), len(view.tokens))


def _headline(view: View) -> Found | None:
    if not view.parsed.paragraphs or not view.tokens:
        return None
    start, end = view.parsed.paragraphs[0]
    colon_at = view.body.find(": ", start, end)
    if colon_at < 0:
        return None
    colon = view.parsed.token_at(colon_at)
    if view.tokens[colon].text != ":" or not 0 < colon <= _HEAD_WORDS or view.region_of[colon] >= 0:
        return None
    content = _tokens(view, colon_at + 2, end)
    if content[1] - content[0] < 3 or any(view.tokens[i].tag in _VERBS for i in range(colon)):
        return None
    source = colon - 1
    named = view.tokens[source].ent in ("PERSON", "ORG") and view.tokens[source].text.lower() not in _DAYS
    kinds = people_words()["kinds"]
    noun = view.tokens[source].lower
    speaks = any(noun in words or noun.rstrip("s") in words for words in kinds.values())
    surnames = view.tokens[source].text in view.body[end:]
    if not (speaks or (named and surnames)):
        return None
    return Found((colon, colon + 1), ":", "speech", "headline", (content,), source)
