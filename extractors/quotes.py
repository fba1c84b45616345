"""Who said what: every direct, mixed and indirect attribution with its speaker, title and firm."""

from __future__ import annotations

from collections.abc import Sequence

from ..schemas import Figure, Parsed, Quote, Span, Speaker
from ..schemas.quote import QuoteKind
from .quotes_asides import asides
from .quotes_colons import colon_heads
from .quotes_cues import Found, verb_reports
from .quotes_direct import Group, direct_groups, join_reports
from .quotes_nouns import noun_reports
from .quotes_roles import people_words
from .quotes_speakers import Mention, Resolver, build_roster
from .quotes_view import View, build

_WHOLE = ("clause", "aside", "phrase", "as said", "noun that", "adj clause", "turn", "headline")
_WORDS = 4
_THINGS = frozenset("""stock share index market price yield bond note gold oil crude dollar euro future rate benchmark gauge
rally gain loss move rise fall drop decline advance average high low session day week month year sector fund etf contract
trade trading bitcoin currency commodity""".split())


def read_quotes(parsed: Parsed, figures: Sequence[Figure] = ()) -> tuple[Quote, ...]:
    """Every attribution of the text, in the order of its first content."""
    view = build(parsed)
    founds = _reports(view)
    groups = direct_groups(view, founds)
    joined = join_reports(view, groups, founds)
    resolver = Resolver(view, build_roster(view))
    taken = {g.cue[0] for g in groups if g.cue is not None}
    quotes: list[Quote] = []
    drafts: list[tuple[int, Group | Found]] = [(f.cue[0], f) for f in founds if f.cue[0] not in taken]
    drafts += [(g.cue[0] if g.cue else view.parsed.token_at(view.regions[g.regions[0]].start), g) for g in groups]
    drafts.sort(key=lambda d: d[0])
    for _, draft in drafts:
        quote = _from_group(view, resolver, draft, figures) if isinstance(draft, Group) else \
            _from_found(view, resolver, draft, figures, joined.get(draft.cue, []))
        if quote is not None:
            quotes.append(quote)
    quotes.sort(key=lambda q: (q.content[0].start, q.content[0].end))
    return tuple(quotes)


def _reports(view: View) -> list[Found]:
    """Reports outside direct speech; an aside wins over the verb's own complement."""
    found = {f.cue[0]: f for f in colon_heads(view)}
    held = {i for f in found.values() if f.frame == "turn" for a, b in f.content for i in range(a, b)}
    for f in (*asides(view), *verb_reports(view), *noun_reports(view)):
        if f.cue[0] not in held:
            found.setdefault(f.cue[0], f)
    reports = sorted(found.values(), key=lambda f: f.cue)
    inside = _inside(reports)
    return [f for f in reports if (_clause_doubts(view, f, inside) if f.frame in _WHOLE else _doubts(view, f, inside)) < 2]


def _inside(reports: Sequence[Found]) -> set[int]:
    """Cues that lie in the content of another report."""
    held = {i for f in reports for a, b in f.content for i in range(a, b)}
    return {f.cue[0] for f in reports if f.cue[0] in held}


def _clause_doubts(view: View, found: Found, inside: set[int]) -> int:
    """The same for clauses, which are reports on the face of it: only thoughts and questions are doubted."""
    cue = view.tokens[found.cue[0]]
    first = view.tokens[found.content[0][0]].lower
    words = sum(b - a for a, b in found.content)
    bare = cue.tag == "VB"
    source = view.tokens[found.source].lower if found.source is not None else ""
    doubts = bare + (cue.i in inside) + (source in ("", "you", "it", "which")) + (view.body[view.sentence(cue.i).end - 1] == "?")
    if found.act == "speech":
        return doubts - 1 + (words < _WORDS)
    return doubts + (words < _WORDS + 2) + (first in ("who", "what", "if", "how"))


