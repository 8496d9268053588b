"""Everything that happened in the sandbox, in order, and who wants to hear of it."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# A load tool writes for hours; the oldest entries are forgotten then.
KEPT_AT_MOST = 200_000


class Journal:
    """An append-only list of what happened, and the streams that follow it."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT_AT_MOST)
        self._listeners: set[asyncio.Queue[dict[str, Any]]] = set()
        self._seq = 0

    def record(self, kind: str, at: datetime, chat: int | None = None, **details: object) -> None:
        """Write down that something happened, and tell whoever listens."""
        self._seq += 1
        entry = {"seq": self._seq, "at": at.timestamp(), "kind": kind, "chat_id": chat}
        self._entries.append(entry | details)
        for listener in self._listeners:
            listener.put_nowait(entry)

    def entries(self, chat: int | None = None, after: int = 0) -> list[dict[str, Any]]:
        """Return what happened after number `after`, in one chat or everywhere."""
        return [
            entry
            for entry in self._entries
            if entry["seq"] > after and chat in {None, entry["chat_id"]}
        ]

    @contextmanager
    def followed(self) -> Iterator[asyncio.Queue[dict[str, Any]]]:
        """Give a queue of everything that happens from now on, without details."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
