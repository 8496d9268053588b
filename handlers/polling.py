"""Our own polling loop: raw updates, kept and committed before they are confirmed.

The batch is not validated as a whole, so one odd update cannot stop the rest.
The offset lives in memory only and never points backwards from the end: the
inbox recognises what comes twice.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from aiogram.methods import TelegramMethod

from handlers.raw import from_object
from handlers.reading import ALLOWED_UPDATES
from hotline.boundaries import reached
from hotline.domain.delivery import AskedToWait, SendingFailed
from hotline.services.ingest import NotKept
from hotline.telemetry import log

if TYPE_CHECKING:
    from aiogram import Bot

    from hotline.services.ingest import Ingest

# Telegram caps a poll at 50 s; the request waits longer than the poll.
POLL_SECONDS = 25
REQUEST_SECONDS = 40
PAUSE_SECONDS = 1.0


class RawGetUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates as plain dictionaries."""

    __returning__: ClassVar[type] = list[dict[str, Any]]
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int | None = None
    timeout: int = POLL_SECONDS
    allowed_updates: list[str] = ALLOWED_UPDATES


class Poller:
    """Fetches updates for one bot."""

    def __init__(self, bot: Bot, ingest: Ingest) -> None:
        self._bot = bot
        self._ingest = ingest
        self._offset: int | None = None
        self._kept = False

    async def run(self) -> None:
        """Poll until cancelled; nothing that fails ends the loop or moves the offset."""
        while True:
            try:
                await self.poll()
            except AskedToWait as asked:
                await asyncio.sleep(asked.pause.total_seconds())
            except (SendingFailed, NotKept) as failure:
                log.warning("poll_failed", error=failure)
                await asyncio.sleep(PAUSE_SECONDS)

    async def poll(self) -> int:
        """Fetch one batch and keep it; the next call confirms it. Return how many came."""
        wait = 0 if self._kept else POLL_SECONDS
        call = RawGetUpdates(offset=self._offset, timeout=wait)
        batch = await self._bot(call, request_timeout=REQUEST_SECONDS)
        if self._kept:
            reached("confirmed")
        updates = [from_object(told) for told in batch if isinstance(told, dict)]
        await self._ingest.keep(updates)
        if updates:
            self._offset = max(update.update_id for update in updates) + 1
        self._kept = bool(updates)
        return len(updates)
