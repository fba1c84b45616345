"""Subjects that a sentence tells by its order or its sense: listed names, the front month, a move's owner."""

from __future__ import annotations

import re

from ..metrics.wording import ADVERB, FALL_VERBS, MOVE_NOUN, RISE_VERBS
from ..schemas import Subject, Token
from .discourse import Discourse, pointed, subject_of_item
from .scene import Item, Scene
from .subjects_beside import oblique, run_of
from .subjects_words import GENERIC, MOVED_IN, OWN_MARK, OWN_MOVE, PEOPLE, SEVERAL_OR_NONE

_BECAUSE = re.compile(r"\{N\}.*\b(?:after|as|when|because|before|once|since|amid|while) (?:the |its |a )?$")
_ITS_VERB = re.compile(rf" (?:[a-z]+ly )?(?:{RISE_VERBS}|{FALL_VERBS})")
_BARE_PRICES = re.compile(r"(?:the )?(?:futures|prices|contracts?|futures prices|front[- ]month(?: contract)?)")
_DID = re.compile(
    r"^(?:'s [a-z]+)?,?(?: alone| by itself| on its own| as a whole| itself)?,? (?:has |had )?(?:brought|added|took|"
    r"taken|"
    r"cost|gave|given|handed|lifted|raised|sent|pushed|knocked|shaved|wiped|subtracted|lopped|erased|delivered|"
    r"produced|contributed|yielded|returned|tacked on|chipped in|swallowed|claimed|saw|was|made|proved|ranks|marked)"
    r"(?: (?:it|them|holders|investors|the [a-z]+))* ?(?:(?:away|off|on|up|down|a|an|the|its|another|further|"
    r"gain|loss|rise|drop|fall|decline|advance|of|best|worst|[a-z]+est|month|week|year|quarter|since) ?)*"
    r"(?:about |nearly |almost |just |only |some |more than |\$)*(?:\d|\{N\})(?!(?: [a-z]+){1,2} (?:on|in) (?:\{N\}|"
    r"one|a single|a|the day|the session)(?= |[.,;]|$))|"
    r"^(?:'s [a-z]+)?, with an? [a-z]+ of \{N\}"
)
"""What a time itself did to the market; "has averaged", "opened with", "was marred by" tell of something else."""
_ELSEWHERE = re.compile(r" (?:in|at|of|for(?! \{P\}| (?:prompt |near-term )?delivery)|paid|charged|traded|tied|"
    r"linked) ")
"""Prices of something else: "prices at the pump", "futures in Shanghai"."""
_BEHIND_COLON = re.compile(r"(?:[:;]| -) $")
_RESUMES = re.compile(
    r", (?:and|but|then|and then|but then|only to)(?: (?:then|still|now))* (?:(?:clos|end|finish|settl)\w*|(?:is|are|"
    rf"was|were|stands?|stood|remains?|has|have) (?:now |still )?(?:up|down|off|ahead|{RISE_VERBS}|{FALL_VERBS})|"
    rf"{RISE_VERBS}|{FALL_VERBS})\b[^,;{{}}]*(?:\{{P\}}[^,;{{}}]*)?$"
)
_OPENS = re.compile(r";(?: (?:and|but|while|whereas|yet|meanwhile,?))? (?:the )?")


_A_GAIN_OF = re.compile(
    r"\b(?:point(?:ing|ed)? to|boast\w*|s[ia]t(?:ting)? on|nurs\w+|show for|star\w+ at|cling\w* to|left with|"
    rf"look(?:ing|ed)? (?:at|back on)|console\w* (?:\w+ )?with) (?:an?|any|their|that) (?:[a-z-]+ )?{MOVE_NOUN} of "
    rf"{ADVERB}$"
)
_ON_SOMETHING = re.compile(r"^ (?:on|in|from|of) (?!the (?:year|month|week|quarter|day)\b|\{[PN]\})")


