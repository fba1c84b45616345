"""The tables of an archive: their columns, types and what each means. Columns are added at the end, never renamed.

``article`` numbers the articles in the order they were taken in; every other table refers to it. Every table is kept
in one folder a month of publication (UTC), ``month=2017-05``, ``month=none`` where no date is known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

ARTICLE = ("article", "int64", "the number of the article")
SPAN = (
    ("start", "int32", "where it begins: a character of the article's body"),
    ("end", "int32", "where it ends, exclusive"),
    ("text", "string", "its words: body[start:end]"),
)
INTERVAL = (
    ("low", "float64", "lower end"), ("high", "float64", "upper end; a plain number has low = high"),
    ("unit", "string", "unit: percent, index_point, USD, ..."),
)

TABLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "articles": (
        ARTICLE,
        ("key", "string", "hash of the text: the same for the same text anywhere"),
        ("id", "string", "the article's own id, else file and row"),
        ("source", "string", "the file, with the member of an archive after !/"),
        ("row", "int64", "row of the source, from 1"),
        ("status", "string", "read, duplicate (of an article already there) or dead (see dead_letters)"),
        ("duplicate_of", "int64", "the article with exactly this text that was taken in first"),
        ("near", "int64", "the first article of its group of near duplicates; itself where it is the first"),
        ("published", "timestamp", "moment of publication, UTC; null where nothing says it"),
        ("title", "string", "headline"),
        ("byline", "string", "authors"),
        ("tags", "strings", "tags"),
        ("outlet", "string", "who published it: a field, the page's site name, or the host of its address"),
        ("url", "string", "its address, where one is given; never fetched"),
        ("body", "string", "the text as it was given, which every offset counts"),
        ("notes", "strings", "what was assumed in reading it"),
    ),
    "entities": (
        ARTICLE, *SPAN,
        ("kind", "string", "person, company, index, rate, ..."),
        ("entity", "string", "who or what: mentions of one thing share it"),
        ("name", "string", "its full name"),
        ("series", "string", "the series that can check it"),
        ("ticker", "string", "ticker"), ("mic", "string", "exchange, ISO 10383"), ("cik", "string", "SEC number"),
        ("isin", "string", "ISIN"), ("currency", "string", "ISO 4217"),
        ("how", "string", "name, alias or anaphor"),
    ),
    "figures": (
        ARTICLE, ("figure", "int32", "which figure of the article, from 0"), *SPAN,
        ("kind", "string", "number, range, multiple, ..."), *INTERVAL,
        ("step", "float64", "unit of the last printed digit"),
        ("hedge", "string", "hedging word"), ("bound", "string", "open side: at_least, more_than, ..."),
        ("direction", "string", "up, down or flat"), ("noun", "string", "what is counted or ranked"),
        ("move", "int32", "figures of one move share it"),
        ("use", "string", "checked, open or not_a_claim"), ("reason", "string", "why, or how it was checked"),
    ),
    "quotes": (
        ARTICLE, ("quote", "int32", "which quote of the article, from 0"),
        ("start", "int32", "where the first words of its content begin"), ("end", "int32", "where the last end"),
        ("text", "string", "its content; parts are joined by ' ... '"),
        ("kind", "string", "direct, mixed or indirect"), ("act", "string", "speech, thought or stance"),
        ("lemma", "string", "the verb of saying"),
        ("speaker", "string", "the first speaker's full name"), ("speaker_kind", "string", "person, group, ..."),
        ("speaker_title", "string", "title"), ("speaker_firm", "string", "firm"),
        ("speakers", "strings", "all speakers"), ("venue", "string", "where it was said"),
        ("targets", "strings", "what it is about"), ("has_figures", "bool", "whether it holds figures"),
        ("stance", "string", "bullish, bearish, neutral, hawkish, dovish; null without a sentiment model"),
    ),
    "sentiments": (
        ARTICLE, *SPAN,
        ("target", "string", "the words it is about; null for the sentence as a whole"),
        ("target_start", "int32", "where they begin"),
        ("entity", "string", "the entity that they name"),
        ("label", "string", "positive, negative or neutral"),
        ("positive", "float64", "probability"), ("negative", "float64", "probability"),
        ("neutral", "float64", "probability"),
    ),
    "claims": (
        ARTICLE, ("claim", "int32", "which claim of the article, from 0"), *SPAN,
        ("figure", "string", "the words of its figure"), ("figure_start", "int32", "where they begin"),
        ("expr", "string", "what it says, as an expression: change(RUT[mtd])"),
        ("relation", "string", "equals, at_least, more_than, ..."),
        *((f"stated_{name}", kind, f"stated: {text}") for name, kind, text in INTERVAL),
        ("accepted_low", "float64", "lower end of what agrees with it"), ("accepted_high", "float64", "upper end"),
        ("modality", "string", "fact, forecast, opinion, ..."), ("speaker", "string", "who says it"),
        ("provider", "string", "whom it cites for the data"), ("subject", "string", "what it is about"),
        ("certain", "bool", "whether subject and window are certain"),
    ),
    "verdicts": (
        ARTICLE, ("claim", "int32", "the claim"),
        ("outcome", "string", "supported, contradicted or open"),
        ("reason", "string", "why it is open"),
        ("as_of", "timestamp", "the moment it was checked for"), ("basis", "string", "close or intraday"),
        *((f"found_{name}", kind, f"found: {text}") for name, kind, text in INTERVAL),
        ("readings", "findings", "each fair reading with its value, and whether it agrees"),
        ("derivation", "strings", "step by step"), ("diagnosis", "string", "the slip that explains it"),
        ("due", "date", "last day of a forecast's horizon"),
        ("later", "string", "pending, came_true, did_not, open; revised for a figure revised since"),
        ("later_on", "date", "the day that settled it"), ("later_note", "string", "how"),
    ),
    "evidence": (
        ARTICLE, ("claim", "int32", "the claim"), ("evidence", "int32", "which series of the claim, from 0"),
        ("series", "string", "series"), ("field", "string", "close, high, ..."), ("unit", "string", "unit"),
        ("rows", "points", "the rows it rests on"),
        ("source", "string", "source"), ("url", "string", "address"), ("licence", "string", "terms"),
        ("sha256", "string", "hash of the source's bytes"), ("vintage", "string", "which revision"),
        ("note", "string", "what else is to be known"),
    ),
    "dead_letters": (
        ("article", "int64", "the article; null where the record gave none"),
        ("source", "string", "the file"), ("row", "int64", "row of the source, from 1"),
        ("stage", "string", "intake, read or check"),
        ("kind", "string", "no_text, unreadable, exception, memory, time or crash"),
        ("reason", "string", "in words"),
    ),
}


@lru_cache(maxsize=1)
def schemas() -> dict[str, Any]:
    """Each table's Arrow schema, what a column means in its metadata; an added ``month`` partitions the files."""
    import pyarrow as pa

    text = pa.string()
    kinds = {
        "int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64(), "string": text, "bool": pa.bool_(),
        "date": pa.date32(), "timestamp": pa.timestamp("us", tz="UTC"), "strings": pa.list_(text),
        "findings": pa.list_(pa.struct([("name", text), ("low", pa.float64()), ("high", pa.float64()), ("unit", text),
                                        ("agrees", pa.bool_()), ("note", text)])),
        "points": pa.list_(pa.struct([("date", text), ("value", pa.float64())])),
    }
    return {
        name: pa.schema([pa.field(column, kinds[kind], metadata={"doc": doc}) for column, kind, doc in columns])
        for name, columns in TABLES.items()
    }


def listing() -> list[tuple[str, str, str, str]]:
    """(table, column, type, meaning) of everything there is."""
    return [(table, *column) for table, columns in TABLES.items() for column in columns]
