"""Running one job by the clock: written down when it begins and how it ends.

A job may be cut short anywhere and is run again from its beginning, so each must
find what is left to do and harm nobody when there is nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from hotline.boundaries import reached
from hotline.storage.books import DatabaseAway

if TYPE_CHECKING:
    from hotline.storage.books import Database
    from hotline.storage.runs import Outcome, Run

# What a job tells of itself: names of ours with counts, never who.
Told = Mapping[str, int]
Work = Callable[[datetime], Awaitable[Told]]


class AsksFirst(Exception):
    """A job found something that an administrator must look at before it goes on."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told


@dataclass(frozen=True, slots=True)
class Job:
    """Something done by the clock; `cron` says when, in UTC, with the five fields of crontab."""

    name: str
    cron: str
    work: Work


class Ended(NamedTuple):
    """How a run ended, and what the job told."""

    outcome: Outcome
    told: Told


async def perform(database: Database, job: Job, clock: Callable[[], datetime]) -> Ended:
    """Run a job now and return how it ended; what it raises is written down and raised again."""
    began = clock()
    async with database.books() as books:
        await books.runs.begin(job.name, began)
    reached("begun")
    try:
        ended = Ended("done", await job.work(began))
    except AsksFirst as asks:
        ended = Ended("asks", asks.told)
    except DatabaseAway:
        raise
    except Exception:
        await _ended(database, job, Ended("failed", {}), clock())
        raise
    reached("worked")
    await _ended(database, job, ended, clock())
    return ended


async def last_runs(database: Database) -> dict[str, Run]:
    """Return the last run of every job that ever ran."""
    async with database.books() as books:
        return await books.runs.last()


async def _ended(database: Database, job: Job, ended: Ended, now: datetime) -> None:
    async with database.books() as books:
        await books.runs.end(job.name, ended.outcome, ended.told, now)
