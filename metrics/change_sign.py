"""Whether the words around a figure tell a rise or a fall, or a move that was taken back."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .reading import QUOTE_SLACK, is_rate, of_one_session, series_of, unit_is
from .versus import with_a_size
from .wording import (
    ADVERB,
    BETTER,
    BETTER_BY,
    FALL_NOUN,
    FALL_VERBS,
    RISE_NOUN,
    RISE_VERBS,
    WORSE,
    WORSE_BY,
)

_IF = r"(?:(?:if|albeit|though) (?:(?:only|just|barely) )*)?"
_RUN = r"(?:for (?:an?|the) \{N\} (?:(?:straight|consecutive) )?(?:day|session)(?: in a row| running)?, (?=by ))?"
_WHEN = rf"{_RUN}{_IF}(?:(?:for|on|in|over) )?(?:\{{P\}}(?:, (?=(?:if|albeit|though) )| ))?{_IF}(?:by )?"
VERB_UP = re.compile(rf"\b(?:{RISE_VERBS}|up|higher|ahead|{BETTER_BY}),? {_WHEN}{ADVERB}\$?$")
VERB_DOWN = re.compile(rf"\b(?:{FALL_VERBS}|down|lower|off|lost|{WORSE_BY}),? {_WHEN}{ADVERB}\$?$")
_NOUN_OF = re.compile(
    rf"\b(?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN}|damage(?= (?:in|for|on|to) )))"
    rf"(?: \{{P\}}(?= (?:now |so far )?(?:comes|came|is|was|amounts|"
    rf"stands|stood|totals|reached|has|to|at)\b))?(?: (?:on|in|of|for|to) (?:\{{P\}}|(?:the )?\{{S\}})|"
    r" for the calendar year)?,? (?:now |so far )?"
    r"(?:of|comes to|came to|is|was|had been|has been|to|(?<=\{P\} )at|amounts to|stands at|stood at|totals|totaled|"
    r"now totals|"
    r"reached|has reached|runs to|ran to|(?:of|from) \{N\}(?: (?:on|in|for|over|during|late|at))?(?: \{P\})?,? "
    r"and (?:one )?of) (?:now )?(?:as much as |(?:about|only|just|barely|nearly|almost|roughly) |an? [a-z]+ )?$"
)
_NOUN_AFTER = re.compile(
    r"^(?: \{S\}| \{P\})?(?: (?:price|relief|snapback|knee-jerk|one-day|single-day|daily|weekly|monthly|annual|"
    r"further|cumulative|overall|"
    r"percentage|"
    rf"total|intraday|year-to-date))*[ -](?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN}))\b"
)
_TOOK_A = re.compile(
    r"\b(?:took|takes|taking|taken|suffer(?:ed|s|ing)?|absorbed|sustained|dealt) (?:an?|its|another) $")
_HIT = re.compile(r"^(?: [a-z-]+)? (?:hit|blow|knock)\b(?! (?:to|from)\b)")
_FACE = re.compile(
    r"\{N\}(?: (?:higher|lower|more|less))?(?: on)?(?: \{P\})?,? (?:or |\()(?:about |a |nearly |almost )?[-+]?$"
)
_SHARE = re.compile(r"\{N\}, $")
"""The same move as a share, in apposition: "fell 2,997 points, nearly 13%, to 20,188.52"."""
_AND = re.compile(r"\{N\}(?: on| in| for)? \{P\},? and (?:about |nearly |almost )?$")
_AND_OVER = re.compile(
    r"\{N\}(?: (?:higher|lower|better|worse))?(?:,? \{P\})?(?:,| -)? and(?: then)?(?: (?:for|over|in|on|since))?"
    r"(?: the)? \{P\},? (?:(?:it|they) (?:is|are) )?(?:by |about |nearly |almost |some |just )*$"
)
"""A second stretch of the same move: "is up 4% this week, and for the year 11%"."""
_AFTER_IT = re.compile(
    r"\{N\}(?: (?:higher|lower))?(?:,? (?:(?:in|on|for|over) )?(?:the )?\{[PN]\})?,? (?:after|on top of|following|"
    r"atop) (?:about |nearly |almost )?$"
)
_IN_ITS = re.compile(r"^ (?:in|for|over|during) (?:all of )?(?:the )?\{P\}")
"""The same move over the stretch before: "rose 23% last year after 24% in 2023"."""
_LISTED_SPAN = re.compile(
    r"\{N\}(?: (?:higher|lower))?(?: (?:in|on|for|over|since))?(?: the)? \{P\},(?: and)?(?: (?:by|about|nearly|"
    r"almost))* $"
)
_ITS_SPAN = re.compile(r"^(?: (?:in|on|for|over|since))?(?: the)? \{P\}")
"""One of a list of stretches: "is up 6.9% in May, 11.5% this year and 29% over 12 months"."""
_SPAN_THEN = re.compile(r"\{N\}[^;{}]{0,24}; (?:and )?(?:for|over|in|on)?(?: the)? ?\{P\},? (?:by |about |nearly )*$")
"""A second stretch named ahead of its figure: "month to date it has added 2.3%; year to date, 2.6%"."""
_AND_LATER = re.compile(
    r"\{N\}(?:,? (?:to|at) \$?\{N\}(?: (?:a|an) [a-z]+)?)?(?:, (?:an?|its|another) [a-z -]+)?,? and (?:by )?$"
)
_OVER_IT = re.compile(r"^ (?:(?:for|over|in|on|since) )?(?:the )?\{P\}")
"""The same move over a second stretch, past its level: "gained 2% to 5,200, a record, and 16% for the month"."""
_PAIR = re.compile(r"\{N\},?(?: and)? $")
_WHERE = re.compile(
    r"^ (?:(?P<down>below|under|beneath|short of|shy of|lower than)|(?P<up>above|over|higher than)) where (?:it|they) "
    r"(?:began|started|ended|finished|closed|opened|stood|was|were|traded|settled) (?:the |on |at |in )*(?:year|\{P\})"
)
_GAP = re.compile(r"(?:, |and |while )?(?:the )?\{S\}(?: (?:index|average|shares|composite))?,? (?:(?:by|for) )?$")
_SAID_OTHERWISE = re.compile(
    r"^ (?!(?:on|for|in|to|at|and|while|after|as|this|last|since|by|over|through|or|from|but|during|with|each|so|"
    r"apiece|a|an|the|than|gain|loss)\b)[a-z]"
)
"""Words behind a figure in a list of moves that are none of time, place or cause: they may turn its sign."""
_THAN_THEN = r" than (?:when|where|on \{P\}|at the (?:start|end|beginning|turn|close)|\{P\})"
_HIGHER = re.compile(
    rf"^ (?:to the )?(?:(?P<up>{BETTER}|more(?={_THAN_THEN}))|(?P<down>{WORSE}|less(?={_THAN_THEN})))\b(?! (?:from|"
    rf"on) (?:a|an|its|the) (?!\{{))"
)
_OBJECT = re.compile(
    r"\b(?:(?P<up>lift|push|boost|rais|propel|carr|tak|took|bump|hoist)|(?P<down>drag|pull|knock|weigh|press))\w* "
    r"(?:the )?\{S\}(?: (?:up|down|higher|lower))?(?: by)? $"
)
"""What moves an index: "lifted the S&P 500 1%"."""
_AGAINST = re.compile(r"\{N\}[^;{}]*(?:\{P\})?,? (?:compared (?:with|to)|versus|against|vs\.?) (?:a )?(?:gain of )?$")
_FOR_IT = re.compile(r"^ (?:(?:gain|loss|rise|drop|advance|decline) )?(?:for|in|by) (?:the )?\{S\}")
"""The same stretch of another series: "up 14.6% this year, compared with 11.4% for the Dow"."""
_REBATE = re.compile(
    r"^ off (?!(?:the |its |their |each )?(?:share|stock|price of (?:the )?(?:share|stock)|value|market|\{|day|week|"
    r"month|year))"
)
"""What a shop takes off a price: "$40 off its list price"."""
_OFF = re.compile(r"\b(?:knocked|shaved|wiped|took|lopped|sliced|cut|carved|sheared|cost|erased)\b[^.;]{0,24}$")
_REVERSED = re.compile(
    r"\b(?:eras|par|trimm|recoup|revers|overc|shak|shook|wip|claw|retrac|cut|halv|extend)\w*(?: (?:back|out|off))? "
    r"(?:an? |its |the |their |earlier |early |nearly |most of |all of |losses |gains |\w+ )*"
    r"(?:loss|losses|gain|gains|drop|decline|slump|slide|rally|advance|of)? ?(?:of (?:as much as )?)?$"
)
_GONE = re.compile(rf"\b(?:eras|wip|forfeit|destroy|burn)\w*(?: (?:out|off|away))? {ADVERB}$")
_VALUE = re.compile(r"\bof (?:its|the|their) (?:market |share )?value\b")
"""What is gone: "has erased nearly two-fifths of its value"."""
_INVERTED = re.compile(
    r"\b(?:(?P<up>up)|down|off) (?:went|goes|came|comes|shot|ticked|popped|slid) (?:the )?\{S\}"
    r"(?: (?:index|average))?,? (?:by )?$"
)
"""A verb before its subject: "up went the index, by 2%"."""
_LEADING_SIGN = re.compile(r"\{S\}(?:'s)?:? (?:\(\{X\}\):? )?(?:\{N\},? \(?|\()?[-+]$")
_GOT = re.compile(
    r"\b(?:brought|brings|managed|manages|delivered|delivers|mustered|musters|eked out|ekes out|produced|netted|"
    r"salvaged|salvages|rescued|kept|held on to|hung on to|(?:is|are) (?:hanging|holding|clinging) (?:on )?to|clung to|"
    rf"squeezed out|scraped together|made|makes|making|turned in|put up|put together|scrap(?:ed|es) out|"
    rf"ground out) {ADVERB}(?:an? [a-z]+ )?$"
)
_RETURNED = re.compile(rf"\b(?:returned|(?:has|have|had) returned|(?:is|are) returning) {ADVERB}$")
_RETURNED_BESIDE = re.compile(r"\breturned \{N\}[^;]*$")
"""What shares brought their holders, dividends perhaps among it: "Alphabet returned 65%"."""
_CAME_FIRST = re.compile(
    r"(?:\b(?:was|is|were|are|proved|remained|remains|came|finished|ended|became)(?: (?:the|its|by far|again|in))*|"
    r"\{S\}, (?:the|a)) (?:[a-z-]+ ){0,2}?(?:leader|star|winner|champion|best(?! ?-?sell)|standout|"
    r"(?:top|best|star) performer|"
    r"pacesetter|first|(?P<loose>laggard|straggler|caboose))\b[^;,{}]*(?:\{[PGRX]\}[^;,{}]*)?,? with "
    rf"{ADVERB}$|\b(?:led|leads|topped|tops|headed|heads) (?:the (?:(?P<way>way|pack|field|list|table|league|group)|"
    r"gainers|gains|charge|advance|rally|winners|rise|climb)"
    rf")\b(?! (?:down|lower))[^;,{{}}]*(?:\{{[PGRX]\}}[^;,{{}}]*)?,? with {ADVERB}$"
)
"""Who came first, and with what: "energy was the star of the year, with 54%"."""
_IN_ITS_CASE = re.compile(
    rf"\b(?:(?P<up>{RISE_VERBS})|(?P<down>{FALL_VERBS})) {ADVERB}\{{N\}}[^;{{}}]*\b(?:or|and),? "
    rf"in the case of (?:the )?\{{S\}}(?: (?:index|composite))?, (?:by )?{ADVERB}$"
)
"""One of several that share a verb: "benchmarks fell almost 5%, or in the case of the Nasdaq 100, 6%"."""
_BARELY = re.compile(
    r"^(?:[.;,)]|$| (?:and|but|while|in|on|over|for|this|last|after|before|amid|during|\{P\})\b)"
    r"(?! (?:sales|revenue|profit))"
)
"""What a stretch or a share brought its holders, without a noun: "the third quarter brought 5%"."""
_MADE_IT = re.compile(
    rf"(?:\b(?:that|this|it)|, which) (?:made|makes|making) (?:it|them|for) {ADVERB}$"
)
"""The move so far: "rose 0.6% on Friday. That made it 5.5% for the week"."""
_HOLDERS = r"(?:it|them|holders|investors|(?:the )?\{[SRG]\})"
_SPAN_TOOK = re.compile(
    r"(?:^|[,;] |\b(?:and|but) )(?:the )?(?:\{P\}|(?:day|week|month|quarter)),?(?: alone| by itself| on its own|"
    r" as a whole| in all| overall| itself)?,? (?:has |had )?(?:so far )?"
    rf"(?:(?P<down>took|taken|cost(?: {_HOLDERS})?|shaved|knocked|claimed|subtracted|lopped|wiped|"
    rf"swallowed)|(?P<up>added|contributed|(?:gave|given|handed|returned|brought|delivered|netted)(?: {_HOLDERS})?|"
    rf"chipped in|accounted for))(?: away| off| out)? {ADVERB}$"
)
"""What a stretch did to the subject: "September alone took 9.3%"."""
_OFF_ANOTHER = re.compile(
    r"^ (?:from|off|out of|of|to) (?!(?:it|them)\b|(?:the |its |their )?(?:\{[SRG]\}|(?:index|gauge|benchmark|average|"
    r"market|stock|shares?|price|value|worth|level)\b))"
)
"""What was taken from something else says nothing of the subject: "September took 2% from Tesla"."""
_TOGETHER_THEY = re.compile(
    r"\b(?:together|combined|between them|in all|all told|altogether),? (?:they |these |those |the (?:losses|gains|"
    r"days) )?"
    r"(?:have |had )?(?:(?P<down>took|taken|cost(?: (?:it|them|the \{[SRG]\}))?|shaved|knocked|lopped|wiped|subtracted|"
    r"erased|sliced)|(?P<up>added|brought|gave|given))(?: off| away| out)? "
    rf"{ADVERB}$"
)
_INCLUDING = re.compile(rf"\{{N\}}[^;]*, including {ADVERB}(?:an? )?$")
_PART_OF_IT = re.compile(r"^ (?:on|in) (?:the (?:last|final|first|closing|opening)|\{P\})\b|^ (?:on|in) \{P\}")
"""A day's share in the move just told: "fell 6% this week, including 2% on Friday"."""
_CAME_OFF = re.compile(
    r"^ (?:(?P<down>(?:came|fell|dropped|(?:was|were) (?:shaved|wiped|lopped|knocked|sliced|cut|carved|chopped|taken|"
    r"trimmed|erased|stripped|shorn|struck)) (?:off|from|away from|out of))|(?P<up>(?:was|were) (?:added|tacked on|"
    r"piled on) ?(?:to|onto)?)) (?:of )?(?:the )?\{[SR]\}"
)
"""Points as what moves: "some 300 points were shaved off the Dow"."""
_ROBBED = re.compile(
    r"(?:^|[,;] )(?:(?P<down>(?:from|off) (?:the )?\{[SR]\},? [^,;{}]*(?:\{P\} )?(?:[a-z]+ )?(?:subtracted|took|shaved|"
    r"lopped|wiped|knocked|sliced|stripped|trimmed|cut|chopped))|(?P<up>to (?:the )?\{[SR]\},? [^,;{}]*(?:\{P\} )?"
    rf"(?:[a-z]+ )?added)) {ADVERB}$"
)
"""What was taken from an index named first: "from the Dow the session took 400 points"."""
_STANDS_AT = re.compile(r"(?:^|[;,] (?:and |but )?)at \$?$")
_IN_PARENTHESES = re.compile(r"(?:\{S\}(?:'s)? \((?:\{[RX]\},? )?|\{R\} \(\{S\},? )\+?$")
"""A move told by its sign alone, in parentheses after the name: "Intel (INTC, -6.5%)"."""
_SIGNED = re.compile(r"[-\u2212]\$?\d")
_TABLE_HEAD = re.compile(r"^[^\w{]{0,3}(?:the )?\{S\}[^;{}]{0,14}(?:\{N\},? \(?)?$")
_TURNED = re.compile(
    r"^(?: [a-z]+){0,2}(?: \{P\})?,? (?:to|and) "
    r"(?:clos|end|finish|settl|eke|post|log|notch|scor|record|trad|turn)(?:e|ed|ing)?"
    rf"(?: (?:out|the (?:day|session)|with))*(?: \{{N\}})? (?:an? )?(?:[a-z]+ )?(?:(?P<up>{RISE_NOUN}|up|higher)|"
    rf"(?P<down>{FALL_NOUN}|down|lower))\b"
)
"""How a session that was turned around ended: "erased a loss of 2% to eke out a gain"."""
_LONGER = re.compile(r"\b(?:year|month|week|quarter|annual|monthly|weekly|day's|since|\w+-day)\b")
_MOVES_OF = re.compile(
    rf"\b(?:(?P<up>{RISE_NOUN})|(?P<down>{FALL_NOUN})) of {ADVERB}(?:\{{N\}} (?:for|on|in|by|at) (?:the |shares of )?"
    rf"\{{[SRGX]\}}(?:,|,? and|,? while) {ADVERB})+$"
)
"""One of several moves told ahead of their owners: "drops of 3.4% in Apple and 2.6%" in Intel."""
_OWNER_BEHIND = re.compile(r"^ (?:for|on|in|by|at) (?:the |shares of )?\{S\}")
_IT_MOVED = re.compile(
    rf"^ (?:that |which )?(?:it|they|(?:the )?\{{[SRG]\}}) (?:had |has )?(?:(?P<up>{RISE_VERBS}|made|earned)|"
    rf"(?P<down>{FALL_VERBS}))\b"
)
_AND_THE = re.compile(r"\{N\} (?:that|which) [^;]*\band (?:the )?$")
"""The second of two such moves shares the time of the first."""
_RIVALS = re.compile(
    r"\b(?:than|versus|against|compared (?:with|to)|beat(?:s|ing)?|topp(?:ed|ing)|tops|trail(?:s|ed|ing)|"
    r"outpac(?:es|ed|ing)|lag(?:s|ged|ging)|exceed(?:s|ed|ing)|matching|times|behind|ahead of|(?:not|nowhere) near|"
    r"shy of|short of|a fraction of|(?:half|double|twice|triple) (?=the)|(?:well|far) (?:above|below)|better than|"
    r"worse than) "
    r"(?:the )?\{S\}(?: (?:index|composite))?'s? $"
)


