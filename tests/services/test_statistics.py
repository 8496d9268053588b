"""Publishing a month: once, and never again, whatever is counted later."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from hotline.domain.rights import read_rights
from hotline.domain.tally import About, Counted
from hotline.services.statistics import NotPublished, Statistics, publish_due

if TYPE_CHECKING:
    from hotline.storage.books import Database

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
DUE = datetime(2026, 12, 1, 3, tzinfo=UTC)
WOMAN = About("tj", "tg", "woman", "adult", "tj", "ru")


async def count(database: Database, number: int) -> None:
    async with database.books() as books:
        books.tallies.count(Counted.CONTACT, "first", OCTOBER, WOMAN, number)


def statistics(database: Database) -> Statistics:
    return Statistics(database, read_rights(), lambda: DUE)


async def test_a_published_month_is_frozen_so_that_no_difference_tells_anything(
    database: Database,
) -> None:
    await count(database, 30)
    assert await publish_due(database, DUE) == {"months": 1}
    before = await statistics(database).of(OCTOBER)

    await count(database, 4)
    await count(database, 300)

    assert await publish_due(database, DUE) == {"months": 0}
    assert await statistics(database).of(OCTOBER) == before
    assert {table.total for table in before.tables} == {22}


async def test_a_month_that_is_not_over_for_thirty_days_is_not_published(
    database: Database,
) -> None:
    await count(database, 30)
    await publish_due(database, DUE)

    assert await statistics(database).months() == [OCTOBER]
    with pytest.raises(NotPublished):
        await statistics(database).of(NOVEMBER)
