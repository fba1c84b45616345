"""Article files to articles: bodies unchanged, heads read in their many dresses."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.errors import InputError
from tapecheck.nlp import articles as module
from tapecheck.nlp.articles import read_articles
from tapecheck.nlp.dateline import read_head
from tapecheck.nlp.moments import find_moment, parse_as_of, parse_moment

PROSE = "Stocks rose on Tuesday as investors took heart from a soft reading of inflation, and bonds rose with them."


def one(path: Path, **options: datetime) -> module.Article:
    (article,) = read_articles(str(path), **options)
    return article


@pytest.mark.parametrize(("printed", "moment"), [
    ("Mar 4, 2025 11:18:00 -0500", "2025-03-04T11:18:00-05:00"),
    ("March 4, 2025 5:12 p.m. ET", "2025-03-04T17:12:00-05:00"),
    ("July 4, 2025 5:12 p.m. ET", "2025-07-04T17:12:00-04:00"),
    ("July 4, 2025 5:12 p.m. EST", "2025-07-04T17:12:00-04:00"),
    ("Sept. 2, 2025 at 4 pm ET", "2025-09-02T16:00:00-04:00"),
    ("2025-03-04T17:20:00Z", "2025-03-04T17:20:00+00:00"),
    ("2025-03-04T17:20:00.123456-05:00", "2025-03-04T17:20:00-05:00"),
    ("2025-03-04 17:20", "2025-03-04T17:20:00-05:00"),
    ("2025-03-04", "2025-03-04T23:59:59-05:00"),
    ("Tue, 4 Mar 2025 09:30:00 GMT", "2025-03-04T09:30:00+00:00"),
    ("4 July 2025 at 16:30 BST", "2025-07-04T16:30:00+01:00"),
    ("TUE, MAR 4 2025 11:18 AM EST", "2025-03-04T11:18:00-05:00"),
    ("9:05 AM EST, Tue March 4, 2025", "2025-03-04T09:05:00-05:00"),
    ("March 4, 2025 | 1:15 PM PT", "2025-03-04T13:15:00-08:00"),
    ("12:30 a.m. CT on March 4, 2025", "2025-03-04T00:30:00-06:00"),
    ("03/04/2025 16:00 UTC", "2025-03-04T16:00:00+00:00"),
    ("25/12/2025 16:00 UTC", "2025-12-25T16:00:00+00:00"),
    ("March 4th, 2025, 16.30 GMT+1", "2025-03-04T16:30:00+01:00"),
])
def test_a_printed_moment_is_read_whole(printed: str, moment: str) -> None:
    found = parse_moment(printed)
    assert found is not None
    assert found.when is not None
    assert found.when.isoformat() == moment


@pytest.mark.parametrize("printed", ["March 4", "Feb. 30, 2020", "1850-01-01", "2250-01-01", "32 March 2020"])
def test_a_day_that_is_none_gives_no_moment_and_says_why(printed: str) -> None:
    found = find_moment(printed)
    assert found is None or (found.when is None and "--as-of" in found.note)


def test_a_time_without_a_zone_is_new_york_in_a_page_and_said_so() -> None:
    found = parse_moment("March 4, 2025 9:00 a.m.")
    assert found is not None
    assert "New York" in found.note


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13-01", "2025-09-12 and more", "25:00", "\x00"])
def test_as_of_refuses_what_is_no_moment(text: str) -> None:
    with pytest.raises(InputError, match="--as-of wants"):
        parse_as_of(text)


HEADS = [
    ("Stocks Rise. Bonds Too.\nMar 4, 2025 11:18:00 -0500 by Ada Quist | #Markets #Small Caps", "Ada Quist",
     ("Markets", "Small Caps")),
    ("Stocks Rise\nBy Ada Quist — Mar. 4, 2025 11:18 a.m. ET", "Ada Quist", ()),
    ("Stocks Rise\nPublished: 2025-03-04T16:18:00Z\nBy Ada Quist", "Ada Quist", ()),
    ("Stocks Rise\nBy Ada Quist and Bo de Wit\nUpdated March 5, 2025 7:00 a.m. ET\n"
     "Published March 4, 2025 11:18 a.m. ET", "Ada Quist and Bo de Wit", ()),
    ("Stocks Rise\nA deck that sums the story up in a line\nMarch 4, 2025 11:18 AM EST · 3 min read", "", ()),
    ("Stocks Rise\nThe Daily Ledger | March 4, 2025, 11:18 a.m. EST", "", ()),
    ("Stocks Rise\nMar 4, 2025 11:18 AM EST, Updated 11 min ago\nBy Ada Quist", "Ada Quist", ()),
    ("Stocks Rise\n4 March 2025, 11:18 ET · Rates desk · Ada Quist in Boston", "", ()),
    ("Stocks Rise\nMarch 4, 2025 / 11:18 AM EST / 3 years ago", "", ()),
    ("Stocks Rise\nNEW YORK, Mar 4, 2025, 11:18 EST", "", ()),
    ("Stocks Rise\nThe Quay Letter, No. 44 — March 4, 2025 11:18 a.m. ET by Ada Quist", "Ada Quist", ()),
    ("Stocks Rise\nPosted at 11:18 AM ET on March 4, 2025 by Ada Quist in Markets", "Ada Quist", ()),
    ("Stocks Rise\nBonds | Closing report | Ada Quist and Bo de Wit | 2025-03-04 11:18 EST",
     "Ada Quist and Bo de Wit", ()),
    ("Stocks Rise\nRates · Morning note · Mar. 4, 2025, 11:18 a.m. ET", "", ()),
    ("Stocks Rise\nFiled by Ada Quist on March 4, 2025 at 11:18 a.m.", "Ada Quist", ()),
    ("Stocks Rise\nMarkets / Bonds / Ada Quist / 2025-03-04T11:18-05:00", "", ()),
    ("Stocks Rise\nChicago, March 4, 2025 (11:18 a.m. ET)", "", ()),
    ("Stocks Rise\nReporting by Ada Quist in Boston; March 4, 2025 11:18 a.m.", "Ada Quist", ()),
    ("Stocks Rise\nPosted March 4, 2025 11:18 a.m. ET | Updated 12:40 p.m. ET", "", ()),
    ("Stocks Rise\n[March 4, 2025 -- 11:18 a.m. ET]", "", ()),
    ("Stocks Rise\nCLOSING BELL — By Ada Quist — March 4, 2025, 11:18 a.m. ET", "Ada Quist", ()),
    ("Stocks Rise\nBonds | Morning note | Bo de Wit and Ada Quist | 2025-03-04 11:18 EST",
     "Bo de Wit and Ada Quist", ()),
    ("Stocks Rise\nDesk notes | Ada Quist | 2025-03-04 11:18 EST | #Bonds #Gold", "", ("Bonds", "Gold")),
    ("Stocks Rise\nFUNDS - By Ada Quist - March 4, 2025 11:18 a.m. ET", "Ada Quist", ()),
]


@pytest.mark.parametrize("line", [
    "For the week ended March 1, 2025", "Week of March 3, 2025", "Since March 4, 2025",
    "The bank, the insurer and the fund | 2025-03-04 was the day it fell.", "Bonds | Down 3% | March 4, 2025",
    "Shares of Acme, Apex and Orbit fell on March 4, 2025",
])
def test_the_period_that_is_reported_is_no_date_of_publication(line: str) -> None:
    assert read_head(f"Stocks Rise\n{line}\n{PROSE}\n").published is None


@pytest.mark.parametrize(("head", "byline", "tags"), HEADS)
def test_headline_dateline_and_prose_are_told_apart(head: str, byline: str, tags: tuple[str, ...]) -> None:
    text = f"{head}\n{PROSE}\nMore of it on March 3, 2025.\n"
    found = read_head(text)
    assert found.published is not None
    assert found.published.astimezone(UTC) == datetime(2025, 3, 4, 16, 18, tzinfo=UTC)
    assert (found.title, found.byline, found.tags) == (head.partition("\n")[0], byline, tags)
    assert text[found.prose_start :].startswith(PROSE)
    assert found.dateline is not None
    assert "2025" in text[slice(*found.dateline)]


def test_a_caption_glued_to_the_tags_is_prose() -> None:
    text = "Stocks Rise\nMar 4, 2025 11:18:00 -0500 by Ada Quist | #McAllister's PicksThe floor of the exchange, " \
           "above, saw heavy trading. (Pool)\n" + PROSE
    found = read_head(text)
    assert found.tags == ("McAllister's Picks",)
    assert text[found.prose_start :].startswith("The floor")


@pytest.mark.parametrize("wire", [
    "NEW YORK, March 3 (Reuters) - ", "(Bloomberg) -- ", "LONDON (AP) — ", "WASHINGTON—", "March 3 (Reuters) - ",
])
def test_a_wire_dateline_ends_at_its_dash_and_gives_no_year(wire: str) -> None:
    found = read_head(f"Stocks Rise\n{wire}{PROSE}")
    text = f"Stocks Rise\n{wire}{PROSE}"
    assert found.dateline is not None
    assert text[slice(*found.dateline)] == wire
    assert text[found.prose_start :] == PROSE
    assert found.published is None


@pytest.mark.parametrize(("wire", "moment"), [
    ("NEW YORK, March 3, 2025, 5:02 p.m. EST (Acme Wire) - ", "2025-03-03T17:02:00-05:00"),
    ("LONDON, 3 March 2025, 17:02 GMT (Acme Wire) — ", "2025-03-03T17:02:00+00:00"),
])
def test_a_wire_dateline_may_tell_year_and_hour(wire: str, moment: str) -> None:
    found = read_head(f"Stocks Rise\n{wire}{PROSE}")
    assert found.published is not None
    assert found.published.isoformat() == moment


@pytest.mark.parametrize("text", [
    PROSE,
    "On March 4, 2025, the Fed cut its rate by half a point, and stocks rose by two percent within the hour of it.",
    "By Friday Goldman Sachs had lost 3% on the week, its worst run since the spring of the year before last.",
    "by Acme Corp and others, said the court\nof the state, has been paid.",
    "Stocks fell again — By contrast, bonds rose — March 4, 2025 was a day of records for them and for gold.",
])
def test_prose_is_no_dateline(text: str) -> None:
    assert read_head(text).dateline is None
    assert read_head(text).prose_start == 0


@given(st.text(max_size=400))
def test_any_text_has_a_head_within_it(text: str) -> None:
    found = read_head(text)
    assert 0 <= found.prose_start <= len(text)
    if found.dateline:
        assert 0 <= found.dateline[0] < found.dateline[1] <= found.prose_start


@given(st.text(alphabet=st.sampled_from("0123456789:/-.,+ TZapm AMETjanuryfb()|"), max_size=60))
def test_any_row_of_date_characters_is_read_without_error(text: str) -> None:
    find_moment(text)


def test_the_body_of_a_text_file_is_the_file(tmp_path: Path) -> None:
    text = "\r\n Stocks Rise \r\n\r\nMarch 4, 2025\r\n" + PROSE + "\r\n\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert one(tmp_path / "a.txt").body == text


@pytest.mark.parametrize(("data", "note"), [
    ("﻿Café prices rose 2%.".encode(), ""), ("Café prices rose 2%.".encode("cp1252"), "cp1252"),
    ("“Café” prices rose 2%.".encode("cp1252"), "cp1252"), ("Café prices rose 2%.".encode("utf-16"), "utf-16"),
])
def test_encodings_are_told_and_noted(tmp_path: Path, data: bytes, note: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    article = one(tmp_path / "a.txt")
    assert "Café" in article.body
    assert "\ufeff" not in article.body
    assert note in " ".join(article.notes)


@pytest.mark.parametrize(("given_", "expected"), [
    ("2025-03-04T11:18:00-05:00", "2025-03-04T16:18:00+00:00"), ("1987-04-07T06:10:43", "1987-04-07T06:10:43+00:00"),
    (1741105080, "2025-03-04T16:18:00+00:00"), (1741105080000, "2025-03-04T16:18:00+00:00"), ("1850-01-01", None),
    ("soon", None), (None, None), (True, None), (1e300, None), (["2025"], None),
    ("2025-03-04", "2025-03-05T04:59:59+00:00"),
])
def test_a_json_article_keeps_its_body_and_reads_its_date(tmp_path: Path, given_: object, expected: str | None) -> None:
    row = {"published": given_, "headline": "A title", "text": " unchanged\r\n", "author": ["Ada Quist"], "rank": 3}
    (tmp_path / "a.json").write_text(json.dumps(row))
    article = one(tmp_path / "a.json")
    assert (article.body, article.title, article.byline) == (" unchanged\r\n", "A title", "Ada Quist")
    assert (article.published.astimezone(UTC).isoformat() if article.published else None) == expected


@pytest.mark.parametrize("name", ["published", "date", "datetime", "publishedAt"])
@pytest.mark.parametrize("text", ["body", "text", "content"])
def test_the_common_names_of_fields_are_taken(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{name: "2025-03-04T11:18:00Z", text: PROSE, "id": 7}]))
    article = one(tmp_path / "a.json")
    assert (article.id, article.body) == ("7", PROSE)
    assert article.published == datetime(2025, 3, 4, 11, 18, tzinfo=UTC)


def test_a_bad_line_is_reported_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "One rose 1%."}\n\n{"body": \n{"body": "Three rose 3%."}\n[]\n')
    errors: list[InputError] = []
    articles = list(read_articles(str(tmp_path / "a.jsonl"), on_error=errors.append))
    assert [a.id for a in articles] == ["a#1", "a#4"]
    assert ["line 3" in str(e) or "line 5" in str(e) for e in errors] == [True, True]
    with pytest.raises(InputError, match="line 3"):
        list(read_articles(str(tmp_path / "a.jsonl")))


def test_as_of_stands_in_for_a_missing_date_only(tmp_path: Path) -> None:
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    (tmp_path / "a.json").write_text(json.dumps([{"body": PROSE}, {"body": PROSE, "date": "2024-01-01T00:00:00Z"}]))
    without, dated = read_articles(str(tmp_path / "a.json"), as_of=moment)
    assert without.published == moment
    assert dated.published is not None
    assert dated.published.year == 2024


def test_a_line_over_the_limit_does_not_stop_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 200)
    rows = ['{"body": "short"}', json.dumps({"body": "long " * 100}), '{"body": "last"}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    errors: list[InputError] = []
    articles = list(read_articles(str(tmp_path / "a.jsonl"), on_error=errors.append))
    assert [a.body for a in articles] == ["short", "last"]
    assert len(errors) == 1


NAV = "<nav><ul>" + "".join(f"<li><a href='/{i}'>Section {i}</a>" for i in range(20)) + "</ul></nav>"
TEASERS = "<div class=grid>" + "".join(
    f"<div><a href=x><h4>Another headline {i}</h4></a><p>A teaser long enough to pass for a paragraph, a rise of {i}% "
    "in something else entirely.</p></div>" for i in range(5)) + "</div>"
FOOT = "<footer><p>Data delayed by at least 15 minutes, and given without any warranty by their providers.</p></footer>"
META = {"@type": "NewsArticle", "headline": "Stocks Rise", "datePublished": "2025-03-04T11:18:00-05:00",
        "author": {"name": "Ada Quist"}}
LD = f"<script type='application/ld+json'>{json.dumps({'@graph': [{'@type': 'WebSite'}, META]})}</script>"
METAS = "<meta property='article:published_time' content='2025-03-04T16:18:00Z'>" \
        "<meta name=author content='Ada Quist'><meta property='og:title' content='Stocks Rise'>"


def _semantic(paragraphs: list[str]) -> str:
    return f"<!DOCTYPE html><html><head>{LD}</head><body>{NAV}<main><article><h1>Stocks Rise</h1>" \
        "<p>By Ada Quist</p>" + "".join(f"<p>{p}</p>" for p in paragraphs) + f"</article></main>{TEASERS}{FOOT}"


def _segmented(paragraphs: list[str]) -> str:
    return f"<html><head>{METAS}</head><body>{NAV}<div class='story has-sidebar'><h1>Stocks Rise</h1>" + \
        "<div class=ad>Advertisement</div>".join(f"<div><p>{p}</p></div>" for p in paragraphs) + \
        f"</div>{TEASERS}{FOOT}"


def _breaks(paragraphs: list[str]) -> str:
    return f"<html><head>{METAS}<body><table><tr><td>{NAV}<td><h1>Stocks Rise</h1><font>By Ada Quist<br><br>" + \
        "<br><br>".join(paragraphs) + f"</font></table>{FOOT}"


def _spans(paragraphs: list[str]) -> str:
    return f"<html><head>{LD}</head><body><div><div>" + "".join(
        f"<div><span>{p}</span></div><div class='newsletter-box'>Sign up for more</div>" for p in paragraphs) + \
        f"</div></div>{TEASERS}{FOOT}"


@pytest.mark.parametrize("page", [_semantic, _segmented, _breaks, _spans])
def test_the_text_of_a_page_is_its_article(tmp_path: Path, page: object) -> None:
    texts = [f"{PROSE} That was {n}% more than in the week before, said a trader & others." for n in range(2, 10)]
    marked = [html.escape(t).replace("bonds", "<b>bonds</b>").replace("took", "<a href=i>took</a>") for t in texts]
    (tmp_path / "a.html").write_text(page(marked))  # type: ignore[operator]
    article = one(tmp_path / "a.html")
    assert article.body.split("\n") == ["Stocks Rise", *texts]
    assert article.published is not None
    assert article.published.astimezone(UTC) == datetime(2025, 3, 4, 16, 18, tzinfo=UTC)
    assert article.byline == "Ada Quist"


def test_scripts_and_hidden_text_are_not_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        f"<title>A <script>alert('title')</script></title><p>{PROSE}</p><p hidden>Hidden {PROSE}</p>"
        f"<p style='display: none'>Unseen {PROSE}</p><script>var x = '{PROSE}'</script>")
    body = one(tmp_path / "a.html").body
    assert PROSE in body
    assert "Hidden" not in body
    assert "Unseen" not in body
    assert "var x" not in body


def test_a_page_behind_a_wall_gives_the_text_it_states(tmp_path: Path) -> None:
    whole = json.dumps({**META, "articleBody": "\n".join([PROSE] * 6)})
    (tmp_path / "a.html").write_text(f"<script type='application/ld+json'>{whole}</script><p>{PROSE}</p>")
    assert one(tmp_path / "a.html").body.count(PROSE) == 6


@given(st.text(alphabet=st.sampled_from("<>/pdivbr ='\"a!-&;\n"), max_size=200))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    from tapecheck.nlp.html import read_page

    assert all(p.strip() for p in read_page(markup).paragraphs)


def test_gold_articles_are_read_as_their_files_say(shared: Path) -> None:
    for path in [shared / "seed" / "article.txt", *sorted((shared / "gold" / "claims").glob("*.txt"))]:
        gold = json.loads(path.with_suffix(".json").read_text())
        article = one(path)
        assert article.published == datetime.fromisoformat(gold["published"]), path.name
        assert article.body.encode() == path.read_bytes()
        head = read_head(article.body)
        assert head.dateline is not None
        assert len(article.title) > 20
        assert all(article.body.find(c["anchor"]) >= head.prose_start for c in gold["claims"]
                   if c["anchor"] not in article.title), path.name


@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".json", ".jsonl", ""]))
def test_any_bytes_are_articles_or_one_clear_line(data: bytes, suffix: str) -> None:
    import tempfile

    refused: list[InputError] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        try:
            assert all(article.body.strip() for article in read_articles(str(path), on_error=refused.append))
        except InputError as error:
            refused.append(error)
    assert all(len(str(error).splitlines()) == 1 for error in refused)
