"""`make soak`: every experiment at length; the figures go into a file of JSON.

`python -m soak [names…]`; N multiplies every size, SEED begins every chance.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession

from hotline import telemetry
from hotline.clock import now
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.storage.backups import make_identity
from hotline.storage.books import Database
from hotline.storage.sealing import Index, Keystore, make_root_key, read_root_key
from soak import grid as grids
from soak import numbers, storm
from soak.campaigns import deal_and_kill
from soak.canary import MARKS, sing
from soak.chores import CUTS, House, furnish, kill_each
from soak.copies import restart_in_turn, stop_young
from soak.erasing import erase_and_look
from soak.fanning import fan_and_kill
from soak.fullness import Filled, fill_up, small_disk
from soak.killing import hurt_database, kill_programs, switch_over
from soak.proxy import wire
from soak.rushing import rush
from soak.server import CARELESS, server
from soak.trying import try_everything
from tests.road.conftest import free_port
from tests.road.program import Installation
from tests.road.scene import watched
from tests.sandbox.driver import FIRST_GROUP, Driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from soak.server import Server
    from tests.road.scene import Scene

SIZE = float(os.environ.get("N", "1"))
SEED = int(os.environ.get("SEED", "1"))
# What is promised of a rush.
A_SECOND, ACK_MS, FLAT_MB = 500, 250, 50
RESULTS = Path(os.environ.get("RESULTS", "soak.json"))

Figures = dict[str, Any]


def sized(number: int) -> int:
    """Return a size as `N` wishes it."""
    return max(1, round(number * SIZE))


@asynccontextmanager
async def stage(own: Server) -> AsyncIterator[tuple[Scene, Installation]]:
    """Have a sandbox and an installation on a server for the block."""
    key = own.folder / "root.key"
    make_root_key(key)
    async with (
        serving(0) as api,
        ClientSession() as session,
        watched(Driver(api, session)) as scene,
    ):
        yield (
            scene,
            Installation(own.url, key, api, SANDBOX_TOKEN, FIRST_GROUP, free_port(), free_port()),
        )


async def programs() -> Figures:
    """1,000 kills of the program under load."""
    kills = sized(1000)
    with server() as own:
        async with stage(own) as (scene, installation):
            found = await kill_programs(scene, installation, own.folder, kills, SEED)
    return {"held": found.whole, "kills": kills, **found.told()}


async def databases() -> Figures:
    """60 kills of PostgreSQL under load."""
    kills = sized(60)
    with server() as own:
        async with stage(own) as (scene, installation):
            found, away = await hurt_database(scene, installation, own.kill, kills, SEED)
    told = {"kills": kills, "longest_seconds": round(max(away), 1), **found.told()}
    return {"held": found.whole and max(away) < 10, **told}  # noqa: PLR2004  # what is promised


async def switches() -> Figures:
    """100 times the program changes between polling and webhook under load."""
    with server() as own:
        async with stage(own) as (scene, installation):
            found = await switch_over(scene, installation, own.folder, sized(100), SEED)
    return {"held": found.whole, "switches": sized(100), **found.told()}


async def rushed() -> Figures:
    """A minute of 500 updates a second; a worker is busy beside the door."""
    async with _put_together() as hotline:
        found = await rush(hotline, A_SECOND, sized(60))
    quick = found.p99 <= ACK_MS and found.grown <= FLAT_MB
    return {"held": quick and not found.refused and found.ended == found.updates, **found.told()}


async def filled() -> Figures:
    """20 times 300 updates while a real disk fills up under inbox and talks."""
    times, found = sized(20), list[Filled]()
    for _ in range(times):
        with server() as own:
            async with stage(own) as (_, installation):
                with small_disk(own) as disk:
                    async with storm.assembled(installation) as hotline:
                        found.append(await fill_up(hotline, disk, updates=300))
    told = {"refused": sum(each.refused for each in found), "times": times}
    kept = sum(each.acknowledged for each in found)
    return {"held": all(each.whole for each in found), **told, "acknowledged": kept}


async def chores() -> Figures:
    """20 times every job is killed at each of its boundaries and run again."""
    times, ends = sized(20), list[dict[str, str]]()
    for _ in range(times):
        with server() as own:
            make_root_key(own.folder / "root.key")
            recipient, key = make_identity(own.folder / "identity"), own.folder / "root.key"
            place = tempfile.mkdtemp(dir=own.folder)
            house = House(own.url, str(key), place, recipient, now().isoformat())
            await furnish(house)
            ends.append(await kill_each(house))
    kills = times * sum(len(boundaries) for _, boundaries in CUTS)
    return {"held": all({*each.values()} == {"done"} for each in ends), "kills": kills}


async def canary() -> Figures:
    """Marks in everything personal, and a fault at every boundary of the road."""
    with server() as own:
        async with stage(own) as (_, installation):
            installation.database_url = own.url
            left, faults = await sing(installation, own, own.folder / "flight")
    found = {place: sorted(marks) for place, marks in left.found().items()}
    return {"held": not found, "faults": faults, "marks": len(MARKS), "found": found}


def machine() -> Figures:
    """2,000 runs of 60 acts against a model."""
    tries = sized(2000)
    with server() as own, asyncio.Runner() as runner:
        keystore, database = _database(own)
        acts = try_everything(runner, database, keystore, tries=tries, steps=60, chance=SEED)
        runner.run(database.close())
    return {"held": True, "runs": tries, "acts": acts}


async def careless() -> Figures:
    """The negative control: a database that confirms before it writes must lose something."""
    with server(CARELESS) as own:
        async with stage(own) as (scene, installation):
            found, _ = await hurt_database(scene, installation, own.kill, sized(5), SEED)
    return {"held": found.lost > 0, "kills": sized(5), **found.told()}


async def cuts() -> Figures:
    """60 times every connection to PostgreSQL is cut under load."""
    with server() as own:
        async with stage(own) as (scene, installation), wire(own.url) as between:
            installation.database_url = between.url
            found, away = await hurt_database(scene, installation, between.cut, sized(60), SEED)
    told = {"cuts": sized(60), "longest_seconds": round(max(away), 1), **found.told()}
    return {"held": found.whole and max(away) < 10, **told}  # noqa: PLR2004  # what is promised


async def restarts() -> Figures:
    """100 times one of two copies is stopped and started again under load."""
    with server() as own:
        async with stage(own) as (scene, installation):
            found, took = await restart_in_turn(scene, installation, own.folder, sized(100), SEED)
    told = {"restarts": sized(100), "longest_stop_seconds": round(max(took), 1), **found.told()}
    return {"held": found.whole and max(took) < 10, **told}  # noqa: PLR2004  # what is promised


async def stops() -> Figures:
    """500 times two copies are started, and stopped soon after."""
    with server() as own:
        async with stage(own) as (_, installation):
            took = await stop_young(installation, own.folder, sized(500), SEED)
    told = {"stops": len(took), "longest_stop_seconds": round(max(took), 1)}
    return {"held": max(took) < 10, **told}  # noqa: PLR2004  # what is promised


async def faults() -> Figures:
    """Every fault at every call of every letter."""
    with server() as own:
        async with stage(own) as (scene, _):
            _, database = _database(own)
            async with grids.grid(scene.driver, database) as it:
                cells = await it.cells()
            await database.close()
    ends = {end: list(cells.values()).count(end) for end in set(cells.values())}
    return {"held": not {"never called"} & ends.keys(), "cells": len(cells), **ends}


async def repeated() -> Figures:
    """100,000 deliveries of repeated and shuffled updates."""
    deliveries = sized(100_000)
    async with _put_together() as hotline:
        number, met = await storm.repeat(hotline, deliveries, SEED)
    held = met.total() == number and not met.keys() & {"waiting", "unreadable", "failed"}
    return {"held": held, "deliveries": deliveries, "updates": number, **met}


async def malformed() -> Figures:
    """Thirty malformed kinds at every place of a batch of a hundred."""
    size = sized(100)
    async with _put_together() as hotline:
        bad, good, met = await storm.stand_between(hotline, storm.MALFORMED, range(size), size)
    held = met.total() == bad + good and met["unknown_kind"] >= good and not met["waiting"]
    return {"held": held, "malformed": bad, "neighbours": good, **met}


async def fuzzed() -> Figures:
    """1,000,000 changed updates read, and 20,000 of them through the whole service."""
    became, longest = await storm.fuzz(sized(1_000_000), SEED)
    async with _put_together() as hotline:
        met = await storm.fuzz_service(hotline, sized(20_000), SEED)
        put_off = await storm.failed(hotline)
    held = longest < 1 and put_off == 0 and not met["waiting"]
    told = {"read": became.total(), "longest_seconds": round(longest, 3)}
    return {"held": held, **told, "through_the_service": met.total(), "failed_turns": put_off}


async def erased() -> Figures:
    """100 people erased, then looked for in heap and log with all later keys."""
    with server() as own:
        keystore, database = _database(own)
        found = await erase_and_look(database, keystore, own.folder, sized(100))
        await database.close()
    searched = found.readable_with_the_old_key == found.erased
    return {"held": searched and not found.readable and not found.plain, **asdict(found)}


async def campaigns() -> Figures:
    """A campaign to 1,000,000 people at up to RATE a second, its program killed five times."""
    people = sized(1_000_000)
    with server() as own:
        _, database = _database(own)
        found = await deal_and_kill(database, own, people)
        await database.close()
    return {"held": found.held, **asdict(found)}


async def asleep() -> Figures:
    """A campaign dealt out by night to 1,000,000 people, with no courier, killed five times."""
    return await _fanned(1_000_000, by_day=False)


async def awake() -> Figures:
    """A campaign dealt out by day to 100,000 people, a letter each, killed five times."""
    return await _fanned(100_000, by_day=True)


async def _fanned(people: int, *, by_day: bool) -> Figures:
    with server() as own:
        _, database = _database(own)
        found = await fan_and_kill(database, own, sized(people), by_day=by_day)
        await database.close()
    return {"held": found.held, **asdict(found)}


async def published() -> Figures:
    """1,000 families of tables attacked, and a bulletin over a million counters."""
    families = sized(1000)
    found = numbers.attacked(families, SEED)
    with server() as own:
        _, database = _database(own)
        made = await numbers.bulletin(database, sized(1_000_000))
        await database.close()
    held = found == 0 and made.bulletin_seconds < 30  # noqa: PLR2004  # what is promised
    return {"held": held, "families": families, "recovered": found, **asdict(made)}


def _database(own: Server) -> tuple[Keystore, Database]:
    """Open a server's database with a key of its own."""
    key = own.folder / "root.key"
    if not key.exists():
        make_root_key(key)
    root = read_root_key(key, data=own.folder / "data")
    keystore = Keystore(key.with_name("keystore"), root)
    return keystore, Database(own.url, Index(root), keystore)


