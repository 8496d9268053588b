"""Months as they were published: written once, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hotline.storage.tables import releases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Releases:
    """What anybody may read, inside one transaction."""

    connection: AsyncConnection

    async def keep(self, month: date, told: dict[str, Any], now: datetime) -> bool:
        """Publish a month; return False, and change nothing, when it was published before."""
        statement = insert(releases).values(month=month, told=told, released_at=now)
        done = await self.connection.execute(
            statement.on_conflict_do_nothing().returning(releases.c.month)
        )
        return done.one_or_none() is not None

    async def of(self, month: date) -> dict[str, Any] | None:
        """Return a month as it was published."""
        asked = select(releases.c.told).where(releases.c.month == month)
        told: dict[str, Any] | None = (await self.connection.execute(asked)).scalar_one_or_none()
        return told

    async def months(self) -> Sequence[date]:
        """Return the months that were published, the newest first."""
        asked = select(releases.c.month).order_by(releases.c.month.desc())
        return (await self.connection.execute(asked)).scalars().all()