def priced_in_it(clause: Clause, series: str) -> bool:
    """Whether the subject is the money that the series is told in: as the yen falls, a dollar costs more of it."""
    subject = clause.subject
    if series != "USDJPY" or subject is None:
        return False
    words = subject.text.lower()
    if subject.how == "carried" and not re.search(r"\b(?:yen|dollar|usd|greenback)\b", words):
        words = subject.name.lower()
    return "yen" in words and not re.search(r"dollar|usd|greenback", words)


_HALF_A_POINT = 0.12
"""Index points either side of a move told as a plain fraction of one."""


def compared(clause: Clause) -> bool:
    """Whether the figure is the same move of another series: "up 14.6%, compared with 11.4% for the Dow"."""
    beside = clause.previous is not None and clause.previous.quantity.unit == "percent" and unit_is(clause, "percent")
    return beside and bool(_AGAINST.search(clause.before) and _FOR_IT.match(clause.after))


def undone(clause: Clause) -> bool:
    """Whether the figure is a move that was taken back: "erased a loss of almost 2%"."""
    m = _REVERSED.search(clause.before[-60:])
    return m is not None and (bool(_NOUN_AFTER.match(clause.after)) or clause.before.endswith("of "))


def taken_back(clause: Clause, series: str) -> Ask | None:
    """How far a session had gone before it turned: "reversing a loss of as much as 1.7%" is told of the day's low."""
    near = f"{clause.before[-60:]} {clause.after[:40]}"
    turned = _TURNED.match(clause.after)
    told = near if turned is None else clause.before[-60:]
    lost, gained = re.search(rf"\b{FALL_NOUN}\b", told), re.search(rf"\b{RISE_NOUN}\b", told)
    if bool(lost) == bool(gained) or not of_one_session(clause) or clause.in_session or not unit_is(clause, "percent"):
        return None
    if is_rate(series) or _LONGER.search(near):
        return None
    window = "1d" if clause.window == "now" else clause.window
    far = "as much as" in near + clause.anchor.text.lower()
    return Ask(expr=f"extreme_move({series}.{'low' if lost else 'high'}[{window}])", unit="percent",
               sign=-1 if lost else 1, certain=far or _other_way(turned, bool(lost)))


