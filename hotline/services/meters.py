"""Counts for an administrator's monitor: how much, how long, and never who.

Every label is one of a fixed list of names of ours, so no identity and no case
code can come out, and a monitor is never flooded.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from hotline.domain.alarm import Alarm
from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import Letter
from hotline.domain.priority import Priority

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

    from hotline.storage.books import Database

OFFICES = ("courier", "watch", "lookout", "jobs", "poller")
KINDS = tuple(
    str(each.default)
    for letter in get_args(Letter)
    for each in fields(letter)
    if each.name == "kind"
)


class Meters:
    """What one copy of the program measures, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._inbox = self._gauge("inbox_updates", "Updates waiting or put aside.", "state")
        self._lag = self._gauge("inbox_lag_seconds", "Age of the oldest update not yet done.")
        self._letters = self._gauge(
            "deliveries", "Letters by state and kind; ended ones for a week.", "state", "kind"
        )
        self._cases = self._gauge("queue_cases", "Cases that wait for an operator.", "priority")
        self._oldest = self._gauge(
            "queue_oldest_seconds", "For how long the oldest such case has waited.", "priority"
        )
        self._alarms = self._gauge("alarm_on", "1 while an alarm is on.", "alarm")
        self._held = self._gauge("office_held", "1 while this copy holds an office.", "office")
        self._jobs = self._gauge(
            "job_done_seconds", "For how long a job has not been done to its end.", "job"
        )
        self._slowed = Counter(
            "hotline_courier_slowed", "Answers 429 of Telegram.", registry=self._registry
        )
        self._paused = Counter(
            "hotline_courier_paused_seconds", "Pauses they asked for.", registry=self._registry
        )
        for office in OFFICES:
            self._held.labels(office).set(0)

    def asked_to_wait(self, pause: timedelta) -> None:
        """Count a 429 of Telegram."""
        self._slowed.inc()
        self._paused.inc(pause.total_seconds())

    def holding(
        self, office: str, work: Callable[[], Awaitable[None]]
    ) -> Callable[[], Awaitable[None]]:
        """Return work that shows, while it runs, that this copy holds an office."""

        async def held() -> None:
            with self._held.labels(office).track_inprogress():
                await work()

        return held

    async def page(self, database: Database, now: datetime) -> bytes:
        """Return everything as Prometheus reads it; raises DatabaseAway."""
        await self._count(database, now)
        return generate_latest(self._registry)

    async def _count(self, database: Database, now: datetime) -> None:
        async with database.books() as books:
            for state in ("waiting", "quarantined"):
                self._inbox.labels(state).set(await books.inbox.count(state))
            self._lag.set(_age(await books.inbox.oldest_at(), now))
            letters = await books.loads.letters()
            queue = await books.loads.queue()
            alarms = await books.alarms.on()
            runs = await books.runs.last()
        for each in DeliveryState:
            for kind in KINDS:
                self._letters.labels(each.value, kind).set(letters.get((each, kind), 0))
        for priority in Priority:
            waits = queue.get(priority)
            self._cases.labels(priority.value).set(waits.number if waits else 0)
            self._oldest.labels(priority.value).set(_age(waits.since if waits else None, now))
        for alarm in Alarm:
            self._alarms.labels(alarm.value).set(alarm in alarms)
        for job, run in runs.items():
            self._jobs.labels(job).set(_age(run.done_at or run.began_at, now))

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(f"hotline_{name}", meaning, labels, registry=self._registry)


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
