"""Who said what: every direct, mixed and indirect attribution with its speaker, title and firm."""

from __future__ import annotations

from collections.abc import Sequence

from ..schemas import Figure, Parsed, Quote, Span, Speaker
from ..schemas.quote import QuoteKind
from .quotes_about import known_names, name_tokens, targets, venue
from .quotes_cues import Found
from .quotes_direct import Group, direct_groups, join_reports
from .quotes_marks import pair_marks
from .quotes_providers import provider_name, read_providers
from .quotes_reports import reports
from .quotes_roster import build_roster
from .quotes_source import is_passive
from .quotes_speakers import Resolver
from .quotes_view import View, build

__all__ = ["read_providers", "read_quotes", "unpaired_marks"]

_CITES = ("show", "indicate", "suggest", "imply", "point")


def read_quotes(parsed: Parsed, figures: Sequence[Figure] = ()) -> tuple[Quote, ...]:
    """Every attribution of the text, sorted by its first content span.

    Direct and mixed quotations (marks of any kind, split, run over paragraphs, or unclosed), reported speech and
    thought, "according to X", headlines and transcripts. Never raises: what cannot be read is left out, and
    :func:`unpaired_marks` tells which quotation marks stayed alone.
    """
    view = build(parsed)
    found = reports(view)
    groups = direct_groups(view, found)
    writer = _Writer(view, figures, join_reports(view, groups, found))
    taken = {g.cue[0] for g in groups if g.cue is not None}
    drafts: list[tuple[int, Group | Found]] = [(f.cue[0], f) for f in found if f.cue[0] not in taken]
    drafts += [(g.cue[0] if g.cue else parsed.token_at(view.regions[g.regions[0]].start), g) for g in groups]
    drafts.sort(key=lambda d: d[0])
    quotes = [q for _, draft in drafts if (q := writer.quote(draft)) is not None]
    return tuple(sorted(quotes, key=lambda q: (q.content[0].start, q.content[-1].end)))


def unpaired_marks(parsed: Parsed) -> tuple[Span, ...]:
    """The quotation marks that found no partner, for the reading's notes."""
    _, lost = pair_marks(parsed.body, parsed.paragraphs)
    return tuple(Span(start=i, end=i + 1, text=parsed.body[i : i + 1]) for i in lost)


class _Writer:
    """Turns drafts into quotes, in the order of the text, so that pronouns find who spoke last."""

    def __init__(self, view: View, figures: Sequence[Figure], joined: dict[tuple[int, int], list[int]]) -> None:
        self.view = view
        self.figures = figures
        self.joined = joined
        self.known = known_names(view)
        self.resolver = Resolver(view, build_roster(view, name_tokens(view, self.known)))

    def quote(self, draft: Group | Found) -> Quote | None:
        """The quote of one draft, None when nothing of it holds text."""
        spans = self._group(draft) if isinstance(draft, Group) else self._found(draft)
        content = tuple(Span(start=a, end=b, text=self.view.body[a:b]) for a, b in _merged(spans))
        if not content:
            return None
        return Quote(
            content=content, kind=self._kind(content), cue=self._cue(draft), lemma=draft.lemma,
            act="speech" if isinstance(draft, Group) else draft.act, speakers=self._speakers(draft),
            venue=venue(self.view, draft.cue, content) if draft.cue else None,
            targets=targets(self.view, content, self.known),
            has_figures=any(s.start <= f.start < s.end for f in self.figures for s in content))

    def _group(self, group: Group) -> list[tuple[int, int]]:
        spans = [(self.view.regions[r].outer_start, self.view.regions[r].outer_end) for r in group.regions]
        if group.lead is not None:
            spans[0] = (min(spans[0][0], self.view.tokens[group.lead].start), spans[0][1])
        return spans

    def _found(self, found: Found) -> list[tuple[int, int]]:
        spans = [self._whole_regions(self.view.tokens[a].start, self.view.tokens[b - 1].end) for a, b in found.content]
        more = self.joined.get(found.cue, [])
        return [*spans, *((self.view.regions[r].outer_start, self.view.regions[r].outer_end) for r in more)]

    def _whole_regions(self, start: int, end: int) -> tuple[int, int]:
        """Take in the rest of quoted words that a span has begun."""
        for region in self.view.regions_in(start, end):
            end = max(end, region.outer_end)
            start = min(start, region.outer_start)
        return start, end

    def _cue(self, draft: Group | Found) -> Span | None:
        if draft.cue is None:
            return None
        a, b = self.view.tokens[draft.cue[0]].start, self.view.tokens[draft.cue[1] - 1].end
        return Span(start=a, end=b, text=self.view.body[a:b])

    def _speakers(self, draft: Group | Found) -> tuple[Speaker, ...]:
        mentions = self.resolver.mentions(draft.source) if draft.source is not None else []
        if not mentions and isinstance(draft, Group) and not self._unsaid(draft):
            last = self.resolver.last()
            mentions = [last] if last is not None else []
        speakers = tuple(self.resolver.speaker(m) for m in mentions)
        cites = isinstance(draft, Found) and (draft.frame == "phrase" or draft.lemma in _CITES)
        return tuple(self._provider(s) for s in speakers) if cites else speakers

    def _unsaid(self, group: Group) -> bool:
        """Whether the reporting verb is a passive that names nobody ("was asked")."""
        return group.cue is not None and is_passive(self.view, group.cue[0])

    def _provider(self, speaker: Speaker) -> Speaker:
        """The same speaker, or the data provider it turns out to be."""
        name = provider_name(speaker.name) if speaker.kind in ("organisation", "document", "unknown") else None
        return speaker.model_copy(update={"name": name, "kind": "data_provider"}) if name else speaker

    def _kind(self, content: Sequence[Span]) -> QuoteKind:
        quoted = sum(min(s.end, r.outer_end) - max(s.start, r.outer_start)
                     for s in content for r in self.view.regions_in(s.start, s.end))
        if not quoted:
            return "indirect"
        return "direct" if quoted >= sum(s.end - s.start for s in content) - 2 * len(content) else "mixed"


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[1] > s[0]):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
