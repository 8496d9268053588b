"""What the door needs to keep messages while the desk is locked: public files, no secret of ours.

For each day a slot: the public half of the day's letterbox. And the marks: two
keys for keyed hashes, which tell a repetition from a new message and one chat's
order from another's. With all of it nothing opens that anybody ever wrote, and no
person is found in the database.
"""

from __future__ import annotations

import os
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from hotline.storage.sealing.marks import Marks
from hotline.storage.sealing.seal import KEY_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from hotline.storage.sealing.keystore import Keystore

# The desk may stay locked for as long as a day's keys are kept.
AHEAD = timedelta(days=14)
FILE = "marks"


class NoSlot(Exception):
    """There is no slot for today: the desk has been locked for too long, or nobody put any out."""


class Slots:
    """The folder of slots: written by a whole copy of the program, read by the door."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put_out(self, keystore: Keystore, today: date) -> int:
        """Write the marks and the slots of the days to come; return how many slots there are.

        The folder is for its owner and their group, nobody else: the door runs under
        an account of its own in that group.
        """
        self.folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        days = [today + timedelta(days=number) for number in range(AHEAD.days + 1)]
        self._write(FILE, keystore.marks.written())
        for day in days:
            self._write(_name(day), keystore.slot(day).public_bytes_raw())
        gone = set(self.folder.glob(_name("*"))) - {self.folder / _name(day) for day in days}
        for path in gone:
            path.unlink()
        return len(days)

    def take_in(self) -> None:
        """Remove all slots: nothing more is sealed for keys that are destroyed."""
        for path in self.folder.glob(_name("*")):
            path.unlink()

    def slot(self, day: date) -> X25519PublicKey:
        """Return the slot of a day; raises NoSlot."""
        return X25519PublicKey.from_public_bytes(self._read(_name(day), KEY_BYTES))

    @property
    def marks(self) -> Marks:
        """The marks that were put out; raises NoSlot."""
        both = self._read(FILE, KEY_BYTES * 2)
        return Marks(both[:KEY_BYTES], both[KEY_BYTES:])

    def _read(self, name: str, size: int) -> bytes:
        try:
            told = (self.folder / name).read_bytes()
        except OSError:
            raise NoSlot from None
        if len(told) != size:
            raise NoSlot
        return told

    def _write(self, name: str, told: bytes) -> None:
        """Write a file whole or not at all; the door may be reading it."""
        draft = self.folder / f".{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
        with os.fdopen(handle, "wb") as file:
            file.write(told)
        draft.replace(self.folder / name)


def _name(day: date | str) -> str:
    return f"{day}.slot"
