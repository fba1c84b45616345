"""Whose a figure is where the words alone decide: names right beside it, lists of names with lists of figures."""

from __future__ import annotations

import re

from ..metrics.wording import ADVERB, FALL_VERBS, MOVE_NOUN, RISE_VERBS, SIZE_OF_MOVE
from ..schemas import Token
from .scene import Item, Scene
from .subjects_asides import closes_aside

_TIGHT = re.compile(
    r"^(?:'s)?(?: \([^)]{1,12}\)|\))?(?: (?:index|average|shares?|stock|composite))*,?:?"
    r"(?: (?:was|is|were|are|stood|has|have|,))?"
    r"(?: (?:up|down|off|ahead|higher by|lower by|at|also|only|still|now|already|even|yield(?:s|ed|ing)?))*"
    r"\s*(?:\((?=[-+]))?[-+]?$"
)
"""A name with nothing but a copula or "up" between it and the figure: "the S&P 500 up 29.2%", "Microsoft 26.8%"."""
_BRACKETED = re.compile(
    r"(?: (?:index|average|composite|shares?|stock))? \((?:up|down|off|ahead|higher by|lower by) (?:about )?")
"""A move in brackets behind its name: "the Nasdaq (up 0.6%)"."""
_FINITE = re.compile(
    r"^(?:'s)?(?: \([^)]{1,12}\)|\))?(?: (?:index|average|shares?|stock|composite))* (?:was|is|were|are|has|have)\b")
