"""Which topics somebody follows, where they are from, and which pages come at their day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.case import PersonId
from hotline.storage.tables import follows, series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

# Where somebody is from is kept as one of the topics, so that a corridor is asked as two.
FROM = "from_"


@dataclass(frozen=True, slots=True)
class Follows:
    """Topics by person, inside one transaction."""

    connection: AsyncConnection

    async def follow(self, person: PersonId, topic: str, now: datetime) -> None:
        """Follow a topic; following twice is following once."""
        statement = insert(follows).values(person=person, topic=topic, at=now)
        await self.connection.execute(statement.on_conflict_do_nothing())

    async def leave(self, person: PersonId, topic: str) -> None:
        """Follow a topic no longer."""
        mine = (follows.c.person == person) & (follows.c.topic == topic)
        await self.connection.execute(delete(follows).where(mine))

    async def come_from(self, person: PersonId, country: str, now: datetime) -> None:
        """Remember where somebody is from, in place of what they said before."""
        mine = (follows.c.person == person) & follows.c.topic.startswith(FROM, autoescape=True)
        await self.connection.execute(delete(follows).where(mine))
        await self.follow(person, f"{FROM}{country}", now)

    async def of(self, person: PersonId) -> list[str]:
        """Return what somebody follows, and where they are from if they said."""
        mine = select(follows.c.topic).where(follows.c.person == person)
        return list((await self.connection.execute(mine.order_by(follows.c.topic))).scalars())

    async def plan(self, person: PersonId, pages: Mapping[str, datetime]) -> None:
        """Let pages come at their day, in place of what was planned before."""
        await self.stop(person)
        if pages:
            rows = [{"person": person, "page": page, "due_at": at} for page, at in pages.items()]
            await self.connection.execute(insert(series), rows)

    async def stop(self, person: PersonId) -> None:
        """Let nothing more come by itself."""
        await self.connection.execute(delete(series).where(series.c.person == person))

    async def due(self, now: datetime, limit: int) -> Sequence[tuple[PersonId, str]]:
        """Return whose pages are due, locked, the longest due first."""
        rows = await self.connection.execute(
            select(series)
            .where(series.c.due_at <= now)
            .order_by(series.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [(PersonId(row.person), row.page) for row in rows]

    async def put_off(self, person: PersonId, page: str, until: datetime) -> None:
        """Let a page come later."""
        mine = (series.c.person == person) & (series.c.page == page)
        await self.connection.execute(update(series).where(mine).values(due_at=until))

    async def offered(self, person: PersonId, page: str) -> None:
        """Forget a page that has been offered."""
        mine = (series.c.person == person) & (series.c.page == page)
        await self.connection.execute(delete(series).where(mine))
