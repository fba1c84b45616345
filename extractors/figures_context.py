"""The words around a figure: hedges, bounds, and the way it moved.

The tables give the words; :data:`BOUND_EXAMPLES` and :data:`DIRECTION_EXAMPLES` are run as tests.
"""

from __future__ import annotations

import re

from ..schemas.quantity import Bound, Direction
from .figures_draft import Draft
from .figures_units import is_currency

HEDGES = (
    "about|around|roughly|approximately|approx.|approx|nearly|almost|close to|some|circa|ca.|c.|~|≈|an estimated|"
    "estimated|just|only|merely|exactly|precisely|virtually|practically|near|as little as|as few as|something like|"
    "in the region of|in the neighborhood of|in the neighbourhood of|on the order of|a mere|a full|fully|as good as|"
    "a little|an average of|the equivalent of|or so|another|an additional|a further|a total of|a staggering|a "
    "whopping|"
    "a record|even|a modest|a meager|a reported|reportedly|not quite|a hefty|maybe|perhaps|probably|well-nigh|say"
).split("|")
_SILENT = frozenset(
    "another|an additional|a further|a total of|a staggering|a whopping|a record|even|a modest|a meager|a hefty|the "
    "equivalent of|a reported|say".split("|")
)
"""Words that stand before a figure without hedging it; they are passed over, not kept."""
BOUNDS: dict[str, Bound] = {
    "at least": "at_least", "no less than": "at_least", "not less than": "at_least", "no fewer than": "at_least",
    "a minimum of": "at_least", "minimum of": "at_least", "upwards of": "at_least", "a minimum": "at_least",
    "more than": "more_than", "over": "more_than", "above": "more_than", "in excess of": "more_than",
    "greater than": "more_than", "exceeding": "more_than", "north of": "more_than", "better than": "more_than",
    "well over": "more_than", "well above": "more_than", "just over": "more_than", "just above": "more_than",
    "slightly more than": "more_than", "a little more than": "more_than", "slightly over": "more_than",
    "a bit more than": "more_than", "far more than": "more_than", "much more than": "more_than", ">": "more_than",
    "well more than": "more_than", "a little over": "more_than", "higher than": "more_than", "larger than": "more_than",
    "upward of": "more_than", "beyond": "more_than", "longer than": "more_than", "a touch over": "more_than",
    "as much as": "at_most", "as many as": "at_most", "up to": "at_most", "no more than": "at_most",
    "not more than": "at_most", "at most": "at_most", "a maximum of": "at_most", "maximum of": "at_most",
    "as high as": "at_most", "a maximum": "at_most", "not exceeding": "at_most", "as long as": "at_most",
    "less than": "less_than", "under": "less_than", "below": "less_than", "fewer than": "less_than",
    "just under": "less_than", "just below": "less_than", "a little less than": "less_than", "<": "less_than",
    "slightly less than": "less_than", "well under": "less_than", "well below": "less_than", "just shy of": "less_than",
    "just short of": "less_than", "smaller than": "less_than", "lower than": "less_than", "sub-": "less_than",
    "shy of": "less_than", "south of": "less_than", "slightly under": "less_than", "a little under": "less_than",
    "≥": "at_least", "≤": "at_most", ">=": "at_least", "<=": "at_most", "inside": "less_than",
    "a bit less than": "less_than",
}
AFTER_BOUNDS: dict[str, Bound] = {
    "or more": "at_least", "or higher": "at_least", "or above": "at_least", "or greater": "at_least",
    "or better": "at_least", "or longer": "at_least", "and above": "at_least", "-plus": "at_least", "plus": "at_least",
    "+": "at_least", "at least": "at_least", "or less": "at_most", "or below": "at_most", "or lower": "at_most",
    "or fewer": "at_most", "at most": "at_most", "at the most": "at_most", "or under": "at_most", "tops": "at_most",
}


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


_LEFT = re.compile(rf"(?<![\w-])(?:(?P<bound>{_alternatives([*BOUNDS])})|(?P<hedge>{_alternatives(HEDGES)}))\s*$", re.I)
_RIGHT = re.compile(
    rf"\s?(?P<bound>{_alternatives([*AFTER_BOUNDS])})(?!\w)|\s(?P<hedge>or so|or thereabouts|give "
    rf"or take)\b",
    re.I,
)
_OVER_TIME = re.compile(r"(?:\bfor|\bin|\bafter|\bjust|\bwell|\blasted|\btook|\btaken|\bof|\bto|\bspent)\s*$", re.I)
TIME_UNITS = frozenset("second minute hour day week month quarter year decade century session night".split())


