"""Everything the README shows is run: each command ends as it should, and each line shown is printed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def shown() -> list[tuple[str, list[str]]]:
    """(command, lines shown under it) of every console block."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all commands, which build on one another; it holds the samples and nothing else."""
    place = tmp_path_factory.mktemp("readme")
    (place / "corpus").symlink_to(ROOT / "corpus")
    return place


@pytest.mark.parametrize(("command", "lines"), shown(), ids=[c for c, _ in shown()])
def test_commands(
    command: str, lines: list[str], tapecheck: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.chdir(folder)
    ran = tapecheck(*shlex.split(command)[1:])
    assert ran.code in (0, 1), ran.err
    printed = [" ".join(line.split()) for line in ran.out.splitlines()]
    for line in lines:
        assert any(p.startswith(" ".join(line.split())) for p in printed), line


def test_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"\]\((docs/[^)]*)\)", TEXT)
    assert pictures
    assert all((ROOT / p).stat().st_size < 300_000 for p in pictures)


def test_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL):
        exec(compile(code, "README.md", "exec"), {})
    assert "529.65 points" in capsys.readouterr().out
