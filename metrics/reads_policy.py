"""How the press words it (policy)."""

from __future__ import annotations

import re

from ..schemas import Ask, Clause
from .period_window import window_text
from .reading import counted, is_market, period_after, period_before, series_of, unit_is
from .wording import spoken_number

PRIORITY = 10
_RANGE_CUE = re.compile(r"\b(?:target|range|rates?|fed|federal reserve|central bank|policy|borrowing costs|federal-funds|fed-funds|lending)\b|\{S\}|\{R\}")
_STEP_VERB = re.compile(r"\b(?:(?P<up>rais\w+|lift\w+|increas\w+|hik\w+|boost\w*)|(?P<down>cut\w*|lower\w*|reduc\w+|trimm?\w*|slash\w*))")
_RATES = r"(?:(?:its|interest|borrowing|policy|benchmark|short-term|key|lending|federal-funds|fed-funds|the|target) )*(?:rates?|costs|target|range|\{[RSG]\})"
_TIMES = re.compile(rf"\b(?:(?P<up>raised|lifted|increased|hiked)|(?P<down>cut|lowered|reduced|trimmed)) {_RATES}(?: (?:a total of|another))? $")
_NTH = re.compile(r"^ (?:(?:interest-)?rate |straight |consecutive )*(?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction|decrease))s?\b")
_AHEAD = re.compile(r"\b(?:falling|fall|rising|rise|drop\w*|climb\w*|expect\w*|forecast\w*|seen|by the end)\b[^;]{0,40}$")
_STAY = re.compile(r"\b(?:leave|leaving|keep|keeping|hold|holding|maintain|maintaining)\b[^;]{0,40}$|\bfrom (?:a |the |its )?(?:current |present )?(?:range |target )?(?:of )?$|\b(?:now|current|present) $")
_OTHER_BANK = re.compile(r"\b(?:bank of \w+|bank indonesia|rba|rbi|\w+'s (?:central bank|benchmark)|ecb|european central bank|bank of (?:england|japan|canada)|boe|boj|pboc|riksbank|snb)\b")


def reads(clause: Clause) -> Ask | None:
    """"A range of 1.5% to 1.75%", "raised rates by a quarter point", "the fourth increase this year"."""
    figure = clause.figure
    words = f"{clause.before} {clause.after}"
    if figure is None or clause.assertion == "since" or _OTHER_BANK.search(words) or not _ours(clause):
        return None
    q = figure.quantity
    if unit_is(clause, "percent") and _quarter_step(q.low, q.high) and _RANGE_CUE.search(words) and not is_market(series_of(clause)):
        return _range(clause)
    if unit_is(clause, "percentage_point", "basis_point") and _about_policy(clause):
        return _step(clause)
    return _count(clause)


def _quarter_step(low: float, high: float) -> bool:
    """Whether an interval has the form of a target range: a quarter point wide, on a quarter point."""
    return abs(high - low - 0.25) < 1e-6 and abs(low * 4 - round(low * 4)) < 1e-6


def _ours(clause: Clause) -> bool:
    """Whether nothing says that another country's central bank is meant."""
    subject = clause.subject
    return subject is None or subject.kind != "central_bank" or "fed" in subject.name.lower()


def _about_policy(clause: Clause) -> bool:
    subject = clause.subject
    if subject is not None and is_market(subject.series):
        return False
    if subject is not None and (subject.series == "FEDTARGET" or subject.kind == "central_bank"
                                or re.search(r"\b(?:fed|federal reserve|central bank|reduction|cut|increase)\b", subject.name.lower())):
        return True
    return bool(re.search(r"\b(?:target range|target rate|funds target|rate cut|rate hike|federal-funds|fed-funds|(?:interest|policy|benchmark|borrowing) rates?)\b", clause.before)
                and _STEP_VERB.search(clause.before)) or bool(_NTH.match(clause.after) and re.search(r"fed|target|range|rates?", clause.before))


def _range(clause: Clause) -> Ask:
    q = clause.figure.quantity  # type: ignore[union-attr]
    window = clause.window if re.fullmatch(r"'[\d-]+'", clause.window) and not clause.inherited else "now"
    ahead = None
    if _AHEAD.search(clause.before) and not _STAY.search(clause.before):
        ahead = "forecast"
    elif _STAY.search(clause.before) or clause.published is not None and window[1:] > str(clause.published):
        window = "now"
    return Ask(expr=f"policy_range(FEDTARGET[{window}])", unit="percent", low=q.low, high=q.high, slack=0.001, reason=ahead)


def _step(clause: Clause) -> Ask | None:
    down, up = _ways(clause)
    if up == down:
        return None
    scale = 0.01 if unit_is(clause, "basis_point") else 1.0
    period = period_after(clause, 40) or period_before(clause, 40)
    window = window_text(period) if period is not None else None
    past = window is not None and period is not None and period.last is not None and clause.published is not None and period.first is not None and period.first <= clause.published
    if clause.modality in ("forecast", "hypothetical", "opinion") and not (past and re.search(r"\b(?:with|after|since) (?:a |its )?$", clause.before)):
        return None
    if not past or window is None or re.match(r"\d", window):
        window = clause.window if re.fullmatch(r"'\d{4}'|ytd", clause.window) else "now"
    return Ask(expr=f"policy_step(FEDTARGET[{window}])", unit="percentage_point", sign=-1 if down else 1, scale=scale)


def _ways(clause: Clause) -> tuple[bool, bool]:
    """(lowered?, raised?) by the last verb before the figure or the noun after it."""
    noun = re.match(r"^[- ]?(?:point )?(?:interest-)?(?:rate )?(?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction|decrease))", clause.after)
    if noun:
        return bool(noun.group("down")), bool(noun.group("up"))
    m = None
    for m in _STEP_VERB.finditer(clause.before):
        pass
    if m is None:
        return "reduction" in clause.before, False
    return bool(m.group("down")), bool(m.group("up"))


def _nth_again(clause: Clause) -> re.Match[str] | None:
    """"The fourth increase this year and the seventh since ...": the noun of the ordinal before."""
    return re.search(r"\{N\} (?:(?P<up>increase|hike|rise)|(?P<down>cut|reduction))\b[^;]{0,20} and the $", clause.before)


def _count(clause: Clause) -> Ask | None:
    number = spoken_number(clause.anchor.text)
    if number is None or clause.modality != "fact" or is_market(series_of(clause)):
        return None
    m = _TIMES.search(clause.before) if unit_is(clause, "count", "number") else None
    if m is None and clause.figure is not None and clause.figure.kind == "ordinal":
        m = _NTH.match(clause.after) or _nth_again(clause)
        if m is not None and not _about_policy(clause):
            m = None
    if m is None:
        return None
    window = clause.window if clause.window not in ("1d", "now") else None
    if window is None:
        return None
    if clause.after[m.end() if m.re is _NTH else 0 :].startswith(" since") or re.match(r"^ since\b", clause.after):
        window = f"{window}:" if re.fullmatch(r"'[\d-]+'", window) else window
    return counted(f"policy_moves(FEDTARGET[{window}], '{'up' if m.group('up') else 'down'}')", number)
