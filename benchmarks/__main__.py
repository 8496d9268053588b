"""One run: five bots, interleaved, the same people; figures, their ranges and a plot.

`python -m benchmarks` takes minutes; `--quick` shows in one that everything works.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.bot_api import BotApi
from benchmarks.load import SECRET, TOKEN, Load
from benchmarks.plot import drawn
from benchmarks.programs import database_cpu, start
from hotline.clock import now
from hotline.storage.embedded import create_database, opened
from hotline.storage.sealing import make_root_key
from tests.road.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.load import Measured

RIVALS = ("aiogram_echo", "ptb_echo", "ordinary", "floor", "hotline")
# What a rival is called in tables.
NAMED = {
    "aiogram_echo": "stock aiogram echo",
    "ptb_echo": "stock python-telegram-bot echo",
    "ordinary": "ordinary aiogram + ORM bot",
    "floor": "durable floor",
    "hotline": "this hotline, whole",
}
STORES = frozenset({"ordinary", "floor", "hotline"})
CORE, OTHERS = 0, 1
RESULTS = Path(__file__).parent / "results"
# By number of people, then by rival: what each repetition saw.
Runs = dict[str, dict[str, list[dict[str, float]]]]


@dataclass
class Ground:
    """What all rivals share: a database server, a Bot API, a folder."""

    server: str
    api: BotApi
    api_port: int
    folder: Path
    postmaster: int


async def measure(
    ground: Ground, rival: str, people: int, seconds: float, database: str | None = None
) -> dict[str, float]:
    """Measure one rival once, on a database that is there or on an empty one."""
    port = free_port()
    database = database or create_database(ground.server, f"bench_{rival}_{port}")
    api = f"http://127.0.0.1:{ground.api_port}"
    running = await start(*_command(ground, rival, port, api, database), CORE)
    load = Load(ground.api, port)
    try:
        await load.run(people, seconds / 3)  # warm-up: the same people are met again
        before, database_before, began = running.cpu(), _database(ground), perf_counter()
        seen = await load.run(people, seconds)
        took = perf_counter() - began
        used, database_used = running.cpu() - before, _database(ground) - database_before
        return _figures(seen, took, used, database_used, running.memory())
    finally:
        await running.stop()


def _database(ground: Ground) -> float:
    return database_cpu(ground.postmaster)


def _command(
    ground: Ground, rival: str, port: int, api: str, database: str
) -> tuple[list[str], int, Mapping[str, str]]:
    if rival != "hotline":
        told = [str(port), api, *([database] if rival in STORES else [])]
        return ["-m", f"benchmarks.rivals.{rival}", *told], port, {}
    home = Path(tempfile.mkdtemp(dir=ground.folder))
    make_root_key(home / "root.key")
    settings = settings_of(home, port, api) | {"HOTLINE_DATABASE_URL": database}
    return ["-m", "hotline", "serve"], port, settings


def settings_of(home: Path, port: int, api: str) -> dict[str, str]:
    """Return the settings of a hotline that lives in a folder and speaks to the fake Bot API."""
    settings = {
        "DATA_DIR": str(home),
        "TOKEN": TOKEN,
        "BOT_API": api,
        "RECEIVE": "webhook",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": SECRET,
        "STAFF_GROUP": "-1",
        "PORT": str(port),
        "METRICS_PORT": str(free_port()),
        "DRAFTS": "allow",
        # The fake Bot API has no pace of its own: what we would wait for is not our cost.
        "PACE": "false",
    }
    return {f"HOTLINE_{name}": value for name, value in settings.items()}


def _figures(
    seen: Measured, took: float, cpu: float, database: float, memory: int
) -> dict[str, float]:
    done = max(seen.finished, 1)
    return {
        "updates_per_second": seen.finished / took,
        "cpu_us": cpu / done * 1e6,
        "database_cpu_us": database / done * 1e6,
        "ack_p50_ms": _share(seen.acknowledged, 0.5),
        "ack_p99_ms": _share(seen.acknowledged, 0.99),
        "answer_p50_ms": _share(seen.answered, 0.5),
        "answer_p99_ms": _share(seen.answered, 0.99),
        "memory_mb": memory / 2**20,
        "errors": float(seen.errors),
    }


def _share(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1e3 if times else 0.0


async def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure all rivals in turn, again and again."""
    os.sched_setaffinity(0, {OTHERS})
    api = BotApi()
    api.delay = options.delay / 1e3
    listening = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        opened(None, Path(folder) / "postgres") as server,
    ):
        home, port = Path(folder), listening.sockets[0].getsockname()[1]
        told = (home / "postgres" / "data" / "postmaster.pid").read_text("ascii")
        ground = Ground(server, api, port, home, int(told.split()[0]))
        runs = await _runs(ground, options)
    listening.close()
    return {"machine": _machine(), "delay_ms": options.delay, "runs": runs}


