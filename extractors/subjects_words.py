"""The words by which subjects are told, pointed back to, or kept apart."""

from __future__ import annotations

import re

from ..metrics.wording import MOVE_NOUN

CARRIERS = frozenset(
    "share stock index average yield rate note bond crude oil price gauge benchmark contract composite security bill "
    "treasury measure bullion metal currency dollar greenback unit barometer indicator counter equity fund debt bonds "
    "treasuries stocks shares futures gas settlement close bitcoin".split()
)
"""Nouns that stand for the series that modifies them: "Apple shares", "the yield on the 10-year note"."""
TRADED = ("index", "commodity", "currency", "rate")
"""Sorts of named things that "it" may mean though no series of theirs is at hand: "and the Hang Seng fell"."""
_SORTS = {
    "index": "index benchmark gauge average barometer measure composite",
    "company": "stock share shares company", "commodity": "contract commodity crude metal bullion",
    "rate": "yield note bond", "indicator": "rate", "currency": "currency cryptocurrency",
}
GENERIC = {word: sort for sort, words in _SORTS.items() for word in words.split()}
"""Words that point back to the last thing of a sort, once "the" stands before them."""
SEVERAL = re.compile(
    r"(?:all|both|each|most|none|neither|the) ?(?:of )?(?:the )?(?:(?:two|three|four|other two|other three|others) ?)?"
    r"(?:(?:big|major|main|leading|key|stock|u\.s\.|wall street) )*(?:indexes|indices|averages|benchmarks|gauges)?"
)
"""A subject of several things, none of which "it" in the next sentence can mean."""
MOVE_IN = re.compile(r"(?: of \{N\})? (?:in|for|by) (?:shares of |the )*")
SEVERAL_LEAD = re.compile(
    r"(?:but |and |yet |still, )?(?:all|both|each|none|neither)(?: of)?(?: the| them| those)? (?:two|three|four)? ?"
    r"(?:(?:big|major|main|leading|key|stock|u\.s\.|wall street) )*(?:(?:indexes|indices|averages|benchmarks|gauges) )?"
    r"(?:(?:still|nonetheless|nevertheless|also|now|have|had|are|were|did) )*"
    r"(?:rose|fell|gained|lost|finish\w*|end\w*|clos\w*|settl\w*|post\w*|log\w*|notch\w*|climb\w*|slid\w*|up|down)\b"
)
SEVERAL_OR_NONE = re.compile(
    r"(?:no|none|not|few|nobody|nothing|hardly|several|many|most|some|people|everyone|everybody|others|both|"
    r"(?:two|three|four|five|dozens|hundreds|thousands) of)\b"
)
ANYBODY = re.compile(
    r"any(?:body|one)|no(?:body| one)|some(?:body|one)|every(?:body|one)|(?:no|some|any|every)thing|none|"
    r"(?:no other|not one|few|little|not much) [a-z]+|one|you|we|i")
