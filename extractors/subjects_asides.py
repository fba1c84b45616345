"""Whose a figure is past an aside: behind an apposition or a relative clause, in "that is what X added", after a noun
that "it" may mean as well."""

from __future__ import annotations

import re

from ..metrics.wording import FALL_VERBS, MOVE_NOUN, RISE_VERBS
from ..schemas import Subject, Token
from .discourse import Discourse, pointed, subject_of_item
from .scene import Item, Scene
from .subjects_market import ANY_STOCKS, SMALL_STOCKS, any_stocks, small_stocks
from .subjects_words import CARRIERS, GENERIC, OWNED

_IN_ASIDE = re.compile(
    r"\{[SRG]\}(?:'s)?(?: (?:index|average|composite|shares|stock|note|bond|yield))?(?: \([^()]{1,12}\))?, "
    r"(?:(?:which|who|where|whose)\b[^,;]*|(?:an?|the|one|home|led|dragged|helped|hurt|weighed|lifted|buoyed|propped|"
    r"pulled|pushed|heavy|long|unlike|like|with|without|thanks|despite|owner|maker|parent|rival|[a-z]+ing|[a-z]+ed)"
    r"\b[^,;{}]*) $"
)
"""Between a name and its verb an aside is open that holds another name: "the Russell 2000, which owns no Oracle,"."""
_APPOSED_TO = re.compile(
    r"(?:^|[;:] |, (?:and|but|while) )(?:(?:and|but|yet|still,|then) )?(?:the )?(?P<name>\{[RG]\}), $"
)
_APPOSED = re.compile(
    r"^(?:the|an?|its|one|our|wall street's|everyone's|[a-z]+'s) "
)
_NAME_AND_VERB = re.compile(rf"(?:the )?\{{R\}} (?:{RISE_VERBS}|{FALL_VERBS}|closed|ended|finished|settled)")
_CLOSES = re.compile(r"^(?: (?:that|which|who|where|whose)\b[^,;]*)?, ")
_CLEFT = re.compile(
    r"(?:^|[,;:] )(?:and |but )?(?:that|this|it|which) (?:is|was|'s) (?:exactly |just |roughly |about |also "
    r")?(?:what|how much|"
    r"how far) (?:the )?(?P<name>\{[RG]\})(?: [a-z]+){1,4}(?:[^;{}]|\{[NP]\})*$"
)
"""What a name did with the size just told: "that is what the VIX added to finish at"."""
_SO_IT = re.compile(r", (?:and|but|so|yet) $")
_THE_LATTER = re.compile(
    r", the (?P<which>latter|former) (?:(?:to|at|by|up|down|for) )*\$?(?:\{N\}(?: an? [a-z]+)?,? (?:the|its) )?$")
_BLUE_CHIPS = re.compile(r"(?:(?:the|these|those|wall street's|u\.s\.) )*blue[- ]chips?(?: stocks| shares| names)?")
_OUTSIDE = frozenset("MOVE VIX DXY".split())


def closes_aside(scene: Scene, name: Item, start: int) -> bool:
    """Whether ``name`` ends an aside on a series before it, so that the verb behind it is that one's."""
    if not scene.text(name.end, start).startswith(", "):
        return False
    return bool(_IN_ASIDE.search(scene.text(scene.start, name.start)))


def of_the_two(scene: Scene, start: int) -> Item | None:
    """Which of two names of the sentence "the latter" is, of what is told without a verb: "the latter to 3.55%"."""
    m = _THE_LATTER.search(scene.text(scene.start, start))
    named = list({i.series: i for i in reversed(scene.before(start, "series"))}.values())
    return named[1 if m.group("which") == "latter" else 0] if m is not None and len(named) == 2 else None


def apposed_to(scene: Scene, head: Token, first: int, last: int) -> Item | None:
    """The name that a phrase between commas is in apposition to: "the five-year, the belly of the curve, did"."""
    m = _APPOSED_TO.search(scene.text(scene.start, first))
    if m is None or not _APPOSED.match(scene.text(first, head.end)) or not _CLOSES.match(scene.text(last, scene.end)):
        return None
    return next(iter(scene.before(first, "series", "generic")), None)


def verb_in_name(scene: Scene, head: Token, first: int) -> Item | None:
    """The name that a parser took for one phrase with its verb: "the VIX leapt" in "the VIX leapt to 37"."""
    named = next(iter(scene.before(head.start, "series")), None)
    if named is None or not _NAME_AND_VERB.fullmatch(scene.text(first, head.end)):
        return None
    return named


def of_the_cleft(scene: Scene, start: int) -> Item | None:
    """The name of which "that is what X added to finish at" tells."""
    m = _CLEFT.search(scene.text(scene.start, start))
    named = [i for i in scene.before(start, "series") if i.kind == "series"]
    return named[0] if m is not None and named else None


def it_is_another(scene: Scene, token: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether "it" may be the singular thing that the statement before it is about ("the deal closed, and it cost")."""
    if token.lower != "it" or not _SO_IT.search(scene.text(scene.start, token.start)):
        return False
    here = tokens[scene.sentence.first : scene.sentence.last]
    told = [t for t in here if t.dep in ("nsubj", "nsubjpass") and t.end <= token.start]
    own = told[-1] if told else None
    if own is None or own.tag != "NN" or scene.covering(own.start) is not None:
        return False
    known = own.lower in CARRIERS or own.lower in GENERIC or OWNED.fullmatch(own.lower)
    return not (known or re.fullmatch(MOVE_NOUN, own.lower))


def named_here(scene: Scene, found: Subject | None, sort: str, at: int) -> Subject | None:
    """Of "the shares" in a sentence that names another company before: that one, though for certain neither."""
    if sort != "company" or found is None or found.series is None:
        return found
    named = [i for i in scene.before(at, "series") if i.sort == "company"]
    if not named or found.series in {i.series for i in named}:
        return found
    return subject_of_item(named[0]).model_copy(update={"how": "carried", "certain": False})


def of_the_market_at_large(scene: Scene, first: int, last: int, discourse: Discourse) -> Subject | None:
    """What "stocks", "small caps" and "the blue chips" stand for."""
    words = scene.parsed.body[first:last].lower()
    if SMALL_STOCKS.fullmatch(words):
        alone = not any(i.kind == "series" for i in scene.items if i.end <= first)
        sentence, names = discourse.latest.get("index", (-9, set()))
        lately = sentence == discourse.sentence and "RUT" in names
        return small_stocks(first, last, discourse.centre, alone, lately)
    return any_stocks(first, last) if ANY_STOCKS.fullmatch(words) else _blue_chips(words, first, last, discourse)


def _blue_chips(words: str, first: int, last: int, discourse: Discourse) -> Subject | None:
    """The Dow, where it is the index just spoken of: "the blue chips stand 10% below their record"."""
    if not _BLUE_CHIPS.fullmatch(words):
        return None
    lately, names = discourse.latest.get("index", (-9, set()))
    near = discourse.sentence - lately <= 1
    market = discourse.market()
    if market is None or market.series != "DJI" or not near:
        return None
    alone = not names - {"DJI"} - _OUTSIDE
    return pointed(market, first, last).model_copy(update={"certain": alone})
