"""Many updates a second beside a Telegram that is slow: how long an acknowledgement takes."""

from __future__ import annotations

import asyncio
import resource
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

from handlers.raw import from_object
from hotline.domain.delivery import Receipt
from hotline.services.ingest import NotKept
from soak.storm import FIRST_PERSON, fates, work_through
from soak.strange import message

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime

    from hotline.assembly import Hotline
    from hotline.domain.delivery import Route
    from hotline.domain.letters import Letter

PEOPLE = 200
# What one webhook connection at a time would bring: Telegram opens up to forty.
CONNECTIONS = 40
SLOW_SECONDS = 1.0


class SlowTelegram:
    """Takes a second for every letter, and refuses none."""

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Take a letter, slowly."""
        del letter, route, now
        await asyncio.sleep(SLOW_SECONDS)  # the point of it
        return Receipt(message=1)


@dataclass(frozen=True)
class Rushed:
    """What a rush was like: milliseconds to an acknowledgement, and megabytes that it took.

    Who was refused is told to come again; everybody else must have `ended`.
    """

    updates: int
    refused: int
    seconds: float
    p50: float
    p99: float
    longest: float
    grown: float
    ended: int

    def told(self) -> dict[str, float]:
        """Return the figures."""
        return asdict(self)


async def rush(hotline: Hotline, a_second: int, seconds: float) -> Rushed:
    """Let updates arrive at a rate for so long, whatever becomes of them, and work them all off.

    They come when they are due, not when the last one was answered: a slow answer makes a
    queue, and who stands in it counts from when they came.
    """
    loop, number = asyncio.get_running_loop(), round(a_second * seconds)
    waits: list[float] = []
    door = asyncio.Semaphore(CONNECTIONS)
    grown = _memory()
    began = loop.time()

    async def arrive(place: int) -> None:
        due = began + place / a_second
        await asyncio.sleep(max(0.0, due - loop.time()))  # it has not been written yet
        told = message(FIRST_PERSON + place % PEOPLE, place + 1)
        async with door:
            if not await _kept(hotline, {"update_id": place + 1, "message": told}):
                return
        waits.append((loop.time() - due) * 1000)

    hotline.courier.sender = SlowTelegram()
    busy = {asyncio.create_task(work_through_for_ever(hotline))}
    busy.add(asyncio.create_task(hotline.courier.work()))
    async with asyncio.TaskGroup() as people:
        for place in range(number):
            people.create_task(arrive(place))
    took = loop.time() - began
    for task in busy:
        task.cancel()
    await asyncio.wait(busy)
    await work_through(hotline)
    met: Counter[str] = await fates(hotline)
    cuts = quantiles(waits, n=100)
    return Rushed(
        updates=number,
        refused=number - len(waits),
        seconds=round(took, 1),
        p50=round(cuts[49], 1),
        p99=round(cuts[98], 1),
        longest=round(max(waits), 1),
        grown=round(_memory() - grown, 1),
        ended=met.total() - met["waiting"],
    )


async def _kept(hotline: Hotline, told: dict[str, object]) -> bool:
    """Keep an update; say whether Telegram hears that we have it, or shall come again."""
    try:
        await hotline.ingest.keep([from_object(told)])
    except NotKept:
        return False
    return True


async def work_through_for_ever(hotline: Hotline) -> None:
    """Work as the program does, with one worker, beside a door that is busy."""
    while True:
        if not await hotline.worker.work():
            await asyncio.sleep(0)  # more is on its way


def _memory() -> float:
    """Return the most that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
