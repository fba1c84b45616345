"""When words without a name ("the benchmark", "blue chips") may mean another thing than the one spoken of."""

from __future__ import annotations

import re

from ..schemas import Clause, Subject
from .entities_identity import AMERICAN, NO_BENCHMARKS
from .scene import Scene
from .subjects_pointed import of_shares_abroad

_AT_HOME = re.compile(r"\b(?:benchmark|blue[- ]chips?)\b")
_OTHER_BONDS = re.compile(r"\b(?:[Bb]unds?|[Gg]ilts?|JGBs?|OATs?|BTPs?)\b")
_THE_BENCHMARK = re.compile(r"(?:the|that|this) (?:u\.s\. |stock )*benchmark(?: (?:stock )?(?:index|gauge|average))?")


def of_another(scene: Scene, clause: Clause, subject: Subject) -> bool:
    """Whether words that are American at home ("the benchmark", "blue chips") may speak of bonds or shares abroad, or
    "the benchmark" of another index than the one all others are measured by."""
    words = (subject.text or "").lower()
    if "benchmark yield" in words and _OTHER_BONDS.search(scene.parsed.body):
        return True
    pointing = scene.parsed.body[subject.start : subject.end].lower()
    if subject.series in NO_BENCHMARKS and _THE_BENCHMARK.fullmatch(pointing):
        return True
    home = subject.series in AMERICAN and _AT_HOME.search(words)
    return bool(home) and of_shares_abroad(scene.parsed, clause.anchor.start)
