"""The root key: 32 bytes outside the database and outside every backup of it.

Everything else follows from it by HKDF (RFC 5869), each with a label of its own.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline.storage.sealing.seal import KEY_BYTES, new_key

if TYPE_CHECKING:
    from pathlib import Path

# A key made by chance has about thirty different bytes of its 32; one with fewer than this was
# typed, copied from an example or written by a broken generator.
FEWEST_BYTES = 16


class KeyUnusable(Exception):
    """The root key is missing, too short, an example, or open to others; the text says which."""


class Root:
    """The root key of an installation; it only derives."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise KeyUnusable(f"The root key must be exactly {KEY_BYTES} bytes.")
        if len(set(key)) < FEWEST_BYTES:
            raise KeyUnusable("The root key was not made by chance: make one with a generator.")
        self._key = key

    def derive(self, label: str) -> bytes:
        """Return the key of 32 bytes for one purpose."""
        info = b"hotline/1/" + label.encode()
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(self._key)


def make_root_key(path: Path) -> bool:
    """Write a new root key that only this account can read; keep one that exists.

    Return whether it was made now.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(new_key())
    return True


def read_root_key(path: Path, *, data: Path | None = None) -> Root:
    """Return the root; raises KeyUnusable with one plain sentence.

    `data` is the folder of the database, where the key must not lie: whoever copies
    the one would have the other.
    """
    try:
        mode = path.stat().st_mode
        key = path.read_bytes()
    except OSError:
        raise KeyUnusable(f"There is no readable root key at {path}.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnusable(f"The root key at {path} must be readable by its owner only (0400).")
    if data is not None and path.resolve().is_relative_to(data.resolve()):
        raise KeyUnusable(f"The root key at {path} lies beside the data: keep them apart.")
    return Root(key)
