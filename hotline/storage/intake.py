"""Keeping updates for good with nothing but public keys: what is kept cannot be read here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.storage.books import ring
from hotline.storage.inbox import count, write_down

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hotline.domain.arrivals import RawUpdate
    from hotline.storage.books import Connections
    from hotline.storage.inbox import Letterboxes


@dataclass(frozen=True, slots=True)
class Intake:
    """The way in, with the slots of a keystore or with those beside a locked desk."""

    connections: Connections
    letterboxes: Letterboxes

    async def keep(self, bot: int, updates: Sequence[RawUpdate], day: date, bell: str) -> int:
        """Write updates down, commit and ring; return how many were new.

        Raises DatabaseAway, NoSlot; then nothing was written.
        """
        async with self.connections.transaction() as connection:
            new = await write_down(connection, self.letterboxes, bot, updates, day)
            if new:
                await ring(connection, bell)
        return new

    async def waiting(self) -> int:
        """Return how many updates wait to be worked on; raises DatabaseAway."""
        async with self.connections.transaction() as connection:
            return await count(connection, "waiting")
