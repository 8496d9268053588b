"""Lists of cases: the queue in its order, and what is in hand beside it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert

from hotline.domain.desks import Desk
from hotline.domain.queue import EVERYBODY
from hotline.storage.caseload import LONGEST_LIST
from hotline.storage.tables import cases

if TYPE_CHECKING:
    from hotline.storage.books import Books, Database

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DESK = Desk(desk="tj", zone="Asia/Dushanbe", leads=("tg",))
NOBODY_BESIDE = {"tg": frozenset[str]()}


async def keep(
    books: Books, code: str, priority: str, minutes: int, state: str = "waiting"
) -> None:
    """Write down a case of somebody who waits for so many minutes."""
    since = NOON - timedelta(minutes=minutes)
    told = {"id": uuid.uuid4(), "code": code, "language": "tg", "priority": priority}
    waits = {"waits_since": since, "silent_since": since if state == "open" else None}
    await books.connection.execute(
        insert(cases).values(**told, **waits, state=state, opened_at=since)
    )


async def listed(books: Books) -> list[str]:
    return [each.code for each in await books.caseload.of_desk(DESK, NOBODY_BESIDE, EVERYBODY)]


async def test_the_most_urgent_come_first_and_then_who_waits_longest(database: Database) -> None:
    async with database.books() as books:
        for code, priority, minutes in (
            ("INFO", "info", 500),
            ("SHORT", "now", 1),
            ("SOON", "soon", 400),
            ("LONG", "now", 2),
            ("TODAY", "today", 300),
        ):
            await keep(books, code, priority, minutes)

        assert await listed(books) == ["LONG", "SHORT", "TODAY", "SOON", "INFO"]


async def test_what_is_in_hand_is_listed_however_many_wait(database: Database) -> None:
    async with database.books() as books:
        for number in range(LONGEST_LIST + 1):
            await keep(books, f"W{number}", "now", number)
        await keep(books, "ASLEEP", "now", 9, "sleeping")
        await keep(books, "HELD", "info", 9, "open")
        await keep(books, "OVER", "now", 9, "closed")

        shown = await listed(books)

    assert shown[LONGEST_LIST:] == ["HELD", "ASLEEP"]
    assert "W0" not in shown
