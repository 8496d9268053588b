"""An update before anything is made of it: its id, and whose order it belongs to.

Nothing here validates. What cannot be read is kept as it came, alone in its
lane, and goes to quarantine later without holding anybody up.
"""

from __future__ import annotations

import json
from typing import Any

from hotline.domain.arrivals import RawUpdate
from hotline.domain.raw_chat import chat_of, integer

# Telegram numbers updates with 31 bits. The next poll confirms all up to the largest of a batch,
# and below zero all but the newest, so a number that is none of Telegram's must not reach it.
LARGEST_UPDATE = 2**31 - 1


def from_body(body: bytes) -> RawUpdate:
    """Return a webhook's body as an update; an unreadable one gets the id 0."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return RawUpdate(0, body, None)
    return from_object(told) if isinstance(told, dict) else RawUpdate(0, body, None)


def from_object(told: dict[str, Any]) -> RawUpdate:
    """Return one element of getUpdates, written the same way a webhook's body is."""
    body = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return RawUpdate(_number(told.get("update_id")), body, chat_of(told))


def _number(told: object) -> int:
    number = integer(told) or 0
    return number if 0 < number <= LARGEST_UPDATE else 0
