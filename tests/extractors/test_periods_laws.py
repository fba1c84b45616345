"""What holds of every text and every moment of publication."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.extractors import periods_calendar as cal
from tapecheck.extractors.periods import read_periods
from tapecheck.schemas import Parsed

WORDS = """since until by in on the a last next this past so far month months year years week quarter quarters half
 session sessions early late mid - end beginning of August May march Nov . 8 , 2021 2020 0 31 30 29 Feb Wednesday Friday
 's ’s “ 12 3 4 p m a.m. : 30 yesterday today tomorrow ago earlier later before after from to between and Christmas Eve
 Easter New Year two several nearly more than first third fiscal FY Q 1990s decade century / 11/8/2021 2020-02-30 will
 rose weekend ½ overnight close week ended day days time every now 99999999999 9999 0001 ¾ ٣ ² trading midnight spring
 summer full""".split()
moments = st.none() | st.datetimes(timezones=st.sampled_from([UTC])) | st.datetimes()
phrases = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=120), phrases), moments, st.booleans())
def test_spans_hold_are_in_order_and_repeatable(body: str, published: datetime | None, loose: bool) -> None:
    parsed = Parsed(body=body, tokens=(), sentences=(), parsed=False)
    found = read_periods(parsed, published, loose=loose)
    assert found == read_periods(parsed, published, loose=loose)
    last = 0
    for period in found:
        assert period.start >= last
        assert body[period.start : period.end] == period.text
        last = period.end
        assert period.first is None or period.last is None or period.first <= period.last


@settings(max_examples=150, deadline=None)
@given(phrases)
def test_without_a_date_only_what_names_its_year_is_resolved(body: str) -> None:
    found = read_periods(Parsed(body=body, tokens=(), sentences=(), parsed=False), None)
    for period in found:
        assert period.first is None or any(c.isdigit() for c in period.text)


def test_without_a_date_relative_time_stays_open() -> None:
    body = "It fell last week, on Friday, in August, this year, a year earlier, since May 7 and the past two months."
    found = read_periods(Parsed(body=body, tokens=(), sentences=(), parsed=False), None)
    assert [p.text for p in found] == ["last week", "Friday", "August", "this year", "a year earlier", "since May 7",
                                       "past two months"]
    assert {(p.first, p.last) for p in found} == {(None, None)}


def test_easter_and_the_moving_holidays() -> None:
    assert [cal.easter(y) for y in (2018, 2019, 2024, 2038)] == [
        date(2018, 4, 1), date(2019, 4, 21), date(2024, 3, 31), date(2038, 4, 25)]
    assert cal.holiday("thanksgiving", 2025) == date(2025, 11, 27)
    assert cal.holiday("09/mon/1", 2025) == date(2025, 9, 1)
    assert cal.holiday("05/mon/-1", 2025) == date(2025, 5, 26)


@given(st.dates(), st.integers(-400, 400))
def test_months_shift_back_to_the_same_month(day: date, count: int) -> None:
    moved = cal.shift_months(day, count)
    if moved is not None:
        back = cal.shift_months(moved, -count)
        assert back is not None
        assert (back.year, back.month) == (day.year, day.month)
