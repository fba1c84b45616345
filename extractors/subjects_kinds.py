"""What a company is by its trade: "the chip maker", "the drug company", "the retailer", and who holds its shares."""

from __future__ import annotations

import re

from ..schemas import Entity, Subject
from .discourse import Discourse, subject_of_item
from .scene import Item, Scene
from .subjects_beside import oblique
from .subjects_market import any_stocks

_TRADES: dict[str, str] = {
    "AAPL": "smartphone|phone|computer|gadget|device",
    "NVDA": "chip|semiconductor|processor|graphics",
    "AMD": "chip|semiconductor|processor", "INTC": "chip|semiconductor|processor",
    "AVGO": "chip|semiconductor", "MU": "chip|semiconductor|memory",
    "TSLA": "car|auto|electric|electric-car|electric-vehicle|ev|vehicle",
    "MSFT": "software|technology", "ORCL": "software|database|cloud",
    "AMZN": "retail|e-commerce|online|cloud", "GOOG": "search|internet", "META": "social|social-media|social-network",
    "KO": "beverage|soft-drink|soda|drinks", "PEP": "beverage|soft-drink|snack|soda|drinks",
    "WMT": "retail|discount|grocer", "COST": "retail|warehouse", "HD": "home-improvement|retail",
    "LLY": "drug|pharmaceutical", "JNJ": "drug|health|pharmaceutical", "ABBV": "drug|pharmaceutical",
    "AZN": "drug|pharmaceutical", "PG": "consumer-products|household", "MCD": "burger|fast-food|restaurant",
    "BRK.B": "conglomerate|holding", "COIN": "crypto|cryptocurrency|exchange", "HOOD": "brokerage|trading",
    "ISRG": "robot|medical-device|surgical",
}
"""The trades that a company whose prices are at hand is called by."""
_KIND = re.compile(
    r"(?:the|that|this) (?:[a-z.-]+ ){0,2}?(?:(?P<what>[a-z-]+)[ -]?(?P<head>maker|makers|company|giant|designer|"
    r"manufacturer|seller|"
    r"chain|producer|group|firm|titan|behemoth|heavyweight|specialist|operator|platform)|"
    r"(?P<one>chipmaker|automaker|carmaker|drugmaker|retailer|brewer|conglomerate|grocer))"
)
_ONES = {"chipmaker": "chip", "automaker": "auto", "carmaker": "car", "drugmaker": "drug", "retailer": "retail",
         "conglomerate": "conglomerate", "grocer": "grocer"}
_UNDERLYING = re.compile(r"(?:the|its|their) (?:underlying|cash) (?:equity |stock )?(?:gauge|index|benchmark|measure)")
_COIN = re.compile(
    r"[Tt]h(?:e|is|at) (?:(?:biggest|largest|oldest|original|leading|top) )?(?:token|coin|crypto ?currency|"
    r"digital (?:currency|coin|token|asset))"
)
_OTHER_COINS = re.compile(
    r"\b(?:ether(?:eum)?|doge(?:coin)?|solana|xrp|ripple|litecoin|cardano|tether|stablecoins?|altcoins?|shiba|binance|"
    r"toncoin|avalanche|polkadot|memecoins?|meme coins?)\b", re.IGNORECASE
)
_HOLDERS = re.compile(
    r"\b(?:holders|owners|shareholders|stockholders|buyers|those|anyone)(?: of (?:it|the (?:stock|shares)))?,? "
    r"(?:(?:since|from)(?: the)? )?\{P\},? (?:is|are|remain|have|has)\b [^;{}]*$|"
    r"\b(?:anyone|anybody|everyone|those|investors|holders|buyers|shareholders|people|whoever|someone|owners)"
    r"(?: (?:who|that))? (?:(?:has|have|had) )?(?:bought|been in|stayed in|got in|got into|held|hung on|held on|"
    r"owned|stuck with|"
    r"stayed|jumped in|climbed aboard|came in)"
    r"(?: (?:it|them|in|on|the (?:stock|shares|metal|index|coin|contract)|shares|stock|at the close|at))*"
    r"(?: (?:at|since|on|in|from))?(?: the (?:end|start|beginning|turn|close|dawn) of)?(?: the)? \{P\}(?:,)? [^;{}]*$"
)
"""What a holder has made since the time told is what the price has."""


_DOLLAR = re.compile(r"(?:(?:[Tt]he|[Aa]|[Oo]ne|[Ee]ach) )?(?:U\.S\. )?[Dd]ollar|(?:the )?greenback")
_IN_YEN = re.compile(r"\b(?:against|versus|vs\.?|to) the (?:japanese )?yen\b|\d (?:japanese )?yen\b")


_REAL = re.compile(
    r"\b(?:net of|adjust\w+ for|allowing for|stripped of|discounting|taking out|"
    r"once you (?:subtract|take (?:off|out))|"
    r"(?P<loose>after|less|minus)) (?:(?:expected|anticipated|market-implied) )?(?:inflation|price rises)\b"
    r"(?! (?:data|figures|reports?|numbers|readings?|news|print))"
    r"(?(loose)(?=,? (?:it|the|that|they)\b|,? \{|, ))[^;]*$|"
    r"\bin real terms\b[^;]*$|\binflation-adjusted [^;]*$"
)
_BASKET = re.compile(
    r"\b(?:against|versus|vs\.?|relative to|measured against) (?:(?:an?|its|the|other|six|most) )*(?:wide |broad |"
    r"[a-z]+ )?"
    r"(?:basket(?! of (?!(?:six|major|main|other|leading|rival|its|peers|currencies|world|the)\b))|six (?:major |"
    r"other |leading )?(?:currencies|peers|rivals)|(?:major|main|big|leading) (?:peers|rivals|"
    r"currencies|counterparts|trading partners))\b|\b(?:by|on|in terms of) the ice(?: dollar)? index\b"
)
"""The dollar against several currencies at once is what its index tells."""


