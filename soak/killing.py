"""The program killed at any moment, and the database killed under it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from random import Random
from typing import TYPE_CHECKING

from hotline.app import running
from soak.audit import audit, more_done, settled
from soak.hatchery import nest
from soak.load import begun

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from soak.audit import Findings
    from soak.load import Load
    from tests.road.program import Installation
    from tests.road.scene import Scene

    Hurt = Callable[[], Awaitable[None]]

PEOPLE = 2
A_SECOND = 10.0
# From the first finished turn on.
LIFE_SECONDS = (0.0, 1.0)
KILLED_AT_START = 0.2


@asynccontextmanager
async def under_load(load: Load) -> AsyncIterator[None]:
    """Let people write during the block."""
    writing = asyncio.create_task(load.flow(A_SECOND))
    try:
        yield
    finally:
        load.ebb()
        await writing


async def kill_programs(
    scene: Scene, installation: Installation, folder: Path, kills: int, seed: int
) -> Findings:
    """Kill the one program again and again while people write; return what the audit finds."""
    chance = Random(seed)  # noqa: S311  # a seed that can be repeated, not a secret
    async with nest(folder / "log") as ours:
        program = await ours.hatch(installation)
        load, _ = await begun(scene, PEOPLE, chance)
        async with under_load(load):
            for _ in range(kills):
                await _work_a_while(installation.database_url, chance)
                await program.kill()
                program = await ours.hatch(installation)
        await settled(scene, installation.database_url)
        await program.stop()
    return await audit(load, installation.database_url)


async def switch_over(
    scene: Scene, installation: Installation, folder: Path, times: int, seed: int
) -> Findings:
    """Change between polling and webhook again and again while people write; then look."""
    chance = Random(seed)  # noqa: S311  # a seed that can be repeated, not a secret
    async with nest(folder / "log") as ours:
        program = await ours.hatch(installation)
        load, _ = await begun(scene, PEOPLE, chance)
        async with under_load(load):
            for _ in range(times):
                await _work_a_while(installation.database_url, chance)
                await program.stop()
                polls = installation.receive == "polling"
                installation.receive = "webhook" if polls else "polling"
                program = await ours.hatch(installation)
        await settled(scene, installation.database_url)
        await program.stop()
    return await audit(load, installation.database_url)


async def hurt_database(
    scene: Scene, installation: Installation, hurt: Hurt, times: int, seed: int
) -> tuple[Findings, list[float]]:
    """Hurt the database again and again; return what the audit finds and each time away.

    The time away is in seconds, from the hurt to the first turn that is finished after it.
    """
    chance = Random(seed)  # noqa: S311  # a seed that can be repeated, not a secret
    url = installation.database_url
    async with running(installation.settings()):
        load, _ = await begun(scene, PEOPLE, chance)
        async with under_load(load):
            away = [await _hurt_once(url, hurt, chance) for _ in range(times)]
        await settled(scene, url)
    return await audit(load, url), away


async def _hurt_once(url: str, hurt: Hurt, chance: Random) -> float:
    await more_done(url)
    await asyncio.sleep(chance.uniform(*LIFE_SECONDS))
    began = asyncio.get_running_loop().time()
    await hurt()
    await more_done(url)
    return asyncio.get_running_loop().time() - began


async def _work_a_while(url: str, chance: Random) -> None:
    """Wait for a moment of work; now and then be faster than the program can start."""
    if chance.random() > KILLED_AT_START:
        await more_done(url)
    await asyncio.sleep(chance.uniform(*LIFE_SECONDS))