def add_hedges(text: str, draft: Draft) -> None:
    """Grows ``draft`` to the left and right over hedge and bound words, and keeps them."""
    left = draft.start if draft.left < 0 else draft.left
    right = draft.end if draft.right < 0 else draft.right
    for _ in range(3):
        m = _LEFT.search(text[max(0, left - 40) : left])
        if not m:
            break
        start = max(0, left - 40) + m.start()
        word = re.sub(r"\s+", " ", (m.group("bound") or m.group("hedge")).lower())
        if m.group("bound"):
            if draft.bound or _not_a_bound(text, start, word, draft):
                break
            draft.bound = BOUNDS[word]
        elif word in _SILENT:
            break
        elif draft.hedge is None:
            if word == "a full" and not draft.unit:
                break
            draft.hedge = word
        left = start
    m = _RIGHT.match(text, right)
    if m and not draft.bound:
        if m.group("bound"):
            word = re.sub(r"\s+", " ", m.group("bound").lower())
            if word != "plus" or not re.match(r"\s+\S*\d", text[m.end() :]):
                draft.bound = AFTER_BOUNDS[word]
                right = m.end()
        else:
            draft.hedge = draft.hedge or m.group("hedge").lower()
            right = m.end()
    draft.left, draft.right = left, right


def _not_a_bound(text: str, start: int, word: str, draft: Draft) -> bool:
    """ "over three years" is a window, "below 2,400" after "points" a distance's end, "inside 3 days" a bound."""
    if word in ("over", "above", "below", "under", "inside", "beyond", "up to"):
        before = text[max(0, start - 24) : start]
        if word == "over" and draft.unit in TIME_UNITS:
            return not _OVER_TIME.search(before)
        if word in ("above", "below", "over", "under"):
            return bool(re.search(r"(?:%|percent|points?|per cent|bps|cents|\d)\s*$", before, re.I))
        if word == "up to":
            return bool(re.search(
                r"\b(?:pick|picked|add|adds|lead|led|leading|sign|signed|"
                r"(?:edg|inch|tick|mov|creep|nudg|push|driv|bump|bid|shoot|send|pull|go|com|drift|back|climb|lift|bring|head)(?:s|es|ed|ing)?|crept|drove|driven|shot|sent|went|gone|came|"
                r"brought|run|ran|yields?|rates?|prices?|it|them|shares|back|all the way)\s*$",
                before, re.I,
            ))
    return False


