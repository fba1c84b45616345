"""When words without a name ("the benchmark", "blue chips") may mean another thing than the one spoken of."""

from __future__ import annotations

import re

from ..metrics.wording import ADVERB, MOVE_NOUN
from ..schemas import Clause, Subject
from .entities_identity import AMERICAN, NO_BENCHMARKS
from .scene import Scene
from .subjects_pointed import of_shares_abroad

_AT_HOME = re.compile(r"\b(?:benchmark|blue[- ]chips?)\b")
_OTHER_BONDS = re.compile(r"\b(?:[Bb]unds?|[Gg]ilts?|JGBs?|OATs?|BTPs?)\b")
_LISTED_ABROAD = re.compile(
    r"\b(?:[Ii]n|from) (?:Taipei|Tokyo|Seoul|Hong Kong|Shanghai|Shenzhen|Mumbai|Sydney|Singapore|Toronto|London|"
    r"Frankfurt|Paris|Milan|Madrid|Zurich|Amsterdam|Stockholm|Copenhagen|Helsinki|Oslo|Brussels|Johannesburg|"
    r"S[aã]o Paulo)\b"
)
"""Where a company's own shares are dealt in, whose receipts in New York move otherwise."""
_THE_BENCHMARK = re.compile(r"(?:the|that|this) (?:u\.s\. |stock )*benchmark(?: (?:stock )?(?:index|gauge|average))?")


_MOVE_BESIDE = re.compile(
    r"(?:\b(?:hurt|help|led|lift|drag|weigh|pac|buoy|boost|power|driv|pull|push|aid|cushion|offset|hobbl|limit|"
    r"temper|support|held|propel|fuel|spark|restrain|burden|sink|sunk)\w*(?: (?:down|up|back|higher|lower|along|"
    r"chiefly|mostly|mainly|largely|partly|in part))* (?:by|with|on)|, (?:with|as|amid|despite|after|on|thanks to)) "
    rf"(?:the |an? )?(?:[a-z-]+ )?{MOVE_NOUN} of {ADVERB}(?:\{{N\}} (?:for|in|by|at|among|across|on) [^,;{{}}]*"
    rf"(?:,|,? and) {ADVERB})*$"
)
_OF_WHAT = re.compile(
    r"^ (?:for|in|by|at|among|across) (?:the )?(?:\{[RX]\}'|"
    r"(?!(?:[a-z-]+ ){0,3}(?:days|sessions|weeks|months|quarters|years|hours|minutes|terms|points|others)\b)"
    r"(?:[a-z&-]+ ){0,2}(?!(?:this|its|points|terms)\b)[a-z-]+s\b)"
)
"""What a move told in passing is of: "hurt by drops of 3.4% in chip stocks", "of 2% in Apple's revenue"."""


def of_another(scene: Scene, clause: Clause, subject: Subject) -> bool:
    """Whether words that are American at home ("the benchmark", "blue chips") may speak of bonds or shares abroad, or
    "the benchmark" of another index than the one all others are measured by."""
    if _MOVE_BESIDE.search(clause.before) and _OF_WHAT.match(clause.after):
        return True
    if subject.kind == "company" and _LISTED_ABROAD.search(_lately(scene)):
        return True
    words = (subject.text or "").lower()
    if "benchmark yield" in words and _OTHER_BONDS.search(scene.parsed.body):
        return True
    pointing = scene.parsed.body[subject.start : subject.end].lower()
    if subject.series in NO_BENCHMARKS and _THE_BENCHMARK.fullmatch(pointing):
        return True
    home = subject.series in AMERICAN and _AT_HOME.search(words)
    return bool(home) and of_shares_abroad(scene.parsed, clause.anchor.start)


def _lately(scene: Scene) -> str:
    """This sentence and the one before it in the paragraph."""
    before = scene.parsed.sentences[max(0, scene.sentence.index - 1)]
    start = before.start if before.paragraph == scene.sentence.paragraph else scene.start
    return scene.parsed.body[start : scene.end]