async def _runs(ground: Ground, options: argparse.Namespace) -> Runs:
    runs: Runs = {}
    turns = product(range(options.repetitions), options.people, options.rivals)
    for repetition, people, rival in turns:
        told = await measure(ground, rival, people, options.seconds)
        runs.setdefault(str(people), {}).setdefault(rival, []).append(told)
        rate, errors = told["updates_per_second"], told["errors"]
        print(  # noqa: T201 - progress of a long run
            f"{repetition + 1}/{options.repetitions}  {people:>4} people  "
            f"{NAMED[rival]:<32} {rate:8.0f}/s  {errors:.0f} errors",
            flush=True,
        )
    return runs


def _machine() -> dict[str, str]:
    packages = ("aiogram", "aiohttp", "python-telegram-bot", "SQLAlchemy", "psycopg", "pydantic")
    return {
        "python": platform.python_version(),
        "kernel": platform.release(),
        "cores": str(os.cpu_count()),
        **{name: version(name) for name in packages},
    }


def table(told: dict[str, Any]) -> str:
    """Return the figures as people read them: medians, ranges, and ratios paired by repetition."""
    lines = []
    for people, rivals in told["runs"].items():
        lines.append(f"\n{people} people, {len(next(iter(rivals.values())))} repetitions")
        lines.append(
            f"{'':<32} {'updates/s':>20} {'CPU µs':>8} {'DB µs':>7} "
            f"{'ack p50/p99 ms':>16} {'answer p50/p99 ms':>19} {'MB':>5} {'÷ this hotline':>20}"
        )
        lines += [_line(rival, runs, rivals.get("hotline")) for rival, runs in rivals.items()]
    return "\n".join(lines)


def _line(rival: str, runs: list[dict[str, float]], ours: list[dict[str, float]] | None) -> str:
    def middle(name: str) -> float:
        return median(each[name] for each in runs)

    rates = [each["updates_per_second"] for each in runs]
    ratio = ""
    if ours:
        pairs = zip(ours, runs, strict=True)
        ratios = [us["updates_per_second"] / them["updates_per_second"] for us, them in pairs]
        ratio = f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    return (
        f"{NAMED[rival]:<32} {f'{median(rates):.0f} ({min(rates):.0f}-{max(rates):.0f})':>20} "
        f"{middle('cpu_us'):>8.0f} {middle('database_cpu_us'):>7.0f} "
        f"{middle('ack_p50_ms'):>8.1f} {middle('ack_p99_ms'):>7.1f} "
        f"{middle('answer_p50_ms'):>10.1f} {middle('answer_p99_ms'):>8.1f} "
        f"{middle('memory_mb'):>5.0f} {ratio:>20}"
    )


def main() -> None:
    """Measure, print, write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1, 40, 400])
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--delay", type=float, default=0.0, help="ms that the Bot API takes")
    parser.add_argument("--rivals", nargs="+", choices=RIVALS, default=list(RIVALS))
    parser.add_argument("--quick", action="store_true", help="one short repetition, not kept")
    options = parser.parse_args()
    if options.quick:
        options.people, options.repetitions, options.seconds = [40], 1, 3.0
    told = asyncio.run(run(options))
    print(table(told))  # noqa: T201 - what the command is for
    if not options.quick:
        RESULTS.mkdir(exist_ok=True)
        name = now().strftime("%Y-%m-%dT%H%M")
        (RESULTS / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        (RESULTS / f"{name}.svg").write_text(drawn(told, NAMED), "utf-8")


if __name__ == "__main__":
    main()
