"""The archive: closed talks sealed for a key that is not here, and how that key is kept.

HPKE as for the letterbox, to a public key in the settings. The private key lies in a
file off line, sealed with a key that follows from two codes (HKDF, RFC 5869): with the
file and one code nothing opens, because 80 bits made by chance are not guessed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline.storage.sealing.farewell import new_codes, plain
from hotline.storage.sealing.letterbox import SUITE
from hotline.storage.sealing.root import KeyUnusable
from hotline.storage.sealing.seal import KEY_BYTES, Seal, SealBroken, pad, unpad

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ABOUT = "archive key"
FORM = b"\x04"


def make_archive(path: Path) -> tuple[str, list[str]]:
    """Write a new private key, sealed with two new codes; return the public key and the codes.

    Raises KeyUnusable where there is a file already.
    """
    private, codes = X25519PrivateKey.generate(), new_codes()
    sealed = _lock(codes).seal(private.private_bytes_raw(), ABOUT)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        raise KeyUnusable(f"There is a file at {path} already: it was left as it is.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    return private.public_key().public_bytes_raw().hex(), codes


def open_archive(path: Path, codes: Iterable[str]) -> X25519PrivateKey:
    """Return the private key, given both people's codes in any order; raises KeyUnusable."""
    try:
        return X25519PrivateKey.from_private_bytes(_lock(codes).open(path.read_bytes(), ABOUT))
    except OSError:
        raise KeyUnusable(f"There is no readable archive key at {path}.") from None
    except SealBroken:
        raise KeyUnusable("These are not the two codes of this archive key.") from None


def read_slot(told: str) -> X25519PublicKey:
    """Return the public key of a setting: 64 hexadecimal digits."""
    return X25519PublicKey.from_public_bytes(bytes.fromhex(told))


def lay_down(content: bytes, about: str, slot: X25519PublicKey) -> bytes:
    """Return `content` sealed for the row that `about` names, for the archive alone."""
    return FORM + SUITE.encrypt(pad(content), slot, about.encode())


def take_up(sealed: bytes, about: str, private: X25519PrivateKey) -> bytes:
    """Return what was laid down for `about`; raises SealBroken."""
    if sealed[:1] != FORM:
        raise SealBroken
    try:
        return unpad(SUITE.decrypt(sealed[1:], private, about.encode()))
    except InvalidTag:
        raise SealBroken from None


def _lock(codes: Iterable[str]) -> Seal:
    both = "|".join(sorted(plain(code) for code in codes))
    key = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"hotline/1/archive").derive(both.encode())
    return Seal(key)
