"""Jobs by the clock: what is written down of them, and what a dead program leaves behind."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from hotline.jobs import Crew
from hotline.services.running import AsksFirst, Job, last_runs, perform

if TYPE_CHECKING:
    from hotline.services.running import Told
    from hotline.storage.books import Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOURLY = "0 * * * *"
WEEKLY = "0 4 * * 1"


class Work:
    """Work that says when it was begun, and does what it is told."""

    def __init__(self, *does: Told | Exception) -> None:
        self._does = list(does)
        self.begun = asyncio.Event()
        self.times = 0

    async def __call__(self, _now: datetime) -> Told:
        self.times += 1
        self.begun.set()
        done = self._does.pop(0)
        if isinstance(done, Exception):
            raise done
        return done


def clock() -> datetime:
    return NOON


async def test_a_job_leaves_its_counts_behind(database: Database) -> None:
    await perform(database, Job("rotation", HOURLY, Work({"wrapped": 3})), clock)

    run = (await last_runs(database))["rotation"]
    assert (run.outcome, run.told, run.done_at) == ("done", {"wrapped": 3}, NOON)


async def test_a_job_that_breaks_is_written_down_and_not_swallowed(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await perform(database, Job("rotation", HOURLY, Work(ZeroDivisionError())), clock)

    assert (await last_runs(database))["rotation"].outcome == "failed"


async def test_a_job_that_asks_keeps_the_day_on_which_it_was_last_done(
    database: Database,
) -> None:
    await perform(database, Job("retention", HOURLY, Work({})), clock)

    later = NOON + timedelta(days=1)
    asks = Work(AsksFirst({"cases": 2}))
    await perform(database, Job("retention", HOURLY, asks), lambda: later)

    run = (await last_runs(database))["retention"]
    assert (run.outcome, run.told, run.done_at) == ("asks", {"cases": 2}, NOON)


async def _until_begun(database: Database, job: Job, work: Work) -> None:
    running = asyncio.create_task(Crew(database, [job], clock).run())
    async with asyncio.timeout(20):
        await work.begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_what_was_due_while_no_program_ran_is_done_at_the_start_and_once(
    database: Database,
) -> None:
    work, other = Work({}, {}), Work({})

    await _until_begun(database, Job("freshness", WEEKLY, work), work)
    await _until_begun(database, Job("other", WEEKLY, other), other)

    assert work.times == 1
    assert (await last_runs(database))["freshness"].outcome == "done"


async def test_a_job_that_a_killed_program_left_half_done_is_run_again(
    database: Database,
) -> None:
    first, again = Work({}), Work({})
    await _until_begun(database, Job("rotation", WEEKLY, first), first)
    async with database.books() as books:
        await books.connection.execute(
            text(
                "INSERT INTO procrastinate.procrastinate_jobs"
                " (queue_name, task_name, lock, args, status)"
                " VALUES ('default', 'rotation', 'rotation', '{\"timestamp\": 1}', 'doing')"
            )
        )

    await _until_begun(database, Job("rotation", WEEKLY, again), again)

    assert again.times == 1


def test_it_can_be_said_when_a_job_is_due_next(database: Database) -> None:
    crew = Crew(database, [Job("freshness", WEEKLY, Work())], clock)

    assert crew.due(NOON) == {"freshness": datetime(2026, 11, 30, 4, tzinfo=UTC)}
