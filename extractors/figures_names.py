"""Numbers that are not figures: dates, clock times, names, codes, addresses.

Each pattern is data; :data:`EXAMPLES` beside it is read by the tests: what must be masked and what must not.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_SP = r"[ \u00a0\u2009\u202f]"
_WORD_ORDINAL = r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th)"

DATES = [
    rf"\b{_MONTH}{_SP}+{_DAY}(?:{_SP}?(?:-|–|to|and|through){_SP}?{_DAY})?(?!\s?(?:%|percent|per\ cent|points?\b))"
    rf"(?:,?{_SP}+{_YEAR})?(?![\d,.]*\d)\b",
    rf"(?<!\d\.)\b(?:the{_SP})?{_DAY}(?:{_SP}?(?:-|–|to|"
    rf"and){_SP}?{_DAY})?(?:{_SP}+of)?{_SP}+{_MONTH}(?:,?{_SP}+{_YEAR})?\b(?!-)",
    rf"\b(?:{_MONTH}|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter),?{_SP}+(?:of{_SP}+)?{_YEAR}\b",
    rf"\b{_WEEKDAY},?{_SP}+(?:the{_SP}+)?{_DAY}\b(?!\.\d|{_SP}?(?:%|percent|points?\b))",
    r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",
    r"\b\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T[\d:.]+Z?)?\b",
    r"\b\d{1,2}\.\d{1,2}\.(?:19|"
    r"20)\d\d\b",
    rf"\b{_YEAR}{_SP}?[-–/]{_SP}?(?:{_YEAR}|\d\d)\b(?!,?\d)",
    rf"(?<![\d.,$€£¥#-]){_YEAR}(?:['’]?s)?(?![\d%]|,\d|\.\d|[-–]?{_SP}?(?:percent|per\ cent|points?|times|shares|"
    rf"people|"
    r"jobs|miles|km|basis|metres|meters|feet|dollars|euros|yen|tonnes|tons|barrels|rpm|hp|units|employees|workers|"
    r"bps|calories|mah)\b)(?!\s(?:million|billion|trillion))",
    r"\b(?:by|in|until|till|before|after|year|since|through)\s21\d\d\b(?![,.]\d)",
    r"\b(?:A\.D\.|AD|B\.C\.|"
    r"BC)\s\d+\b(?:\s(?:and|to|or)\s\d+\b)?|\b\d+\s(?:A\.D\.|AD|B\.C\.|BC|BCE|CE)\b",
    r"['’‘]\d\ds?\b",
    rf"\b(?:the|their|his|her|mid-?|early|late|low|middle|upper|high){_SP}?-?\d0s\b|\b[2-9]0s\b|\b1-2-3\b",
    r"\b[1-4]Q(?:\d\d|\d{4})?\b",
    r"\b(?:Q[1-4]|[HF][12]|FY)\s?[-’']?(?:20)?\d{0,2}\b",
    r"\bFY\s?\d\d(?:/\d\d)?\b",
    r"\bfiscal\s+\d{2,4}\b",
    rf"\b(?:{_WORD_ORDINAL}|next|last|final|previous|prior)[ -](?:fiscal[ -]|calendar[ -])?(?:quarter|half|"
    rf"trimester|semester)"
    r"(?:['’]s)?\b(?![ -](?:century|point|per))",
    r"\b(?:\d\d?(?:st|nd|rd|th)|[a-z]+(?:th|first))[ -]century\b",
]
CLOCKS = [
    r"\b\d{1,2}(?:[:.]\d\d)?(?::\d\d)?\s?(?:[ap]\.m\.|[ap]\.?m\b\.?|o['’]clock)(?:\s?(?:ET|EST|EDT|GMT|BST|PT|CT|"
    r"CET))?",
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?(?:\s[+-]\d{4})?\b",
    r"\b\d{4}\s?(?:GMT|UTC|ET|EST|EDT|BST|CET)\b",
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[ap]\.?m\b\.?|o['’]clock)",
]
NAMES = [
    r"\bS&(?:amp;)?P(?:/ASX|/TSX|/BMV)?(?:\s(?:MidCap|SmallCap|Mid-?Cap|Small-?Cap|Composite|Global|"
    r"Equal[- ]Weight))?\s(?:100|200|300|400|500|600|1500|50|20|60)\b",
    r"\bS\sP\s500\b",
    r"\bS\s?(?:and|&)\s?P['’]?s?\s500\b",
    r"\bSPX?\s?500\b",
    r"\b(?:Nasdaq|NASDAQ|NDX)[ -](?:100|Composite)\b",
    r"\b(?:Russell|Wilshire)\s[1235]000(?:['’]s)?\b",
    r"\bRussell\s(?:Top\s)?(?:50|"
    r"200)\b",
    r"\bFTSE(?:[ -]?MIB|\sAll-?Share)?\s?(?:100|250|350)\b",
    r"\bNikkei(?:\sStock\sAverage)?\s?(?:225|400|300)\b",
    r"\b(?:CSI|SSE|Topix|TOPIX|Hang\sSeng|HSCEI|Ibex|IBEX|CAC|SMI|OMX|AEX|BEL|PSI|WIG|KOSPI|Kospi|SET|BSE|NSE|Nifty|"
    r"TSX|ASX|TA|DAX|MDAX|STI|STOXX|Stoxx|MSCI|Dow\sJones|Dow|Fortune|Forbes|Global|Inc\.?|SBF|TecDAX|Sensex|ATX)"
    r"(?:\s(?:Europe|Global|Asia|Small))?[ -](?:20|25|30|35|40|50|60|70|80|90|100|125|150|200|225|300|350|400|500|"
    r"600|1000|2000|3000|5000)\b(?!\s?(?:%|percent|points?\b|million|billion))",
    r"\b(?:Euro\s?)?(?:Stoxx|STOXX)(?:\sEurope)?\s?(?:50|600)\b",
    r"\b(?:Boeing|Airbus|Embraer)\s(?:A?\d{3}\w*)(?:[- ]?(?:MAX|Max|\d+))*\b",
    r"\b7[0-8]7(?:[- ](?:MAX|Max|"
    r"Dreamliner|\d)\s?\d*|s)\b",
    r"\bForms?\s\d+-?[A-Z]*\b",
    r"\b(?:10|8|6|20|40|13|11)-?[KQFDG]s?\b(?:/A)?",
    r"\b[GP]-?\d{1,2}\b(?!\d)",
    r"\b(?:401|403|457|"
    r"529)\s?\([a-z]\)(?:\(\d\))?s?",
    r"\b[Cc]ategory\s(?:one|two|three|four|five|[1-5])\b",
    r"\b529\s(?:plan|account)s?\b",
    r"\bCOVID\s?-?\s?19\b",
    r"\b[Cc]ovid\s?-?\s?19\b",
    r"\b(?:Chapter|Section|Article|Rule|Title|Level|Tier|Phase|Stage|Route|Highway|Interstate|Room|Suite|Area|"
    r"Proposition|"
    r"Prop|Amendment|Resolution|No|Nos|nr|nrs|number|Number|No\.|Nos\.|Flight|Apollo|Windows|iPhone|iPad|Galaxy|"
    r"Xbox|PlayStation|Model|Pixel|Group\sof|"
    r"Magnificent|Big|Formula|Type|Class|Series|Day|Week|Game|Mark|Version|Appendix|Figure|Table|Schedule|"
    r"Regulation|Category|"
    r"Grade|Part|Volume|Vol\.|Episode|Season|Round|Super\sBowl|Basel|Euro|Gate|Terminal|Exercise|Page|page|pages|"
    r"p\.|pp\.)\s"
    r"(?:\d+(?:[.-]\d+)*[A-Za-z]?(?![\w%]|[,.]\d)|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Third|"
    r"First)\b(?!\s(?:percent|per\scent|million|billion|points))",
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Twelfth|Twenty[- ]First)\s"
    r"(?:[A-Z][a-z]+)",
    r"\b(?:at|on|the|near|along)\s\d{1,3}(?:st|nd|rd|th)\s(?:Street|St\.|Avenue|Ave\.|Century|"
    r"Amendment|Congress)",
    r"\b\d{1,3}(?:st|nd|rd|th)\s(?:Street|St\.|Avenue|Ave\.|Century|Amendment|Congress|District|Circuit|Infantry)\b",
    r"\b\d+(?:/\d+)?\s(?:Wall|Main|Broad|Park|Fifth)\s(?:Street|St\.|Avenue)\b",
    r"\b(?:3|4|5)[GDK]\b",
    r"\b(?:[Pp]hase|[Tt]ype|[Ss]tage|[Tt]ier)\s\d+\b",
    r"\b(?:3|5|20|7)M(?:['’]s|\sCo)",
    r"\b24/7\b",
    r"\b(?<=at )one\s(?:point|stage|time)\b",
    r"\b9/11\b",
    r"\b50[/-]50\b",
    r"\b0?-?60/40\b",
    r"\b(?:one|two|three|four|five|seven|ten|thirty|twenty|\d{1,2})[- ](?:year|yr|month|week)s?\s(?:U\.S\.\s|US\s|"
    r"German\s|U\.K\.\s|UK\s|British\s|Italian\s|Japanese\s|French\s|government\s)?"
    r"(?:Treasury|Treasuries|Treasurys|notes?|bonds?|yields?|gilts?|Bunds?|bunds?|JGBs?|T-?notes?|T-?bills?|bills?|"
    r"Bund|TIPS|swap|paper|breakeven|benchmark|inflation\sbreakeven|real\syield|fixed|mortgage)\b",
    r"\b(?:the|The|on|On|key|benchmark)\s(?:\d{1,2}|two|five|ten)-year\b(?=\s(?:fell|rose|was|is|slipped|climbed|"
    r"dropped|at|to|yielded|traded|hit|edged|jumped|ended|finished)|[,.])",
]
CODES = [
    r"https?://\S+",
    r"\bwww\.\S+",
    r"\b[\w.+-]+@[\w-]+\.[\w.]+",
    r"@\w+",
    r"\b\d+\.\d+\.\d+(?:\.\d+)*\b",
    r"(?:\+?\d{1,2}[ .-])?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b",
    r"\+\d[\d ()-]{7,}\d",
    r"#\d+\b",
    r"<[^<>\s][^<>]{0,80}>",
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"^\s*\(?\d{1,3}[.)]\s",
    r"^\s*\d+\.\d+\s+(?=[A-Z][a-z])",
]
_MASK = re.compile("|".join(f"(?:{p})" for p in [*CODES, *DATES, *CLOCKS, *NAMES]))

_OWNER = re.compile(r"['’]s$")
_OWNER_IN_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri)day['’]s|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)['’]s"
)
"""A time that owns the number after it ("Friday's 17.08"): no name that goes on."""
_NOT_NAME = frozenset(
    "in on at by the a an about some nearly only over all and but with for from to of it its their his her our we i "
    "as "
    "almost around after before since when while if that this these those than then up down just more less least "
    "most "
    "under above below between roughly approximately within every each another other last next past first under or "
    "both any no not yes so per plus minus one two three four five six seven eight nine ten some even still now also "
    "there here who which what where how during through throughout against among despite until last including like "
    "near say says said only totalling about would will could should may might can must is was are were be been has "
    "had "
    "have does did do yesterday today tomorrow exactly another tests nearly sold paid bought cut rose fell lost "
    "gained "
    "us usd uk tops hits falls rises gains loses drops adds sheds jumps slides sinks slips climbs ends closes "
    "crosses past topped crossed passes nears gained added shed jumped slid dropped climbed cuts spends plans".split()
)

EXAMPLES: dict[str, tuple[str, ...]] = {
    "masked": (
        "on Nov. 8, 2021,",
        "in 2018,",
        "by Sept. 6",
        "at 10:27 PM",
        "the S&P 500",
        "the Nasdaq 100",
        "a Boeing 737",
        "Form 10-K",
        "G7 leaders",
        "a 401(k) plan",
        "the 10-year note",
        "the two-year Treasury",
        "call 212-555-0147",
        "in the third quarter",
        "the 21st century",
        "the 1990s",
        "fiscal 2025",
        "at 5 p.m. ET",
        "FTSE 100",
        "July 4th",
        "4 July 2019",
        "the Russell 2000",
        "Covid-19",
        "Chapter 11",
        "5G phones",
    ),
    "kept": (
        "rose 2%",
        "fell to 6585",
        "2,018 jobs",
        "from Friday's 17.08",
        "2018.44",
        "may rise 5%",
        "three quarters of a point",
        "10-year low",
        "up 35 points",
        "$2000",
        "2000 people",
        "in 11 sessions",
        "on 14 occasions",
        "the fourth increase",
    ),
}


def masked(text: str) -> list[tuple[int, int]]:
    """Stretches of ``text`` whose numbers are not figures, in order."""
    return [m.span() for m in _MASK.finditer(text)]


def is_name_number(text: str, start: int, word_start: int) -> bool:
    """Whether the bare number at ``start`` continues a name: a capitalised word that is no sentence's first word.

    ``word_start`` is where the sentence begins.
    """
    m = re.search(r"([A-Z][\w.&’'-]*)[ -]$", text[max(word_start, start - 30) : start])
    if not m:
        return False
    word = m.group(1)
    if _OWNER_IN_TIME.fullmatch(word) or (_OWNER.search(word) and re.match(r"\d+\.\d", text[start : start + 12])):
        return False
    if re.match(r"\d{1,3}(?:,\d{3})+|\d{3,}\.\d\d(?!\d)", text[start : start + 12]):
        return False
    return word.lower().strip(".") not in _NOT_NAME and not word.endswith((",", ":"))
