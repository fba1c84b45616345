"""The brief as one HTML file that asks nothing of anybody: style and script inside, allowed by their hash alone.

Everything that comes from an article goes through Jinja's escaping and through :func:`~.text.clean`; what is not
escaped is made in this file and in ``charts.py``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .brief import MOST_CHARTS
from .brief_model import SIGNS, Brief, ClaimRow, NumberGroup, Piece, Tone
from .charts import draw_bar, draw_chart, draw_ruler
from .text import clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FULL = 40
"""Articles told in full on one page; more are listed with their counts."""
SECTIONS = (
    ("claims", "Claims"), ("charts", "On the tape"), ("voices", "Who said what"), ("tone", "Sentiment"),
    ("text", "Text"), ("numbers", "Numbers"), ("gaps", "Not checked"), ("evidence", "Evidence"),
)
_HERE = Path(__file__).parent / "templates"


def html(briefs: Sequence[Brief], linked: str = "") -> str:
    """One page for one brief or several. ``linked`` is JSON-LD to embed. Raises :class:`InputError` where the extra
    ``brief`` is not installed."""
    style, script = asset("brief.css"), asset("brief.js")
    single = len(briefs) == 1
    return str(environment().get_template("brief.html").render(
        briefs=briefs, single=single, level=1 if single else 2, full=FULL, sections=SECTIONS, policy=policy(),
        title=f"{briefs[0].headline} | tapecheck brief" if single else f"{len(briefs)} articles | tapecheck brief",
        style=_safe(style), script=_safe(script), linked=_safe(data_block(linked)), version=_version(),
    ))


def page(name: str, **values: Any) -> str:
    """One of the pages of ``tapecheck serve``."""
    return str(environment().get_template(name).render(
        styles=[_safe(asset("brief.css")), _safe(asset("serve.css"))], script=_safe(asset("serve.js")), **values))


def policy(*styles: str, script: str = "brief.js") -> str:
    """The content security policy of a brief: its own style and script by hash, and nothing else."""
    named = " ".join(_hash(asset(name)) for name in styles or ("brief.css",))
    return (f"default-src 'none'; style-src {named}; script-src {_hash(asset(script))}; img-src data:; "
            "base-uri 'none'; form-action 'none'")


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """A style sheet or script as it stands in the page."""
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_block(text: str) -> str:
    """JSON that can stand in a script element: no ``<`` begins a tag there."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, escaping everything; hidden and direction-changing characters are shown as escapes."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise InputError("a page wants Jinja2; run: pip install 'tapecheck[brief]'") from error

    def shown(value: Any) -> Any:
        return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    made = Environment(loader=FileSystemLoader(_HERE), autoescape=True, finalize=shown, undefined=StrictUndefined,
                       trim_blocks=True)
    made.globals.update(chart=_chart, ruler=_ruler, verdict_bar=_verdict_bar, tone_bar=_tone_bar, piece=_piece,
                        signs=SIGNS, most_charts=MOST_CHARTS)
    made.filters.update(sum_numbers=_sum_numbers, ticked=_ticked)
    return made


def _safe(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # our own markup, or escaped before


def _version() -> str:
    from .. import __version__

    return __version__


def _chart(row: ClaimRow) -> Markup:
    return _safe(draw_chart(row.chart, f"{row.anchor}-g", row.outcome) if row.chart else "")


def _ruler(row: ClaimRow) -> Markup:
    return _safe(draw_ruler(row.ruler, f"{row.anchor}-r", row.outcome) if row.ruler else "")


def _verdict_bar(brief: Brief) -> Markup:
    parts = [(outcome, brief.count(outcome)) for outcome in ("supported", "contradicted", "open")]
    return _safe(draw_bar(parts, f"{brief.id}-bar", "Verdicts"))


def _tone_bar(brief: Brief, tone: Tone, place: int) -> Markup:
    parts = [("positive", tone.positive), ("neutral", tone.neutral), ("negative", tone.negative)]
    return _safe(draw_bar(parts, f"{brief.id}-tone{place}", "Sentiment"))


def _sum_numbers(groups: Sequence[NumberGroup]) -> int:
    return sum(len(g.numbers) for g in groups)


def _ticked(text: str) -> Markup:
    from markupsafe import escape

    return _safe(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(clean(text)))))


def _piece(brief: Brief, piece: Piece) -> Markup:
    """A stretch of the text with its marks: a link to its row, anchors for the rows that lead here, quote numbers."""
    from markupsafe import Markup

    linked = bool(piece.href) and piece.layers != ("quote",)
    ids = [f"{i}-t" for i in piece.ids]
    own = ids.pop() if linked and ids else ""
    out = Markup("").join(Markup('<span id="{}"></span>').format(i) for i in ids)
    kind = " ".join(["m", *(f"m-{layer}" for layer in piece.layers), *([f"o-{piece.outcome}"] if piece.outcome else []),
                     *(["closes"] if piece.closes else [])])
    text: Any = clean(piece.text)
    if linked:
        if piece.closes:
            text = Markup('{}<span class="vh"> ({})</span>').format(text, piece.outcome)
        ident = Markup(' id="{}"').format(own) if own else ""
        out += Markup('<a class="{}" href="#{}"{} data-tip="{}">{}</a>').format(
            kind, piece.href, ident, clean(piece.tip), text)
    elif piece.layers:
        out += Markup('<span class="{}">{}</span>').format(kind, text)
    else:
        out += text
    tag = Markup('<a class="qtag" href="#{}-q{}" aria-label="quote {}">{}</a>')
    return out + Markup("").join(tag.format(brief.id, n, n, n) for n in piece.ends)
