"""Publishing months: each once, thirty days after its end, and never again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.publishing.release import NotYet, Release, following, publish
from hotline.domain.publishing.tables import read_tables
from hotline.domain.rights import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from hotline.domain.rights import Rights
    from hotline.domain.staff import Member
    from hotline.services.running import Told
    from hotline.storage.books import Books, Database

STATISTICS = "statistics"


class NotPublished(Exception):
    """The month has not been published; the text says so."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What anybody may read of what was counted."""

    database: Database
    rights: Rights
    clock: Callable[[], datetime]

    async def months(self) -> Sequence[date]:
        """Return the months that were published, the newest first."""
        async with self.database.books() as books:
            return await books.releases.months()

    async def of(self, month: date) -> Release:
        """Return a month as it was published; raises NotPublished."""
        async with self.database.books() as books:
            told = await books.releases.of(month)
        if told is None:
            raise NotPublished(f"{month:%Y-%m} has not been published.")
        return Release.model_validate(told)

    async def seen(self, member: Member, month: date | None) -> Release | None:
        """Return a month, or the newest, for a member's page; raises NotAllowed, NotPublished."""
        if not self.rights.allow(member.role, "statistics.see"):
            raise NotAllowed
        months = await self.months()
        wanted = month or (months[0] if months else None)
        return await self.of(wanted) if wanted else None

    async def look(self, month: date) -> Release:
        """Return what publishing a month would show, and publish nothing; raises NotYet."""
        async with self.database.books() as books:
            return await _made(books, month, self.clock())


async def publish_due(database: Database, now: datetime) -> Told:
    """Publish every month whose time has come, oldest first; a published one stays as it is."""
    published = 0
    async with database.books() as books:
        month = await books.tallies.first_day()
        done = set(await books.releases.months())
        month = month.replace(day=1) if month else now.date()
        while True:
            if month not in done:
                try:
                    release = await _made(books, month, now)
                except NotYet:
                    return {"months": published}
                kept = await books.releases.keep(month, release.model_dump(mode="json"), now)
                published += kept
            month = following(month)


async def _made(books: Books, month: date, now: datetime) -> Release:
    counted = await books.tallies.between(month, following(month))
    return publish(month, counted, read_tables(), now.date())
