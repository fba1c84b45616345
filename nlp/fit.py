"""Labelled files to a folder with a model: cross-validated figures, calibration, training, writing. Imports torch."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from ..errors import InputError
from .examples import read_examples
from .exits import Heat
from .held import Told, calibrate, crossed, figures, tell
from .network import save
from .sentiment import LABELS
from .teacher import learn
from .training import Plan, Say, backbone_folder, prepare, units


def fit(
    paths: Sequence[Path], out: Path, plan: Plan, folds: int, say: Say, *, parts: int | None = None,
    threads: int | None = None, measured_one: bool = False,
) -> dict[str, Any]:
    """Train on ``paths`` and write ``out`` (model.safetensors, model.json, tokenizer.json); gives what model.json says.

    With two ``folds`` or more every figure is of texts that were held out, and the probabilities are calibrated on
    them; with fewer nothing is measured and they are as the network gives them. ``parts`` measures that many folds
    alone, which saves time. With ``measured_one`` the network that the first fold was measured with is written, not one
    trained on all. ``threads``: processor threads; sums are rounded otherwise with another number of them.
    """
    if threads is not None:
        torch.set_num_threads(threads)
    examples = read_examples(paths)
    folder = backbone_folder(plan.backbone)
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: is a file; give a folder to write the model to")
    items = prepare(examples, folder)
    parts = folds if parts is None else parts
    held = crossed(items, plan, folds, max(parts, 1), say) if folds > 1 else []
    *early, heat = calibrate(held) or [Heat()]
    found = measured(tell(held))
    for name, row in found.items():
        say(f"{name}: " + ", ".join(f"{k} {v:g}" for k, v in row.items()))
    meta: dict[str, Any] = {
        "name": out.name, "labels": LABELS, "temperature": heat._asdict(), "certain": plan.certain,
        "exits": {str(layer): own._asdict() for layer, own in zip(held[0].network.stages, early, strict=False)}
        if held else {},
        "plan": plan._asdict() | {"teacher": plan.teacher and Path(plan.teacher).name},
        "folds": folds, "parts": parts, "measured": True,
        "data": [_described(path) for path in paths], "figures": found,
    }
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    if held:
        save(held[0].network, held[0].units, out, meta)  # a run that is cut off leaves the network of the first fold
        if measured_one:
            return meta
    say(f"training on all {len(items)}")
    network = learn(items, plan, say)
    meta["measured"] = False
    save(network, units(network, items, plan.seed), out, meta)
    return meta


def measured(told: Told) -> dict[str, dict[str, float]]:
    """Held-out figures by source file, of sentences and of targets."""
    out: dict[str, dict[str, float]] = {}
    for what, rows in (("sentence", told.sentences), ("target", told.targets)):
        for source in sorted({row[2] for row in rows}):
            out[f"{source} {what}"] = figures([row for row in rows if row[2] == source])
    return out


def _described(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"file": path.name, "lines": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}
