"""Counts by day that hold nobody: words that found no page, arrivals by poster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy.dialects.postgresql import insert

from hotline.storage.tables import tallies

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncConnection

Counted = Literal["gap", "poster", "complaint"]


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counters, inside one transaction."""

    connection: AsyncConnection

    async def count(self, counted: Counted, name: str, day: date) -> None:
        """Add one to what is counted under a name on a day."""
        statement = insert(tallies).values(day=day, counted=counted, name=name, number=1)
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["day", "counted", "name"],
                set_={"number": tallies.c.number + 1},
            )
        )
