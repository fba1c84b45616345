"""The analyst's commands as a user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import tapecheck as package

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"
SAMPLE = str(SAMPLES / "election-week.txt")
Command = Callable[..., Any]


@pytest.mark.parametrize("command", ["brief", "serve"])
def test_help_has_json_and_an_example(command: str, tapecheck: Command) -> None:
    ran = tapecheck(command, "--help")
    assert ran.code == 0
    assert "--json" in ran.out
    assert f"Example: tapecheck {command}" in ran.out


def test_files_of_every_format_in_one_run(tapecheck: Command, tmp_path: Path) -> None:
    names = ("brief.html", "brief.md", "brief.json", "claims.csv", "claims.jsonld", "marks.annotations.jsonld", "b.txt")
    outs = [part for name in names for part in ("-o", str(tmp_path / name))]
    ran = tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", *outs)
    assert ran.code == 1
    assert ran.out == ""
    assert [line.rpartition("/")[2] for line in ran.err.splitlines()] == list(names)
    assert (tmp_path / "brief.html").read_text().startswith("<!doctype html>")
    assert json.loads((tmp_path / "brief.json").read_text())["headline"].startswith("After the Vote")


def test_without_a_file_it_is_told_in_the_terminal(tapecheck: Command) -> None:
    ran = tapecheck("brief", SAMPLE, "--offline", "--no-sentiment")
    assert ran.code == 1
    for words in ("in its own sentences", "✓ 26 supported", "✗ 2 contradicted", "digits transposed", "who said what",
                  "Odile Brandt, chief market strategist, Harrow Lane Capital", "stance: not read",
                  "not read: no sentiment model was run", "what could not be checked", "30 numbers in the article"):
        assert words in " ".join(ran.out.split())
    assert tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", "--text").out == ran.out


@pytest.mark.parametrize("width", [40, 60, 100, 200, 300])
def test_the_terminals_width_is_kept(width: int, tapecheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = tapecheck("brief", SAMPLE, "--offline", "--no-sentiment").out.splitlines()
    assert max(map(cell_len, lines)) <= min(max(width, 60), 200)


def test_no_colour_unless_a_terminal_wants_it(tapecheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in tapecheck("brief", SAMPLE, "--offline", "--no-sentiment").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in tapecheck("brief", SAMPLE, "--offline", "--no-sentiment").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in tapecheck("brief", SAMPLE, "--offline", "--no-sentiment").out


def test_json_is_a_brief_a_line(tapecheck: Command) -> None:
    ran = tapecheck("brief", SAMPLE, str(SAMPLES / "fed-wednesday.txt"), "--offline", "--no-sentiment", "--json")
    assert [json.loads(line)["claims"][0]["number"] for line in ran.out.splitlines()] == [1, 1]


def test_a_format_alone_goes_to_standard_output(tapecheck: Command) -> None:
    assert tapecheck(
        "brief", SAMPLE, "--offline", "--no-sentiment", "--format", "csv").out.startswith("article,headline,")
    ran = tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", "--format", "pdf")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "there is no format 'pdf'" in ran.err


def test_reports_and_bundles_made_before_give_the_same_brief(tapecheck: Command, tmp_path: Path) -> None:
    bundle = tmp_path / "evidence.zip"
    made = tapecheck("check", SAMPLE, "--offline", "--no-sentiment", "--json", "--bundle", str(bundle)).out
    kept = tmp_path / "reports.jsonl"
    kept.write_text(made)
    fresh = tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", "--json").out
    assert tapecheck("brief", str(kept), "--offline", "--json").out == fresh
    assert json.loads(tapecheck("brief", str(bundle), "--offline", "--json").out)["headline"]


def test_a_line_that_is_no_report_is_told_and_the_rest_is_done(tapecheck: Command, tmp_path: Path) -> None:
    report = tapecheck("check", SAMPLE, "--offline", "--no-sentiment", "--json").out
    moved = json.loads(report)
    moved["claims"][0]["figure"]["start"] += 1
    moved["claims"][0]["figure"]["end"] += 1
    kept = tmp_path / "reports.jsonl"
    kept.write_text(report + json.dumps(moved) + "\n" + '{"article": 1}\n' + report)
    ran = tapecheck("brief", str(kept), "--offline", "--json")
    assert ran.code == 2
    assert len(ran.out.splitlines()) == 2
    assert [line.rpartition(": no report")[0][-2:] for line in ran.err.splitlines()] == [":2", ":3"]


def test_one_bad_article_costs_the_others_nothing(tapecheck: Command, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    ran = tapecheck("brief", str(tmp_path / "none.txt"), SAMPLE, "--offline", "--no-sentiment", "-o", str(out), "-q")
    assert ran.code == 2
    assert "no such file" in ran.err
    assert "After the Vote" in out.read_text()


def test_nothing_is_written_where_nothing_could_be_read(tapecheck: Command, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    assert tapecheck("brief", str(tmp_path / "none.txt"), "-o", str(out)).code == 2
    assert not out.exists()


def test_a_missing_extra_is_one_line(tmp_path: Path) -> None:
    code = "import sys; sys.modules['drawsvg'] = None; from tapecheck.cli import main; main(sys.argv[1:])"
    ran = subprocess.run([sys.executable, "-c", code, "brief", SAMPLE, "--offline",
                          "--no-sentiment", "-o", str(tmp_path / "x.html")],
                         capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "pip install 'tapecheck[brief]'" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_serve_without_its_extra_is_one_line() -> None:
    code = "import sys; sys.modules['fastapi'] = None; from tapecheck.cli import main; main(['serve'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "pip install 'tapecheck[serve]'" in ran.stderr


def test_serve_refuses_what_it_cannot_do(tapecheck: Command, tmp_path: Path) -> None:
    for wrong, said in ((("--rate", "fast"), "is no rate"), (("--keep", str(tmp_path / "none")), "is not a folder"),
                        (("--host", "256.0.0.1"), "cannot listen")):
        ran = tapecheck("serve", "--port", "0", *wrong)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert said in ran.err


def test_python_does_what_the_command_does(tmp_path: Path) -> None:
    report = package.check(SAMPLE)
    made = package.brief(report)
    assert made.count("contradicted") == 2
    path = package.write_brief(report, tmp_path / "brief.html")
    assert "After the Vote" in path.read_text()


def test_quiet_is_quiet(tapecheck: Command, tmp_path: Path) -> None:
    ran = tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", "-o", str(tmp_path / "b.md"), "--quiet")
    assert (ran.out, ran.err) == ("", "")


def test_sentiment_is_read_unless_told_otherwise(tapecheck: Any) -> None:
    pytest.importorskip("torch")
    told = json.loads(tapecheck("brief", SAMPLE, "--offline", "--json").out)
    assert told["tones"]
    assert all(said["stance"] for voice in told["voices"] for said in voice["said"])
    assert not json.loads(tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", "--json").out)["tones"]


def test_the_tables_of_a_batch_give_one_brief(tapecheck: Command, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert tapecheck("batch", str(SAMPLES), "-o", str(folder), "--offline", "--quiet").code == 0
    ran = tapecheck("brief", str(folder), "--offline", "--no-sentiment", "--json")
    told = [json.loads(line) for line in ran.out.splitlines()]
    alone = json.loads(tapecheck("brief", SAMPLE, "--offline", "--no-sentiment", "--json").out)
    assert len(told) == len(list(SAMPLES.glob("*.txt")))
    assert [c["outcome"] for c in alone["claims"]] in [[c["outcome"] for c in t["claims"]] for t in told]
