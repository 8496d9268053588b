from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import text

from hotline.domain.address import Address
from hotline.domain.case import CaseCode
from hotline.domain.letters import CopyToPerson
from hotline.domain.priority import Priority
from hotline.storage.cases import Said
from hotline.storage.forgotten import forget_again

if TYPE_CHECKING:
    from hotline.storage.books import Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TABLES = ("persons", "cases", "messages", "deliveries", "keys")


async def meet(database: Database, chat: int, code: str) -> None:
    async with database.books() as books:
        person = await books.people.meet(Address(chat), "tg", NOON)
        case = await books.cases.open(person.id, CaseCode(code), "tg", Priority.SOON, NOON)
        said = Said("person", "words", "canary", 1)
        await books.cases.say(said, person=person.id, case=case.id, inbox=chat, now=NOON)
        letter = CopyToPerson(5)
        await books.deliveries.queue(letter, lane=b"x", now=NOON, person=person.id)


async def count(database: Database) -> dict[str, int]:
    async with database.books() as books:
        return {
            table: (
                await books.connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
            ).scalar_one()
            for table in TABLES
        }


async def test_a_backup_from_before_an_erasing_erases_the_person_again(
    database: Database,
) -> None:
    await meet(database, 1, "AAAAAA")
    await meet(database, 2, "CCCCCC")
    async with database.books() as books:  # erased, but the database is the one of before
        one = await books.people.meet(Address(1), "tg", NOON)
        case = await books.cases.of_person(one.id)
        assert case is not None
        await books.keys.destroy([one.id, case.id])
        await books.connection.rollback()

    async with database.books() as books:
        assert await forget_again(books.connection, books.keys) == 2

    assert await count(database) == {
        "persons": 1,
        "cases": 2,
        "messages": 1,
        "deliveries": 1,
        "keys": 2,
    }
    async with database.books() as books:
        assert await books.people.find(Address(1)) is None
        assert await books.people.find(Address(2)) is not None


async def test_nothing_is_touched_when_nobody_was_erased(database: Database) -> None:
    await meet(database, 1, "AAAAAA")
    before = await count(database)

    async with database.books() as books:
        assert await forget_again(books.connection, books.keys) == 0

    assert await count(database) == before
