"""Erase people, then look for them in every byte the database has left, with every later key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from hotline.domain.address import Address
from hotline.services.rotation import WINDOW, rotate
from hotline.storage.sealing import Seal, SealBroken
from hotline.storage.tables import answers, keys

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hotline.domain.case import PersonId
    from hotline.storage.books import Books, Database
    from hotline.storage.sealing import Keystore
    from hotline.storage.sealing.keystore import DayKeys

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOON + WINDOW + timedelta(days=1)
MARK = "НИШОНА-5142"
QUESTION = "where"


@dataclass(frozen=True)
class Left:
    """What somebody with all files keeps of one person: a wrapped key and a sealed answer."""

    person: PersonId
    name: UUID
    wrapped: bytes
    answer: bytes

    def opened(self, day: DayKeys) -> str:
        """Return what the person answered; raises SealBroken with any other day's key."""
        key = day.wrapping.open(self.wrapped, f"keys|{self.name}|{NOON.date().isoformat()}")
        return Seal(key).open(self.answer, f"answers|{self.person}|{QUESTION}").decode()


@dataclass(frozen=True)
class Found:
    """How many were erased, and what the files still hold of them.

    A residue is a wrapped key that still lies there; `readable` counts those whom a later
    key opens, and with the old key all must be, or the search would find nothing at all.
    """

    erased: int
    residues: int
    plain: int
    readable: int
    readable_with_the_old_key: int


async def erase_and_look(
    database: Database, keystore: Keystore, folder: Path, people: int
) -> Found:
    """Erase people, let the days of their keys die, and look for them below `folder`."""
    left = [await _settle(database, number + 1) for number in range(people)]
    old = keystore.on(NOON.date())
    async with database.books() as books:
        await books.keys.destroy(each.person for each in left)
        for each in left:
            await books.people.forget(each.person)
    await rotate(database, keystore, LATER)
    later = [keystore.of(day) for day in keystore.days()]
    async with database.books() as books:
        await books.connection.execute(text("CHECKPOINT"))
    files = b"".join(_files(folder))
    return Found(
        erased=people,
        residues=sum(each.wrapped in files for each in left),
        plain=files.count(MARK.encode()),
        readable=sum(_readable(each, day) for each in left for day in later),
        readable_with_the_old_key=sum(_readable(each, old) for each in left),
    )


async def _settle(database: Database, number: int) -> Left:
    """Let somebody exist and answer something."""
    async with database.books() as books:
        person = await books.people.meet(Address(number), "tg", NOON)
        await books.people.answer(person.id, QUESTION, MARK, NOON)
        return await _seen(books, person.id)


async def _seen(books: Books, person: PersonId) -> Left:
    key = select(keys.c.id, keys.c.wrapped).where(keys.c.owner == person)
    told = select(answers.c.answer).where(answers.c.person == person)
    name, wrapped = (await books.connection.execute(key)).one()
    answer = (await books.connection.execute(told)).scalar_one()
    return Left(person, name, wrapped, answer)


def _files(folder: Path) -> list[bytes]:
    """Return every byte of heap and log."""
    places = (folder / "data" / "base", folder / "data" / "pg_wal")
    return [file.read_bytes() for place in places for file in place.rglob("*") if file.is_file()]


def _readable(left: Left, day: DayKeys) -> bool:
    try:
        return left.opened(day) == MARK
    except SealBroken:
        return False
