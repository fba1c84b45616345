"""The vocabulary: frozen values that every floor shares. Imports nothing of ours but errors."""

from __future__ import annotations

from .article import Article
from .base import Span, Value
from .claim import REASONS, CheckedClaim, Claim, Evidence, Finding, Stated
from .clause import Ask, Clause, Subject
from .conflict import Conflict
from .entity import Entity
from .expr import Call, Expr, Series, leaves, parse_expr
from .parsed import Parsed, Sentence, Token
from .period import Period
from .points import Points
from .quantity import Figure, Quantity
from .quote import Quote, Sentiment, Speaker, Tone
from .report import NumberUse, Reading, Report

__all__ = [
    "REASONS", "Article", "Ask", "Call", "CheckedClaim", "Claim", "Clause", "Conflict", "Entity", "Evidence", "Expr",
    "Figure", "Finding", "NumberUse", "Parsed", "Period", "Points", "Quantity", "Quote", "Reading", "Report",
    "Sentence", "Sentiment", "Series", "Span", "Speaker", "Stated", "Subject", "Token", "Tone", "Value", "leaves",
    "parse_expr",
]
