"""What a reader of an article gets for each way of writing a quantity. Plain text, no tags."""

from __future__ import annotations

import pytest

from tapecheck.extractors.figures import read_figures
from tapecheck.schemas import Figure, Parsed


def figures(text: str) -> tuple[Figure, ...]:
    return read_figures(Parsed(body=text, tokens=(), sentences=(), parsed=False))


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


VALUES = [
    ("The index rose 2.3%.", 2.3, "percent"),
    ("Sales rose 2.3 per cent.", 2.3, "percent"),
    ("Sales rose 6 pct.", 6, "percent"),
    ("It lost 64.06 points.", 64.06, "index_point"),
    ("The yield slipped five basis points.", 5, "basis_point"),
    ("Spreads widened 12bps.", 12, "basis_point"),
    ("Spreads widened 12 bps.", 12, "basis_point"),
    ("It fell by a quarter of a percentage point.", 0.25, "percentage_point"),
    ("It fell three-quarters of a percentage point.", 0.75, "percentage_point"),
    ("It rose half a percentage point.", 0.5, "percentage_point"),
    ("It is a full percentage point below.", 1, "percentage_point"),
    ("It paid $1.2 trillion.", 1.2e12, "USD"),
    ("It paid 3.4bn euros.", 3.4e9, "EUR"),
    ("It paid €3.4bn.", 3.4e9, "EUR"),
    ("It paid A$5.", 5, "AUD"),
    ("It paid C$1.34 a share.", 1.34, "CAD/share"),
    ("It paid HK$216,925.", 216925, "HKD"),
    ("It paid RM23.50.", 23.5, "MYR"),
    ("It paid USD 200.", 200, "USD"),
    ("It paid INR1 trillion.", 1e12, "INR"),
    ("It paid 450,000 yen.", 450000, "JPY"),
    ("It paid 35 lakh rupees.", 3.5e6, "INR"),
    ("It paid 12,34,567.89 rupees.", 1234567.89, "INR"),
    ("It paid 3 dollars 50 cents.", 3.5, "USD"),
    ("Shares closed at 118.5p.", 118.5, "penny"),
    ("Crude is near $48 a barrel.", 48, "USD/barrel"),
    ("Gold is at $3,317.40 an ounce.", 3317.4, "USD/ounce"),
    ("Output was 4.1m b/d.", 4.1e6, "barrel/day"),
    ("They drove 30 miles.", 30, "mile"),
    ("It was 37.5 degrees.", 37.5, "degree"),
    ("It weighs 7 3/4 tonnes.", 7.75, "tonne"),
    ("It weighs 2½ tonnes.", 2.5, "tonne"),
    ("It fell 2-1/4 pct.", 2.25, "percent"),
    ("They wrote two and a half million contracts.", 2.5e6, "contract"),
    ("They added 250k jobs.", 250000, "job"),
    ("It lasted 11 sessions.", 11, "session"),
    ("It lasted seven trading days.", 7, "session"),
    ("They have 2,000 constituents.", 2000, "constituent"),
    ("It trades at 19.5 times expected earnings.", 19.5, "price_earnings"),
    ("Its P/E ratio is 16.1 times.", 16.1, "price_earnings"),
    ("It rose five times as much.", 5, "multiple"),
    ("It grew sixfold.", 6, "multiple"),
    ("Gains have doubled.", 2, "multiple"),
    ("It closed at a record 24 times this year.", 24, "count"),
    ("The S&P 500 closed at 6585.", 6585, "index_point"),
    ("It fell\u00a00.4\u2009%.", 0.4, "percent"),
    ("The spread was \u22120.4%.", -0.4, "percent"),
    ("The balance was $-50.8bn.", -5.08e10, "USD"),
    ("It covers 1\u202f234\u202f567 shares.", 1234567, "share"),
    ("It reported $(0.45) a share.", -0.45, "USD/share"),
    ("It had a margin of (3.4%).", -3.4, "percent"),
    ("It cut by 0.25 of a percentage point.", 0.25, "percentage_point"),
    ("The mass is 1.3x10^6 tonnes.", 1.3e6, "tonne"),
]


@pytest.mark.parametrize(("text", "value", "unit"), VALUES, ids=[v[0] for v in VALUES])
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    quantity = only(text).quantity
    assert [quantity.low, quantity.high] == pytest.approx([value, value])
    assert quantity.unit == unit


