"""Periods as windows of expressions: which stretch of the tape a clause speaks of."""

from __future__ import annotations

import re

from ..metrics.period_window import window_text
from ..metrics.wording import ADVERB, ANY_SUPERLATIVE, BETTER, FALL_VERBS, PLACES, RISE_VERBS, SUPERLATIVE, WORSE
from ..schemas import Period, Span
from .scene import Item, Scene

_FACES = re.compile(
    r"^(?:(?:,? ?(?:or|to|at|\(|to (?:close|end|finish|settle) at) ?(?:a |about )?\{N\}\)?"
    r"(?:,(?! (?:the|its|their|his|an?)\b(?! \{P\})))?)+|"
    r"(?:,? \{N\})*,? and (?:about |nearly )?\{N\},? respectively,?|(?:, \{N\})+,? and (?:about |nearly )?\{N\})"
)
"""The other faces of one move (", or 1.4%, to 4,577.10,"), or the rest of a list of moves (" and 2%, respectively,").
A comma that opens an apposition is not passed: the time in it is that of the apposition."""
_BREAK = re.compile(
    r"[;:,(]|\{N\}| - |\b(?:while|whereas|though|but|and|after|when|where|which|who|said|as|before|because|leaving|"
    r"than|until)\b"
)
"""What ends the reach of a date: punctuation, another figure, or a word that opens another statement."""
_MARK_BEFORE = re.compile(
    r"\b(?:record|high|low|peak|close|closing|trough|(?<!on )top|bottom|finish|mark|level|ever|one)\b"
    r"(?:(?: close| high)?(?: of| at|,)? \{N\})?[^.;{}]{0,40}\b"
    r"(?:set|reached|hit|touched|recorded|notched|posted|made|scored|of|from|on|in|since|stood|it|"
    r"recently as)\b[^.;{}]{0,12}$"
)
_MARK_AFTER = re.compile(
    r"^(?:'s)?(?:,(?! (?:with|its|their|as|at|after|from|near|though|despite|while|when)\b))? "
    r"(?!to (?:close|finish|end)\b)(?:(?:\w+[- ]){0,2}|\{N\} (?:\w+[- ])?)"
    r"(?:record|high|low|peak|close|closing|trough|(?<!on )top|bottom|highs|lows|peaks|crash|floor|nadir|depths?|apex|"
    r"zenith|pinnacle|summit|crest|ceiling)\b"
)
_DELIVERY = re.compile(r"^ (?:delivery|settlement|contracts?|expiry|expiration|futures|options)\b")
_OF_AN_EVENT = re.compile(
    r"^,? (?:after|before|following|that followed|afterwards?|later|prior|preceding|leading up)\b"
    r"(?! \{P\}| (?:an? )?\{N\} (?:in|for|over|during) )"
)
"""A length counted from something else: "in the 12 months after such a signal"."""
_ITS = re.compile(r"\b(?:its|their|the|a|this) $")
_OF_ANOTHER = re.compile(
    r"^'s? (?!(?:session|trading|trade|close|closing|open|opening|start|end|first|second|final|last|early|late)\b)"
    r"(?:[a-z-]+ ){0,3}?[a-z-]+,? (?:the )?\{[SRGX]\}"
)
"""A time that is the owner of a thing told before the subject: "With Wednesday's losses the Dow is"."""
_BOUND_BY = re.compile(
    r"\b(?:through|until|till|to|by|before|ahead of|(?:went|go|goes|going|gone|head\w*) into)(?: the)? $"
)
_UP_ON_IT = re.compile(r", (?:up|down|ahead|higher by|lower by)(?: (?:by|about|nearly|almost|roughly|a|some))* ")
_CONCEDED = re.compile(
    r"[^;:,{}]*(?:\{[SRG]\}[^;:,{}]*)?, (?:if|albeit|though) (?:(?:only|just|barely) )*(?:by )?"
    r"(?:(?:about|nearly|almost|less than) )*"
)
"""How far, conceded behind its verb: "for the year it is still down, if by"."""
WHEN_IT = re.compile(r", when (?:it|they|(?:the )?(?:[\w-]+ )?\{[SRG]\})[^,;{}]*")
"""A time told of by its own clause: "Friday, when the Dow soared"."""
_LOWER_AT = re.compile(
    r" (?:it|they|the \{[SRG]\}) (?:was|were|stood|is|are|closed|ended|finished|settled|slid|rose|fell|sank|climbed)"
    r"[^,;{}]{0,24}, at \$?"
)
"""Where it stood on a day, told behind how it did: "on Friday it was lower, at 6,657"."""
_PAST_A_BREAK = (_UP_ON_IT, WHEN_IT, _CONCEDED, _LOWER_AT)
_FACE_BEFORE = re.compile(
    rf"\{{N\}}(?: (?:{BETTER}|{WORSE}))?,? (?:or|to|at|to (?:close|end|finish|settle) at|"
    r"and (?:closed|ended|finished) at) \$?$"
)
"""The face of the same move that stands before: "{N} lower at"."""
_TIMES_IT = re.compile(r" (?:(?:on|in|for|over|during) )?(?:the )?")
"""What stands between the last face of a move and its time: "or 1.4%, to 4,577.10, on Tuesday"."""
_NAMED_SO = re.compile(r"\b(?:year|valentine|patrick|mother|father)['’]s$", re.IGNORECASE)
"""Days whose own name ends like an owner's: "since New Year's"."""
_ITS_CLOSE = re.compile(r"^'s (?:close|closing bell|finish|settlement|end)\b")
"""The end of a day from which a move counts: "since Wednesday's close"."""
_IN_IT = re.compile(r"\b(?:in|during|on|at|after|over) $")
_CLOSING = re.compile(r"^[.;]?\s*$|^[.;,] ")
_OPENS_CLAUSE = re.compile(r"; (?:and |but )?(?:(?:for|over|in|on|since) )?(?:the )?$")
"""A time that opens the last statement of a sentence: "month to date it has added 2%; year to date, 6%"."""
_OVER = re.compile(r"\b(?:(?:in|over|during|within|through)(?: the| just| only| about)?|for the)\s*$")
RELATIVE = re.compile(r", (?:which|who|where|whose)\b[^,]*$")
"""An open relative clause: a date in it is its own."""
_MEASURED = re.compile(
    r"\b(?:from|than|versus|against|compared (?:with|to)|since)(?: (?:the|its|that of|where it (?:was|stood)))? $"
)
_DAY_AFTER = re.compile(
    r"(?:\b(?:a|one|the) (?:day|session|trading day)|(?P<counted>\{N\})) after "
    r"(?:(?:it|they|\{[SRG]\}) (?:had )?|having )?"
    rf"(?:{RISE_VERBS}|{FALL_VERBS}|an?|its|their) {ADVERB}(?:\w+ ){{0,2}}\$?$"
)
_ON_TEXT = re.compile(
    r"(?:the )?(?:next|following) (?:trading )?(?:day|session)|(?:[a-z]+|\d+) (?:days?|sessions?) later")
