"""Agencies looked up by those who were promised work, and lists taken in from the states."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.engine.agencies import FoundAgency
from dialogs.search.agencies import AgencyIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hotline.domain.agencies import Agency, Register
    from hotline.storage.agencies import Complaints
    from hotline.storage.books import Books, Database

# Complaints older than this say little of an agency today.
LATELY = timedelta(days=365)
# Which lists there are, and when each was taken in: when this changes, they are read anew.
Version = tuple[tuple["Register", "datetime"], ...]


class AgencyLists:
    """The lists of all states in memory; every copy of the program sees a new one at once."""

    def __init__(self) -> None:
        self._version: Version | None = None
        self._index = AgencyIndex(())
        self._reading = asyncio.Lock()

    async def look(self, books: Books, text: str, on: date) -> tuple[FoundAgency, ...] | None:
        """Return what the lists say of a name or number; None where no list is fresh enough."""
        lists = await books.agencies.registers()
        version = tuple(each for each in lists if each[0].is_fresh(on))
        if not version:
            return None
        async with self._reading:
            if version != self._version:
                self._index = await _read(books, [register for register, _ in version])
                self._version = version
        return self._index.search(text)


async def _read(books: Books, registers: Sequence[Register]) -> AgencyIndex:
    every = [
        _told(register, agency)
        for register in registers
        for agency in await books.agencies.of(register.country)
    ]
    return await asyncio.to_thread(AgencyIndex, every)


def _told(register: Register, agency: Agency) -> FoundAgency:
    return FoundAgency(
        country=register.country,
        number=agency.number,
        name=agency.name,
        standing=agency.standing.value,
        until=agency.until,
        as_of=register.as_of,
    )


@dataclass(frozen=True, slots=True)
class ReportedAgencies:
    """What supervisors see of what people reported."""

    database: Database

    async def lately(self, on: date) -> list[Complaints]:
        """Return the agencies of the lists that were reported in the last year."""
        async with self.database.books() as books:
            return await books.agencies.complaints(on - LATELY)
