"""Where an article disagrees with itself."""

from __future__ import annotations

from typing import Literal

from .base import Span, Value

ConflictKind = Literal["move", "from_to", "share", "twice"]


class Conflict(Value):
    """Figures of one article that cannot all be right, found without any data.

    ``kind``: amount, percent and level of one ``move``; percent and both ends (``from_to``); a part, its whole and the
    ``share`` it is said to be; one figure told ``twice`` in two ways. ``arithmetic`` is one line that shows it.
    """

    kind: ConflictKind
    figures: tuple[Span, ...]
    arithmetic: str
