"""Names in a token-labelled file, as PER, ORG and LOC, in the format of the shared NER scorer.

    python benchmarks/entities.py GOLD.jsonl > PRED.jsonl

GOLD has ``{"tokens": [...], ...}`` a line; labels, where present, are not looked at. Lines that share a ``doc`` are
read as one article, since a name's second mention leans on its first; without ``doc`` every line is an article.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tapecheck.extractors.entities import read_entities
from tapecheck.nlp.parse import parse
from tapecheck.schemas import Entity

LABELS = {
    "person": "PER", "place": "LOC", "company": "ORG", "organisation": "ORG", "agency": "ORG", "central_bank": "ORG",
    "exchange": "ORG", "data_provider": "ORG",
}
_CLOSING = re.compile(r"[.,;:!?%)\]’”»…]|['’](?:s|S|re|ve|ll|d|m|t)?|n['’]t|\.\.\.")
_OPENING = {"(", "[", "$", "£", "€", "#", "“", "«", "‘"}


def spell_out(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as running text, and where each one lies in it."""
    text, places, open_quote = "", [], False
    for i, token in enumerate(tokens):
        glue = i == 0 or _glued(tokens, i, open_quote)
        if token == '"':
            glue = open_quote or i == 0
            open_quote = not open_quote
        text += "" if glue else " "
        places.append((len(text), len(text) + len(token)))
        text += token.replace("\n", " ")
    return text, places


def _glued(tokens: list[str], i: int, open_quote: bool) -> bool:
    """Whether token ``i`` stands against the one before it."""
    before, token = tokens[i - 1], tokens[i]
    if _CLOSING.fullmatch(token) or before in _OPENING or (before == '"' and open_quote):
        return True
    if token in {"-", "/", "&"} and i + 1 < len(tokens):
        return _joint(before, tokens[i + 1], token)
    if before in {"-", "/", "&"} and i >= 2:
        return _joint(tokens[i - 2], token, before)
    return False


def _joint(left: str, right: str, mark: str) -> bool:
    """Whether a mark joins two words ("Wal-Mart", "10-year", "S&P") or stands between them ("LONDON - Shares")."""
    if mark == "&":
        return len(left) == 1 and len(right) == 1
    if not (left[-1:].isalnum() and right[:1].isalnum()):
        return False
    if left.isupper() and len(left) > 2 and right[:1].isupper():
        return False
    return (right[0].islower() or right[0].isdigit() or left[:1].isupper())


def articles(path: Path) -> Iterator[list[list[str]]]:
    """The token rows of each article, in file order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    numbered = ((row.get("doc", f"row {n}"), row["tokens"]) for n, row in enumerate(rows))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        yield [tokens for _, tokens in group]


def predict(rows: list[list[str]]) -> list[list[dict[str, int | str]]]:
    """Labelled token spans (end exclusive) of every row of one article."""
    spelled = [spell_out(tokens) for tokens in rows]
    body = "\n".join(text for text, _ in spelled)
    entities = read_entities(parse(body))
    out, offset = [], 0
    for text, places in spelled:
        out.append([found for e in entities if (found := _in_row(e, offset, offset + len(text), places))])
        offset += len(text) + 1
    return out


def _in_row(entity: Entity, first: int, last: int, places: list[tuple[int, int]]) -> dict[str, int | str] | None:
    if entity.kind not in LABELS or entity.how == "anaphor" or not first <= entity.start < last:
        return None
    inside = [i for i, (a, b) in enumerate(places) if a + first < entity.end and entity.start < b + first]
    if len(inside) > 1 and LABELS[entity.kind] == "ORG" and places[inside[-1]][1] - places[inside[-1]][0] == 1 and (
        entity.text.endswith(".")
    ):
        inside.pop()  # such files split "Inc ." and leave the mark outside the name
    return {"start_token": inside[0], "end_token": inside[-1] + 1, "label": LABELS[entity.kind]} if inside else None


def main() -> None:
    """Read the file named on the command line, write one prediction a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    for rows in articles(parser.parse_args().gold):
        for entities in predict(rows):
            sys.stdout.write(json.dumps({"entities": entities}) + "\n")


if __name__ == "__main__":
    main()
