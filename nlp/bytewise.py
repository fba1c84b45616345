"""The sentiment network read in bytes: weights and activations as 8-bit integers, where the processor multiplies those.

What goes into each matrix is divided, column by column, by what that column reaches on texts that were trained on, and
the matrix multiplied by the same (SmoothQuant, arXiv:2211.10438): columns of large values do not cost the others their
digits. The units are fixed when the network is trained, so what a sentence is told never hangs on the sentences beside
it. (``torch.ao.quantization.quantize_dynamic`` takes one unit for a whole batch and finds it anew before each matrix:
it took half as long again, and 5 of 74 sentences changed their label.) Imports torch, so nothing imports this file but
inside functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, cast

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers.models.bert.modeling_bert import BertLayer

from .exits import Reader
from .network import Batch, Network, Units

_MOST = 127
_SHARE = 0.9999
"""The share of activations inside a layer that must lie within a byte; a quarter more is left them."""
_GROUP = 8
"""Windows whose attention is worked out side by side: the fewer, the less there is to fill up."""
_EIGHT, _SIXTEEN = 8, 16
"""Places of a group and pieces of a batch are filled up to multiples of these: for every new shape torch writes the
multiplication anew, which takes longer than to do it.
"""
_LEAST = 0.17
"""Below zero GELU gives no more than this."""


def reader(network: Network, units: Units) -> Reader:
    """What reads ``network`` quickest here: bytes, bfloat16 or float32, by what the processor multiplies natively."""
    if units and network.encoder.config.hidden_act == "gelu" and bytes_are_quick():
        return Reader(network, Bytewise(network, units))
    return Reader(network, Plain(network))


@lru_cache(maxsize=1)
def bytes_are_quick() -> bool:
    """Whether this processor multiplies bytes natively (VNNI), and this torch knows how to tell it."""
    known = getattr(torch.cpu, "_is_vnni_supported", None)
    if known is None or not known():
        return False
    try:
        tried = _map(torch.eye(16), torch.ones(16))(_bytes(torch.full((2, 16), 5.0)), torch.float32)
    except (AttributeError, RuntimeError, TypeError):  # the operator is torch's own, made for its compiler
        return False
    return bool(tried.sub(6).abs().max() < 0.05)


@lru_cache(maxsize=1)
def bfloat_is_quick() -> bool:
    """Whether this processor multiplies bfloat16 natively; elsewhere it would only be slower."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def units_of(network: Network, batches: Iterable[Batch]) -> dict[str, Tensor]:
    """What one step of a byte is worth, for each column going into each matrix of the encoder's layers, by its name.

    They are such that no activation on ``batches`` lies beyond a byte (of those inside a layer: nearly none).
    """
    reached: dict[str, list[Tensor]] = {}
    hooks = [
        module.register_forward_pre_hook(_noting(reached.setdefault(f"{name}.weight", []), inner=_is_inner(name)))
        for name, module in network.named_modules() if isinstance(module, nn.Linear) and "encoder.layer." in name
    ]
    with torch.inference_mode():
        for batch in batches:
            network(batch)
    for hook in hooks:
        hook.remove()
    weights = network.state_dict()
    units: dict[str, Tensor] = {}
    for name, seen in reached.items():
        most = torch.stack(seen).amax(0).clamp_min(1e-3)
        if _is_inner(name):
            units[name] = (most * 1.25 + _LEAST) / 255
            continue
        shared = [weights[name.replace("query", kind)] for kind in ("query", "key", "value")] if "query" in name else [
            weights[name]]
        units[name] = _smooth(most, torch.cat(shared))
    for name in units:
        for kind in ("key", "value"):
            if f".self.{kind}." in name:
                units[name] = units[name.replace(kind, "query")]
    return units


def _is_inner(name: str) -> bool:
    """Whether a matrix takes what GELU gives."""
    return ".output.dense" in name and ".attention." not in name


