"""The words of market English that several metrics share: verbs and nouns of movement, superlatives, marks.

Each list is plain data; forms are spelled out by :func:`forms`, so that a reader can look a word up here and see it.
"""

from __future__ import annotations

import re

RISE = (
    "add", "advance", "appreciate", "ascend", "bounce", "climb", "edge up", "edge higher", "expand", "firm", "gain",
    "grow", "increase", "inch up", "inch higher", "jump", "leap", "move up", "move higher", "pick up", "pop", "push up",
    "push higher", "rally", "rebound", "recover", "rise", "roar", "rocket", "shoot up", "skyrocket", "soar", "spike",
    "spring", "strengthen", "surge", "swell", "tack on", "tick up", "tick higher", "trade up", "trade higher", "vault",
    "zoom", "widen", "be up", "be higher", "end up", "end higher", "finish up", "finish higher", "close up",
    "close higher", "put on", "run up", "balloon", "march higher", "grind higher", "drift higher", "perk up",
    "power higher", "storm higher", "pile on", "ramp up", "nudge up", "nudge higher", "creep up", "creep higher",
    "go up", "stand up", "bound", "improve", "speed ahead", "race ahead", "race higher", "charge ahead",
    "charge higher", "gain ground", "claw back", "win back", "make back", "earn back",
    "surge ahead", "power ahead", "jump ahead", "shoot ahead", "shoot higher",
)
FALL = (
    "cede", "cheapen", "collapse", "contract", "crash", "crater", "decline", "decrease", "depreciate", "descend", "dip",
    "dive", "drop", "ease", "edge down", "edge lower", "erode", "fall", "give back", "give up", "inch down",
    "inch lower",
    "lose", "lose ground", "give ground", "move down", "move lower", "narrow", "nosedive", "plummet", "plunge",
    "pull back", "retreat", "sag", "shed",
    "shrink", "sink", "skid", "slide", "slip", "slump", "soften", "stumble", "swoon", "tank", "tick down", "tick lower",
    "tumble", "trade down", "trade lower", "weaken", "be down", "be lower", "end down", "end lower", "finish down",
    "finish lower", "close down", "close lower", "nudge down", "nudge lower", "creep down", "creep lower", "go down",
    "slash", "surrender", "crumble", "buckle", "wilt", "deflate", "forfeit", "sell off", "lurch lower", "grind lower",
    "march lower", "slither", "cave", "relinquish", "drift lower", "drift down", "stand down", "be off",
    "be hammered", "be clobbered", "be pummeled", "be walloped", "be battered", "be thumped", "be mauled", "be whacked",
    "be docked", "be knocked down", "be marked down", "be clipped", "be dinged", "be nicked", "be dented",
    "be roughed up", "be punished", "be slammed", "be pounded", "be drubbed", "be thrashed", "be stung", "be spanked",
    "be bruised", "be savaged", "be hit for", "be trounced", "be smacked", "be shaved", "recede", "subside", "wither",
    "get away with", "get off with", "escape with",
    "droop", "backslide", "ebb", "fade", "drop off", "fall off", "slip back", "fall back", "keel over",
)
RISE_NOUNS = (
    "advance", "bounce", "climb", "gain", "increase", "jump", "leap", "pop", "rally", "rebound", "recovery", "rise",
    "spike", "surge", "upswing", "uptick", "run-up", "run", "return", "growth", "improvement", "appreciation", "spurt",
    "romp", "melt-up", "sprint", "burst",
)
FALL_NOUNS = (
    "collapse", "correction", "crash", "decline", "decrease", "dip", "drawdown", "drop", "fall", "loss", "plunge",
    "pullback", "retreat", "rout", "selloff", "sell-off", "setback", "slide", "slip", "slump", "swoon", "tumble",
    "downturn", "tumble", "skid", "dive", "depreciation", "reduction", "decrease",
    "drubbing", "beating", "shellacking", "thrashing", "pummeling", "pounding", "hammering", "mauling", "thumping",
    "battering", "haircut", "toll", "nosedive", "wipeout", "tailspin", "stumble", "washout",
)
_IRREGULAR = {
    "rise": ("rise", "rises", "rose", "risen", "rising"), "fall": ("fall", "falls", "fell", "fallen", "falling"),
    "sink": ("sink", "sinks", "sank", "sunk", "sinking"), "lose": ("lose", "loses", "lost", "losing"),
    "slide": ("slide", "slides", "slid", "sliding"), "shed": ("shed", "sheds", "shedding"),
    "run": ("run", "runs", "ran", "running"), "grind": ("grind", "grinds", "ground", "grinding"),
    "sell": ("sell", "sells", "sold", "selling"),
    "give": ("give", "gives", "gave", "given", "giving"), "grow": ("grow", "grows", "grew", "grown", "growing"),
    "be": ("is", "are", "was", "were", "be", "been", "being", "'s", "'re", "stood", "stands"),
    "spring": ("spring", "springs", "sprang", "sprung", "springing"),
    "get": ("get", "gets", "got", "getting"),
    "win": ("win", "wins", "won", "winning"), "make": ("make", "makes", "made", "making"),
    "speed": ("speed", "speeds", "sped", "speeded", "speeding"),
    "leap": ("leap", "leaps", "leaped", "leapt", "leaping"),
    "shoot": ("shoot", "shoots", "shot", "shooting"), "shrink": ("shrink", "shrinks", "shrank", "shrunk", "shrinking"),
    "slip": ("slip", "slips", "slipped", "slipping"), "drop": ("drop", "drops", "dropped", "dropping"),
    "dip": ("dip", "dips", "dipped", "dipping"), "pop": ("pop", "pops", "popped", "popping"),
    "sag": ("sag", "sags", "sagged", "sagging"), "put": ("put", "puts", "putting"),
    "skid": ("skid", "skids", "skidded", "skidding"), "swell": ("swell", "swells", "swelled", "swollen", "swelling"),
    "creep": ("creep", "creeps", "crept", "creeping"), "go": ("go", "goes", "went", "gone", "going"),
    "stand": ("stand", "stands", "stood", "standing"), "dive": ("dive", "dives", "dived", "dove", "diving"),
    "nosedive": ("nosedive", "nosedives", "nosedived", "nosediving"),
    "recover": ("recover", "recovers", "recovered", "recovering"), "gain": ("gain", "gains", "gained", "gaining"),
    "strengthen": ("strengthen", "strengthens", "strengthened", "strengthening"),
}


