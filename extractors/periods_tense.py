"""Does the wording around an expression look ahead or back? Finds "report on Wednesday" and "fell on Wednesday"."""

from __future__ import annotations

from .periods_text import Line

_AHEAD = frozenset("""
will shall 'll would could should may might can going expect expects expecting expected forecast forecasts forecasting
predict predicts predicting project projects projecting projected anticipate anticipates anticipated plan plans planned
planning scheduled slated due set upcoming looms looming await awaits awaiting odds chance chances probability likely
unlikely bet bets betting hope hopes target targets targeted targeting poised sees see seeing seen estimates estimated
deadline intends aims aimed hopes vows pledges guidance outlook tomorrow ahead meets releases reports report begins
starts opens kicks publishes announces speaks delivery expires wont upcoming looking envision envisions
""".split())
_SCHEDULED = frozenset(
    "report reports meets meet releases begins starts opens kicks publishes announces speaks".split())
_BACK = frozenset("""
was were had did rose fell gained lost climbed dropped slid sank slipped jumped surged plunged tumbled soared rallied
ended closed finished opened settled said told reported announced added shed gave went came hit reached touched set
made took saw stood began started became got cut raised lifted lowered bought sold beat missed posted earned traded
hovered stayed held kept left paid showed signaled signalled warned noted wrote has been since ago earlier
spoke died drew grew broke chose drove lent sent spent thought won built dealt felt fought found heard led met ran sat
struck swept withdrew says say argued telling saying according
""".split()) - {"set", "cut", "since"}
_STOP = frozenset({",", ";", ":", "(", ")", "-"})
_JOINS = frozenset({"while", "though", "although", "but", "after", "when", "because", "which", "who", "whereas", "as"})
_ABBREVIATIONS = frozenset("mr mrs ms dr st jr s inc corp co ltd gen sen rep gov vs".split())
_NOUNS = frozenset("forecast forecasts estimate estimates guidance outlook target targets report reports".split())
_PREPOSITIONS = frozenset({"after", "as"})
"""Left of a date these begin no clause of its own: a verb would stand between."""
_AS_PAIRS = frozenset("much many well long soon high low recently early late far little few expected".split())
_AFTER_PLANNED = frozenset("to for on in at by this next".split())
_SAME_PAST = frozenset("cut put hit let beat".split())
"""Verbs whose past looks like the bare form."""
_BARE_VERB = frozenset("to will would could may might can rate not t and or a the of - should".split())
_OBJECTS = frozenset(
    "its the a an their his her rates from by out in forecasts estimates expectations it them that".split())
_DETERMINERS = frozenset("the a its their his her s median consensus analysts".split())
_MARKS = frozenset("low lows high highs peak peaks bottom bottoms record records trough crash lows".split())
_ENDS_OF_A_DAY = frozenset("close closing finish settlement settle end".split())
"""What a move is told up to, and no thing of the day's own: "had lost 3% by Wednesday's close"."""
_DATED_AHEAD = frozenset("release launch deadline delivery expiration expiry".split())
_PASSIVE = frozenset("is are be being t".split())
_NOT_PAST = frozenset("need indeed based speed exceed proceed succeed seed feed unprecedented related".split())
_REACH = 24


def looks_ahead(line: Line, i: int, j: int) -> bool:
    """Whether tokens ``i:j`` are spoken of as to come: the nearest verb or cue of the clause decides, left first."""
    key = (i, j)
    if key not in line.tense:
        line.tense[key] = _decide(line, i, j)
    return line.tense[key] == "ahead"


_PLAIN = frozenset("will shall sees expects expected due slated scheduled".split())


def strongly_ahead(line: Line, i: int) -> bool:
    """Whether a plain future governs from the left: enough to look nearly a year ahead."""
    for k in range(i - 1, max(-1, i - 12), -1):
        if _boundary(line, k):
            return False
        sense = _sense(line, k)
        if sense:
            return sense == "ahead" and line.at(k) in _PLAIN
    return False


def near_ahead(line: Line, i: int, j: int) -> bool:
    """Like :func:`looks_ahead` for a period still running: only a cue of its own clause can make it "the rest"."""
    return _scan_left(line, i, False) == "ahead"


def looks_back(line: Line, i: int, j: int) -> bool:
    """Whether a past-tense verb governs tokens ``i:j``."""
    looks_ahead(line, i, j)
    return line.tense[i, j] == "back"


