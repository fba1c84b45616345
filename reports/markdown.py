"""The brief as Markdown (with GitHub's tables): the article's words are escaped and never become markup or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .brief_model import SIGNS, Brief, ClaimRow
from .text import clean

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~#$]|&(?=#?\w+;)|:(?=//)|(?<=www)\.|^[+\-=](?=\s|$|[-=])|(?<=^\d)[.)](?=\s|$)|"
                      r"(?<=^\d\d)[.)](?=\s|$)|(?<=^\d{3})[.)](?=\s|$)|(?<=^\d{4})[.)](?=\s|$)", re.IGNORECASE)


def markdown(briefs: Sequence[Brief]) -> str:
    """All briefs, one after another; several begin with a table of all."""
    lines: list[str] = []
    if len(briefs) != 1:
        lines += [f"# {len(briefs)} articles against the tape", "", *_overview(briefs), ""]
    for brief in briefs:
        lines += _brief(brief, "#" if len(briefs) == 1 else "##")
    return "\n".join(lines).rstrip() + "\n"


def words(text: str, *, whole: bool = True) -> str:
    """Text that Markdown shows as it is, on one line; a part of a sentence (not ``whole``) keeps its outer blanks."""
    text = re.sub(r"\s+", " ", clean(text))
    return _SPECIAL.sub(r"\\\g<0>", text.strip() if whole else text)


def _overview(briefs: Sequence[Brief]) -> Iterator[str]:
    yield "| article | published | supported | contradicted | open |"
    yield "|---|---|---:|---:|---:|"
    for b in briefs:
        counts = " | ".join(str(b.count(o)) for o in SIGNS)
        yield f"| {words(b.headline)} | {words(b.published)} | {counts} |"


def _brief(b: Brief, mark: str) -> Iterator[str]:
    yield from (f"{mark} {words(b.headline)}", "")
    by = [f"By {words(b.byline)}" if b.byline else "", words(b.published) or "no date of publication", words(b.path),
          *(words(f"#{t}") for t in b.tags)]
    yield from (" · ".join(filter(None, by)), "")
    for sentence in b.thesis:
        yield from (f"> {words(sentence.text)} (¶ {sentence.paragraph})", ">")
    for note in b.notes:
        yield from ("", f"Note: {words(note)}")
    counts = ", ".join(f"{b.count(o)} {sign} {o}" for o, sign in SIGNS.items())
    yield from ("", f"**{len(b.claims)} claims:** {counts}", "")
    yield from _section(mark, "Claims", _claims(b.claims))
    yield from _section(mark, "Who said what", _voices(b))
    yield from _section(mark, "Sentiment by target", _tones(b))
    yield from _section(mark, f"Every number accounted for: {b.number_count}", _numbers(b))
    yield from _section(mark, "What could not be checked", _gaps(b))
    yield from _section(mark, "Evidence", _sources(b))


def _section(mark: str, title: str, lines: Iterator[str]) -> Iterator[str]:
    yield from (f"{mark}# {title}", "")
    found = list(lines)
    yield from (*(found or ["None."]), "")


def _claims(rows: Sequence[ClaimRow]) -> Iterator[str]:
    if rows:
        yield "| no. | verdict | claim | stated (accepted) | found | basis and reading | source | as of |"
        yield "|---:|---|---|---|---|---|---|---|"
    for c in rows:
        verdict = f"{SIGNS[c.outcome]} {c.outcome}" + "".join(f"; {words(w)}" for w in (c.why, _perhaps(c)) if w)
        claim = f"{words(c.phrase.before, whole=False)}**{words(c.phrase.figure)}**{words(c.phrase.after, whole=False)}"
        stated = words(c.stated) + (f" ({words(c.accepted)})" if c.accepted else "")
        how = ", ".join(filter(None, (words(c.basis), words(c.reading), _code(c.expr))))
        cells = (str(c.number), verdict, claim, stated, words(c.found), how, words(c.source), words(c.as_of))
        yield f"| {' | '.join(cells)} |"


def _perhaps(c: ClaimRow) -> str:
    return f"perhaps {c.diagnosis}" if c.diagnosis else ""


def _code(text: str) -> str:
    return "`" + clean(text).replace("`", "'").replace("|", "\\|") + "`" if text else ""


def _voices(b: Brief) -> Iterator[str]:
    for v in b.voices:
        about = ", ".join(filter(None, (words(v.title), words(v.firm))))
        yield f"- **{words(v.name)}**" + (f", {about}" if about else "")
        for s in v.said:
            tail = [s.how, words(s.venue), f"stance: {s.stance or 'not read'}",
                    f"about {words(', '.join(s.targets))}" if s.targets else "",
                    "claims " + ", ".join(map(str, s.claims)) if s.claims else ""]
            yield f"  - {words(s.text)} ({'; '.join(filter(None, tail))})"


def _tones(b: Brief) -> Iterator[str]:
    if not b.tones:
        yield "Not read: no sentiment model was run on this article."
        return
    yield "| target | positive | neutral | negative | mean, −1 to 1 |"
    yield "|---|---:|---:|---:|---:|"
    for t in b.tones:
        yield f"| {words(t.target)} | {t.positive} | {t.neutral} | {t.negative} | {t.mean:+.2f} |"


def _numbers(b: Brief) -> Iterator[str]:
    for g in b.numbers:
        use = g.use.replace("_", " ")
        told = f", {words(g.why)}" if g.why and g.why != use else ""
        yield f"- {len(g.numbers)} {use}{told}: {'; '.join(words(n.text) for n in g.numbers)}"


def _gaps(b: Brief) -> Iterator[str]:
    for g in b.gaps:
        yield f"- {words(g.why)} (claims {', '.join(map(str, g.claims))}): it would take {g.takes}"


def _sources(b: Brief) -> Iterator[str]:
    for s in b.sources:
        rows = "; ".join(f"{words(day)} {words(value)}" for day, value in s.rows)
        rows += f"; and {s.more} more" if s.more else ""
        terms = [words(t) for t in (s.source, s.licence, s.vintage, s.note, s.url) if t]
        digest = [f"sha256 {words(s.sha256)}"] if s.sha256 else []
        yield f"{s.number}. {words(s.name)} ({words(s.series)}, {words(s.unit)}): {rows} ({'; '.join(terms + digest)})"
