"""Sealing what people tell us, and finding a chat without storing its id.

Content is sealed with AES-256-GCM (NIST SP 800-38D) with what it belongs to as
associated data, so that a row moved elsewhere cannot be opened. Telegram ids
are found by a keyed hash (HMAC-SHA256); the hash of a ten-digit number without
a secret key would be guessed in an afternoon. The keys come from one root key
by HKDF (RFC 5869), each with a label of its own.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from pathlib import Path

    from hotline.domain.address import Address

KEY_BYTES = 32
NONCE_BYTES = 12
# The first byte of everything sealed, so that the form can change one day.
FORM = b"\x01"


class SealBroken(Exception):
    """What was to be opened was changed, moved or sealed with another key."""


class KeyUnusable(Exception):
    """The root key is missing, too short, or open to others; the text says which."""


class Seal:
    """Seals, opens and blinds with keys derived from one root key of 32 bytes."""

    def __init__(self, root: bytes) -> None:
        if len(root) != KEY_BYTES:
            raise KeyUnusable(f"The root key must be exactly {KEY_BYTES} bytes.")
        self._cipher = AESGCM(_derive(root, b"content"))
        self._index = _derive(root, b"index")
        self._dedupe = _derive(root, b"dedupe")

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return `plain` sealed for the row that `about` names."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORM + nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed for `about`; raises SealBroken."""
        if sealed[:1] != FORM:
            raise SealBroken
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, body, about.encode())
        except InvalidTag:
            raise SealBroken from None

    def blind(self, address: Address) -> bytes:
        """Return the keyed hash under which a chat is found."""
        return hmac.digest(self._index, str(address.reveal()).encode(), "sha256")

    def fingerprint(self, body: bytes) -> bytes:
        """Return the keyed hash that tells two bodies of an update apart."""
        return hmac.digest(self._dedupe, body, "sha256")


def _derive(root: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"hotline/1/" + label).derive(root)


def make_root_key(path: Path) -> None:
    """Write a new root key that only this account can read; keep one that exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))


def read_root_key(path: Path) -> bytes:
    """Return the root key; raises KeyUnusable with one plain sentence."""
    try:
        mode = path.stat().st_mode
        key = path.read_bytes()
    except OSError:
        raise KeyUnusable(f"There is no readable root key at {path}.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnusable(f"The root key at {path} must be readable by its owner only (0400).")
    return key