_HELD_OR_IN = re.compile(
    r"\b(?:tracks?|tracking|tracked|shorts|shorting|follows|following|mimics|mimicking|mirrors|mirroring|replicates|"
    r"replicating|holds|holding|owns|owning|(?:tied|linked|pegged|indexed|benchmarked) to|based on|"
    r"bets? (?:on|against)|betting (?:on|against)|(?:interest|investment|investments|stakes?|positions?|exposure|"
    r"holdings|open interest|assets|turnover|activity|confidence|concentration|participation) (?:in|on|to)) (?:the )?$"
)
"""Before a name that is held, followed or invested in: what is told next is of whoever does, or of how much."""
_NOMINAL = re.compile(
    r"^ (?:(?:price|one-day|daily|weekly|further|cumulative|overall|year-to-date|annual) )?"
    rf"{MOVE_NOUN}"
    r"(?: (?:in|for|by|of|on)|(?: (?:on|in|for|over) \{P\})? (?:took|lifted|left|brought|carried|pushed|sent|pulled|"
    r"dragged|put|propelled|drove|hoisted)) (?:the )?$|"
    r"^(?: (?:came|was|were|went|got)(?: (?:knocked|shaved|wiped|lopped|taken|sliced|chopped))?)? off (?:of )?"
    r"(?:the )?$"
)
_CAME_OFF = re.compile(
    r"^ (?:came|fell|dropped|(?:was|were) (?:shaved|wiped|lopped|knocked|sliced|cut|carved|chopped|taken|trimmed|"
    r"erased|stripped|shorn|struck|added|tacked on|piled on)) ?(?:off|from|away from|out of|to|onto) (?:of )?(?:the )?$"
)
"""Points told as what moves: "some 300 points were shaved off the Dow"."""
_ROBBED = re.compile(r"(?:^|[,;] )(?:from|off|to) (?:the )?$")
_BY_THE_DAY = re.compile(
    r"^,? (?:the |that |this )?(?:\{P\}|(?:trading )?(?:day|session|week|month|rout|rally|selloff|slide))(?:'s)?"
    r"(?: [a-z]+)? (?:subtracted|took|shaved|lopped|wiped|knocked|sliced|stripped|trimmed|cut|chopped|added) "
    rf"{ADVERB}$"
)
"""What a session did to an index named first: "from the Dow the day took 400 points"."""
_RUN_LEADS = re.compile(
    r"(?:[^;{}]*; )?(?:and |but )?for (?:the (?:past|last) )?\{F\}(?: (?:in a row|running|straight|without a break|"
    r"on end|on the trot|in succession))?,? (?:the )?"
)
"""A run that opens the statement of its subject: "for six sessions on end the Dow has slipped"."""
_HAS_THE = re.compile(r" (?:has|have|had) (?:the )?")
_NOT_SINCE = re.compile(r"\b(?:not|never)(?: once)?(?: since)? $")
"""The turned order of a denial: "not since May has the Dow closed this low"."""
_LABEL = re.compile(r"[^\w{]{0,3}(?:the )?")
_LABELLED = re.compile(
    r"(?: (?:index|average|composite|futures|yield))?(?: \([^()]{1,12}\))?(?P<sign>:| -)? "
    r"(?:\{[NP]\}|[-+$(), ]|\b(?:an?|per|barrel|ounce|pound|gallon|ton|bushel|coin|share|token|troy|up|down|off|or|"
    r"about|nearly|almost|roughly|unchanged|at|to|from|the|its|ahead|higher|lower|by|points?|yielding|closed|"
    r"settled|now)\b)*"
)
"""What a line of a table holds between its name and a figure: "Brent: $67.14 a barrel, down $4.34, or"."""
_MOVED = re.compile(rf"^ (?:(?:price|one-day|daily|weekly|year-to-date|annual) )?{MOVE_NOUN}\b")
_PRAISED = re.compile(r"^'s?(?: (?!(?:profit|sale|revenue|earning|yield|dividend|margin|output)s?\b)[a-z-]+){1,2} $")
"""Between a name and its move stands praise: "the Dow's impressive 8% gain"."""
_WORTH = re.compile(r"^'s(?: own)? (?:amounting|coming|running|totall?ing|adding up|worth|being|a)(?: to| of)? $")
"""What a name has of several things just told: "with gains, the Dow's amounting to 2%"."""
_AND_THE = re.compile(r"\{N\}[^;{}]*(?:,|\band|\bwhile) (?:the )?$")
_OPENS = re.compile(
    r"(?:^|[,;] (?:(?:and|but|while|as) )?|,? (?:and|but|while|as|whereas) )(?:\{X\}'s )?(?:the )?"
    r"(?:shares of |[a-z]+-[a-z]+ )*$"
)
"""What a statement of its own begins with, after the one before it has had its figure."""
_THEN_MOVES = re.compile(
    r"^(?: \(\{[RSX]\}\)|\))?(?:, (?!(?:which|who|that|and|but|as|while)\b)[^,;{}]*(?:\{[PX]\}[^,;{}]*)?,)?"
    rf" (?:(?:has|have|had|also|then|even) )*(?:{RISE_VERBS}|{FALL_VERBS}|(?:manag|post|notch|book|log|record|suffer|"
    rf"enjoy|register|eke|scor)\w* (?:out )?(?:an?|its) (?:\w+ )?{MOVE_NOUN} of) {ADVERB}\$?$"
)
"""A move told of the name before it, past an aside: ", a favorite of traders, lost"."""
_CAUSED = re.compile(
    r"\b(?:(?:push|send|drag|lift|driv|pull|knock|tak|bring|propel|carry|hoist|bump|nudg|leav|putt)ing|"
    r"(?:push|lift|pull|knock|propell|hoist|bump|nudg|carri|dragg)ed|took|brought|sent|drove) (?:the )?$"
)
"""What is moved by what the sentence tells: "pushing the yield to"."""
_MOVED_IT = re.compile(r"(?:t|d|k|ve|nt) (?:the )?$")
_TO_A = re.compile(r" (?:in)?to (?:an?|its|their)(?: (?:fresh|new|another))? ")
_PAST_RELATIVE = re.compile(
    r"^(?:'s (?:shares|stock))?, (?:which|who|whose|where|despite|after|before|having|unlike|like) [^,;{}]*"
    r"(?:\{[PNXRG]\}[^,;{}]*)*, (?:(?:has|have|had|also|then|still|nonetheless) )*"
    rf"(?:{RISE_VERBS}|{FALL_VERBS}|closed|ended|finished|settled|is|was|remains)(?: (?:\{{P\}}|the day|the session))?"
    rf"(?: (?:up|down|higher|lower))?,? (?:at )?{ADVERB}\$?$"
)
"""The verb of a name past an aside on it: "Intel, whose outlook let down, finished the month"."""
_STATED = re.compile(r"(?:^|[;:] |, )(?:(?:and|but|while|meanwhile,|then|yet|still,) )*(?:the )?(?:shares of )?$")
_WITH = re.compile(r"\b(?:with|as) (?:the )?$|, (?:the )?$")
_WITH_MOVING = re.compile(rf"^ [a-z]+ing {ADVERB}$")
_MEASURED = re.compile(
    r"^[^;{}]+, (?:as |at least as |which are |those )?(?:gauged|measured|tracked|judged|represented|followed) by "
    r"(?:the )?$"
)
_MEASURED_MOVES = re.compile(
    rf",(?: (?:has|have|had|also|then|even))* (?:{RISE_VERBS}|{FALL_VERBS})(?: (?:by|{ADVERB}))*\$?"
)
_OWNS_RUN = re.compile(
    rf"'s? (?:[a-z-]+ ){{0,2}}(?:streak|run|string|tally|total|count|haul|{MOVE_NOUN})(?: (?:for|on|in|over|since|"
    rf"this|from)"
    r"(?: (?:the|its))? (?:week|month|quarter|year|\{P\}(?: (?:record|high|low|peak))?))?,? (?:to|at|of|is|was|"
    r"stands at|"
    rf"came to|comes to|up to) {ADVERB}\$?"
)
_IN_ITS_STOCK = re.compile(r"^ in (?:its|their|the company's) (?:own )?(?:stock|shares?|share price|stock price)\b")
_GAINS_WHICH = re.compile(rf"^'s? (?:\w+ )?{MOVE_NOUN}s?,? (?:which|that) (?:has|have|had)? ?$")
_OF, _MOVE_FOR = re.compile(r" of \$?"), re.compile(rf"\b{MOVE_NOUN} (?:for|in|by) (?:the )?$")
"""A move told with its owner first: "that followed a loss for the Dow of 2%"."""
_THAT_THE = re.compile(r" (?:that |which )?(?:the )?")
_IT_MADE = re.compile(
    rf" (?:(?:has|have|had) )?(?:{RISE_VERBS}|{FALL_VERBS}|made|earned|returned|managed)\b"
    r"(?! (?:by |about )*\$?\{N\})"
)
"""A move told by its relative clause: "the 3.6% that the Russell 2000 lost"."""
_FOR_THE = re.compile(r"^ (?:for|on) (?:the )?$")
_JOINED = re.compile(r"(?: \([^()]{1,14}\))?(?: (?:index(?:es)?|average|composite))?,? ?(?:and )?(?:the )?")
_MOVES_OF = re.compile(
    rf"\b{MOVE_NOUN} of {ADVERB}(?:\{{N\}} (?:for|on|in|by|at) (?:the |shares of )?\{{[SRGX]\}}"
    rf"(?:,|,? and|,? while) {ADVERB})*$"
)
"""Moves told ahead of their owners, one or several: "hurt by drops of 3.4% in Apple and 2.6% in Intel"."""
_OWNER_BEHIND = re.compile(r" (?:for|on|in|by|at) (?:the |shares of )?")
_MOVE_IN = re.compile(rf" (?:[a-z-]+ )?{MOVE_NOUN} (?:in|for|by|at) (?:the |shares of )?")
_ITS_THINGS = re.compile(r"^'s? (?!(?:shares?|stock|price|share price|stock price|value)\b)[a-z]")
_PREPOSITION = re.compile(r"\b(?:in|of|for|by|than|with|at|to|from|against|on|like|as) (?:the |its |an? )?$")
_AGAINST = re.compile(
    r"\b(?:against|versus|compared (?:with|to)|and|while) (?:an? (?:\w+ )?(?:gain|loss|rise|drop|decline|"
    r"advance|increase|fall) of )?$"
)
_OWNER = re.compile(r"^(?:'s|s')")
OF_PART = re.compile(r"^(?:'s)? (?:sector|constituents?|compan|members?|stocks of|industry|profits?|earnings|futures)")
_SHARES_VERB, _SECOND = re.compile(r",? (?:by )?\$?"), re.compile(r"\{N\}[^;{}]*(?:,| and|, and|, while) (?:the )?$")
_AND_BEFORE, _AND_AFTER = re.compile(r"\{N\},? and $|\{N\}, $"), re.compile(r"^(?:, \{N\})*,? and \{N\}")
_ITS_OWN = re.compile(r" (?:for|on|in|by) (?:the )?")
_OTHERS_OWN = re.compile(
    r"\{N\}(?: [a-z]+)? (?:for|on|in|by) (?:the )?\{[SRGX]\}(?: \([^()]{1,14}\))?"
    r"(?:,? (?:and|but|while)|,|;| against)(?: (?:just|only|about|nearly|almost|some|another|an?|the|one of))*"
    rf"(?: (?:{MOVE_NOUN} of|[a-z]+))? $"
)
"""A list of moves, each with its owner behind it: "losses of 2% for the S&P 500, 2.5% for the Dow and"."""


