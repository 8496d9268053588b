"""The inbox: every update, sealed and safe before Telegram hears that we have it.

The row lock of the oldest waiting row of a lane is the turn itself: while one
copy of the program works on it, no other can take it or any later row of the
same lane, and when that copy dies the lock dies with its connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from hotline.storage.sealing import letterbox
from hotline.storage.tables import inbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.arrivals import RawUpdate
    from hotline.storage.sealing import Index, Keystore

# A row that failed this often is put aside so that its chat can go on.
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """An inbox row whose turn it is."""

    id: int
    body: bytes
    attempts: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """Updates, inside one transaction."""

    connection: AsyncConnection
    index: Index
    keystore: Keystore

    async def keep(self, bot: int, updates: Sequence[RawUpdate], day: date) -> int:
        """Write updates down; return how many were new."""
        if not updates:
            return 0
        rows = [self._row(bot, raw, day) for raw in updates]
        statement = insert(inbox).values(rows).on_conflict_do_nothing().returning(inbox.c.id)
        return len((await self.connection.execute(statement)).all())

    async def next(self) -> Kept | None:
        """Return the oldest row whose chat nobody is working for, locked; None when idle."""
        earlier = inbox.alias("earlier")
        blocked = (
            select(earlier.c.id)
            .where(
                earlier.c.lane == inbox.c.lane,
                earlier.c.state == "waiting",
                earlier.c.id < inbox.c.id,
            )
            .exists()
        )
        statement = (
            select(inbox)
            .where(inbox.c.state == "waiting", inbox.c.due_at <= func.now(), ~blocked)
            .order_by(inbox.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = (await self.connection.execute(statement)).one_or_none()
        if row is None:
            return None
        about = _about(row.bot, row.update_id, row.fingerprint)
        return Kept(row.id, letterbox.empty(row.body, about, self.keystore), row.attempts)

    async def done(self, row: int, fate: str, now: datetime) -> None:
        """Record what became of an update and empty its body."""
        await self._change(row, state="done", fate=fate, body=None, done_at=now)

    async def put_off(self, row: int, attempts: int, pause: timedelta, now: datetime) -> None:
        """Try an update again later."""
        await self._change(row, attempts=attempts, due_at=now + pause)

    async def quarantine(self, row: int, fate: str, now: datetime) -> None:
        """Put an update aside, sealed as it came, for somebody to look at."""
        await self._change(row, state="quarantined", fate=fate, done_at=now)

    async def sweep(self, before: datetime) -> int:
        """Delete rows that were done before then; return how many. What is put aside stays."""
        old = delete(inbox).where(inbox.c.state == "done", inbox.c.done_at < before)
        return (await self.connection.execute(old)).rowcount

    async def count(self, state: str) -> int:
        """Return how many rows are in a state."""
        statement = select(func.count()).select_from(inbox).where(inbox.c.state == state)
        return (await self.connection.execute(statement)).scalar_one()

    async def days_waiting(self) -> frozenset[date]:
        """Return the days on which what still waits was sealed."""
        sealed_on = func.date(func.timezone("UTC", inbox.c.received_at))
        rows = await self.connection.execute(
            select(sealed_on).where(inbox.c.state == "waiting").distinct()
        )
        return frozenset(rows.scalars())

    async def fates(self) -> dict[str, int]:
        """Return how many updates met each fate; those still waiting have none and are counted so.

        The sum is everything that ever came and is not yet tidied away: nothing is dropped.
        """
        fate = func.coalesce(inbox.c.fate, inbox.c.state)
        rows = await self.connection.execute(select(fate, func.count()).group_by(fate))
        return {row[0]: row[1] for row in rows}

    async def _change(self, row: int, **values: object) -> None:
        await self.connection.execute(update(inbox).where(inbox.c.id == row).values(**values))

    def _row(self, bot: int, raw: RawUpdate, day: date) -> dict[str, object]:
        slot = self.keystore.on(day).letterbox.public_key()
        fingerprint = self.index.fingerprint(raw.body)
        return {
            "bot": bot,
            "update_id": raw.update_id,
            "fingerprint": fingerprint,
            "lane": self.index.blind(raw.chat) if raw.chat else fingerprint,
            "body": letterbox.drop(raw.body, _about(bot, raw.update_id, fingerprint), day, slot),
        }


def _about(bot: int, update_id: int, fingerprint: bytes) -> str:
    return f"inbox|{bot}|{update_id}|{fingerprint.hex()}"
