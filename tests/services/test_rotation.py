from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hotline.domain.address import Address
from hotline.domain.arrivals import RawUpdate
from hotline.services.rotation import WINDOW, rotate

if TYPE_CHECKING:
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOON + WINDOW + timedelta(days=1)


async def meet(database: Database, *chats: int) -> None:
    async with database.books() as books:
        for chat in chats:
            await books.people.meet(Address(chat), "tg", NOON)


async def test_everybody_is_still_known_after_old_days_died(
    database: Database, keystore: Keystore
) -> None:
    await meet(database, 1, 2, 3)

    rotated = await rotate(database, keystore, LATER)

    assert rotated.wrapped == 3
    assert rotated.destroyed == (NOON.date(),)
    assert keystore.days() == [LATER.date()]
    async with database.books() as books:
        assert await books.people.find(Address(2)) is not None


async def test_a_day_lives_as_long_as_a_backup_of_it_may_be_restored(
    database: Database, keystore: Keystore
) -> None:
    await meet(database, 1)

    rotated = await rotate(database, keystore, NOON + WINDOW)

    assert rotated.destroyed == ()
    assert keystore.days() == [NOON.date(), (NOON + WINDOW).date()]


async def test_a_day_lives_while_something_sealed_on_it_waits(
    database: Database, keystore: Keystore
) -> None:
    today = datetime.now(UTC)  # noqa: TID251  # the database stamps what it receives
    async with database.books() as books:
        await books.inbox.keep(1, [RawUpdate(1, b"{}", Address(5))], today.date())

    rotated = await rotate(database, keystore, today + WINDOW + timedelta(days=2))

    assert rotated.destroyed == ()
    async with database.books() as books:
        assert await books.inbox.next() is not None


@pytest.mark.parametrize("killed_after", [0, 1, 2])
async def test_a_rotation_cut_short_goes_on_where_it_was(
    database: Database, keystore: Keystore, killed_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotline.services.rotation.AT_ONCE", 1)
    await meet(database, 1, 2, 3)

    class Killed(Exception):
        """As a kill would, between two batches."""

    def told(wrapped: int) -> None:
        if wrapped > killed_after:
            raise Killed

    with pytest.raises(Killed):
        await rotate(database, keystore, LATER, told)
    assert keystore.days() == [NOON.date(), LATER.date()]

    rotated = await rotate(database, keystore, LATER)

    assert rotated.wrapped == 2 - killed_after
    assert rotated.destroyed == (NOON.date(),)
