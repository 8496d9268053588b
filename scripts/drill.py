"""The restore drill: many messages out of one place and into an empty one, all read again.

`make drill`, or with another number: `python -m scripts.drill 1000`. Everything is
invented and lies in a folder that is removed afterwards.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from sqlalchemy import insert

from hotline.clock import now
from hotline.domain.address import Address
from hotline.domain.case import CaseCode
from hotline.domain.priority import Priority
from hotline.services.backups import back_up, restore
from hotline.storage import migrate
from hotline.storage.backups import make_identity, read_identity, verify
from hotline.storage.books import Database
from hotline.storage.embedded import EmbeddedPostgres, opened
from hotline.storage.sealing import Index, Keystore, make_root_key, read_root_key
from hotline.storage.tables import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hotline.storage.books import Books
    from hotline.storage.sealing import Root

MESSAGES = 100_000
IN_A_CASE = 100


@dataclass
class Drill:
    """One installation, and what each step took in seconds."""

    folder: Path
    took: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make_root_key(self.folder / "root.key")

    @property
    def root(self) -> Root:
        """The root key, as on paper in a safe."""
        return read_root_key(self.folder / "root.key")

    @property
    def keystore(self) -> Keystore:
        """The days' keys, as in their own copy."""
        return Keystore(self.folder / "keystore", self.root)

    def database(self, url: str) -> Database:
        """Open one of the two databases."""
        return Database(url, Index(self.root), self.keystore)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step."""
        begun = time.perf_counter()
        yield
        self.took[name] = time.perf_counter() - begun


def words(chat: int, number: int) -> str:
    """Return what somebody invented wrote: every message is another one."""
    return f"Message {number} of chat {chat}. " + "Nobody wrote this. " * (number % 20)


async def write(drill: Drill, url: str, cases: int) -> None:
    """Fill a database as the program does, with fewer commits."""
    database = drill.database(url)
    for chat in range(1, cases + 1):
        async with database.books() as books:
            await _write_case(books, chat)
    await database.close()


async def _write_case(books: Books, chat: int) -> None:
    person = await books.people.meet(Address(chat), "tg", now())
    code = CaseCode(f"D{chat:05}")
    case = await books.cases.open(person.id, code, "tg", Priority.SOON, now())
    seal = await books.keys.of(case.id)
    rows = [
        {
            "id": (message := uuid.uuid4()),
            "person": person.id,
            "case": case.id,
            "side": "person",
            "kind": "words",
            "words": seal.seal(words(chat, number).encode(), f"messages|{message}"),
            "key": case.id,
            "at": now(),
        }
        for number in range(IN_A_CASE)
    ]
    await books.connection.execute(insert(messages), rows)


async def read(drill: Drill, url: str, cases: int) -> int:
    """Return how many messages are there and say what they said."""
    database, found = drill.database(url), 0
    for chat in range(1, cases + 1):
        async with database.books() as books:
            person = await books.people.find(Address(chat))
            case = await books.cases.of_person(person.id) if person else None
            said = await books.cases.said(case.id, "person") if case else []
            told = (one.words == words(chat, number) for number, one in enumerate(said))
            found += sum(told)
    await database.close()
    return found


async def run(folder: Path, wanted: int) -> bool:
    """Do all of it, print the figures, and say whether everything was there again."""
    drill, cases = Drill(folder), wanted // IN_A_CASE
    recipient = make_identity(folder / "identity")
    identities = read_identity(folder / "identity")
    with opened(None, folder / "before") as url:
        migrate.upgrade(url)
        with drill.step("write the messages"):
            await write(drill, url, cases)
        with drill.step("back up"):
            taken = await back_up(url, folder / "backups", recipient, drill.root, now())
    with drill.step("verify"):
        verify(taken.path, identities)
    with drill.step("start an empty server"):
        server = EmbeddedPostgres(folder / "after")
        url = server.start()
    try:
        with drill.step("restore"):
            restored = await restore(taken.path, identities, url, drill.root, drill.keystore)
        with drill.step("read everything"):
            found = await read(drill, url, cases)
    finally:
        server.stop()
    equal = restored.contents.counts == taken.contents.counts
    for name, seconds in drill.took.items():
        typer.echo(f"{name:28} {seconds:8.1f} s")
    typer.echo(f"{'size of the backup':28} {taken.path.stat().st_size / 2**20:8.1f} MiB")
    typer.echo(f"{'messages read again':28} {found:8} of {cases * IN_A_CASE}")
    typer.echo(f"{'counts of all tables':28} {'equal' if equal else 'DIFFERENT'}")
    return equal and found == cases * IN_A_CASE


def main() -> int:
    """Run the drill in a folder of its own."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with tempfile.TemporaryDirectory(prefix="hotline-", ignore_cleanup_errors=True) as folder:
        return 0 if asyncio.run(run(Path(folder), wanted)) else 1


if __name__ == "__main__":
    sys.exit(main())
