"""spaCy's import leaves torch out in processes of ours, and only there; torch stays to be had."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("torch")


def said(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_the_command_line_reads_without_torch_and_finds_it_when_asked() -> None:
    program = (
        "import sys\n"
        "from tapecheck.nlp.starting import ours\n"
        "from tapecheck.nlp.parse import parse\n"
        "ours(); parse('Stocks rose.'); print('torch' in sys.modules)\n"
        "import torch; print(torch.ones(2).sum().item())"
    )
    assert said(program).split() == ["False", "2.0"]


def test_a_program_of_the_users_keeps_its_spacy_whole() -> None:
    program = (
        "from tapecheck.nlp.parse import parse\n"
        "parse('Stocks rose.')\n"
        "from thinc.compat import has_torch; print(has_torch)"
    )
    assert said(program) == "True"
