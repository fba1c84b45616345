"""What a result depends on, as hashes: the code that reads, the code and the data that check.

A reading depends on the language half (and on how metrics word their claims), a verdict on the arithmetic and the
data. A change to the arithmetic alone changes the second hash and not the first.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_READS = ("nlp", "extractors", "schemas")
_READ_FILES = ("read.py", "metrics/acceptance.py", "metrics/period_window.py", "metrics/reading.py",
               "metrics/wording.py")
_CHECKS = ("sources",)
_CHECK_FILES = ("account.py", "check.py", "diagnose.py", "evaluate.py", "judge.py", "corpus/due.py", "corpus/rows.py",
                "corpus/tables.py", "metrics/__init__.py")
_WORDING = ("reads", "PRIORITY")
"""What the reader asks of a metric; the rest of its file is arithmetic."""


@lru_cache(maxsize=1)
def reader() -> str:
    """The version of the pipeline that makes readings: its code, the parser and its model."""
    from importlib.metadata import version

    from ..nlp.parse import model_name

    digest = hashlib.blake2b(digest_size=8)
    for path in _sources(_READS, _READ_FILES):
        digest.update(path.name.encode() + path.read_bytes())
    for source in wording(ROOT / "metrics"):
        digest.update(source.encode())
    digest.update(f"{version('spacy')} {model_name()}".encode())
    return digest.hexdigest()


def checker(data: str | None, offline: bool | None, due: datetime | None) -> str:
    """The version of what makes verdicts: the code, the tape, the user's folder, and how it may be asked."""
    digest = hashlib.blake2b(f"{offline} {due}".encode(), digest_size=8)
    digest.update(_checker_code().encode())
    for path in sorted(p for p in Path(data).rglob("*") if p.is_file()) if data is not None else ():
        digest.update(str(path.relative_to(str(data))).encode())
        with open(path, "rb") as stream:
            digest.update(hashlib.file_digest(stream, "blake2b").digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _checker_code() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in _sources((*_CHECKS, "metrics", "schemas"), _CHECK_FILES):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _sources(folders: tuple[str, ...], files: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(p for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix != ".pyc")
    yield from (ROOT / name for name in files)


def wording(folder: Path) -> list[str]:
    """The source of everything that the metrics' ``reads`` reach within ``folder``, in a fixed order."""
    trees = {p.stem: ast.parse(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.py"))}
    defined = {name: dict(_defined(tree)) for name, tree in trees.items()}
    todo = [(module, name) for module in trees for name in _WORDING if name in defined[module]]
    seen: dict[tuple[str, str], str] = {}
    while todo:
        module, name = todo.pop()
        node = defined.get(module, {}).get(name)
        if node is None or (module, name) in seen:
            continue
        seen[module, name] = f"{module}.{name}: {ast.dump(node)}"
        if isinstance(node, ast.ImportFrom):
            todo += [(node.module or "", alias.name) for alias in node.names
                     if node.level == 1 and (alias.asname or alias.name) == name]
        else:
            todo += [(module, n.id) for n in ast.walk(node) if isinstance(n, ast.Name)]
    return [seen[key] for key in sorted(seen)]


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """(name, statement) of everything a module defines or imports at its top."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for leaf in ast.walk(target):
                    if isinstance(leaf, ast.Name):
                        yield leaf.id, node
