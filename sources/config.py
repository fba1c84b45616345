"""``tapecheck.toml``: which sources are asked, in which order, with which keys, and where answers are kept.

The file is ``$TAPECHECK_CONFIG``, else ``tapecheck/tapecheck.toml`` in ``$XDG_CONFIG_HOME`` (``~/.config``)::

    order = ["sql", "yahoo", "nyfed", "treasury", "fred", "bls", "cftc", "sec"]
    offline = false                  # true: fetch nothing; false: the Python functions fetch too, unless told not to
    data = "prices"                  # a folder asked first, as --data
    contact = "me@example.org"       # goes into the User-Agent; the SEC wants one

    [cache]
    folder = "/var/tmp/tapecheck"    # default: tapecheck in $XDG_CACHE_HOME (~/.cache)
    megabytes = 512

    [sources.fred]
    key = "..."                      # better in $TAPECHECK_FRED_KEY
    [sources.sql]
    map = "series.toml"              # see sources/sql.py
    [sources.yahoo]
    keep = false                     # keep none of its answers on disk or in bundles

Environment: ``TAPECHECK_OFFLINE``, ``TAPECHECK_ORDER`` (names and spaces), ``TAPECHECK_CONTACT``, ``TAPECHECK_DATA``,
``TAPECHECK_CACHE``, and for a source ``TAPECHECK_FRED_KEY``, ``TAPECHECK_BLS_URL`` and the like. Relative paths are
relative to the file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping as Env
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from .bls import LaborStatistics
from .cftc import Commitments
from .fred import Fred
from .live import Adapter, Settings
from .nyfed import NewYorkFed
from .sec import CompanyFacts
from .treasury import Treasury
from .yahoo import Yahoo

ADAPTERS: tuple[type[Adapter], ...] = (
    Yahoo, NewYorkFed, Treasury, Fred, LaborStatistics, Commitments, CompanyFacts,
)
"""Every source on the network, in the order in which they are asked where the file gives none: publishers first, but
FRED, which wants a key, before the BLS, which has no vintages."""

_TOP = {"order": list, "offline": bool, "data": str, "contact": str, "cache": dict, "sources": dict}
_CACHE = {"folder": str, "megabytes": int}
_SOURCE = {"url": str, "key": str, "contact": str, "keep": bool, "map": str}


@dataclass(frozen=True, slots=True)
class Config:
    """What the file and the environment say. ``path`` is the file, None where there is none."""

    path: Path | None = None
    order: tuple[str, ...] = ("sql", *(a.name for a in ADAPTERS))
    offline: bool | None = None
    data: Path | None = None
    contact: str = ""
    cache: Path = Path()
    megabytes: int = 512
    mapping: Path | None = None
    sources: dict[str, Settings] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """The User-Agent: who asks and where to complain."""
        return f"tapecheck ({self.contact})" if self.contact else "tapecheck"

    def adapters(self) -> list[Adapter]:
        """The adapters in order, those that lack a key or an extra included."""
        kinds = {a.name: a for a in ADAPTERS}
        return [kinds[name](self.sources.get(name)) for name in self.order if name in kinds]


def load_config(env: Env[str, str] | None = None) -> Config:
    """Read the file, if there is one, and the environment. Raises :class:`InputError` for what cannot be meant."""
    env = os.environ if env is None else env
    named = env.get("TAPECHECK_CONFIG", "")
    path = Path(named) if named else _home(env, "XDG_CONFIG_HOME", ".config") / "tapecheck.toml"
    given: dict[str, Any] = {}
    if named or os.path.isfile(path):
        given = read_toml(path)
    _known(given, _TOP, f"{path}")
    return _built(given, env, path, bool(given))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file's content. Raises :class:`InputError` where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error


def _built(given: dict[str, Any], env: Env[str, str], path: Path, found: bool) -> Config:
    names = ("sql", *(a.name for a in ADAPTERS))
    order = tuple(env["TAPECHECK_ORDER"].split()) if "TAPECHECK_ORDER" in env else tuple(given.get("order", names))
    strange = [n for n in (*order, *given.get("sources", {})) if n not in names]
    if strange:
        raise InputError(f"{path}: there is no source {str(strange[0])[:40]!r}; there are: {', '.join(names)}")
    contact = env.get("TAPECHECK_CONTACT") or str(given.get("contact", ""))
    kept = given.get("cache", {})
    _known(kept, _CACHE, f"{path}: [cache]")
    folder = env.get("TAPECHECK_CACHE") or kept.get("folder")
    data = env.get("TAPECHECK_DATA") or given.get("data")
    mapping = given.get("sources", {}).get("sql", {}).get("map")
    return Config(
        path=path if found else None, order=order, contact=contact, data=_beside(path, data),
        offline=_truth(env.get("TAPECHECK_OFFLINE"), given.get("offline")),
        cache=_beside(path, folder) or _home(env, "XDG_CACHE_HOME", ".cache"), mapping=_beside(path, mapping),
        megabytes=int(kept.get("megabytes", 512)),
        sources={name: _settings(name, given.get("sources", {}).get(name, {}), env, contact, path) for name in names},
    )


def _settings(name: str, given: Any, env: Env[str, str], contact: str, path: Path) -> Settings:
    _known(given, _SOURCE, f"{path}: [sources.{name}]")
    settings = Settings(url=str(given.get("url", "")), key=str(given.get("key", "")),
                        contact=str(given.get("contact", contact)), keep=given.get("keep"))
    url, key = (env.get(f"TAPECHECK_{name.upper()}_{what}", "") for what in ("URL", "KEY"))
    return replace(settings, url=url or settings.url, key=key or settings.key)


def _known(given: Any, kinds: dict[str, type], where: str) -> None:
    if not isinstance(given, dict):
        raise InputError(f"{where} is no table")
    for name, value in given.items():
        if name not in kinds:
            raise InputError(f"{where} has {name[:40]!r}; there are: {', '.join(sorted(kinds))}")
        if type(value) is not kinds[name]:
            raise InputError(f"{where}: {name} wants a {kinds[name].__name__}")


def _home(env: Env[str, str], variable: str, usual: str) -> Path:
    home = env.get(variable)
    return (Path(home) if home else Path(os.path.expanduser("~")) / usual) / "tapecheck"


def _beside(path: Path, place: Any) -> Path | None:
    return path.parent / Path(str(place)).expanduser() if place else None


def _truth(text: str | None, otherwise: bool | None) -> bool | None:
    return otherwise if text is None or not text else text.lower() not in ("0", "no", "false", "off")
