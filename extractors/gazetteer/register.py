"""The SEC's register of companies listed in the United States: CIK, ticker and exchange.

The table is the SEC's own ``company_tickers_exchange.json`` as the package edgartools (MIT) carries and renews it; the
extra ``tapecheck[companies]`` installs it. Only its data file is read, the package is not imported. Where it is not
installed the register is empty, and a company has what companies.csv knows of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_DATA = Path("reference", "data", "company_tickers.parquet")
_MICS = {"NYSE": "XNYS", "Nasdaq": "XNAS"}
"""Operating codes (ISO 10383): the register counts NYSE American and NYSE Arca as NYSE. OTC listings are left out."""
_FORMS = frozenset(
    "INC INCORPORATED CORP CORPORATION CO COMPANY COMPANIES LTD LIMITED LLC LP PLC NV SA AG SE AB ASA SPA THE".split())
_WORD = re.compile(r"[A-Z0-9]+")
_STATE = re.compile(r"/[A-Z ]{2,}/?$|\\[A-Z ]{2,}$")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """One company of the register. ``ticker`` is None where several classes of its shares are listed."""

    name: str
    cik: str
    ticker: str | None
    mic: str


@dataclass(frozen=True, slots=True)
class Register:
    """The register by ticker and by :func:`key` of the name; a name of two companies is in it for neither."""

    tickers: dict[str, Registered]
    names: dict[Key, Registered]


@lru_cache(maxsize=4096)
def key(name: str) -> Key:
    """A name's words in capitals, without marks and legal forms: "Plains GP Holdings, L.P." -> PLAINS GP HOLDINGS."""
    plain = _STATE.sub("", name.upper().strip()).replace("'", "").replace("’", "")
    plain = re.sub(r"\b([A-Z])\.(?=[A-Z]\b|[A-Z]\.|\s|$|,)", r"\1", plain)
    words = [w for w in _WORD.findall(plain) if w != "AND"]
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return tuple(words[1:] if len(words) > 1 and words[0] == "THE" else words)


@lru_cache(maxsize=1)
def register() -> Register:
    """The register, read once; empty where its package or pyarrow is not installed, or holds it no longer."""
    path = _path()
    if path is None:
        return Register({}, {})
    try:
        from pyarrow import parquet

        with parquet.ParquetFile(path) as file:  # read_table would import pandas
            rows = file.read(["cik", "ticker", "exchange", "name"], use_threads=False).to_pylist()
    except (ImportError, OSError, ValueError):
        return Register({}, {})
    return build((r["name"], r["cik"], r["ticker"], r["exchange"]) for r in rows)


def build(rows: Iterable[tuple[str, str, str, str | None]]) -> Register:
    """A register of (name, CIK, ticker, exchange) rows."""
    classes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, cik, ticker, exchange in rows:
        if exchange in _MICS:
            classes[name, cik, _MICS[exchange]].append(ticker.replace("-", "."))
    tickers: dict[str, Registered] = {}
    named: dict[Key, list[Registered]] = defaultdict(list)
    for (name, cik, mic), listed in classes.items():
        common = [t for t in listed if "." not in t] or listed
        company = Registered(name, cik, common[0] if len(common) == 1 else None, mic)
        tickers |= {t: Registered(name, cik, t, mic) for t in listed}
        named[key(name)].append(company)
    return Register(tickers, {k: found[0] for k, found in named.items() if len(found) == 1})


def _path() -> Path | None:
    try:
        spec = find_spec("edgar")
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return next((path for place in places or () if (path := Path(place) / _DATA).is_file()), None)