def _noting(seen: list[Tensor], *, inner: bool) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    def note(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        x = inputs[0].reshape(-1, inputs[0].shape[-1]).float()
        seen.append(x.flatten().kthvalue(int(_SHARE * x.numel())).values[None] if inner else x.abs().amax(0))

    return note


def _smooth(reached: Tensor, weight: Tensor) -> Tensor:
    """Units for columns that reach so far, with half of their difference left for the matrix to bear."""
    smooth = (reached / weight.abs().amax(0).clamp_min(1e-5)).sqrt()
    return smooth * (reached / smooth).max() / _MOST


class _Map(NamedTuple):
    """A linear map of bytes: ``weight`` packed, ``scale`` and ``bias`` of each of its columns."""

    weight: Tensor
    scale: Tensor
    zero: Tensor
    bias: Tensor

    def __call__(
        self, x: Tensor, kind: torch.dtype, *, zero: int = _MOST + 1, step: float = 1.0, after: str = "none"
    ) -> Tensor:
        """``x`` (pieces, inside), bytes whose ``zero`` stands for 0, to (pieces, outside) of ``kind``.

        ``after``, ``gelu`` or ``none``, comes next. Bytes are given in units of ``step``, beginning at :data:`_LEAST`.
        """
        low = round(_LEAST / step) if kind == torch.uint8 else 0
        read = torch.ops.onednn.qlinear_pointwise
        result: Tensor = read(
            x, 1.0, zero, self.weight, self.scale, self.zero, self.bias, step, low, kind, after, [], "none")
        return result


class _Layer(NamedTuple):
    """A layer's maps and norms. ``around`` and ``above``: by what its input, and its middle, are multiplied."""

    around: Tensor
    asking: _Map
    heard: _Map
    attention: _Map
    attention_norm: nn.LayerNorm
    above: Tensor
    wide: _Map
    step: float
    narrow: _Map
    norm: nn.LayerNorm


class Plain:
    """The encoder's layers as they are, in bfloat16 where the processor multiplies that natively, else in float32."""

    def __init__(self, network: Network) -> None:
        self.layers = cast("Sequence[BertLayer]", network.encoder.encoder.layer)

    def __call__(self, x: Tensor, sizes: Sequence[int], first: int, last: int) -> Tensor:
        """``x`` (pieces, width), windows of ``sizes`` pieces one behind the other, after layers ``first:last``."""
        hidden = pad_sequence(list(torch.split(x, list(sizes))), batch_first=True)
        absent = _absent(sizes, hidden.shape[1])[:, None, None]
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat_is_quick()):
            for layer in self.layers[first:last]:
                after = layer(hidden, absent)
                hidden = after[0] if isinstance(after, tuple) else after
        return torch.cat([row[:size] for row, size in zip(hidden.float(), sizes, strict=True)])

    def few(self, x: Tensor, sizes: Sequence[int], layer: int, asked: Sequence[Sequence[int]]) -> Tensor:
        """Of what ``layer`` makes of ``x``, the places ``asked`` of each window."""
        return self(x, sizes, layer, layer + 1)[_among(sizes, asked)]


class Bytewise:
    """The encoder's layers in bytes; sums and norms stay float32."""

    def __init__(self, network: Network, units: Units) -> None:
        self.heads: int = network.encoder.config.num_attention_heads
        layers = cast("Sequence[BertLayer]", network.encoder.encoder.layer)
        size = network.encoder.config.hidden_size // self.heads
        self.layers = [_packed(layer, size, f"encoder.encoder.layer.{n}.", units) for n, layer in enumerate(layers)]

    def __call__(self, x: Tensor, sizes: Sequence[int], first: int, last: int) -> Tensor:
        """``x`` (pieces, width), windows of ``sizes`` pieces one behind the other, after layers ``first:last``."""
        groups = [_Group.of(sizes, sizes, begin) for begin in range(0, len(sizes), _GROUP)]
        pieces, x = len(x), _filled(x)
        for layer in self.layers[first:last]:
            x = self._read(layer, x, groups, None)
        return x[:pieces]

    def few(self, x: Tensor, sizes: Sequence[int], layer: int, asked: Sequence[Sequence[int]]) -> Tensor:
        """Of what ``layer`` makes of ``x``, the places ``asked`` of each window; nothing else is worked out."""
        groups = [_Group.of(sizes, [len(own) for own in asked], begin) for begin in range(0, len(sizes), _GROUP)]
        among = _among(sizes, asked)
        return self._read(self.layers[layer], _filled(x), groups, _filled(among))[: len(among)]

    def _read(self, layer: _Layer, x: Tensor, groups: Sequence[_Group], asked: Tensor | None) -> Tensor:
        kind = torch.bfloat16 if bfloat_is_quick() else torch.float32
        told = _bytes(x * layer.around)
        heard = layer.heard(told, kind)
        if asked is not None:
            x, told = x.index_select(0, asked), told.index_select(0, asked)
        asking = layer.asking(told, kind)
        own = _filled(torch.cat([self._attend(asking, heard, group) for group in groups])).float()
        x = layer.attention_norm(layer.attention(_bytes(own), torch.float32).add_(x))
        wide = layer.wide(_bytes(x * layer.above), torch.uint8, step=layer.step, after="gelu")
        after: Tensor = layer.norm(layer.narrow(wide, torch.float32, zero=round(_LEAST / layer.step)).add_(x))
        return after

    def _attend(self, asking: Tensor, heard: Tensor, group: _Group) -> Tensor:
        """Attention of each head within each window of a group: queries (pieces that ask, width), keys and values
        (pieces, 2 * width) to (pieces of the group that ask, width).
        """
        width = asking.shape[-1]
        size = width // self.heads
        windows, asks = group.asking.shape
        length = group.heard.shape[1]
        query = asking.index_select(0, group.asking.places).view(windows, asks, self.heads, size).transpose(1, 2)
        split = heard.index_select(0, group.heard.places).view(windows, length, 2, self.heads, size)
        key, value = split.permute(2, 0, 3, 1, 4).reshape(2, windows * self.heads, length, size)
        # float32: torch's softmax of bfloat16 takes four times as long
        heed = torch.bmm(query.reshape(-1, asks, size), key.transpose(1, 2)).float()
        heed = heed.view(windows, -1, length).add_(group.absent).view(-1, asks, length).softmax(-1)
        own = torch.bmm(heed.to(asking.dtype), value).view(windows, self.heads, asks, size).transpose(1, 2)
        return own.reshape(-1, width).index_select(0, group.asking.there)


