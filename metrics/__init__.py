"""Metrics: pure arithmetic over dated points. One file a metric (or a family of one idea), found by being here."""

from __future__ import annotations

from .base import Metric, Result, Row, Tape, registry

__all__ = ["Metric", "Result", "Row", "Tape", "registry"]
