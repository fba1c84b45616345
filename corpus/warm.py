"""Imported by the process that workers are forked from: loads what they share, and nothing else."""

from __future__ import annotations

from .workers import warm

warm()
