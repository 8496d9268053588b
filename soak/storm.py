"""Updates by the thousand through ingest and worker: repeated, out of order, broken."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import select

from handlers.raw import from_body, from_object
from handlers.reading import UpdateReader
from hotline.assembly import WORKERS, assemble
from hotline.clock import now
from hotline.domain.address import Address
from hotline.domain.arrivals import RawUpdate, Unreadable
from hotline.storage.tables import inbox
from soak.strange import DATE, kinds, message, mutated, nested, written
from tests.road.program import content
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from hotline.assembly import Hotline
    from soak.strange import Told
    from tests.road.program import Installation

PEOPLE = 20
FIRST_PERSON = 700_000_001
# As many as getUpdates gives at once.
BATCH = 100


@asynccontextmanager
async def assembled(installation: Installation) -> AsyncIterator[Hotline]:
    """Have the service put together for the block, with nothing running."""
    hotline = await assemble(installation.settings(), installation.database_url, content())
    try:
        yield hotline
    finally:
        await hotline.close()


async def work_through(hotline: Hotline) -> None:
    """Work until nothing that is due is left in the inbox."""

    async def one() -> None:
        while await hotline.worker.work():
            pass

    await asyncio.gather(*(one() for _ in range(WORKERS)))


async def fates(hotline: Hotline) -> Counter[str]:
    """Return how many updates met each fate."""
    async with hotline.database.books() as books:
        return Counter(await books.inbox.fates())


async def repeat(hotline: Hotline, deliveries: int, seed: int) -> tuple[int, Counter[str]]:
    """Deliver each update two to ten times and out of order; return how many there were."""
    chance, number, queue = Random(seed), 0, list[RawUpdate]()  # noqa: S311  # repeatable
    while len(queue) < deliveries:
        number += 1
        person = FIRST_PERSON + chance.randrange(PEOPLE)
        told = {"update_id": number, "message": message(person, number)}
        queue += [from_object(told)] * chance.randint(2, 10)
    chance.shuffle(queue)
    for start in range(0, len(queue), BATCH):
        await hotline.ingest.keep(queue[start : start + BATCH])
        await hotline.worker.work()
    await work_through(hotline)
    return number, await fates(hotline)


# Thirty ways not to be an update.
MALFORMED: tuple[Told, ...] = (
    {},
    {"message": None},
    {"message": []},
    {"message": {}},
    {"message": "text"},
    {"message": {"message_id": "x", "chat": []}},
    {"message": {"message_id": 1}},
    {"message": {"message_id": 1, "chat": {"id": 5}}},
    {"message": {"message_id": 1, "date": DATE, "chat": {"id": 10**40, "type": "private"}}},
    {"message": {"message_id": 1, "date": "noon", "chat": {"id": 5, "type": "private"}}},
    {"message": {"message_id": 1, "date": DATE, "chat": {"id": 5, "type": "cave"}}},
    {"message": message(5, 1, text=nested())},
    {"message": message(5, 1, text={"a": 1})},
    {"message": message(5, 1, entities="bold")},
    {"message": message(5, 1, photo=[])},
    {"message": message(5, 1, photo=[None])},
    {"message": message(5, 1, location={"latitude": "north"})},
    {"message": message(5, 1, contact=7)},
    {"message": message(5, 1) | {"from": None}},
    {"message": message(5, 1) | {"from": {"id": "nobody"}}},
    {"edited_message": 1},
    {"edited_message": {"message_id": None}},
    {"callback_query": None},
    {"callback_query": {}},
    {"callback_query": {"id": 5, "from": []}},
    {"callback_query": {"id": "1", "from": message(5, 1)["from"], "chat_instance": 5}},
    {"my_chat_member": {"chat": {}}},
    {"my_chat_member": []},
    {"update_from_the_future": nested()},
    {"poll": {"id": "1"}},
)


async def stand_between(
    hotline: Hotline, malformed: Iterable[Told], places: Iterable[int], size: int
) -> tuple[int, int, Counter[str]]:
    """Put what is malformed at each place of a batch.

    Return how many malformed updates there were, how many neighbours they had, and all fates.
    """
    number = bad = 0
    broken = list(malformed)
    for place in places:
        for told in broken:
            batch = [_neighbour(number + 1 + at) for at in range(size)]
            batch[place] = from_object({"update_id": number + 1 + place} | told)
            number += size
            bad += 1
            await hotline.ingest.keep(batch)
    await work_through(hotline)
    return bad, number - bad, await fates(hotline)


def _neighbour(number: int) -> RawUpdate:
    """Return an update of a kind we do not ask for: kept, counted and left."""
    return from_object({"update_id": number, "a_kind_of_tomorrow": number})


async def fuzz(count: int, seed: int) -> tuple[Counter[str], float]:
    """Read `count` updates that chance has changed; return what they became.

    The longest time that one of them took is in seconds. Whatever is raised but
    Unreadable comes out.
    """
    read = UpdateReader(Address(FIRST_GROUP))
    chance, longest, became = Random(seed), 0.0, Counter[str]()  # noqa: S311  # repeatable
    for number in range(count):
        told = chance.choice(kinds(FIRST_PERSON + number % PEOPLE, number + 1))
        body = written(mutated({"update_id": number + 1} | told, chance), chance)
        began = time.perf_counter()
        became[await _read(read, body)] += 1
        longest = max(longest, time.perf_counter() - began)
    return became, longest


async def _read(read: UpdateReader, body: bytes) -> str:
    try:
        return type(await read(from_body(body).body, now())).__name__
    except Unreadable:
        return "Unreadable"


async def fuzz_service(hotline: Hotline, count: int, seed: int) -> Counter[str]:
    """Let `count` updates that chance has changed go through ingest and worker; return fates."""
    chance = Random(seed)  # noqa: S311  # repeatable
    for start in range(0, count, BATCH):
        batch = [
            from_body(written(mutated({"update_id": number + 1} | told, chance), chance))
            for number in range(start, min(start + BATCH, count))
            for told in [chance.choice(kinds(FIRST_PERSON + number % PEOPLE, number + 1))]
        ]
        await hotline.ingest.keep(batch)
    await work_through(hotline)
    return await fates(hotline)


async def failed(hotline: Hotline) -> int:
    """Return how many updates are put off because their turn failed."""
    waiting = select(inbox.c.id).where(inbox.c.attempts > 0)
    async with hotline.database.books() as books:
        return len((await books.connection.execute(waiting)).all())
