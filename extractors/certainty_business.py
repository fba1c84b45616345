"""Whether a sentence speaks of a company's business, or quotes a series in another way than its price."""

from __future__ import annotations

import re

from ..metrics.wording import MOVE_NOUN
from ..schemas import Clause
from ..sources.catalog import entry

_BUSINESS = re.compile(
    r"\b(?:revenues?|sales|profits?|earnings|income|deliver(?:y|ies)|shipments|users|subscribers|orders|costs?|"
    r"spending|production|demand|traffic|margins?|dividends?|stakes?|workforce|guidance|volumes?|bookings|units|eps|"
    r"per share|market share|subscriptions?|prices of|prices for|budget|debt|cash flow|backlog|capacity|output|"
    r"sold|shipped|produced|delivered|hired|opened|built|"
    r"exports|imports|inventor(?:y|ies)|jobs|employees|fees|assets|year-over-year|year over year|weighting|ownership|"
    r"position|exposure|forecasts?|estimates?)\b"
)
_SHARES = re.compile(r"\b(?:shares?|stock|stocks|share price|market value|closed|close)\b")
ASIDE = re.compile(
    r", (?:which|who|whose)\b[^,;{}]*(?:\{[PX]\}[^,;{}]*)*, |"
    r"\{S\}(?:'s (?:shares|stock))?, (?:sold|[a-z]+ed|bought|taken|known|built|brought|made|born|spun off) [^,;{}]*"
    r"(?:\{[PXN]\}[^,;{}]*)*, (?=(?:has|have|had|is|are|was|were|[a-z]+ed|fell|rose|lost)\b)"
)
"""A relative clause between commas: the business it tells of is not what the figure is of."""
_ITS_SHARES = re.compile(
    r", (?:though|but|while|yet|although|and) (?=(?:they|it|the (?:stock|shares)) (?:still |then |nonetheless )*"
    r"(?:clos|end|finish|settl)(?:ed|es|s)\b)"
)
"""What closes is a share, whatever business was spoken of before."""
_OWN_STATEMENT = re.compile(r"; (?=[^;]*(?:\bit\b|\bthey\b|\{[SRG]\}))")
"""A statement with a subject of its own behind a semicolon tells of no business told before it."""
_TO_DATE_OF_SHARES = re.compile(
    r"\b(?:shares|stock)\b(?![^;]* (?:as|after|when|while) (?:it|the company)\b)[^;]*, "
    r"(?:thereby )?(?:par|trimm|extend|narrow|widen|cutt|reduc|deepen|shrink|eras|swell|add|"
    r"bring|tak|push|lift|leav|stretch|halv)ing (?:to )?(?:its|their) (?:[a-z]+-to-date |annual |yearly |total |"
    rf"overall )?{MOVE_NOUN}s? (?:(?:for|so far|in|over|since|of) )*(?:\{{P\}} )?(?:to|at) "
    r"(?:about |nearly |almost |just |only )*$"
)
"""What a move of the shares leaves of their gain or loss, whatever caused it: "shares jumped after earnings, paring
their decline this year to"."""
_CAUSE = re.compile(
    r" (?:after|as|when|because|on news|following|despite|even)\b|, on (?:an?|its|the|news|word|reports?)\b|[;.]")
_OTHER_TERMS = re.compile(
    r"^[^;{}]*(?:\{[PN]\}[^;{}]*)?(?:\bin real terms\b|\b(?:adjust\w+|accounting|allowing) for inflation\b|"
    r"\bafter inflation\b|\bin (?:euros?|yen|sterling|pounds?|local[- ]currency|u\.s\. dollars?|dollar)(?: terms)\b|"
    r"\bon a (?:total-return|currency-hedged) basis\b)"
)
"""What a move is told in besides the price it is kept in."""
_NOT_WHOLE = re.compile(
    r"(?:^|[,;:] |\b(?:and|but) )(?:excluding|except for|stripp\w+ (?:out|away)|leaving (?:out|aside)|taking out|"
    r"setting aside|apart from|but for|minus|without (?=(?:the )?(?:\{[RX]\}|tech|energy|financials|banks|big|those|"
    r"these|its))|(?:measured|priced|denominated|quoted|valued|expressed|stated|translated|converted) (?:in|into))\b"
    r"[^;]*\{[SRG]\}[^;]*$"
)
"""Of a part of an index, or of its price in other money: "excluding technology, the S&P 500 is down"."""
_IN_HIS_CASE = re.compile(
    r"^(?: [a-z]+)? (?:in|under) (?:his|her|their|our|its|the|a|an|one|that|this)(?: [a-z']+){0,4} "
    r"(?:scenario|case|model|forecast|simulation|projection|stress test|backtest|outlook)s?\b"
)
"""What is so in a calculation alone."""
_DISCOUNT = re.compile(r"\b(?:bid|bids|discount|discounted)\b")


def quoted_otherwise(clause: Clause, series: str | None) -> bool:
    """Whether the figure is of another quotation than the series': in another money, net of inflation;
    dollars an ounce beside a price of barrels, or the discount at which dealers bid for bills beside their yield."""
    share = clause.figure is not None and clause.figure.quantity.unit == "percent"
    if share and (_OTHER_TERMS.search(clause.after) or _NOT_WHOLE.search(clause.before)):
        return True
    if _IN_HIS_CASE.match(clause.after):
        return True
    if series == "DGS3MO" and _DISCOUNT.search(f"{clause.before}{clause.after}"):
        return True
    stated = clause.figure.quantity.unit.partition("/")[2] if clause.figure is not None else ""
    kept = entry(series).unit.partition("/")[2] if stated and series is not None else ""
    return bool(kept) and stated != kept


def business(clause: Clause) -> bool:
    """Whether the sentence speaks of a company's business rather than its share price."""
    if _TO_DATE_OF_SHARES.search(clause.before):
        return False
    after = _CAUSE.split(clause.after, maxsplit=1)[0]
    before = _OWN_STATEMENT.split(_ITS_SHARES.split(ASIDE.sub(", ", clause.before))[-1])[-1]
    own = f"{before[-90:]} {after[:60]}"
    return bool(_BUSINESS.search(own)) and not _SHARES.search(clause.before[-45:])
