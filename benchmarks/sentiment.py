"""Sentiment of a labelled file, in the format of the shared sentiment scorer.

    python benchmarks/sentiment.py GOLD.jsonl [--model FOLDER-OR-NAME] > PRED.jsonl

GOLD holds ``{"id", "text", "label"}``, ``{"id", "text", "entities": [{"start", "end", "target", ...}]}`` or ``{"id",
"text", "target", "score"}`` a line. Labels and scores, where present, are not looked at. A target whose place is not
told is looked for in the text.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tapecheck.nlp.sentiment import Scored, likeliest, sentiment_model


def targets_of(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Character spans of the targets a row asks about; empty spans where the text does not hold one."""
    if "entities" in row:
        return [_placed(row["text"], e["target"], e["start"], e["end"]) for e in row["entities"]]
    return [_placed(row["text"], row["target"], -1, -1)] if "target" in row else []


def _placed(text: str, target: str, start: int, end: int) -> tuple[int, int]:
    if start >= 0:
        return start, end
    found = text.lower().find(target.lower())
    return (found, found + len(target)) if found >= 0 else (0, 0)


def answer(row: dict[str, Any], scored: Scored) -> dict[str, Any]:
    """One prediction, of the kind that the row asks for."""
    if "entities" in row:
        labelled = [
            {"start": e["start"], "end": e["end"], "target": e["target"], "label": likeliest(own or scored.whole)}
            for e, own in zip(row["entities"], scored.targets, strict=True)
        ]
        return {"id": row["id"], "entities": labelled}
    if "target" in row:
        own = scored.targets[0] or scored.whole
        return {"id": row["id"], "score": round(own[2] - own[0], 4)}
    return {"id": row["id"], "label": likeliest(scored.whole)}


def main() -> None:
    """Read the file named on the command line, write one prediction a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default=None, help="a folder that train wrote, or a hub model")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").split("\n") if line.strip()]
    model = sentiment_model(options.model)
    for row, scored in zip(rows, model.score([r["text"] for r in rows], [targets_of(r) for r in rows]), strict=True):
        sys.stdout.write(json.dumps(answer(row, scored)) + "\n")


if __name__ == "__main__":
    main()
