"""The worker: takes what is in the inbox, one person at a time and in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
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
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from hotline.domain.address import Address
    from hotline.services.conversations import Conversations
    from hotline.services.desk import Desk
    from hotline.storage.bell import Bell
    from hotline.storage.books import Books, Database
    from hotline.storage.inbox import Kept

# The bell is a hint; this is how stale we are at worst when a ring was missed.
LOOK_AGAIN = timedelta(seconds=1)
# Turns of as many chats go with one commit: a person's row is held until the last of them, so
# that many turns must stay well below what anybody notices.
AT_ONCE = 16

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
        """Do one row of each of the chats that wait longest; return False when nothing waits."""
        async with self.database.books() as books:
            waiting = await books.inbox.oldest(AT_ONCE)
            if not waiting:
                return False
            several = len(waiting) > 1
            outcomes, left = await (self._together if several else self._each)(books, waiting)
            if outcomes:
                reached("turned")
        reached("committed")
        self._heard(outcomes)
        for _ in range(left):
            await self._alone()
        return True

    async def _alone(self) -> None:
        """Do the oldest row in a transaction of its own."""
        async with self.database.books() as books:
            kept = await books.inbox.next()
            if kept is None:
                return
            outcomes, _ = await self._each(books, [kept])
            reached("turned")
        reached("committed")
        self._heard(outcomes)

    def _heard(self, outcomes: Sequence[Outcome | None]) -> None:
        for outcome in outcomes:
            if outcome is not None and outcome.press is not None:
                self.acknowledge(outcome)

    async def _together(
        self, books: Books, waiting: Sequence[Kept]
    ) -> tuple[Sequence[Outcome], int]:
        """Take the turns of people with one commit; return how many rows are left to do alone.

        When one of them fails none is taken, and all are left. Whom somebody else holds waits
        for the next load, or is done alone when there is nobody else.
        """
        now = self.clock()
        try:
            async with books.attempt():
                acts = await self._acts(waiting, now)
                free = await self._free(books, acts.keys())
                outcomes = {
                    row: await self.conversations.act(books, acted, row, now)
                    for address, (row, acted) in acts.items()
                    if address in free
                }
                if outcomes:
                    fates = {row: outcome.fate for row, outcome in outcomes.items()}
                    await books.inbox.all_done(fates, now)
                    return tuple(outcomes.values()), len(waiting) - len(acts)
        except DatabaseAway:
            raise
        except Exception as fault:  # noqa: BLE001  # each is done alone, where a fault is written down
            log.warning("turns_parted", error=fault)
        return (), len(waiting)

    async def _acts(
        self, waiting: Sequence[Kept], now: datetime
    ) -> Mapping[Address, tuple[int, PersonActed]]:
        """Return what people did, with their rows."""
        acts: dict[Address, tuple[int, PersonActed]] = {}
        for kept in waiting:
            with suppress(Unreadable):
                arrival = await self._arrival(kept, now)
                if isinstance(arrival, PersonActed):
                    acts.setdefault(arrival.address, (kept.id, arrival))
        return acts

    async def _free(self, books: Books, people: AbstractSet[Address]) -> AbstractSet[Address]:
        """Return who is new or whom nobody else holds, with all that is often asked of them.

        Nobody waits here, so two copies that each hold many people never wait for each other.
        """
        held = await books.people.hold(people)
        await books.deliveries.look(books.lane(address) for address in people)
        return held | await books.people.strangers(people - held)

    async def _each(
        self, books: Books, waiting: Sequence[Kept]
    ) -> tuple[Sequence[Outcome | None], int]:
        return [await self._turn(books, kept) for kept in waiting], 0

    async def _arrival(self, kept: Kept, now: datetime) -> Arrival:
        """Return what an update means; raises Unreadable, also when no key opens it."""
        if kept.body is None:
            raise Unreadable
        return await self.read(kept.body, now)

    async def _turn(self, books: Books, kept: Kept) -> Outcome | None:
        now = self.clock()
        try:
            arrival = await self._arrival(kept, now)
        except Unreadable as unreadable:
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