def _able(view: View, source: int | None) -> bool:
    """Whether a subject could hold a view: people, bodies, groups and papers, but no prices and indices."""
    if source is None:
        return True
    token = view.tokens[source]
    if token.pos == "PRON" or token.ent in ("PERSON", "ORG", "NORP", "GPE") or token.tag in ("PRP$", "POS", "WP"):
        return token.lower not in ("it", "this", "that")
    lemma = view.lemma(source)
    if lemma in _THINGS:
        return False
    return token.tag in ("NNS", "NNPS", "NNP", "DT", "CD", "JJ") or any(lemma in words for words in people_words()["kinds"].values())


def _doubts(view: View, found: Found, inside: set[int]) -> int:
    """How much speaks against a phrase ("criticized the plan") as a report: two doubts are too many.

    Doubtful are reports inside reports, without a speaker, of a word or two, of what might be said, and participles
    that only tell one thing from another ("a plan backed by banks").
    """
    cue = view.tokens[found.cue[0]]
    words = sum(b - a for a, b in found.content)
    quoted = any(view.region_of[i] >= 0 for a, b in found.content for i in range(a, b))
    modal = any(view.tokens[c].tag == "MD" and view.tokens[c].lower not in ("will", "wo")
                for c in view.kids(cue.i, "aux"))
    short = 0 if quoted or words >= _WORDS else 1 if words > 1 else 2
    return short + (not _able(view, found.source)) + (cue.i in inside) + (found.source is None) + modal + (cue.dep == "acl" and cue.tag != "VBG")


def _speakers(resolver: Resolver, source: int | None) -> tuple[Speaker, ...]:
    if source is None:
        return ()
    return tuple(resolver.speaker(m) for m in resolver.mentions(source))


def _from_group(view: View, resolver: Resolver, group: Group, figures: Sequence[Figure]) -> Quote | None:
    spans = [(view.regions[r].outer_start, view.regions[r].outer_end) for r in group.regions]
    if group.lead is not None:
        spans[0] = (min(spans[0][0], view.tokens[group.lead].start), spans[0][1])
    speakers = _speakers(resolver, group.source)
    if not speakers:
        last: Mention | None = resolver.last()
        speakers = (resolver.speaker(last),) if last is not None else ()
    return _quote(view, spans, group.cue, group.lemma, speakers, figures)


def _from_found(view: View, resolver: Resolver, found: Found, figures: Sequence[Figure],
                more: Sequence[int]) -> Quote | None:
    spans = [(view.tokens[a].start, view.tokens[b - 1].end) for a, b in found.content]
    spans = [_whole_regions(view, s) for s in spans]
    spans += [(view.regions[r].outer_start, view.regions[r].outer_end) for r in more]
    return _quote(view, spans, found.cue, found.lemma, _speakers(resolver, found.source), figures)


def _whole_regions(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """Take in the rest of quoted words that a span has begun."""
    start, end = span
    for region in view.regions:
        if region.outer_start < end and start < region.outer_end:
            end = max(end, region.outer_end)
            if region.outer_start <= start:
                start = region.outer_start
    return start, end


def _quote(view: View, spans: list[tuple[int, int]], cue: tuple[int, int] | None, lemma: str | None,
           speakers: tuple[Speaker, ...], figures: Sequence[Figure]) -> Quote | None:
    content = tuple(Span(start=a, end=b, text=view.body[a:b]) for a, b in sorted(set(spans)) if b > a)
    if not content:
        return None
    cue_span = None
    if cue is not None:
        a, b = view.tokens[cue[0]].start, view.tokens[cue[1] - 1].end
        cue_span = Span(start=a, end=b, text=view.body[a:b])
    return Quote(content=content, kind=_kind(view, content), cue=cue_span, lemma=lemma, speakers=speakers,
                 has_figures=any(s.start <= f.start < s.end for f in figures for s in content))


def _kind(view: View, content: tuple[Span, ...]) -> QuoteKind:
    quoted = sum(max(0, min(s.end, r.outer_end) - max(s.start, r.outer_start)) for s in content for r in view.regions)
    total = sum(s.end - s.start for s in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total - 2 * len(content) else "mixed"
