"""Ingest: written down and committed first, confirmed to Telegram afterwards."""

from __future__ import annotations

from dataclasses import dataclass
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


class NotKept(Exception):
    """The database is away, or there is no key to seal with: Telegram must not hear we have it."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """Keeps what one bot received."""

    intake: Intake
    bot: int
    clock: Callable[[], datetime]

    async def keep(self, updates: Sequence[RawUpdate]) -> int:
        """Keep updates for good; return how many were new.

        Only when this returns may Telegram be told. Raises NotKept.
        """
        reached("fetched")
        try:
            new = await self.intake.keep(self.bot, updates, self.clock().date(), INBOX_BELL)
        except NoSlot as none:
            log.error("no_slot", error=none)
            raise NotKept from None
        except DatabaseAway:
            raise NotKept from None
        reached("kept")
        return new
