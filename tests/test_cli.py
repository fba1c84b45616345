"""The command line as a user meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"
SAMPLE = SAMPLES / "claims-thursday.txt"
COMMANDS = ("check", "read", "eval", "explain", "plan", "schema")


class Ran(Protocol):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


def test_help_names_every_command_and_loads_no_language_model() -> None:
    code = "import sys; from tapecheck.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n" \
           "print(sorted({'spacy', 'torch', 'pydantic', 'numpy', 'transformers'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *_, loaded = ran.stdout.strip().splitlines()
    assert loaded == "[]"
    assert all(re.search(rf"^\s+{name}\b", ran.stdout, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_and_an_example(command: str, tapecheck: Command) -> None:
    ran = tapecheck(command, "--help")
    assert ran.code == 0
    assert "--json" in ran.out
    assert f"Example: tapecheck {command}" in ran.out


def test_python_m_runs_the_same_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "tapecheck", "--version"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.fullmatch(r"tapecheck \d+\.\d+\.\d+\n", ran.stdout)


def test_check_prints_one_report_a_line_in_order_with_the_contract_keys(tapecheck: Command) -> None:
    files = sorted(SAMPLES.glob("*.txt"))[:2]
    ran = tapecheck("check", *map(str, files), "--json", "--offline")
    assert ran.code in (0, 1)
    reports = [json.loads(line) for line in ran.out.splitlines()]
    assert [r["article"]["path"] for r in reports] == [str(f) for f in files]
    for report, file in zip(reports, files, strict=True):
        assert {"figures", "entities", "quotes", "sentiments", "claims"} <= report.keys()
        article = report["article"]
        assert {"id", "path", "title", "published", "byline", "body"} <= article.keys()
        assert article["body"] == file.read_bytes().decode()
        for claim in report["claims"]:
            assert {"start", "end", "text", "figure", "expr", "relation", "stated", "modality", "speaker", "outcome",
                    "reason", "basis", "found", "readings", "derivation", "evidence", "diagnosis"} <= claim.keys()
            figure = claim["figure"]
            assert article["body"][figure["start"] : figure["end"]] == figure["text"]
            assert (claim["outcome"] == "open") == (claim["reason"] is not None)


def test_the_exit_code_is_1_where_a_claim_is_contradicted(tapecheck: Command) -> None:
    right = tapecheck("eval", "level(SPX[now])", "--as-of", "2025-09-11", "--json")
    value = json.loads(right.out)["readings"][0]["value"]["low"]

    def check(level: float) -> Ran:
        return tapecheck("check", "--claim", f"The S&P 500 closed at {level:.2f} on Thursday.", "--as-of", "2025-09-11")

    true, false = check(value), check(value * 1.1)
    assert (true.code, false.code) == (0, 1)
    assert "SUPPORTED" in true.out
    assert "CONTRADICTED" in false.out


def test_a_report_for_people_shows_every_claim_and_accounts_for_every_number(tapecheck: Command) -> None:
    ran = tapecheck("check", str(SAMPLE), "--offline")
    report = json.loads(tapecheck("check", str(SAMPLE), "--offline", "--json").out)
    assert "\x1b" not in ran.out
    assert len(re.findall(r"^ +\d+ (?:SUPPORTED|CONTRADICTED|OPEN)\b", ran.out, re.MULTILINE)) == len(report["claims"])
    flat = re.sub(r"\s+", " ", ran.out)
    assert all(f"[{re.sub(chr(92) + 's+', ' ', c['figure']['text'])}]" in flat for c in report["claims"])
    counted = re.search(r"(\d+) numbers in the article: (\d+) checked, (\d+) open, (\d+) not a claim", flat)
    assert counted is not None
    total, *parts = map(int, counted.groups())
    assert total == sum(parts) == len(report["numbers"])


@pytest.mark.parametrize("width", ["20", "60", "132", "400"])
def test_reports_keep_to_60_to_200_columns(width: str, tapecheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    ran = tapecheck("check", "--claim", "The S&P 500 fell 1.6% on Friday. " * 5, "--as-of", "2025-01-12")
    assert max(map(len, ran.out.splitlines())) <= min(max(int(width), 60), 200)


def test_colours_come_only_where_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from tapecheck.reports.text import console

    def printed() -> str:
        out = io.StringIO()
        console(out).print("a word", style="bold red")
        return out.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert printed() == "a word\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "31m" in printed()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in printed()


def test_eval_gives_readings_with_their_derivation(tapecheck: Command) -> None:
    ran = tapecheck("eval", "change(SPX[1d])", "--as-of", "2025-09-11", "--json")
    value = json.loads(ran.out)
    assert value["expr"] == "change(SPX[1d])"
    assert value["as_of"] == "2025-09-11T23:59:59-04:00"
    reading = value["readings"][0]
    assert reading["value"]["unit"] == "percent"
    assert reading["derivation"]
    assert reading["evidence"]
    assert "change(SPX[1d])" in tapecheck("eval", "change(SPX[1d])", "--as-of", "2025-09-11").out


def test_explain_says_what_a_metric_means(tapecheck: Command) -> None:
    listing = [json.loads(line) for line in tapecheck("explain", "--json").out.splitlines()]
    names = [m["name"] for m in listing]
    assert {"level", "change", "below_peak"} <= set(names)
    assert names == sorted(names)
    assert all(m["doc"].strip() for m in listing)
    assert "below_peak(" in tapecheck("explain", "below_peak").out
    wrong = tapecheck("explain", "bellow_peak")
    assert wrong.code == 2
    assert "below_peak" in wrong.err


def test_plan_lists_the_series_of_every_expression(tapecheck: Command) -> None:
    ran = tapecheck("plan", str(SAMPLE), "--json")
    (plan,) = [json.loads(line) for line in ran.out.splitlines()]
    assert plan["claims"]
    assert all(claim["series"] for claim in plan["claims"])
    assert plan["claims"][0]["expr"] in tapecheck("plan", str(SAMPLE)).out


def test_schema_prints_json_schemas(tapecheck: Command) -> None:
    every = json.loads(tapecheck("schema").out)
    assert {"Article", "Claim", "Report", "Figure", "Quote"} <= every.keys()
    one = json.loads(tapecheck("schema", "Report", "--json").out)
    assert one == every["Report"]
    assert one["additionalProperties"] is False
    assert tapecheck("schema", "Nothing").code == 2


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    ran = subprocess.run(["bash", "-c", f"{sys.executable} -m tapecheck schema | head -1; echo ${{PIPESTATUS[0]}}"],
                         capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    assert ran.stdout.strip().endswith("0")


def test_sentences_are_cut_where_they_end() -> None:
    from tapecheck.reports.text import sentence_around

    body = "A headline\nThe Fed met. Shares of Acme Inc. rose 2% on Nov. 8, Mr. Quist said. It fell 3% later."
    start = body.index("2%")
    assert body[slice(*sentence_around(body, start, start + 2))].strip() == \
        "Shares of Acme Inc. rose 2% on Nov. 8, Mr. Quist said."
    start = body.index("3%")
    assert body[slice(*sentence_around(body, start, start + 2))] == "It fell 3% later."
