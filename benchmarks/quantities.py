"""Reads the sentences of a quantity gold file and writes predictions for ``score_quantities.py``.

    python benchmarks/quantities.py GOLD.json > PRED.json

The gold file is a JSON list of ``{"text": ..., "quantities": [...]}``; only the texts are read (and, to pick the
names of units, whether the file is in Recognizers-Text's dialect, which every row of it shows by an ``iso`` field).
A speed row goes to standard error; the seconds without the parse are ``meta.seconds``, both are in ``meta``.

The extractor knows nothing of any gold. What differs is wording, and is mapped here: unit names through
:data:`NEWSQUANT` and :data:`RECOGNIZERS`, and four conventions of NewsQuant, each a function below.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any

from tapecheck.extractors.figures import read_figures
from tapecheck.extractors.figures_context import verb_direction
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Figure, Parsed

NEWSQUANT = {
    "percent": "percentage", "percentage_point": "percentage point", "basis_point": "basis point",
    "index_point": "point", "count": "count", "multiple": "count", "price_earnings": "count", "number": "-",
    "session": "day", "business_day": "day", "pound": "pound-mass", "tonne": "metric ton", "USD": "dollar",
    "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan", "CAD": "canadian dollar",
    "AUD": "australian dollar", "NZD": "new zealand dollar", "HKD": "hong kong dollar", "SGD": "singapore dollar",
    "TWD": "new taiwan dollar", "CHF": "swiss franc", "INR": "rupee", "LKR": "sri lankan rupee", "KRW": "won",
    "MYR": "malaysian ringgit", "IDR": "rupiah", "THB": "baht", "PHP": "peso", "VND": "dong", "BRL": "real",
    "MXN": "mexican peso", "ZAR": "rand", "NGN": "naira", "KES": "shilling", "TRY": "turkish lira", "ILS": "shekel",
    "SAR": "riyal", "AED": "dirham", "KWD": "dinar", "RUB": "ruble", "PLN": "zloty", "HUF": "forint",
    "SEK": "swedish krona", "NOK": "norwegian krone", "DKK": "danish krone", "HRK": "croatian kuna", "BTC": "bitcoin",
    "ETH": "ethereum", "GEL": "georgian lari", "LAK": "lao kip", "CRC": "costa rican colón", "GHS": "cedi",
    "FRF": "franc", "NLG": "netherlands guilder", "ESP": "peseta", "FIM": "finnish markka", "DEM": "mark",
    "ITL": "lira", "ATS": "schilling", "million british thermal units": "mega british thermal unit",
    "revolution/minute": "revolutions per minute", "part/billion": "parts-per-billion",
}
RECOGNIZERS = NEWSQUANT | {"GBP": "pound", "INR": "rupee", "FRF": "franc"}
DROPPED = frozenset({"rank", "date"})
"""Neither gold lists ordinals and superlatives as quantities."""
UNCOUNTED = re.compile(
    r"(?:doubl|tripl|trebl|quadrupl|halv)\w*|twice|thrice|an? (?:full )?(?:second|minute|hour|"
    r"day|week|month|quarter|year|decade|century)",
    re.IGNORECASE,
)
"""Nor "doubled", "twice" and a bare "a year"; a "sixfold" is one."""
CHANGE_OF_BOUND = {"at_least": ">", "more_than": ">", "at_most": "<", "less_than": "<"}
EXACTLY = frozenset({"just", "only", "exactly", "precisely", "merely", "an average of"})
APPROXIMATE = frozenset(
    "about around roughly approximately approx. approx nearly almost circa ca. c. ~ ≈ estimated near virtually "
    "practically maybe perhaps".split()
) | {"close to", "an estimated", "or so", "in the region of", "on the order of", "something like"}


def unit_name(figure: Figure, names: dict[str, str], points: bool) -> str:
    """Our unit in the gold's words. ``points``: the sentence has printed "points" before."""
    unit = figure.quantity.unit
    core = figure.core.text if figure.core else figure.text
    if unit == "index_point" and not points and not re.search(r"po?in?ts?\b", core.lower()):
        return "-"
    if figure.kind == "fraction":
        return "-" if names is RECOGNIZERS else f"% {figure.noun or '-'}"
    head, _, per = unit.partition("/")
    if names is RECOGNIZERS and (head.isupper() or head in ("cent", "penny")):
        return "british pound" if "GBP" in core else names.get(head, head)
    if unit in names:
        return names[unit]
    if names is RECOGNIZERS and figure.noun:
        return "-"
    head = figure.noun or names.get(head, head.replace("_", " "))
    return f"{head} per {names.get(per, per)}" if per else head


