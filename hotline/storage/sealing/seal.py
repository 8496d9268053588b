"""One key, and what is sealed with it.

Content is sealed with AES-256-GCM (NIST SP 800-38D) with what it belongs to as
associated data, so that a row moved elsewhere cannot be opened. It is padded
first, so that the length of a message does not tell which one it was.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
# The first byte of everything sealed, so that the form can change one day.
FORM = b"\x02"
LENGTH_BYTES = 4
# A conversation fills the second, a long message the fourth.
BUCKETS = (64, 256, 1024, 4096, 16384)


class SealBroken(Exception):
    """What was to be opened was changed, moved or sealed with another key."""


class Seal:
    """Seals and opens with one key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"A key has {KEY_BYTES} bytes.")
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return `plain` sealed for the row that `about` names."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORM + nonce + self._cipher.encrypt(nonce, pad(plain), about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed for `about`; raises SealBroken."""
        if sealed[:1] != FORM:
            raise SealBroken
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return unpad(self._cipher.decrypt(nonce, body, about.encode()))
        except InvalidTag:
            raise SealBroken from None


def new_key() -> bytes:
    """Return a key made by chance."""
    return secrets.token_bytes(KEY_BYTES)


def pad(plain: bytes) -> bytes:
    """Return `plain` behind its length, filled up to the next of `BUCKETS`.

    What is longer than the last bucket is filled up to a multiple of it.
    """
    told = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    fitting = (size for size in BUCKETS if size >= len(told))
    size = next(fitting, -(-len(told) // BUCKETS[-1]) * BUCKETS[-1])
    return told.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Return what was padded."""
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]
