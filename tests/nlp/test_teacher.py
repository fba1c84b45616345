"""A teacher teaches: what it tells is learnt, of texts that nobody labelled too, and never of those held out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tapecheck.nlp.examples import Example, fold_of, read_examples
from tapecheck.nlp.sentiment import SHIPPED, sentiment_model

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from tapecheck.nlp import teacher as teaching  # noqa: E402
from tapecheck.nlp.training import Item, Plan, Say, lesson_of, prepare  # noqa: E402


def saved(folder: Path, kind: str, width: int) -> Path:
    """A very small encoder with random weights, and the word pieces of the shipped one."""
    import shutil

    import transformers

    torch.manual_seed(2)
    config = getattr(transformers, f"{kind}Config")(
        vocab_size=30527, hidden_size=width, num_hidden_layers=1, num_attention_heads=2, intermediate_size=2 * width)
    getattr(transformers, f"{kind}Model")(config).save_pretrained(folder)
    shutil.copyfile(SHIPPED / "tokenizer.json", folder / "tokenizer.json")
    return folder


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    small = saved(tmp_path_factory.mktemp("small"), "Bert", 32)
    large = saved(tmp_path_factory.mktemp("large"), "MPNet", 48)
    return Plan(str(small), epochs=1, batch=8, teacher=str(large), school=1, variants=1)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[dict[str, object]] = []
    for n in range(12):
        rows.append({"text": f"Shares of Alpha jumped on strong orders in week {n}", "label": "positive"})
        rows.append({"text": f"Alpha gained while Beta slipped in week {n}", "entities": [
            {"target": "Alpha", "start": 0, "end": 5, "label": "positive"},
            {"target": "Beta", "start": 19, "end": 23, "label": "negative"}]})
    path = tmp_path_factory.mktemp("data") / "own.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_a_network_that_was_taught_can_be_used(labelled: Path, plan: Plan, tmp_path: Path) -> None:
    from tapecheck.nlp.fit import fit

    meta = fit([labelled], tmp_path / "mine", plan, 2, lambda text: None, parts=1, measured_one=True)
    assert meta["plan"]["teacher"] == Path(str(plan.teacher)).name
    (scored,) = sentiment_model(str(tmp_path / "mine")).score(["Alpha rose, Beta fell"], [[(0, 5), (12, 16)]])
    for found in (scored.whole, *scored.targets):
        assert sum(found) == pytest.approx(1, abs=1e-3)


def test_a_teacher_never_sees_what_is_held_out(
    labelled: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tapecheck.nlp.fit import fit

    seen: list[Example] = []
    fitted, taught = teaching.fitted, teaching.taught

    def noted(items: list[Item], folder: Path, own: Plan, say: Say) -> teaching.Teacher:
        seen.extend(item.example for item in items)
        return fitted(items, folder, own, say)

    def lessons(*told: object) -> list[Item]:
        found = taught(*told)  # type: ignore[arg-type]
        seen.extend(item.example for item in found[: len(told[2])])  # type: ignore[arg-type]
        return found

    monkeypatch.setattr(teaching, "fitted", noted)
    monkeypatch.setattr(teaching, "taught", lessons)
    fit([labelled], tmp_path / "mine", plan, 2, lambda text: None, parts=1, measured_one=True)
    assert {fold_of(example, 2) for example in read_examples([labelled])} == {0, 1}
    assert {fold_of(example, 2) for example in seen} == {1}


def test_lessons_are_half_of_the_label_and_variants_are_told_by_the_teacher(labelled: Path, plan: Plan) -> None:
    folder = Path(str(plan.teacher))
    torch.manual_seed(3)
    teacher = teaching.Teacher(folder).eval()
    examples = read_examples([labelled])
    found = teaching.taught(teacher, folder, examples, plan, lambda text: None)
    told = teaching.tell(teacher, folder, examples)
    for item, scored in zip(found, told, strict=False):
        lesson, own = item.lesson, lesson_of(item._replace(lesson=None))
        assert lesson is not None
        assert (lesson.whole is None) == (own.whole is None)
        for taught, label, wanted in zip(lesson.owns, own.owns, scored.targets, strict=True):
            assert wanted is not None
            assert taught == pytest.approx([(a + b) / 2 for a, b in zip(label, wanted, strict=True)], abs=1e-5)
    more = found[len(examples) :]
    assert len(more) > len(examples) / 2
    for item in more:
        assert item.lesson is not None
        assert item.example.text not in {example.text for example in examples}
        assert all(sum(own) == pytest.approx(1, abs=1e-3) for own in item.lesson.owns)
        assert item.lesson.whole is None or len(set(item.example.labels)) < 2


@pytest.mark.parametrize("kind", ["Bert", "MPNet"])
def test_a_teacher_hears_which_words_are_the_target(tmp_path: Path, kind: str) -> None:
    """Also an encoder that has no segments to mark them by."""
    teacher = teaching.Teacher(saved(tmp_path, kind, 48)).eval()
    with torch.no_grad():
        teacher.mark *= 50
    text = "Alpha rose and Beta fell"
    examples = [Example(text, None, spans, (0,) * len(spans), "own") for spans in ((), ((0, 5),), ((15, 19),))]
    none, first, second = (scored.whole for scored in teaching.tell(teacher, tmp_path, examples))
    assert none != pytest.approx(first, abs=1e-4)
    assert first != pytest.approx(second, abs=1e-4)


def test_labels_are_the_lesson_where_there_is_no_other(labelled: Path, plan: Plan) -> None:
    for item in prepare(read_examples([labelled]), Path(plan.backbone)):
        lesson = lesson_of(item)
        assert [max(range(3), key=own.__getitem__) for own in lesson.owns] == list(item.labels)
        if item.example.label is not None:
            assert lesson.whole is not None
            assert max(lesson.whole) > 0.9
