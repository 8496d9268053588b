"""The audit shows where it was changed, moved, emptied or cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from hotline.storage.audit import ChainBroken
from tests.services.scenes import NOON

if TYPE_CHECKING:
    from hotline.storage.audit import Head
    from hotline.storage.books import Books, Database


async def written(books: Books) -> Head:
    for number in range(5):
        await books.audit.write("aigul", "case.read", f"CASE{number}", NOON)
    return await books.audit.head()


async def changed(books: Books, statement: str) -> None:
    for each in ("DISABLE TRIGGER audit_is_kept", None, "ENABLE TRIGGER audit_is_kept"):
        await books.connection.exec_driver_sql(f"ALTER TABLE audit {each}" if each else statement)


async def test_a_chain_that_nobody_touched_holds(database: Database) -> None:
    async with database.books() as books:
        head = await written(books)

        assert await books.audit.verify() == 5
        assert await books.audit.verify(head) == 5


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("UPDATE audit SET actor = 'bolot' WHERE number = 3", 3),
        ("UPDATE audit SET at = at + interval '1 second' WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 4", 4),
        ("UPDATE audit SET number = 9 WHERE number = 5", 5),
    ],
)
async def test_a_row_that_was_touched_is_named(
    database: Database, statement: str, at: int
) -> None:
    async with database.books() as books:
        await written(books)
        await changed(books, statement)

        with pytest.raises(ChainBroken) as broken:
            await books.audit.verify()
    assert broken.value.number == at


async def test_an_end_that_was_cut_off_is_seen_with_an_anchor_only(database: Database) -> None:
    async with database.books() as books:
        head = await written(books)
        await changed(books, "DELETE FROM audit WHERE number > 3")

        assert await books.audit.verify() == 3
        with pytest.raises(ChainBroken):
            await books.audit.verify(head)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET act = 'x'", "DELETE FROM audit", "TRUNCATE audit"]
)
async def test_the_database_itself_refuses_to_change_a_row(
    database: Database, statement: str
) -> None:
    async with database.books() as books:
        await written(books)

    with pytest.raises(DBAPIError):
        async with database.books() as books:
            await books.connection.exec_driver_sql(statement)