_ON_AFTER = re.compile(r"^,?(?: on)? the (?:day|session) after\b(?! \{| [a-z]+ing\b| the\b| it\b| a\b)")
_MOST_ON = 10
"""Sessions after a day just told: "two sessions later", "the next day"."""
_ONE_DAY = ("one day", "one session", "1 day", "one trading day")
_LATER_STATEMENT = re.compile(r"; |, (?:and|but|while|though|yet) (?:the |on |late |early )?$")
_SAID = re.compile(r"\b(?:said|told)\b")
_CONCEDING = re.compile(
    r"(?:(?:but|and|yet|still),? )?(?:despite|notwithstanding|unlike|in spite of|regardless of|after|following)\b")
"""What stands at the head of a sentence for what was over, or no hindrance, before its statement."""
_SUPERLATIVE = re.compile(
    r"\b(?:best|worst|biggest|largest|smallest|strongest|weakest|highest|lowest|most(?! recent)|least|steepest|"
    r"sharpest|longest|narrowest|widest|greatest|fastest|slowest|first|poorest|deepest|cheapest|costliest|shortest|"
    r"last time|no other|not|never|hasn't|haven't)\b"
    rf"(?:(?!(?:, | )(?:and|but|while|though|yet) (?:(?:it|is|are|has|have|was|now|still|had) )*"
    rf"(?:{RISE_VERBS}|{FALL_VERBS}|up|down)\b)[^;{{}}]){{0,50}}"
    r"(?:\{N\}[^;{}]{0,25})?"
    r"(?:\bsince|\bin|\bfor|\bafter)(?: the| about| some)?\s*$|"
    rf"\b{SUPERLATIVE}\b[^;{{}}]{{0,50}}(?:\{{N\}}[^;{{}}]{{0,25}})?\bsince(?: the| about| some)?\s*$|"
    r"\b(?:last|previously) [a-z]+(?:ed|en|t)(?: [a-z]+){0,2}? (?:in|on|during|for)(?: the)? $|"
    r"\b(?:only|but|exceed\w+ by|surpass\w+ by|top\w+ by)(?: by| to)? (?:that|the one|those) (?:of|in|on|from|seen in)"
    r"(?: the)? $"
)
_RANKED_IN = re.compile(
    rf"(?:\b(?:{ANY_SUPERLATIVE}|slowest|{PLACES})"
    r"[ -])(?:[a-z-]+ ){0,5}of $"
)
"""The span that something is counted or ranked in: "its third-biggest drop of 2018", "the 57th record of the year"."""


