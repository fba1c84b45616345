"""Attributions of every text in a file, in the format of the shared quotation scorer.

    python benchmarks/quotes.py GOLD.jsonl > PRED.jsonl

GOLD has ``{"id": ..., "text": ...}`` a line; annotations, where present, are not looked at. A line on standard error
tells the CPU seconds of the parse and of the quotes, and the share that the quotes add to the parse.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from tapecheck.extractors.quotes import read_quotes
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Parsed, Quote


def predict(parsed: Parsed) -> list[dict[str, Any]]:
    """The quotes of one text as the scorer wants them: spans in characters, the speaker's mention and full name."""
    return [_row(quote) for quote in read_quotes(parsed)]


def _row(quote: Quote) -> dict[str, Any]:
    mentions = [[s.mention.start, s.mention.end] for s in quote.speakers if s.mention is not None]
    return {
        "content": [[span.start, span.end] for span in quote.content],
        "speaker": mentions or None,
        "speaker_text": " / ".join(s.name for s in quote.speakers) or None,
        "kind": quote.kind,
        "cue": [quote.cue.start, quote.cue.end] if quote.cue else None,
        "title": quote.speakers[0].title if quote.speakers else None,
        "firm": quote.speakers[0].firm if quote.speakers else None,
    }


def main() -> None:
    """Read the file named on the command line, write one text a line, tell the cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parsing = reading = 0.0
    with parser.parse_args().gold.open(encoding="utf-8") as lines:
        for row in (json.loads(line) for line in lines if line.strip()):
            start = time.process_time()
            parsed = parse(row["text"])
            middle = time.process_time()
            quotes = predict(parsed)
            parsing, reading = parsing + middle - start, reading + time.process_time() - middle
            sys.stdout.write(json.dumps({"id": row["id"], "quotes": quotes}) + "\n")
    share = 100 * reading / parsing if parsing else 0.0
    sys.stderr.write(f"parse {parsing:.2f} s, quotes {reading:.2f} s of CPU: {share:.1f}% on top of the parse\n")


if __name__ == "__main__":
    main()
