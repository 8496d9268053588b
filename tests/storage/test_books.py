"""A connection that breaks, or that nobody gives back, is no fault of the update at hand."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from hotline.storage.books import Database, DatabaseAway
from hotline.storage.sealing import Index

if TYPE_CHECKING:
    from hotline.storage.sealing import Keystore, Root

# The one that is kept, and the ten that SQLAlchemy opens beside it.
MOST = 11
CUT = text("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_a_connection_that_breaks_in_the_middle_of_a_turn_is_a_database_that_is_away(
    database: Database,
) -> None:
    async with database.books() as books:
        with pytest.raises(DatabaseAway):
            async with books.attempt():
                await books.connection.execute(CUT)
        await books.connection.rollback()


async def test_when_all_connections_are_in_use_the_database_is_away_until_one_is_free(
    database_url: str, root: Root, keystore: Keystore
) -> None:
    few = Database(database_url, Index(root), keystore, pool=1, patience=0.01)
    async with AsyncExitStack() as held:
        for _ in range(MOST):
            await held.enter_async_context(few.books())
        with pytest.raises(DatabaseAway):
            await held.enter_async_context(few.books())

    async with few.books() as books:
        assert await books.inbox.count("waiting") == 0
    await few.close()
