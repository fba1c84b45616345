"""What words without a name point back to: a move or mark of the centre, the last thing of a sort, the headline's."""

from __future__ import annotations

import re

from ..metrics.wording import ANY_SUPERLATIVE, MOVE_NOUN
from ..schemas import Parsed, Subject, Token
from .discourse import Discourse, pointed, subject_of_item
from .entities_identity import AMERICAN
from .scene import Item, Scene
from .subjects_beside import OF_PART, oblique
from .subjects_market import CYCLE
from .subjects_words import CLASS, MOVE_IN, OF, POINTING, TALLY

_ABROAD = re.compile(
    r"\b(?:[A-Z][a-z]+(?:ian|ese|ish|ean|eli|stani|ench|utch|wiss|erman|reek|zech|ole)|Hong Kong|Taiwan|U\.K\.|"
    r"(?:Japan|China|India|Brazil|Mexico|Nigeria|Turkey|Germany|France|Britain|Korea|Australia|Canada|Taiwan|Russia|"
    r"Italy|Spain|Greece|Egypt|Argentina|Indonesia|Thailand|Vietnam|Malaysia)['’]s)"
    r" (?:(?:stock|equity|share|blue-chip|benchmark|main) )?"
    r"(?:stocks|equities|shares|blue[- ]chips?|market|markets|bourse|index|gauge|benchmark|indexes|investors)\b"
)
"""The shares of another country: "Nigerian equities", "Japan's stock market"."""
_BEST_SPAN = re.compile(rf"(?:and |but )?(?:the|its) {ANY_SUPERLATIVE} (?:[a-z-]+ )?[a-z]+$")
_NAMED_BEHIND = re.compile(r"(?: of (?:all|the lot|them|\{P\}))?, \{P\}, ")


def last_spoken(parsed: Parsed, discourse: Discourse, sort: str, at: int) -> Subject | None:
    """What of its sort was spoken of last; the company of the headline for certain only where the paragraph holds
    no name before, as it may be of a firm that nobody here knows."""
    found = discourse.last(sort)
    here = parsed.sentence_at(at)
    company = discourse.company
    if found is None or company is None or found.series != company.series or here is None:
        return found
    spoken = [s for s in parsed.sentences[: here.index + 1] if s.paragraph == here.paragraph]
    if found is discourse.centre or discourse.subjects.get(sort, (found, -9))[1] >= spoken[0].index - 1:
        return found
    opens = [s.first for s in spoken]
    near = parsed.tokens[opens[0] : parsed.token_at(at)]
    named = any(t.pos == "PROPN" or (t.text[:1].isupper() and t.i not in opens) for t in near)
    return found.model_copy(update={"certain": False}) if named else found


def best_span(scene: Scene, head: Token, first: int, discourse: Discourse) -> Subject | None:
    """Whose best or worst month "the worst month, September, cost 4.8%" tells of: the centre's."""
    centre = discourse.centre
    if head.lower not in ("day", "session", "week", "month", "quarter", "year") or scene.start != first:
        return None
    if centre is None or centre.series is None or not _BEST_SPAN.match(scene.text(first, head.end)):
        return None
    return pointed(centre, first, head.end) if _NAMED_BEHIND.match(scene.text(head.end, scene.end)) else None


def benchmark_oil(scene: Scene, head: Token, first: int, centre: Subject | None) -> Subject | None:
    """The crude that "the U.S. benchmark" and "the global benchmark" mean, where oil is spoken of."""
    if head.lower != "benchmark":
        return None
    words = scene.parsed.body[first : head.start]
    oil = centre is not None and centre.series in ("WTI", "BRENT")
    if "U.S." in words and (oil or any("/barrel" in i.sort for i in scene.items)):
        return Subject(name="West Texas Intermediate crude", series="WTI", kind="commodity")
    if oil and re.search(r"\b(?:global|world|international|European)\b", words):
        return Subject(name="Brent crude", series="BRENT", kind="commodity")
    return None


def spoken_of(parsed: Parsed, discourse: Discourse, sort: str, at: int, benchmark: bool) -> Subject | None:
    """What a definite phrase ("the index", "the benchmark") at ``at`` means of the things of its sort."""
    found = last_spoken(parsed, discourse, sort, at)
    if sort == "index" and benchmark:
        found = discourse.benchmark(found)
    return _sure_at_home(found, parsed, at)


