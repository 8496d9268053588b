"""The watch: what falls silent comes back, waiting counts, letters go at their hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.services.post import Post
from hotline.services.queue import give_back_silent, let_wait_count
from hotline.storage.books import DatabaseAway
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hotline.domain.address import Address
    from hotline.storage.bell import Bell
    from hotline.storage.books import Database

WATCH_BELL = "watch"
# A tenth of the shortest patience in `hotline.domain.queue`.
LOOK_AGAIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks over the queue of one staff group; one copy of the program at a time does."""

    database: Database
    bell: Bell
    group: Address
    clock: Callable[[], datetime]

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseAway:
                log.warning("database_away", kind="watch")
            await self.bell.wait(WATCH_BELL, LOOK_AGAIN)

    async def look(self) -> int:
        """Do what is due now; return how many cases changed."""
        now = self.clock()
        async with self.database.books() as books:
            post = Post(books, self.group, now)
            await books.deliveries.release_due(now)
            return await give_back_silent(post, now) + await let_wait_count(post, now)