def adjacent(scene: Scene, start: int, end: int) -> Item | None:
    """The name right beside the figure, where the words alone say that the figure is its; may be a generic."""
    owner = _whose_run(scene, start)
    if owner is not None:
        return owner
    right = scene.after(end, "series")
    others = _OTHERS_OWN.search(scene.text(scene.start, start))
    if others and right and _ITS_OWN.fullmatch(scene.text(end, right[0].start)):
        return right[0]
    left = next(iter(scene.before(start, "series", "other", "generic")), None)
    if left is not None and _told_of(scene, left, start, end) and not closes_aside(scene, left, start):
        return left
    robbed = left is not None and left.kind == "series" and _BY_THE_DAY.match(scene.text(left.end, start))
    if left is not None and robbed and _ROBBED.search(scene.text(scene.start, left.start)):
        return left
    if (owner := _owner_behind(scene, start, end)) is not None:
        return owner
    if not right:
        return None
    between = scene.text(end, right[0].start)
    if _CAME_OFF.match(between) or (
        _HAS_THE.fullmatch(between) and _NOT_SINCE.search(scene.text(scene.start, start).lower())
    ):
        return right[0]
    if _RUN_LEADS.fullmatch(f"{scene.text(scene.start, start)}{{F}}{between}"):
        return right[0]
    if between == " " and _MOVED.match(scene.text(right[0].end, scene.end)):
        return right[0]
    if _THAT_THE.fullmatch(between) and _IT_MADE.match(scene.text(right[0].end, scene.end)):
        return right[0]
    if _FOR_THE.match(between) and _AGAINST.search(scene.text(scene.start, start)):
        return right[0]
    nominal, behind = _NOMINAL.match(between), scene.text(right[0].end, scene.end)
    if nominal and not OF_PART.match(behind) and not (_OWNER.match(behind) and _MOVED_IT.search(between)):
        return right[0]
    return None


