"""tapecheck: read market commentary and check every number against the tape.

    import tapecheck
    report = tapecheck.check("article.txt", data="prices/")
    print([(claim.figure.text, claim.outcome) for claim in report.claims])

Everything here is imported on first use, so that ``import tapecheck`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import check as check
    from .check import check_claim as check_claim
    from .check import evaluate as evaluate
    from .check import plan as plan
    from .read import read as read

__version__ = "0.1.0"
__all__ = ["__version__", "check", "check_claim", "evaluate", "plan", "read"]

_HOMES = {"check": "check", "check_claim": "check", "evaluate": "check", "plan": "check", "read": "read"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
