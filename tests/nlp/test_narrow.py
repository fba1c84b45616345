"""Narrower layers: what carries nothing goes first, and what is left makes up for the rest."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from tapecheck.nlp.narrow import narrow  # noqa: E402
from tapecheck.nlp.network import Batch, batch_of  # noqa: E402
from tapecheck.nlp.pieces import Window  # noqa: E402


def test_neurons_that_say_nothing_or_say_it_twice_are_not_missed() -> None:
    torch.manual_seed(2)
    config = transformers.BertConfig(
        vocab_size=200, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=48)
    encoder = transformers.BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for layer in encoder.encoder.layer:
            layer.output.dense.weight.mul_(5)
            layer.output.dense.weight[:, :16] = 0
            layer.intermediate.dense.weight[16:32] = layer.intermediate.dense.weight[32:]
            layer.intermediate.dense.bias[16:32] = layer.intermediate.dense.bias[32:]
            layer.output.dense.weight[:, 16:32] *= 0.5  # the lesser of the two twins is the one that goes
    batch = batch_of([Window([1, *range(start, start + 40), 2], ()) for start in range(5, 150, 7)])

    def told(batch: Batch) -> torch.Tensor:
        with torch.inference_mode():
            return encoder(batch.ids, attention_mask=batch.mask, token_type_ids=batch.marks).last_hidden_state

    before = told(batch)
    narrow(encoder, [batch], 16)
    assert encoder.encoder.layer[0].intermediate.dense.weight.shape == (16, 32)
    assert encoder.config.intermediate_size == 16
    assert (told(batch) - before).abs().mean() < 0.05 * before.abs().mean()
