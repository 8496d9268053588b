"""Screens that have not left yet become the last of them; what a human said never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.domain.address import Address
from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import CopyToPerson, EraseTrace, ShowScreen
from tests.services.scenes import NOON, post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotline.domain.letters import Letter
    from hotline.storage.books import Books, Database

MARIAM = Address(77)
NEW = ShowScreen("home", "r1", "welcome", "tg", "tg", replaces=False)
HELP, RIGHTS, PAY = (replace(NEW, step=step, replaces=True) for step in ("help", "rights", "pay"))
REPLY = CopyToPerson(5)


async def posted(books: Books, *letters: Letter) -> None:
    person = await books.people.meet(MARIAM, "tg", NOON)
    for letter in letters:
        await post(books).to_person(person, letter)


async def goes(books: Books) -> Sequence[Letter]:
    """What leaves, one after the other, as the courier takes it."""
    gone: list[Letter] = []
    while heads := await books.deliveries.heads(NOON + timedelta(seconds=1), 10):
        for going in heads:
            gone.append(going.delivery.letter)
            await books.deliveries.end(going.delivery.id, DeliveryState.SENT, NOON)
    return gone


async def test_of_several_edits_only_the_last_one_leaves(database: Database) -> None:
    async with database.books() as books:
        await posted(books, HELP, RIGHTS, PAY)

        assert await goes(books) == [PAY]


async def test_an_edit_of_a_message_that_has_not_left_is_that_message(database: Database) -> None:
    async with database.books() as books:
        await posted(books, NEW, HELP, RIGHTS)

        assert await goes(books) == [replace(RIGHTS, replaces=False)]


async def test_a_reply_is_never_taken_back_and_keeps_its_place(database: Database) -> None:
    async with database.books() as books:
        await posted(books, HELP, REPLY, RIGHTS, PAY)

        assert await goes(books) == [HELP, REPLY, PAY]


async def test_clearing_the_chat_is_never_taken_back(database: Database) -> None:
    async with database.books() as books:
        await posted(books, HELP, EraseTrace(NEW), RIGHTS, PAY)

        assert await goes(books) == [HELP, EraseTrace(NEW), PAY]


async def test_a_new_message_takes_nothing_back(database: Database) -> None:
    async with database.books() as books:
        await posted(books, HELP, NEW)

        assert await goes(books) == [HELP, NEW]


async def test_a_screen_that_may_have_arrived_stays(database: Database) -> None:
    async with database.books() as books:
        await posted(books, NEW)
        (going,) = await books.deliveries.heads(NOON, 1)
        await books.deliveries.put_off(going.delivery.id, NOON, tried_again=True)
        await posted(books, HELP)

        assert await goes(books) == [NEW, HELP]


async def test_somebody_elses_screens_are_left_alone(database: Database) -> None:
    async with database.books() as books:
        await posted(books, HELP)
        other = await books.people.meet(Address(78), "tg", NOON)
        await post(books).to_person(other, RIGHTS)

        assert await goes(books) == [HELP, RIGHTS]


async def test_what_was_taken_back_says_so(database: Database) -> None:
    async with database.books() as books:
        await posted(books, HELP, RIGHTS)
        rows = await books.deliveries.connection.exec_driver_sql(
            "SELECT state, letter = '' FROM deliveries ORDER BY number"
        )

        assert [tuple(row) for row in rows] == [("superseded", True), ("queued", False)]
