"""What a reader of market news would say each expression of time means."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tapecheck.extractors.periods import read_periods
from tapecheck.schemas import Parsed, Period

NEW_YORK = timezone(timedelta(hours=-4))
FRIDAY = datetime(2025, 9, 12, 11, 18, tzinfo=NEW_YORK)


def read(text: str, published: datetime | None = FRIDAY, *, loose: bool = False) -> tuple[Period, ...]:
    return read_periods(Parsed(body=text, tokens=(), sentences=(), parsed=False), published, loose=loose)


def one(text: str, published: datetime | None = FRIDAY) -> Period:
    found = read(text, published)
    assert len(found) == 1, [p.text for p in found]
    return found[0]


DAYS = [
    ("Shares fell 2% on Wednesday.", "Wednesday", "2025-09-10"),
    ("Shares fell 2% on Friday.", "Friday", "2025-09-12"),
    ("Monday's slide hurt banks.", "Monday", "2025-09-08"),
    ("They sank last Tuesday.", "last Tuesday", "2025-09-02"),
    ("The index hit a high on Nov. 8.", "Nov. 8", "2024-11-08"),
    ("The index hit a high on Nov. 8, 2021, and fell.", "Nov. 8, 2021", "2021-11-08"),
    ("The low of 8 April 2025 held.", "8 April 2025", "2025-04-08"),
    ("It closed at a record yesterday.", "yesterday", "2025-09-11"),
    ("The gauge ended lower on the day.", "the day", "2025-09-12"),
    ("It rallied after Christmas Eve.", "after Christmas Eve", "2024-12-24"),
    ("Stocks slid on Black Friday.", "Black Friday", "2024-11-29"),
    ("The note was filed on 2025-08-29.", "2025-08-29", "2025-08-29"),
    ("The note was filed on 8/29/2025.", "8/29/2025", "2025-08-29"),
    ("It traded at 40 at the end of November.", "end of November", "2024-11-30"),
    ("It stood at 40 at the beginning of August.", "beginning of August", "2025-08-01"),
    ("It stood at 40 at the end of last year.", "end of last year", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "span", "day"), DAYS)
def test_a_day_is_the_latest_such_day(text: str, span: str, day: str) -> None:
    period = one(text)
    assert (period.text, period.kind) == (span, "day")
    assert period.first == period.last == date.fromisoformat(day)


AHEAD = [
    ("The company reports results on Wednesday.", "Wednesday", "2025-09-17"),
    ("The Fed is expected to cut rates on Wednesday.", "Wednesday", "2025-09-17"),
    ("It will list its shares on Oct. 3.", "Oct. 3", "2025-10-03"),
    ("The bank meets next Tuesday.", "next Tuesday", "2025-09-16"),
    ("The board meets this coming Thursday.", "this coming Thursday", "2025-09-18"),
    ("Analysts have a year-end target of 7,000.", "year-end", "2025-12-31"),
    ("The duty takes effect tomorrow.", "tomorrow", "2025-09-13"),
]


@pytest.mark.parametrize(("text", "span", "day"), AHEAD)
def test_wording_that_looks_ahead_takes_the_coming_day(text: str, span: str, day: str) -> None:
    period = one(text)
    assert (period.text, period.relation) == (span, "ahead")
    assert period.first == period.last == date.fromisoformat(day)


SPANS = [
    ("It rose 2% so far this month.", "so far this month", "to_date", "2025-09-01", "2025-09-12"),
    ("It rose 2% this year.", "this year", "to_date", "2025-01-01", "2025-09-12"),
    ("It is up 2% for the year.", "the year", "to_date", "2025-01-01", "2025-09-12"),
    ("It is up 9% in 2025.", "2025", "to_date", "2025-01-01", "2025-09-12"),
    ("It rose 9% in 2024.", "2024", "in", "2024-01-01", "2024-12-31"),
    ("It gained in August.", "August", "in", "2025-08-01", "2025-08-31"),
    ("It peaked in November of last year.", "November of last year", "in", "2024-11-01", "2024-11-30"),
    ("It peaked last November.", "last November", "in", "2024-11-01", "2024-11-30"),
    ("It peaked in March 2020.", "March 2020", "in", "2020-03-01", "2020-03-31"),
    ("Profit fell in the third quarter of 2018.", "the third quarter of 2018", "in", "2018-07-01", "2018-09-30"),
    ("Profit fell in the second quarter.", "the second quarter", "in", "2025-04-01", "2025-06-30"),
    ("Profit fell in Q2.", "Q2", "in", "2025-04-01", "2025-06-30"),
    ("It fell last week.", "last week", "in", "2025-09-01", "2025-09-07"),
    ("It fell last quarter.", "last quarter", "in", "2025-04-01", "2025-06-30"),
    ("It is down this quarter.", "this quarter", "to_date", "2025-07-01", "2025-09-12"),
    ("It fell in the first half.", "the first half", "in", "2025-01-01", "2025-06-30"),
    ("It fell in the first half of the month.", "the first half of the month", "in", "2025-09-01", "2025-09-12"),
    ("It fell in the second half of August.", "the second half of August", "in", "2025-08-17", "2025-08-31"),
    ("It fell early in the month.", "early in the month", "in", "2025-09-01", "2025-09-10"),
    ("It fell in the middle of the quarter.", "middle of the quarter", "in", "2025-08-01", "2025-08-31"),
    ("It fell from March to May.", "from March to May", "in", "2025-03-01", "2025-05-31"),
    ("It fell between 2007 and 2009.", "between 2007 and 2009", "in", "2007-01-01", "2009-12-31"),
    ("Claims rose in the week ended Sept. 6.", "the week ended Sept. 6", "in", "2025-08-31", "2025-09-06"),
    ("It fell in the first nine months of 2024.", "the first nine months of 2024", "in", "2024-01-01", "2024-09-30"),
    ("It fell in the last week of August.", "the last week of August", "in", "2025-08-25", "2025-08-31"),
    ("Growth should cool next year.", "next year", "ahead", "2026-01-01", "2026-12-31"),
    ("Growth should cool in the fourth quarter.", "the fourth quarter", "ahead", "2025-10-01", "2025-12-31"),
    ("Traders see a 47% chance of a cut in October.", "October", "ahead", "2025-10-01", "2025-10-31"),
]


@pytest.mark.parametrize(("text", "span", "relation", "first", "last"), SPANS)
def test_a_span_is_over_running_or_ahead(text: str, span: str, relation: str, first: str, last: str) -> None:
    period = one(text)
    assert (period.text, period.relation) == (span, relation)
    assert (str(period.first), str(period.last)) == (first, last)


SINCE = [
    ("since the beginning of August", "2025-08-01", "2025-08-01"),
    ("since the end of November", "2024-11-30", "2024-11-30"),
    ("since Jan. 30", "2025-01-30", "2025-01-30"),
    ("since March 2020", "2020-03-01", "2020-03-31"),
    ("since 2013", "2013-01-01", "2013-12-31"),
    ("since the third quarter of 2018", "2018-07-01", "2018-09-30"),
    ("since late September", "2024-09-21", "2024-09-30"),
    ("since early May", "2025-05-01", "2025-05-10"),
    ("since mid-2022", "2022-05-01", "2022-08-31"),
    ("since Thanksgiving", "2024-11-28", "2024-11-28"),
    ("since at least 2008", "2008-01-01", "2008-12-31"),
    ("since Wednesday", "2025-09-10", "2025-09-10"),
]


@pytest.mark.parametrize(("span", "first", "last"), SINCE)
def test_since_bounds_the_anchor_it_names(span: str, first: str, last: str) -> None:
    period = one(f"It had its best day {span}.")
    assert (period.text, period.relation) == (span, "since")
    assert (str(period.first), str(period.last)) == (first, last)


def test_since_never_looks_ahead() -> None:
    assert one("It is expected to have its best day since November.").last == date(2024, 11, 30)


COUNTED = [
    ("It gained 54% over the past 12 months.", "past 12 months", "for", 12, "month", "2024-09-12"),
    ("It gained over the past year.", "past year", "for", 1, "year", "2024-09-12"),
    ("It gained over the past two weeks.", "past two weeks", "for", 2, "week", "2025-08-29"),
    ("It lost 10% in two sessions.", "two sessions", "for", 2, "session", "None"),
    ("It lost 10% over the five sessions.", "the five sessions", "for", 5, "session", "None"),
    ("It stood at 4% a year earlier.", "a year earlier", "ago", 1, "year", "2024-09-12"),
    ("It stood at 4% a week ago.", "a week ago", "ago", 1, "week", "2025-09-05"),
    ("It set a record two sessions earlier.", "two sessions earlier", "ago", 2, "session", "None"),
    ("It is the largest loss in five years.", "five years", "for", 5, "year", "2020-09-12"),
    ("Investors expect three cuts over the next three months.", "next three months", "ahead", 3, "month", "2025-09-13"),
    ("It went 964 days without one.", "964 days", "for", 964, "day", "None"),
    ("A recession within 12 months is likely.", "within 12 months", "ahead", 12, "month", "2025-09-12"),
]


@pytest.mark.parametrize(("text", "span", "relation", "count", "grain", "first"), COUNTED)
def test_counted_time(text: str, span: str, relation: str, count: float, grain: str, first: str) -> None:
    period = one(text)
    assert (period.text, period.relation, period.count, period.grain) == (span, relation, count, grain)
    assert str(period.first) == first


def test_a_bare_length_is_tied_to_no_date() -> None:
    period = one("Three sessions have now cost the index 8%.")
    assert (period.kind, period.first, period.last) == ("duration", None, None)


def test_hedges_and_bounds_of_a_length() -> None:
    assert one("It had its best month in nearly four years.").approximate
    assert one("It closed at its lowest in more than two decades.").bound == "more_than"


WEEKEND = datetime(2025, 4, 5, 7, 30, tzinfo=NEW_YORK)
MONDAY_EARLY = datetime(2025, 4, 7, 6, 30, tzinfo=NEW_YORK)


@pytest.mark.parametrize("published", [WEEKEND, MONDAY_EARLY])
def test_the_week_said_before_mondays_open_is_the_week_just_over(published: datetime) -> None:
    assert one("For the week it lost 9.1%.", published).first == date(2025, 3, 31)


def test_the_year_said_on_new_years_day_is_the_old_year() -> None:
    period = one("It ended down 19.4% for the year.", datetime(2023, 1, 1, 9, 0, tzinfo=NEW_YORK))
    assert (period.first, period.last, period.relation) == (date(2022, 1, 1), date(2022, 12, 31), "in")


def test_publication_is_read_in_new_york() -> None:
    late = datetime(2025, 9, 13, 2, 0, tzinfo=UTC)
    assert one("Stocks rose today.", late).first == date(2025, 9, 12)


CLOCKS = [
    ("Friday morning, it was down.", "Friday morning", "morning"),
    ("At midday the index was up.", "Midday", "midday"),
    ("As of 9:05 a.m., it was up.", "9:05 a.m.", "09:05"),
    ("It was at 40 at 4 p.m. in New York.", "4 p.m.", "16:00"),
    ("It was at 40 at 3:30 p.m. on Wednesday.", "3:30 p.m. on Wednesday", "15:30"),
    ("It was at 40 at the close.", "the close", "close"),
    ("It fell overnight.", "overnight", "overnight"),
    ("It fell at 10 a.m. PT.", "10 a.m. PT", "13:00"),
]


@pytest.mark.parametrize(("text", "span", "clock"), CLOCKS)
def test_times_of_day(text: str, span: str, clock: str) -> None:
    period = one(text)
    assert (period.text.lower(), period.clock) == (span.lower(), clock)


NONE = [
    "The index may rise, and rates may fall.", "May I ask who pays?", "Protesters march on the bank.",
    "It was the second record and a third attempt.", "The yield on the 10-year note rose.", "The two-year yield fell.",
    "The Russell 2000 rose.", "It sold 2,000 shares.", "It settled at $2024 an ounce.", "The index fell to 2006.94.",
    "The index rose 0.5% to 2020.", "A 200-day average and a 52-week high.", "It pumps 411,000 barrels a day.",
    "Theresa May spoke.", "Three quarter-point cuts.", "A quarter of a percentage point.", "A GeForce RTX 2080 card.",
    "One in five people polled.", "The case is 2:19-cr-20052.", "The fall of the yen.",
    "He likes daily walks every Friday.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_period(text: str) -> None:
    assert read(text) == ()


def test_by_takes_the_date_its_verb_asks_for() -> None:
    assert one("By November the rate had cooled.").first == date(2024, 11, 1)
    assert one("He expects 7,000 by December.").first == date(2025, 12, 1)
    assert one("It falls by this time next year.").last == date(2026, 9, 12)


def test_a_weekday_beside_a_date_decides_the_year() -> None:
    assert one("The event on Thursday, December 17, drew crowds.", datetime(2020, 12, 14, 9, tzinfo=NEW_YORK)).first \
        == date(2020, 12, 17)


def test_a_quarter_just_over_is_the_one_reported() -> None:
    early = datetime(2025, 10, 20, 9, tzinfo=NEW_YORK)
    assert one("It will report third-quarter results.", early).first == date(2025, 7, 1)


def test_only_whole_units_run_to_date() -> None:
    half = one("It fell in the second half.")
    assert (half.relation, half.first, half.last) == ("in", date(2025, 7, 1), date(2025, 9, 12))
    earlier = one("It fell earlier this month.")
    assert (earlier.text, earlier.relation, earlier.part) == ("earlier this month", "in", "start")


def test_a_yearless_date_a_few_days_off_is_the_coming_one() -> None:
    assert one("Hearings on Sept. 24 on a petition.").first == date(2025, 9, 24)
    assert one("Below its Sept. 24 high.").first == date(2024, 9, 24)


def test_a_sentence_broken_over_lines_is_one() -> None:
    assert [p.text for p in read("It takes effect on May 1,\n1987, and lasts for ten\nyears.")] == [
        "May 1,\n1987", "ten\nyears"]
    assert [p.text for p in read("What Fell in March\n2 Stocks to Buy")] == ["March"]


MORE = [
    ("It has risen since the start of the year.", "since the start of the year", "2025-01-01", "2025-01-01"),
    ("The highest since January 2024, below the record set in March of that year.", "March of that year", "2024-03-01",
     "2024-03-31"),
    ("It peaked in November 2021 and hit bottom on Oct. 12 of the following year.", "Oct. 12 of the following year",
     "2022-10-12", "2022-10-12"),
    ("It fell last year, most of all in April of the same year.", "April of the same year", "2024-04-01", "2024-04-30"),
    ("The Russell 2000 is above its low of June of that year.", "June of that year", "None", "None"),
    ("It rose in the early 1990s.", "early 1990s", "1990-01-01", "1993-04-30"),
    ("Sales fell in the three months to June.", "the three months to June", "2025-04-01", "2025-06-30"),
    ("Sales fell in 4Q24.", "4Q24", "2024-10-01", "2024-12-31"),
    ("It was the day's worst stock.", "the day", "2025-09-12", "2025-09-12"),
    ("It led at the close on Thursday.", "the close on Thursday", "2025-09-11", "2025-09-11"),
    ("It peaked on the last trading day of 2024.", "the last trading day of 2024", "2024-12-31", "2024-12-31"),
    ("People fretted for one weekend.", "one weekend", "None", "None"),
    ("It was the best month in decades.", "decades", "None", "None"),
]


@pytest.mark.parametrize(("text", "span", "first", "last"), MORE)
def test_more_of_what_the_press_writes(text: str, span: str, first: str, last: str) -> None:
    period = next(p for p in read(text) if p.text == span)
    assert (str(period.first), str(period.last)) == (first, last)