AT_ITS_WORST = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|though) )at (?:its|the|their) (?:very )?(?:best|worst|highs?|highest|lows?|lowest|"
    r"peak|trough|top|bottom|nadir|zenith)(?: point| level)? on $"
)
"""Before a day of which the highest or lowest moment is told: "at its low on Tuesday, it was off 2.7%"."""


def _of_a_noun(scene: Scene, item: Item) -> bool:
    """Whether a day is a noun's own ("giving back Wednesday's gain") and times nothing that stands before it."""
    if item.period is None or item.period.kind != "day" or _NAMED_SO.search(item.period.text):
        return False
    if item.period.relation == "since" and _ITS_CLOSE.match(scene.text(item.end, scene.end)):
        return False
    possessive = scene.text(item.end - 2, item.end + 2) if item.end + 2 <= scene.end else ""
    return possessive.startswith("'s") or (
        scene.text(item.end, item.end + 3).startswith("'s ") and not _IN_IT.search(scene.text(scene.start, item.start)))


def is_mark(scene: Scene, item: Item) -> bool:
    """Whether a period dates a mark ("its Dec. 4 record", "the high it set on July 16") or ends a comparison
    ("the worst day since March 2020") and so is not the window of the clause's figures."""
    before = scene.text(scene.start, item.start) + _lead(item)
    after = scene.text(item.end, scene.end)
    if AT_ITS_WORST.search(before) and item.period is not None and item.period.kind == "day":
        return False
    if _lead(item) == "since " and any(
        i.name.lower().startswith(("first", "second", "third")) and item.start - i.end < 25
        for i in scene.before(item.start, "figure")[:1]
    ):
        return True
    ranged = item.period is not None and item.period.kind == "range" and not _ITS.search(before)
    counted = item.period is not None and item.period.relation == "since" and _ITS_CLOSE.match(after)
    mark_after = _MARK_AFTER.match(after) and not (ranged or counted)
    if _DELIVERY.match(after) or _BOUND_BY.search(before):
        return True
    return bool(
        _MARK_BEFORE.search(before) or mark_after or _SUPERLATIVE.search(before) or _RANKED_IN.search(before)
    )


def _lead(item: Item) -> str:
    """The preposition that a period's own span begins with, so that patterns find it where they look for it."""
    word = item.name.split(" ", 1)[0].lower()
    return f"{word} " if word in ("since", "in", "for") else ""


def own_window(scene: Scene, start: int, end: int) -> Item | None:
    """The period that times what stands at ``start:end``: the nearest one after it in its clause, else one just
    before it, else one that opens the sentence."""
    usable = [
        i for i in scene.items
        if _usable(scene, i) and not (i.start < end and start < i.end) and not is_mark(scene, i)
    ]
    following = [i for i in usable if i.start >= end]
    preceding = [i for i in usable if i.end <= start]
    if following and not _of_a_noun(scene, following[0]):
        told = scene.text(end, following[0].start).replace(" as recently as", "")
        between = _FACES.sub("", told, count=1)
        aside = between != told and told[: -len(between)].endswith(",") and not _TIMES_IT.fullmatch(between)
        if len(between) < 60 and not _BREAK.search(between) and not aside:
            return following[0]
        if between == ", on " and _CLOSING.match(scene.text(
            following[0].end, scene.end
        )):
            return following[0]
    if preceding:
        near = preceding[-1]
        between = _FACE_BEFORE.sub("", scene.text(near.end, start))
        if _OF_ANOTHER.match(between):
            return None
        headed = between in (", ", ", by ") and _OPENS_CLAUSE.search(scene.text(scene.start, near.start))
        if headed or not _BREAK.search(between) or any(p.fullmatch(between) for p in _PAST_A_BREAK):
            return near
        opening = preceding[0]
        if opening is not near and (_of_a_noun(scene, opening) or _overtaken(scene, opening, near)):
            return None
        lead = scene.text(scene.start, opening.start)
        if opening is near and _TURNED.search(lead) and _GOES_ON.search(scene.text(opening.end, start)):
            return None  # what follows a top or bottom happened after it
        if len(lead) <= 24 and "{N}" not in lead and "," not in lead and not (
            _SAID.search(lead) or _CONCEDING.match(lead)
        ):
            return opening
    return None


