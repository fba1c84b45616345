"""How each sentence sounds, and what it says of each target in it; what that makes of quotes and of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..nlp.sentiment import Probabilities, SentimentModel, likeliest
from ..schemas import Entity, Parsed, Quote, Sentence, Sentiment, Span, Tone
from ..schemas.quote import Stance
from .stance import policy_stance

TARGETS = {
    "person", "company", "organisation", "index", "fund", "agency", "central_bank", "exchange", "rate", "commodity",
    "currency", "indicator",
}
"""The kinds that something can be said for or against. Places and the providers of data are backdrop."""
_BESIDE = 200
"""How many characters from a quote its attribution may stand."""
_LEANING = 0.25
"""How far positive must exceed negative, or the reverse, for words to lean: below it most quotes hedge."""


def read_sentiments(
    parsed: Parsed, entities: Sequence[Entity], quotes: Sequence[Quote], model: SentimentModel
) -> tuple[Sentiment, ...]:
    """A sentiment for every sentence with words, then one for each target in it, in the order of the text.

    Who speaks, and for which firm, is no target of the words that only say so.
    """
    told = [s for s in parsed.sentences if _speaks(parsed, s)]
    targets = [e for e in entities if e.kind in TARGETS and not _speaking(e, quotes)]
    inside = [[e for e in targets if s.start <= e.start and e.end <= s.end] for s in told]
    scored = model.score(
        [parsed.body[s.start : s.end] for s in told],
        [[(e.start - s.start, e.end - s.start) for e in found] for s, found in zip(told, inside, strict=True)],
    )
    out: list[Sentiment] = []
    for sentence, found, score in zip(told, inside, scored, strict=True):
        span = Span(start=sentence.start, end=sentence.end, text=parsed.body[sentence.start : sentence.end])
        out.append(_sentiment(span, None, score.whole))
        out.extend(_sentiment(span, e, own) for e, own in zip(found, score.targets, strict=True) if own is not None)
    return tuple(out)


def _speaks(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a sentence has a word and is no part of the dateline."""
    if parsed.dateline and parsed.dateline[0] <= sentence.start < parsed.dateline[1]:
        return False
    return any(t.text.isalpha() for t in parsed.tokens[sentence.first : sentence.last])


def _speaking(entity: Entity, quotes: Sequence[Quote]) -> bool:
    """Whether a mention stands beside a quote, not in it, as its speaker or the speaker's firm."""
    for quote in quotes:
        near = min((abs(c.start - entity.end) for c in quote.content), default=0), min(
            (abs(entity.start - c.end) for c in quote.content), default=0)
        if min(near) > _BESIDE or any(c.start <= entity.start < c.end for c in quote.content):
            continue
        if any(entity.text in (s.mention.text if s.mention else "", s.name, s.firm) or entity.name in (s.name, s.firm)
               for s in quote.speakers):
            return True
    return False


def _sentiment(span: Span, entity: Entity | None, found: Probabilities) -> Sentiment:
    negative, neutral, positive = found
    target = Span(start=entity.start, end=entity.end, text=entity.text) if entity else None
    return Sentiment(
        span=span, target=target, entity=entity.id if entity else None, label=likeliest(found), positive=positive,
        negative=negative, neutral=neutral,
    )


def tones(sentiments: Sequence[Sentiment], entities: Sequence[Entity]) -> tuple[Tone, ...]:
    """The article's tone, then that of each target, the most named first."""
    names = {e.id: e.name for e in entities}
    groups: dict[str | None, list[Sentiment]] = {}
    for s in sentiments:
        groups.setdefault(s.entity, []).append(s)
    order = sorted(groups, key=lambda i: (i is not None, -len(groups[i])))
    return tuple(_tone(entity, names.get(entity or "", "the article"), groups[entity]) for entity in order)


def _tone(entity: str | None, name: str, group: Sequence[Sentiment]) -> Tone:
    n = len(group)
    found = (sum(s.negative for s in group) / n, sum(s.neutral for s in group) / n, sum(s.positive for s in group) / n)
    return Tone(
        entity=entity, name=name, mentions=n, label=likeliest(found), score=found[2] - found[0], positive=found[2],
        negative=found[0], neutral=found[1],
    )


def with_stances(
    quotes: Iterable[Quote], sentiments: Sequence[Sentiment], entities: Sequence[Entity]
) -> tuple[Quote, ...]:
    """The quotes with their stances: on policy where a policymaker speaks of it, else on what the words are about."""
    return tuple(q.model_copy(update={"stance": policy_stance(q, entities) or _leaning(q, sentiments)}) for q in quotes)


def _leaning(quote: Quote, sentiments: Sequence[Sentiment]) -> Stance:
    """Bullish or bearish by what the quote says of its targets, else by how its sentences sound."""
    spans = quote.content
    own = [s for s in sentiments if s.target and any(c.start <= s.target.start < c.end for c in spans)]
    near = [s for s in sentiments
            if s.target is None and any(s.span.start < c.end and c.start < s.span.end for c in spans)]
    scores = [s.positive - s.negative for s in own] or [s.positive - s.negative for s in near]
    lean = sum(scores) / len(scores) if scores else 0.0
    return "bullish" if lean > _LEANING else "bearish" if lean < -_LEANING else "neutral"
