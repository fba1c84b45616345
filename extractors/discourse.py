"""What has been spoken of so far, for the words that point back: "it", "the index", "the stock"."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..schemas import Subject
from .entities_identity import NO_BENCHMARKS
from .scene import Item


@dataclass(slots=True)
class Discourse:
    """What has been spoken of so far: the centre "it" points to, and the last thing of each sort."""

    centre: Subject | None = None
    by_sort: dict[str, Subject] = field(default_factory=dict)
    subjects: dict[str, tuple[Subject, int]] = field(default_factory=dict)
    latest: dict[str, tuple[int, set[str]]] = field(default_factory=dict)
    sentence: int = 0
    recent: list[Subject] = field(default_factory=list)
    named: list[Subject] = field(default_factory=list)
    spoken: set[str] = field(default_factory=set)
    """Every series named so far."""
    topic: Subject | None = None
    """The one index that the headline names."""
    company: Subject | None = None
    """The one company with a stock on the tape that the headline names."""

    def copy(self) -> Discourse:
        """The same memory, to come back to."""
        return Discourse(self.centre, dict(self.by_sort), dict(self.subjects), dict(self.latest), self.sentence,
                         list(self.recent), spoken=self.spoken)

    def restore(self, earlier: Discourse) -> None:
        """Back to an earlier memory; sorts of things it knew nothing of stay."""
        self.centre = earlier.centre or self.centre
        self.by_sort |= earlier.by_sort
        self.subjects |= earlier.subjects
        self.latest |= earlier.latest

    def note(self, subject: Subject) -> None:
        """Remember a subject; generic words and pronouns may point to it later."""
        self.centre = subject
        if subject.series is not None:
            self.recent = [*self.recent[-5:], subject]
        self.subjects[subject.kind] = (subject, self.sentence)
        self.remember(subject)

    def remember(self, subject: Subject) -> None:
        """Remember something named without making it what "it" points to."""
        self.by_sort[subject.kind] = subject
        self.spoken.add(subject.series or "")
        sentence, names = self.latest.get(subject.kind, (-1, set()))
        names = names if sentence == self.sentence else set()
        self.latest[subject.kind] = (self.sentence, names | {subject.series or subject.name})

    def of_two(self, latter: bool) -> Subject | None:
        """What "the latter" (or "the former") means: of the two series that the sentence before named."""
        two = list({s.series: s for s in self.named}.values())
        if len(two) != 2:
            return None
        return two[1 if latter else 0].model_copy(update={"how": "carried"})

    def last(self, sort: str) -> Subject | None:
        """The thing of a sort that a definite phrase means: a recent subject before anything merely named; the index
        of the headline where none was named in this sentence or the one before, its company where no other that is
        traded was."""
        found = self._last(sort)
        return self._of_headline(found) if sort == "company" else found

    def _last(self, sort: str) -> Subject | None:
        mentioned, _ = self.latest.get(sort, (-9, set()))
        if sort == "index" and self.topic is not None and mentioned < self.sentence:
            return self.topic
        if self.centre is not None and self.centre.kind == sort:
            mentioned, names = self.latest.get(sort, (-9, set()))
            rivals = sort == "index" and self.centre.how == "carried" and mentioned >= self.sentence and len(names) > 1
            return self.centre.model_copy(update={"certain": False}) if rivals else self.centre
        subject, sentence = self.subjects.get(sort, (None, -9))
        mentioned, names = self.latest.get(sort, (-9, set()))
        if mentioned > sentence and len(names) == 1:
            found = self.by_sort.get(sort)
            if found is not None and subject is not None and found.series != subject.series:
                return found.model_copy(update={"certain": False})
            return found
        if sort == "company" and len(names) > 1 and mentioned >= sentence and subject is not None:
            return subject.model_copy(update={"certain": False})
        return subject if subject is not None and self.sentence - sentence <= 3 else self.by_sort.get(sort)

    def _of_headline(self, found: Subject | None) -> Subject | None:
        """The company of the headline, where "the stock" would be of none or of one that was named some way back and
        is not traded (a broker, a source)."""
        mentioned, _ = self.latest.get("company", (-9, set()))
        untraded = found is None or (found.series is None and mentioned < self.sentence)
        if self.company is None or not untraded:
            return found
        return self.company

    def market(self) -> Subject | None:
        """The stock index last spoken of: what "January brought another 5%" is said of."""
        found = [s for s in self.recent if s.kind == "index" and s.series not in ("VIX", "MOVE", "DXY")]
        return found[-1] if found else None

    def one_of(self, centre: Subject) -> Subject:
        """``centre`` as what "the gauge" means, not for certain where it was just named among others of its sort."""
        sentence, names = self.latest.get(centre.kind, (-9, set()))
        among = len(names) > 1 and centre.series in names and sentence >= self.sentence
        return centre.model_copy(update={"certain": False}) if among else centre

    def benchmark(self, found: Subject | None) -> Subject | None:
        """What "the benchmark index" means where ``found`` is the index spoken of: of several American ones just
        named, or after another of them, the S&P 500; for certain only where the article has named it."""
        _, names = self.latest.get("index", (-9, set()))
        among = len(names) > 1 and "SPX" in names
        if not among and (found is None or found.series not in NO_BENCHMARKS):
            return found
        return Subject(name="S&P 500", series="SPX", kind="index", certain=among or "SPX" in self.spoken)


def subject_of_item(item: Item) -> Subject:
    """A named thing as a subject."""
    text = item.thing.text if item.thing is not None else ""
    return Subject(name=item.name, series=item.series, kind=item.sort or "other", start=item.start, end=item.end,
                   text=text)


def pointed(subject: Subject, start: int, end: int) -> Subject:
    """The subject as pointed to by the words at ``start:end``."""
    return subject.model_copy(update={"how": "carried", "start": start, "end": end})
