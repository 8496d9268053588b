"""Ingest: written down and committed first, confirmed to Telegram afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hotline.boundaries import reached
from hotline.services.together import Together
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


class NotKept(Exception):
    """The database is away, or there is no key to seal with: Telegram must not hear we have it."""


@dataclass(slots=True)
class Ingest:
    """Keeps what one bot received; what arrives during a commit goes with the next one."""

    intake: Intake
    bot: int
    clock: Callable[[], datetime]
    _together: Together[Sequence[RawUpdate]] = field(init=False)

    def __post_init__(self) -> None:
        """Get ready to write many with one commit."""
        self._together = Together(self._write, NotKept, AT_ONCE)

    async def keep(self, updates: Sequence[RawUpdate]) -> None:
        """Keep updates for good. Only when this returns may Telegram be told. Raises NotKept."""
        reached("fetched")
        await self._together.add(updates)
        reached("kept")

    async def _write(self, brought: Sequence[Sequence[RawUpdate]]) -> None:
        """Write updates down and commit."""
        raw = [each for updates in brought for each in updates]
        try:
            await self.intake.keep(self.bot, raw, self.clock().date(), INBOX_BELL)
        except NoSlot as none:
            log.error("no_slot", error=none)
            raise NotKept from None
        except DatabaseAway:
            raise NotKept from None
