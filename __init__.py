"""tapecheck: read market commentary and check every number against the tape.

    import tapecheck
    report = tapecheck.check("article.txt", data="prices/")
    print([(claim.figure.text, claim.outcome) for claim in report.claims])

Everything here is imported on first use, so that ``import tapecheck`` costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import check as check
    from .check import check_claim as check_claim
    from .check import evaluate as evaluate
    from .check import plan as plan
    from .read import read as read
    from .reports.brief import brief as brief
    from .reports.output import write_brief as write_brief

__version__ = "0.1.0"
__all__ = ["__version__", "brief", "check", "check_claim", "evaluate", "plan", "read", "write_brief"]

_HOMES = {"brief": "reports.brief", "check": "check", "check_claim": "check", "evaluate": "check", "plan": "check",
          "read": "read", "write_brief": "reports.output"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """Keeps ``tapecheck.check`` the function: importing the submodule of that name would put the module there."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
