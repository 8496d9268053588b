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
# Longer than a healthy database ever takes to answer nothing.
PATIENCE_SECONDS = 5.0


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
    """Say whether the office is still ours, by asking over the very connection that holds it.

    A connection that carries nothing any more is closed, and the office given up with it: the
    database may have freed the lock for another copy long ago.
    """
    asked = asyncio.create_task(connection.execute("SELECT 1"))
    try:
        await asyncio.wait({asked}, timeout=PATIENCE_SECONDS)
        if not asked.done():
            await connection.close()  # before the task is cancelled: psycopg would ask for a stop
    finally:
        asked.cancel()
    answers = await asyncio.gather(asked, return_exceptions=True)
    return not isinstance(answers[0], BaseException)


async def _try(connection: psycopg.AsyncConnection, office: str, bot: int) -> bool:
    asked = await connection.execute(
        "SELECT pg_try_advisory_lock(hashtext(%s), hashtext(%s))", (office, str(bot))
    )
    row = await asked.fetchone()
    return bool(row and row[0])