def _other_way(turned: re.Match[str] | None, lost: bool) -> bool:
    """Whether a session ended on the other side of the close before: no other than its own loss (gain) was undone."""
    return turned is not None and turned.group("up" if lost else "down") is not None


_SIGNS = {"up": 1, "down": -1}

_ITS_PRICE = re.compile(
    r"\b(?:costs?|fetch(?:es|ed)?|sells? for|sold for)(?: (?:about|some|nearly|around|roughly|just|only))? $")
"""What an ounce or a barrel cost is its price, where a day that cost the holders of shares something took it."""


def sign_of(clause: Clause) -> int:
    """+1 for a rise, -1 for a fall, 0 when the words around the figure are no move."""
    before, after = clause.before, clause.after
    rise, fall = VERB_UP.search(before), VERB_DOWN.search(before)
    if rise and not (fall and fall.start() < rise.start()):
        return 1
    if _VALUE.search(clause.anchor.text.lower() + after) and _GONE.search(before):
        return -1
    traded = clause.subject is not None and clause.subject.kind in ("commodity", "currency")
    if unit_is(clause, "$") and (_REBATE.match(after) or (traded and _ITS_PRICE.search(before))):
        return 0
    if fall or (_OFF.search(before) and (after.startswith(" off") or "cost" in before)):
        return -1
    told = (_IN_ITS_CASE.search(before), _CAME_OFF.match(after), _WHERE.match(after), _OBJECT.search(before),
            _NOUN_OF.search(before), _OWNER_BEHIND.match(after) and _MOVES_OF.search(before),
            _NOUN_AFTER.match(after), _HIGHER.match(after), _ROBBED.search(before))
    for m in told:
        if m:
            return 1 if m.group("up") else -1
    share = unit_is(clause, "percent", "index_point")
    if share and _MADE_IT.search(before):
        return _SIGNS.get(clause.antecedent_movement, 0)
    if _TOOK_A.search(before) and _HIT.match(after):
        return -1
    taken = share and not _off_another(clause)
    if taken and (m := _TOGETHER_THEY.search(before)):
        return 1 if m.group("up") else -1
    if taken and (m := _SPAN_TOOK.search(before)) and (m.group("down") or _BARELY.match(after)):
        return 1 if m.group("up") else -1
    if m := _INVERTED.search(before):
        return 1 if m.group("up") else -1
    if _IN_PARENTHESES.search(before) and clause.figure is not None:
        return 1 if clause.figure.quantity.high < 0 or before.endswith("+") else 0
    if _SIGNED.match(clause.anchor.text) and _TABLE_HEAD.match(before):
        return 1  # the quantity carries the sign itself
    if (m := _IT_MOVED.match(after)) and not _STANDS_AT.search(before):
        timed = not clause.inherited or _AND_THE.search(before) is not None
        if m.group("up") in ("made", "earned") and not unit_is(clause, "percent"):
            return 0
        return (1 if m.group("up") else -1) if timed else 0
    if _RIVALS.search(before) and not after.startswith((" of", " stake")):
        if clause.told and clause.told[-1].startswith(("extreme_move(", "below_peak", "above_trough")):
            return 0  # at its high or low of the day, or so far from a mark, and so may the other's be
        of_a_move = bool(clause.told) and clause.told[-1].startswith("change(")
        return clause.told_sign if of_a_move else _SIGNS.get(clause.antecedent_movement, 0)
    return _shared_sign(clause)


