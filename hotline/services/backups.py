"""Backups by hand and by themselves, and coming back from one.

The running hotline cannot open its own backups: it holds the recipient, never the
identity. So what it verifies is that the file lies on the disk as it was encrypted;
`verify` with the identity, away from the server, looks inside.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING

from hotline.storage import backups, migrate
from hotline.storage.backups import BackupRefused
from hotline.storage.books import Database
from hotline.storage.forgotten import forget_again
from hotline.storage.sealing import Index

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pyrage.x25519 import Identity

    from hotline.services.running import Told
    from hotline.storage.backups import Contents, Taken
    from hotline.storage.sealing import Keystore, Root

FILES, UNFINISHED = "hotline-*.age", ".hotline-*.age.part"
STAMP = "backups"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, how many keys were destroyed again, how many nobody can open any more."""

    contents: Contents
    erased_again: int
    unreadable: int


def silent(_table: str) -> None:
    """Tell nobody how far it is."""


async def back_up(
    url: str,
    folder: Path,
    recipient: str,
    root: Root,
    now: datetime,
    *,
    told: Callable[[str], None] = silent,
) -> Taken:
    """Write a backup into `folder` and read it back; `told` hears which table is being read.

    Raises DatabaseAway, BackupRefused, OSError; earlier backups are never touched.
    """
    recipients = backups.read_recipients(recipient)
    key = root.derive(STAMP)
    taken = await asyncio.to_thread(backups.take, url, folder, recipients, key, now, told=told)
    await asyncio.to_thread(_read_back, taken)
    return taken


async def back_up_by_schedule(
    url: str, folder: Path, recipient: str, root: Root, now: datetime, *, keep: int
) -> Told:
    """Write a backup; once it was read back, remove all but the `keep` newest.

    What a kill left unfinished is removed too. One copy of the program at a time.
    """
    await asyncio.to_thread(_clear_unfinished, folder)
    taken = await back_up(url, folder, recipient, root, now)
    removed = await asyncio.to_thread(_keep_newest, folder, keep)
    return {"rows": sum(taken.contents.counts.values()), "removed": removed}


async def restore(
    path: Path,
    identities: list[Identity],
    url: str,
    root: Root,
    keystore: Keystore,
    *,
    told: Callable[[str], None] = silent,
) -> Restored:
    """Put a backup back into an empty database and erase again whom it brings back.

    A kill after the rows are back loses nothing: the next start goes on from here.
    Raises BackupRefused, DatabaseAway; then the database is as it was.
    """
    key = root.derive(STAMP)
    contents = await asyncio.to_thread(backups.put_back, path, identities, url, key, told=told)
    await asyncio.to_thread(migrate.upgrade, url)
    database = Database(url, Index(root), keystore)
    try:
        async with database.books() as books:
            erased = await forget_again(books.connection, books.keys)
            wrapped = await books.keys.wrapped_by_day()
    finally:
        await database.close()
    days = keystore.days()
    return Restored(contents, erased, sum(wrapped[day] for day in wrapped if day not in days))


def _clear_unfinished(folder: Path) -> None:
    for draft in folder.glob(UNFINISHED):
        draft.unlink()


def _keep_newest(folder: Path, keep: int) -> int:
    old = sorted(folder.glob(FILES))[:-keep]
    for path in old:
        path.unlink()
    return len(old)


def _read_back(taken: Taken) -> None:
    with taken.path.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()
    if found != taken.sha256:
        taken.path.unlink()
        raise BackupRefused("The backup did not read back as it was written: look at the disk")
