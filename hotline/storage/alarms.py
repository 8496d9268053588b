"""Alarms that are on, whichever copy of the program raised them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.alarm import Alarm
from hotline.storage.tables import alarms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Alarms:
    """Alarms, inside one transaction."""

    connection: AsyncConnection

    async def set(self, alarm: Alarm, now: datetime, *, on: bool) -> bool:
        """Switch an alarm on or off; say whether that is new."""
        change = (
            insert(alarms).values(alarm=alarm.value, since=now).on_conflict_do_nothing()
            if on
            else delete(alarms).where(alarms.c.alarm == alarm.value)
        )
        changed = await self.connection.execute(change.returning(alarms.c.alarm))
        return changed.one_or_none() is not None

    async def on(self) -> frozenset[Alarm]:
        """Return the alarms that are on."""
        rows = await self.connection.execute(select(alarms.c.alarm))
        return frozenset(Alarm(name) for name in rows.scalars())
