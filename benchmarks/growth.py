"""What growth costs: an update, the next case and an erasing, with few people and with very many.

`python -m benchmarks.growth` fills one database after the other, up to ten million people; it
needs about fifteen gigabytes and an hour. `… benchmarks.growth 1000 100000` is done in minutes.
Whoever is filled in has no word and a key that opens nothing: they only take up room.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import psycopg

from benchmarks.__main__ import OTHERS, Ground, measure
from benchmarks.bot_api import BotApi
from hotline.clock import now
from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.case import OperatorKey, take
from hotline.services.queue import Handing
from hotline.storage import migrate
from hotline.storage.books import Database
from hotline.storage.embedded import create_database, opened
from hotline.storage.sealing import Index, Keystore, Root

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SIZES = (1_000, 100_000, 10_000_000)
MOST_CASES = 1_000_000
PEOPLE, SECONDS = 40, 15.0
# As many cases are taken, and people erased, one after the other.
TIMES = 300
FIRST_CHAT = 5_000_000

# Each has been here once: a row, a key, an update that is done and an answer that was sent.
FILL = (
    """INSERT INTO persons (id, lookup, address, conversation, language, seen_at)
    SELECT md5(n::text)::uuid, sha256(n::text::bytea), repeat('x', 60)::bytea,
    repeat('x', 500)::bytea, 'ru', now() FROM generate_series(1, %(number)s) AS n""",
    """INSERT INTO keys (id, owner, day, wrapped)
    SELECT gen_random_uuid(), md5(n::text)::uuid, current_date, repeat('x', 60)::bytea
    FROM generate_series(1, %(number)s) AS n""",
    """INSERT INTO inbox (bot, update_id, fingerprint, lane, state, fate, done_at)
    SELECT 2, n, sha256(n::text::bytea), sha256(n::text::bytea), 'done', 'answered', now()
    FROM generate_series(1, %(number)s) AS n""",
    """INSERT INTO deliveries
    (id, lane, weight, person, letter, kind, state, due_at, created_at, ended_at)
    SELECT gen_random_uuid(), sha256(n::text::bytea), 0, md5(n::text)::uuid, '', 'show_screen',
    'sent', now(), now(), now() FROM generate_series(1, %(number)s) AS n""",
)
WAIT = """INSERT INTO cases (id, code, person, language, priority, state, opened_at, waits_since)
    SELECT md5(n::text)::uuid, 'G' || n, md5(n::text)::uuid, 'ru',
    (ARRAY['now', 'today', 'soon', 'info'])[1 + n %% 4], 'waiting', now(),
    now() - n * interval '1 second' FROM generate_series(1, %(number)s) AS n"""
SIZE = "SELECT pg_database_size(current_database())"


@dataclass(frozen=True)
class Grown:
    """What was seen with so many people; times are medians in milliseconds."""

    people: int
    cases: int
    updates_per_second: float
    cpu_us: float
    database_cpu_us: float
    answer_p99_ms: float
    take_ms: float
    erase_ms: float
    bytes_a_person: float


async def grow(sizes: list[int], seconds: float) -> list[Grown]:
    """Measure with each number of people, on a database of its own."""
    os.sched_setaffinity(0, {OTHERS})
    api = BotApi()
    listening = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    seen = []
    with (
        tempfile.TemporaryDirectory(prefix="growth-") as folder,
        opened(None, Path(folder) / "postgres") as server,
    ):
        told = (Path(folder) / "postgres" / "data" / "postmaster.pid").read_text("ascii")
        port = listening.sockets[0].getsockname()[1]
        ground = Ground(server, api, port, Path(folder), int(told.split()[0]))
        for size in sizes:
            seen.append(await _with(ground, size, seconds))
            print(seen[-1], flush=True)  # noqa: T201  # progress of a long run
    listening.close()
    return seen


async def _with(ground: Ground, people: int, seconds: float) -> Grown:
    url = create_database(ground.server, f"growth_{people}")
    cases = min(people, MOST_CASES)
    room = await asyncio.to_thread(_fill, url, people)
    served = await measure(ground, "hotline", PEOPLE, seconds, database=url)
    await asyncio.to_thread(_carry_out, url, WAIT, cases)
    root = Root(os.urandom(32))
    database = Database(url, Index(root), Keystore(ground.folder / f"keys-{people}", root))
    handing = Handing(read_desks())
    took = await _timed(lambda number: _take(database, handing, number))
    await _timed(lambda number: _meet(database, number))
    erased = await _timed(lambda number: _erase(database, number))
    await database.close()
    return Grown(
        people,
        cases,
        served["updates_per_second"],
        served["cpu_us"],
        served["database_cpu_us"],
        served["answer_p99_ms"],
        took,
        erased,
        room / people,
    )


def _fill(url: str, number: int) -> float:
    """Fill a new database; return by how many bytes it grew."""
    migrate.upgrade(url)
    before = _size(url)
    for statement in FILL:
        _carry_out(url, statement, number)
    return _size(url) - before


def _carry_out(url: str, statement: str, number: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement, {"number": number})
        connection.execute("VACUUM ANALYZE")


def _size(url: str) -> float:
    with psycopg.connect(url) as connection:
        [size] = connection.execute(SIZE).fetchone() or [0]
    return float(size)


async def _timed(act: Callable[[int], Awaitable[None]]) -> float:
    times = []
    for number in range(TIMES):
        began = perf_counter()
        await act(number)
        times.append((perf_counter() - began) * 1e3)
    return median(times)


async def _take(database: Database, handing: Handing, number: int) -> None:
    """Take the next case, each time as another operator."""
    key, at = OperatorKey(number.to_bytes(32, "big")), now()
    async with database.books() as books:
        case = take(await handing.next_case(books, key, at), key)
        await books.cases.save(case, taken_at=at, silent_since=at)


async def _meet(database: Database, number: int) -> None:
    async with database.books() as books:
        await books.people.meet(Address(FIRST_CHAT + number), "ru", now())


async def _erase(database: Database, number: int) -> None:
    async with database.books() as books:
        person = await books.people.meet(Address(FIRST_CHAT + number), "ru", now())
        await books.people.erase(person.id, now().date())


def table(seen: list[Grown]) -> str:
    """Return the figures, one line for each number of people."""
    names = [field.name for field in fields(Grown)]
    rows = [names, *([f"{getattr(each, name):.1f}" for name in names] for each in seen)]
    return "\n".join("  ".join(value.rjust(18) for value in row) for row in rows)


def main() -> None:
    """Measure growth as the command line says."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    print(table(asyncio.run(grow(options.people, options.seconds))))  # noqa: T201  # a command's answer


if __name__ == "__main__":
    main()