def _owner_behind(scene: Scene, start: int, end: int) -> Item | None:
    """Whose move it is that is told ahead of its owner, on the tape or not: "hurt by drops of 3.4% in Apple and 2.6% in
    Boeing", "a 9% slide in Boeing"."""
    near = next(iter(scene.after(end, "series", "other")), None)
    if near is None or near.sort in ("person", "place"):
        return None
    between, behind = scene.text(end, near.start), scene.text(near.end, scene.end)
    ahead_of_it = _OWNER_BEHIND.fullmatch(between) and _MOVES_OF.search(scene.text(scene.start, start))
    other = near.kind == "other" and near.sort == "company" and _MOVE_IN.fullmatch(between)
    return near if (ahead_of_it or other) and not (OF_PART.match(behind) or _ITS_THINGS.match(behind)) else None


def label(scene: Scene, start: int) -> Item | None:
    """The name that heads a line of a table, where nothing but the line's other figures stands before this one."""
    named = [i for i in scene.items if i.kind in ("series", "other", "generic") and i.end <= start]
    if len(named) != 1 or named[0].kind == "generic" or not _LABEL.fullmatch(scene.text(scene.start, named[0].start)):
        return None
    m = _LABELLED.fullmatch(scene.text(named[0].end, start))
    bare = m is not None and not m.group("sign") and not scene.text(named[0].end, start).startswith(" {N}, ")
    return named[0] if m is not None and not bare else None


