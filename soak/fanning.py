"""A campaign dealt out with no courier behind it: how fast, in how much memory, and killed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from hotline.clock import now
from hotline.storage.tables import deliveries, persons, shares
from soak.campaigns import (
    CHOSEN_SECONDS,
    GROWN_MEGABYTES,
    KILLS,
    NOON,
    begin,
    choose,
    dealing,
    invent,
    megabytes,
)

if TYPE_CHECKING:
    from hotline.storage.books import Database
    from soak.server import Server

# At an hour when they are awake everybody gets a letter, at night a later hour.
BY_DAY, BY_NIGHT = timedelta(hours=1), timedelta(hours=10)
LOOK_SECONDS = 0.5
# Nobody of these has a word or a key: they can be counted, and told to wait, and nothing else.
INVENTED = """
WITH made AS (
    INSERT INTO persons (id, lookup, address, conversation, language, seen_at)
    SELECT gen_random_uuid(), decode(lpad(to_hex(n), 16, '0'), 'hex'), '', '', 'ru', '2026-11-24'
    FROM generate_series(1, :people) AS n
    RETURNING id
)
INSERT INTO follows (topic, person, at) SELECT 'scams', id, '2026-11-24' FROM made
"""


@dataclass(frozen=True)
class Fanned:
    """What came of it; `grown_megabytes` is the most that one life of the program grew by."""

    people: int
    kills: int
    chosen: int
    twice: int
    skipped: int
    chosen_seconds: float
    dealt_seconds: float
    a_second: float
    began_megabytes: float
    grown_megabytes: float

    @property
    def held(self) -> bool:
        """Say whether every promise held."""
        told = self.twice == 0 and self.skipped == 0 and self.chosen == self.people
        small = self.grown_megabytes < GROWN_MEGABYTES
        return told and small and self.chosen_seconds < CHOSEN_SECONDS


async def fan_and_kill(
    database: Database, own: Server, people: int, *, by_day: bool, kills: int = KILLS
) -> Fanned:
    """Deal a campaign out to people who are awake or asleep, and kill the program on the way."""
    await (invent if by_day else invent_asleep)(database, people)
    began = time.monotonic()
    chosen = await choose(database)
    took = time.monotonic() - began
    await begin(database)
    ahead = (NOON + (BY_DAY if by_day else BY_NIGHT) - now()).total_seconds()
    began, sizes = time.monotonic(), list[tuple[float, float]]()
    for kill in range(kills + 1):
        until = people * (kill + 1) // (kills + 1)
        sizes.append(await _live(database, own, ahead, people, until))
    dealt = time.monotonic() - began
    twice, skipped = await _looked_over(database, by_day=by_day)
    return Fanned(
        people=people,
        kills=kills,
        chosen=chosen,
        twice=twice,
        skipped=skipped,
        chosen_seconds=round(took, 2),
        dealt_seconds=round(dealt, 1),
        a_second=round(people / dealt, 1),
        began_megabytes=round(min(first for first, _ in sizes), 1),
        grown_megabytes=round(max(most - first for first, most in sizes), 1),
    )


async def invent_asleep(database: Database, number: int) -> None:
    """Write down people of whom there is nothing but that they follow false job offers."""
    async with database.books() as books:
        await books.connection.execute(text(INVENTED), {"people": number})
    async with database.books() as books:
        await books.connection.execute(text("ANALYZE"))


async def _live(
    database: Database, own: Server, ahead: float, people: int, until: int
) -> tuple[float, float]:
    """Let a program live until so many have their share; return its size at first and at most."""
    first, sizes = await _shared(database), list[float]()
    process = await dealing(own, ahead, people, courier=False)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        shared = await _shared(database)
        if shared >= until:
            break
        if shared > first:
            sizes.append(megabytes(process.pid))
    process.kill()
    await process.wait()
    return (sizes[0], max(sizes)) if sizes else (0.0, 0.0)


async def _shared(database: Database) -> int:
    async with database.books() as books:
        return (
            await books.connection.execute(select(func.count()).select_from(shares))
        ).scalar_one()


async def _looked_over(database: Database, *, by_day: bool) -> tuple[int, int]:
    """Return how many have two letters, and how many have neither a letter nor an hour."""
    letters = select(deliveries.c.person).group_by(deliveries.c.person)
    several = letters.having(func.count() > 1).subquery()
    given = deliveries.c.id.is_not(None) if by_day else shares.c.due_at.is_not(None)
    joined = persons.outerjoin(shares, shares.c.person == persons.c.id).outerjoin(
        deliveries, deliveries.c.id == shares.c.delivery
    )
    lost = select(func.count()).select_from(joined).where(~given)
    async with database.books() as books:
        twice = await books.connection.execute(select(func.count()).select_from(several))
        return twice.scalar_one(), (await books.connection.execute(lost)).scalar_one()
