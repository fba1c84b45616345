"""The sentiment network: one small encoder read once a sentence, a head for the sentence, a head for every target.

Imports torch, so nothing imports this file but inside functions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from .pieces import Window

Units = Mapping[str, Tensor]
"""What one step of a byte is worth, for each column going into a matrix, by the name of its weight."""


Logits = tuple[Tensor, Tensor]
"""Over :data:`~tapecheck.nlp.sentiment.LABELS`: (windows, 3) for sentences and (targets, 3) for targets."""


class Batch(NamedTuple):
    """``ids``, ``mask`` and ``marks`` are (windows, pieces): pieces, 1 where there is one, 1 where a target stands.

    ``pool`` is (targets, pieces), each row the mean over one target's pieces; ``rows`` names the target's window.
    """

    ids: Tensor
    mask: Tensor
    marks: Tensor
    pool: Tensor
    rows: Tensor


class Network(nn.Module):
    """Logits over :data:`~tapecheck.nlp.sentiment.LABELS`: (windows, 3) for sentences and (targets, 3) for targets.

    Every target's pieces are marked by the encoder's second segment, and the target's head sees the mean of its own
    pieces beside the whole sentence: all targets of a sentence cost one reading of it.
    """

    def __init__(
        self, config: BertConfig, encoder: BertModel | None = None, exits: Sequence[int] = (), middle: int | None = None
    ) -> None:
        super().__init__()
        self.encoder = encoder if encoder is not None else BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.target = head(3 * width, middle or width)
        self.sentence = head(2 * width, middle or width)
        self.exits = nn.ModuleDict({str(layer): Heads(width) for layer in sorted(exits)})

    @property
    def stages(self) -> tuple[int, ...]:
        """The layers, counted from 1, after which something is told: those of the exits, then the last."""
        return (*(int(layer) for layer in self.exits), self.encoder.config.num_hidden_layers)

    def mean_of(self, layer: int) -> int:
        """The layer whose pieces' mean the heads after ``layer`` see: the one below, from the encoder's ``lean`` on.

        The last layer then has nothing to work out but first pieces and targets.
        """
        return layer - (layer >= getattr(self.encoder.config, "lean", layer + 1))

    def forward(self, batch: Batch) -> list[Logits]:
        """What is told of ``batch`` after each of the :attr:`stages`."""
        found = self.encoder(
            batch.ids, attention_mask=batch.mask, token_type_ids=batch.marks, output_hidden_states=True)
        states = found.hidden_states
        return [
            self.tell(n, *gathered(states[layer], states[self.mean_of(layer)], batch))
            for n, layer in enumerate(self.stages)
        ]

    def tell(self, stage: int, whole: Tensor, own: Tensor, rows: Tensor) -> Logits:
        """What the heads of one stage make of sentences, and of targets in the sentences ``rows``."""
        heads: Any = self if stage == len(self.exits) else self.exits[str(self.stages[stage])]
        return heads.sentence(whole), heads.target(torch.cat([own, whole[rows]], -1))


    def shorten(self, layers: int) -> None:
        """Leave out, in place, what stands above an exit: it is the last layer from now on, and its heads the heads."""
        heads: Any = self.exits.pop(str(layers))
        self.sentence, self.target = heads.sentence, heads.target
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers


class Heads(nn.Module):
    """The two heads of an exit, half as wide in their middle as those of the last layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.target = head(3 * width, width // 2)
        self.sentence = head(2 * width, width // 2)


def gathered(hidden: Tensor, lower: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """What the heads see: sentences, targets, the targets' windows.

    Sentences are the first of ``hidden`` states (windows, pieces, width) and the mean of the ``lower``.
    """
    mean = (lower * batch.mask[..., None]).sum(1) / batch.mask.sum(1, keepdim=True)
    own = torch.einsum("kl,kld->kd", batch.pool.to(hidden.dtype), hidden[batch.rows])
    return torch.cat([hidden[:, 0], mean], -1), own, batch.rows


def head(inside: int, width: int) -> nn.Sequential:
    """Three logits of what is ``inside`` wide, with ``width`` neurons between."""
    return nn.Sequential(nn.Dropout(0.1), nn.Linear(inside, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, 3))


def batch_of(windows: Sequence[Window]) -> Batch:
    """Windows side by side, padded to the longest; targets in the order of the windows, absent ones left out."""
    length = max(len(w.ids) for w in windows)
    ids = torch.zeros(len(windows), length, dtype=torch.long)
    mask, marks = torch.zeros(len(windows), length), torch.zeros(len(windows), length, dtype=torch.long)
    pool: list[Tensor] = []
    rows: list[int] = []
    for i, window in enumerate(windows):
        ids[i, : len(window.ids)] = torch.tensor(window.ids)
        mask[i, : len(window.ids)] = 1
        for places in filter(None, window.targets):
            marks[i, list(places)] = 1
            weights = torch.zeros(length)
            weights[list(places)] = 1 / len(places)
            pool.append(weights)
            rows.append(i)
    pooled = torch.stack(pool) if pool else torch.zeros(0, length)
    return Batch(ids, mask, marks, pooled, torch.tensor(rows, dtype=torch.long))


def save(network: Network, units: Units, folder: Path, meta: dict[str, Any]) -> None:
    """Write ``model.safetensors`` (as :func:`pack` gives it) and ``model.json``."""
    from safetensors.torch import save_file

    save_file(pack(network, units), folder / "model.safetensors")
    encoder = {k: v for k, v in network.encoder.config.to_dict().items() if k in _ENCODER}
    (folder / "model.json").write_text(json.dumps({**meta, "encoder": encoder}, indent=1) + "\n", encoding="utf-8")


def restore(folder: Path, meta: dict[str, Any]) -> tuple[Network, Units]:
    """The network that :func:`save` wrote, ready to read, and its units (none in a folder written without them)."""
    from safetensors.torch import load_file

    return unpack(load_file(folder / "model.safetensors"), BertConfig(**meta["encoder"]))


def pack(network: Network, units: Units) -> dict[str, Tensor]:
    """The weights as a file holds them: the encoder's matrices in ``units``, a byte a weight and a scale a row; the
    heads, norms and biases, which are small, in half precision.
    """
    packed: dict[str, Tensor] = {}
    for name, weight in network.state_dict().items():
        if weight.dim() != 2 or not name.startswith("encoder."):
            packed[name] = weight.half().contiguous()
            continue
        if name in units:
            packed[f"{name}.unit"] = units[name].clone()
        told = weight * units[name] if name in units else weight
        scale = (told.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
        packed[name] = (told / scale).round().to(torch.int8).contiguous()
        packed[f"{name}.scale"] = scale.half()
    return packed


def unpack(packed: Mapping[str, Tensor], config: BertConfig) -> tuple[Network, Units]:
    """The network and its units from what :func:`pack` gave."""
    units = {name.removesuffix(".unit"): unit for name, unit in packed.items() if name.endswith(".unit")}
    weights = {
        name: weight.float() * packed[f"{name}.scale"].float() if f"{name}.scale" in packed else weight.float()
        for name, weight in packed.items() if not name.endswith((".scale", ".unit"))
    }
    weights |= {name: weights[name] / unit for name, unit in units.items()}
    exits = {int(name.split(".")[1]) for name in weights if name.startswith("exits.")}
    network = Network(deepcopy(config), exits=sorted(exits), middle=len(weights["target.1.weight"]))
    network.load_state_dict(weights)
    return network.eval(), units


_ENCODER = (
    "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "hidden_act",
    "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "pad_token_id", "lean",
)