def _told_of(scene: Scene, name: Item, start: int, end: int) -> bool:
    """Whether the words between a name and the figure after it make the figure the name's."""
    between = scene.text(name.end, start)
    if _BRACKETED.fullmatch(between):
        return True
    if _TIGHT.match(between):
        return not (_FINITE.match(between) and _HELD_OR_IN.search(scene.text(scene.start, name.start)))
    if name.kind != "series":
        return False
    lead = scene.text(scene.start, name.start)
    if _PAST_RELATIVE.match(between):
        return bool(_STATED.search(lead))
    return bool(
        (between in (" to ", " to $") and (_AND_THE.search(lead) or _CAUSED.search(lead)))
        or (_TO_A.fullmatch(between) and _CAUSED.search(lead))
        or _same_way(lead, between) or (_WITH_MOVING.match(between) and _WITH.search(lead))
        or (_WORTH.match(between) and lead.rstrip(" the").endswith(","))
        or (_OF.fullmatch(between) and _MOVE_FOR.search(lead))
        or _GAINS_WHICH.match(between) or (_PRAISED.match(between) and _MOVED.match(scene.text(end, scene.end)))
    )


def _same_way(lead: str, between: str) -> bool:
    """Whether a second name shares the verb and its preposition: "was hammered for {N}, silver for"."""
    word = between.strip()
    return word in ("for", "by") and bool(_AND_THE.search(lead)) and f" {word} {{N}}" in lead


def opening(scene: Scene, start: int) -> Item | None:
    """The name that opens a statement of its own after an earlier figure, and whose move the figure at ``start`` is:
    "edged up 0.8%, and Pepsi, a rival, lost" (parsers lose the thread in long lists)."""
    figure = next((i for i in scene.before(start, "figure") if not i.spoken), None)
    left = next(iter(scene.before(start, "series", "other", "generic")), None)
    if figure is None or left is None or left.start < figure.end or left.kind == "generic":
        return None
    if not _THEN_MOVES.match(scene.text(left.end, start)):
        return None
    named = next((i for i in scene.items if i.end <= left.start and i.start >= figure.end and i.kind == "series"), None)
    if named is not None and named.series == left.series and scene.text(named.end, left.start) == " (":
        left = named
    if left.kind == "other" and left.sort in ("person", "place"):
        return None
    return left if _OPENS.search(scene.text(figure.end, left.start)) else None


def sharing_verb(scene: Scene, at: int) -> Item | None:
    """The second name of two that share a verb, where "it" follows: "rose 8% and Coinbase 5%, though it is"."""
    name = next(iter(scene.before(at, "series")), None)
    figure = next(iter(scene.after(name.end, "figure")), None) if name is not None else None
    if name is None or figure is None or not _SHARES_VERB.fullmatch(scene.text(name.end, figure.start)):
        return None
    return name if _SECOND.search(scene.text(scene.start, name.start)) else None


def framed(scene: Scene, start: int) -> Item | None:
    """The series that measures what the sentence is about: "chip makers, as gauged by the PHLX index, have lost"."""
    left = next(iter(scene.before(start, "series")), None)
    if left is None or not _MEASURED.search(scene.text(scene.start, left.start)):
        return None
    return left if _MEASURED_MOVES.fullmatch(scene.text(left.end, start)) else None


_FOR_ANOTHER = re.compile(r"(?:; |[.:] |, (?:and|but|while|though) |^)(?:(?:and|but) )?(?:for|in) (?:the )?$")
_ITS_FIGURE = re.compile(
    rf",? (?:the (?:[a-z]+ )?{SIZE_OF_MOVE} (?:is|was|has been|came to|comes to|amounts to)|"
    r"it (?:is|was|has been|came to))(?: [a-z]+){0,3} |, (?:an? )?(?:[a-z]+(?:-[a-z]+)? ){0,4}"
)


