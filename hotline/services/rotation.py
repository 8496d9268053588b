"""Rotation: every key is wrapped anew, then the keys of old days die.

A key that was destroyed may still lie in the heap, the log, a replica or a
backup, wrapped with the key of its day. `WINDOW` after that day its wrapping key
is destroyed too, and nobody can open what lies there. A kill at any moment
leaves a keystore and a database that fit; the next run goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.boundaries import reached
from hotline.domain.retention import CLOCKS_APART
from hotline.services.running import AsksFirst

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from hotline.services.running import Told
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore

ROTATION = "rotation"
# The promise of an erasing, backups included; also for how long a backup can be restored.
WINDOW = timedelta(days=14)
# Small enough that a person's turn hardly waits for it.
AT_ONCE = 500


def unreadable_after(erased_on: date) -> date:
    """Return the day whose nightly rotation destroys the last key of what was erased."""
    return erased_on + WINDOW + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were wrapped anew, and which days' keys were destroyed."""

    wrapped: int
    destroyed: tuple[date, ...]


async def rotate(
    database: Database,
    keystore: Keystore,
    now: datetime,
    told: Callable[[int], None] = lambda _wrapped: None,
) -> Rotated:
    """Wrap all keys with today's and destroy the days that nobody needs any more.

    `told` hears how many keys were wrapped so far. A day is kept while a key is
    wrapped with it or an update that waits was sealed on it.
    """
    wrapped = 0
    while done := await _wrap_some(database, now.date()):
        wrapped += done
        told(wrapped)
        reached("wrapped")
    async with database.books() as books:
        needed = {*await books.keys.wrapped_by_day(), *await books.inbox.days_waiting()}
    ripe = [day for day in keystore.days() if day < now.date() - WINDOW and day not in needed]
    for day in ripe:
        keystore.destroy(day)
        reached("buried")
    return Rotated(wrapped, tuple(ripe))


async def rotation(
    database: Database,
    keystore: Keystore,
    now: datetime,
    shown: Callable[[int], None] = lambda _wrapped: None,
) -> Told:
    """Rotate, as a job by the clock: what it did, in numbers.

    Raises AsksFirst, and touches nothing, when the clock differs from the database's: a day
    that is destroyed too early takes every backup of its days along.
    """
    async with database.books() as books:
        clock, _ = await books.retention.clocks()
    if abs(now - clock) > CLOCKS_APART:
        raise AsksFirst({})
    rotated = await rotate(database, keystore, now, shown)
    return {"wrapped": rotated.wrapped, "destroyed": len(rotated.destroyed)}


async def _wrap_some(database: Database, day: date) -> int:
    async with database.books() as books:
        return await books.keys.rewrap(day, AT_ONCE)
