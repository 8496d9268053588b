"""What can be told of an update before anything is made of it: its kind and its chat."""

from __future__ import annotations

import json
from typing import Any

from hotline.domain.address import Address

# Where an update of the kinds we ask for says which chat it belongs to.
CHATS = (
    ("message", "chat", "id"),
    ("edited_message", "chat", "id"),
    ("callback_query", "message", "chat", "id"),
    ("callback_query", "from", "id"),
    ("my_chat_member", "chat", "id"),
)
# A database's bigint; Telegram's ids are far smaller.
LARGEST = 2**63 - 1
# Kinds that may be named: whatever else a body says of itself is not shown to anybody.
KINDS = tuple(dict.fromkeys(path[0] for path in CHATS))


def told_by(body: bytes | None) -> dict[str, Any]:
    """Return an update's body as an object; an unreadable one is empty."""
    try:
        told = json.loads(body or b"")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def kind_of(told: dict[str, Any]) -> str | None:
    """Return the kind of an update as Telegram names it, and nothing else of it."""
    return next((kind for kind in KINDS if kind in told), None)


def chat_of(told: dict[str, Any]) -> Address | None:
    """Return the chat an update belongs to, where it says."""
    for path in CHATS:
        found = integer(_follow(told, path))
        if found:
            return Address(found)
    return None


def _follow(told: object, path: tuple[str, ...]) -> object:
    for name in path:
        told = told.get(name) if isinstance(told, dict) else None
    return told


def integer(value: object) -> int | None:
    """Return a whole number that a database can hold; anything else is none."""
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return value if fits and isinstance(value, int) else None
