"""The staff group hears once that the road is blocked, and once that it is open again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from hotline.domain.alarm import AtTelegram
from hotline.domain.arrivals import RawUpdate
from hotline.domain.delivery import DeliveryState, NoAnswer
from hotline.domain.letters import TellGroup
from hotline.services.lookout import Lookout
from hotline.storage.bell import Bell
from tests.services.scenes import GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hotline.domain.letters import Letter
    from hotline.storage.books import Database

BOT = 42
WELL = AtTelegram(0)


class Road:
    """Updates that came, a clock, and what Telegram says; the lookout looks at them."""

    def __init__(self, database: Database, began_at: datetime) -> None:
        self.database = database
        self.now = began_at
        self.told: AtTelegram | None = WELL
        self.another_copy()

    def another_copy(self) -> None:
        bell = Bell(self.database.url)
        self.lookout = Lookout(self.database, bell, GROUP, BOT, self.ask, lambda: self.now)

    async def ask(self) -> AtTelegram:
        if self.told is None:
            raise NoAnswer
        return self.told

    async def come(self, *ids: int) -> None:
        async with self.database.books() as books:
            raw = [RawUpdate(each, b"%d" % each, None) for each in ids]
            await books.inbox.keep(BOT, raw, self.now.date())

    async def done(self) -> None:
        async with self.database.books() as books:
            await books.connection.execute(text("UPDATE inbox SET state = 'done', fate = 'kept'"))

    async def hears(self, after: timedelta = timedelta()) -> Sequence[Letter]:
        """Look once more; return what the group is told."""
        self.now += after
        await self.lookout.look()
        async with self.database.books() as books:
            heads = await books.deliveries.heads(self.now, 10)
            for each in heads:
                await books.deliveries.end(each.delivery.id, DeliveryState.SENT, self.now)
        return [each.delivery.letter for each in heads]


async def road(database: Database) -> Road:
    async with database.books() as books:
        began_at = (await books.connection.execute(text("SELECT now()"))).scalar_one()
    return Road(database, began_at)


async def test_a_lag_is_told_once_by_whichever_copy_and_told_again_when_it_is_over(
    database: Database,
) -> None:
    told = await road(database)
    await told.come(1)

    assert await told.hears() == []
    assert await told.hears(after=timedelta(minutes=6)) == [TellGroup("desk.lag")]
    told.another_copy()
    assert await told.hears(after=timedelta(minutes=6)) == []
    await told.done()
    assert await told.hears() == [TellGroup("desk.lag_over")]
    assert await told.hears() == []


async def test_what_waits_at_telegram_and_does_not_come_is_told(database: Database) -> None:
    told = await road(database)
    told.told = AtTelegram(2)

    assert await told.hears() == []
    assert await told.hears(after=timedelta(minutes=3)) == [TellGroup("desk.gap")]
    told.told = None
    assert await told.hears(after=timedelta(minutes=3)) == []
    told.told = WELL
    assert await told.hears() == [TellGroup("desk.gap_over")]


async def test_a_missing_number_is_told_once_it_can_no_longer_come(database: Database) -> None:
    told = await road(database)
    await told.come(5, 8)
    await told.done()

    assert await told.hears() == []
    assert await told.hears(after=timedelta(minutes=6)) == [TellGroup("desk.gap")]
    await told.come(7, 6)  # a webhook was tried again at last
    await told.done()
    assert await told.hears() == [TellGroup("desk.gap_over")]


async def test_numbers_that_begin_anew_after_a_quiet_week_are_no_hole(database: Database) -> None:
    told = await road(database)
    await told.come(900_000_000, 900_000_001, 15_000_000, 15_000_001)
    await told.done()

    assert await told.hears(after=timedelta(minutes=6)) == []
