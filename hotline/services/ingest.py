"""Ingest: written down and committed first, confirmed to Telegram afterwards.

Whatever arrives while a transaction commits is written together by the next one, in
the order in which it came: a rush costs no more commits than the disk can make.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hotline.boundaries import reached
from hotline.storage.books import DatabaseAway
from hotline.storage.sealing import NoSlot
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hotline.domain.arrivals import RawUpdate
    from hotline.storage.intake import Intake

INBOX_BELL = "inbox"
# As many calls as one transaction takes; each holds one update by webhook, a hundred by polling.
TOGETHER = 100


class NotKept(Exception):
    """The database is away, or there is no key to seal with: Telegram must not hear we have it."""


@dataclass(eq=False, slots=True)
class _Call:
    """One call of `keep` that waits to be written; `new` is None until it is."""

    updates: Sequence[RawUpdate]
    new: int | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Ingest:
    """Keeps what one bot received."""

    intake: Intake
    bot: int
    clock: Callable[[], datetime]
    _waiting: list[_Call] = field(default_factory=list)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def keep(self, updates: Sequence[RawUpdate]) -> int:
        """Keep updates for good; return how many of all that was written with them were new.

        Only when this returns may Telegram be told. Raises NotKept.
        """
        reached("fetched")
        call = _Call(updates)
        self._waiting.append(call)
        try:
            async with self._turn:
                if call.new is None and not call.refused:
                    await self._write_together(call)
        finally:
            if call in self._waiting:  # who hung up waits no longer
                self._waiting.remove(call)
        if call.new is None:
            raise NotKept
        reached("kept")
        return call.new

    async def _write_together(self, call: _Call) -> None:
        """Write what waits; one that cannot be written at all fails alone, not its neighbours."""
        together = self._waiting[:TOGETHER]
        try:
            await self._write(together)
        except Exception:
            if together == [call]:
                raise
            await self._write([call])

    async def _write(self, calls: Sequence[_Call]) -> None:
        """Write calls down in one transaction; what cannot be written fails for all of them."""
        updates = [update for call in calls for update in call.updates]
        new: int | None = None
        try:
            new = await self.intake.keep(self.bot, updates, self.clock().date(), INBOX_BELL)
        except NoSlot as none:
            log.error("no_slot", error=none)
        except DatabaseAway:
            new = None
        for call in calls:
            call.new, call.refused = new, new is None
            if call in self._waiting:
                self._waiting.remove(call)
