"""What an operator's buttons do, and how they say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words import phrases
from hotline.domain.address import Address
from hotline.domain.arrivals import OperatorPressed
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.priority import Priority
from hotline.services.desk import Desk
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, NOON, person_waits

if TYPE_CHECKING:
    from hotline.domain.arrivals import Outcome
    from hotline.storage.books import Books, Database

DESK = Desk(REAL, GROUP, HANDING)
ME = Address(900)


async def next_pressed(books: Books) -> Outcome:
    pressed = OperatorPressed(ME, "next", CaseCode("-"), "press")
    return await DESK.press(books, pressed, NOON)


async def test_next_gives_the_most_urgent_case_and_opens_its_topic(database: Database) -> None:
    async with database.books() as books:
        await person_waits(books, 1, Priority.SOON)
        urgent = await person_waits(books, 2, Priority.NOW)
        outcome = await next_pressed(books)
        case = await books.cases.by_code(urgent.code)

    assert outcome.phrase is None
    assert case
    assert case.state is CaseState.OPEN


async def test_next_says_so_when_nobody_waits(database: Database) -> None:
    async with database.books() as books:
        outcome = await next_pressed(books)

    assert outcome.phrase == phrases.DESK_NOTHING.key


async def test_next_says_so_when_the_operators_hands_are_full(database: Database) -> None:
    async with database.books() as books:
        for number in range(3):
            await person_waits(books, number, Priority.NOW)
        outcomes = [await next_pressed(books) for _ in range(3)]

    assert [outcome.phrase for outcome in outcomes] == [None, None, phrases.DESK_FULL.key]


async def test_an_anonymous_administrator_is_given_nobody(database: Database) -> None:
    async with database.books() as books:
        await person_waits(books)
        pressed = OperatorPressed(ME, "next", CaseCode("-"), "press", anonymous=True)
        outcome = await DESK.press(books, pressed, NOON)

    assert outcome.phrase == phrases.DESK_ANONYMOUS.key
