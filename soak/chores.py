"""Jobs by the clock, killed at each boundary and run again: what they promise holds all the same.

As a program it forks a child for each line of orders, and says how that child ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hotline import telemetry
from hotline.boundaries import die_at
from hotline.domain.address import Address
from hotline.domain.retention import Kind, Step
from hotline.services.backups import FILES, UNFINISHED, back_up_by_schedule
from hotline.services.retention import RETENTION, Retaining
from hotline.services.rotation import ROTATION, WINDOW, rotation
from hotline.services.running import Job, perform
from hotline.storage.books import Database
from hotline.storage.sealing import Index, Keystore, read_root_key
from hotline.storage.tables import persons
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.services.running import Told, Work

# Where each job can be cut in two, in the order in which it comes there.
CUTS = (
    (ROTATION, ("begun", "wrapped", "buried", "worked")),
    (RETENTION, ("begun", "stepped", "worked")),
    ("backup", ("begun", "drafted", "worked")),
)
PEOPLE, GONE, STAY, KEEP = 4, 3, 3, 2
SPANS = dict.fromkeys(Kind, timedelta(days=90))
LONG_AGO = timedelta(days=400)


@dataclass(frozen=True)
class House:
    """Where one experiment lives, as plain text: a child must be able to read it."""

    url: str
    key_file: str
    folder: str
    recipient: str
    moment: str

    @property
    def now(self) -> datetime:
        """Return the moment at which jobs run."""
        return datetime.fromisoformat(self.moment)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[Database, Keystore]]:
        """Open the database for the block."""
        root = read_root_key(Path(self.key_file))
        keystore = Keystore(Path(self.folder) / "keystore", root)
        database = Database(self.url, Index(root), keystore)
        try:
            yield database, keystore
        finally:
            await database.close()

    async def run(self, name: str) -> str:
        """Run a job now; return how it ended."""
        async with self.opened() as (database, keystore):
            ended = await perform(database, self._job(name, database, keystore), lambda: self.now)
        return ended.outcome

    def _job(self, name: str, database: Database, keystore: Keystore) -> Job:
        root, folder = read_root_key(Path(self.key_file)), Path(self.folder) / "backups"
        retaining = Retaining(database, Address(FIRST_GROUP), SPANS)

        async def retain(now: datetime) -> Told:
            plan = await retaining.plan(now)
            return await retaining.run(now, agreed=plan.told["people"])

        work: dict[str, Work] = {
            ROTATION: partial(rotation, database, keystore),
            RETENTION: retain,
            "backup": partial(
                back_up_by_schedule, self.url, folder, self.recipient, root, keep=KEEP
            ),
        }
        return Job(name, "", work[name])


async def furnish(house: House) -> None:
    """Let people be known since long ago; most of them are to be shredded, one is not."""
    (Path(house.folder) / "backups").mkdir()
    old = house.now - WINDOW - timedelta(days=3)
    async with house.opened() as (database, _), database.books() as books:
        for number in range(PEOPLE):
            at = house.now if number >= GONE else house.now - LONG_AGO
            person = await books.people.meet(Address(number + 1), "tg", at)
            await books.people.answer(person.id, "where", f"answer {number}", at)
            if number < GONE:
                hidden = house.now - timedelta(days=2)
                await books.retention.mark(person.id, Kind.ANSWERS, Step.HIDDEN, hidden)
        for number in (PEOPLE, PEOPLE + 1):  # wrapped with the keys of two old days
            day = old - timedelta(days=number)
            await books.people.meet(Address(number + 1), "tg", day)


@dataclass(frozen=True)
class Stands:
    """How a house stands: what a job must have reached, whether or not it was killed once."""

    known: int
    readable: bool
    old_days: int
    backups: int
    unfinished: int


async def look(house: House) -> Stands:
    """Look at everything the jobs promise."""
    folder = Path(house.folder) / "backups"
    async with house.opened() as (database, keystore):
        async with database.books() as books:
            counted = select(func.count()).select_from(persons)
            known = (await books.connection.execute(counted)).scalar_one()
            last = await books.people.find(Address(PEOPLE))
            answers = await books.people.answers(last.id) if last else ()
        old = [day for day in keystore.days() if day < (house.now - WINDOW).date()]
    told = {answer for _, answer in answers}
    whole, parts = list(folder.glob(FILES)), list(folder.glob(UNFINISHED))
    return Stands(known, f"answer {GONE}" in told, len(old), len(whole), len(parts))


async def kill_each(house: House) -> dict[str, str]:
    """Kill every job at each boundary in turn, then let it run; return how the last runs ended.

    Raises Survived when a child came through a boundary at which it was to die.
    """
    ended = {}
    async with chores() as ours:
        for job, boundaries in CUTS:
            for boundary in boundaries:
                status = await ours.die_in(house, job, boundary)
                if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
                    raise Survived(f"{job} at {boundary}")
            ended[job] = await house.run(job)
    return ended


class Survived(AssertionError):
    """A job did not come to the boundary at which it was to be killed."""


@dataclass(frozen=True)
class Chores:
    """A warm program that forks a child for each job, to be killed in it."""

    _process: asyncio.subprocess.Process

    async def die_in(self, house: House, job: str, boundary: str) -> int:
        """Run a job that dies at a boundary; return the child's status, as `os.waitpid` does."""
        orders, answers = self._process.stdin, self._process.stdout
        if orders is None or answers is None:
            raise OSError("Chores are told through pipes.")
        told = {"house": asdict(house), "job": job, "boundary": boundary}
        orders.write(json.dumps(told).encode() + b"\n")
        return int(await answers.readline())


@asynccontextmanager
async def chores() -> AsyncIterator[Chores]:
    """Have the program for the block."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "soak.chores", stdin=pipe, stdout=pipe
    )
    try:
        yield Chores(process)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


def main() -> None:
    """Fork a child for each line of orders on stdin; say how it ended."""
    for line in sys.stdin:
        told = json.loads(line)
        child = os.fork()
        if child == 0:
            _be_killed(House(**told["house"]), told["job"], told["boundary"])
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


def _be_killed(house: House, job: str, boundary: str) -> None:
    """Run the job to where it dies; never returns."""
    telemetry.configure("json")
    die_at(boundary)
    try:
        asyncio.run(house.run(job))
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
