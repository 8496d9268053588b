"""An office is held by one copy, and its work ends when it is told to."""

from __future__ import annotations

import asyncio

from hotline import door, jobs
from hotline.services import courier
from hotline.services.office import AGAIN_SECONDS, ended


async def test_work_that_lost_its_cancellation_is_told_again_and_ends() -> None:
    """What Python 3.11's `wait_for` does when its wait is over in the same moment."""
    told = asyncio.Event()

    async def deaf_once() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            told.set()
        await asyncio.Event().wait()

    work = asyncio.create_task(deaf_once())
    await asyncio.sleep(0)

    async with asyncio.timeout(5):
        await ended(work, again=0.01)

    assert told.is_set()
    assert work.cancelled()


async def test_work_that_lands_is_left_in_peace() -> None:
    landed = asyncio.Event()

    async def lands() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            landed.set()

    work = asyncio.create_task(lands())
    await asyncio.sleep(0)

    await ended(work)

    assert landed.is_set()


async def test_work_that_failed_has_ended() -> None:
    async def fails() -> None:
        raise OSError("invented")

    work = asyncio.create_task(fails())
    await asyncio.wait({work})

    await ended(work)

    assert work.done()


def test_nothing_is_told_again_while_it_lands_and_all_ends_within_ten_seconds() -> None:
    assert max(courier.LANDING_SECONDS, jobs.LANDING_SECONDS) < AGAIN_SECONDS
    assert 2 * door.GRACE_SECONDS + AGAIN_SECONDS < 10
