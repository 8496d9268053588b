"""The programs that are measured: started on one core, watched, ended."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 60


@dataclass(frozen=True)
class Running:
    """A program under measurement."""

    process: asyncio.subprocess.Process

    def cpu(self) -> float:
        """Return the seconds of processor time it has used."""
        return cpu_of(self.process.pid)

    def memory(self) -> int:
        """Return the bytes it holds in memory."""
        held = Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()
        return int(held[1]) * PAGE

    async def end(self) -> None:
        """Ask it to stop, with all that it started."""
        self.process.terminate()
        await self.process.wait()

    async def stop(self) -> None:
        """End it."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


async def start(
    arguments: Sequence[str], port: int, environment: Mapping[str, str], core: int
) -> Running:
    """Start a program on one core and wait until its port answers."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    os.sched_setaffinity(process.pid, {core})
    async with asyncio.timeout(START_SECONDS):
        while not await _answers(port):
            if process.returncode is not None:
                raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}.")
            await asyncio.sleep(0.05)
    return Running(process)


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def cpu_of(process: int) -> float:
    """Return the seconds of processor time of a process."""
    told = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS


def database_cpu(server: int) -> float:
    """Return the seconds of processor time of a database server and all that it started."""
    processes = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    total = 0.0
    for process in processes:
        try:
            told = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            continue
        if process == server or int(told[1]) == server:
            # With what its ended children used, so that nobody's time is lost.
            total += sum(map(int, told[11:15])) / TICKS
    return total