def for_another(scene: Scene, start: int) -> Item | None:
    """The series that the figure before is told again for: "; for the Dow, a comparatively stately 15.3%"."""
    left = next(iter(scene.before(start, "series")), None)
    if left is None or not _FOR_ANOTHER.search(scene.text(scene.start, left.start)):
        return None
    return left if _ITS_FIGURE.fullmatch(scene.text(left.end, start)) else None


_MADE_IT = re.compile(r"\b(?:that|this|which) (?:made|makes) it $")
_AND_FOR = re.compile(r"(?: (?:for|on) \{P\})? for (?:the )?")


def made_it_for(scene: Scene, start: int, end: int) -> Item | None:
    """The series behind a figure that is said to be made for it: "that made it 2% for the week for the Dow"."""
    item = next(iter(scene.after(end)), None)
    while item is not None and item.kind == "period":
        item = next(iter(scene.after(item.end)), None)
    if item is None or item.kind != "series" or not _MADE_IT.search(scene.text(scene.start, start)):
        return None
    return item if _AND_FOR.fullmatch(scene.text(end, item.start)) else None


def whose_like(scene: Scene, that: Token) -> Item | None:
    """The rate whose yield "that" stands for: "that of the 30-year bond rose to 4.91%"."""
    item = next(iter(scene.after(that.end)), None)
    if item is None or item.kind != "series" or item.sort != "rate":
        return None
    return item if scene.text(that.end, item.start) in (" of the ", " on the ", " of ", " on ") else None


def put_there(scene: Scene, start: int) -> Item | None:
    """What a move has put somewhere: "that puts the two-year 102 basis points over the 10-year"."""
    left = next(iter(scene.before(start, "series", "generic")), None)
    if left is None or scene.text(left.end, start) not in (" ", " some ", " about ", " nearly ", " just ", " a full "):
        return None
    return left if _PUTS.search(scene.text(scene.start, left.start)) else None


_PUTS = re.compile(r"\b(?:puts?|putting|leaves?|left|leaving|keeps?|kept|keeping|has|had) (?:the )?$")


def whose_stock(scene: Scene, start: int, end: int) -> Item | None:
    """Whose shares "a rise of 20% in its stock" means: the nearest company that no preposition governs."""
    if not _IN_ITS_STOCK.match(scene.text(end, scene.end)):
        return None
    named = scene.before(start, "series", "other")
    return next((i for i in named if i.sort == "company" and not oblique(scene, i)), None)


def _whose_run(scene: Scene, start: int) -> Item | None:
    """Whose move or run the figure measures that it stands behind: "that took the Dow's loss for the week to 1.9%"."""
    near = next(iter(scene.before(start, "series", "generic")), None)
    return near if near is not None and _OWNS_RUN.fullmatch(scene.text(near.end, start)) else None


def oblique(scene: Scene, item: Item) -> bool:
    """Whether a preposition governs the item, so that it is not a subject."""
    return bool(_PREPOSITION.search(scene.text(scene.start, item.start)))


def pair_of(scene: Scene, start: int, end: int) -> bool:
    """Whether the figure is one of two joined by "and" ("were up 5.38 percent and 5.01 percent")."""
    return bool(_AND_BEFORE.search(scene.text(scene.start, start)) or _AND_AFTER.match(scene.text(end, scene.end)))


def run_of(items: list[Item], scene: Scene) -> list[Item]:
    """The last unbroken list among ``items``: neighbours joined by nothing but commas, "and" and a common noun."""
    run: list[Item] = []
    for item in reversed(items):
        if run and not _JOINED.fullmatch(scene.text(item.end, run[0].start)):
            break
        run.insert(0, item)
    return run


def extent(head: Token, children: dict[int, list[Token]]) -> tuple[int, int]:
    """First and last character of a noun phrase, without its clauses, appositions and what is joined to it."""
    first, last = head.start, head.end
    stack = [head]
    while stack:
        token = stack.pop()
        for child in children.get(token.i, ()):
            if child.dep in ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl"):
                continue
            first, last = min(first, child.start), max(last, child.end)
            stack.append(child)
    return first, last