def in_their_order(scene: Scene, start: int, end: int) -> tuple[Subject | None, Item | None] | None:
    """"The Dow and S&P 500 indexes were up 0.46 percent and 0.3 percent respectively": the names in their order."""
    stop = scene.parsed.body.find("respectively", start, scene.end)
    if stop < 0:
        stop = scene.end
    listed = [i for i in scene.items if i.kind == "figure" and i.start < stop]
    if stop == scene.end:
        listed = [i for i in listed if i.end <= end + 40]
    figures = run_of(listed, scene)
    if not figures or not any(f.start <= start < f.end for f in figures):
        return None
    names = [i for i in scene.items if i.kind in ("series", "other") and i.end <= figures[0].start]
    names = [i for i in names if scene.parsed.body[i.start - 1 : i.start] != "(" or i.start == 0]
    names = run_of(names, scene)
    if len(names) != len(figures):
        return (Subject(name="several", kind="other", certain=False), None) if stop < scene.end else None
    item = names[next(k for k, f in enumerate(figures) if f.start <= start < f.end)]
    return subject_of_item(item), item


def behind_semicolon(
    scene: Scene, found: Subject | None, start: int
) -> tuple[Subject | None, Item | None] | None:
    """The name that opens the statement of the figure, where the subject found stands before a semicolon: the two
    statements share none ("the Dow slid 1%; the Nasdaq, little changed for hours, 2%")."""
    body = scene.parsed.body
    stop = max(body.rfind(mark, scene.start, start) for mark in (";", ": "))
    if "(" in body[max(scene.start, stop - 12) : max(stop, scene.start)]:
        return None  # "AMD (ticker: AMD)"
    if stop < 0 or found is None or not scene.start <= found.start < stop:
        return None
    named = (i for i in scene.items if stop < i.start and i.end <= start and i.kind in ("series", "other"))
    first = next((i for i in named if not oblique(scene, i)), None)
    if first is None:
        return None
    return subject_of_item(first).model_copy(update={"certain": opens_after(scene, stop, first)}), first


_JOINED = re.compile(r"(?:; |,? )(?:and|but|while|whereas|yet|as) (?:the |shares of )?$")
_ITS_OWN = re.compile(
    r"^(?:'s (?:shares|stock))?(?: (?:[a-z]+ly|also|then|even|later|soon|again|already|at one point|at first|at its "
    r"(?:low|high|best|worst)|has|had|is|was))* "
    rf"(?:{RISE_VERBS}|{FALL_VERBS}|cross\w*|topp\w*|breach\w*|broke|pierced|cleared|touched|hit|reached|traded|closed|"
    r"ended|finished|settled|opened|peaked|bottomed|approached|yielded|fetched|exceeded|surpassed|eclipsed)\b"
    r"(?:(?!\b(?:and|but|while|as|when|which|that|its|it)\b)[^,;{}]|\{[NP]\})*$"
)


def own_statement(
    scene: Scene, found: Subject | None, start: int
) -> tuple[Subject | None, Item | None] | None:
    """The name that begins the figure's own statement where a parser gave it the subject of the one before: "Brent
    rose 2%, and gold briefly topped $2,400 before settling at $2,360"."""
    if found is None or not scene.start <= found.start < start:
        return None
    between = (i for i in scene.before(start, "series", "other") if i.start > found.end and i.sort != "person")
    item = next(between, None)
    if item is None:
        return _unlisted(scene, found, start)
    if item.series == found.series or not _JOINED.search(scene.text(scene.start, item.start)):
        return None
    return (subject_of_item(item), item) if _ITS_OWN.match(scene.text(item.end, start)) else None


_OF_ANY_NAME = re.compile(
    rf"(?:; |, )(?:and|but|while|whereas|yet) (?:the )?(?P<who>[a-z]+) (?:[a-z]+ly )?(?:{RISE_VERBS}|{FALL_VERBS}|"
    r"crossed|topped|breached|touched|hit|reached|closed|ended|finished|settled)\b"
    r"(?:(?!\b(?:and|but|it|its)\b)[^,;{}]|\{[NP]\})*$"
)
_SAME_THING = frozenset("prices price futures shares share trading yields contracts losses gains".split())