def _shared_sign(clause: Clause) -> int:
    """The sign that a figure without a verb of its own has from the move told before it: the second of a pair, a share
    of the points, another stretch of the same; 0 where the words leave none."""
    before, after = clause.before, clause.after
    percent, same = unit_is(clause, "percent"), _SIGNS.get(clause.antecedent_movement, 0)
    if clause.window in ("1d", "now") and clause.told and clause.told[-1].startswith(("below_peak", "above_trough")):
        same = 0  # so far from a mark, and so may what goes on from it be
    if "respectively" in after and _PAIR.search(before):
        return same
    if compared(clause):
        return _SIGNS.get(clause.movement, 0)
    points = clause.previous is not None and clause.previous.quantity.unit in ("index_point", "$")
    if points and percent and _SHARE.search(before) and after.startswith((",", " ")):
        return same
    listed = _LISTED_SPAN.search(before) and _ITS_SPAN.match(after) and percent
    if (listed or _SPAN_THEN.search(before)) and not clause.inherited:
        return same
    if _AFTER_IT.search(before) and _IN_ITS.match(after) and percent and not clause.inherited:
        return same
    gap = _GAP.search(before) and not _SAID_OTHERWISE.match(after)
    later = _AND_LATER.search(before) and _OVER_IT.match(after) and percent
    over = (_AND.search(before) or _AND_OVER.search(before) or later) and not clause.inherited
    if gap and _RETURNED_BESIDE.search(before):
        return 1
    if _FACE.search(before) or gap or over:
        return same
    if _INCLUDING.search(before) and _PART_OF_IT.match(after) and unit_is(clause, "percent", "index_point"):
        return same
    gained = _GOT.search(before) or _RETURNED.search(before) or _CAME_FIRST.search(before)
    if gained and _BARELY.match(after) and percent:
        return 1
    if percent and with_a_size(clause) is not None and _BARELY.match(after):
        return clause.told_sign
    if _LEADING_SIGN.search(before) is None:
        return 0
    return _SIGNS.get(clause.movement, 0) or (1 if before.endswith("(+") else 0)


