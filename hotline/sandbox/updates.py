"""Updates waiting for the bot: numbered, kept for a while, handed out in order.

Telegram keeps messages for 24 hours and presses for 150 seconds, and keeps
three kinds of queue apart: one per chat, one per person's presses, one per
chat's memberships (tdlib/telegram-bot-api, Client.cpp `add_update`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hotline.sandbox.faults import Faults

KEPT = timedelta(hours=24)
PRESS_KEPT = timedelta(seconds=150)

# What is not sent unless asked for (core.telegram.org/bots/api, getUpdates).
ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# A message without its chat: no library can read it.
UNREADABLE: dict[str, Any] = {"message": {"message_id": "not a number", "chat": []}}

Lane = tuple[str, int]


@dataclass(frozen=True)
class Waiting:
    """One update on its way; updates of one lane keep their order."""

    id: int
    lane: Lane
    body: dict[str, Any]
    expires_at: datetime


class Updates:
    """The bot's queue of updates."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._waiting: list[Waiting] = []
        self._redelivered: list[Waiting] = []
        self._next = 1
        self.allowed: tuple[str, ...] = ()
        self.changed = asyncio.Event()

    def add(self, kind: str, told: object, lane: Lane, now: datetime) -> int | None:
        """Queue an update; return its number, or None when the bot did not ask for its kind."""
        if not self._wanted(kind):
            return None
        if self._faults.of_update("undecodable"):
            self.inject(UNREADABLE, now)
        expires_at = now + (PRESS_KEPT if kind == "callback_query" else KEPT)
        waiting = Waiting(self._next, lane, {"update_id": self._next, kind: told}, expires_at)
        self._queue(waiting)
        return waiting.id

    def inject(self, body: dict[str, Any], now: datetime) -> int:
        """Queue any object as an update; it gets a number unless it brings one."""
        number = int(body.get("update_id", self._next))
        self._queue(Waiting(number, ("raw", number), {"update_id": number} | body, now + KEPT))
        return number

    def _queue(self, waiting: Waiting) -> None:
        self._next = max(self._next, waiting.id) + 1
        self._waiting.append(waiting)
        if self._faults.of_update("duplicate"):
            self._redelivered.append(waiting)
        self.announce()

    def announce(self) -> None:
        """Wake whoever took `changed` before looking; later lookers get a new one."""
        self.changed.set()
        self.changed = asyncio.Event()

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_WHEN_ASKED

    def pending(self, now: datetime) -> list[Waiting]:
        """Return what waits and has not expired, oldest first."""
        self._waiting = [waiting for waiting in self._waiting if waiting.expires_at > now]
        return list(self._waiting)

    def batch(self, offset: int, limit: int, now: datetime) -> list[dict[str, Any]]:
        """Forget what is below `offset` and return the next updates; negative counts from the end.

        A duplicated update comes once more with the batch after its own; a
        reordered batch comes backwards.
        """
        self._confirm(offset, now)
        again = [old for old in self._redelivered if old not in self._waiting]
        self._redelivered = [old for old in self._redelivered if old in self._waiting]
        batch = [waiting.body for waiting in (*again, *self._waiting)][:limit]
        if len(batch) > 1 and self._faults.of_update("reorder"):
            batch.reverse()
        return batch

    def _confirm(self, offset: int, now: datetime) -> None:
        waiting = self.pending(now)
        if offset < 0:
            waiting = waiting[offset:]
        elif offset > 0:
            waiting = [one for one in waiting if one.id >= offset]
        self._waiting = waiting

    def heads(self, busy: set[Lane], now: datetime) -> list[Waiting]:
        """Return the update to be delivered next in each lane that is not busy."""
        heads: dict[Lane, list[Waiting]] = {}
        for waiting in self.pending(now):
            if waiting.lane not in busy:
                heads.setdefault(waiting.lane, []).append(waiting)
        return [self._next_of(lane) for lane in heads.values()]

    def _next_of(self, lane: list[Waiting]) -> Waiting:
        return lane[1] if len(lane) > 1 and self._faults.of_update("reorder") else lane[0]

    def delivered(self, waiting: Waiting) -> None:
        """Forget an update that a webhook has accepted, unless it is to come twice."""
        if waiting in self._redelivered:
            self._redelivered.remove(waiting)
            return
        if waiting in self._waiting:
            self._waiting.remove(waiting)

    def drop(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._redelivered.clear()
