"""What keeps the house in order: floors, packaging, recipes, and nothing of ../shared inside."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = {"errors": 0, "schemas": 0, "nlp": 1, "metrics": 1, "sources": 1, "extractors": 2, "read": 3, "evaluate": 3,
          "account": 3, "diagnose": 3, "judge": 3, "check": 3, "corpus": 3, "reports": 4, "cli_more": 5,
          "cli_models": 5, "cli_brief": 5, "cli_archive": 5, "cli": 5, "__main__": 6}
LANGUAGE = {"spacy", "torch", "transformers"}


def _files() -> list[Path]:
    """The package's own files below its folders."""
    return [p for name in FLOORS if (ROOT / name).is_dir() for p in sorted((ROOT / name).rglob("*")) if p.is_file()]


def _modules() -> list[Path]:
    roots = [p for p in sorted(ROOT.glob("*.py")) if p.name != "__init__.py"]
    return [*roots, *(p for p in _files() if p.suffix == ".py")]


def _imports(path: Path) -> list[tuple[str, bool]]:
    """(name, whether it is ours) of everything a module imports, anywhere in it; ours by the floor's name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    found: list[tuple[str, bool]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name.split(".")[0], False) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append(((node.module or "").split(".")[0], False))
        elif isinstance(node, ast.ImportFrom):
            base = parts[: len(parts) - node.level]
            tail = (node.module or "").split(".") if node.module else []
            full = [*base, *tail]
            found += [(full[0], True)] if full else [(alias.name, True) for alias in node.names]
    return found


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_an_import_never_climbs(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert here in FLOORS, f"{path.name} has no floor: name it here and in the layers of pyproject.toml"
    for name, ours in _imports(path):
        if ours:
            assert FLOORS.get(name, 0) <= FLOORS[here], f"{here} imports {name}"
            assert {here, name} != {"metrics", "sources"}, "metrics know no sources, sources no metrics"
        else:
            assert name not in LANGUAGE or here == "nlp", f"{here} imports {name}: only nlp may"
            assert name != "tapecheck", "imports inside the package are relative"


def test_every_package_ships() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    there = {"tapecheck"} | {
        ".".join(("tapecheck", *p.parent.relative_to(ROOT).parts)) for p in _files() if p.name == "__init__.py"}
    assert listed == there


def test_every_data_file_ships() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
    endings = {pattern.removeprefix("*") for pattern in data["*"]} | {".safetensors"}
    assert data["tapecheck.nlp"] == ["weights/*"]
    inside = {p.suffix for p in _files() if p.suffix not in (".py", ".pyc")}
    assert inside <= endings


def test_the_embedded_vocabulary_is_frozen() -> None:
    from tapecheck import schemas

    values = [v for n in schemas.__all__ if isinstance(v := getattr(schemas, n), type) and issubclass(v, schemas.Value)]
    assert len(values) > 10
    assert all(v.model_config["frozen"] and v.model_config["extra"] == "forbid" for v in values)


def test_the_command_line_is_thin() -> None:
    assert len((ROOT / "cli.py").read_text().splitlines()) < 200


@pytest.mark.parametrize("path", _modules(), ids=str)
def test_a_name_of_a_module_means_one_thing(path: Path) -> None:
    told = [
        name.id
        for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)
        for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
    ]
    assert sorted(told) == sorted(set(told))


def test_no_file_is_endless() -> None:
    long = {str(p.relative_to(ROOT)): n for p in _modules() if (n := len(p.read_text().splitlines())) > 430}
    assert not long


def test_constraints_pin_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(d for ds in project["optional-dependencies"].values() for d in ds)]
    names = {re.split(r"[<>=\[ ]", w)[0].lower().replace("_", "-") for w in wanted}
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    assert names <= pinned
    assert all(re.fullmatch(r"[\w.\-]+==[\w.!]+", line) for line in lines)


def test_no_registry_or_host_is_written_down() -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt", ".ci/run"):
        assert not re.search(r"https?://|index-url|find-links", (ROOT / name).read_text())


def test_the_recipes_name_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    for place in re.findall(r"`((?:metrics|sources|extractors|tests|nlp|corpus)/[\w/.]*)`", text):
        assert (ROOT / place).exists(), place


def test_nothing_of_the_shared_articles_is_copied() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: there is nothing to compare with")
    sentences = {line.strip() for p in (SHARED / "seed" / "article.txt",) for line in p.read_text().splitlines()
                 if len(line) > 80}
    files = [*_files(), *(p for name in ("tests", "benchmarks") for p in (ROOT / name).rglob("*") if p.is_file())]
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in files if p.suffix != ".pyc"]
    assert not [s[:60] for s in sentences if any(s[:80] in t for t in texts)]
