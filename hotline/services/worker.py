"""The worker: takes what is in the inbox, one person at a time and in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hotline.boundaries import reached
from hotline.domain.arrivals import (
    Arrival,
    ChatBlocked,
    NothingToDo,
    OperatorAsked,
    OperatorPressed,
    OperatorWrote,
    Outcome,
    PersonActed,
    Unreadable,
)
from hotline.domain.delivery import pause_after
from hotline.services.ingest import INBOX_BELL
from hotline.storage.books import DatabaseAway
from hotline.storage.inbox import ATTEMPTS
from hotline.storage.sealing import SealBroken
from hotline.telemetry import log

if TYPE_CHECKING:
    from hotline.services.conversations import Conversations
    from hotline.services.desk import Desk
    from hotline.storage.bell import Bell
    from hotline.storage.books import Books, Database
    from hotline.storage.inbox import Kept

# The bell is a hint; this is how stale we are at worst when a ring was missed.
LOOK_AGAIN = timedelta(seconds=1)

# Turns the sealed body of an update into what it means; raises Unreadable.
Reader = Callable[[bytes, datetime], Awaitable[Arrival]]
# Tells a pressed button that it was heard; never raises, promises nothing.
Acknowledge = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Worker:
    """Works through the inbox; several copies and several loops may run at once."""

    database: Database
    bell: Bell
    read: Reader
    conversations: Conversations
    desk: Desk
    acknowledge: Acknowledge
    clock: Callable[[], datetime]

    async def run(self) -> None:
        """Work until cancelled; whatever fails is put off, the loop goes on."""
        while True:
            try:
                busy = await self.work()
            except DatabaseAway:
                log.warning("database_away", kind="worker")
                busy = False
            if not busy:
                await self.bell.wait(INBOX_BELL, LOOK_AGAIN)

    async def work(self) -> bool:
        """Do one row of the inbox in one transaction; return False when there is none."""
        async with self.database.books() as books:
            kept = await books.inbox.next()
            if kept is None:
                return False
            outcome = await self._turn(books, kept)
            reached("turned")
        reached("committed")
        if outcome is not None and outcome.press is not None:
            self.acknowledge(outcome)
        return True

    async def _turn(self, books: Books, kept: Kept) -> Outcome | None:
        now = self.clock()
        try:
            arrival = await self.read(kept.body, now)
        except (Unreadable, SealBroken) as unreadable:
            await books.inbox.quarantine(kept.id, "unreadable", now)
            log.warning("update_quarantined", error=unreadable)
            return None
        try:
            async with books.attempt():
                outcome = await self._apply(books, arrival, kept.id, now)
                await books.inbox.done(kept.id, outcome.fate, now)
                return outcome
        except DatabaseAway:
            raise
        except Exception as fault:  # noqa: BLE001  # one person's bad turn must not stop the rest
            await self._failed(books, kept, fault, now)
            return None

    async def _apply(self, books: Books, arrival: Arrival, row: int, now: datetime) -> Outcome:
        match arrival:
            case PersonActed():
                return await self.conversations.act(books, arrival, row, now)
            case ChatBlocked():
                return await self.conversations.blocked(books, arrival, now)
            case OperatorPressed():
                return await self.desk.press(books, arrival, now)
            case OperatorAsked():
                return await self.desk.ask(books, arrival, now)
            case OperatorWrote():
                return await self.desk.write(books, arrival, row, now)
            case NothingToDo(fate, press):
                return Outcome(fate, press)

    async def _failed(self, books: Books, kept: Kept, fault: Exception, now: datetime) -> None:
        attempts = kept.attempts + 1
        log.error("turn_failed", error=fault, attempt=attempts)
        if attempts >= ATTEMPTS:
            await books.inbox.quarantine(kept.id, "failed", now)
        else:
            await books.inbox.put_off(kept.id, attempts, pause_after(attempts))
