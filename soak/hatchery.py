"""Programs hatched from a nest, to be killed and started again within a second."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.road.program import Installation

# A stop is promised within ten seconds; more means that it hangs.
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Hatched:
    """One running `hotline serve`."""

    pid: int
    _gone: asyncio.Event

    @classmethod
    def follow(cls, pid: int) -> Hatched:
        """Follow a process until it is gone."""
        gone, loop = asyncio.Event(), asyncio.get_running_loop()
        handle = os.pidfd_open(pid)

        def ended() -> None:
            loop.remove_reader(handle)
            os.close(handle)
            gone.set()

        loop.add_reader(handle, ended)
        return cls(pid, gone)

    async def kill(self) -> None:
        """End it without farewell; return when it is gone."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> float:
        """Ask it to stop; return how many seconds that took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        await self._end(signal.SIGTERM)
        return loop.time() - began

    async def _end(self, how: signal.Signals) -> None:
        if not self._gone.is_set():
            os.kill(self.pid, how)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._gone.wait()


@dataclass(frozen=True)
class Nest:
    """A process that hatches programs."""

    _orders: asyncio.StreamWriter
    _born: asyncio.StreamReader

    async def hatch(self, installation: Installation, **more: str) -> Hatched:
        """Start a program; it is not ready yet."""
        told = {
            name: value
            for name, value in installation.environment(**more).items()
            if name.startswith("HOTLINE_")
        }
        self._orders.write(json.dumps(told).encode() + b"\n")
        return Hatched.follow(int(await self._born.readline()))


@asynccontextmanager
async def nest(log: Path) -> AsyncIterator[Nest]:
    """Have a nest for the block; what its programs log is written to `log`."""
    with log.open("ab") as stream:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "soak.nest"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=stream,
            env={name: value for name, value in os.environ.items() if "HOTLINE" not in name},
        )
    if process.stdin is None or process.stdout is None:
        raise OSError("A nest is spoken to through pipes.")
    try:
        yield Nest(process.stdin, process.stdout)
    finally:
        process.stdin.close()
        await process.wait()
