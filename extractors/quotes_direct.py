"""Quoted words and the reporting word they hang on: inverted, split, announced by a colon, run over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .quotes_cues import Found
from .quotes_lexicon import can_quote, lexicon
from .quotes_marks import Region, ends_speech, last_mark
from .quotes_source import source_of
from .quotes_view import View

_DASH = re.compile(r"[ \t]*(?:—|–|―|--|-)[ \t]*")
_FORMS = frozenset("said says wrote writes read reads asked asks added adds replied tweeted argued noted".split())
_JOINABLE = ("clause", "aside", "phrase", "as said", "object", "small", "as")
_OPENERS = (",", ":", "—", "–", "--", "-")
_DASHES = ("—", "–", "―", "--", "-")
_SMALL = frozenset("the and for with from into over of in on to a an at by or but nor as vs".split())
_REACH = 22
"""Tokens between a quotation and its reporting verb, at most."""


@dataclass(slots=True)
class Group:
    """Quoted regions that make up one attribution; ``cue`` is a token range, None when the speaker is carried over."""

    regions: list[int]
    cue: tuple[int, int] | None
    lemma: str | None
    source: int | None
    lead: int | None = None


def join_reports(view: View, groups: list[Group], founds: Sequence[Found]) -> dict[tuple[int, int], list[int]]:
    """Uncued quotations that go on with a report earlier in their paragraph: cue of the report -> regions."""
    joined: dict[tuple[int, int], list[int]] = {}
    for group in list(groups):
        if group.cue is not None and len(group.regions) < 2:
            continue
        for number in list(group.regions):
            region = view.regions[number]
            if group.cue is not None and number == group.regions[0]:
                continue
            at = view.parsed.token_at(region.start)
            since = group.cue[0] if group.cue is not None else -1
            report = next((f for f in reversed(founds) if since < f.cue[0] < at and f.act == "speech"
                           and f.frame in _JOINABLE and _goes_on(view, f, region, at)), None)
            if report is not None:
                joined.setdefault(report.cue, []).append(number)
                group.regions.remove(number)
        if not group.regions:
            groups.remove(group)
    return joined


def _goes_on(view: View, report: Found, region: Region, at: int) -> bool:
    """Whether a region begins the next sentence of a report's paragraph."""
    up = report.cue[0]
    for _ in range(8):
        if view.tokens[up].dep in ("advcl", "relcl", "acl"):
            return False
        if view.tokens[up].head == up:
            break
        up = view.tokens[up].head
    if _paragraph_of(view, report.cue[0]) != region.paragraph or not _stands_alone(view, region, at):
        return False
    gap = view.tokens[at].sentence - view.tokens[report.cue[0]].sentence
    return gap == 1 or (gap == 2 and view.is_mark(view.sentence(at).first))


def direct_groups(view: View, founds: Sequence[Found]) -> list[Group]:
    """Every quoted region that no report's content already holds, grouped by the reporting word it hangs on."""
    starts: dict[int, Found] = {}
    for f in founds:
        for a, _ in f.content:
            starts.setdefault(a, f)
    covered = _covered(view, founds)
    groups: list[Group] = []
    for number, region in enumerate(view.regions):
        if number in covered or not view.body[region.start : region.end].strip():
            continue
        span = _tokens_of(view, region)
        if span is None:
            continue
        _place(view, number, region, span, starts, groups)
    return groups


def _tokens_of(view: View, region: Region) -> tuple[int, int] | None:
    first = view.parsed.token_at(region.start)
    last = view.parsed.token_at(max(region.end - 1, region.start)) + 1
    return (first, last) if first < len(view.tokens) and view.tokens[first].start < region.outer_end else None


def _covered(view: View, founds: Sequence[Found]) -> set[int]:
    """Regions that begin inside a report's content, after its first word."""
    out: set[int] = set()
    for f in founds:
        if f.frame == "turn":
            out |= {view.region_of[i] for i in range(f.cue[0] - 1, f.content[-1][1])} - {-1}
        for a, b in f.content:
            if view.region_of[a] >= 0 and f.frame == "clause" and _goes_past(view, a, b):
                out.add(view.region_of[a])
            for i in range(a, b):
                if view.region_of[i] >= 0 and view.region_of[a] != view.region_of[i] and not view.is_mark(i):
                    out.add(view.region_of[i])
    return out


