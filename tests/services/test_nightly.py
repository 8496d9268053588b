"""What small jobs by the clock do: sweep, and remind of what has become old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from hotline.domain.address import Address
from hotline.domain.arrivals import RawUpdate
from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import TellGroup
from hotline.services.freshness import FRESHNESS, remind
from hotline.services.running import Job, perform
from hotline.services.sweeping import KEPT, sweep
from hotline.storage.cases import Said
from hotline.storage.tables import deliveries, inbox, messages
from tests.services.scenes import GROUP, NOON, person_waits, post

if TYPE_CHECKING:
    from hotline.services.running import Told
    from hotline.storage.books import Books, Database

MONDAY = datetime(2026, 11, 30, 4, tzinfo=UTC)


async def two_updates_one_done(books: Books) -> None:
    updates = [RawUpdate(number, b"{}", Address(5)) for number in (1, 2)]
    await books.inbox.keep(1, updates, NOON.date())
    kept = await books.inbox.next()
    assert kept
    await books.inbox.done(kept.id, "answered", NOON)


async def test_a_fingerprint_recognises_a_repetition_for_a_week(database: Database) -> None:
    async with database.books() as books:
        await two_updates_one_done(books)

    assert (await sweep(database, NOON + KEPT))["fingerprints"] == 0
    assert (await sweep(database, NOON + KEPT + timedelta(hours=1)))["fingerprints"] == 1
    async with database.books() as books:
        left = await books.connection.execute(select(inbox.c.state))
        assert left.scalars().all() == ["waiting"]


async def test_a_letter_on_its_way_is_never_swept(database: Database) -> None:
    async with database.books() as books:
        for _ in range(2):
            await post(books).to_group(TellGroup("desk.stale", number=1))
        [first] = await books.deliveries.heads(NOON, 10)
        await books.deliveries.end(first.delivery.id, DeliveryState.SENT, NOON)

    assert (await sweep(database, NOON + KEPT * 5))["letters"] == 1
    async with database.books() as books:
        [still] = await books.deliveries.heads(NOON, 10)
    assert still.delivery.letter == TellGroup("desk.stale", number=1)


async def reminded(database: Database, now: datetime) -> list[str]:
    async def work(moment: datetime) -> Told:
        return await remind(database, GROUP, moment)

    await perform(database, Job(FRESHNESS, "", work), lambda: now)
    async with database.books() as books:
        return list((await books.connection.execute(select(deliveries.c.kind))).scalars())


async def test_the_group_is_reminded_once_a_week_and_not_on_the_first_day(
    database: Database,
) -> None:
    assert await reminded(database, MONDAY) == []
    assert await reminded(database, MONDAY + timedelta(days=1)) == []
    weeks_later = MONDAY + timedelta(days=7 * 60)

    lines = await reminded(database, weeks_later)

    assert lines == ["tell_group", "tell_group"]
    assert await reminded(database, weeks_later + timedelta(minutes=5)) == lines


async def test_how_an_operators_words_arrived_is_told_for_as_long_as_the_words_are(
    database: Database,
) -> None:
    async with database.books() as books:
        case = await person_waits(books)
        await post(books).to_group(TellGroup("desk.stale", number=1))
        [line] = await books.deliveries.heads(NOON, 10)
        said = Said("desk", "words", "we are here", None)
        await books.cases.say(said, person=None, case=case.id, inbox=1, now=NOON)
        await books.connection.execute(update(messages).values(delivery=line.delivery.id))
        await books.deliveries.end(line.delivery.id, DeliveryState.UNCERTAIN, NOON)

    assert (await sweep(database, NOON + KEPT * 5))["letters"] == 0