def change(figure: Figure, body: str) -> str:
    """NewsQuant's one slot: a bound, else a hedge, else the way a verb before the figure moved it.

    A noun's move ("a 2% drop") and a range's are "=" there, a level straight after its verb ("fell to 49.55") moves,
    what was "averaged" is approximate, and a hedged move keeps its direction, save one that is "just" so much.
    """
    if figure.quantity.low != figure.quantity.high or figure.hedge in EXACTLY:
        return "="
    if figure.bound:
        return CHANGE_OF_BOUND[figure.bound]
    to = re.search(r"\s(?:only\s)?to\s(?:a\s)?$", body[: figure.start][-12:])
    moved = verb_direction(body, figure.start - len(to.group()), max(0, figure.start - 30)) if to else None
    if moved and re.fullmatch(
        r"[a-z]+(?:\s+down|\s+up)?", body[moved[1] : figure.start - len(to.group() if to else "")]
    ):
        return moved[0]
    before = body[max(0, figure.start - 40) : figure.start]
    by_verb = not re.search(
        r"\b(?:gain|loss|drop|fall|rise|increase|decrease|decline|cut|jump)s?\s+(?:\w+\s+)?of\s+$", before
    )
    after = body[figure.end : figure.end + 40]
    if re.search(r"\baverag(?:ed|ing|es)\s+$", before):
        return "~"
    noun_after = re.match(
        r"(?:\s|-)(?:or\s+\S+\s+)?(?:[a-z]+[\s-]){0,2}(?:cheaper|off|gains?|loss|losses|drops?|falls?|rises?|"
        r"increases?|decreases?|declines?|cuts?|"
        r"jumps?|rebound|improvement|boost|hikes?|discount|growth|below|above|short|lower|higher|less|more|under|"
        r"over)\b",
        after,
    )
    if figure.direction and by_verb and not noun_after:
        return figure.direction if figure.direction != "flat" else "="
    if figure.hedge in APPROXIMATE:
        return "~"
    return "="


def values(figure: Figure) -> float | list[float]:
    """A number, or the two ends of a range."""
    q = figure.quantity
    return q.low if q.low == q.high else [q.low, q.high]


def joined(figures: list[Figure], body: str) -> list[tuple[Figure, float | list[float]]]:
    """NewsQuant writes "from A to B" as one row, whichever way it went; we keep two levels of one move."""
    out: list[tuple[Figure, float | list[float]]] = []
    i = 0
    while i < len(figures):
        a = figures[i]
        b = figures[i + 1] if i + 1 < len(figures) else None
        first, second = values(a), values(b) if b else 0.0
        if (
            b
            and isinstance(first, float)
            and isinstance(second, float)
            and a.move is not None
            and a.move == b.move
            and (
                re.search(r"\bfrom\s+(?:\w+\s+)?$", body[max(0, a.start - 20) : a.start])
                and re.fullmatch(r".{0,60}\bto\s+(?:a\s+)?", body[a.end : b.start])
            )
        ):
            out.append((b, [first, second]))
            i += 2
            continue
        out.append((a, first))
        i += 1
    return out


def rows(figures: list[Figure], body: str, names: dict[str, str], base: int) -> list[dict[str, Any]]:
    """The prediction rows of one sentence."""
    kept = [f for f in figures if f.quantity.unit not in DROPPED and not UNCOUNTED.fullmatch((f.core or f).text)]
    out: list[dict[str, Any]] = []
    points = False
    before: Figure | None = None
    for f, value in joined(kept, body):
        points = points or bool(re.search(r"\bpoints\b", (f.core or f).text))
        word = change(f, body)
        if (
            before
            and out[-1]["change"] == "="
            and f.direction == before.direction
            and re.fullmatch(r",?\s+or\s+", body[before.end : f.start])
        ):
            word = "="
        out.append(
            {
                "value": value,
                "unit": unit_name(f, names, points),
                "change": word,
                "start": (f.core or f).start - base,
                "end": (f.core or f).end - base,
            }
        )
        before = f
    return out


def read_all(parsed: Parsed, spans: list[tuple[int, int]]) -> list[list[Figure]]:
    """The figures of each sentence, where ``spans`` are the sentences' characters in the joined body."""
    found: list[list[Figure]] = [[] for _ in spans]
    at = 0
    for figure in read_figures(parsed):
        while spans[at][1] <= figure.start:
            at += 1
        found[at].append(figure)
    return found


def main(argv: list[str]) -> int:
    """Writes the predictions for ``argv[0]`` to standard output."""
    if len(argv) != 1:
        print("usage: quantities.py GOLD.json > PRED.json", file=sys.stderr)
        return 2
    with open(argv[0], encoding="utf-8") as handle:
        gold = json.load(handle)
    texts = [row["text"] for row in gold]
    spans, pieces, at = [], [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        pieces.append(re.sub(r"[\n\r]", " ", text))
        at += len(text) + 1
    body = "\n".join(pieces)
    parse("Stocks rose 2%.")
    read_figures(parse("Stocks rose 2%."))
    begin = time.perf_counter()
    parsed = parse(body)
    middle = time.perf_counter()
    found = read_all(parsed, spans)
    end = time.perf_counter()
    names = RECOGNIZERS if any("iso" in q for row in gold for q in row["quantities"]) else NEWSQUANT
    sentences = [
        {"text": t, "quantities": rows(f, body, names, s[0])} for t, f, s in zip(texts, found, spans, strict=True)
    ]
    bare, whole = end - middle, end - begin
    meta = {"seconds": bare, "seconds_with_parse": whole, "range_as_mean": False, "fields": ["change", "span"]}
    json.dump({"system": "tapecheck", "meta": meta, "sentences": sentences}, sys.stdout, ensure_ascii=False, indent=1)
    print(
        f"speed: {len(texts) / bare:.0f} sentences/s without the parse, {len(texts) / whole:.0f} with it",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