def _goes_past(view: View, first: int, last: int) -> bool:
    """Whether a clause that opens with quoted words has words of its own after them."""
    region = view.region_of[first]
    own = [i for i in range(first, last) if view.region_of[i] != region and view.tokens[i].pos != "PUNCT"]
    return len(own) >= 3 and view.tokens[own[0]].text[:1].islower()


def _place(view: View, number: int, region: Region, span: tuple[int, int], starts: dict[int, Found],
           groups: list[Group]) -> None:
    """Find the reporting word of one region and add it to the group of that word."""
    first, last = span
    last_group = groups[-1] if groups else None
    if region.carried and last_group is not None:
        last_group.regions.append(number)
        return
    alone = _stands_alone(view, region, first)
    if not alone and _is_title(view.body[region.start : region.end].split()):
        return
    report = next((starts[i] for i in (first - 1, first, first + 1) if i in starts), None)
    before = _before(view, region, first)
    if report is not None and before is not None and before[0] > report.cue:
        report = None
    found = _after(view, region, last) or (report and (report.cue, report.lemma, report.source)) or before or \
        _colon(view, region, first)
    if found is not None:
        cue, lemma, source = found
        same = next((g for g in reversed(groups[-3:]) if g.cue == cue), None)
        if same is not None:
            same.regions.append(number)
        else:
            groups.append(Group([number], cue, lemma, source))
        return
    dash = _dash(view, region)
    if dash is not None:
        groups.append(Group([number], (max(dash[0] - 1, 0), dash[0]), "—", dash[1] - 1))
        return
    if not alone:
        _embedded(view, number, region, first, groups)
    elif last_group is not None and _near(view, last_group, region):
        last_group.regions.append(number)
    elif len(view.body[region.start : region.end].split()) >= 3 and ends_speech(view.body, region):
        groups.append(Group([number], None, None, None))


def _near(view: View, group: Group, region: Region) -> bool:
    """Whether an uncued region goes on with ``group``: same paragraph, or the next one, quoted from its start."""
    previous = view.regions[group.regions[-1]]
    if previous.paragraph == region.paragraph:
        return True
    start = view.parsed.paragraphs[region.paragraph][0]
    return region.paragraph - previous.paragraph == 1 and not view.body[start : region.outer_start].strip()


def _stands_alone(view: View, region: Region, first: int) -> bool:
    """Whether the quoted words begin a sentence of their own or follow a comma, colon or dash."""
    start = view.parsed.paragraphs[region.paragraph][0]
    before = view.body[start : region.outer_start].rstrip()
    if not before or before[-1] in ".?!:”\"’)…":
        return True
    return before[-1] in ",—–-" and view.body[region.start : region.start + 1].isupper()


def _after(view: View, region: Region, last: int) -> tuple[tuple[int, int], str, int | None] | None:
    """ "...," said X / X said, right after the closing mark and in the same paragraph."""
    at = last
    limit = min(len(view.tokens), last + _REACH + 8)
    while at < limit and view.tokens[at].start < region.outer_end:
        at += 1
    if at >= limit or (ended := _paragraph_of(view, at) != region.paragraph):
        return None
    inside = last_mark(view.body, region)
    sentence_over = inside in ".…" and view.body[region.outer_end :].lstrip()[:1].isupper() and inside != ","
    if view.tokens[at].text in (".", ";", ":") or ended:
        return None
    if inside not in ",?!—–-…" and view.tokens[at].text != "," and view.tokens[at].tag[:2] != "VB" and not (
            _stands_alone(view, region, view.parsed.token_at(region.start)) and _inverted(view, at, at, 25)):
        return None
    for i in range(at, min(limit, at + _REACH)):
        token = view.tokens[i]
        if view.region_of[i] >= 0 and len(view.body[view.regions[view.region_of[i]].start :
                                                    view.regions[view.region_of[i]].end].split()) < 3:
            continue
        if view.region_of[i] >= 0 or token.text in (".", ":", ";") or _paragraph_of(view, i) != region.paragraph:
            return None
        if _reports(view, i):
            if sentence_over and not _inverted(view, i, at):
                return None
            source = source_of(view, i) if token.tag[:2] == "VB" else None
            if source is None or not at <= source <= i + _REACH // 2:
                source = _first_noun(view, at, i)
            if source is None:
                return None if token.tag == "VBG" else ((i, i + 1), token.lemma, source)
            return (i, i + 1), token.lemma, source
        if token.tag in ("VBD", "VBZ", "VBP", "CC", "IN") and token.dep not in ("aux", "prep", "relcl") and i > at + 1:
            return None
        if token.tag == "CC":
            return None
    return None


