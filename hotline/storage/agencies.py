"""Lists of agencies, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.agencies import Agency, Register, Standing
from hotline.storage.tables import agencies, registers, tallies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

# How a complaint about an agency is counted among the tallies.
COMPLAINT = "complaint"
# So many lines travel in one statement: PostgreSQL takes 65,535 values, a line has five.
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Complaints:
    """How often an agency of a list was reported since a day."""

    country: str
    agency: Agency
    number: int


@dataclass(frozen=True, slots=True)
class Agencies:
    """The newest list of each state."""

    connection: AsyncConnection

    async def replace(self, register: Register, lines: Sequence[Agency], now: datetime) -> None:
        """Take a list in, in place of the state's earlier one."""
        gone = delete(registers).where(registers.c.country == register.country)
        await self.connection.execute(gone)
        await self.connection.execute(
            insert(registers).values(
                country=register.country,
                source=register.source,
                as_of=register.as_of,
                taken_at=now,
            )
        )
        for start in range(0, len(lines), AT_ONCE):
            rows = [
                {
                    "country": register.country,
                    "number": line.number,
                    "name": line.name,
                    "standing": line.standing.value,
                    "until": line.until,
                }
                for line in lines[start : start + AT_ONCE]
            ]
            await self.connection.execute(insert(agencies).values(rows))

    async def registers(self) -> list[tuple[Register, datetime]]:
        """Return which lists there are, each with the moment it was taken in."""
        rows = await self.connection.execute(select(registers).order_by(registers.c.country))
        return [(Register(row.country, row.source, row.as_of), row.taken_at) for row in rows]

    async def count(self, country: str) -> int:
        """Return how many agencies stand on a state's list."""
        mine = select(func.count()).select_from(agencies).where(agencies.c.country == country)
        return (await self.connection.execute(mine)).scalar_one()

    async def of(self, country: str) -> list[Agency]:
        """Return a state's list, by number."""
        mine = select(agencies).where(agencies.c.country == country)
        rows = await self.connection.execute(mine.order_by(agencies.c.number))
        return [Agency(row.name, row.number, Standing(row.standing), row.until) for row in rows]

    async def complaints(self, since: date) -> list[Complaints]:
        """Return which agencies of the lists were reported since a day, the most often first."""
        name = func.concat(agencies.c.country, ":", agencies.c.number)
        number = func.sum(tallies.c.number)
        counted = (
            select(agencies, number.label("times"))
            .join(tallies, tallies.c.name == name)
            .where(tallies.c.counted == COMPLAINT, tallies.c.day >= since)
            .group_by(agencies.c.country, agencies.c.number)
            .order_by(number.desc(), agencies.c.name)
        )
        return [
            Complaints(
                row.country,
                Agency(row.name, row.number, Standing(row.standing), row.until),
                int(row.times),
            )
            for row in await self.connection.execute(counted)
        ]
