"""The worker: many chats with one commit, and nobody held up by another."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text, update

from handlers.raw import from_object
from hotline.domain.address import Address
from hotline.services.conversations import Conversations
from hotline.storage.tables import inbox
from soak.strange import message
from soak.world import FIRST_PERSON, GROUP, World, read_texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from hotline.domain.arrivals import Outcome, PersonActed
    from hotline.storage.books import Books, Database
    from hotline.storage.sealing import Keystore

PEOPLE = tuple(range(FIRST_PERSON, FIRST_PERSON + 4))
STRANGER = FIRST_PERSON + 99
ONE = PEOPLE[1]


@dataclass(frozen=True, slots=True)
class Stumbling(Conversations):
    """Conversations that fail for one person after they wrote something down."""

    async def act(self, books: Books, acted: PersonActed, row: int, now: datetime) -> Outcome:
        outcome = await Conversations.act(self, books, acted, row, now)
        if acted.address == Address(ONE):
            raise ZeroDivisionError
        return outcome


@pytest.fixture
async def world(database: Database, keystore: Keystore) -> AsyncIterator[World]:
    """Some people who chose a language."""
    made = World(database, keystore, read_texts())
    for person in PEOPLE:
        await made.presses(person, "lang.any.tg")
    await made.settle()
    yield made
    await made.close()


async def come(world: World, *people: int) -> None:
    """Let people write at the same moment; nobody has worked on it when this returns."""
    first = len(world.issued) + 1
    told = [
        {"update_id": first + place, "message": message(person, 900 + place, text="hello")}
        for place, person in enumerate(people)
    ]
    world.issued += map(from_object, told)
    await world.ingest.keep(world.issued[first - 1 :])


async def states(world: World, newest: int) -> list[str]:
    """Return what became of the newest updates, in the order they came."""
    rows = await world.rows(select(inbox.c.state).order_by(inbox.c.id.desc()).limit(newest))
    return [row.state for row in reversed(rows)]


async def test_what_many_people_do_at_once_is_done_with_one_commit(world: World) -> None:
    await come(world, *PEOPLE)
    await world.worker.work()

    counted = text(
        "SELECT count(DISTINCT xmin::text) AS commits FROM inbox WHERE update_id > :old"
    )
    [row] = await world.rows(counted.bindparams(old=len(world.issued) - len(PEOPLE)))
    assert await states(world, len(PEOPLE)) == ["done"] * len(PEOPLE)
    assert row.commits == 1


async def test_a_turn_that_fails_takes_nobody_elses_with_it(world: World) -> None:
    worker = replace(world.worker, conversations=Stumbling(world.texts.known, GROUP))
    await come(world, *PEOPLE)
    await worker.work()

    assert await states(world, len(PEOPLE)) == ["done", "waiting", "done", "done"]
    rows = await world.rows(select(inbox.c.attempts).where(inbox.c.state == "waiting"))
    assert [row.attempts for row in rows] == [1]


async def test_a_stranger_who_comes_with_many_others_is_answered_as_they_are(
    world: World,
) -> None:
    await come(world, PEOPLE[0], STRANGER, PEOPLE[2])
    await world.worker.work()
    await world.settle()

    assert await states(world, 3) == ["done"] * 3


async def test_one_persons_words_that_came_together_are_taken_in_their_order(
    world: World,
) -> None:
    await come(world, ONE, PEOPLE[2], ONE)
    await world.worker.work()

    assert await states(world, 3) == ["done", "done", "waiting"]


async def test_an_update_that_no_key_opens_is_put_aside_and_stops_nobody(world: World) -> None:
    await come(world, *PEOPLE)
    async with world.database.books() as books:
        broken = update(inbox).where(inbox.c.update_id == len(world.issued)).values(body=b"\3x")
        await books.connection.execute(broken)
    await world.worker.work()

    assert await states(world, len(PEOPLE)) == [*["done"] * 3, "quarantined"]


async def test_whoever_is_held_by_another_holds_up_nobody_else(world: World) -> None:
    await come(world, *PEOPLE)
    others = ["done", "waiting", "done", "done"]

    async with asyncio.timeout(30), world.database.books() as books:
        assert await books.people.find(Address(ONE)) is not None
        await world.worker.work()
        assert await states(world, len(PEOPLE)) == others
    await world.worker.work()

    assert await states(world, len(PEOPLE)) == ["done"] * len(PEOPLE)
