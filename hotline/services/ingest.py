"""Ingest: written down and committed first, confirmed to Telegram afterwards."""

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
# So many are written with one commit: a statement stays well below what PostgreSQL takes.
AT_ONCE = 500


Bringing = tuple["Sequence[RawUpdate]", "asyncio.Future[None]"]


class NotKept(Exception):
    """The database is away, or there is no key to seal with: Telegram must not hear we have it."""


@dataclass(slots=True)
class Ingest:
    """Keeps what one bot received; what arrives during a commit goes with the next one."""

    intake: Intake
    bot: int
    clock: Callable[[], datetime]
    _waiting: list[Bringing] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None

    async def keep(self, updates: Sequence[RawUpdate]) -> None:
        """Keep updates for good. Only when this returns may Telegram be told. Raises NotKept."""
        reached("fetched")
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((updates, kept))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await kept
        reached("kept")

    async def _write(self) -> None:
        """Write down what waits, all of it with one commit, until nothing waits."""
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                await self._settle(batch)
        finally:
            self._writing = None

    async def _settle(self, batch: Sequence[Bringing]) -> None:
        """Tell all who brought something whether it is kept.

        What no database takes must not keep the others out: then each is tried by itself.
        """
        try:
            failure = await self._failure([raw for updates, _ in batch for raw in updates])
        except Exception as fault:  # noqa: BLE001  # whoever brought it hears of it
            if len(batch) > 1:
                for each in batch:
                    await self._settle([each])
                return
            failure = fault
        for _, kept in batch:
            if kept.cancelled():  # whoever asked has gone; what they brought is kept
                continue
            if failure is None:
                kept.set_result(None)
            else:
                kept.set_exception(failure)

    async def _failure(self, updates: Sequence[RawUpdate]) -> Exception | None:
        """Write updates down and commit; return why they are not kept, or None."""
        try:
            await self.intake.keep(self.bot, updates, self.clock().date(), INBOX_BELL)
        except NoSlot as none:
            log.error("no_slot", error=none)
            return NotKept()
        except DatabaseAway:
            return NotKept()
        return None
