"""Response clocks: how long somebody waited in hours of work, and whether that is in time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hotline.domain.desks import WEEKDAYS
from hotline.domain.priority import Priority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hotline.domain.desks import Desk

# What we promise ourselves. Danger is counted around the clock, the rest in hours of work.
PROMISE = {
    Priority.NOW: timedelta(minutes=10),  # as long as a claimed case may be silent
    Priority.TODAY: timedelta(hours=4),  # half a day of work: the answer comes on the same day
    Priority.SOON: timedelta(hours=8),  # one day of work
    # Two days of work; after 32 hours fewer people come back (doi.org/10.1258/135763306779380110).
    Priority.INFO: timedelta(hours=16),
}
AROUND_THE_CLOCK = frozenset({Priority.NOW})
# When so much of the promise is gone, there is still time to do something about it.
NEARLY = 0.75
# Waits are counted by the first of these minutes that is not shorter: a count names no moment.
STEPS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960, 1440, 2880)
# What stands instead of minutes where nobody ever answered.
UNANSWERED = "none"


class Colour(StrEnum):
    """How a wait stands; each has a colour, an icon and a word on the page."""

    IN_TIME = "in_time"
    NEARLY = "nearly"
    LATE = "late"


def worked(desk: Desk, begins: datetime, ends: datetime) -> timedelta:
    """Return how much of the time between two moments the desk was at work.

    A desk that names no hours is at work always.
    """
    if desk.hours is None:
        return max(ends - begins, timedelta())
    spans = (
        min(ends, last) - max(begins, first) for first, last in desk.shifts_between(begins, ends)
    )
    return sum((span for span in spans if span > timedelta()), timedelta())


def waited(desk: Desk, priority: Priority, since: datetime, now: datetime) -> timedelta:
    """Return how long somebody has waited by the clock of their priority."""
    if priority in AROUND_THE_CLOCK:
        return max(now - since, timedelta())
    return worked(desk, since, now)


def colour(priority: Priority, span: timedelta) -> Colour:
    """Return how a wait of that length stands."""
    promise = PROMISE[priority]
    if span > promise:
        return Colour.LATE
    return Colour.NEARLY if span >= promise * NEARLY else Colour.IN_TIME


def step(span: timedelta) -> int:
    """Return the minutes a wait is counted under; the last stands for all that is longer."""
    return next((each for each in STEPS if span <= timedelta(minutes=each)), STEPS[-1])


def name_of(priority: Priority, span: timedelta | None) -> str:
    """Return the name a wait is counted under; None where no answer came."""
    return f"{priority.value}.{UNANSWERED if span is None else step(span)}"


def hour_of(moment: datetime, zone: ZoneInfo) -> str:
    """Return the name an arrival is counted under: weekday and hour of the desk's clock."""
    local = moment.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]}.{local.hour}"


@dataclass(frozen=True, slots=True)
class Answered:
    """How long answers of one priority took, in minutes; None where there are none."""

    priority: Priority
    number: int
    median: int | None
    p90: int | None
    unanswered: int


def answered(counted: Mapping[str, int]) -> tuple[Answered, ...]:
    """Return the times of each priority from what was counted under `name_of`."""
    return tuple(_answered(priority, counted) for priority in Priority)


def _answered(priority: Priority, counted: Mapping[str, int]) -> Answered:
    minutes: Counter[int] = Counter()
    for each in STEPS:
        minutes[each] += counted.get(f"{priority.value}.{each}", 0)
    return Answered(
        priority,
        minutes.total(),
        _within(minutes, 50),
        _within(minutes, 90),
        counted.get(f"{priority.value}.{UNANSWERED}", 0),
    )


def _within(minutes: Counter[int], percent: int) -> int | None:
    """Return within how many minutes so many of a hundred came (nearest rank)."""
    wanted, seen = -(-minutes.total() * percent // 100), 0
    for each in STEPS:
        seen += minutes[each]
        if seen and seen >= wanted:
            return each
    return None
