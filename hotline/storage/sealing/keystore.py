"""Wrapping keys, one a day, in a folder outside the database and outside its backups.

The keys of persons and cases lie in the database, wrapped with the key of a day.
A row that is deleted stays readable for a while in the heap, in the log of the
database, in replicas and in backups; once the day's key is destroyed none of
that opens any more. Several copies of the program share one folder.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from hotline.storage.sealing.marks import Marks
from hotline.storage.sealing.root import KeyUnusable
from hotline.storage.sealing.seal import KEY_BYTES, Seal, SealBroken, new_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hotline.storage.sealing.root import Root

KEY_FILE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.key", re.ASCII)
BURIED = "buried"
RECEIPTS = "receipts"


class KeyDestroyed(SealBroken):
    """The key that this was sealed with is gone: nobody can open it again."""


@dataclass(frozen=True, slots=True)
class DayKeys:
    """A day's keys: one wraps the keys of persons and cases, one opens the letterbox."""

    day: date
    wrapping: Seal
    letterbox: X25519PrivateKey


class Keystore:
    """The folder of the days' keys, themselves sealed with a key from the root."""

    def __init__(self, folder: Path, root: Root) -> None:
        self.folder = folder
        self.marks = Marks(root.derive("dedupe"), root.derive("lanes"))
        self._cover = Seal(root.derive("keystore"))
        self._read: dict[date, DayKeys] = {}

    def on(self, day: date) -> DayKeys:
        """Return the keys of a day, made now when there are none."""
        known = self._read.get(day)
        if known is not None:
            return known
        path = self._path(day)
        if not path.exists():
            self._make(path, day)
        return self.of(day)

    def of(self, day: date) -> DayKeys:
        """Return the keys of a day; raises KeyDestroyed when they are gone."""
        if day not in self._read:
            self._read[day] = self._open(day)
        return self._read[day]

    def slot(self, day: date) -> X25519PublicKey:
        """Return the public half of a day's letterbox, made now when there is none."""
        return self.on(day).letterbox.public_key()

    def prove(self, day: date) -> None:
        """Read the keys of a day from their file; raises SealBroken or OSError if that fails."""
        self.on(day)
        self._open(day)

    def days(self) -> list[date]:
        """Return the days that have keys, oldest first."""
        names = (KEY_FILE.fullmatch(path.name) for path in self._files())
        return sorted(date.fromisoformat(name[1]) for name in names if name)

    def refuse_another_root(self) -> None:
        """Raise KeyUnusable when the root key is not the one the newest day was sealed with.

        With another key everybody would be a stranger, and what they write sealed apart.
        """
        try:
            for day in self.days()[-1:]:
                self.of(day)
        except SealBroken:
            raise KeyUnusable(
                f"The root key does not open the keystore at {self.folder}: bring the right one."
            ) from None

    def destroy(self, day: date) -> None:
        """Overwrite and remove the keys of a day; nothing wrapped with them opens again."""
        self._read.pop(day, None)
        path = self._path(day)
        if not path.exists():
            return
        path.chmod(0o600)
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        self._sync_folder()

    def bury(self, names: Iterable[UUID]) -> None:
        """Remember outside the database which keys were destroyed.

        A restored backup cannot bring them back then. The names are made by chance
        and say nothing of anybody.
        """
        self._append(BURIED, "".join(f"{name}\n" for name in names))

    def attest(self, receipt: bytes, day: date) -> None:
        """Remember the keyed hash of the receipt of somebody whose keys were destroyed."""
        self._append(RECEIPTS, f"{receipt.hex()} {day.isoformat()}\n")

    def attested(self, receipt: bytes) -> date | None:
        """Return when the keys behind a receipt were destroyed, or None for an unknown one."""
        known = (line.split() for line in self._lines(RECEIPTS))
        days = [words[1] for words in known if len(words) == 2 and words[0] == receipt.hex()]  # noqa: PLR2004  # a hash and a day
        return date.fromisoformat(days[-1]) if days else None

    def buried(self) -> frozenset[UUID]:
        """Return which keys were destroyed; a line cut short by a crash is passed over."""
        lines = self._lines(BURIED)
        return frozenset(UUID(line) for line in lines if len(line) == len(str(UUID(int=0))))

    def _append(self, name: str, lines: str) -> None:
        if not lines:
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write(self._ended(name) + lines)
            file.flush()
            os.fsync(file.fileno())

    def _ended(self, name: str) -> str:
        """Return what ends a line that a crash cut short, so that it spoils no later one."""
        told = (self.folder / name).read_bytes()
        return "" if told.endswith(b"\n") or not told else "\n"

    def _lines(self, name: str) -> list[str]:
        path = self.folder / name
        return path.read_text("ascii").splitlines() if path.exists() else []

    def _files(self) -> Iterable[Path]:
        return self.folder.iterdir() if self.folder.exists() else ()

    def _path(self, day: date) -> Path:
        return self.folder / f"{day.isoformat()}.key"

    def _make(self, path: Path, day: date) -> None:
        """Write a day's keys whole or not at all; another copy of the program may be faster."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sealed = self._cover.seal(new_key() + new_key(), _about(day))
        draft = path.with_name(f".{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        self._sync_folder()

    def _open(self, day: date) -> DayKeys:
        try:
            keys = self._cover.open(self._path(day).read_bytes(), _about(day))
        except FileNotFoundError:
            raise KeyDestroyed from None
        letterbox = X25519PrivateKey.from_private_bytes(keys[KEY_BYTES:])
        return DayKeys(day, Seal(keys[:KEY_BYTES]), letterbox)

    def _sync_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _about(day: date) -> str:
    return f"keystore|{day.isoformat()}"