"""Who is nobody in particular: no subject that "it" or "the drop" goes back to."""
TOPIC = re.compile(r"^(?:but |and )?(?:for|as for|as to) (?:the )?$")
"""What a sentence is about, named ahead of it: "For the Dow, down 1%, it was the worst day since May"."""
SAYING = ("say", "report", "show", "note", "announce", "estimate", "state")
EXCHANGES = ("Comex", "Nymex", "New York Mercantile Exchange", "ICE", "CME", "Chicago Mercantile Exchange")
"""Where a contract trades is not whose it is."""
POSSESSED = re.compile(
    r"^'s? (?P<of>[a-z][a-z -]*?)(?= (?:of|in|for|from|to|by|on|at|has|have|had|is|was|were|are|will|rose|fell)\b|"
    r"[,.;]| \{|$|\w+ed\b)"
)
"""What belongs to a name: "AbbVie's revenue of ...": not the share price unless a carrier says so."""
ITS_OWN_MOVED = re.compile(
    r"^'s (?:(?:also|then|only|even|itself) )?(?:rose|fell|sank|slid|lost|leapt|sprang|crept|went|stood|came|was|did|"
    r"has|had|[a-z]+ed)(?: (?:up|down|off|on|by|to|at|less|more|further|back|only|just|about|nearly|almost|as much as|"
    r"another|again))*,? (?:\{N\}|(?:by|to|at) (?:less|more|\{N\}))"
)
"""A name whose yield or shares are left out, and what they did: "the 30-year's rose 17 basis points"."""
ITS = re.compile(r"\b(?:its|their) (?:own )?$")
OWN_MARK = re.compile(
    r"'s? (?:(?:last|latest|previous|most recent|recent|old|first|newest|all-time|record|closing|lifetime|own|\{P\}) )*"
)
"""Between a series and the high, low or record that is its own: "the index's July 16 record still stands"."""
OWN_MOVE = re.compile(
    r"'s? (?:\{N\} )?"
    r"(?:(?:[a-z]+-[a-z]+|latest|total|overall|cumulative|recent|daily|weekly|monthly|quarterly|annual|yearly|"
    r"percentage|point|own|entire|whole) ){0,2}"
)
MOVED_IN = re.compile(r" (?:in|of|by|for) (?:the |its )?(?:price of |value of )?(?:the )?")
OF = re.compile(r" (?:on|of|for) (?:the |its )?(?:\w+ )?")
TALLY = re.compile(r"(?:the|its|that) (?:(?:total|cumulative|combined|overall|full) )?(?:damage|haul|toll|tally|bill)")
"""What a move has come to so far."""
FRONT = re.compile(
    r"(?:the|its) (?:front[- ]month|nearby|nearest|most[- ]active(?:ly traded)?|prompt|spot|lead|active|front)"
    r"(?: month| contract| futures| futures contract| delivery| price)*"
)
"""The contract that stands for a commodity."""
PART_OF_IT = re.compile(r"[a-z0-9% -]+ of (?:that|it|this|those)$")
"""A part of what was told ("three-quarters of that"): no new thing to speak of."""
THE_SUM = re.compile(
    rf"(?:^|[,;:] |\b(?:and|but) )(?:the|that|its) (?:[a-z-]+ )?(?:{MOVE_NOUN}|damage|toll|tally) (?:[a-z]+ )?"
    r"(?:comes|came|amounts|amounted|adds up|works out|worked out|runs|ran|totals|is|stands|was)(?: (?:in)?to| at)?"
    r"(?: (?:about|nearly|almost|some|more than|just|only|roughly|over|a|an))* $"
)
"""What has come of the thing spoken of: "measure from the low, and the advance comes to"."""
FRONTED = re.compile(
    r"(?:and |but |yet )?(?:(?:measured|counting|counted|reckoned|starting) )?(?:from|since|after|between|with|"
    r"despite|at|in|on|until|before|for|unlike|given|near|above|below|off)\b[^;{}]*(?:\{[PN]\}[^;{}]*)*$"
)
"""A phrase that opens a sentence, ahead of its subject."""
POINTING = ("that record", "this record", "that close", "that high")
BARE_YIELDS = re.compile(r"(?:(?:bond|treasury|market|those|these|long-term|government) )?yields")
CLASS = re.compile(r" class [a-c] ")
OF_A_MARK = re.compile(r"(?:, |\b(?:of|from|below|under|off|to|at|near) )$")
"""Before a mark without its owner's name: ", a level last exceeded in", "2% shy of a peak that dates to"."""
ITS_MARK = re.compile(
    r"its (?:(?:closing|all-time|record|intraday|lifetime|previous|prior|old|last|most recent|\d{4}|bear-market|"
    r"bull-market|\{P\}) )*"
    r"(?:record|high|low|peak|trough|bottom|top|summit|nadir)(?: (?:close|closing|high|low|finish|level))?"
)
"""A mark with its owner's pronoun: "its record close of 80.86 came on March 16"."""
A_MARK = re.compile(
    r"an? (?:[\w-]+ )?(?:mark|level|record|high|low|peak|close|height|depth|perch|point|reading|threshold|yield|price|"
    r"altitude|summit|trough)"
)
STANDARD = frozenset(
    "the that this benchmark index gauge average measure barometer stock stocks market equity u.s. american broad "
    "main".split()
)
"""Words of "the benchmark index" that name no other gauge than the one all are measured by."""
LOOSE = ("benchmark", "gauge", "contract", "measure")
"""Words for whatever is spoken of, be it an index, a rate or a commodity."""
IT_WAS = re.compile(
    r"(?:and |but |yet )?it (?:is|was|had been|stood|sat|traded|yielded|closed|ended|finished)(?: (?:at|only|just))*"
    r"(?: (?:a|about|around|as (?:high|low) as))? "
)
LIFTED_IT = re.compile(
    r"\b(?:lift|push|t[ao]k|sen|br[io]|dr[ioa]v|left|leav|carr|drag|knock|pull)\w* (?:it|them)"
    r"(?: (?:up|down|back|all the way))?(?: (?:to|at|with|up|down)(?: a (?:gain|loss) of)?|(?<=l[e]ft it)|"
    r"(?<=leaves it)|(?<=leaving it)) \$?$"
)
OWNED = re.compile(
    r"day|session|week|month|quarter|year|run|stretch|spell|performance|showing|low|high|record|peak|start"
)
"""What a stock or an index has of its own, so that "it" after it means the owner."""
PEOPLE = re.compile(
    r"(?:the |its |many |most |some |long-term )?(?:bulls|bears|investors|shareholders|holders|owners|optimists|"
    r"pessimists|traders|buyers|sellers|believers|savers|speculators|stockholders|fans|anyone|those)\b.*"
)
"""Who holds what is spoken of: a gain of theirs is its."""
