"""The letterbox: what arrives is sealed with a public key, so that who keeps it cannot read it.

HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM. A part of the program
that only receives needs no secret to keep what people write while the desk is
locked; the day's private key lies in the keystore and dies with it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke

from hotline.storage.sealing.seal import SealBroken, pad, unpad

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    from hotline.storage.sealing.keystore import Keystore

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
FORM = b"\x03"
DAY_BYTES = 4


def drop(plain: bytes, about: str, day: date, slot: X25519PublicKey) -> bytes:
    """Return `plain` sealed for the row that `about` names, to be opened with the day's key."""
    header = FORM + day.toordinal().to_bytes(DAY_BYTES, "big")
    return header + SUITE.encrypt(pad(plain), slot, about.encode())


def empty(sealed: bytes, about: str, keystore: Keystore) -> bytes:
    """Return what was dropped for `about`; raises SealBroken, KeyDestroyed."""
    if sealed[:1] != FORM:
        raise SealBroken
    day = date.fromordinal(int.from_bytes(sealed[1 : 1 + DAY_BYTES], "big") or 1)
    try:
        opened = SUITE.decrypt(sealed[1 + DAY_BYTES :], keystore.of(day).letterbox, about.encode())
    except InvalidTag:
        raise SealBroken from None
    return unpad(opened)
