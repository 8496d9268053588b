"""Counts that hold nobody, added to once at the end of a transaction.

All that a transaction counts is one statement, the last one: whoever waits for a row waits
for nothing else, and rows are taken in one order, so no two ever wait for each other.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select, text

from hotline.domain.tally import NOBODY, About, Face, Tally, tallies
from hotline.storage.tables import tallies as table

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.tally import Counted

ABOUT: Final = tuple(each.name for each in fields(About))
KEY: Final = ("day", "counted", "name", "face", *ABOUT)
# Each connection has rows of its own, as good as: a busy count is no queue.
SHARES: Final = 16

_KEY = ", ".join(KEY)
_GIVEN = ", ".join(f"CAST(:{each} AS text[])" for each in KEY[1:])
_ADD = text(
    f"INSERT INTO tallies ({_KEY}, number, share)"  # noqa: S608  # our own names only
    f" SELECT {_KEY}, number, pg_backend_pid() % {SHARES}"
    f" FROM unnest(CAST(:day AS date[]), {_GIVEN}, CAST(:number AS bigint[]))"
    f" AS given ({_KEY}, number) ORDER BY {_KEY}"
    f" ON CONFLICT ({_KEY}, share) DO UPDATE SET number = tallies.number + excluded.number"
)


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counters of one transaction; `pending` is what it has counted so far."""

    connection: AsyncConnection
    pending: Counter[Tally]

    def count(
        self, counted: Counted, name: str, day: date, about: About = NOBODY, number: int = 1
    ) -> None:
        """Add to what is counted under a name; it is written when the transaction ends."""
        for tally in tallies(counted, name, day, about):
            self.pending[tally] += number

    async def write(self) -> None:
        """Write down what was counted, in one statement."""
        if not self.pending:
            return
        rows = [(_key(tally), number) for tally, number in self.pending.items()]
        given = {name: [key[place] for key, _ in rows] for place, name in enumerate(KEY)}
        await self.connection.execute(_ADD, given | {"number": [number for _, number in rows]})
        self.pending.clear()

    async def between(self, first: date, end: date) -> Mapping[Tally, int]:
        """Return everything counted from a first day until before an end; days become months."""
        month = func.date_trunc("month", table.c.day).cast(table.c.day.type)
        parts = [month, *(table.c[name] for name in KEY[1:])]
        rows = await self.connection.execute(
            select(*parts, func.sum(table.c.number))
            .where(table.c.day >= first, table.c.day < end)
            .group_by(*parts)
        )
        return {
            Tally(row[0], row[1], row[2], row[3], About(*row[4:-1])): int(row[-1]) for row in rows
        }

    async def named(
        self, counted: Counted, since: date, *, desk: str = "", face: Face = Face.WHO
    ) -> Mapping[str, int]:
        """Return by name what was counted since a day, at one desk or about nobody."""
        rows = await self.connection.execute(
            select(table.c.name, func.sum(table.c.number))
            .where(
                table.c.counted == counted.value,
                table.c.face == face.value,
                table.c.desk == desk,
                table.c.day >= since,
            )
            .group_by(table.c.name)
        )
        return {name: int(number) for name, number in rows}

    async def first_day(self) -> date | None:
        """Return since when anything was counted."""
        day: date | None = await self.connection.scalar(select(func.min(table.c.day)))
        return day


def _key(tally: Tally) -> tuple[object, ...]:
    about = (getattr(tally.about, name) for name in ABOUT)
    return (tally.day, tally.counted, tally.name, tally.face, *about)