def _reports(view: View, i: int) -> bool:
    """Whether token ``i`` is a verb that can carry a quotation, even where the tagger took it for a noun."""
    token = view.tokens[i]
    if token.tag[:2] == "VB":
        return can_quote(view.lemma(i))
    return token.lower in _FORMS


def _first_noun(view: View, first: int, verb: int) -> int | None:
    """The head of the noun phrase between a quotation and its verb, by position alone."""
    found: int | None = None
    for i in range(first, verb):
        token = view.tokens[i]
        if (token.text == "," and found is not None) or (token.tag in ("IN", "WP", "WDT") and found is not None):
            break
        if token.pos in ("PROPN", "NOUN", "PRON") and token.ent not in ("DATE", "TIME"):
            found = i
    return found


def _inverted(view: View, verb: int, at: int, most: int = 6) -> bool:
    """Whether the sentence after a finished quotation is no more than its tag (‘"Sell it." Jones said.’)."""
    sentence = view.sentence(verb)
    return sentence.last - at <= most and verb >= at


def _before(view: View, region: Region, first: int) -> tuple[tuple[int, int], str, int | None] | None:
    """X said, "..." / X said: "..." / X told CNBC on Monday that "..."."""
    at = first - 1
    while at >= 0 and view.tokens[at].end > region.outer_start:
        at -= 1
    while at >= 0 and view.tokens[at].pos == "PUNCT" and view.tokens[at].text in ('"', "“", "``", "''", "(", "["):
        at -= 1
    if at < 0 or view.tokens[at].end > region.outer_start:
        return None
    comma = view.tokens[at].text in _OPENERS
    sentence = view.tokens[at].sentence
    low = max(0, at - (2 * _REACH if view.tokens[at].text == ":" else _REACH))
    for i in range(at, low - 1, -1):
        token = view.tokens[i]
        if token.sentence != sentence or view.region_of[i] >= 0 or _paragraph_of(view, i) != region.paragraph:
            return None
        if token.tag[:2] == "VB":
            if can_quote(view.lemma(i)) and (comma or i >= at - 1):
                return (i, i + 1), token.lemma, source_of(view, i)
            if token.dep not in ("acl", "advcl", "relcl", "aux", "auxpass", "amod") and view.tokens[at].text != ":":
                return None
    return None


def _colon(view: View, region: Region, first: int) -> tuple[tuple[int, int], str, int | None] | None:
    """The speaker before a colon, in the same sentence or at the end of the paragraph before."""
    start = view.parsed.paragraphs[region.paragraph][0]
    before = view.body[start : region.outer_start].rstrip()
    if not before and region.paragraph:
        start, end = view.parsed.paragraphs[region.paragraph - 1]
        before = view.body[start:end].rstrip()
    if not before.endswith((":", ": —")):
        return None
    colon = view.parsed.token_at(start + len(before) - 1)
    if colon >= len(view.tokens):
        return None
    sentence = view.sentence(colon)
    start_at = sentence.first
    for i in range(colon - 1, sentence.first, -1):
        if (view.tokens[i].text in _DASHES and view.tokens[i].text != "-") or view.body[
                view.tokens[i].start - 1 : view.tokens[i].end + 1] == " - ":
            start_at = i + 1
            break
    best: tuple[tuple[int, int], str, int | None] | None = None
    before_colon = view.tokens[max(colon - 1, 0)]
    if before_colon.ent == "PERSON" and before_colon.dep != "pobj" and before_colon.sentence == sentence.index:
        return (colon, colon + 1), ":", colon - 1
    for i in range(min(colon, sentence.last - 1), start_at - 1, -1):
        token = view.tokens[i]
        if token.tag[:2] == "VB" and can_quote(view.lemma(i)) and view.region_of[i] < 0:
            return (i, i + 1), token.lemma, source_of(view, i)
    for i in range(start_at, min(colon, sentence.last)):
        if view.tokens[i].dep == "nsubj" and view.region_of[i] < 0:
            best = (colon, colon + 1), ":", i
            break
    if best is None and 0 < colon - start_at <= 8:
        head = next((i for i in range(start_at, colon) if view.tokens[i].dep == "ROOT"), colon - 1)
        best = (colon, colon + 1), ":", head
    return best


