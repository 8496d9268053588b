"""The clock's edge: procrastinate calls jobs when they are due, and again when they fail.

What waits, what runs and what was due while nobody ran lies in PostgreSQL, so a
job that a killed program leaves behind is found and run again by the next one.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException

from hotline.services.running import perform
from hotline.storage.books import DatabaseAway
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import psycopg

    from hotline.services.running import Job
    from hotline.storage.books import Database

# Procrastinate's tables have a schema of their own, made by our migrations.
SCHEMA = "procrastinate"
# What was due while no program ran is done at the next start, unless it was longer ago.
CATCH_UP = timedelta(days=8)
# Tried again after 3, 9, 27, 81 and 243 seconds; then it waits for its next time.
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)
# No job of ours takes minutes; one that hangs is stopped and tried again.
LONGEST = timedelta(minutes=30)
# A stop waits this long for a job to end; a longer one is cut short and run again.
LANDING_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Crew:
    """Runs jobs when they are due; one copy of the program at a time does."""

    database: Database
    jobs: Sequence[Job]
    clock: Callable[[], datetime]

    async def run(self) -> None:
        """Run what is due until cancelled; raises DatabaseAway."""
        app = self._app()
        try:
            async with app.open_async():
                await _pick_up(app)
                await app.run_worker_async(
                    install_signal_handlers=False,
                    delete_jobs="always",  # how it ended is in our own table
                    shutdown_graceful_timeout=LANDING_SECONDS,
                )
        except ConnectorException:
            raise DatabaseAway from None

    def due(self, now: datetime) -> dict[str, datetime]:
        """Return when each job is due next."""
        tasks = self._app().periodic_registry.periodic_tasks.values()
        return {
            each.task.name: datetime.fromtimestamp(
                each.croniter.get_next(float, start_time=now.timestamp()), UTC
            )
            for each in tasks
        }

    def _app(self) -> App:
        app = App(
            connector=PsycopgConnector(
                conninfo=self.database.url, min_size=1, max_size=3, configure=_in_our_schema
            ),
            periodic_defaults={"max_delay": CATCH_UP.total_seconds()},
        )
        for job in self.jobs:
            self._register(app, job)
        return app

    def _register(self, app: App, job: Job) -> None:
        """Let procrastinate call one job: never twice at a time."""

        @app.periodic(cron=job.cron)
        @app.task(name=job.name, lock=job.name, retry=AGAIN)
        async def _due(timestamp: int) -> None:
            del timestamp
            async with asyncio.timeout(LONGEST.total_seconds()):
                ended = await perform(self.database, job, self.clock)
            level = logging.ERROR if ended.outcome == "asks" else logging.INFO
            log.log(level, "job_ended", kind=job.name, state=ended.outcome)


async def _in_our_schema(connection: psycopg.AsyncConnection) -> None:
    await connection.execute(f"SET search_path TO {SCHEMA}")
    await connection.commit()


async def _pick_up(app: App) -> None:
    """Run again what a program that died left half done: whoever holds the office runs alone."""
    for job in await app.job_manager.list_jobs_async(status="doing"):
        await app.job_manager.retry_job(job)
