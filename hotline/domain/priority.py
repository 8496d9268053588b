"""How fast a human is needed."""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """The order of the queue: the first is the most urgent."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return list(Priority).index(self)

    def raised_to(self, other: Priority) -> Priority:
        """Return the more urgent of the two: software never lowers a priority."""
        return min(self, other, key=lambda priority: priority.rank)
