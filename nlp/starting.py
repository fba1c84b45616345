"""How spaCy is imported: without torch in the processes that are ours alone."""

from __future__ import annotations

import sys
from contextlib import suppress
from threading import Event

_ours = Event()


def ours() -> None:
    """Say that this process is tapecheck's alone (the command line, an archive's worker) and not a program of a
    user's, whose own spaCy may want torch."""
    _ours.set()


def import_spacy(model: str) -> None:
    """Import spaCy; in a process of ours without torch, which no model but a transformer uses: a second sooner.

    thinc, on which spaCy stands, imports torch wherever that is installed. What asks for torch afterwards gets it.
    """
    if not _ours.is_set() or model.endswith("_trf") or "torch" in sys.modules or "spacy" in sys.modules:
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        with suppress(ImportError):
            import spacy  # noqa: F401
    finally:
        del sys.modules["torch"]