def _unlisted(scene: Scene, found: Subject, start: int) -> tuple[Subject | None, Item | None] | None:
    """A name that no list has, or not in these words, in the place of :func:`own_statement`'s: nothing known moved."""
    m = _OF_ANY_NAME.search(scene.text(found.end, start))
    if m is None or m.group("who") in GENERIC or m.group("who") in _SAME_THING:
        return None
    at = scene.parsed.body.lower().rfind(f" {m.group('who')} ", found.end, start)
    tokens, i = scene.parsed.tokens, scene.parsed.token_at(at + 1)
    if at < 0 or i >= len(tokens) or tokens[i].pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    return Subject(name=m.group("who"), start=at + 1, end=at + 1 + len(m.group("who")), certain=False), None


def opens_after(scene: Scene, stop: int, item: Item) -> bool:
    """Whether a name is the first word of the statement that begins at ``stop``."""
    return bool(_OPENS.fullmatch(scene.text(stop, item.start)))


def of_the_market(scene: Scene, item: Item, discourse: Discourse) -> Subject:
    """What a time that acts ("January brought another 5%") is told of: the market spoken of, for certain where the
    paragraph has just been about nothing else.
    """
    market = discourse.market()
    if market is None:
        return Subject(name=item.name, start=item.start, end=item.end, certain=False)
    found = pointed(market, item.start, item.end)
    return found if _only_that(scene, item, market, discourse) else found.model_copy(update={"certain": False})


def _only_that(scene: Scene, item: Item, market: Subject, discourse: Discourse) -> bool:
    """Whether the sentence before, of the same paragraph, and what of this one stands before ``item`` are about one
    index and name no other series.
    """
    centre, before = discourse.centre, scene.parsed.sentences[discourse.sentence]
    spoken = {s.series for s in discourse.named} | {i.series for i in scene.before(item.start, "series")}
    same = before.index == scene.sentence.index - 1 and before.paragraph == scene.sentence.paragraph
    of_it = centre is not None and centre.certain and centre.series == market.series
    did = _DID.match(scene.text(item.end, scene.end)) is not None
    return same and of_it and spoken <= {market.series} and did


_MARKS = ("record", "high", "low", "peak", "trough", "bottom", "close", "finish")


def whose_move(scene: Scene, head: Token, inside: list[Item]) -> Item | None:
    """The series whose move a noun phrase is: "the tumble in the 10-year yield", "gold's two-day loss"."""
    owners = [i for i in inside if i.kind != "other" and i.end <= head.start]
    if head.lower in _MARKS and len(owners) == 1 and owners[0].kind == "series":
        return owners[0] if OWN_MARK.fullmatch(scene.text(owners[0].end, head.start)) else None
    if not re.fullmatch(MOVE_NOUN, head.lower):
        return None
    if len(owners) == 1 and owners[0].kind == "series" and OWN_MOVE.fullmatch(
        scene.text(owners[0].end, head.start)
    ):
        return owners[0]
    named = [i for i in inside if i.start >= head.end]
    lone = named[0] if len(named) == 1 and named[0].kind == "series" else None
    return lone if lone is not None and MOVED_IN.fullmatch(scene.text(head.end, lone.start)) else None


def front_contract(scene: Scene, first: int, discourse: Discourse) -> Subject | None:
    """The commodity that "the front month" means: the one the paragraph speaks of, where it is one alone."""
    named = [i for i in scene.before(first, "series") if i.sort == "commodity"]
    if named:
        return subject_of_item(named[0]) if len({i.series for i in named}) == 1 else None
    found = discourse.last("commodity")
    sentence, names = discourse.latest.get("commodity", (-9, set()))
    near = scene.sentence.index - sentence <= 2
    return found if found is not None and near and len(names) == 1 else None


