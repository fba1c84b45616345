"""A sentence as typed slots."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.extractors.scene import Scene, build_scenes
from tapecheck.schemas import Figure, Parsed, Quantity, Sentence

Scenes = Callable[[str], list[Scene]]


def _shown(scenes: Scenes, text: str) -> str:
    (scene,) = scenes(text)
    return scene.text(scene.start, scene.end)


@pytest.mark.parametrize(("text", "slots"), [
    ("The S&P 500 fell 1.6% on Friday.", "the {R} fell {N} on {P}."),
    ("Oracle\u2019s shares rose 2% \u2013 a record.", "{X}'s shares rose {N} - a record."),
    ("It was the Dow's worst one-day drop since March 2020.", "it was the {R}'s worst one-day drop {P}."),
    ("It was the Dow's first record since March 2020.", "it was the {R}'s first record {P}."),
    ("S&P 500 futures rose 1.1%.", "{X} futures rose {N}."),
])
def test_the_words_that_phrasings_need_stay_and_the_rest_is_a_slot(scenes: Scenes, text: str, slots: str) -> None:
    assert _shown(scenes, text) == slots


def test_the_subject_has_a_slot_of_its_own(scenes: Scenes) -> None:
    (scene,) = scenes("The Dow fell while the S&P 500 rose 2%.")
    second = scene.items[1]
    assert scene.text(scene.start, scene.end, second) == "the {R} fell while the {S} rose {N}."


def test_a_length_of_time_is_a_figure_and_keeps_its_period(scenes: Scenes) -> None:
    (scene,) = scenes("The Dow has gone 25 sessions without a record.")
    (figure,) = [i for i in scene.items if i.kind == "figure"]
    assert figure.period is not None
    assert figure.period.count == 25


def test_neighbours_are_found_nearest_first(scenes: Scenes) -> None:
    (scene,) = scenes("The Dow rose 1% and the S&P 500 rose 2%.")
    assert [i.name for i in scene.before(scene.end, "figure")] == ["2%", "1%"]
    assert [i.series for i in scene.after(scene.start, "series")] == ["DJI", "SPX"]
    assert scene.covering(scene.items[0].start) is scene.items[0]
    assert scene.covering(scene.end - 1) is None


@given(st.text(alphabet="ab {}\u2019\u2013\u00a01.", max_size=40), st.integers(0, 30), st.integers(1, 6))
def test_braces_of_the_text_are_never_slots(text: str, start: int, length: int) -> None:
    figures = []
    if start + length <= len(text):
        quantity = Quantity(low=1, high=1, unit="number")
        words = text[start : start + length]
        figures = [Figure(start=start, end=start + length, text=words, quantity=quantity)]
    parsed = Parsed(body=text, tokens=(), sentences=(Sentence(0, 0, len(text), 0, 0, 0),) if text else (), parsed=False)
    for scene in build_scenes(parsed, figures, (), ()):
        shown = scene.text(scene.start, scene.end)
        assert shown.count("{N}") == len(scene.items)
        assert "{" not in shown.replace("{N}", "")


def _walked(scene: Scene, start: int, end: int) -> str:
    """What a stretch must read as, item by item."""
    slots = {"series": "{R}", "generic": "{G}", "other": "{X}", "figure": "{N}", "period": "{P}"}
    out, at = "", start
    for item in scene.items:
        if item.end > start and item.start < end and item.start >= at and not item.spoken:
            out += _lowered(scene.parsed.body[at : item.start]) + slots[item.kind]
            at = item.end
    return out + _lowered(scene.parsed.body[at:end])


def _lowered(text: str) -> str:
    marks = {"’": "'", "–": "-", "{": "(", "}": ")"}
    return "".join(marks.get(c, c.lower() if len(c.lower()) == 1 else c) for c in text)


@given(at=st.integers(0, 140), length=st.integers(0, 140))
def test_a_stretch_reads_the_same_wherever_it_begins(scenes: Scenes, at: int, length: int) -> None:
    (scene,) = scenes(
        "The Dow’s first gain {in} İstanbul was 25 points – or 1.6% – on Friday, when the S&P 500 lost 2% to 4,577")
    start, end = min(at, scene.end), min(at + length, scene.end)
    assert scene.text(start, end) == _walked(scene, start, end)
