"""Counts that hold nobody: one statement a transaction, nothing of a turn that failed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from hotline.domain.tally import About, Counted, Tally, tallies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.storage.books import Database

DAY, MONTH, NEXT = date(2026, 10, 7), date(2026, 10, 1), date(2026, 11, 1)
WOMAN = About("tj", "tg", "woman", "adult", "tj", "ru")


async def counted(database: Database) -> Mapping[Tally, int]:
    async with database.books() as books:
        return await books.tallies.between(MONTH, NEXT)


def test_no_row_holds_an_age_and_a_way_together() -> None:
    for tally in tallies(Counted.SIGN, "destination.hurt", DAY, WOMAN):
        assert not (tally.about.age and (tally.about.origin or tally.about.destination))
        assert tally.day == MONTH


async def test_all_that_a_transaction_counts_is_one_statement(database: Database) -> None:
    statements: list[str] = []
    async with database.books() as books:
        engine = books.connection.sync_engine
        event.listen(
            engine, "before_cursor_execute", lambda *told: statements.append(str(told[2]))
        )
        for number in range(5):
            books.tallies.count(Counted.SIGN, f"sign {number}", DAY, WOMAN)
            books.tallies.count(Counted.CONTACT, "first", DAY, WOMAN)

    assert [each for each in statements if "tallies" in each] == statements
    assert len(statements) == 1
    found = await counted(database)
    assert sum(number for tally, number in found.items() if tally.name == "first") == 2 * 5


async def test_what_a_failed_turn_counted_is_not_counted(database: Database) -> None:
    async with database.books() as books:
        books.tallies.count(Counted.CONTACT, "first", DAY, WOMAN)
        with pytest.raises(LookupError):  # noqa: PT012  # it is the block that fails
            async with books.attempt():
                books.tallies.count(Counted.SIGN, "never", DAY, WOMAN)
                raise LookupError

    assert {tally.name for tally in await counted(database)} == {"first"}


async def test_days_and_connections_become_one_number_of_a_month(database: Database) -> None:
    for day in (DAY, date(2026, 10, 31), NEXT):
        async with database.books() as books:
            books.tallies.count(Counted.GAP, "ru", day)

    assert list((await counted(database)).values()) == [2]
