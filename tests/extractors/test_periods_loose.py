"""The shapes of speech and forms, which are read only on request."""

from datetime import datetime, timedelta, timezone

import pytest

from tapecheck.extractors.periods import read_periods
from tapecheck.schemas import Parsed, Period

MONDAY = datetime(2016, 11, 7, 16, 12, tzinfo=timezone(timedelta(hours=-5)))


def read(text: str, *, loose: bool = True) -> tuple[Period, ...]:
    return read_periods(Parsed(body=text, tokens=(), sentences=(), parsed=False), MONDAY, loose=loose)


TIMEX = [
    ("pay me every friday", "every friday", "XXXX-WXX-5"),
    ("the bill comes quarterly", "quarterly", "P3M"),
    ("call me at half past seven", "half past seven", "T07:30"),
    ("the office is open from 9am to 5pm", "from 9am to 5pm", "T09:00/T17:00"),
    ("see you tomorrow at 8:30pm", "tomorrow at 8:30pm", "2016-11-08T20:30"),
    ("see you tuesday from 7 to 7:30", "tuesday from 7 to 7:30", "2016-11-08T07:00/2016-11-08T07:30"),
    ("it runs two hours and a half", "two hours and a half", "PT2.5H"),
    ("deliver it in two weeks", "in two weeks", "2016-11-21"),
    ("deliver it by 12/23/2016", "by 12/23/2016", "2016-12-23"),
    ("pay three days after january 12th", "three days after january 12th", "2017-01-15"),
    ("it opened in q1 of 2017", "q1 of 2017", "2017-Q1"),
    ("the shop shut in week 31", "week 31", "2016-W31"),
    ("i leave now", "now", "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "span", "timex"), TIMEX)
def test_speech_is_read_on_request(text: str, span: str, timex: str) -> None:
    found = [(p.text, p.timex) for p in read(text)]
    assert (span, timex) in found


def test_open_ends() -> None:
    assert [p.relation for p in read("Reports for 2018 or later, or no later than May 4.")] == ["since", "before"]


@pytest.mark.parametrize("text", ["pay me every friday", "the bill comes quarterly", "i leave now", "meet at 7"])
def test_news_leaves_them_alone(text: str) -> None:
    assert read(text, loose=False) == ()
