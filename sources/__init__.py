"""Where the numbers come from: the user's own, live sources, the embedded tape. Nothing here knows a metric."""

from __future__ import annotations

from .catalog import NEW_YORK, Entry, catalog, entry
from .live import Bar
from .market import Market, open_market

__all__ = ["NEW_YORK", "Bar", "Entry", "Market", "catalog", "entry", "open_market"]
