"""Delivery of updates to the bot's own address, as a Bot API server does it.

Each queue keeps its order and the queues run side by side; what is not
answered with 2xx is tried again (tdlib/telegram-bot-api, WebhookActor.cpp).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hotline.sandbox.updates import Lane, Updates, Waiting

# Seconds before each next attempt; the last one repeats. Telegram waits longer.
RETRIES = (0.0, 0.25, 0.5, 1.0, 2.0)
PATIENCE = ClientTimeout(total=60)
CONNECTIONS = 40
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name


class Webhook:
    """Where updates go, and the one task that sends them there."""

    def __init__(self, updates: Updates, now: Callable[[], datetime]) -> None:
        self._updates = updates
        self._now = now
        self._busy: set[Lane] = set()
        self._room = asyncio.Semaphore(CONNECTIONS)
        self.url = ""
        self.secret = ""
        self.connections = CONNECTIONS
        self.failed: tuple[datetime, str] | None = None

    def set(self, url: str, secret: str, connections: int) -> None:
        """Send updates to `url` from now on; an empty one stops it."""
        self.url, self.secret, self.connections = url, secret, connections or CONNECTIONS
        self._room = asyncio.Semaphore(self.connections)
        self.failed = None
        self._updates.announce()

    async def run(self) -> None:
        """Send what waits, until cancelled."""
        async with ClientSession(timeout=PATIENCE) as session, asyncio.TaskGroup() as tasks:
            while True:
                changed = self._updates.changed
                for waiting in self._updates.heads(self._busy, self._now()) if self.url else ():
                    self._busy.add(waiting.lane)
                    tasks.create_task(self._deliver(session, waiting))
                await changed.wait()

    async def _deliver(self, session: ClientSession, waiting: Waiting) -> None:
        attempt = 0
        while self.url and waiting.expires_at > self._now():
            pause = await self._post(session, waiting)
            if pause is None:
                self._updates.delivered(waiting)
                break
            await asyncio.sleep(pause or RETRIES[min(attempt, len(RETRIES) - 1)])
            attempt += 1
        self._busy.discard(waiting.lane)
        self._updates.announce()

    async def _post(self, session: ClientSession, waiting: Waiting) -> float | None:
        """Try once; return None when accepted, else the seconds asked for (0 when none)."""
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            async with (
                self._room,
                session.post(self.url, json=waiting.body, headers=headers) as response,
            ):
                if response.ok:
                    return None
                self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
                return _seconds(response.headers.get("Retry-After", ""))
        except (ClientError, TimeoutError):
            self._note("Connection refused")
            return 0.0

    def _note(self, what: str) -> None:
        self.failed = (self._now(), what)


def _seconds(told: str) -> float:
    return float(told) if told.isascii() and told.isdigit() else 0.0
