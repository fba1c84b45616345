"""Data providers: whose data, estimates or tool a statement's figures rest on."""

from __future__ import annotations

import re
from functools import lru_cache

from ..schemas import Parsed, Quote, Span, Speaker
from .quotes_roles import people_words

_KIND = (r"(?:data|estimates?|figures?|statistics|numbers|calculations?|analysis|tally|count|records|surveys?|polls?|"
         r"index|tool|readings?|consensus|projections?|forecasts?|reports?)")
_VERB = r"(?:shows?|showed|indicates?|indicated|suggests?|suggested|implie[sd]|imply|points?|pointed|reveals?|puts?)"
_WORD = r"[A-Z](?:[\w&/-]|[.’'](?=\w))*"
_RUN = rf"{_WORD}(?:\s+(?:&\s+|of\s+(?:the\s+)?|for\s+|and\s+)?{_WORD}){{0,6}}"
_CITED = re.compile(rf"\b(?i:according to|based on|citing|per|as measured by|as compiled by)\s+"
                    rf"(?P<rest>[^,;()]{{0,60}}?(?P<name>{_RUN})(?:['’]s?)?(?:\s+(?P<kind>(?:\w+\s+){{0,2}}?{_KIND})\b)?)")
_COMPILED = re.compile(rf"\b(?P<kind>{_KIND})\s+(?:(?:compiled|collected|gathered|provided|released|published|tracked|"
                       rf"supplied)\s+by|from)\s+(?:the\s+)?(?P<name>{_RUN})")
_SHOWN = re.compile(rf"(?P<name>{_RUN})(?:['’]s?)?\s+(?:(?P<tool>(?:[A-Z]\w+\s+)?[Tt]ool)|(?P<kind>{_KIND}))(?=\s+"
                    rf"(?:\w+ly\s+)?{_VERB}\b)")
_RECKONED = re.compile(rf"\bby\s+(?P<name>{_RUN})['’]s?\s+(?P<kind>reckoning|count|tally|estimates?|calculations?)\b|"
                       rf"\bby\s+the\s+(?P<kind2>reckoning|count|tally)\s+of\s+(?:the\s+)?(?P<name2>{_RUN})")
_SHOWS = re.compile(rf"\s+(?:\w+ly\s+)?{_VERB}\b(?=\s+\w)")
_PROSE = 3000
"""Characters of a sentence that are read: longer ones are lists, not prose."""
_TAIL = re.compile(rf"(?:['’]s?)?(?:\s+{_KIND})*$", re.IGNORECASE)


def read_providers(parsed: Parsed) -> tuple[Quote, ...]:
    """Every cited data provider: content is the statement that rests on it, the speaker is the provider.

    "based on LSEG estimates", "data compiled by Bloomberg", "the CME FedWatch Tool indicates", "according to FactSet",
    "by the reckoning of S&P Dow Jones Indices". The speaker's kind is ``data_provider``, its name without article,
    possessive and "data" or "estimates"; the cue is the citing phrase. Content leaves the phrase out.
    """
    out: list[Quote] = []
    for sentence in parsed.sentences:
        text = parsed.body[sentence.start : min(sentence.end, sentence.start + _PROSE)]
        taken = -1
        for start, end, name in sorted(_citations(text)):
            if start >= taken:
                taken = end
                quote = _attribution(parsed.body, (sentence.start, sentence.end), start, end, name)
                if quote is not None:
                    out.append(quote)
    return tuple(out)


def _citations(text: str) -> list[tuple[int, int, str]]:
    """(start, end, provider) of each citing phrase of a sentence."""
    found: list[tuple[int, int, str]] = []
    for m in _CITED.finditer(text):
        name = m.group("name")
        if name[:1].isupper() and (m.group("kind") or provider_name(name)):
            found.append((m.start(), m.end(), name))
    for m in _COMPILED.finditer(text):
        found.append((m.start(), m.end(), m.group("name")))
    for m in _SHOWN.finditer(text):
        name = m.group("name") + (" " + m.group("tool") if m.group("tool") else "")
        if m.group("tool") or provider_name(m.group("name")):
            found.append((m.start(), m.end(), name))
    for m in _RECKONED.finditer(text):
        found.append((m.start(), m.end(), m.group("name") or m.group("name2")))
    return found


def _attribution(body: str, sentence: tuple[int, int], start: int, end: int, name: str) -> Quote | None:
    first, last = sentence
    a, b = first + start, first + end
    verb = _SHOWS.match(body, b, last)
    b = verb.end() if verb else b
    before = body[first:a].rstrip(" ,—–-(")
    rest_start = b + len(body[b:last]) - len(body[b:last].lstrip(" ,—–-)"))
    rest_end = first + len(body[first:last].rstrip(" .\n"))
    spans = [(first, first + len(before))] if len(before.split()) > 1 and verb is None else []
    if rest_end - rest_start > 1 and len(body[rest_start:rest_end].split()) > 2:
        spans.append((rest_start, rest_end))
    content = tuple(Span(start=s, end=e, text=body[s:e]) for s, e in spans if e > s)
    if not content:
        return None
    at = body.find(name.split(maxsplit=1)[0], a, b)
    mention = Span(start=at, end=min(at + len(name), b), text=body[at : min(at + len(name), b)]) if at >= 0 else None
    speaker = Speaker(mention=mention, name=tidy_provider(name), kind="data_provider")
    cue = Span(start=a, end=b, text=body[a:b])
    figures = any(c.isdigit() for s in content for c in s.text)
    return Quote(content=content, kind="indirect", cue=cue, lemma="cite", speakers=(speaker,), has_figures=figures)


def tidy_provider(name: str) -> str:
    """ "The CME Group’s FedWatch Tool" as "CME FedWatch", "LSEG estimates" as "LSEG"."""
    if "fedwatch" in name.lower():
        return "CME FedWatch"
    plain = _TAIL.sub("", re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)).strip(" ,.")
    return plain or name.strip()


def provider_name(text: str) -> str | None:
    """The provider that a phrase names, or None when it names none that is known to publish data."""
    if "fedwatch" in text.lower():
        return "CME FedWatch"
    plain = tidy_provider(text)
    return plain if plain.lower() in _known() else None


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(str(n).lower() for n in people_words()["providers"]["names"])
