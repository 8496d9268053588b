"""One poller and one courier per bot, however many copies run: advisory locks.

The lock belongs to a connection of its own. When its holder dies the database
frees it, and the next copy that asks is elected within `PAUSE_SECONDS`.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PAUSE_SECONDS = 1.0


@asynccontextmanager
async def elected(url: str, office: str, bot: int) -> AsyncIterator[psycopg.AsyncConnection]:
    """Wait until this copy holds `office` for `bot`, then hold it for the block.

    The connection that is yielded is the proof: when it is lost, so is the office.
    Raises psycopg.OperationalError when the database is away.
    """
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        while not await _try(connection, office, bot):  # noqa: ASYNC110  # another program lets go
            await asyncio.sleep(PAUSE_SECONDS)
        yield connection


async def still_elected(connection: psycopg.AsyncConnection) -> bool:
    """Say whether the office is still ours, by asking over the very connection that holds it."""
    try:
        await connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


async def _try(connection: psycopg.AsyncConnection, office: str, bot: int) -> bool:
    asked = await connection.execute(
        "SELECT pg_try_advisory_lock(hashtext(%s), hashtext(%s))", (office, str(bot))
    )
    row = await asked.fetchone()
    return bool(row and row[0])