UP_VERBS = (
    "rose rise rises rising risen gained gain gains gaining climbed climb climbs climbing jumped jump jumps jumping "
    "surged surge surges surging soared soar soars soaring rallied rally rallies rallying advanced advance advances "
    "advancing added add adds adding increased increase increases increasing grew grow grows growing grown leapt "
    "leaped "
    "leap leaps leaping spiked spike spikes spiking swelled swell swelling popped pop pops popping rebounded rebound "
    "rebounds rebounding ticked-up inched-up raised raise raises raising lifted lift lifts lifting boosted boost "
    "boosts "
    "boosting expanded expand expands expanding accelerated strengthened skyrocketed rocketed ballooned topped-up up "
    "higher appreciated improved improve improves improving bounced bounce bounces bouncing recovered hiked hike "
    "hikes "
    "zoomed vaulted widened widen outperformed mounted firmed shot-up picked-up stronger heightened ahead"
).split()
DOWN_VERBS = (
    "fell fall falls falling fallen lost lose loses losing dropped drop drops dropping declined decline declines "
    "declining slid slide slides sliding slipped slip slips slipping sank sink sinks sinking sunk tumbled tumble "
    "tumbles tumbling plunged plunge plunges plunging plummeted plummet plummets plummeting shed sheds shedding "
    "dipped "
    "dip dips dipping decreased decrease decreases decreasing eased ease eases easing retreated retreat retreats "
    "retreating slumped slump slumps slumping cut cuts cutting lowered lower lowers lowering reduced reduce reduces "
    "reducing crashed crash crashes crashing sagged skidded skid skids weakened shrank shrink shrinks shrinking "
    "shrunk "
    "contracted contract contracts contracting trimmed trim trims trimming gave-up given-up give-up tanked slashed "
    "slash "
    "down cratered dived dove nosedived softened pared surrendered forfeited depreciated narrowed narrow "
    "underperformed "
    "lagged trailed backed-off fallen-by wiped erased off lighter worse weaker swooned cooled"
).split()
_DIRECTION: dict[str, Direction] = {
    **{w.replace("-", " "): "up" for w in UP_VERBS},
    **{w.replace("-", " "): "down" for w in DOWN_VERBS},
}
_WORD = re.compile(rf"(?<![\w-])(?<!\bthis )(?<!\blast )(?<!\bnext )(?:{_alternatives([*_DIRECTION])})(?![\w-])", re.I)
UP_NOUNS = (
    "gain gains rise increase jump surge advance rally rebound climb bounce growth improvement uptick spike leap pop "
    "boost hike hikes increases appreciation upside expansion pickup outperformance bump raise premium"
).split()
DOWN_NOUNS = (
    "drop fall decline loss losses decrease slide dip slump plunge tumble cut cuts reduction retreat pullback "
    "selloff "
    "sell-off correction contraction discount haircut drawdown downturn slip reductions declines depreciation "
    "shortfall "
    "weakness underperformance setback reversal crash"
).split()
_NOUN_DIRECTION: dict[str, Direction] = {**dict.fromkeys(UP_NOUNS, "up"), **dict.fromkeys(DOWN_NOUNS, "down")}
_NOUN_AFTER = re.compile(
    rf"[\s-]+(?:(?!(?:to|from|of|in|on|and|or|but|at|for|after|"
    rf"while)\b)[a-z]+[\s-]+){{0,2}}({_alternatives([*_NOUN_DIRECTION])})\b", re.I
)
_NOUN_BEFORE = re.compile(
    rf"\b(?!upside down)({_alternatives([*_NOUN_DIRECTION])})\s+(?:[a-z]+\s+){{0,2}}?(?:of|by|totalling|amounting "
    rf"to|to the tune of|(?:comes?|came|amounts?|amounted|adds? up|works? out)\s+to)\s+(?:a\s+)?(?:as|further|"
    rf"another|additional|total)?\s*$", re.I
)
_STRONG_AFTER = (
    (re.compile(r"\s+(?:or\s+\S+\s+)?(?:below|under|short of|shy of|beneath|away from|from (?:the|its|a|an|"
                r"their)\b[^;,]{0,30}?\b"
                r"(?:high|peak|record|top)\b|off (?:the|its|their)\b|lower|fewer|weaker|cheaper|smaller)\b",
                re.I), "down"),
    (re.compile(r"\s+(?:or\s+\S+\s+)?(?:above|higher|better|greater|larger|stronger|over (?:its|the|their|"
                r"that|those|\w+['’]s)\b"
                r"(?!\s+(?:\w+\s+)?(?:weeks?|months?|years?|quarters?|days?|sessions?|past|last|next|course|coming|"
                r"previous|period|decade)))\b", re.I), "up"),
)
_WEAK_AFTER = (
    (re.compile(r"\s+(?:or\s+\S+\s+)?(?:less|down(?!\s+(?:to|from)\b))\b", re.I), "down"),
    (re.compile(r"\s+(?:or\s+\S+\s+)?(?:more|up(?!\s+(?:for|to|front|in|from)\b))\b", re.I), "up"),
)
_STOP = re.compile(
    r"[;:.!?]\s|[—(]|,?\s(?:while|whereas|but|after|as|when|because|although|though|since\s(?:it|they|the|then)|"
    r"which|who|that|before|with)\s|, and (?=\w+ \w)",
    re.I,
)

BOUND_EXAMPLES: tuple[tuple[str, str | None], ...] = (
    ("at least 5%", "at_least"), ("more than 50%", "more_than"), ("up to $5", "at_most"),
    ("just under 2 million", "less_than"),
    ("over the 5 years", None), ("over 60%", "more_than"), ("20% or more", "at_least"), ("around 2.3%", None),
    ("35 points below 2,400", None), ("in excess of 30 million euros", "more_than"), ("as many as 12 jobs", "at_most"),
)
DIRECTION_EXAMPLES: tuple[tuple[str, str | None], ...] = (
    ("The Dow lost 190 points", "down"), ("Shares rose 2%", "up"), ("down 0.3% on the day", "down"),
    ("a 2% drop in sales", "down"),
    ("a gain of 1.4%", "up"), ("The fund holds 3% of it", None), ("gave up 4%", "down"),
    ("It was 60 points short of the peak", "down"),
    ("The yield climbed by five basis points", "up"), ("Sales stood at 3%", None),
    ("He fell ill; 3% of them voted", None),
    ("The index is 25% above its low", "up"), ("Consumers make up 70% of it", None),
    ("Sales fell 2% over the week", "down"),
    ("The start-up raised $5 million", None), ("A fund holds a 2% stake", None), ("The yield rose to 4.1%", None),
)


