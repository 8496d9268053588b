"""Where a chat is, without saying it.

A Telegram id travels from `handlers` to storage and back inside this value.
What lies between can pass it on, compare it and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """A chat's address; only the two ends of the road may reveal it."""

    _chat: int

    def reveal(self) -> int:
        """Return the chat's id. Called in `handlers` and `hotline.storage` only."""
        return self._chat

    def __repr__(self) -> str:
        return "Address(…)"