def name_and_verb(scene: Scene, inside: list[Item], first: int, last: int) -> Item | None:
    """The name of what a parser took for a noun phrase and is a name with its verb: "the VIX leapt"."""
    if len(inside) != 1 or inside[0].kind != "series" or scene.text(first, inside[0].start) not in ("", "the "):
        return None
    return inside[0] if _ITS_VERB.fullmatch(scene.text(inside[0].end, last)) else None


def own_futures(scene: Scene, words: str, first: int) -> Item | None:
    """Whose prices "futures" are behind a colon: "Gold refused to flinch: futures rose"."""
    behind = scene.text(first, scene.end)[len(words):]
    before = scene.text(scene.start, first)
    if not _BARE_PRICES.fullmatch(words) or _ELSEWHERE.match(behind) or not _BEHIND_COLON.search(before):
        return None
    named = {i.series: i for i in scene.before(first, "series")}
    (only,) = named.values() if len(named) == 1 else (None,)
    return only if only is not None and only.sort == "commodity" else None


def many(words: str, head: Token) -> bool:
    """Whether a subject is several things or none, so that no "it" can mean it: "traders", "no one stock"."""
    if SEVERAL_OR_NONE.match(words):
        return True
    return head.pos == "NOUN" and head.lower.endswith("s") and head.lemma.lower() != head.lower


_SHARES_THE_VERB = re.compile(
    r"\{N\}[^;{}]*(?:\{P\})?,? (?:and|while) (?:the )?\{[SR]\},? (?:by |about |just |another )?\{N\}(?: points)?[.,]?$")


def shares_the_verb(scene: Scene, subject: Subject) -> bool:
    """Whether a sentence ends with another series and its figure, so that what comes next may be of either: "the Nasdaq
    rose 2%, and the S&P 500 2.6%"."""
    last = next(iter(scene.before(scene.end, "series")), None)
    other = last is not None and last.series != subject.series
    return other and _SHARES_THE_VERB.search(scene.text(scene.start, scene.end)) is not None


def beside_many(scene: Scene, subject: Subject) -> Subject:
    """The one series that a sentence about several others names ("traders dumped Intel"): what "it" means next."""
    named = [i for i in scene.items if i.kind in ("series", "generic") or (i.kind == "other" and i.sort != "person")]
    if len({i.series for i in named}) != 1 or named[0].series is None:
        return subject
    governed = all(oblique(scene, i) for i in named)
    return subject_of_item(named[-1]).model_copy(update={"certain": not governed})


def its_days_own(scene: Scene, item: Item, discourse: Discourse) -> Subject | None:
    """Whose level a day's own figure is ("Wednesday's 1.55% had been its highest"): the yield or index spoken of."""
    figure = next((i for i in scene.after(item.end, "figure")), None)
    centre = discourse.centre
    if figure is None or centre is None or scene.text(item.end, figure.start) != "'s ":
        return None
    fits = (centre.kind == "rate") if figure.sort == "percent" else centre.kind == "index"
    return pointed(centre, item.start, item.end) if fits else None


def resumed(scene: Scene, found: Subject | None, start: int) -> bool:
    """Whether a verb of prices goes back to the sentence's subject past a clause of cause, which parsers give it to:
    "sank 5% after officials tied an outbreak to it, and ended the week 8% lower"."""
    if found is None or found.series is not None or not scene.start <= found.start < start:
        return False
    if not _BECAUSE.search(scene.text(scene.start, found.start)):
        return False
    return _RESUMES.search(scene.text(found.end, start)) is not None


def held_by_people(scene: Scene, found: Subject | None, at: tuple[int, int], discourse: Discourse) -> bool:
    """Whether a gain that people have is that of the thing spoken of: "bulls can point to a gain of 21%"."""
    if found is None or found.series is not None or not PEOPLE.fullmatch(found.name.lower()):
        return False
    centre = discourse.centre
    if centre is None or centre.series is None or any(i.kind == "series" for i in scene.before(at[0])):
        return False
    told = _A_GAIN_OF.search(scene.text(scene.start, at[0]))
    return told is not None and not _ON_SOMETHING.match(scene.text(at[1], scene.end))