_PHRASE = re.compile(
    r"(?<!\bpace)(?<!\brate)(?<!\baverage)(?<!\btotal)(?<!\brecord)(?<!\bclip)\s+of\s|\s(?:into|"
    r"to)\s+\S|\bin\s+(?:(?:the|its|an?|all)\s+)?$|\bfor\s+$",
    re.I,
)
_PARTICLE = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|buy(?:s|ing)?|bought|set|sets|setting|tak(?:e|es|ing)|took|scoop\w*|snap\w*|com(?:e|es|ing)|"
    r"came|sign\w*|sum\w*|pil\w+|rack\w*|broken?|breaks?)\s+(?:up|down)$",
    re.I,
)
"""Verbs that "up" and "down" only complete: "made up 70%"."""
_RAISED = re.compile(r"rais(?:e[ds]?|ing)\s+(?:an?\s+|about\s+)?$", re.I)
"""A company that raises money moves no price."""
_ATTRIBUTIVE = re.compile(r"\b(?:an?|the|its|their|his|her)\s+$", re.I)


def verb_direction(text: str, left: int, floor: int) -> tuple[Direction, int] | None:
    """The way the last moving word before ``left`` goes, if nothing between cuts it off; and where it begins."""
    start = max(floor, left - 90)
    window = text[start:left]
    words = list(_WORD.finditer(window))
    found = words[-1] if words else None
    if found is None:
        return None
    gap = window[found.end() :]
    if _STOP.search(gap + " ") or len(gap.split()) > 7 or _PHRASE.search(gap):
        return None
    if _PARTICLE.search(window[: found.end()]):
        return None
    return _DIRECTION[re.sub(r"\s+", " ", found.group().lower())], start + found.start()


def find_direction(text: str, draft: Draft, floor: int, previous: Draft | None = None) -> Direction | None:
    """The direction of ``draft``, read from the words on both sides.

    ``floor`` is where its sentence begins, ``previous`` the figure before it: a verb before that one speaks for both
    only where they measure the same thing.
    """
    left = draft.start if draft.left < 0 else draft.left
    right = draft.end if draft.right < 0 else draft.right
    m = _NOUN_AFTER.match(text, right, right + 60)
    if m:
        return _NOUN_DIRECTION[m.group(1).lower()]
    m = _NOUN_BEFORE.search(text, max(floor, left - 50), left)
    if m:
        return _NOUN_DIRECTION[m.group(1).lower()]
    for pattern, way in _STRONG_AFTER if not draft.noun else ():
        if pattern.match(text, right, right + 60):
            return "up" if way == "up" else "down"
    moved = _moved(text, draft, left, right, floor, previous)
    for pattern, way in _WEAK_AFTER if not draft.noun and moved is None else ():
        if pattern.match(text, right, right + 60):
            return "up" if way == "up" else "down"
    return moved


def _moved(text: str, draft: Draft, left: int, right: int, floor: int, previous: Draft | None) -> Direction | None:
    """The direction a verb before the figure gives it."""
    verb = verb_direction(text, left, floor)
    if verb is None or is_level(text, left, floor):
        return None
    if (
        previous
        and previous.start >= verb[1]
        and (previous.unit != draft.unit or previous.direction != verb[0] or previous.level)
    ):
        return None
    if re.match(r"[\s-]+[A-Za-z]", text[right : right + 3]) and _ATTRIBUTIVE.search(text, max(floor, left - 24), left):
        return None
    funds = is_currency(draft.unit) and _RAISED.match(text[verb[1] : left])
    return None if funds else verb[0]


def is_level(text: str, left: int, floor: int) -> bool:
    """Whether the words before say a level ("to 4,577", "at 3%", "from 2.9%") and not a change."""
    return bool(
        re.search(
            r"\b(?:to|from|at|near|versus|vs\.?|than|stood|toward|towards|until|between|was|is|are|"
            r"were)\s*(?:a\s|an\s|the\s)?$",
            text[max(floor, left - 24) : left],
            re.I,
        )
    )
