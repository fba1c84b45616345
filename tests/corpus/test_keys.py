"""What must be done again when the code changes: reading for words, checking alone for arithmetic."""

from __future__ import annotations

from pathlib import Path

from tapecheck.corpus import keys

METRIC = '''
"""m."""
from .words import UP
from .sums import total
PRIORITY = 3
LIMIT = 5

def compute(tape, arg):
    return total({0})

def _said(clause):
    return UP.search(clause) and {1}

def reads(clause):
    return _said(clause)
'''


def wording(folder: Path, arithmetic: str = "1", word: str = "2", up: str = "up") -> list[str]:
    (folder / "m.py").write_text(METRIC.format(arithmetic, word))
    (folder / "words.py").write_text(f"UP = {up!r}\nDOWN = 2\n")
    (folder / "sums.py").write_text(f"def total(x):\n    return x + {arithmetic}\n")
    return keys.wording(folder)


def test_arithmetic_is_no_wording(tmp_path: Path) -> None:
    plain = wording(tmp_path)
    assert wording(tmp_path, arithmetic="99") == plain
    assert wording(tmp_path, word="3") != plain
    assert wording(tmp_path, up="higher") != plain


def test_data_and_due_date_are_of_the_check(tmp_path: Path) -> None:
    (tmp_path / "SPX.csv").write_text("date,value\n2024-02-01,100\n")
    before = keys.checker(str(tmp_path), True, None)
    assert keys.checker(str(tmp_path), True, None) == before
    (tmp_path / "SPX.csv").write_text("date,value\n2024-02-01,101\n")
    assert keys.checker(str(tmp_path), True, None) != before
    assert keys.checker(None, True, None) not in (before, keys.checker(None, False, None))
    assert keys.reader() == keys.reader() != keys.checker(None, True, None)
