"""The sandbox's own time, which a test or the page can move ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def wall() -> datetime:
    """Return this computer's time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  # the one place where the sandbox asks for the time


class Clock:
    """Reads `source` and adds what somebody has moved it ahead."""

    def __init__(self, source: Callable[[], datetime] = wall) -> None:
        self._source = source
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the moment it shows, aware, in UTC."""
        return self._source() + self._ahead

    def advance(self, span: timedelta) -> None:
        """Move ahead by `span`; raises `ValueError` for a way back."""
        if span < timedelta():
            msg = "the sandbox's clock only goes ahead"
            raise ValueError(msg)
        self._ahead += span

    def reset(self) -> None:
        """Show the source's time again."""
        self._ahead = timedelta()
