"""Two copies of the program on one database, behind one address, restarted in turn."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

from soak.audit import audit, more_done, settled
from soak.hatchery import nest
from soak.killing import PEOPLE, under_load
from soak.load import begun
from tests.road.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from soak.audit import Findings
    from soak.hatchery import Hatched, Nest
    from tests.road.program import Installation
    from tests.road.scene import Scene

COPIES = 2
CHUNK = 1 << 16
# From the first moment of a start until long after it serves.
YOUNG_SECONDS = (0.0, 4.0)


@asynccontextmanager
async def balanced(ports: Sequence[int]) -> AsyncIterator[int]:
    """Have one port in front of several for the block; who does not answer is passed over."""
    turns = cycle(ports)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in ports:
            with suppress(OSError):
                theirs, ours = await asyncio.open_connection("127.0.0.1", next(turns))
                await asyncio.gather(_carry(reader, ours), _carry(theirs, writer))
                break
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while told := await reader.read(CHUNK):
            writer.write(told)
            await writer.drain()
    finally:
        writer.close()


async def _copy(ours: Nest, installation: Installation, port: int) -> Hatched:
    """Start a copy with ports of its own: two that ask for one private port cannot both live."""
    own = {"HOTLINE_PORT": str(port), "HOTLINE_METRICS_PORT": str(free_port())}
    return await ours.hatch(installation, **own)


async def restart_in_turn(
    scene: Scene, installation: Installation, folder: Path, restarts: int, seed: int
) -> tuple[Findings, list[float]]:
    """Stop one copy and start it again, then the other, while people write.

    Return what the audit finds, and how many seconds each stop took.
    """
    chance = Random(seed)  # noqa: S311  # a seed that can be repeated, not a secret
    ports, url = [free_port() for _ in range(COPIES)], installation.database_url
    installation.receive = "webhook"
    async with balanced(ports) as port, nest(folder / "log") as ours:
        installation.more["HOTLINE_WEBHOOK_URL"] = f"http://127.0.0.1:{port}"
        copies = [await _copy(ours, installation, each) for each in ports]
        load, _ = await begun(scene, PEOPLE, chance)
        took = list[float]()
        async with under_load(load):
            for turn in range(restarts):
                which = turn % COPIES
                took.append(await copies[which].stop())
                await more_done(url)  # the other copy has taken over
                copies[which] = await _copy(ours, installation, ports[which])
                await more_done(url)
        await settled(scene, url)
        took += [await copy.stop() for copy in copies]
    return await audit(load, url), took


async def stop_young(
    installation: Installation, folder: Path, times: int, seed: int
) -> list[float]:
    """Start two copies and stop each soon after; return how many seconds each stop took."""
    chance = Random(seed)  # noqa: S311  # a seed that can be repeated, not a secret

    async def stopped(copy: Hatched) -> float:
        await asyncio.sleep(chance.uniform(*YOUNG_SECONDS))
        return await copy.stop()

    took = list[float]()
    async with nest(folder / "log") as ours:
        for _ in range(times):
            copies = [await _copy(ours, installation, free_port()) for _ in range(COPIES)]
            took += await asyncio.gather(*map(stopped, copies))
    return took
