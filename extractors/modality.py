"""Is it told as a fact, a forecast, an opinion or a possibility? Cues of English near a figure."""

from __future__ import annotations

import re

from ..schemas.clause import Modality

_FORECAST = re.compile(
    r"\b(?:will|won't|'ll|expects?|expected to|expecting|forecasts?|forecasting|projects? |projected|projecting|"
    r"projections?|predicts?|predicted|predicting|predictions?|anticipates?|anticipated|anticipating|"
    r"estimates? (?:that|for|of)|sees? |foresees?|envisions?|envisaged?s?|envisioned|envisages|pencil(?:s|ed) in|"
    r"penciling in|outlook|guidance|(?:price|year-end|12-month) targets?|"
    r"targets? (?:for|on)\b(?! (?:the |its |their )?(?:short-term|interest|overnight|borrowing|federal|fed|policy|"
    r"funds)\b)|target of|going to|"
    r"on course to|set to|poised to|primed to|ready to|gearing up to|"
    r"about to|likely to|plans? to|by the end of|"
    r"by year-end|next year|next month|next quarter|coming (?:days|weeks|months|year)|odds|chance|probability|"
    r"pric(?:e|es|ed|ing) in|price-target|over the next|in the next|could reach|would reach|look for|looking for|"
    r"calls? for|consensus|indicate investors expect|"
    r"point to(?! an? (?:gain|loss|rise|drop|decline|advance|return|rally) of)|impl(?:ies|ying)|"
    r"bets? (?:on|that)|wager(?:s|ed)?)\b"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would|could|might|may (?!\{)|should|(?<!as )if (?!(?:only |just |barely |not )*(?:by|slightly|narrowly|"
    r"modestly|a bit|a little|ever so) )|unless|were to|assuming|suppose|scenario|what if|enough to)\b"
)
_OPINION = re.compile(
    r"\b(?:thinks?|believes?|reckons?|considers?|in (?:his|her|their|my|our) (?:view|opinion)|(?:fair|intrinsic) value|"
    r"undervalued|overvalued|guess(?:es)?)\b"
)
_LICENSED = re.compile(
    r"\btimes (?:\w+[- ]){0,4}(?:earnings|profits?|sales|revenues?|book|cash flow|ebitda)\b|"
    r"\b(?:price[-/ ]to[-/ ]?earnings|price/earnings|p/e|forward earnings|earnings multiple|multiple of|valuations?)\b|"
    r"\b(?:fedwatch|futures (?:traders|markets|prices)|dividend yields?|total return|market cap(?:itali[sz]ation)?|"
    r"(?:includ|count)\w+ (?:reinvested )?dividends|with (?:reinvested )?dividends|dividends (?:re)?invested|"
    r"analysts'? (?:expect|estimate|forecast)\w*|lseg|refinitiv|factset|i/b/e/s|ibes)\b"
)
_ASIDE = re.compile(
    r", (?:which|who|where|whose)\b[^,]*, |(?<=\})(?:'s)?, (?:an?|the|one|known|seen|often|long|widely|sometimes|"
    r"also|once|as|no|not|hardly|like|unlike|with|ever|always|\{[SRGX]\}'s)\b[^,;{}]*, "
)
"""A relative clause or an apposition between commas: what it says of the future is not said of the figure after it."""
_IN_ASIDE = re.compile(
    r", (?:(?:which|who) (?P<own>(?:\{P\} )?[a-z][^,;]*)|"
    r"(?P<now>(?:currently|now|already|at present|presently|today|still)(?: (?:at|in|a range of|between|set at))?(?: "
    r"\{N\} to)? ))$"
)
"""A figure in a relative clause that tells what is: the main clause may go on to what will be."""
_STATEMENT = re.compile(
    r"; |, (?:and|but|while|though|although|yet|whereas) |\. |"
    r": (?=(?:the )?\{[SRX]\} (?:is now|are now|has|have|had|was|were|closed|ended|fell|rose)\b)|"
    r"\b(?:an?|the|this) (?:year|quarter|month|week|day|session) (?:in which|when|where) (?=[^,;]*\b(?:is|are|was|"
    r"were|has|"
    r"have|had)\b)|"
    r"\{[SR]\}(?: [a-z]+)?, which (?=(?:is|are|was|were|has|have|had|closed|ended|fell|rose)\b[^,;]*$)"
)
"""What ends an earlier statement; a relative clause that tells how a series stands is one of its own."""
_AS_FORESEEN = re.compile(
    r"\b(?:than|as) (?:had been |was |were |\w+ )?(?:forecast|expected|projected|predicted|anticipated|estimated)\b"
)
"""A comparison with what was foreseen is no forecast."""
_BOUNDARY = re.compile(
    r"[;.]\s|, on (?:an?|its|news|word|reports?) |"
    r", (?:a |the |its |(?:and|but|while|though|although|yet|whereas|after|before|having|which|who|as|many|some|"
    r"most|several|few|investors|traders|analysts|strategists|economists|"
    r"even (?:as|after|though|if)|[a-z]+ing)\b)| in what (?:was|is|were)\b|"
    r" (?:for|of|in|from) (?:an?|the) [a-z-]+ (?:that|which|who) (?!(?:is|are|will|would)\b)|"
    r" (?:as|after|when|while|because|amid|despite) (?!much|little|high|low|far|many|well|of\b|forecast|expected)"
)
_CAUSED_BY = re.compile(
    r"\b(?:on|after|following|despite|upon) (?:(?:an?|its|their|the|that|some) )?(?:[a-z'-]+ ){0,3}?"
    r"(?:forecasts?|outlooks?|guidance|projections?|predictions?)\b(?! (?:for|of|that) \{)"
)
"""What a move came upon is no forecast of it: "sank 10% on a thin forecast"."""
_FORESIGHT = r"(?:forecasts?|outlooks?|guidance|projections?|predictions?|(?:price )?targets?)"
_DONE_TO_IT = re.compile(
    rf"\b(?:trimm|cut|lower|rais|lift|slash|withdr[ae]w|pull|scrapp|reaffirm|maintain|miss|beat|topp|issu|g[ai]v|boost|"
    rf"repeat|reiterat|tighten|narrow|chang|updat|unveil|offer|deliver)(?:ed|e|n)? (?:(?:an?|its|their|the|his|her|"
    rf"that) )?"
    rf"(?:[a-z'-]+ ){{0,3}}?{_FORESIGHT}(?: (?:for|of) (?:the )?(?:\{{P\}}|[a-z]+(?: quarter| year)?))?(?= and |,|"
    rf" as | after )"
)
"""What was done to a forecast is done: "trimmed its outlook and shed 8%"."""
_FORECAST_DID = re.compile(
    rf"(?:^|[;,.] |\b(?:and|but|as|after) )(?:an?|its|their|the|that) (?:[a-z'-]+ ){{0,3}}?{_FORESIGHT}"
    r"(?: (?:from|by|at|of) (?:the )?(?:\{[SRX]\}|[a-z]+(?: [a-z]+)?))? (?=(?:knocked|sent|pushed|dragged|lifted|"
    r"helped|hit|"
    r"sank|hurt|drove|pulled|weighed|boosted|left|cost|took|wiped|shaved|clobbered|hammered|crushed|buoyed|carried|"
    r"propelled|battered|drew|put|rattled|disappointed|pleased)\b)"
)
"""A forecast that moved something: "a glum forecast from ASML knocked the index down 5.3%"."""
_CONDITION = re.compile(r"^\W*(?:if|would|could)\b")


def modality(before: str, after: str) -> Modality:
    """Modality of the statement between two slotted texts. Only the figure's own clause counts: text past a clause
    boundary to the right, or an earlier full statement to the left, does not."""
    left = _ASIDE.sub(", ", _own_left(before))
    right = _own_right(after)
    own = _IN_ASIDE.search(before)
    if own is not None:
        left, right = own.group("own") or own.group("now"), after.partition(",")[0]
    near = f"{left} {{F}} {right}"
    for foreseen in (_AS_FORESEEN, _DONE_TO_IT, _FORECAST_DID, _CAUSED_BY):
        near = foreseen.sub("", near)
    if _FORECAST.search(near):
        return "forecast"
    if _HYPOTHETICAL.search(left) or _CONDITION.match(right):
        return "hypothetical"
    if _OPINION.search(left):
        return "opinion"
    return "fact"


def licensed(before: str, after: str, figure: str = "") -> bool:
    """Whether the statement rests on data that belong to paid services (earnings multiples, futures odds)."""
    slot = "times" if figure.endswith("times") else "{F} "
    return bool(_LICENSED.search(f"{_own_left(before)} {slot}{_own_right(after)}"))


def _own_left(before: str) -> str:
    cut = max((m.end() for m in _STATEMENT.finditer(before)), default=0)
    return before[cut:]


def _own_right(after: str) -> str:
    m = _BOUNDARY.search(after)
    return after[: m.start()] if m else after