class _Grid(NamedTuple):
    """Windows filled up to the longest, and to a multiple of 8 (``shape``: windows, pieces).

    ``places``: the piece that stands in each place, any where there is none; ``there``: the places of pieces.
    """

    shape: tuple[int, int]
    places: Tensor
    there: Tensor

    @classmethod
    def of(cls, sizes: Sequence[int], begin: int) -> _Grid:
        own = sizes[begin : begin + _GROUP]
        length = -(-max(own) // _EIGHT) * _EIGHT
        flat = (torch.arange(length) < torch.tensor(own)[:, None]).flatten()
        return cls((len(own), length), (flat.cumsum(0) - 1 + sum(sizes[:begin])).clamp_(0), flat.nonzero()[:, 0])


class _Group(NamedTuple):
    """Windows of like length whose attention is worked out side by side: what is heard in each, and what asks."""

    heard: _Grid
    asking: _Grid
    absent: Tensor

    @classmethod
    def of(cls, sizes: Sequence[int], asks: Sequence[int], begin: int) -> _Group:
        heard = _Grid.of(sizes, begin)
        asking = heard if asks is sizes else _Grid.of(asks, begin)
        return cls(heard, asking, _absent(sizes[begin : begin + _GROUP], heard.shape[1])[:, None])


def _filled(x: Tensor) -> Tensor:
    """``x`` with rows of zeros to a multiple of 16."""
    more = -len(x) % _SIXTEEN
    return torch.cat([x, x.new_zeros(more, *x.shape[1:])]) if more else x


def _among(sizes: Sequence[int], asked: Sequence[Sequence[int]]) -> Tensor:
    """The places ``asked`` of each window, among all pieces."""
    starts = accumulate(sizes, initial=0)
    return torch.tensor([start + place for start, own in zip(starts, asked, strict=False) for place in own])


def _absent(sizes: Sequence[int], length: int) -> Tensor:
    """What is added to attention, by window and piece: 0, or, where a window has no such piece, what ends it."""
    return torch.where(torch.arange(length) < torch.tensor(sizes)[:, None], 0.0, -1e9)


def _bytes(x: Tensor) -> Tensor:
    """``x``, which is overwritten, as the nearest whole numbers from -128 to 127, told by bytes that begin at 0."""
    return x.add_(_MOST + 1.5).clamp_(0, 255).to(torch.uint8)


def _packed(layer: BertLayer, size: int, name: str, units: Units) -> _Layer:
    own, out = layer.attention.self, layer.attention.output
    heard = torch.cat([own.key.weight, own.value.weight]), torch.cat([own.key.bias, own.value.bias])
    around, above = units[f"{name}attention.self.query.weight"], units[f"{name}intermediate.dense.weight"]
    inside, inner = units[f"{name}attention.output.dense.weight"], units[f"{name}output.dense.weight"]
    # queries come out ready to be multiplied; what is attended to is a mean of values: they come out in its units
    small = size**-0.5
    by = torch.cat([torch.ones_like(inside), 1 / inside])
    return _Layer(
        1 / around, _map(own.query.weight * around * small, own.query.bias * small),
        _map(heard[0] * around * by[:, None], heard[1] * by), _map(out.dense.weight * inside, out.dense.bias),
        out.LayerNorm, 1 / above, _map(layer.intermediate.dense.weight * above, layer.intermediate.dense.bias),
        float(inner), _map(layer.output.dense.weight * inner, layer.output.dense.bias), layer.output.LayerNorm,
    )


def _map(weight: Tensor, bias: Tensor) -> _Map:
    scale = (weight.detach().abs().amax(1) / _MOST).clamp_min(1e-12)
    rounded = (weight.detach() / scale[:, None]).round().to(torch.int8)
    packed = torch.ops.onednn.qlinear_prepack(rounded, None)
    return _Map(packed, scale, torch.zeros(len(scale), dtype=torch.long), bias.detach().float())