def _sure_at_home(found: Subject | None, parsed: Parsed, at: int) -> Subject | None:
    """What "the index" means, though not for certain where the shares of another country were just spoken of."""
    if found is None or found.series not in AMERICAN or not of_shares_abroad(parsed, at):
        return found
    return found.model_copy(update={"certain": False})


def of_shares_abroad(parsed: Parsed, at: int) -> bool:
    """Whether this sentence or the one before has just spoken of another country's shares."""
    here = parsed.sentence_at(at)
    if here is None:
        return False
    before = parsed.sentences[max(0, here.index - 1)]
    start = before.start if before.paragraph == here.paragraph else here.start
    return _ABROAD.search(parsed.body, start, at) is not None


def move_of_centre(discourse: Discourse, scene: Scene, head: Token, first: int) -> Subject | None:
    """"The rally", "that record": a move or mark without a name of its own is that of the centre."""
    words = scene.text(first, head.end)
    centre = discourse.centre
    if TALLY.fullmatch(words):
        own = next((i for i in scene.before(first, "series") if not oblique(scene, i)), None)
        return subject_of_item(own).model_copy(update={"how": "carried"}) if own is not None else (
            pointed(centre, first, head.end) if centre is not None and centre.series is not None else None)
    if CYCLE.fullmatch(words):
        index = centre if centre is not None and centre.kind == "index" else discourse.last("index")
        return pointed(index, first, head.end) if index is not None and index.series is not None else None
    if words.startswith(POINTING) and (centre is None or centre.series is None):
        centre = discourse.last("index")
    if centre is None or len(words.split()) > 3:
        return None
    if not (re.fullmatch(MOVE_NOUN, head.lower) or words.startswith(POINTING)):
        return None
    return pointed(centre, first, head.end)



def lone_name(scene: Scene) -> Subject | None:
    """The one series that a sentence about several ("all three rose, the Dow by 2%") names: "it" is no plural's."""
    named = {i.series: i for i in scene.items if i.kind == "series" and i.series}
    if len(named) == 1:
        return subject_of_item(next(iter(named.values())))
    return Subject(name="several", kind="other", certain=False) if not named else None


def carrier_of(scene: Scene, inside: list[Item], head: Token) -> Item | None:
    """Whose the carrier ``head`` is, of the names inside its phrase: "Apple shares", "the yield on the note"."""
    inside = [i for i in inside if not (i.kind == "other" and i.sort in ("place", "person"))]
    near = ((i, CLASS.sub(" ", scene.text(i.end, head.start))) for i in inside if i.end <= head.start)
    direct = [i for i, between in near if len(between.split()) <= 3]
    if direct:
        return direct[-1]
    of = [i for i in inside if i.start >= head.end and OF.fullmatch(scene.text(head.end, i.start))]
    return of[0] if of else None


def what_moved(scene: Scene, head: Token) -> Item | None:
    """The series whose move a noun tells: "Tuesday's 9% leap in the S&P 500", "a gain of 5% for gold"."""
    if not re.fullmatch(rf"{MOVE_NOUN}|damage", head.lower):
        return None
    named = next((i for i in scene.items if i.start >= head.end and i.kind == "series"), None)
    if named is None or not MOVE_IN.fullmatch(scene.text(head.end, named.start)):
        return None
    return None if OF_PART.match(scene.text(named.end, scene.end)) else named


_UNITS = re.compile(r"barrel|ounce|pound|bushel|gallon|share|coin|tonne|ton|therm|token")
_OF_IT = re.compile(r" of (?:the |spot |physical |benchmark )?")


def of_a_unit(scene: Scene, head: Token, inside: list[Item]) -> Item | None:
    """What a unit of trade is of, "a barrel of Brent settled at": its price is told, where there is one alone."""
    named = [i for i in inside if i.start >= head.end]
    if not _UNITS.fullmatch(head.lower) or len(named) != 1 or named[0].kind not in ("series", "generic"):
        return None
    return named[0] if _OF_IT.fullmatch(scene.text(head.end, named[0].start)) else None