_STOCKS_OWN = re.compile(
    r"(?:^|[,;:] |\b(?:as|and|but|while|after|before|when) )(?P<who>(?:u\.s\. )?(?:stocks|equities)|wall street)"
    r" [a-z]+(?: (?:up|out|off|down|through|just|only|barely))? (?:its|their) (?:own )?$"
)


def stocks_own(scene: Scene, start: int) -> Subject | None:
    """The market at large, where it is what acts right before "its": "as Wall Street endures its worst session"."""
    first, body, index = scene.start, scene.parsed.body, scene.sentence.index
    if index and not re.search(r"[.!?:;][\"'”’)]*\s*$", body[:first]):
        before = scene.parsed.sentences[index - 1]
        first = before.start if before.paragraph == scene.sentence.paragraph else first  # a headline cut in two
    m = _STOCKS_OWN.search(body[first:start].lower())
    if m is None:
        return None
    return any_stocks(first + m.start("who"), first + m.end("who"))


def by_trade(words: str, discourse: Discourse) -> Subject | None:
    """The company last spoken of that ``words`` ("the chip maker") fit; None where they fit none, or two."""
    m = _KIND.fullmatch(words)
    if m is None:
        return None
    what = m.group("what") or _ONES.get(m.group("one") or "", m.group("one"))
    lately = discourse.by_sort.get("company")
    spoken = [*discourse.recent, *discourse.named, *([lately] if lately is not None else [])]
    fit = {s.series: s for s in spoken if s.series in _TRADES and what in _TRADES[s.series].split("|")}
    if len(fit) != 1:
        return None
    return next(iter(fit.values())).model_copy(update={"how": "carried", "certain": True})


def the_coin(scene: Scene, start: int, end: int, discourse: Discourse) -> Subject | None:
    """Bitcoin, where "the token" or "the coin" goes back to it and no other coin was named since."""
    body = scene.parsed.body
    if not _COIN.fullmatch(body[start:end]):
        return None
    spoken = [*discourse.recent, *discourse.named, *discourse.by_sort.values()]
    found = next((s for s in reversed(spoken) if s.series == "BTCUSD"), None)
    last = body.lower().rfind("bitcoin", 0, start)
    return None if found is None or last < 0 or _OTHER_COINS.search(body, last, start) else found


def underlying(scene: Scene, start: int, end: int) -> Subject | None:
    """The index whose futures the sentence has just told of, where "the underlying gauge" goes back to it."""
    if not _UNDERLYING.fullmatch(scene.parsed.body[start:end].lower()):
        return None
    named = [i for i in scene.before(start) if i.sort == "index" and isinstance(i.thing, Entity) and i.thing.series]
    name = named[0].thing if named else None
    if not isinstance(name, Entity) or len({i.name for i in named}) != 1:
        return None
    return Subject(name=name.name, series=name.series, kind="index", start=start, end=end, how="carried")


def held(scene: Scene, start: int, discourse: Discourse) -> Subject | None:
    """What the holders hold who "are still 64% ahead": the subject of the sentence before them, else the centre."""
    m = _HOLDERS.search(scene.text(scene.start, start))
    if m is None:
        return None
    named = [i for i in scene.before(start, "series") if i.kind == "series"]
    if named:
        return _lone(named)
    centre = discourse.centre
    if centre is None or centre.series is None:
        return None
    return centre.model_copy(update={"how": "carried"})


def whose(scene: Scene, name: str, start: int, end: int) -> Subject:
    """What a noun phrase names; "whose balance sheet" is that of the name before it."""
    owner = next(iter(scene.before(start, "series", "other", "generic")), None) if name.startswith("whose ") else None
    if owner is not None and scene.text(owner.end, start) in (", ", " "):
        name = f"{owner.name}'s {name.removeprefix('whose ')}"
    return Subject(name=name, start=start, end=end)


def in_another_money(scene: Scene, subject: Subject | None) -> Subject | None:
    """What the dollar is told in: yen ("the dollar bought 150.77 yen"), or many currencies ("against a basket")."""
    if subject is None or subject.series is not None or not _DOLLAR.fullmatch(subject.name):
        return subject
    words = scene.parsed.body[scene.start : scene.end].lower()
    if _BASKET.search(words):
        return subject.model_copy(update={"name": "U.S. Dollar Index", "series": "DXY", "kind": "currency"})
    others = {i.series for i in scene.items if i.kind == "series" and i.sort == "currency"} - {"USDJPY"}
    if others or not _IN_YEN.search(words):
        return subject
    return subject.model_copy(update={"name": "Dollar in yen", "series": "USDJPY", "kind": "currency"})


def in_real_terms(scene: Scene, subject: Subject | None, start: int) -> Subject | None:
    """What is left of a yield once inflation is taken off, where that is said: "net of inflation it is -1.16%"."""
    if subject is None or not (subject.series or "").startswith("DGS"):
        return subject
    if not _REAL.search(scene.text(scene.start, start)):
        return subject
    real = "DFII10" if subject.series == "DGS10" else None
    return subject.model_copy(update={"name": f"{subject.name}, net of inflation", "series": real})


def last_named(scene: Scene, start: int) -> Subject | None:
    """The one series that the statement has named so far."""
    named = {i.series: i for i in scene.before(start, "series") if i.series and not oblique(scene, i)}
    return subject_of_item(next(iter(named.values()))) if len(named) == 1 else None


def _lone(named: list[Item]) -> Subject | None:
    return subject_of_item(named[0]) if len({i.series for i in named}) == 1 else None
