"""Hostile input: one clear line and the right exit code for each, never a traceback."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

PROSE = "The S&P 500 fell 1.6% on Friday to 5,827.04, and the Nasdaq Composite lost 1.6% too."
DATED = f"Stocks Fall\nJan 10, 2025 17:00:00 -0500 by Ada Quist\n{PROSE}\n"


class Ran(Protocol):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]
ANY, FINE, REFUSED = (0, 1), (0,), (2,)
"""Exit codes: read whatever the verdict; read and nothing contradicted; refused."""


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 3_000_000)
    return held.getvalue()


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _rows(*rows: object) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


GOOD = {"published": "2025-01-10T22:00:00Z", "title": "Stocks Fall", "body": PROSE}

# name of the file, its bytes, exit codes, words that standard error must hold
CASES: list[tuple[str, str, bytes, tuple[int, ...], str]] = [
    ("empty", "a.txt", b"", REFUSED, "is empty"),
    ("white space", "a.txt", b" \n\t\r\n ", REFUSED, "is empty"),
    ("white space of another width", "a.txt", "\u00a0\u2003\u3000".encode(), REFUSED, "has no text"),
    ("byte-order mark alone", "a.txt", b"\xef\xbb\xbf", REFUSED, "is empty"),
    ("byte-order mark before text", "a.txt", b"\xef\xbb\xbf" + DATED.encode(), ANY, ""),
    ("random bytes", "a.txt", bytes(range(256)) * 40, REFUSED, "not text"),
    ("high bytes", "a.txt", bytes(range(128, 256)) * 40, REFUSED, "encoding"),
    ("one NUL", "a.txt", DATED.encode() + b"\0", REFUSED, "NUL"),
    ("NUL alone", "a.html", b"\0" * 5000, REFUSED, "NUL"),
    ("control characters", "a.txt", b"\x01\x02\x03 rose 2% " * 50, REFUSED, "control"),
    ("latin-1", "a.txt", (DATED + "Crédit Agricole rose 2%.").encode("latin-1"), ANY, ""),
    ("cp1252 quotes", "a.txt", (DATED + "“We like it,” he said.").encode("cp1252"), ANY, ""),
    ("UTF-16", "a.txt", DATED.encode("utf-16"), ANY, ""),
    ("UTF-16 without its mark", "a.txt", DATED.encode("utf-16-le"), REFUSED, "NUL"),
    ("UTF-16 cut short", "a.txt", DATED.encode("utf-16") + b"\xd8", REFUSED, "begins as"),
    ("UTF-8 cut short", "a.txt", (DATED + "é").encode()[:-1], ANY, ""),
    ("Shift-JIS", "a.txt", "日経平均株価は二パーセント上昇した。".encode("shift-jis") * 20, REFUSED, "encoding"),
    ("no other language", "a.txt", "日経平均株価は2%上昇した。".encode(), FINE, ""),
    ("10 MB in a line", "a.txt", b"The Dow rose 2% and " * 500_001, REFUSED, "too large"),
    ("1.2 MB in a line", "a.txt", b"The Dow rose 2% and " * 60_000, REFUSED, "too long"),
    ("a word of 30,000 letters", "a.txt", b"a" * 30_000, FINE, ""),
    ("a number of 5,000 digits", "a.txt", b"The Dow rose " + b"9" * 5000 + b"% on Friday.", FINE, ""),
    ("numbers alone", "a.txt", b"1 2 3 4.5 6% $7 8bp -9 1/2 1e400 0x1F 10^9 " * 30, FINE, ""),
    ("punctuation alone", "a.txt", b"?!.,;:-()[]{}\"'%$&*@# " * 30, FINE, ""),
    ("500 empty lines", "a.txt", b"\n" * 500 + DATED.encode(), ANY, ""),
    ("old Mac lines", "a.txt", DATED.replace("\n", "\r").encode(), ANY, ""),
    ("DOS lines", "a.txt", DATED.replace("\n", "\r\n").encode(), ANY, ""),
    ("odd line ends", "a.txt", DATED.replace("\n", "\u2028").encode() + "\u0085\v\f".encode(), ANY, ""),
    ("no date", "a.txt", PROSE.encode(), FINE, ""),
    ("date in 1850", "a.txt", DATED.replace("2025", "1850").encode(), FINE, ""),
    ("date in 3025", "a.txt", DATED.replace("2025", "3025").encode(), FINE, ""),
    ("February 30", "a.txt", DATED.replace("Jan 10", "Feb 30").encode(), FINE, ""),
    ("25 o'clock", "a.txt", DATED.replace("17:00:00", "25:61:99").encode(), ANY, ""),
    ("an offset of 99 hours", "a.txt", DATED.replace("-0500", "-9959").encode(), ANY, ""),
    ("a headline alone", "a.txt", b"Stocks Fall 2%", FINE, ""),
    ("odd quotes", "a.txt", f"{DATED}„Wir“ «said» ‹x› ``he'' \"\"it rose 2%''' “ unclosed".encode(), ANY, ""),
    ("emoji", "a.txt", f"{DATED}📉 Stocks 🇺🇸 fell 👩‍👩‍👧 2% 😱 on Friday 🚀🚀.".encode(), ANY, ""),
    ("right-to-left marks", "a.txt", f"{DATED}The Dow \u202e%2 esor\u202c \u200fon\u200e Friday.".encode(), ANY, ""),
    ("ANSI escapes", "a.txt", f"{DATED}\x1b[31mThe Dow\x1b[0m rose \x1b]0;owned\x07 2%.\x1b[2J".encode(), ANY, ""),
    ("rich markup", "a.txt", f"[bold]{DATED}[/nope] The [red]Dow[/] rose [link=x]2%[/link].".encode(), ANY, ""),
    ("format strings", "a.txt", f"{DATED}%s %n {{}} {{0.__class__}} $(rm) `id` rose 2%.".encode(), ANY, ""),
    ("less-than in text", "a.txt", f"{DATED}If x < 2% and y > 3%, <b>the Dow</b> rose 2%.".encode(), ANY, ""),
    ("combining marks", "a.txt", ("The Dow rose 2" + "\u0301" * 3000 + "%.").encode(), FINE, ""),
    ("fullwidth digits", "a.txt", "The S&P 500 rose ２％ on Friday, ①②③ ½ ² Ⅷ ٣٪.".encode(), FINE, ""),
    ("nested quotes", "a.txt", ("“" * 2000 + "rose 2%" + "”" * 2000).encode(), FINE, ""),
    ("nested brackets", "a.txt", ("(" * 3000 + "2%" + ")" * 3000).encode(), FINE, ""),
    ("tags without end", "a.txt", ("Stocks Fall\nJan 10, 2025 by A B | " + "#Tag" * 5000).encode(), FINE, ""),
    ("zip named .html", "a.html", _zip(), REFUSED, "ZIP"),
    ("zip named .txt", "a.txt", _zip(), REFUSED, "ZIP"),
    ("gzip named .jsonl", "a.jsonl", gzip.compress(_rows(GOOD)), REFUSED, "gzip"),
    ("gzip named .html", "a.html", gzip.compress(b"<p>" * 100_000), REFUSED, "gzip"),
    ("PDF named .txt", "a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", REFUSED, "PDF"),
    ("picture named .html", "a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", REFUSED, "image"),
    ("1,000 nested tags", "a.html", _page("<div>" * 1000 + f"<p>{PROSE}</p>" + "</div>" * 1000), FINE, ""),
    ("20,000 nested tags", "a.html", _page("<div>" * 20_000 + PROSE), REFUSED, "nests"),
    ("script in the title", "a.html", _page(f"<p>{PROSE}</p>", "<title><script>alert(2)</script></title>"), FINE, ""),
    ("script in a JSON title", "a.json", _rows({**GOOD, "title": "<script>alert(1)</script>\x1b[31m"}), ANY, ""),
    ("a page of scripts", "a.html", _page("<script>var a = 'It rose 2%'</script>" * 50), REFUSED, "no article text"),
    ("a page without text", "a.html", _page("<img src=x><br><hr>"), REFUSED, "no article text"),
    ("tags that never close", "a.html", b"<html><body><p>" + PROSE.encode() + b"<b><i><a href='<p" * 500, ANY, ""),
    ("text named .html", "a.html", DATED.encode(), ANY, ""),
    ("a page named .txt", "a.txt", _page(f"<p>{PROSE}</p>"), ANY, ""),
    ("a page in an unknown charset", "a.html", b"<meta charset=klingon><p>\xe9 " + PROSE.encode(), FINE, ""),
    ("a page that lies of its charset", "a.html", b"<meta charset=utf-16><p>\xe9 " + PROSE.encode(), (0, 2), ""),
    ("a page with broken JSON-LD", "a.html", _page(f"<p>{PROSE}</p>", "<script type='application/ld+json'>{\"@type\":"
     + "[" * 5000 + "</script>"), FINE, ""),
    ("entities", "a.html", _page(f"<p>{PROSE} &#0; &#x110000; &bogus; &amp;amp; &#55357;</p>"), FINE, ""),
    ("truncated JSON", "a.json", b'{"published": "2025-01-10", "body": "The S&P', REFUSED, "not JSON"),
    ("JSON of another kind", "a.json", b"[1, 2, 3]", REFUSED, "not an article"),
    ("an empty list", "a.json", b"[]", REFUSED, "empty list"),
    ("null", "a.json", b"null", REFUSED, "not an article"),
    ("no body", "a.json", _rows({"title": "x"}), REFUSED, "has no text"),
    ("a body that is no text", "a.json", _rows({"body": {"text": 1}}), REFUSED, "has no text"),
    ("an empty body", "a.json", _rows({"body": " \n"}), REFUSED, "has no text"),
    ("JSON nested 100,000 deep", "a.json", b"[" * 100_000, REFUSED, "nested too deeply"),
    ("a date of 5,000 digits", "a.json", b'{"published": ' + b"9" * 5000 + b', "body": "x"}', REFUSED, "too long"),
    ("a date that is NaN", "a.json", b'{"published": NaN, "body": "The Dow rose 2%."}', FINE, ""),
    ("half a character", "a.json", b'{"body": "The Dow \\ud83d rose 2%."}', FINE, ""),
    ("NUL inside JSON", "a.json", b'{"body": "The Dow \\u0000 rose 2%.", "title": "\\u0000"}', FINE, ""),
    ("an id that is a path", "a.json", _rows({**GOOD, "id": "../../etc/passwd"}), ANY, ""),
    ("JSON lines with one bad line", "a.jsonl", _rows(GOOD, '{"body": ', GOOD), REFUSED, "line 2"),
    ("JSON lines with one empty article", "a.jsonl", _rows(GOOD, {"body": ""}), REFUSED, "line 2 has no text"),
    ("JSON lines with bytes that are no text", "a.jsonl", _rows(GOOD) + b'\n{"body": "\0"}\n', REFUSED, "line 2"),
    ("JSON lines of no lines", "a.jsonl", b"\n\n\n", REFUSED, "empty"),
    ("JSON lines that are text", "a.jsonl", DATED.encode(), REFUSED, "line 1"),
]


@pytest.mark.parametrize(("name", "file", "data", "codes", "words"), CASES, ids=[case[0] for case in CASES])
def test_hostile_files(
    name: str, file: str, data: bytes, codes: tuple[int, ...], words: str, tmp_path: Path, tapecheck: Command
) -> None:
    (tmp_path / file).write_bytes(data)
    ran = tapecheck("check", str(tmp_path / file), "--json", "--offline")
    _judge(ran, codes, words)
    for line in ran.out.splitlines():
        report = json.loads(line)
        body = report["article"]["body"]
        assert all(body[c["start"] : c["end"]] == c["text"] for c in report["claims"])


@pytest.mark.parametrize(
    "name", ["ANSI escapes", "right-to-left marks", "rich markup", "script in a JSON title", "emoji"])
def test_no_control_character_of_an_article_reaches_the_terminal(
    name: str, tmp_path: Path, tapecheck: Command
) -> None:
    _, file, data, codes, _ = next(case for case in CASES if case[0] == name)
    (tmp_path / file).write_bytes(data)
    for command in ("check", "read", "plan"):
        ran = tapecheck(command, str(tmp_path / file))
        _judge(ran, codes, "")
        assert not {c for c in ran.out if c in "\x1b\x07\u202e\u202c\u200f\u200e"}


def _missing(tmp: Path) -> list[str]:
    return [str(tmp / "none.txt")]


def _folder(tmp: Path) -> list[str]:
    return [str(tmp)]


def _unreadable(tmp: Path) -> list[str]:
    (tmp / "a.txt").write_text(DATED)
    (tmp / "a.txt").chmod(0)
    if os.access(tmp / "a.txt", os.R_OK):
        pytest.skip("this user may read every file")
    return [str(tmp / "a.txt")]


def _looped(tmp: Path) -> list[str]:
    (tmp / "a.txt").symlink_to(tmp / "a.txt")
    return [str(tmp / "a.txt")]


def _odd_name(tmp: Path) -> list[str]:
    path = tmp / "[red]\x1b[31m \n.txt"
    path.write_text("")
    return [str(path)]


def _good(tmp: Path) -> str:
    (tmp / "good.txt").write_text(DATED)
    return str(tmp / "good.txt")


CALLS: list[tuple[str, Callable[[Path], list[str]], str]] = [
    ("missing file", _missing, "no such file"),
    ("folder", _folder, "is a folder"),
    ("unreadable file", _unreadable, "may not be read"),
    ("link to itself", _looped, "cannot be read"),
    ("odd file name", _odd_name, "is empty"),
    ("name too long", lambda tmp: ["x" * 5000], "cannot be read"),
    ("NUL in the name", lambda tmp: ["a\0b.txt"], "NUL"),
    ("empty name", lambda tmp: [""], "folder"),
    ("endless device", lambda tmp: ["/dev/zero"], "larger than"),
    ("nothing", lambda tmp: [], "give articles"),
    ("bad --as-of", lambda tmp: [_good(tmp), "--as-of", "yesterday"], "--as-of wants"),
    ("--as-of without such a day", lambda tmp: [_good(tmp), "--as-of", "2025-02-30"], "--as-of wants"),
    ("--claim without --as-of", lambda tmp: ["--claim", PROSE], "--as-of"),
    ("--claim and a file", lambda tmp: [_good(tmp), "--claim", PROSE, "--as-of", "2025-01-12"], "give articles or"),
    ("empty --claim", lambda tmp: ["--claim", " ", "--as-of", "2025-01-12"], "--claim wants"),
    ("unknown option", lambda tmp: [_good(tmp), "--frobnicate"], "frobnicate"),
    ("--data that is missing", lambda tmp: [_good(tmp), "--data", str(tmp / "none")], "none"),
    ("--data that is a file", lambda tmp: [_good(tmp), "--data", _good(tmp)], "good.txt"),
]


@pytest.mark.parametrize(("name", "build", "words"), CALLS, ids=[call[0] for call in CALLS])
def test_hostile_calls(
    name: str, build: Callable[[Path], list[str]], words: str, tmp_path: Path, tapecheck: Command
) -> None:
    _judge(tapecheck("check", *build(tmp_path)), REFUSED, words)


@pytest.mark.parametrize(("expr", "words"), [
    ("", "wanted"), ("change(", "wanted"), ("nonsense(SPX[now])", "nonsense"), ("change(SPX[ytd]) extra", "after"),
    ("change(" * 50 + "SPX[ytd]" + ")" * 50, "deep"), ("SPX['2025-99-99']", ""), ("\x1b[31m", "cannot read"),
    ("change(SPX[ytd], SPX[ytd], SPX[ytd])", "change"), ("level('x')", "series"), ("SPX[" + "9" * 400 + "d]", ""),
])
def test_hostile_expressions(expr: str, words: str, tapecheck: Command) -> None:
    _judge(tapecheck("eval", expr, "--as-of", "2025-01-10"), REFUSED if words else (0, 2), words)


FRAGMENTS = (
    "The S&P 500|the index|Nasdaq Composite|Russell 2000|10-year Treasury yield|the Fed|Nvidia|It|its|rose|fell"
    "|is up"
    "|climbed to|closed at|hit|a record|its highest since|best|streak|consecutive|sessions|days|in|on|for the|since"
    "|from|to|by|of|and|while|,|.|—|“|”|\"|'|(|)|%|$|1.6%|2,442.74|-3|0|1e9|1/2|½|five basis points|fourth|0th|24 times"
    "|nearly|more than|at least|Friday|Monday's|Nov. 8, 2021|Feb. 30, 2023|2022|last week|this year|a year earlier"
    "|12 months|99999999 days|9999999999999999999%|quarter-point|cuts|said|according to|Jane Doe|FactSet|expects|could"
    "|if|not|\n|\t|😀|\u202e|5.|$1.2 trillion-$1.4 trillion|-1%--2%|between 5% and 2%|half|tripled|Q3|January 32"
    "|year 10000|in 0001|millionth|dozens"
).split("|")
MOMENTS = (None, *(datetime(year, 9, 12, 15, tzinfo=UTC) for year in (1900, 2025, 2099)))
MISREAD = "in gained \" 24 times fell ' below a consecutive doubled It Russell 2000 said Friday below closed at"


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40), st.sampled_from(MOMENTS))
@example(["The S&P 500", "closed at", "its highest since", "99999999 days"], MOMENTS[2])
@example(MISREAD.split(), None)
@example("no lost ½ \" cuts sessions Monday's".split(), None)
def test_no_row_of_market_words_is_too_much(words: list[str], published: datetime | None) -> None:
    from tapecheck.check import check
    from tapecheck.schemas import Article

    body = " ".join(words)
    if body.strip():
        report = check(Article(id="a", body=body, published=published))
        assert len(report.numbers) >= len(report.figures)


def test_a_bad_file_does_not_stop_the_next_and_wins_the_exit_code(tmp_path: Path, tapecheck: Command) -> None:
    ran = tapecheck("check", str(tmp_path / "none.txt"), _good(tmp_path), "--json", "--offline")
    _judge(ran, REFUSED, "no such file")
    assert json.loads(ran.out)["article"]["title"] == "Stocks Fall"


def test_standard_input_is_sniffed(
    stdin: Callable[[bytes], None], tapecheck: Command
) -> None:
    for data, count in ((DATED.encode(), 1), (_rows(GOOD), 1), (_rows(GOOD, GOOD), 2), (_rows([GOOD, GOOD]), 2),
                        (_page(f"<p>{PROSE}</p>"), 1)):
        stdin(data)
        ran = tapecheck("read", "-", "--json")
        _judge(ran, FINE, "")
        reports = [json.loads(line) for line in ran.out.splitlines()]
        assert [PROSE in r["article"]["body"] for r in reports] == [True] * count
    stdin(b"")
    _judge(tapecheck("read", "-"), REFUSED, "standard input is empty")


def _judge(ran: Ran, codes: tuple[int, ...], words: str) -> None:
    code, out, err = ran.code, ran.out, ran.err
    assert code in codes, (code, err)
    assert "Traceback" not in out + err
    assert "internal error" not in err
    assert words.lower() in err.lower()
    lines = err.strip().splitlines()
    if codes == REFUSED:
        assert lines
    assert all(len(line) < 400 or "tapecheck: " + "x" * 50 in line for line in lines)
    assert not [c for c in err if c != "\n" and (ord(c) < 32 or c == "\x7f")]