def _off_another(clause: Clause) -> bool:
    """Whether what a stretch took was taken from something else; "the index" may stand for the subject itself."""
    other = next((o for o in clause.others if 0 <= o.start - clause.anchor.end <= 12), None)
    named = other is not None and other.series not in (None, series_of(clause))
    return _OFF_ANOTHER.match(clause.after) is not None or (named and clause.after.startswith((" from ", " off ")))


_HANDED = re.compile(
    rf"\b(?:brought|brings|bringing|gave|gives|handed|hands|delivered|delivers|meant|added|adds|adding|returned) "
    rf"{ADVERB}(?:another |a further )?$"
)
_TO_OTHERS = re.compile(
    r"^ (?:for|among|to(?= (?:the|an?|every|each|owners|holders|investors|\{[XR]\}))) "
    r"(?!(?:it|them|all|now|good|sure|example|instance|(?:its|their|an?|one) (?:\{N\}|gains?|loss\w*|"
    r"advance|rise|fall|drop|record|total|value|best|worst|[a-z]+(?:th|rd|nd) |first|second|third|[a-z]+est)|"
    r"(?:the |this |an? |its )?(?:index|market|gauge|benchmark|stock|shares|price|day|session|week|"
    r"month|quarter|year|gains?|loss\w*|\w+ (?:day|session|week|month|quarter|year)))\b|(?:the |its )?\$?\{[PSGN]\})"
    r"[a-z{]"
)
"""Who got it, where that is another: "January brought another 5% for banks"."""


def loosely_led(clause: Clause) -> bool:
    """Whether the words leave open which way, or with what dividends, the move went, or whose it was."""
    if _HANDED.search(clause.before) and _TO_OTHERS.match(clause.after):
        return True
    first = _CAME_FIRST.search(clause.before)
    returned = _RETURNED.search(clause.before) or _RETURNED_BESIDE.search(clause.before)
    undated = clause.inherited and clause.window in ("1d", "now")  # the leader may be one of sales
    return bool(returned or (first and (undated or first.group("loose") or first.group("way"))))


def slack_of(clause: Clause, metric: str) -> float:
    """How far a rate's move may lie off as quoted; how much "half a point" of an index leaves."""
    if metric == "change_points" and unit_is(clause, "percentage_point"):
        return _HALF_A_POINT
    return 100 * QUOTE_SLACK if metric == "change_bp" else 0.0
