from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from hotline.domain.address import Address
from hotline.domain.arrivals import RawUpdate

if TYPE_CHECKING:
    from hotline.storage.books import Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOT = 1


def update(number: int, chat: int, body: bytes = b"{}") -> RawUpdate:
    return RawUpdate(number, body + str(number).encode(), Address(chat))


async def keep(database: Database, *updates: RawUpdate) -> int:
    async with database.books() as books:
        return await books.inbox.keep(BOT, updates, NOON.date())


async def test_a_repeated_update_is_kept_once(database: Database) -> None:
    assert await keep(database, update(1, 5), update(1, 5)) == 1
    assert await keep(database, update(1, 5)) == 0


async def test_a_reused_id_with_another_body_is_a_new_update(database: Database) -> None:
    await keep(database, update(1, 5, b"old"))

    assert await keep(database, update(1, 5, b"new")) == 1


async def test_one_persons_updates_are_never_worked_on_at_once(database: Database) -> None:
    await keep(database, update(1, 5), update(2, 5), update(3, 6))

    async with database.books() as one, database.books() as two, database.books() as three:
        first, second = await one.inbox.next(), await two.inbox.next()
        third = await three.inbox.next()

    assert first is not None
    assert second is not None
    assert (first.body, second.body, third) == (b"{}1", b"{}3", None)


async def test_what_is_done_says_no_more_from_which_chat_it_came(database: Database) -> None:
    await keep(database, update(1, 5), update(2, 5))
    async with database.books() as books:
        first = await books.inbox.next()
        assert first
        await books.inbox.done(first.id, "answered", NOON)

    async with database.books() as books:
        lanes = await books.connection.execute(text("SELECT lane = '' FROM inbox ORDER BY id"))
        assert lanes.scalars().all() == [True, False]


async def test_a_worker_that_dies_gives_its_row_back_at_once(database: Database) -> None:
    await keep(database, update(1, 5))
    async with database.books() as books:
        assert await books.inbox.next()
        await books.connection.rollback()

    async with database.books() as books:
        again = await books.inbox.next()

    assert again is not None
    assert again.body == b"{}1"


async def test_a_person_whose_turn_was_put_off_holds_up_only_themselves(
    database: Database,
) -> None:
    await keep(database, update(1, 5), update(2, 5), update(3, 6))
    async with database.books() as books:
        row = await books.inbox.next()
        assert row is not None
        await books.inbox.put_off(row.id, 1, timedelta(days=36500))

    async with database.books() as books:
        other = await books.inbox.next()

    assert other is not None
    assert other.body == b"{}3"


async def test_what_is_quarantined_is_kept_sealed_and_holds_nobody_up(
    database: Database,
) -> None:
    await keep(database, update(1, 5), update(2, 5))
    async with database.books() as books:
        row = await books.inbox.next()
        assert row is not None
        await books.inbox.quarantine(row.id, "unreadable", NOON)

    async with database.books() as books:
        following = await books.inbox.next()
        quarantined = await books.inbox.count("quarantined")
        kept = await books.connection.execute(
            text("SELECT body IS NOT NULL FROM inbox WHERE state = 'quarantined'")
        )

    assert following is not None
    assert (following.body, quarantined, kept.scalar_one()) == (b"{}2", 1, True)


async def test_no_body_words_or_id_lie_readable_in_the_database(database: Database) -> None:
    await keep(database, RawUpdate(1, b'{"canary-words": 777123456}', Address(777123456)))

    async with database.books() as books:
        rows = await books.connection.execute(text("SELECT inbox::text FROM inbox"))
        written = rows.scalar_one()

    assert "canary" not in written
    assert b"canary".hex() not in written
    assert "777123456" not in written


async def test_everything_that_came_has_a_fate_that_can_be_counted(database: Database) -> None:
    await keep(database, *(update(number, number) for number in range(5)))
    async with database.books() as books:
        for fate in ("answered", "passed_on", "answered"):
            row = await books.inbox.next()
            assert row is not None
            await books.inbox.done(row.id, fate, NOON)
        fates = await books.inbox.fates()

    assert fates == {"answered": 2, "passed_on": 1, "waiting": 2}
