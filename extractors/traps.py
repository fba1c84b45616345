"""When a series' name names something else: futures on it, its members, its sectors, another country's yield.

The gazetteer catches what stands in a name; these rules look at the words around the mention in the running text.
"""

from __future__ import annotations

import re

_INDEX_AFTER = re.compile(
    r"^['’]?s?,? (?:(?:stock |equity |cash )?index(?:es)? )?(?:stock |e-?mini |mini )?(?:futures?|contracts?|"
    r"e-?minis?|options?|constituents?|compan(?:y|ies)|members?|components?|sectors?|subsectors?|"
    r"industr(?:y|ies|ials)|groups?|earnings|profits?|firms?|etfs?|exchange-traded|funds?|trust|volatility|"
    r"dividends?|buybacks?|valuations?|total return|equal|value|growth|health|information|consumer|financials?|"
    r"utilit(?:y|ies)|energy|materials|technology|communications?|real estate|homebuild\w*|retail\w*|banks?|banking|"
    r"oil|insurance|pharma\w*|biotech\w*|transport\w*|stocks?\b|shares\b|weight\w*|inclusion|listing|additions?|"
    r"average (?:yield|dividend|p)|yields?\b|price|p/e|multiple|of (?:industrial|consumer|health|tech\w*|energy|"
    r"financial|retail\w*|real|material|bank|small|mid)|entry|name|peers?|median|high (?:beta|dividend)|"
    r"low volatility|pure|esg|dispersion|correlation|sales|revenues?|eps|workforce|ceos?|boards?|cfos?)(?![a-z])",
    re.IGNORECASE,
)
_INDEX_BEFORE = re.compile(
    r"\b(?:futures|contracts|options|bets|puts|calls|e-?minis?|wagers|swaps|members|stocks|shares|companies|"
    r"constituents|components|sectors|firms|groups|weight(?:ing)?|valuation|earnings|eps|profits?|"
    r"price-earnings ratio|ratio|volume|trading|funds?|etfs?|spdr|ishares|vanguard|proshares|direxion|invesco|added|"
    r"listed|target|forecast|outlook|call|dispersion|correlation)(?: (?:price|estimates?|multiple|growth))? "
    r"(?:on|in|of|for|tracking|tied to|linked to|core|to)? ?(?:the |core )?$",
    re.IGNORECASE,
)
_FUND_BEFORE = re.compile(
    r"\b(?:SPDR|iShares|Vanguard|ProShares|Direxion|Invesco|Core|Mini|E-mini|E-Mini|Micro|Equal[- ]Weight|"
    r"Short|UltraShort|Ultra|UltraPro(?: Short)?|Inverse|Leveraged)\s$"
)
_COMPANY_AFTER = re.compile(
    r"^(?:['’]s?)? (?:(?:main|chief|biggest|largest|arch) )?(?:rivals?|suppliers?|competitors?|"
    r"partners?|peers?|customers?|vendors?|contractors?|assemblers?|investors?|shareholders?|analysts?|bulls|bears|alumn[ai]|founders?|spin-?offs?|"
    r"bonds|debentures|convertibles|creditors|bondholders|subsidiar(?:y|ies)|units?|users?|products?|apps?|dealers?|franchisees?|workers|employees)(?![a-z])"
)
_SLASH = re.compile(r"^/|^-(?:listed|traded|linked|tracking)")
_FOREIGN = re.compile(
    r"\b(?:japan\w*|jgbs?|german\w*|bunds?|gilts?|brit\w*|u\.k\.|australi\w*|ital\w*|btps?|spain|spanish|bonos|"
    r"france|french|greek|greece|chin\w*|ind(?:ia|ian|onesia\w*)|rupee|brazil\w*|mexic\w*|canad\w*|korea\w*|turk\w*|"
    r"russia\w*|euro(?:-area|zone)|portug\w*|south africa\w*|new zealand|swiss|switzerland|swed\w*|norw\w*|thai\w*|"
    r"malaysia\w*|philippine\w*|corporate|municipal|mortgage|sovereign|emerging)\b",
    re.IGNORECASE,
)
_DEBT_OF = re.compile(
    r" (?:(?:government|sovereign|corporate) )?(?:bonds?|notes?|debt|jgbs?|bunds?|gilts?)? ?"
    r"(?:in|of|from) (?:the )?[A-Z]"
)
_STATISTICS = frozenset("CPI CORECPI PPI UNRATE GDP INDPRO".split())
"""What other countries publish too, under the same names."""
_OTHER_VIX = re.compile(r"\b(?:China|ETF|Emerging|Gold|Crude|Oil|Nasdaq|Russell|Dow|Europe\w*|Apple|Amazon)\b")
_STOP = re.compile(r"[.;,:!?] |\b[Tt]he |\b(?:and|while|as|but) ")
"""What parts a name from words that stand before it and are none of it."""
_VIX_AFTER = re.compile(
    r"^['’]?s?,? (?:futures?|options?|calls?|puts?|contracts?|et[fnp]s?|exchange-traded|funds?|bets?)\b"
)
_AMERICAN = re.compile(r"treasur|u\.s\.|american|\bUS\b", re.IGNORECASE)


def trapped(body: str, start: int, end: int, sort: str, series: str) -> bool:
    """Whether the mention ``body[start:end]`` of a series (``sort``: index, rate, ...) really names something else."""
    after, before = body[end : end + 60], body[max(0, start - 60) : start]
    if _SLASH.match(after) or before.endswith("/"):
        return True
    if series in ("VIX", "MOVE") and _VIX_AFTER.match(after):
        return True
    if series == "VIX" and _OTHER_VIX.search(_STOP.split(body[max(0, start - 14) : end])[-1]):
        return True
    if sort == "company":
        return bool(_COMPANY_AFTER.match(after))
    if sort == "index" and series != "VIX":
        return bool(_INDEX_AFTER.match(after) or _INDEX_BEFORE.search(before) or _FUND_BEFORE.search(before))
    if (sort == "rate" and series.startswith("DGS")) or series in _STATISTICS:
        return _other_country(body, start, end)
    return False


def _other_country(body: str, start: int, end: int) -> bool:
    """Whether the nearest words that tell a yield's or a statistic's country, in its sentence, name another one, or
    another kind of debt."""
    if _AMERICAN.search(body[start:end]):
        return False
    left = max(body.rfind(". ", 0, start), body.rfind("\n", 0, start)) + 1
    around = body[left:start]
    near = body[end : end + 25]
    foreign = [m.start() for m in _FOREIGN.finditer(around)]
    ours = [m.start() for m in _AMERICAN.finditer(around)]
    if foreign and (not ours or foreign[-1] > ours[-1]):
        return True
    return bool(_DEBT_OF.match(near)) and bool(_FOREIGN.search(near))
