"""Text to windows of word pieces with the pieces of each target marked; nothing is silently cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPAN = tuple[int, int]
MAX_PIECES = 128
"""Word pieces the encoder reads at once, both marks included; a longer sentence is read in overlapping windows."""
_OVERLAP = 32
_URL = re.compile(r"https?://\S+")


class Window(NamedTuple):
    """One stretch for the encoder: piece ids (opening and closing mark included) and, for each target of the text,
    the positions of its pieces in ``ids`` (none where it lies elsewhere).
    """

    ids: list[int]
    targets: tuple[tuple[int, ...], ...]


def tokenizer_of(folder: Path) -> Tokenizer:
    """The word pieces of a model's folder (``tokenizer.json``), of texts as long as they are. Imports tokenizers."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(tokenizer: Tokenizer, text: str, targets: Sequence[SPAN] = ()) -> Iterator[Window]:
    """The windows of ``text``; ``targets`` are character spans of it. Addresses of pages are left out."""
    encoded = tokenizer.encode(text)
    first, last = encoded.ids[0], encoded.ids[-1]
    urls = [m.span() for m in _URL.finditer(text)]
    pieces = [
        (piece, start, end) for piece, (start, end) in zip(encoded.ids, encoded.offsets, strict=True)
        if end > start and not any(u <= start < v for u, v in urls)
    ]
    room = MAX_PIECES - 2
    for begin in range(0, max(len(pieces) - _OVERLAP, 1), room - _OVERLAP):
        part = pieces[begin : begin + room]
        marked = tuple(
            tuple(i + 1 for i, (_, start, end) in enumerate(part) if start < stop and begins < end)
            for begins, stop in targets
        )
        yield Window([first, *(piece for piece, _, _ in part), last], marked)
