"""Reading in bytes: what it tells is what the network tells, whatever stands beside a sentence."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tapecheck.nlp.pieces import Window

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from tapecheck.nlp import bytewise  # noqa: E402
from tapecheck.nlp.network import Network, batch_of, restore, save  # noqa: E402

needs_bytes = pytest.mark.skipif(not bytewise.bytes_are_quick(), reason="this processor does not multiply bytes")


@pytest.fixture(scope="module")
def network() -> Network:
    """Random weights, with one column of the middle of a layer far beyond the others, as trained encoders have them."""
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=500, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128)
    made = Network(config)
    with torch.no_grad():
        for layer in made.encoder.encoder.layer:
            layer.attention.output.LayerNorm.weight[7] = 20.0
    return made.eval()


@pytest.fixture(scope="module")
def windows() -> list[Window]:
    some = random.Random(5)
    return [
        Window([1, *(some.randrange(5, 500) for _ in range(length)), 2], ((1, 2), (), (length,)))
        for length in range(3, 40)
    ]


@pytest.fixture(scope="module")
def units(network: Network, windows: list[Window]) -> dict[str, torch.Tensor]:
    return bytewise.units_of(network, [batch_of(windows)])


@needs_bytes
def test_bytes_tell_what_the_network_tells(network: Network, windows: list[Window], units) -> None:
    with torch.inference_mode():
        told = bytewise.Reader(network, bytewise.Bytewise(network, units))(windows)
        plain = network(batch_of(windows))[-1]
    for own, wanted in zip(told, plain, strict=True):
        assert own.shape == wanted.shape
        assert (own - wanted.softmax(-1)).abs().max() < 0.01


@needs_bytes
def test_a_sentence_is_told_the_same_beside_others(network: Network, windows: list[Window], units) -> None:
    read = bytewise.Reader(network, bytewise.Bytewise(network, units))
    with torch.inference_mode():
        alone, beside = read(windows[:1]), read(windows)
    assert torch.allclose(alone[0][0], beside[0][0], atol=1e-5)
    assert torch.allclose(alone[1][:2], beside[1][:2], atol=1e-5)


def test_what_was_written_tells_the_same(network: Network, windows: list[Window], units, tmp_path: Path) -> None:
    save(network, units, tmp_path, {"name": "x"})
    again, found = restore(tmp_path, json.loads((tmp_path / "model.json").read_text()))
    assert found.keys() == units.keys()
    with torch.inference_mode():
        told, wanted = bytewise.reader(again, found)(windows), bytewise.reader(network, units)(windows)
    assert (told[1] - wanted[1]).abs().max() < 0.01


def test_where_bytes_are_slow_the_network_reads_itself(network, windows, units, monkeypatch) -> None:
    monkeypatch.setattr(bytewise, "bytes_are_quick", lambda: False)
    with torch.inference_mode():
        told, wanted = bytewise.reader(network, units)(windows), network(batch_of(windows))[-1]
    assert (told[0] - wanted[0].softmax(-1)).abs().max() < 0.01
