"""Leaving early: who is certain stops, who is not goes on, and nobody's answer hangs on who stands beside."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import pytest

from tapecheck.nlp.pieces import Window

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from tapecheck.nlp.bytewise import Bytewise, Plain, bytes_are_quick, reader, units_of  # noqa: E402
from tapecheck.nlp.exits import Heat, Reader, heats_of  # noqa: E402
from tapecheck.nlp.network import Network, batch_of, pack, unpack  # noqa: E402


@pytest.fixture(scope="module")
def network() -> Network:
    """Random weights in four layers, and heads after the first and the third that are sure of something."""
    torch.manual_seed(4)
    config = transformers.BertConfig(
        vocab_size=500, hidden_size=64, num_hidden_layers=4, num_attention_heads=4, intermediate_size=128)
    made = Network(config, exits=(1, 3))
    with torch.no_grad():
        for heads in made.exits.values():
            for head in (heads.sentence, heads.target):
                head[-1].weight *= 30
    return made.eval()


@pytest.fixture(scope="module")
def windows() -> list[Window]:
    some = random.Random(6)

    def window(length: int) -> Window:
        targets = ((1, 2), (), (length,))[: length % 4]
        return Window([1, *(some.randrange(5, 500) for _ in range(length)), 2], targets)

    return [window(length) for length in range(3, 60)]


class Counted:
    """Layers that note how many windows went through each."""

    def __init__(self, network: Network) -> None:
        self.layers = Plain(network)
        self.through = [0] * 4

    def __call__(self, x: torch.Tensor, sizes: Sequence[int], first: int, last: int) -> torch.Tensor:
        for layer in range(first, last):
            self.through[layer] += len(sizes)
        return self.layers(x, sizes, first, last)

    def few(self, x: torch.Tensor, sizes: Sequence[int], layer: int, asked: Sequence[Sequence[int]]) -> torch.Tensor:
        self.through[layer] += len(sizes)
        return self.layers.few(x, sizes, layer, asked)


def read(network: Network, windows: Sequence[Window], certain: float) -> tuple[list[torch.Tensor], list[int]]:
    layers = Counted(network)
    found = Reader(network, layers)
    found.certain = certain
    with torch.inference_mode():
        return list(found(windows)), layers.through


def test_the_certain_stop_and_the_others_go_on(network: Network, windows: list[Window]) -> None:
    _, through = read(network, windows, 0.9)
    assert through[0] == len(windows)
    assert len(windows) > through[1] == through[2] > through[3] > 0


def test_a_sentence_of_several_targets_is_read_to_the_end(network: Network, windows: list[Window]) -> None:
    several = [w for w in windows if sum(map(bool, w.targets)) > 1]
    assert read(network, several, 0.5)[1] == [len(several)] * 4


def test_the_upper_layers_can_be_left_out(network: Network, windows: list[Window]) -> None:
    short, _ = unpack(pack(network, {}), network.encoder.config)
    with torch.inference_mode():
        before = short(batch_of(windows))
        short.shorten(3)
        after = short(batch_of(windows))
        again, _ = unpack(pack(short, {}), short.encoder.config)
    assert short.stages == again.stages == (1, 3)
    for stage, wanted in zip(after, before[:2], strict=True):
        assert all(torch.equal(own, other) for own, other in zip(stage, wanted, strict=True))


def test_at_one_all_is_read_to_the_end(network: Network, windows: list[Window]) -> None:
    told, through = read(network, windows, 1.0)
    assert through == [len(windows)] * 4
    with torch.inference_mode():
        wanted = network(batch_of(windows))[-1]
    for own, logits in zip(told, wanted, strict=True):
        assert (own - logits.float().softmax(-1)).abs().max() < 0.01


def test_probabilities_sum_to_one_wherever_a_sentence_leaves(network: Network, windows: list[Window]) -> None:
    for certain in (0.5, 0.7, 0.9, 1.0):
        for told in read(network, windows, certain)[0]:
            assert torch.allclose(told.sum(-1), torch.ones(len(told)), atol=1e-5)


def test_nothing_hangs_on_the_sentences_beside(network: Network, windows: list[Window]) -> None:
    whole, owns = read(network, windows, 0.9)[0]
    own = 0
    for n, window in enumerate(windows):
        alone, targets = read(network, [window], 0.9)[0]
        assert torch.allclose(alone[0], whole[n], atol=0.02)
        assert torch.allclose(targets, owns[own : own + len(targets)], atol=0.02)
        own += len(targets)


def test_the_answer_has_no_step_where_an_exit_becomes_certain(network: Network, windows: list[Window]) -> None:
    for certain in (0.6, 0.75, 0.9):
        below, above = read(network, windows, certain - 1e-4)[0], read(network, windows, certain)[0]
        for one, other in zip(below, above, strict=True):
            assert (one - other).abs().max() < 0.01


def test_every_stage_is_told_as_the_network_tells_it(network: Network, windows: list[Window]) -> None:
    with torch.inference_mode():
        told, wanted = Reader(network, Plain(network)).every(windows), network(batch_of(windows))
    assert len(told) == len(wanted) == 3
    for own, logits in zip(told, wanted, strict=True):
        assert (own[1] - logits[1]).abs().max() < 0.5
        assert (own[0].softmax(-1) - logits[0].softmax(-1)).abs().mean() < 0.02


@pytest.mark.parametrize("fast", [False, True])
def test_a_lean_last_layer_tells_what_the_whole_one_would(network: Network, windows: list[Window], fast: bool) -> None:
    if fast and not bytes_are_quick():
        pytest.skip("this processor does not multiply bytes")
    config = deepcopy(network.encoder.config)
    config.lean = 4
    lean, _ = unpack(pack(network, {}), config)
    layers = Bytewise(lean, units_of(lean, [batch_of(windows)])) if fast else Plain(lean)
    with torch.inference_mode():
        told, wanted = Reader(lean, layers)(windows), lean(batch_of(windows))[-1]
    for own, logits in zip(told, wanted, strict=True):
        assert (own - logits.float().softmax(-1)).abs().max() < 0.02


def test_exits_are_kept_with_the_weights(network: Network) -> None:
    again, _ = unpack(pack(network, {}), network.encoder.config)
    assert again.stages == (1, 3, 4)


def test_a_folder_without_exits_is_read_to_the_end(tmp_path: Path, windows: list[Window]) -> None:
    torch.manual_seed(5)
    config = transformers.BertConfig(
        vocab_size=500, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128)
    old, units = unpack(pack(Network(config), {}), config)
    assert old.stages == (2,)
    assert heats_of({"temperature": {"sentence": 1.3, "target": 1.2}}, old) == [Heat(1.3, 1.2)]
    with torch.inference_mode():
        sentences, targets = reader(old, units)(windows)
    assert len(sentences) == len(windows)
    assert len(targets) == sum(bool(places) for w in windows for places in w.targets)
