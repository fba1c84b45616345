"""Fewer neurons in the middle of an encoder's layers, where most of the time of a sentence goes. Imports torch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel

from .network import Batch

_RIDGE = 1e-3
"""Of the mean square of the neurons kept: how much the new maps are held to the old ones."""


def narrow(encoder: BertModel, batches: Iterable[Batch], keep: int) -> None:
    """Keep, in place, the ``keep`` neurons of each layer that move its output most on ``batches``.

    The map that follows is fitted anew, by least squares, to give from those what it gave from all. Each layer is
    narrowed on what the whole encoder hands it.
    """
    layers: Any = encoder.encoder.layer
    products: list[list[Tensor]] = [[] for _ in layers]
    hooks = [
        layer.output.dense.register_forward_pre_hook(_adding(found))
        for layer, found in zip(layers, products, strict=True)
    ]
    with torch.inference_mode():
        for batch in batches:
            encoder(batch.ids, attention_mask=batch.mask, token_type_ids=batch.marks)
    for hook in hooks:
        hook.remove()
    with torch.no_grad():
        for layer, (product,) in zip(layers, products, strict=True):
            _narrow(layer, product.clone(), keep)
    encoder.config.intermediate_size = keep


def _adding(found: list[Tensor]) -> Any:
    """Notes the sums of products of each two neurons."""
    def note(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        x = inputs[0].reshape(-1, inputs[0].shape[-1]).float()
        found[:] = [x.T @ x + found[0] if found else x.T @ x]

    return note


def _narrow(layer: Any, product: Tensor, keep: int) -> None:
    into, out = layer.intermediate.dense, layer.output.dense
    kept = (product.diagonal().sqrt() * out.weight.norm(dim=0)).topk(keep).indices.sort().values
    among = product[kept][:, kept]
    ridge = _RIDGE * among.diagonal().mean()
    fitted = torch.linalg.solve(
        among + ridge * torch.eye(keep), product[kept] @ out.weight.T + ridge * out.weight[:, kept].T)
    for old, weight, bias in ((into, into.weight[kept], into.bias[kept]), (out, fitted.T, out.bias)):
        old.weight, old.bias = nn.Parameter(weight.contiguous()), nn.Parameter(bias.clone())
        old.out_features, old.in_features = weight.shape