_TURNED = re.compile(
    r"\b(?:peak(?:ed|s)|topp(?:ed|ing) out|tops out|crest(?:ed|s)|bottom(?:ed|s)|trough(?:ed|s)|turned|"
    r"(?:hit|found|struck|reached|touched) (?:its |a |an |the |rock )?(?:bottom|low|high|peak|floor|top)|beg[au]n|"
    r"begins|start(?:ed|s)|ended|ends)(?: (?:on|in|back in))? $"
)
"""A verb that dates a turn of the market, before its day or month."""
_GOES_ON = re.compile(r"; |\b(?:and|but|then|before|after|while|when)\b")
_FOR_SPAN = re.compile(r"\b(?:for|in|on|over) (?:the )?$")


def _overtaken(scene: Scene, opening: Item, near: Item) -> bool:
    """Whether a later statement has named a day of its own: "the Fed met on Wednesday, and Friday's report"."""
    if opening is not near and "{N}" in scene.text(opening.end, near.start) and _FOR_SPAN.search(
        scene.text(near.start - 12, near.start)
    ):
        return True  # the figure before has its own: "on Monday ...; it is 1.3% down for the year, the Dow"
    day = near.period is not None and near.period.kind == "day"
    return day and bool(_LATER_STATEMENT.search(scene.text(opening.end, near.start)))


def sessions_back(scene: Scene, start: int, own: Item | None) -> int | None:
    """How many sessions before the day that is spoken of the figure at ``start`` belongs to ("had lost 4.8% a day
    earlier", "a day after losing 4.8%"); None where no words set it back, or a change is only measured from there."""
    period = own.period if own is not None else None
    if own is not None and period is not None and period.relation == "ago" and period.grain in ("day", "session"):
        counted = period.count is not None and period.count in (1, 2, 3, 4)
        if _MEASURED.search(scene.text(scene.start, own.start)) or not counted:
            return None
        return int(period.count or 1)
    m = _DAY_AFTER.search(scene.text(scene.start, start))
    if m is None:
        return None
    length = next((i for i in scene.before(start, "figure") if i.sort in ("day", "session")), None)
    one = length is not None and length.name.lower() in _ONE_DAY
    return 1 if one or not m.group("counted") else None


def sessions_on(scene: Scene, anchor: Span, own: Item | None) -> int | None:
    """How many sessions after the day just told the figure belongs to ("two sessions later", "the next day"); None
    where no words set it on."""
    if _ON_AFTER.match(scene.text(anchor.end, scene.end)):
        return 1
    period = own.period if own is not None else _set_on(scene, anchor)
    if period is None or not is_set_on(period):
        return None
    count = int(period.count or 1)
    return count if 1 <= count <= _MOST_ON else None


def is_set_on(period: Period | None) -> bool:
    """Whether a time is counted on from a day just told: "the next day", "two sessions later"."""
    return period is not None and _ON_TEXT.fullmatch(period.text.lower()) is not None


def _set_on(scene: Scene, anchor: Span) -> Period | None:
    """The time beside a figure that would lie ahead, were it not counted from what was told: "the next day"."""
    behind = next(iter(scene.after(anchor.end, "period")), None)
    if behind is not None and scene.text(anchor.end, behind.start) in (" ", " the ", " on the ", ", the "):
        return behind.period
    before = next(iter(scene.before(anchor.start, "period")), None)
    told = before is not None and "{N}" in scene.text(before.end, anchor.start)
    return before.period if before is not None and not told else None


def _usable(scene: Scene, item: Item) -> bool:
    period = item.period
    if period is None or window_text(period) is None:
        return False
    if period.relation == "for" and _OF_AN_EVENT.match(scene.text(item.end, scene.end)):
        return False
    return item.kind == "period" or bool(_OVER.search(scene.text(scene.start, item.start)))