def _decide(line: Line, i: int, j: int) -> str:
    modifier = line.at(j).isalpha() and line.at(i - 1) in ("the", "its", "their", "his", "her", "a", "s")
    if line.at(j) in _MARKS:
        return "back"
    if line.at(j) in _DATED_AHEAD:
        return "ahead"
    if line.seq(j, "'", "s"):
        inside = line.at(i - 1) in ("in", "during", "amid") or line.at(j + 2) in _ENDS_OF_A_DAY
        return _scan_right(line, j + 2, False) or (_scan_left(line, i, False) if inside else "") or "none"
    found = _scan_left(line, i, False) or _scan_right(line, j + 1 if line.at(j) in _NOUNS else j, False)
    if found or modifier:
        return found or "none"
    return _scan_right(line, j, True) or _scan_left(line, i, True) or "none"


def _sense(line: Line, k: int) -> str:
    word = line.at(k)
    if not word.isalpha():
        return "ahead" if word == "'" and line.at(k + 1) == "ll" else ""
    before = line.at(k - 1)
    if word in _AHEAD:
        if word in ("expected", "forecast", "forecasts", "estimated", "seen", "projected", "estimates", "anticipated"):
            if before in ("than", "as", "had", "analysts", "beat", "topped", "missed", "beating", "have"):
                return ""
            if before in ("was", "were", "been"):
                return "back" if before != "been" else ""
        if word in ("may", "might", "could", "would", "should") and line.at(k + 1) == "have":
            return "back"
        if word in ("scheduled", "planned") and line.at(k + 1) not in _AFTER_PLANNED:
            return ""
        if word in _NOUNS and before in _DETERMINERS:
            return ""
        if word == "expected" and before == "-":
            return ""
        if word == "seen" and before not in ("is", "are"):
            return ""
        if word == "set":
            return "ahead" if line.at(k + 1) == "to" or line.at(k + 1) == "for" else "back"
        if word in ("may", "can") and line.text[k][0].isupper():
            return ""
        if word in _SCHEDULED:
            return _scheduled(line, k)
        if word in ("ahead", "looking", "see", "seen", "due", "plan", "project", "target", "chance", "can"):
            return "ahead" if _cue_holds(line, k) else ""
        return "ahead"
    if word in ("has", "have"):
        return ""
    if word in ("up", "down", "higher", "lower") and before in ("is", "are", "were", "was"):
        return "back"
    if word in _SAME_PAST:
        tag = line.tags.get(k)
        if tag is not None:
            return "back" if tag == "VBD" else ""
        return "back" if before not in _BARE_VERB and line.at(k + 1) in _OBJECTS else ""
    if word in _BACK and before in _PASSIVE:
        return ""
    if word in _BACK or (tag := line.tags.get(k)) == "VBD":
        return "back"
    regular = tag is None and len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST
    return "back" if regular and before not in ("be", "is", "are", "to") else ""


def _scheduled(line: Line, k: int) -> str:
    """A present-tense "reports" is a date to come; the noun "report" is nothing."""
    tag = line.tags.get(k)
    if tag is not None:
        return "ahead" if tag in ("VBZ", "VBP") else ""
    word, before = line.at(k), line.at(k - 1)
    plain = before in ("the", "a", "an", "its", "their", "jobs", "earnings", "inflation", "of", "'", "s", "to", "in")
    return "" if plain or word == "report" else "ahead"


def _cue_holds(line: Line, k: int) -> bool:
    word, before, after = line.at(k), line.at(k - 1), line.at(k + 1)
    if word == "ahead":
        return after != "of" and before in ("week", "month", "year", "quarter", "months", "years", "weeks", "look")
    if word in ("see", "seen", "can"):
        return before not in ("'",)
    if word == "due":
        return after != "to"
    return True


def _boundary(line: Line, k: int) -> bool:
    word = line.at(k)
    if word in _STOP:
        return not (line.tight(k) and line.tight(k + 1))
    if word == ".":
        ends = line.raw(k + 1)[:1].isupper() and line.at(k - 1) not in _ABBREVIATIONS
        return ends and (not line.tight(k + 1) or (line.raw(k - 1).islower() and len(line.at(k - 1)) > 2))
    if word == "as":
        return line.at(k - 1) not in _AS_PAIRS and line.at(k + 1) not in _AS_PAIRS
    return word in _JOINS


def _scan_left(line: Line, i: int, far: bool) -> str:
    for k in range(i - 1, max(-1, i - 1 - _REACH * (2 if far else 1)), -1):
        if line.at(k) not in _PREPOSITIONS and _boundary(line, k) and (not far or line.at(k) in (".", ";")):
            return ""
        sense = _sense(line, k)
        if sense:
            return sense
    return ""


def _scan_right(line: Line, j: int, far: bool) -> str:
    for k in range(j, min(len(line.low), j + _REACH)):
        if _boundary(line, k) and (not far or line.at(k) in (".", ";")):
            return ""
        sense = _sense(line, k)
        if sense:
            return sense
    return ""
