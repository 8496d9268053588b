"""What arrives in a rush is written together, and whoever hangs up harms nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from handlers.raw import from_object
from hotline.domain.arrivals import RawUpdate
from hotline.services.ingest import Ingest, NotKept
from hotline.storage.books import Connections
from hotline.storage.intake import Intake
from hotline.storage.tables import inbox
from tests.services.scenes import NOON

if TYPE_CHECKING:
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore


def update(number: int) -> RawUpdate:
    return from_object({"update_id": number, "message": {"chat": {"id": 5}}})


def ingest(database: Database, keystore: Keystore) -> Ingest:
    return Ingest(Intake(database.connections, keystore), 1, lambda: NOON)


async def kept(database: Database) -> list[tuple[int, str]]:
    asked = select(inbox.c.update_id, text("xmin::text")).order_by(inbox.c.id)
    async with database.books() as books:
        return [(row[0], row[1]) for row in await books.connection.execute(asked)]


async def test_a_rush_is_written_in_order_with_few_commits(
    database: Database, keystore: Keystore
) -> None:
    door = ingest(database, keystore)

    await asyncio.gather(*(door.keep([update(number)]) for number in range(1, 202)))

    rows = await kept(database)
    assert [number for number, _ in rows] == list(range(1, 202))
    assert len({transaction for _, transaction in rows}) <= 3


async def test_whoever_hangs_up_while_writing_takes_nobody_along(
    database: Database, keystore: Keystore
) -> None:
    door = ingest(database, keystore)
    calls = [asyncio.ensure_future(door.keep([update(number)])) for number in range(1, 11)]
    await asyncio.sleep(0)  # let the first begin and the others wait
    for gone in (calls[0], calls[4]):
        gone.cancel()
    await asyncio.wait(calls)

    numbers = {number for number, _ in await kept(database)}
    answered = {place for place, call in enumerate(calls, 1) if not call.cancelled()}
    assert answered == {2, 3, 4, 6, 7, 8, 9, 10}
    assert answered <= numbers
    await door.keep([update(11)])
    assert len(await kept(database)) == len(numbers) + 1


async def test_one_that_cannot_be_written_fails_alone(
    database: Database, keystore: Keystore
) -> None:
    door = ingest(database, keystore)
    impossible = RawUpdate(2**70, b"{}", None)

    told = ([update(1)], [impossible], [update(2)])
    ends = await asyncio.gather(*(door.keep(each) for each in told), return_exceptions=True)

    assert [number for number, _ in await kept(database)] == [1, 2]
    assert isinstance(ends[1], Exception)


async def test_without_a_database_everybody_in_the_rush_is_told_to_come_again(
    keystore: Keystore,
) -> None:
    away = Connections("postgresql://nobody@127.0.0.1:9/none")
    door = Ingest(Intake(away, keystore), 1, lambda: NOON)

    calls = (door.keep([update(number)]) for number in range(1, 6))
    ends = await asyncio.gather(*calls, return_exceptions=True)

    assert [type(end) for end in ends] == [NotKept] * 5
