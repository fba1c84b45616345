"""The gazetteer: names of what can be checked (series.toml) and of who else the press speaks of (names.toml).

Both files are meant to be read and extended by hand; the head of series.toml explains the phrase language. Look-ups
walk a trie of words, so their cost grows with the text alone.
"""

from __future__ import annotations

from .entry import Entry
from .lookup import Mention, SeriesMention, mentions, series_mentions

__all__ = ["Entry", "Mention", "SeriesMention", "mentions", "series_mentions"]
