"""Marks on what arrives: keyed hashes that whoever receives may make and that open nothing."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotline.domain.address import Address


class Marks:
    """Keyed hashes (HMAC-SHA256) that tell bodies and chats apart and open nothing."""

    def __init__(self, bodies: bytes, lanes: bytes) -> None:
        self._bodies, self._lanes = bodies, lanes

    def fingerprint(self, body: bytes) -> bytes:
        """Return the keyed hash that tells two bodies of an update apart."""
        return hmac.digest(self._bodies, body, "sha256")

    def lane(self, chat: Address) -> bytes:
        """Return the lane of what comes from a chat; it is no name under which one is found."""
        return hmac.digest(self._lanes, str(chat.reveal()).encode(), "sha256")

    def written(self) -> bytes:
        """Return both keys, to be put out for the door."""
        return self._bodies + self._lanes
