"""Who and what an article speaks of: the gazetteer first, then the model's names."""

from __future__ import annotations

from ..schemas import Entity, Parsed
from .gazetteer import Mention, mentions


def read_entities(parsed: Parsed) -> tuple[Entity, ...]:
    """The entities of ``parsed``, sorted and without overlap."""
    return tuple(_from_gazetteer(m) for m in mentions(parsed.body) if m.how != "generic")


def _from_gazetteer(m: Mention) -> Entity:
    kinds = {"stock": "company", "volatility": "index", "policy": "rate"}
    return Entity(start=m.start, end=m.end, text=m.text, kind=kinds.get(m.entry.kind, m.entry.kind), id=m.entry.id,
                  name=m.entry.name, series=m.entry.id if m.entry.series else None,
                  how="alias" if m.how == "alias" else "name")
