"""What the edges may know of the database: that it is away."""

from __future__ import annotations

from hotline.storage.books import DatabaseAway

__all__ = ["DatabaseAway"]
