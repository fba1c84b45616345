"""The configuration: the file, the environment over it, and secrets that stay secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.errors import InputError
from tapecheck.sources import open_market
from tapecheck.sources.config import ADAPTERS, load_config


def test_without_a_file_the_free_sources_are_asked(tmp_path: Path) -> None:
    config = load_config({"XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_CACHE_HOME": str(tmp_path / "k")})
    assert config.path is None
    assert config.cache == tmp_path / "k" / "tapecheck"
    assert [a.name for a in config.adapters()] == [a.name for a in ADAPTERS]
    assert {a.name for a in config.adapters() if not a.ready} == {"sec", "fred"}
    assert config.agent == "tapecheck"


def test_the_file_and_the_environment_over_it(tmp_path: Path) -> None:
    (tmp_path / "tapecheck").mkdir()
    (tmp_path / "tapecheck" / "tapecheck.toml").write_text(
        'order = ["fred", "nyfed"]\ncontact = "me@example.org"\ndata = "mine"\n[cache]\nfolder = "kept"\n'
        '[sources.fred]\nkey = "s3cret"\n[sources.nyfed]\nkeep = false\nurl = "http://127.0.0.1:1"\n')
    env = {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    config = load_config(env)
    fred, nyfed = config.adapters()
    assert (fred.ready, fred.settings.key, nyfed.base) == (True, "s3cret", "http://127.0.0.1:1")
    assert "s3cret" not in repr(config)
    assert config.agent == "tapecheck (me@example.org)"
    assert (config.cache, config.data) == (tmp_path / "tapecheck" / "kept", tmp_path / "tapecheck" / "mine")
    over = load_config({**env, "TAPECHECK_FRED_KEY": "other", "TAPECHECK_ORDER": "fred", "TAPECHECK_OFFLINE": "1"})
    assert over.adapters()[0].settings.key == "other"
    assert (over.order, over.offline) == (("fred",), True)
    assert load_config({**env, "TAPECHECK_OFFLINE": "0"}).offline is False
    assert config.offline is None


def test_python_stays_offline_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    env = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    said = {text: load_config({**env, "TAPECHECK_OFFLINE": text}) for text in ("", "0", "1")}
    asks = {(text, given): bool(open_market(offline=given, config=config).live)
            for text, config in said.items() for given in (None, True, False)}
    assert [key for key, asked in asks.items() if asked] == [("", False), ("0", None), ("0", False)]


@pytest.mark.parametrize(
    "text",
    ['order = ["bloomberg"]', "keys = 1", "[sources.frde]\n", "[sources.fred]\npassword = 1", "x = [",
     "[cache]\nmb = 1", '[cache]\nmegabytes = "many"', 'order = "fred"', "sources = 3", "[sources]\nfred = 3",
     "order = [3]", 'offline = "no"', '[sources.yahoo]\nkeep = "no"'],
)
def test_a_slip_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"t\.toml"):
        load_config({"TAPECHECK_CONFIG": str(path), "HOME": str(tmp_path)})


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_config({"TAPECHECK_CONFIG": str(tmp_path / "none.toml"), "HOME": str(tmp_path)})