def forms(verb: str) -> tuple[str, ...]:
    """Every inflection of ``verb`` (a phrasal verb inflects its first word): fall -> fall, falls, fell, ..."""
    head, _, tail = verb.partition(" ")
    if head in _IRREGULAR:
        heads: tuple[str, ...] = _IRREGULAR[head]
    elif head.endswith("e"):
        heads = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2] not in "aeiou":
        heads = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif head.endswith(("s", "sh", "ch", "x")):
        heads = (head, head + "es", head + "ed", head + "ing")
    else:
        heads = (head, head + "s", head + "ed", head + "ing")
    return tuple(f"{h} {tail}" for h in heads) if tail else heads


def alternation(words: tuple[str, ...] | list[str]) -> str:
    """A regular expression that matches any of ``words``, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(set(words), key=lambda w: (-len(w), w)))


RISE_VERBS = alternation([f for v in RISE for f in forms(v)])
FALL_VERBS = alternation([f for v in FALL for f in forms(v)])
RISE_NOUN = rf"(?:{alternation([*RISE_NOUNS, *(n + 's' for n in RISE_NOUNS)])})"
FALL_NOUN = rf"(?:{alternation([*FALL_NOUNS, *(n + ('es' if n.endswith(('s', 'sh')) else 's') for n in FALL_NOUNS)])})"
MOVE_NOUN = rf"(?:{RISE_NOUN[3:-1]}|{FALL_NOUN[3:-1]}|move|swing|change)"
SIZE_OF_MOVE = (
    r"(?:figure|number|loss|gain|drop|rise|decline|advance|fall|slide|slump|increase|return|damage|toll|tally|move)"
)
"""What the size of a move is called where it is told again: "for the Dow the figure is 15.3%"."""
ADVERB = (
    r"(?:(?:by|further|another|an|a|additional|extra|as much as|as little as|only|just|mere|nearly|almost|about|around|"
    r"roughly|some|more|again|back|sharply|slightly|modestly|also|likewise|instead|itself|themselves|up to|at least|"
    r"well|much|even|still|already|now|another|the equivalent of|a whopping|a staggering|over) )*"
)
BETTER_BY = r"(?:dearer|costlier|pricier|stronger|firmer|richer|better(?: off)?)(?= by\b)"
WORSE_BY = r"(?:cheaper|weaker|softer|poorer|lighter|worse(?: off)?)(?= by\b)"
"""How a price is told to have done, ahead of the size: "poorer by 1,330 points"."""
BETTER = (
    "higher|ahead|dearer|costlier|pricier|stronger|firmer|richer|better(?: off)?|up|to the good|to the better|"
    "in the (?:black|green|plus column)|more expensive"
)
WORSE = (
    "lower|cheaper|weaker|softer|poorer|worse(?: off)?|down|off|behind|to the bad|to the worse|"
    "in the (?:red|hole|minus column)|"
    "under ?water|in arrears|less expensive"
)
"""What is said of a price behind the figure it moved by: "1.1% better", "3% in the red"."""
MARK = (
    r"(?:(?:all-time |record |closing |intraday |52-week |one-year |multi-?year |recent |previous |prior |old |own |"
    r"record-high |ever |lifetime |highest |best )*(?:highs?|records?|peaks?|summits?|close|closing|level|tops?|mark|"
    r"apex|zenith|pinnacle|crest))"
)
"""A high-water mark as a noun phrase without its article: "record close", "all-time high", "peak"."""
LOW_MARK = (
    r"(?:(?:all-time |record |closing |intraday |52-week |recent |bear-market |pandemic )*"
    r"(?:lows?|troughs?|bottoms?|depths?|nadirs?|floors?))"
)
IT_MOVED = re.compile(
    rf"^(?: points?)? (?:that |which )?(?:it|they|\{{[SRG]\}}) (?:had |has )?(?:{RISE_VERBS}|{FALL_VERBS})\b"
    r"(?! (?:to|at|from)\b)"
)
"""Behind a size, what moved by it, and no level: "past the 1,175 it gave up on Feb. 5"."""
_NO_SUPERLATIVES = (
    "latest|interest|invest|reinvest|request|protest|harvest|modest|honest|dishonest|forest|contest|digest|suggest|"
    "arrest|manifest|conquest|inquest|midwest|northwest|southwest|unrest|attest|detest|infest|divest|ingest|earnest|"
    "budapest|bequest|tempest|priest|retest|backtest|gabfest"
)
SUPERLATIVE = rf"(?!(?:{_NO_SUPERLATIVES})\b)[a-z]{{3,}}est"
"""Any superlative by its ending ("loftiest", "sorriest"), whether or not its direction is known."""
ANY_SUPERLATIVE = rf"(?:best|worst|most|{SUPERLATIVE})"
BEST = (
    "best", "finest", "brightest", "sunniest", "happiest", "sweetest", "healthiest", "sturdiest", "heartiest",
    "strongest", "fattest", "liveliest", "cheeriest", "merriest", "juiciest", "rosiest", "sprightliest", "kindest",
    "plumpest", "heartiest", "grandest",
)
WORST = (
    "worst", "sorriest", "roughest", "ugliest", "nastiest", "rockiest", "bleakest", "grimmest", "harshest", "toughest",
    "bloodiest", "darkest", "dreariest", "feeblest", "poorest", "weakest", "dismalest", "shakiest", "cruelest",
    "meanest", "ghastliest", "saddest", "sourest", "gloomiest", "messiest", "scariest", "lousiest", "unkindest",
    "sickliest", "wretchedest", "sloppiest",
)
"""Superlatives that say by themselves whether a move was up or down."""
SIZED = (
    "biggest", "largest", "smallest", "most", "steepest", "sharpest", "greatest", "fastest", "deepest", "heaviest",
    "heftiest", "briskest", "swiftest", "quickest", "mightiest", "hardest", "stiffest",
)
"""Superlatives of the size of a move, whose direction another word tells."""
SUPERLATIVE_OF_MOVES = f"(?:{'|'.join((*BEST, *WORST, *SIZED))})"
LOFTIEST = ("highest", "strongest", "firmest", "loftiest", "dearest", "priciest", "costliest", "richest")
HUMBLEST = ("lowest", "weakest", "cheapest", "softest", "humblest")
"""Superlatives of a level."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)
PLACES = r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
"""Places after the first, as alternatives."""
NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place in ``text`` where ``pattern`` matches."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def spoken_number(text: str) -> int | None:
    """The whole number in ``text`` ("seventh", "14th", "11"), None when there is none."""
    m = re.search(r"\d+", text.replace(",", ""))
    if m:
        return int(m.group())
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in NUMBER_WORDS:
            return NUMBER_WORDS[word]
    return None
