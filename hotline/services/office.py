"""Work that only one copy of the program may do at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NoReturn

import psycopg

from hotline.storage.books import DatabaseAway
from hotline.storage.election import elected, still_elected
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

# How often the holder makes sure that the office is still its own; a lost one
# is taken over by another copy within about twice this.
CHECK_SECONDS = 2.0
PAUSE_SECONDS = 1.0
# Longer than any work lands (the courier, jobs), and within the ten seconds of a stop.
AGAIN_SECONDS = 8.5


async def hold_office(
    url: str, office: str, bot: int, work: Callable[[], Awaitable[None]]
) -> NoReturn:
    """Stand for an office and do its work while holding it, again and again, until cancelled."""
    while True:
        try:
            async with elected(url, office, bot) as connection:
                log.info("office_held", kind=office)
                await _work_while_elected(connection, work)
        except (psycopg.Error, DatabaseAway, OSError) as away:
            log.warning("office_lost", kind=office, error=away)
            await asyncio.sleep(PAUSE_SECONDS)


async def _work_while_elected(
    connection: psycopg.AsyncConnection, work: Callable[[], Awaitable[None]]
) -> None:
    task = asyncio.ensure_future(work())
    try:
        while await still_elected(connection):
            done, _ = await asyncio.wait({task}, timeout=CHECK_SECONDS)
            if done:
                task.result()
                return
    finally:
        await ended(task)


async def ended(task: asyncio.Future[None], again: float = AGAIN_SECONDS) -> None:
    """Cancel work and return when it has ended, however; `again` are seconds.

    On Python 3.11 a cancellation is lost when it comes in the very moment in which somebody's
    `asyncio.wait_for` is over (python/cpython issue 86296), as where procrastinate waits for a
    connection (psycopg issue 1413). What goes on as if nobody had said anything is told again.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=again)
    await asyncio.gather(task, return_exceptions=True)  # its failure is nobody's any more
