"""Units beside numbers: percent and points, currencies before and after, measures, and what they are counted per.

Unit names are those of :class:`tapecheck.schemas.Quantity`. The tables are data: a spelling on the left, the unit's
name on the right. Spellings of one or two letters are matched in their own case, longer ones in any.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .figures_cardinals import SPACE

PERCENT = {
    "%": "percent", "％": "percent", "percent": "percent", "per cent": "percent", "percents": "percent",
    "pct": "percent", "pct.": "percent", "percentage": "percent", "pc": "percent",
    "percentage point": "percentage_point", "percentage points": "percentage_point", "% point": "percentage_point",
    "percentage-point": "percentage_point", "percent point": "percentage_point", "per cent point": "percentage_point",
    "percentage-points": "percentage_point", "% points": "percentage_point", "%-point": "percentage_point",
    "percent points": "percentage_point", "pp": "percentage_point", "pps": "percentage_point",
    "ppt": "percentage_point", "ppts": "percentage_point", "full percentage point": "percentage_point",
    "basis point": "basis_point", "basis points": "basis_point", "basis-point": "basis_point", "bps": "basis_point",
    "bp": "basis_point", "b.p.": "basis_point", "bips": "basis_point", "full point": "index_point",
    "point": "index_point", "points": "index_point", "pts": "index_point", "pt": "index_point",
}
SYMBOLS = {
    "$": "USD", "US$": "USD", "$US": "USD", "U.S.$": "USD", "USD$": "USD", "U.S. $": "USD", "A$": "AUD", "AU$": "AUD",
    "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "Can$": "CAD", "HK$": "HKD", "NZ$": "NZD", "NZD$": "NZD",
    "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "R$": "BRL", "Mex$": "MXN", "MXN$": "MXN", "MX$": "MXN", "Z$": "ZWL",
    "€": "EUR", "£": "GBP", "￡": "GBP", "¥": "JPY", "￥": "JPY", "Y=": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "元": "CNY",
    "₹": "INR", "Rs": "INR", "Rs.": "INR", "Re": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "฿": "THB",
    "₫": "VND", "₱": "PHP", "₦": "NGN", "₴": "UAH", "₡": "CRC", "₾": "GEL", "₭": "LAK", "ரூ": "LKR", "₿": "BTC",
    "RM": "MYR", "Rp": "IDR", "Fr.": "CHF", "SFr": "CHF", "PS": "GBP", "u.s $": "USD", "US $": "USD", "HK $": "HKD",
    "¢": "cent",
}
"""``PS`` and ``Y=`` are what ASCII transliteration makes of the pound and yen signs; many archives hold them."""
CODES = (
    "USD EUR GBP JPY CHF CAD AUD NZD CNY RMB HKD SGD TWD KRW INR IDR MYR THB PHP VND BRL MXN ARS CLP COP PEN ZAR NGN "
    "KES EGP TRY ILS SAR AED QAR KWD RUB UAH PLN CZK HUF RON BGN SEK NOK DKK ISK HRK BTC ETH"
).split()
CURRENCY_WORDS = {
    "dollar": "USD", "buck": "USD", "dlr": "USD", "canadian dlr": "CAD", "stg": "GBP",
    "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD",
    "united states dollar": "USD", "canadian dollar": "CAD", "australian dollar": "AUD", "new zealand dollar": "NZD",
    "hong kong dollar": "HKD", "singapore dollar": "SGD", "taiwan dollar": "TWD", "new taiwan dollar": "TWD",
    "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP", "sterling": "GBP", "quid": "GBP",
    "yen": "JPY", "japanese yen": "JPY", "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY", "kuai": "CNY",
    "rupee": "INR", "indian rupee": "INR", "sri lankan rupee": "LKR", "pakistani rupee": "PKR", "swiss franc": "CHF",
    "franc": "FRF", "french franc": "FRF", "belgian franc": "BEF", "won": "KRW", "rand": "ZAR", "ruble": "RUB",
    "rouble": "RUB", "peso": "MXN", "mexican peso": "MXN", "real": "BRL", "brazilian real": "BRL", "shekel": "ILS",
    "lira": "TRY", "turkish lira": "TRY", "italian lira": "ITL", "krona": "SEK", "swedish krona": "SEK",
    "krone": "NOK", "norwegian krone": "NOK", "danish krone": "DKK", "zloty": "PLN", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR", "dong": "VND", "dinar": "KWD", "dirham": "AED", "riyal": "SAR", "naira": "NGN", "cedi": "GHS",
    "shilling": "KES", "kuna": "HRK", "lari": "GEL", "forint": "HUF", "bitcoin": "BTC", "ether": "ETH",
    "deutsche mark": "DEM", "deutschmark": "DEM", "mark": "DEM", "west german mark": "DEM", "finnish markka": "FIM",
    "markka": "FIM", "dutch guilder": "NLG", "guilder": "NLG", "peseta": "ESP", "escudo": "PTE", "schilling": "ATS",
    "cent": "cent", "u.s. cent": "cent", "us cent": "cent", "pence": "penny", "penny": "penny", "pennies": "penny",
    "sen": "sen", "satoshi": "satoshi", "drachma": "GRD", "kn": "HRK", "rmb": "CNY",
}
_INVARIANT = {
    "yen",
    "stg",
    "won",
    "yuan",
    "baht",
    "rand",
    "sterling",
    "renminbi",
    "pence",
    "penny",
    "pennies",
    "sen",
    "kn",
    "quid",
    "dong",
    "rmb",
    "kuai",
}
_PLURALS = {"krona": "kronor", "krone": "kroner", "real": "reais", "lira": "lire"}
TIME = {
    "second": "second", "sec": "second", "secs": "second", "minute": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hr": "hour", "hrs": "hour", "day": "day", "week": "week", "month": "month", "quarter": "quarter",
    "year": "year", "yr": "year", "yrs": "year", "decade": "decade", "century": "century", "session": "session",
    "trading day": "session", "trading session": "session", "market day": "session", "business day": "business_day",
    "calendar day": "day", "trading week": "week", "night": "night", "fiscal year": "year", "fiscal quarter": "quarter",
    "millisecond": "millisecond", "generation": "generation", "century's": "century", "nanosecond": "nanosecond",
}
MEASURES: dict[str, str] = {
    "kilometre": "km kms kilometer kilometers kilometre kilometres", "metre": "metre metres meter meters",
    "centimetre": "cm cms centimeter centimeters centimetre centimetres",
    "millimetre": "mm millimeter millimeters millimetre millimetres", "micrometre": "μm µm um micron microns",
    "nanometre": "nm nanometer nanometers nanometre nanometres", "mile": "mile miles", "yard": "yard yards yd yds",
    "foot": "foot feet ft ft.", "inch": "inch inches", "nautical mile": "nautical-mile nautical-miles",
    "light-year": "light-year light-years", "square foot": "sq.ft|sq ft|sqft|sq. ft.|sq. ft|square foot|square feet",
    "square metre": "sq m|sqm|square metre|square metres|square meter|square meters|m2|m²",
    "square kilometre": "sq km|square kilometre|square kilometres|square kilometer|square kilometers|km2|km²",
    "square mile": "sq mi|square mile|square miles|sq. miles", "square inch": "square inch|square inches|sq in",
    "cubic foot": "cubic foot|cubic feet|cu ft|cu. ft.", "cubic metre": "cubic metre|cubic metres|cubic meters|m³|m3",
    "cubic centimetre": "cc|cubic centimetres|cubic centimeters|cm3|cm³", "acre": "acre acres",
    "hectare": "hectare hectares ha", "litre": "litre litres liter liters", "millilitre": "ml millilitre milliliters",
    "gallon": "gallon gallons", "pint": "pint pints", "quart": "quart quarts", "barrel": "barrel barrels bbl bbls",
    "bushel": "bushel bushels", "ounce": "ounce ounces oz", "troy ounce": "troy-ounce|troy ounce|troy ounces",
    "pound": "lb lbs pound pounds", "stone": "stone", "ton": "ton tons", "gram": "gram grams gramme grammes",
    "tonne": "tonne|tonnes|metric ton|metric tons|mt", "kilogram": "kg kgs kilogram kilograms kilo kilos",
    "milligram": "mg milligram milligrams", "microgram": "mcg µg microgram micrograms", "carat": "carat carats",
    "dram": "dram drams", "barrel of oil": "barrel of oil|barrels of oil",
    "kilowatt": "kw kilowatt kilowatts", "megawatt": "mw megawatt megawatts", "gigawatt": "gw gigawatt gigawatts",
    "watt": "watt watts", "kilowatt hour": "kwh|kilowatt-hour|kilowatt-hours|kilowatt hours|kilowatt hour",
    "megawatt hour": "mwh|megawatt-hour|megawatt-hours|megawatt hours", "gigawatt hour": "gwh|gigawatt-hours",
    "terawatt hour": "twh|terawatt-hours", "volt": "volt volts", "kilovolt": "kv kilovolt kilovolts",
    "ampere": "amp amps ampere amperes", "milliampere-hour": "mah", "farad": "farad farads", "ohm": "ohm ohms",
    "hertz": "hz hertz", "kilohertz": "khz kilohertz", "megahertz": "mhz megahertz", "gigahertz": "ghz gigahertz",
    "decibel": "db decibel decibels", "joule": "joule joules", "calorie": "calorie calories",
    "kilocalorie": "kcal", "horsepower": "hp horsepower ps", "brake horsepower": "bhp|brake horsepower",
    "pound-foot": "pound-feet|pound feet|pound-foot|lb ft|lb-ft|lb.-ft.|ft lb",
    "newton metre": "newton metres|newton meters|newton-metres|newton-meters",
    "revolution/minute": "rpm|r.p.m.", "mile/hour": "mph|m.p.h.|miles per hour|miles an hour|mile per hour",
    "kilometre/hour": "km/h|kph|kmh|km per hour|kilometres per hour|kilometers per hour|kilometers an hour",
    "metre/second": "m/s|metres per second|meters per second", "mile/gallon": "mpg|miles per gallon",
    "knot": "knot knots", "byte": "byte bytes", "kilobyte": "kb kilobyte kilobytes",
    "megabyte": "mb megabyte megabytes", "gigabyte": "gb gigabyte gigabytes", "terabyte": "tb terabyte terabytes",
    "megapixel": "mp megapixel megapixels", "megabit/second": "mbps", "gigabit/second": "gbps",
    "part/million": "ppm|parts per million|parts-per-million", "part/billion": "ppb|parts per billion",
    "pascal": "pascal pascals", "kilopascal": "kpa", "megapascal": "mpa", "pound/square inch": "psi",
    "kilopound/square inch": "ksi",
    "ampere/square centimetre": "a/cm2|a/cm²", "bar": "bar", "degree": "degree degrees deg ° º",
    "kelvin": "kelvin", "cup": "cup cups", "tablespoon": "tablespoon tablespoons tbsp", "bit": "bit bits",
    "teaspoon": "teaspoon teaspoons tsp", "radian": "radian radians rad", "decimetre": "dm decimetre decimetres",
    "celsius": "°c|ºc|° c|degrees celsius|degree celsius|deg c|degrees c|celsius|degrees centigrade|centigrade|"
    "deg celsius|celcius|degrees celcius",
    "fahrenheit": "°f|ºf|° f|degrees fahrenheit|degree fahrenheit|deg f|degrees f|fahrenheit|"
    "deg fahrenheit|farenheit|degrees farenheit",
    "million british thermal units": "mmbtu|mmbtus|million british thermal units|million btu",
    "british thermal unit": "btu|btus|british thermal units", "barrel/day": "b/d|bpd|b/day|barrels per day|barrels "
        "a day",
    "cubic foot/day": "cf/d|cfd", "dozen": "dozens", "light year": "light years|light year", "fluid ounce": "fl oz",
    "share": "share shares", "contract": "contract contracts", "job": "job jobs",
}
EXACT = {
    "W": "watt", "V": "volt", "F": "farad", "A": "ampere", "C": "celsius", "Nm": "newton metre", "N": "newton",
    "g": "gram", "L": "litre", "l": "litre", "J": "joule", "Pa": "pascal", "m": "metre", "mi": "mile", "s": "second",
    "h": "hour", "K": "kelvin", "in": "inch", "°": "degree", "p": "penny", "c": "cent", "x": "times", "X": "times",
    "'": "foot", "″": "inch", "′": "foot", '"': "inch",
}
SPACED_TOO = {"W", "V", "F", "C", "Nm", "m", "p", "g"}
MILLION_CODES = re.compile(rf"{SPACE}?M(USD|EUR|GBP|AUD|CAD|CHF|JPY|SEK|NOK|DKK|HKD|SGD)\b")
TIMES = {"times": "times", "-times": "times", "time": "times", "fold": "fold"}
_PER = (
    r"(?:[ \u00a0]*-?[ ]*(?:per|a|an|each|every)[ \u00a0-]+|[ ]*/[ ]*|[ ]+for each )"
    r"(barrel|bbl|ounce|oz|troy ounce|share|unit|tonne|ton|metric ton|gallon|gal|litre|liter|pound|lb|kilogram|kg|"
    r"gram|"
    r"g|bushel|megawatt[- ]hour|mwh|kwh|kilowatt[- ]hour|mmbtu|million british thermal units|day|d|week|month|"
    r"quarter|"
    r"year|yr|hour|hr|h|minute|min|second|s|sec|night|annum|person|head|capita|cm2|cm²|square foot|sq ft|sq\. ft\.|"
    r"square met(?:er|re)|sq m|century|decade|mile|km|cm|mm|game|dozen|acre|hectare|user|barrel of oil|therm|carat|"
    r"barrel|million|session|point|contract)\b(?!['’]|\s+(?:ago|earlier|later|before)\b)"
)
PER_NAMES = {
    "bbl": "barrel", "oz": "ounce", "gal": "gallon", "liter": "litre", "lb": "pound", "kg": "kilogram", "g": "gram",
    "mwh": "megawatt hour", "kwh": "kilowatt hour", "d": "day", "yr": "year", "hr": "hour", "h": "hour",
    "min": "minute", "s": "second", "sec": "second", "annum": "year", "sq ft": "square foot", "sq. ft.": "square foot",
    "sq m": "square metre", "square meter": "square metre", "cm2": "square centimetre", "cm²": "square centimetre",
    "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "mmbtu": "million british thermal units",
    "million": "million",
}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


@lru_cache(maxsize=1)
def after_table() -> dict[str, str]:
    """Every spelling (in lower case) that may follow a number, with its unit."""
    table = dict(PERCENT) | TIMES
    for unit, spellings in MEASURES.items():
        for spelling in spellings.split("|") if "|" in spellings else spellings.split(" "):
            table[spelling] = unit
    for word, unit in TIME.items():
        table[word] = unit
        table[_plural(word)] = unit
    for word, unit in CURRENCY_WORDS.items():
        table[word] = unit
        if word.split()[-1] not in _INVARIANT:
            table[_plural(word)] = unit
            table[word.replace(word.split()[-1], _PLURALS.get(word.split()[-1], _plural(word.split()[-1])))] = unit
    for code in CODES:
        table[code.lower()] = "CNY" if code == "RMB" else code
    for sign, unit in SYMBOLS.items():
        if not sign.isascii() or (not sign.isalpha() and sign not in ("Y=", "Rs.", "Fr.")):
            table[sign.lower()] = unit
    return {spelling.casefold(): unit for spelling, unit in table.items()}


def _alternatives(spellings: list[str]) -> str:
    ordered = sorted(spellings, key=len, reverse=True)
    return "|".join(re.escape(s).replace(r"\ ", rf"{SPACE}+") for s in ordered)


@lru_cache(maxsize=1)
def _after() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    signs = [s for s in after_table() if not (s[-1].isalnum() and s.isascii()) and s not in ("µg", "µm", "μm")]
    names = [s for s in after_table() if s not in signs]
    words = re.compile(
        rf"(?:{SPACE}*[-‐‑]?{SPACE}*)(?:(?P<name>{_alternatives(names)})(?![\w])|(?P<sign>{_alternatives(signs)}))",
        re.IGNORECASE,
    )
    glued = re.compile(rf"(?P<name>{_alternatives(sorted(EXACT))})(?!\w)")
    spaced = re.compile(rf"{SPACE}(?P<name>{_alternatives(sorted(SPACED_TOO))})(?![\w.])")
    return words, glued, spaced


_DOLLARS = sorted({k[:-1].rstrip().lower() for k in SYMBOLS if k.endswith("$") and len(k) > 1}, key=len, reverse=True)
_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<country>{'|'.join(re.escape(d) for d in _DOLLARS if len(d) > 1)}){SPACE}?\$(?:US)?"
    rf"|(?<![A-Za-z])(?:(?P<letter>(?-i:[ACRSZ]))\$|(?<![’'`]{SPACE})(?P<spaced>C){SPACE}\$)"
    rf"|(?P<sign>{_alternatives([k for k in SYMBOLS if not k.isascii() or k in ('$US', '$')])})"
    rf"|(?<![A-Za-z])(?P<letters>RM|Rs\.?|Re|Rp|Fr\.|SFr|PS|Y=)"
    rf"|(?<![A-Za-z])(?P<code>(?-i:M?(?:{'|'.join(CODES)}))|usd|eur|gbp|jpy|cny|rmb|inr|aud|cad|chf|hkd|sen|"
    rf"dollars?)){SPACE}?$",
    re.IGNORECASE,
)
_SIGN_UNITS = {sign.casefold().replace(" ", ""): unit for sign, unit in SYMBOLS.items()}
_PER_RE = re.compile(_PER, re.IGNORECASE)


def unit_after(text: str, at: int) -> tuple[str, int] | None:
    """The unit that follows character ``at`` and where it ends, or None. "per barrel" and the like are not included."""
    words, glued, spaced = _after()
    m = words.match(text, at)
    n = glued.match(text, at) or spaced.match(text, at)
    if n and (not m or n.end() >= m.end()):
        return EXACT[n.group("name")], n.end()
    if not m:
        return None
    name = re.sub(rf"{SPACE}+", " ", (m.group("name") or m.group("sign")).casefold())
    unit = after_table().get(name)
    return (unit, m.end()) if unit else None


def unit_before(text: str, at: int, floor: int = 0) -> tuple[str, int, float] | None:
    """The currency that ends at character ``at``: (unit, where it begins, factor of codes such as MUSD), or None.

    ``floor`` is the end of the figure before, whose words are not to be taken.
    """
    begin = max(floor, at - 9)
    m = _BEFORE.search(text[begin:at])
    if not m:
        return None
    start = begin + m.start()
    letter = m.group("letter") or m.group("spaced")
    if letter:
        return SYMBOLS[letter.upper() + "$"], start, 1.0
    sign = (m.group("country") + "$") if m.group("country") else m.group("sign")
    if sign:
        unit = _SIGN_UNITS.get(sign.casefold().replace(" ", ""), "")
        return (unit, start, 1.0) if unit else None
    if m.group("letters"):
        unit = SYMBOLS.get(m.group("letters"), "")
        return (unit, start, 1.0) if unit else None
    code = m.group("code")
    if code.upper() in CODES:
        return ("CNY" if code.upper() == "RMB" else code.upper()), start, 1.0
    if code.upper()[1:] in CODES:
        return code.upper()[1:], start, 1e6
    return ("sen", start, 1.0) if code.lower() == "sen" else ("USD", start, 1.0) if code.lower() == "dollar" else None


_AFTER_IT = re.compile(r"\s+after\b")
"""A day counted from something: "up 1.5% a day after it reported"."""


def per_after(text: str, at: int) -> tuple[str, int] | None:
    """What a quantity is counted per ("a barrel", "/share", "per hour") after character ``at``, and where it ends."""
    m = _PER_RE.match(text, at)
    if not m or (m.group(1).lower() in ("day", "week", "month", "year", "session") and _AFTER_IT.match(text, m.end())):
        return None
    name = re.sub(r"[\s-]+", " ", m.group(1).lower())
    return PER_NAMES.get(name, name), m.end()


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, with or without "/barrel" and the like."""
    return unit.partition("/")[0].isupper()
