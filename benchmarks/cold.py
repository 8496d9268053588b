"""What a start costs: `hotline --help`, and from nothing at all to the first answer.

`python -m benchmarks.cold`. The program makes its own database first, as it does where
nobody gives it one.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.__main__ import settings_of
from benchmarks.bot_api import BotApi
from benchmarks.load import Load
from benchmarks.programs import start
from hotline.storage.sealing import make_root_key
from tests.road.conftest import free_port

TIMES = 5
# What it holds in memory once the jobs of the first minute are over.
REST_SECONDS = 20


def helped() -> float:
    """Return how many seconds `hotline --help` takes."""
    began = perf_counter()
    subprocess.run([sys.executable, "-m", "hotline", "--help"], check=True, capture_output=True)
    return perf_counter() - began


async def answered(rest: float) -> tuple[float, float]:
    """Return the seconds to the first answer, and the megabytes held when it has rested."""
    api, port = BotApi(), free_port()
    listening = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    with tempfile.TemporaryDirectory(prefix="cold-") as folder:
        make_root_key(Path(folder) / "root.key")
        address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        began = perf_counter()
        told = settings_of(Path(folder), port, address)
        running = await start(["-m", "hotline", "serve"], port, told, 0)
        load = Load(api, port)
        await load.run(1, 0.001)
        took = perf_counter() - began
        await asyncio.sleep(rest)
        held = running.memory() / 2**20
        await running.end()
    listening.close()
    return took, held


def main() -> None:
    """Measure, and print medians."""
    helps = [helped() for _ in range(TIMES)]
    starts = [asyncio.run(answered(0)) for _ in range(TIMES - 1)]
    starts.append(asyncio.run(answered(REST_SECONDS)))
    print(f"hotline --help: {median(helps):.2f} s")  # noqa: T201  # a command's answer
    first = median(took for took, _ in starts)
    print(f"from nothing to the first answer: {first:.1f} s")  # noqa: T201  # a command's answer
    print(f"memory after {REST_SECONDS} s of rest: {starts[-1][1]:.0f} MB")  # noqa: T201  # a command's answer


if __name__ == "__main__":
    main()
