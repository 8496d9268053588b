"""What is written later is written before anybody could miss it, and taken back with the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import Engine, Table, event, select, text
from sqlalchemy.sql import visitors

from hotline import storage
from hotline.domain.address import Address
from hotline.storage.books import Connections
from hotline.storage.tables import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ClauseElement

    from hotline.domain.person import Person
    from hotline.storage.books import Books, Database

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
MINE = text("SELECT pg_backend_pid()")
CHATS = (Address(71), Address(72), Address(73))


async def people(books: Books) -> list[Person]:
    return [await books.people.meet(chat, "tg", NOON) for chat in CHATS]


async def see(books: Books, persons: list[Person]) -> None:
    for person in persons:
        await books.people.save(replace(person, seen_at=LATER))
        books.people.leave_trace(person.id, 1, LATER)


async def see_in_vain(books: Books, persons: list[Person]) -> None:
    async with books.attempt():
        await see(books, persons)
        raise ZeroDivisionError


@pytest.fixture
def asked() -> Iterator[list[tuple[str, bool]]]:
    """Return how each statement begins, and whether it is for many values."""
    seen: list[tuple[str, bool]] = []

    def see(*told: Any) -> None:
        seen.append((told[2].partition(" SET")[0], told[5]))

    event.listen(Engine, "before_cursor_execute", see)
    yield seen
    event.remove(Engine, "before_cursor_execute", see)


async def test_what_is_put_off_is_seen_by_whoever_asks_next(database: Database) -> None:
    async with database.books() as books:
        first, *_ = persons = await people(books)
        await see(books, persons)

        known = await books.people.look_up(first.id)
        assert known is not None
        assert known.seen_at == LATER


async def test_what_is_put_off_is_written_when_the_transaction_ends(database: Database) -> None:
    async with database.books() as books:
        await see(books, await people(books))

    async with database.books() as books:
        assert [person.seen_at for person in await people(books)] == [LATER] * len(CHATS)


async def test_what_is_put_off_for_many_is_one_statement(
    database: Database, asked: list[tuple[str, bool]]
) -> None:
    async with database.books() as books:
        persons = await people(books)
        asked.clear()
        await see(books, persons)
        assert not asked

    assert [each for each in asked if "persons" in each[0]] == [("UPDATE persons", True)]


async def test_what_is_taken_back_takes_what_it_put_off_with_it(database: Database) -> None:
    async with database.books() as books:
        persons = await people(books)
        await see(books, persons[:1])
        with pytest.raises(ZeroDivisionError):
            await see_in_vain(books, persons[1:])

        seen = [person.seen_at for person in await people(books)]
        assert seen == [LATER, NOON, NOON]
        assert len((await books.connection.execute(select(traces))).all()) == 1


async def test_a_person_who_is_held_is_known_as_they_are_now(database: Database) -> None:
    async with database.books() as books:
        await people(books)

    async with database.books() as books:
        await books.people.hold(CHATS)
        first, *_ = await people(books)
        await books.people.block(first.id, LATER)
        second = await books.people.meet(CHATS[1], "tg", NOON)
        await books.people.save(replace(second, seen_at=LATER))

        now, then, _ = await people(books)
        assert now.blocked
        assert then.seen_at == LATER


async def test_a_connection_that_died_while_it_rested_is_replaced_unnoticed(
    database_url: str,
) -> None:
    connections = Connections(database_url, rested=0)
    async with connections.transaction() as connection:
        mine = (await connection.execute(MINE)).scalar_one()
    async with await psycopg.AsyncConnection.connect(database_url) as other:
        await other.execute("SELECT pg_terminate_backend(%s, 10000)", [mine])

    async with connections.transaction() as connection:
        assert (await connection.execute(MINE)).scalar_one() != mine
    await connections.close()


def test_what_is_asked_aside_has_nothing_to_do_with_what_is_put_off() -> None:
    put_off = tables(statements("later"))

    assert put_off == {"persons", "deliveries", "traces"}
    assert len(statements("aside")) > 5
    assert not tables(statements("aside")) & put_off


def statements(way: str) -> list[ClauseElement]:
    """Return the statements that storage carries out in a way, as its modules name them."""
    return [
        getattr(import_module(f"hotline.storage.{module.stem}"), name)
        for module in Path(storage.__path__[0]).glob("*.py")
        for name in re.findall(rf"connection\.{way}\((\w+),", module.read_text("utf-8"))
    ]


def tables(found: list[ClauseElement]) -> set[str]:
    return {
        each.name
        for statement in found
        for each in visitors.iterate(statement)
        if isinstance(each, Table)
    }
