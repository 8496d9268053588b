"""Finding what is not stored: keyed hashes of addresses and codes.

HMAC-SHA256 (RFC 2104): the hash of a ten-digit number without a secret key
would be guessed in an afternoon.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from hotline.domain.codes import CODE_BITS, code_of, read_code

if TYPE_CHECKING:
    from uuid import UUID

    from hotline.domain.address import Address
    from hotline.storage.sealing.root import Root


RECEIPT = "receipt"


class Index:
    """The keyed hashes of one installation."""

    def __init__(self, root: Root) -> None:
        self._addresses = root.derive("index")
        self._codes = root.derive("codes")
        self._audit = root.derive("audit")

    def blind(self, address: Address) -> bytes:
        """Return the keyed hash under which a chat is found."""
        return hmac.digest(self._addresses, str(address.reveal()).encode(), "sha256")

    def receipt(self, person: UUID) -> str:
        """Return the code that proves a person's erasing; without the key nobody can make it."""
        digest = hmac.digest(self._codes, f"receipt|{person}".encode(), "sha256")
        return code_of(int.from_bytes(digest) >> 8 * len(digest) - CODE_BITS)

    def erased(self, person: UUID) -> bytes:
        """Return the keyed hash of a person's receipt."""
        return self.code(RECEIPT, read_code(self.receipt(person)) or "")

    def code(self, purpose: str, told: str) -> bytes:
        """Return the keyed hash of a code or a word that a person keeps in their head."""
        return hmac.digest(self._codes, f"{purpose}|{told}".encode(), "sha256")

    def linked(self, before: bytes, row: bytes) -> bytes:
        """Return the hash of a row of the audit, which covers every row before it."""
        return hmac.digest(self._audit, before + row, "sha256")
