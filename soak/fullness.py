"""A disk that fills up under the inbox and the talks, and is emptied again."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import func, select

from handlers.raw import from_object
from hotline.services.ingest import NotKept
from hotline.storage.books import DatabaseAway
from hotline.storage.tables import inbox
from soak.storm import FIRST_PERSON, fates, work_through
from soak.strange import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hotline.assembly import Hotline
    from soak.server import Server

SIZE = "3m"
PIECE = 4096
# What stands on the small disk: where messages arrive, and where talks are kept.
TABLES = ("inbox", "messages")


class NoDisk(Exception):
    """This machine does not let us mount a small disk."""


@dataclass(frozen=True)
class Disk:
    """A small disk of a server's own."""

    folder: Path

    def fill(self) -> None:
        """Fill it to the last byte."""
        with suppress(OSError), (self.folder / "ballast").open("wb", buffering=0) as ballast:
            while ballast.write(bytes(PIECE)):
                pass

    def free(self) -> None:
        """Give the room back."""
        (self.folder / "ballast").unlink()


@contextmanager
def small_disk(own: Server) -> Iterator[Disk]:
    """Have the busiest tables on a disk of a few megabytes for the block; raises NoDisk."""
    folder = own.folder / "small"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "hotline", str(folder)]
    if subprocess.run(asked, capture_output=True, check=False).returncode:  # noqa: S603  # our words
        raise NoDisk
    try:
        (folder / "tables").mkdir()
        account = (own.folder / "data").stat()
        for place in (folder, folder / "tables"):
            os.chown(place, account.st_uid, account.st_gid)
        with psycopg.connect(own.url, autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{folder / 'tables'}'".encode())
            for table in TABLES:
                connection.execute(f"ALTER TABLE {table} SET TABLESPACE small".encode())
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)  # noqa: S603, S607  # ours


@dataclass(frozen=True)
class Filled:
    """What became of everybody who wrote while there was no room.

    `acknowledged` is what Telegram was told we have; `stored` must be as many. `stopped` says
    whether work came to a halt for want of room, and `ended` holds every fate after it was back.
    """

    acknowledged: int
    refused: int
    stored: int
    stopped: bool
    ended: dict[str, int]

    @property
    def whole(self) -> bool:
        """Say whether nothing acknowledged was lost and nobody paid for the disk."""
        bad = self.ended.keys() & {"waiting", "failed", "unreadable"}
        return self.stored == self.acknowledged == sum(self.ended.values()) and not bad


async def fill_up(hotline: Hotline, disk: Disk, updates: int) -> Filled:
    """Let people write while the disk fills up, then give the room back and look."""
    acknowledged = refused = 0
    stopped = False
    for number in range(1, updates + 1):
        if number == updates // 3:
            disk.fill()
        told = message(FIRST_PERSON + number % 5, number, text="a" * 2000)
        try:
            await hotline.ingest.keep([from_object({"update_id": number, "message": told})])
            acknowledged += 1
        except NotKept:
            refused += 1
    try:
        await work_through(hotline)
    except DatabaseAway:
        stopped = True
    stored = await _stored(hotline)
    disk.free()
    await work_through(hotline)
    return Filled(acknowledged, refused, stored, stopped, dict(await fates(hotline)))


async def _stored(hotline: Hotline) -> int:
    async with hotline.database.books() as books:
        counted = select(func.count()).select_from(inbox)
        return int((await books.connection.execute(counted)).scalar_one())
