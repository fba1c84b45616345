"""What sentiment costs: beside a BERT-base on the same input, and beside the parse of the same articles, in one run.

    python benchmarks/sentiment_speed.py ARTICLE... [--rounds 5]

The BERT-base has random weights (its speed does not depend on them) and the same word pieces and batches; it is read in
bfloat16 where the processor multiplies that natively, as the network is read in bytes where it multiplies those. Each
round times the three one after the other; the median of the rounds' ratios is printed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from tapecheck.extractors.entities import read_entities
from tapecheck.extractors.sentiment import read_sentiments
from tapecheck.nlp.articles import read_articles
from tapecheck.nlp.bytewise import bfloat_is_quick
from tapecheck.nlp.network import batch_of
from tapecheck.nlp.parse import forget, parse
from tapecheck.nlp.pieces import windows
from tapecheck.nlp.sentiment import Own, sentiment_model


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` took, in seconds of this process's processor time on the wall."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def base_reader(model: Own, texts: Sequence[str]) -> Callable[[], None]:
    """Reads ``texts`` with a BERT-base as the network reads them with its own encoder."""
    encoder = BertModel(BertConfig(), add_pooling_layer=False).eval()
    queue = sorted((w for t in texts for w in windows(model.tokenizer, t)), key=lambda w: len(w.ids))
    batches = [batch_of(queue[i : i + 32]) for i in range(0, len(queue), 32)]

    def read() -> None:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bfloat_is_quick()):
            for batch in batches:
                encoder(batch.ids, attention_mask=batch.mask)

    return read


def main() -> None:
    """Print the medians of the rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    bodies = [a.body for path in options.articles for a in read_articles(str(path))]
    model = sentiment_model()
    assert isinstance(model, Own)
    parsed = [parse(body) for body in bodies]
    entities = [read_entities(p) for p in parsed]
    texts = [p.body[s.start : s.end] for p in parsed for s in p.sentences]
    base = base_reader(model, texts)

    def sentiment() -> None:
        for p, found in zip(parsed, entities, strict=True):
            read_sentiments(p, found, (), model)

    def network() -> None:
        model.score(texts, [()] * len(texts))

    rounds = []
    for work in (sentiment, network, base):
        work()
    for _ in range(options.rounds):
        forget()
        parsing = seconds(lambda: [parse(body) for body in bodies])
        rounds.append((seconds(base) / seconds(network), seconds(sentiment) / parsing))
    faster, share = (statistics.median(column) for column in zip(*rounds, strict=True))
    sys.stdout.write(f"{len(texts)} sentences: {faster:.1f} times as fast as a BERT-base (word pieces included)\n")
    sys.stdout.write(f"{len(bodies)} articles: sentiment takes {share:.2f} of the time of the parse\n")


if __name__ == "__main__":
    main()
