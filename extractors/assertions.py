"""Statements without a number of their own: a record, a superlative since a date, the date of a mark.

"Apple closed at a record", "its worst day since March 2020", "the record it set on July 16" state something that the
tape can check, though no figure carries it. Each is given an anchor: the words that a changed article would change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..metrics.mark_date import DATED_MARK, OWNED_DATE
from ..metrics.wording import FALL_VERBS, RISE_VERBS, SUPERLATIVE
from ..schemas import Period, Span
from .eras import eras
from .scene import Item, Scene
from .windows import AT_ITS_WORST

AssertionKind = Literal["since", "mark_date", "record", "ever", "same", "extreme", "only", "each"]

_SUPER = (
    r"(?:best|worst|biggest|largest|smallest|strongest|weakest|highest|lowest|most|least|steepest|sharpest|longest|"
    r"narrowest|widest|greatest|fastest|slowest|poorest|deepest|first|last time|heaviest|costliest|flattest|"
    r"second-\w+|third-\w+|" + SUPERLATIVE + r")"
)
_ON_ITS_OWN = (
    rf"(?:, | )(?:and|but|while|though|yet) (?:(?:it|they|is|are|has|have|was|were|now|still|had) )*"
    rf"(?:{RISE_VERBS}|{FALL_VERBS}|up|down)\b"
)
"""A statement that goes on past the superlative: "its worst week, and lost 13% since April began"."""
_SINCE = re.compile(
    rf"\b{_SUPER}\b(?:(?!{_ON_ITS_OWN})[^;:]){{0,70}}"
    r"(?:\bsince|\bin|\bfor|was)(?: at least| about| some| over| nearly| almost)?"
    r"(?: the)?\s*$"
)
_TAKEN = re.compile(rf"\b{_SUPER}\b[^;:,]{{0,50}}\b(?:in|since|for)(?: the)? \{{[NP]\}},[^;:]*$")
"""The superlative has its span already ("at 5.5%, the highest in two decades, for a year")."""
_SINCE_EVENT = re.compile(rf"\b{_SUPER}\b[^;:]{{0,70}}\bsince the [^;:,{{}}]{{2,50}}\b(?:of|in|on)(?: the)?\s*$")
"""The date of what the comparison reaches back to: "its worst day since the crash of October 1987"."""
_WORD = re.compile(rf"\b{_SUPER}\b", re.IGNORECASE)
_FIRST_TIME = re.compile(
    r"(?:\b(?:not|never|unseen|no other|no \w+|without)\b|n't\b|\bno \{P\})[^;:]{0,60}\bsince(?: the)?\s*$"
)
_LAST_SEEN = re.compile(
    r"\b(?:last|previously) (?:seen|reached|visited|touched|hit|recorded|matched|surpassed|exceeded|bettered|topped|"
    r"beaten|beat|bested|outdone|outdid|"
    r"eclipsed|undercut|equalled|equaled|breached)(?: at a close)?"
    r"(?: back)?(?: in| on| at| during)?(?: the)?\s*$"
)
_AS_HIGH = re.compile(
    r"\bas (?:high|low|expensive|cheap|dear|costly|strong|weak) as (?:it|they|\{[SRG]\}|the \w+) (?:has|have|"
    r"had)(?: \w+)? "
    r"(?:been|closed|traded|finished|ended|settled|stood|got|gotten|climbed|fallen|risen|sunk|gone)"
    r"(?: at (?:a|the) close)? since(?: the)?\s*$"
)
_THAN_ANY = re.compile(
    r"\b(?:more|further|faster|harder|better|stronger|higher|worse|weaker) than(?: it (?:has|had|did))? "
    r"(?:in|on|during|for|over) (?:any|a)(?: other)?(?: single)? (?:day|session|week|month|quarter|year) since"
    r"(?: the)?\s*$"
)
_HELD_SINCE = re.compile(
    r"\b(?:target|range|rates?|borrowing costs|policy)\b[^;]{0,60}"
    r"(?:(?:\b(?:at|been|in|between)|,) \{N\}|unchanged|steady|on hold|frozen|pinned),? since(?: the)?\s*$|"
    r"\{[RS]\}[^;{}]{0,40}(?:(?:\b(?:at|been|in|between)|,) \{N\}|unchanged|steady|on hold|frozen|pinned),? "
    r"since(?: the)?\s*$|"
    r"\{[XRS]\}, (?:which|that) (?:has|have) (?:sat|stood|stayed|been|remained|held|parked)[^;{}]{0,30} \{N\},? "
    r"since(?: the)?\s*$|"
    r"\b(?:kept|held|left|parked|keeps|holds) (?:its|the) (?:[a-z-]+ )?(?:target|range|rates?)(?: range)?,? "
    r"since(?: the)?\s*$|"
    r"\b(?:target|range|rates?)\b[^;{}]{0,30}\{N\},? since it (?:last )?(?:cut|raised|lowered|lifted|moved|changed)"
    r"(?: it| them| rates)?,? (?:in|on|back in)\s*$"
)
"""Since when a policy has stood: "has kept its target at 5.25% to 5.5% since last July"."""
_LAST_TIME = re.compile(r"\blast time\b[^;:]{0,60}\bwas(?: on| in)?(?: the)?\s*$")
_SET_ON = re.compile(
    r"\b(?:record|high(?!er)|low(?!er|est)|peak|close(?![ds])|closed at (?:one|an? (?:[a-z-]+ )*(?:record|high|peak))|"
    r"mark(?!et)|finish(?!e[ds])|all-time high|trough|bottom|closing high)"
    r"(?!, (?:and|but) |, (?:is|was|stood|closed|ended|finished|settled) (?:at )?\$?\{N\})[^;{}]{0,14}"
    r"(?:\{N\})?[^;{}]{0,14}"
    r"\b(?:set|reached|hit|touched|notched|posted|recorded|made|from|of|stood|stood since|on|logged|struck|came|"
    r"dates? (?:from|to|back to)|dating (?:from|to|back to))"
    r"(?: as recently as)?"
    r"(?: back)?(?: on| in)?\s*$"
)
_SET_IN = re.compile(
    r"\b(?:the|its|their) (?:(?:all-time|closing|last|latest|previous|old|own|most recent) )*(?:record|all-time high)"
    r"(?: close| high| finish)?(?: of \$?\{N\})?,? (?:that |which )?(?:(?:it|they|the [a-z]+|\{[SRG]\}) )?(?:had |"
    r"was )?"
    r"(?:set|reached|hit|notched|posted|recorded|made|logged|struck)(?: back)? in(?: the)?\s*$"
)
"""The month of a record: "short of the record it set in March 2024"."""
_OWN_MARK = re.compile(
    r"\b(?:set|hit|reached|touched|notched|posted|recorded|made|logged|struck|scored) (?:its|their) "
    r"(?:(?:own|last|latest|most recent|previous|old|all-time|closing|recent) )*(?:record|high|peak|low)"
    r"(?: close| high| low)?(?: as recently as| as late as| back)?(?: on| in)?\s*$"
)
_ONE_SET = re.compile(
    r"\b(?:the one|its own|theirs|that),?(?: (?:that|which))? (?:(?:it|they|the [a-z]+|\{[SRG]\}) )?(?:had )?"
    r"(?:set|hit|reached|notched|posted|recorded|made)(?: as recently as| back)?(?: on| in)?\s*$"
)
_FIRST_BEYOND = re.compile(
    r"\bfirst (?:ever )?(?:finish|close|time|settlement|closing|(?:clos|finish|settl|end|top|cross|pass|surpass|clear|"
    r"eclips|exceed)(?:ed|d)?)\b[^;{}]{0,30}\{N\}(?: mark| level)?,? (?:(?:which came|which was|was|back|came) )*"
    r"(?:on|in)?\s*$|\{N\}(?: on a closing basis| at (?:a|the) close)? for the first time (?:back )?(?:on|in)?\s*$"
)
_LATEST_ON = re.compile(
    r"\b(?:latest|last|most recent|newest|final)(?: (?:one|record|close|such close|such record|of (?:them|those|these|"
    r"which)))?,?(?: (?:was|is|came|coming|being|set|reached|struck|made|notched|dates?|dating))*(?: as recently as|"
    r" back| only| just)*(?:,? (?:at|of) \$?\{N\},?)?(?: from| on| to)\s*$|\bmost recently(?: on)?\s*$"
)
_MANY = re.compile(
    r"\b(?:records|all-time highs|(?:record|all-time) (?:closes|highs|finishes))\b|"
    r"\b(?:closed|finished|ended|settled) at (?:a|an) (?:record|all-time high)\b[^;]*\b(?:times|days|occasions)\b"
)
"""Records just counted, of which the latest is dated."""
_PEAKED = re.compile(
    r"\b(?:peak(?:ed|ing)|topp(?:ed|ing) out|bottom(?:ed|ing)(?: out)?|trough(?:ed|ing)) (?:back )?"
    r"(?:in|on)(?: the)?\s*$"
)
_BULL_BEGAN = re.compile(
    r"\bbull (?:market|run)\b[^;:]{0,50}\b(?:began|begun|started|was born|dates? (?:from|to|back to)|got under way|"
    r"took off|kicked off)(?: back)?(?: on)?\s*$"
)
_RECORD = re.compile(
    r"(?:\b|(?<=%))(?:(?:clos(?!ing records)|finish|end|settl|trad)\w*|hit|hits|hitting|set|sets|setting|reach\w*|"
    r"notch\w*|"
    r"post\w*|to|at|"
    r"touch\w*|into|log\w*|scor\w*|mark\w*|for|(?<=\d),(?= [^,;.]{0,24}?record (?:clos|high|finish|"
    r"settl)\w*(?:[.,;)]|$| -))"
    r"|(?<=\d),(?= (?:a|another|yet another|its \w+) (?:(?:new|fresh) )?record(?:[.,;)]|$| for\b))"
    r"|(?<=[\d%]),(?= (?:a|another|its \w+) (?:(?:new|fresh) )?record low(?:[.,;)]|$))"
    r"|(?<=\d),(?= [^,;.]{0,20}?all-time (?:closing )?high(?:[.,;)]|$| -))) (?:yet )?(?:a |an |another |its |"
    r"their |fresh |new |highest |all )*"
    r"(?P<word>record(?! lows? (?:of|at|near|\$?\d))"
    r"(?: close| closing high| high| low| highs| territory| finish| level)?s?|"
    r"all-time (?:closing )?highs?|(?:a |fresh |new )?peaks?\b|lifetime highs?)"
    r"(?! (?:low|of(?! its own)|date|amount|number|sales|revenue|profit|pace|earnings|year|\d))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri)day", re.IGNORECASE)
_DAYS_RECORD = re.compile(
    r"['’]s (?P<word>record)(?: close| closing high| high| finish| settlement)?(?=[.,;)]| (?:and|but|of|with|as|"
    r"to)\b)"
)
_RECORD_BEFORE = re.compile(
    r"\bthe (?P<word>record)(?: close| high)? (?:(?:that )?(?:it|they|the [\w&.]+(?: [\w&.]+)?) (?:had )?)?"
    r"(?:set|hit|reached|notched|posted|made) (?:just )?(?:on )?$"
)
_EVER = re.compile(
    rf"\b(?P<word>(?:the |its )?{_SUPER}\b[^;:,.]{{0,50}}?\b(?:ever|on record|"
    r"in (?:its |their |the )?(?:index's |\w+'s )?history|in figures that go back to \d+)|"
    r"(?:no (?:equal|precedent|parallel|match|rival)|without (?:equal|precedent|parallel)|unmatched|unequall?ed|"
    r"unparalleled|unprecedented|unrivall?ed) (?:in|on) (?:its |their |the )?(?:index's |\w+'s )?(?:history|record)|"
    rf"the {_SUPER} (?:that )?any (?:[\w.]+ ){{1,4}}(?:has|have|had) (?:ever )?\w+|"
    r"(?:low|high|cheap|dear|weak|strong)er than (?:(?:at|on|in|it was (?:at|on)) )?any (?:other |previous |prior )?"
    r"(?:close|finish|settlement|time|point|day|session|trading day|level)(?: (?:on record|in (?:its |the )?history|"
    r"ever|before(?! [a-z])))?(?! (?:before|but|except|save|barring|outside|other than|since|this|of|during|for|over|"
    r"between|from|in (?!(?:an?|its|the|government|official) "
    r"(?:[a-z]+ )?(?:series|history|figures|data|records?)|history|figures|data|records?))\b))",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?P<word>[Ss]o did)\b")
_SPELL = r"(?:(?:the|this) (?:year|month|quarter|week)|(?:19|20)\d\d)"
_EXTREME = re.compile(
    r"\b(?P<word>(?:(?:new|fresh|another|its|their|a) )*(?:(?:(?:19|20)\d\d|52-week|one-year|yearly|year-to-date) "
    r"(?:closing )?(?:lows?|highs?)|(?:closing )?(?:low|high)s? (?:of|for) "
    rf"{_SPELL}|(?:lowest|highest|weakest|strongest) (?:(?:close|closing|level|levels|finish|settlement|point|price|"
    rf"mark|yield)(?: level| price)? )?(?:so far )?(?:(?:of|for|in) )?{_SPELL}))(?![\w-])",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?P<word>(?:(?:the|its|their) )?(?:only|lone|sole|single) (?:(?:record|all-time high|new high)"
    r"(?: close| closing high| high| finish)?|one(?: record(?: close| high)?)?))\b(?! more)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?P<word>(?:every (?:(?:single|last) )?one|each(?: and every one)?) of (?:the|its|their|these|those|"
    r"(?:this|the|last) week's) (?:two|three|four|five|six|seven|eight|nine|ten|\d\d?) "
    r"(?:trading )?(?:days|sessions|weeks|months|quarters))\b(?! (?:before|after|that|in|since|to|of))",
    re.IGNORECASE,
)
_TIMES = re.compile(r",? (?:[a-z]+ ){0,4}?(?:[\d,]+|[a-z]+(?:-[a-z]+)?) (?:times|days|occasions)\b")
_COUNTS = ("record", "high", "close", "finish", "number", "count")
"""Units of figures that count records."""
_WORDED: dict[AssertionKind, re.Pattern[str]] = {
    "record": _RECORD, "ever": _EVER, "same": _SAME, "extreme": _EXTREME, "only": _ONLY, "each": _EACH,
}


@dataclass(frozen=True, slots=True)
class Assertion:
    """An anchor and what kind of statement it carries; ``period`` is the date it names, where it does."""

    anchor: Span
    kind: AssertionKind
    period: Period | None = None
    words: str = ""


def assertions(scene: Scene) -> Iterator[Assertion]:
    """The figureless statements of a sentence, in order of their anchors."""
    found: list[Assertion] = []
    for item in scene.items:
        if item.kind in ("period", "figure"):
            assertion = _dated(scene, item)
            if assertion:
                found.append(assertion)
    body = scene.parsed.body
    found.extend(_from_eras(scene, found))
    found.extend(_records_of_days(scene))
    sentence = body[scene.start : scene.end]
    for kind, pattern in _WORDED.items():
        for m in pattern.finditer(sentence):
            if kind == "record" and _counted(scene, m.start("word") + scene.start, m.end("word") + scene.start):
                continue
            start, end = m.start("word") + scene.start, m.end("word") + scene.start
            if kind == "record" and AT_ITS_WORST.search(f"{scene.text(scene.start, end)} on "):
                continue  # "at its peak on Monday it was up 3%": the highest moment of that day
            anchor = Span(start=start, end=end, text=body[start:end])
            found.append(Assertion(anchor, kind, None, m.group("word").lower()))
    yield from sorted(found, key=lambda a: a.anchor.start)


def _counts_records(scene: Scene, at: int) -> bool:
    """Whether the sentence has counted records, or told of closes at one, before ``at``."""
    body = scene.parsed.body[scene.start : at].lower()
    return bool(_MANY.search(body))


def _counted(scene: Scene, at: int, end: int) -> bool:
    """Whether the records at ``at:end`` are counted by a figure ("set 35 closing records", "closed at a record nine
    times"), which is the claim."""
    item = scene.covering(at)
    if _TIMES.match(scene.parsed.body, end):
        return True
    return item is not None and item.kind == "figure" and item.start < at and item.sort in _COUNTS


def _records_of_days(scene: Scene) -> Iterator[Assertion]:
    """"Friday's record", "the record it had set on Friday": a record told beside the weekday of its close."""
    body = scene.parsed.body
    for item in scene.items:
        if item.kind != "period" or item.period is None or item.period.kind != "day" or not _WEEKDAY.search(item.name):
            continue
        m = _DAYS_RECORD.match(body, item.end, scene.end)
        if m is None and (led := _RECORD_BEFORE.search(body, scene.start, item.start)) is not None:
            m = led
        if m is not None:
            start, end = m.span("word")
            yield Assertion(Span(start=start, end=end, text=body[start:end]), "record", item.period, "record")


def _from_eras(scene: Scene, found: list[Assertion]) -> Iterator[Assertion]:
    """Comparisons that reach back to a time known by its name, where no date beside it was read already."""
    for era in eras(scene.parsed.body, scene.start, scene.end):
        before = scene.text(scene.start, era.start)
        near = any(era.start - 40 <= a.anchor.end <= era.end + 20 and a.anchor.end > era.start for a in found)
        if not near and (_SINCE.search(before) or _FIRST_TIME.search(before)):
            yield Assertion(_whole(scene, era), "since", era, before)


def _whole(scene: Scene, end: Item | Period) -> Span:
    """From the superlative to the end of the date, where nothing else with a slot stands between."""
    body = scene.parsed.body
    start = end.start
    for m in _WORD.finditer(body, scene.start, end.start):
        start = m.start()
    if any(i.start < end.start and start < i.end and not i.spoken for i in scene.items):
        start = end.start
    return Span(start=start, end=end.end, text=body[start : end.end])


def _sets_mark(before: str) -> bool:
    return any(p.search(before) for p in (_SET_ON, _OWN_MARK, _ONE_SET, _FIRST_BEYOND, _BULL_BEGAN))


def _dated(scene: Scene, item: Item) -> Assertion | None:
    before = scene.text(scene.start, item.start)
    body = scene.parsed.body
    if item.kind == "figure" and item.sort not in ("year", "month", "week", "quarter", "day", "session", "decade"):
        return None
    period = item.period
    words = body[item.start : item.end].lower()
    if "since" in words.split()[:1]:
        before = f"{before.rstrip()} since"
    elif words.split()[:1] == ["in"]:
        before = f"{before.rstrip()} in"
    anchor = Span(start=item.start, end=item.end, text=body[item.start : item.end])
    named = period is not None and period.count is None and item.kind == "period" and period.kind != "duration"
    if AT_ITS_WORST.search(before):
        return None
    if _SINCE_EVENT.search(before) or (named and _LAST_SEEN.search(before)):
        return Assertion(_whole(scene, item), "since", period, before)
    if named and period is not None and period.kind in ("day", "month") and _PEAKED.search(before):
        return Assertion(anchor, "mark_date", period, before)
    if named and period is not None and period.kind == "month" and _SET_IN.search(before):
        return Assertion(anchor, "mark_date", period, before)
    if named and before.rstrip().endswith((" in", " in the", " for", " for the")):
        beyond = period is not None and period.kind == "month" and _FIRST_BEYOND.search(before)
        return Assertion(anchor, "mark_date", period, before) if beyond else None
    denied = any(p.search(before) for p in (_FIRST_TIME, _AS_HIGH, _LAST_TIME, _THAN_ANY, _HELD_SINCE))
    if denied or (_SINCE.search(before) and not _TAKEN.search(before)):
        return Assertion(_whole(scene, item), "since", period, before)
    owned = named and OWNED_DATE.search(before) and DATED_MARK.match(scene.text(item.end, scene.end))
    latest = named and period is not None and period.kind == "day" and _LATEST_ON.search(before) and _counts_records(
        scene, item.start)
    if period is not None and period.kind in ("day", "month") and (owned or latest or _sets_mark(before)):
        return Assertion(anchor, "mark_date", period, before)
    return None