def _dash(view: View, region: Region) -> tuple[int, int] | None:
    """Where a name after a dash stands, as a token range, when it follows the quotation ("—Commissioner X")."""
    mark = _DASH.match(view.body, region.outer_end)
    if mark is None:
        return None
    first = view.parsed.token_at(mark.end())
    if first >= len(view.tokens) or not view.tokens[first].text[:1].isupper() or view.region_of[first] >= 0:
        return None
    sentence = view.sentence(first)
    if any(view.tokens[i].tag in ("VBD", "VBZ", "VBP") and view.tokens[i].text.islower()
           for i in range(first, sentence.last)):
        return None
    last = first
    while last < sentence.last and view.tokens[last].text[:1].isupper():
        last += 1
    return first, last


def _embedded(view: View, number: int, region: Region, first: int, groups: list[Group]) -> None:
    """Words quoted inside a sentence that no reporting word governs: kept when long enough to be speech."""
    words = view.body[region.start : region.end].split()
    if len(words) < 3 or region.single:
        return
    sentence = view.sentence(first)
    known = lexicon()
    for i in range(first - 1, sentence.first - 1, -1):
        token = view.tokens[i]
        if token.tag[:2] == "VB" and view.region_of[i] < 0 and (
                view.lemma(token.i) in known.verbs or view.lemma(token.i) in known.prepositions):
            source = source_of(view, i)
            if source is not None and _can_speak(view, i, source):
                same = next((g for g in reversed(groups[-3:]) if g.cue == (i, i + 1)), None)
                if same is not None:
                    same.regions.append(number)
                else:
                    groups.append(Group([number], (i, i + 1), token.lemma, source, lead=_lead(view, i, first)))
                return
    if len(words) < 5 and not _has_verb(view, first, region):
        return
    subject = next((i for i in range(sentence.first, min(first, sentence.last))
                    if view.tokens[i].dep in ("nsubj", "nsubjpass") and view.region_of[i] < 0), None)
    groups.append(Group([number], None, None, subject))


def _can_speak(view: View, verb: int, source: int) -> bool:
    """Whether a verb reports speech, or its subject is somebody who could speak."""
    frames = lexicon().verbs.get(view.lemma(verb), {})
    token = view.tokens[source]
    return "speech" in frames.values() or token.pos == "PRON" or token.ent in ("PERSON", "ORG", "NORP", "GPE")


def _lead(view: View, verb: int, first: int) -> int | None:
    """Where the clause begins that a report's quoted words end ("told the paper he was ‘not quite there’")."""
    if "clause" not in lexicon().verbs.get(view.lemma(verb), {}):
        return None
    for i in range(verb + 1, first):
        token = view.tokens[i]
        if (token.lower == "that" and token.pos == "SCONJ") or token.dep in ("nsubj", "nsubjpass"):
            return max(verb + 1, min(i, view.left[i]))
    return None


def _has_verb(view: View, first: int, region: Region) -> bool:
    """Whether the quoted words hold a verb or a pronoun; scare quotes rarely do."""
    at = first
    while at < len(view.tokens) and view.tokens[at].start < region.end:
        if view.tokens[at].pos in ("VERB", "AUX", "PRON"):
            return True
        at += 1
    return False


def _is_title(words: Sequence[str]) -> bool:
    """Whether the words are capitalised as titles of programmes, books and songs are."""
    long = [w for w in words if len(w) > 2 and w[0].isalpha() and w.lower() not in _SMALL]
    return bool(long) and all(w[0].isupper() for w in long)


def _paragraph_of(view: View, i: int) -> int:
    return view.parsed.sentences[view.tokens[i].sentence].paragraph
