"""The brief in each of its formats, and which one a file's name asks for."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..schemas import Report
from ..sources.cache import write_whole
from .brief import briefs
from .brief_model import Brief

if TYPE_CHECKING:
    from ..sources import Market

FORMATS = ("html", "md", "json", "text", "csv", "claimreview", "annotations")
MEDIA = {
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json",
    "text": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "claimreview": "application/ld+json",
    "annotations": "application/ld+json",
}
_ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "md", ".annotations.jsonld": "annotations", ".jsonld": "claimreview",
    ".json": "json", ".csv": "csv", ".txt": "text",
}


def format_of(path: str) -> str:
    """The format that a file's name asks for. Raises :class:`InputError` with the endings there are."""
    lower = path.lower()
    found = next((name for ending, name in _ENDINGS.items() if lower.endswith(ending)), None)
    if found is None:
        raise InputError(f"{path}: its ending names no format; there are: {', '.join(_ENDINGS)}; or give --format")
    return found


def write_brief(
    reports: Report | Sequence[Report], path: str | Path, market: Market | None = None, format: str | None = None
) -> Path:
    """Write one brief of one or several reports to a file, whole or not at all; its ending names the format.

    With the ``market`` that the reports were checked with, charts show the days around each window. Raises
    :class:`InputError` for an ending that names no format, an extra that is missing, or a file that cannot be written.
    """
    several = (reports,) if isinstance(reports, Report) else tuple(reports)
    text = render(format or format_of(str(path)), several, briefs(several, market))
    try:
        write_whole(Path(path), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    return Path(path)


def render(format: str, reports: Sequence[Report], made: Sequence[Brief]) -> str:
    """The text of one of :data:`FORMATS`; ``made`` are the reports' briefs, in order."""
    from .annotations import web_annotations_json
    from .claimreview import claim_reviews_json
    from .markdown import markdown
    from .page import html
    from .table import claims_csv

    if not reports:
        raise InputError("there is nothing to write a brief of")
    if format == "html":
        return html(made, claim_reviews_json(reports))
    if format == "md":
        return markdown(made)
    if format == "json":
        values = [b.model_dump(mode="json") for b in made]
        return json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, allow_nan=False) + "\n"
    if format == "text":
        return _text(reports, made)
    if format == "csv":
        return claims_csv(reports)
    if format == "claimreview":
        return claim_reviews_json(reports) + "\n"
    if format == "annotations":
        return web_annotations_json(reports) + "\n"
    raise InputError(f"there is no format {format[:20]!r}; there are: {', '.join(FORMATS)}")


def _text(reports: Sequence[Report], made: Sequence[Brief]) -> str:
    from .brief_text import print_brief
    from .text import console

    out = io.StringIO()
    screen = console(out)
    for report, brief in zip(reports, made, strict=True):
        print_brief(brief, report, screen)
    return out.getvalue()
