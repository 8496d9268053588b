"""The lookout on the road: an alarm when messages wait too long here, or do not come to us."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.words import phrases
from hotline.domain.alarm import (
    REMEMBERED,
    SETTLED,
    Alarm,
    AtTelegram,
    Sight,
    lags,
    stuck,
    unmoved_since,
)
from hotline.domain.delivery import SendingFailed
from hotline.domain.letters import TellGroup
from hotline.services.post import Post
from hotline.storage.books import DatabaseAway
from hotline.telemetry import log

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.address import Address
    from hotline.storage.bell import Bell
    from hotline.storage.books import Books, Database

LOOKOUT_BELL = "lookout"
# A tenth of the lag that nobody should have to bear unnoticed.
LOOK_AGAIN = timedelta(seconds=30)

# Asks Telegram what waits there for us; raises one of `SendingFailed`.
Ask = Callable[[], Awaitable[AtTelegram]]

SAID = {
    Alarm.LAG: (phrases.DESK_LAG, phrases.DESK_LAG_OVER),
    Alarm.GAP: (phrases.DESK_GAP, phrases.DESK_GAP_OVER),
}


@dataclass(slots=True)
class Lookout:
    """Watches over one bot's road and tells its staff group; one copy at a time does."""

    database: Database
    bell: Bell
    group: Address
    bot: int
    ask: Ask
    clock: Callable[[], datetime]
    _unmoved: Sight | None = field(default=None)

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseAway:
                log.warning("database_away", kind="lookout")
            await self.bell.wait(LOOKOUT_BELL, LOOK_AGAIN)

    async def look(self) -> None:
        """Switch alarms on and off; each change is told once, whichever copy looks."""
        told = await self._asked()
        now = self.clock()
        async with self.database.books() as books:
            lag = lags(await books.inbox.oldest_at(), now)
            await self._set(books, Alarm.LAG, now, on=lag)
            if told is not None:
                gap = await self._gap(books, told, now)
                await self._set(books, Alarm.GAP, now, on=gap)

    async def _asked(self) -> AtTelegram | None:
        """Ask Telegram; while it does not answer, nothing is known of a gap."""
        try:
            return await self.ask()
        except SendingFailed as failure:
            log.warning("telegram_not_asked", error=failure)
            return None

    async def _gap(self, books: Books, told: AtTelegram, now: datetime) -> bool:
        sight = Sight(now, told, await books.inbox.newest(self.bot))
        self._unmoved = unmoved_since(self._unmoved, sight)
        missing = await books.inbox.missing(self.bot, now - REMEMBERED, now - SETTLED)
        return missing > 0 or stuck(self._unmoved, sight)

    async def _set(self, books: Books, alarm: Alarm, now: datetime, *, on: bool) -> None:
        if not await books.alarms.set(alarm, now, on=on):
            return
        log.error("alarm", kind=alarm, state="on" if on else "over")
        begun, over = SAID[alarm]
        phrase = begun if on else over
        await Post(books, self.group, now).to_group(TellGroup(phrase.key))
