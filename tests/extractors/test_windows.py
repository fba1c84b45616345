"""Which of a sentence's dates times a figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tapecheck.extractors.scene import Scene
from tapecheck.extractors.windows import is_mark, own_window

Scenes = Callable[[str], list[Scene]]


def _own(scenes: Scenes, text: str, figure: str) -> str | None:
    (scene,) = scenes(text)
    start = text.index(figure)
    found = own_window(scene, start, start + len(figure))
    return found.name if found is not None else None


@pytest.mark.parametrize(("text", "figure", "period"), [
    ("The S&P 500 fell 1.6% on Friday.", "1.6%", "Friday"),
    ("On Friday the S&P 500 fell 1.6%.", "1.6%", "Friday"),
    ("The Dow rose 64 points, or 1.4%, to 4,577 on Friday.", "64 points", "Friday"),
    ("The Dow is up 3% this year and fell 1.6% on Friday.", "3%", "this year"),
    ("The Dow is up 3% this year and fell 1.6% on Friday.", "1.6%", "Friday"),
    ("The Dow rose 2%, after inflation slowed in November.", "2%", None),
    ("The Dow is 2% below the record it set on Dec. 4.", "2%", None),
    ("The Dow fell 2%, its worst day since March 2020.", "2%", None),
    ("The Dow fell 2%, its grisliest day since March 2020.", "2%", None),
    ("Banks fell hardest in May, sliding 2%.", "2%", "May"),
    ("Crude for February delivery rose 2%.", "2%", None),
    ("The Dow fell 697 points, or 1.6%, to 41,938, the index's second-biggest drop of 2025.", "697 points", None),
    ("The Dow fell 697 points, or 1.6%, to 41,938, in the fourth drop of 2025.", "697 points", None),
    ("After Friday's rout the Dow and the S&P 500 are down 1.4% and 0.9%, respectively, for 2025.", "1.4%", "2025"),
    ("After Friday's rout the Dow is 3% lower.", "3%", None),
    ("In Friday's trading the Dow fell 1.6%.", "1.6%", "Friday"),
    ("It paid on days like Wednesday, when the Dow gained 107 points.", "107 points", "Wednesday"),
])
def test_the_nearest_date_of_its_own_statement(scenes: Scenes, text: str, figure: str, period: str | None) -> None:
    assert _own(scenes, text, figure) == period


@pytest.mark.parametrize(("text", "marks"), [
    ("The Dow is 2% below its Dec. 4 record.", True),
    ("The Dow is 2% under its early-December peak.", True),
    ("It was the fifth-best day of 2025.", True),
    ("That was a gain the Dow last bettered in November.", True),
    ("The Dow set a record on Dec. 4.", True),
    ("It was the worst day since Dec. 4.", True),
    ("Crude for February delivery rose.", True),
    ("The Dow fell on Dec. 4.", False),
])
def test_a_date_of_a_mark_is_no_window(scenes: Scenes, text: str, marks: bool) -> None:
    (scene,) = scenes(text)
    (period,) = [i for i in scene.items if i.kind == "period"]
    assert is_mark(scene, period) is marks
