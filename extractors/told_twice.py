"""A second move of the day of the same index, told otherwise: it is another day's, at times a known one."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause, Figure
from ..schemas.clause import Movement
from .scene import Scene
from .windows import is_mark
from .work import Told, Work, same_paragraph

_OF_THE_DAY = re.compile(r"change\((?P<series>\w[\w.]*)\[(?P<window>1d|'\d{4}-\d\d-\d\d')\]\)")
_APART = 1.25
"""The factor from which two sizes of one move are no rounding of each other."""
_MAKERS = r"(?:fed|federal reserve|fomc|central bank\w*|policy ?makers|powell|yellen|bernanke|lagarde|ecb)"
_ACTS = (
    r"(?:rais|lift|cut|lower|trim|slash|hik|increas|reduc|left|leav|held|hold|kept|mov|announc|decid|deliver|pledg|"
    r"promis|surpris)\w*"
)
_DECIDED = re.compile(rf"\b{_MAKERS}\b[^;]*\b{_ACTS}\b")
_BACK = 7
"""Days before publication within which a decision may be what a column looks back on."""


def remember_day(scene: Scene, clause: Clause, ask: Ask | None, work: Work) -> None:
    """After a claim: the move of the article's day that it told, in percent."""
    m = _OF_THE_DAY.fullmatch(ask.expr) if ask is not None else None
    if m is None or ask is None or not ask.certain:
        return
    if clause.figure is None or clause.modality != "fact" or work.frame.day is None:
        return
    if m.group("window") in ("1d", f"'{work.frame.day}'") and clause.figure.quantity.unit == "percent":
        told = Told(ask.sign > 0, clause.figure.quantity.high, scene.sentence.paragraph)
        work.memory.days.setdefault(m.group("series"), told)


def told_otherwise(scene: Scene, series: str | None, movement: Movement, figure: Figure | None, work: Work) -> bool:
    """Whether an earlier paragraph told another move of the day for ``series``, so that this one is not of that day."""
    told = work.memory.days.get(series or "")
    if told is None or figure is None or told.paragraph == scene.sentence.paragraph:
        return False
    if movement not in ("up", "down") or figure.quantity.unit != "percent":
        return False
    small, large = sorted((told.size, figure.quantity.high))
    return (movement == "up") != told.up or large > _APART * max(small, 0.1)


def event_day(scene: Scene, work: Work) -> str | None:
    """The day of the decision that the paragraph tells of without a day, where the article has dated one alone."""
    here, day = scene.sentence.index, work.frame.day
    if day is None or any(i.kind == "period" and not is_mark(scene, i) for i in scene.items):
        return None
    near = [s for s in work.scenes[max(0, here - 6) : here] if same_paragraph(work, s.sentence.index, here, 6)]
    speaks = any(_of_makers(s) for s in near)
    if not speaks or any(i.period is not None and i.period.kind in ("day", "time") for s in near for i in s.items):
        return None
    decided = [i.period for s in work.scenes[:here] if _DECIDED.search(_words(s)) for i in s.items if i.period]
    days = {p.first for p in decided if p.kind == "day" and p.relation == "on" and p.first is not None}
    found = [d for d in days if 0 < (day - d).days <= _BACK]
    return f"'{found[0]}'" if len(days) == len(found) == 1 else None


def _words(scene: Scene) -> str:
    return scene.parsed.body[scene.start : scene.end].lower()


def _of_makers(scene: Scene) -> bool:
    return re.search(rf"\b{_MAKERS}\b", _words(scene)) is not None
