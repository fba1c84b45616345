"""Every number of an article accounted for: checked, open and why, or not a claim."""

from __future__ import annotations

from collections.abc import Sequence

from .schemas import CheckedClaim, NumberUse, Reading, Span


def account(reading: Reading, claims: Sequence[CheckedClaim]) -> tuple[NumberUse, ...]:
    """One entry a figure, in order: what the claim on it came to, or that it is part of a date or a name."""
    by_start = {c.figure.start: c for c in claims}
    out: list[NumberUse] = []
    for figure in reading.figures:
        span = Span(start=figure.start, end=figure.end, text=figure.text)
        claim = by_start.get(figure.start)
        if claim is None:
            out.append(NumberUse(figure=span, use="not_a_claim", reason="part of a date or a length of time"))
        elif claim.outcome == "open":
            out.append(NumberUse(figure=span, use="open", reason=claim.reason))
        else:
            out.append(NumberUse(figure=span, use="checked", reason=claim.outcome))
    return tuple(out)