RANGES = [
    ("It sees between 3% and 3.25%.", 3, 3.25, "percent"),
    ("It holds 4.25%-4.5% now.", 4.25, 4.5, "percent"),
    ("It holds 4.25%\u20134.5% now.", 4.25, 4.5, "percent"),
    ("It expects 3% to 3.5%.", 3, 3.5, "percent"),
    ("It expects 2.25 to 2.5 percent.", 2.25, 2.5, "percent"),
    ("It costs $10-$12 million.", 10e6, 12e6, "USD"),
    ("It costs $10 to $15 billion.", 10e9, 15e9, "USD"),
    ("It took three or four years.", 3, 4, "year"),
    ("Tens of thousands of dollars were lost.", 1e4, 1e5, "USD"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES, ids=[r[0] for r in RANGES])
def test_range(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text).quantity
    assert [quantity.low, quantity.high] == pytest.approx([low, high])
    assert quantity.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "It closed on Nov. 8, 2021.",
        "In 2018 it closed.",
        "Since Sept. 6 it closed.",
        "It closed at 5:12 p.m. ET.",
        "The S&P 500, Nasdaq 100 and Russell 2000 closed.",
        "Boeing 737 jets",
        "It filed a Form 10-K.",
        "The G7 met.",
        "It is a 401(k) plan.",
        "The 10-year note closed.",
        "The two-year Treasury closed.",
        "Call 212-555-0147 now.",
        "Write to desk4@example.com today.",
        "See https://example.com/a/100?b=2.",
        "It closed in the third quarter.",
        "In the first half it closed.",
        "It beat Charlton 2-1.",
        "The 21st century began.",
        "Fiscal 2025 began.",
        "The 1990s began.",
        "It sold iPhone 14 phones.",
        "No one closed. The one that did was sold.",
    ],
)
def test_dates_times_and_names_are_no_figures(text: str) -> None:
    assert [f.text for f in figures(text)] == []


def test_one_move_has_three_linked_faces() -> None:
    points, percent, level = figures("The Nasdaq rose 64.06 points, or 1.4%, to 4,577.10.")
    assert points.move == percent.move == level.move is not None
    assert (points.direction, percent.direction, level.direction) == ("up", "up", None)
    assert level.quantity.unit == "index_point"


def test_two_moves_are_two_links() -> None:
    found = figures("The Dow fell 30 points to 39,000 while the Nasdaq rose 1% to 16,000.")
    assert [f.move for f in found] == [1, 1, 2, 2]
    assert [f.direction for f in found] == ["down", None, "up", None]


def test_a_list_shares_its_verb() -> None:
    found = figures("The Dow, S&P 500 and Nasdaq fell 0.5%, 0.3% and 0.1%, respectively.")
    assert [f.direction for f in found] == ["down"] * 3


def test_signs_tell_the_direction_or_the_value() -> None:
    up, down = figures("Dow +0.4%, Nasdaq -0.3%.")
    assert (up.direction, up.quantity.low) == ("up", 0.4)
    assert (down.direction, down.quantity.low) == (None, -0.3)


def test_counted_steps_keep_the_size_of_one() -> None:
    figure = only("Futures point to at least three quarter-point interest-rate cuts.")
    assert figure.text == "at least three quarter-point interest-rate cuts"
    assert figure.each is not None
    assert (figure.each.low, figure.each.unit) == (0.25, "percentage_point")
    assert (figure.quantity.low, figure.bound, figure.direction, figure.kind) == (3, "at_least", "down", "step")


def test_hedge_bound_and_direction_are_three_fields() -> None:
    figure = only("The index has risen around 2.3% so far.")
    assert (figure.text, figure.hedge, figure.bound, figure.direction) == ("around 2.3%", "around", None, "up")
    assert figure.core is not None
    assert figure.core.text == "2.3%"
    figure = only("Profits are forecast to grow by more than 50%.")
    assert (figure.text, figure.hedge, figure.bound, figure.direction) == ("more than 50%", None, "more_than", "up")


def test_a_bracketed_conversion_keeps_the_bound() -> None:
    first, second = figures("It can fly more than 100 kilometers (60 miles).")
    assert first.bound == second.bound == "more_than"


@pytest.mark.parametrize(
    ("text", "step"),
    [("It rose 2.3%.", 0.1), ("It paid $1.2 trillion.", 1e11), ("It paid $1,200.", 1), ("It rose two percent.", None)],
)
def test_step_is_the_last_printed_digit(text: str, step: float | None) -> None:
    assert only(text).step == (pytest.approx(step) if step else None)


def test_ordinals_and_superlatives() -> None:
    found = figures("It is its second-longest streak, its 14th record and its lowest close since May 2024.")
    assert [(f.text, f.quantity.low, f.quantity.unit, f.kind) for f in found] == [
        ("second-longest", 2, "rank", "superlative"),
        ("14th", 14, "rank", "ordinal"),
        ("lowest", 1, "rank", "superlative"),
    ]
    assert found[2].scope == "close since May 2024"


def test_a_window_is_part_of_the_span() -> None:
    assert only("It may cut over the next three months.").text == "next three months"
    assert only("It has not been there in nearly a year.").text == "nearly a year"


def test_from_and_to_are_two_levels_of_one_move() -> None:
    start, end = figures("Growth slowed from 4.8% to 4.7%.")
    assert (start.quantity.low, end.quantity.low) == (4.8, 4.7)
    assert start.move == end.move is not None


def test_a_unit_said_once_serves_both() -> None:
    found = figures("It fell to 13 million barrels from 14 million.")
    assert [f.quantity.unit for f in found] == ["barrel", "barrel"]


def test_no_text_no_figures() -> None:
    assert figures("") == figures("Stocks were quiet.") == ()
