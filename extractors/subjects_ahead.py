"""Whose a figure is that a phrase tells ahead of its subject: "up 2%, the index ended at", "at 1,810.14, the gauge"."""

from __future__ import annotations

import re

from .scene import Item, Scene

_LEADING = re.compile(
    r"^(?:and |but )?at (?:its|their|the|[a-z' ]{2,20}'s) (?:[a-z-]+ )?(?:peak|high|top|summit|height|low|bottom|"
    r"trough|nadir|depths?) (?:on|in|of) $|"
    r"^(?:with|after|following|despite|even (?:after|with)|since|having|before|"
    r"(?:coming|fresh|hard|hot) (?:after|off|on|on the heels of|on top of)|on top of) [^,;]*$|"
    r"^(?:still |now |already )?(?:up|down|ahead|off|higher|lower)(?: by| about| nearly| almost| more than| another)* "
    r"(?:\{N\}[^,;]*(?:, (?:or |which is )?(?:about |nearly |almost |roughly )?)?)?$|"
    r"^(?:but |and )?at (?:its|the|their|\{P\}'s) (?:[a-z'-]+ )?(?:lows?|highs?|trough|bottom|peak|top|worst|best)"
    r"(?: point)?(?: (?:of|on|in) (?:the )?(?:\{P\}|day|session))?,? (?:of )?\$?$|"
    r"^(?:(?:but|and|now|even|still|yet) )?at (?:(?:about|around|nearly|just|only|roughly) )*\$?$|"
    r"^(?:(?:but|and|now|even|still|yet) )?at \$?\{N\},? (?:after|with|following|having|on|up|down|off) [^,;]*$"
)
_ON_SO_MANY = re.compile(r"(?:and |but )?on (?:\{N\} of (?:\{P\}'s |the |its )?)?")
_OF_SO_MANY = re.compile(r"(?: of (?:\{P\}'s |the |its )?\{N\})?,? (?:the )?")
"""Days counted before their subject: "on 14 of this year's 86 sessions the index has swung by 2%"."""
_BEHIND_COLON = re.compile(r"[a-z]: ")
_MAIN_NEXT = re.compile(
    r"[^,;]*(?:, (?:or )?(?:about |nearly |almost )?\{N\})?"
    r"(?:, (?:after|with|following|having|on|up|down|off) [^,;]*)?, (?:the )?")
_ADDING = re.compile(r"^(?:add|throw|toss|include|count|tack|put|combine|pair)(?: (?:in|on|to that|together))? [^,;]*$")
_AND_NEXT = re.compile(r"[^,;]*(?:,| and|, and) (?:the )?")
"""An invitation to sum up: "add Friday's slide and the Dow has lost"."""


def ahead(scene: Scene, start: int, end: int) -> Item | None:
    """The series that a leading phrase without a name of its own is about: "With Friday's 1% gain, the Dow is"."""
    named = [i for i in scene.items if i.kind in ("series", "other", "generic")]
    lead = _BEHIND_COLON.split(scene.text(scene.start, start))[-1]
    adding, counted = _ADDING.search(lead), _ON_SO_MANY.fullmatch(lead)
    opens = scene.parsed.body.rfind(": ", scene.start, start)
    if not (adding or counted or _LEADING.search(lead)) or any(opens < i.end <= start for i in named):
        return None
    first = next((i for i in named if i.start >= end), None)
    main = _AND_NEXT if adding else _OF_SO_MANY if counted else _MAIN_NEXT
    if first is None or first.kind == "other" or not main.fullmatch(scene.text(end, first.start)):
        return None
    told = {i.series: i for i in named if i.kind == "series" and i.end <= start and i.sort == first.sort}
    return next(iter(told.values())) if first.kind == "generic" and len(told) == 1 else first
