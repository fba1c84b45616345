"""What a paragraph or an earlier sentence sets for the figures after it: the stretch, the subject, the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.schemas import Claim

Claims = Callable[..., tuple[Claim, ...]]
DAY = "The Dow fell 1.6% on Friday.\n\n"


@pytest.mark.parametrize(("text", "exprs"), [
    # the paragraph's first sentence names the stretch
    (f"{DAY}The week was one to forget. The Russell 2000 lost 3.5%, its second drop in a row.",
     ["change(DJI['2025-01-10'])", "change(RUT[wtd])", "streak(RUT[now], 'week')"]),
    (f"{DAY}It has been a sour week for big stocks. The S&P 500 dropped 1.9%, the Nasdaq Composite 2.3%.",
     ["change(DJI['2025-01-10'])", "change(SPX[wtd])", "change(IXIC[wtd])"]),
    (f"{DAY}This year has been no kinder. The S&P 500 is down 0.9%.",
     ["change(DJI['2025-01-10'])", "change(SPX[ytd])"]),
    # not what only begins there, nor past a day named since, nor the owner of something
    (f"{DAY}The week began well. The S&P 500 rose 0.6%.", ["change(DJI['2025-01-10'])", "change(SPX[1d])"]),
    (f"{DAY}The week's news was thin. The S&P 500 fell 1.5%.", ["change(DJI['2025-01-10'])", "change(SPX[1d])"]),
    # a row counts the moves just told
    ("The Dow lost 1.9% this week, its second loss in a row.", ["change(DJI[wtd])", "streak(DJI[now], 'week')"]),
    ("The Dow fell 1.6% on Friday, its second loss in a row.",
     ["change(DJI['2025-01-10'])", "streak(DJI['2025-01-10'], 'day')"]),
    ("December was the Dow's second straight losing month.", ["streak(DJI['2024-12'], 'month')"]),
    # two stretches of one move
    ("The Nasdaq Composite is down 2.3% this week, and for the year 0.8%.", ["change(IXIC[wtd])", "change(IXIC[ytd])"]),
    # a distance and the same distance again
    ("The S&P 500 ended December 3.4% below its Dec. 6 peak. The gap is now 4.3%.",
     ["below_peak_pct(SPX['2024-12'], SPX['2024-12-06'])", "peak_date(SPX['2024-11-06':'2025-01-05'])",
      "below_peak_pct(SPX[now], SPX['2024-12-06'])"]),
    ("The 10-year Treasury yield exceeds the two-year by 37 basis points. A week ago the difference was 32.",
     ["spread(DGS10[now], DGS2[now])", "spread(DGS10['2025-01-03'], DGS2['2025-01-03'])"]),
    ("Measured from last April's low, the advance comes to 17%, and the S&P 500 is tired.", [None]),
    ("The Dow fell on Friday. Counting from last April's low, the gain is 11%.",
     ["above_trough_pct(DJI[now], DJI['2024-04'])"]),
])
def test_the_words_before_set_the_time(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize(("text", "subjects"), [
    ("Hedge funds dumped Intel. It lost 3%.", ["Intel"]),
    ("Nobody was spared, though Walmart came close. It lost 0.6%.", ["Walmart"]),
    ("The Nasdaq slid 1.6%. For January to date the Dow is down 1.4%. Measure from last April's low, and the advance "
     "comes to 11%.", ["Nasdaq Composite", *["Dow Jones Industrial Average"] * 2]),
    ("Hardest hit was the lowly Russell 2000. It fell 2.2%.", ["Russell 2000"]),
    ("Tesla, whose deliveries disappointed on Jan. 2, ended the day 0.1% lower.", ["Tesla"]),
    ("The Dow slid 1.6%; the Nasdaq Composite, for all its pluck, lost 1.6%.",
     ["Dow Jones Industrial Average", "Nasdaq Composite"]),
])
def test_whom_it_means(claims: Claims, text: str, subjects: list[str]) -> None:
    found = claims(f"Friday was long. {text}")
    assert [c.subject for c in found if c.expr] == subjects
    assert found[-1].certain


@pytest.mark.parametrize("text", [
    # two names: "it" is either's
    "Hedge funds dumped Intel and Nvidia. It lost 3%.",
    # a firm does the moving, and may be meant
    "Goldman Sachs cut its view of Intel. It lost 3%.",
])
def test_whom_it_means_stays_open(claims: Claims, text: str) -> None:
    last = claims(text)[-1]
    assert last.expr is None or not last.certain


def test_a_second_move_told_otherwise_is_of_another_day(claims: Claims) -> None:
    today = "On Friday the S&P 500 fell 1.5%.\n\nThe S&P 500 rose 2%, its best day in months."
    assert not any(c.certain for c in claims(today)[1:])
    again = "On Friday the S&P 500 fell 1.5%.\n\nThe S&P 500 fell 1.5%."
    assert claims(again)[-1].certain
    fed = ("The Fed cut rates on Wednesday. On Friday the S&P 500 fell 1.5%.\n\n"
           "The Fed lowered its target as planned. The S&P 500 rose 0.2%, its best day since Jan. 6.")
    assert [c.expr for c in claims(fed)[-2:]] == ["change(SPX['2025-01-08'])", "last_higher(change(SPX['2025-01-08']))"]


@pytest.mark.parametrize(("text", "expr"), [
    ("Apple has lost 5% since New Year's and nobody knows why.", "change(AAPL['2025-01-01':])"),
    ("The Russell 2000 shed half a point on Friday.", "change_points(RUT['2025-01-10'])"),
    ("The VIX, which gained 8% on Friday, is not expected to rest.", "change(VIX['2025-01-10'])"),
    ("The Dow fell on Friday. The VIX rose 8%.", "change(VIX[1d])"),
    ("On Friday the 30-year Treasury yield was well above the close at a record low of 0.99%.", "trough(DGS30[:now])"),
])
def test_small_words_do_not_mislead(claims: Claims, text: str, expr: str) -> None:
    found = claims(text)[-1]
    assert found.expr == expr
    assert found.certain


@pytest.mark.parametrize("text", [
    "The 30-year Treasury yield fell to a record low of 0.99%.",
    "The VIX, which analysts expect to gain 8% on Monday, slept.",
    "Two-year notes beat expectations by 3 basis points.",
])
def test_what_is_no_record_or_fact_stays_so(claims: Claims, text: str) -> None:
    assert not any(c.expr and c.expr.startswith(("record(", "change(", "spread(")) and c.certain and
                   c.modality == "fact" for c in claims(text))


@pytest.mark.parametrize(("text", "exprs"), [
    # comparisons with all of a kind, and with what was not matched
    ("The Russell 2000 lost 3.5% this week, more than in any week since November 2023.",
     ["change(RUT[wtd])", "last_lower(change(RUT[wtd]))"]),
    ("The Dow fell 1.6% on Friday, a loss it had not suffered since Dec. 18.",
     ["change(DJI['2025-01-10'])", "last_lower(change(DJI['2025-01-10']))"]),
    # every one of so many
    ("On Friday the Dow fell. It fell on each of the three days.", ["up_periods(DJI[now], 'day', 3)"]),
    ("The 10-year Treasury yield rose in every one of the last week's five sessions.",
     ["up_periods(DGS10[now], 'day', 5)"]),
    # counts out of a year's sessions
    ("On 12 of last year's 252 sessions the S&P 500 moved by 2% or more.",
     [None, "count_moves(SPX['2024'], 2)", None]),
    # records of another
    ("The Dow set 47 records in 2024. The Nasdaq Composite managed 38 and missed another by 5 points.",
     ["record_count(DJI['2024'])", "record_count(IXIC['2024'])", "below_peak(IXIC[now], IXIC[:now])"]),
    # a part of what was told
    ("The 10-year Treasury yield rose 39 basis points in December. A third of that has been given back.",
     ["change_bp(DGS10['2024-12'])", "ratio(change_bp(DGS10['2024-12-31':]), change_bp(DGS10['2024-12']))"]),
    # yields without a maturity are of the one spoken of
    ("The 10-year Treasury yield rose on Friday. Yields are 19 basis points higher than at the end of 2024 and below "
     "last April's peak of 4.7%.", ["change_bp(DGS10['2024-12-31':])", "peak(DGS10['2024-04'])"]),
    # from mark to mark, a stand beside the name, a concession
    ("On Friday the S&P 500 fell. From its Aug. 5 low to its Dec. 6 high the S&P 500 gained 17.4%.",
     ["trough_date(SPX['2024-07-06':'2024-09-04'])", "peak_date(SPX['2024-11-06':'2025-01-05'])",
      "change(SPX['2024-08-05':'2024-12-06'])"]),
    ("The S&P 500 is down 0.9% this year. The Russell 2000, off 1.8%, has done worse.",
     ["change(SPX[ytd])", "change(RUT[ytd])"]),
    ("The Nasdaq Composite is still down for the year, if only by 0.8%.", ["change(IXIC[ytd])"]),
])
def test_what_was_told_is_gone_on_with(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize("text", [
    # other people's yields, another thing's part, a plan
    "The 10-year Treasury yield rose on Friday. Yields on corporate bonds are 19 basis points higher than in December.",
    "The Nasdaq Composite fell 2% on Dec. 18. Half of that crowd has since been replaced.",
    "The Dow set 47 records in 2024. Apple has 164,000 employees.",
    "The Dow rose on Friday, more than any analyst since 2021 had hoped.",
    "Apple raised prices on each of the five days.",
    "If the Dow is up 3% by December, traders will cheer.",
])
def test_what_is_not_gone_on_with(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text)[-1:] if c.expr and not c.reason and c.certain]


@pytest.mark.parametrize(("text", "exprs"), [
    # the level of a record just set, and a record beside its level
    ("The Dow rose 1% to a record close of 41,938.45.", ["change(DJI[1d])", "record(DJI[now])", "level(DJI[now])"]),
    ("The Dow rose 1% to 41,938.45, another record.", ["change(DJI[1d])", "level(DJI[now])", "record(DJI[now])"]),
    # what ended, without a word for its days
    ("The Russell 2000's 2.2% loss on Friday put an end to two straight gains.",
     ["change(RUT['2025-01-10'])", "streak(RUT['2025-01-09'], 'day')"]),
    # a level not seen since, past the end of the clause
    ("The 10-year Treasury yield rose to 4.76%, a level last exceeded in November 2023; traders shrugged.",
     ["level(DGS10[now])", "last_higher(DGS10[now])"]),
    # whom something befell
    ("The Dow fell on Friday. All of which was bad news for Tesla. It lost 0.1%.", ["change(TSLA[1d])"]),
    # a second yield without a unit, a distance from where it closed
    ("Two-year Treasury yields rose 12 basis points and 10-year yields 8.",
     ["change_bp(DGS2[1d])", "change_bp(DGS10[1d])"]),
    ("The Dow is 6.8% short of where it closed on Dec. 4.", ["change(DJI['2024-12-04':])"]),
    ("The Dow has lost 1.4% since Tuesday's close.", ["change(DJI['2025-01-07':])"]),
    ("The Dow is 4.9% below its high of this quarter.", ["below_peak_pct(DJI[now], DJI[qtd])", None]),
    ("At 19,161.63, after a drop of 1.6%, the Nasdaq Composite is cheap.", ["level(IXIC[now])", "change(IXIC[1d])"]),
    ("The Dow gained 0.1% to 41,938.45, a low, and 1.2% for the month.",
     ["change(DJI[1d])", "level(DJI[now])", "change(DJI[mtd])"]),
    ("The Fed met on Wednesday. The Dow rose 0.3% that day.", ["change(DJI['2025-01-08'])"]),
    # what an article describes without its name
    ("The Nasdaq Composite fell on Friday. Nobody wants to sell an index that is up 20% since last April.",
     ["change(IXIC['2024-04':])"]),
])
def test_what_stands_beside_is_read(claims: Claims, text: str, exprs: list[str | None]) -> None:
    assert [c.expr for c in claims(text)] == exprs


@pytest.mark.parametrize("text", [
    "Nvidia shipped 5,000 on Friday, a record.",
    "On Friday the Dow fell. In March the Fed had met. The Dow rose 3% that day.",
    "That was lost on the traders of Tesla, Apple and others. It lost 2%.",
    "On Friday the Dow made up Thursday's 95 points.",
    "Two-year Treasury yields rose 12 basis points and 10 traders cheered.",
])
def test_what_stands_beside_stays_open(claims: Claims, text: str) -> None:
    assert not [c for c in claims(text)[-1:] if c.expr and not c.reason and c.certain]
