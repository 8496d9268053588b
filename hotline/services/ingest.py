"""Ingest: written down and committed first, confirmed to Telegram afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.boundaries import reached
from hotline.storage.books import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hotline.domain.arrivals import RawUpdate
    from hotline.storage.books import Database

INBOX_BELL = "inbox"


class NotKept(Exception):
    """The database is away: Telegram must not be told that we have it."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """Keeps what one bot received."""

    database: Database
    bot: int
    clock: Callable[[], datetime]

    async def keep(self, updates: Sequence[RawUpdate]) -> int:
        """Keep updates for good; return how many were new.

        Only when this returns may Telegram be told. Raises NotKept.
        """
        reached("fetched")
        try:
            async with self.database.books() as books:
                new = await books.inbox.keep(self.bot, updates, self.clock().date())
                if new:
                    await books.ring(INBOX_BELL)
        except DatabaseAway:
            raise NotKept from None
        reached("kept")
        return new
