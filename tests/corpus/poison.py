"""Articles that do harm, told by a word in their text. Imported by name in the workers too."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from tapecheck.schemas import Article

KINDS = ("raises", "hangs", "stuck", "memory", "crashes")
"""An exception, a hang that can be interrupted, one that cannot, more memory than there is, a dead interpreter."""


def guard(article: Article) -> None:
    """Do the harm that the article asks for."""
    for kind in KINDS:
        if f"POISON-{kind}" in article.body:
            globals()[f"_{kind}"]()


def kill_once(article: Article) -> None:
    """Kill the worker, as a stranger might, on the first article there is; the place to note it is in the text."""
    note = Path(article.tags[0])
    if not note.exists():
        note.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _raises() -> None:
    raise ZeroDivisionError("a fault in one document")


def _hangs() -> None:
    while True:
        time.sleep(0.01)


def _stuck() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    while True:
        time.sleep(0.01)


def _memory() -> None:
    bytearray(6 << 30)


def _crashes() -> None:
    ctypes.string_at(0)
