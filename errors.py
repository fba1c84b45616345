"""The errors a user can meet. Each message is one line that says what to do."""

from __future__ import annotations


class TapecheckError(Exception):
    """Base of every error tapecheck raises on purpose; ``str(error)`` is one line for the user."""


class InputError(TapecheckError):
    """An article, option or file that cannot be used as given (exit code 2)."""


class ExprError(InputError):
    """An expression that does not parse or names an unknown metric."""


class DataError(TapecheckError):
    """A data source answered with something that cannot be trusted; the claim stays open.

    ``reason`` is one of the open reasons of ``schemas.verdict``.
    """

    def __init__(self, message: str, reason: str = "no_source") -> None:
        super().__init__(message)
        self.reason = reason