@asynccontextmanager
async def _put_together() -> AsyncIterator[Any]:
    with server() as own:
        async with stage(own) as (_, installation), storm.assembled(installation) as hotline:
            yield hotline


# The one that has a loop of its own: Hypothesis calls it, not the other way round.
ALONE: dict[str, Callable[[], Figures]] = {"machine": machine}
EXPERIMENTS: dict[str, Callable[[], Coroutine[object, object, Figures]]] = {
    each.__name__: each
    for each in (
        programs,
        databases,
        switches,
        chores,
        canary,
        filled,
        rushed,
        careless,
        cuts,
        restarts,
        stops,
        faults,
        repeated,
        malformed,
        fuzzed,
        erased,
        campaigns,
        asleep,
        awake,
        published,
    )
}


def run(name: str) -> Figures:
    """Run one experiment; return its figures, with `held` for whether the promise held."""
    began = time.monotonic()
    try:
        alone = ALONE.get(name)
        figures: Figures = alone() if alone else asyncio.run(EXPERIMENTS[name]())
    except Exception as fault:  # noqa: BLE001  # written down; the other experiments go on
        figures = {"held": False, "fault": type(fault).__name__, "said": str(fault)[:300]}
    took = round(time.monotonic() - began)
    return {"on": now().date().isoformat(), "seed": SEED, "n": SIZE, "seconds": took, **figures}


def main(names: list[str]) -> int:
    """Run experiments, all unless some are named; return 1 when a promise did not hold."""
    results: Figures = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    ran = names or [*EXPERIMENTS, *ALONE]
    for name in ran:
        results[name] = run(name)
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
        sys.stdout.write(f"{name}: {json.dumps(results[name])}\n")
        sys.stdout.flush()
    return int(not all(results[name]["held"] for name in ran))


if __name__ == "__main__":
    with tempfile.TemporaryFile("w") as unread:
        telemetry.configure("json", unread)
        sys.exit(main(sys.argv[1:]))
