"""Where the numbers come from: the user's folder, then the embedded tape. Nothing here knows a metric."""

from __future__ import annotations

from .catalog import NEW_YORK, Entry, catalog, entry
from .market import Bar, Market, open_market

__all__ = ["NEW_YORK", "Bar", "Entry", "Market", "catalog", "entry", "open_market"]
