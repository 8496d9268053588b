"""The inbox: every update, sealed and safe before Telegram hears that we have it.

The row lock of the oldest waiting row of a lane is the turn itself: while one
copy of the program works on it, no other can take it or any later row of the
same lane, and when that copy dies the lock dies with its connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.alarm import ANEW, Newest
from hotline.storage.sealing import KeyDestroyed, SealBroken, letterbox
from hotline.storage.tables import inbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime, timedelta

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.arrivals import RawUpdate
    from hotline.storage.sealing import Keystore, Marks

# A row that failed this often is put aside so that its chat can go on.
ATTEMPTS = 4
QUARANTINED = "quarantined"
# As many of the newest updates are looked through for holes in their numbers.
RECENT = 5_000


class Letterboxes(Protocol):
    """Where slots and marks come from: the keystore, or the files beside a locked desk."""

    @property
    def marks(self) -> Marks:
        """What tells bodies and chats apart."""

    def slot(self, day: date) -> X25519PublicKey:
        """Return the public half of a day's letterbox."""


# Every turn asks this, so it is put together once.
_EARLIER = inbox.alias("earlier")
_NEXT = (
    select(inbox)
    .where(
        inbox.c.state == "waiting",
        inbox.c.due_at <= func.now(),
        ~select(_EARLIER.c.id)
        .where(
            _EARLIER.c.lane == inbox.c.lane,
            _EARLIER.c.state == "waiting",
            _EARLIER.c.id < inbox.c.id,
        )
        .exists(),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DONE = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"))
    .values(
        state="done", lane=b"", body=None, fate=bindparam("fate"), done_at=bindparam("done_at")
    )
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An inbox row whose turn it is; `body` is None when nobody can open it any more."""

    id: int
    body: bytes | None
    attempts: int


@dataclass(frozen=True, slots=True)
class PutAside:
    """A row in quarantine; `body` is None once nobody can open it any more."""

    id: int
    fate: str
    received_at: datetime
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Updates, inside one transaction."""

    connection: AsyncConnection
    keystore: Keystore

    async def keep(self, bot: int, updates: Sequence[RawUpdate], day: date) -> int:
        """Write updates down; return how many were new."""
        return await write_down(self.connection, self.keystore, bot, updates, day)

    async def next(self) -> Kept | None:
        """Return the oldest row whose chat nobody is working for, locked; None when idle."""
        rows = await self.oldest(1)
        return rows[0] if rows else None

    async def oldest(self, most: int) -> Sequence[Kept]:
        """Return the oldest rows whose chats nobody is working for, locked, one of each chat."""
        rows = await self.connection.execute(_NEXT, {"most": most})
        return [Kept(row.id, self._opened(row), row.attempts) for row in rows]

    async def done(self, row: int, fate: str, now: datetime) -> None:
        """Record what became of an update and empty its body."""
        await self.all_done({row: fate}, now)

    async def all_done(self, fates: Mapping[int, str], now: datetime) -> None:
        """Record what became of several updates, by their rows, and empty them.

        Nor does one say any more from which chat it came.
        """
        ended = [{"row": row, "fate": fate, "done_at": now} for row, fate in fates.items()]
        await self.connection.execute(_DONE, ended)

    async def put_off(self, row: int, attempts: int, pause: timedelta) -> None:
        """Try an update again later, by the clock of the database: `next` asks it too."""
        await self._change(row, attempts=attempts, due_at=func.now() + pause)

    async def quarantine(self, row: int, fate: str, now: datetime) -> None:
        """Put an update aside, sealed as it came, for somebody to look at."""
        await self._change(row, state=QUARANTINED, fate=fate, done_at=now)

    async def put_aside(self, limit: int) -> Sequence[PutAside]:
        """Return what is in quarantine, the oldest first, opened where a key is left."""
        rows = await self.connection.execute(
            select(inbox).where(inbox.c.state == QUARANTINED).order_by(inbox.c.id).limit(limit)
        )
        return [self._put_aside(row) for row in rows]

    async def quarantined(self, row: int) -> PutAside | None:
        """Return one row that is in quarantine, locked."""
        asked = select(inbox).where(inbox.c.id == row, inbox.c.state == QUARANTINED)
        found = (await self.connection.execute(asked.with_for_update())).one_or_none()
        return self._put_aside(found) if found else None

    async def put_back(self, row: int, now: datetime) -> None:
        """Let the worker try a row again, as if it were new."""
        await self._change(row, state="waiting", fate=None, attempts=0, due_at=now, done_at=None)

    async def sweep(self, before: datetime) -> int:
        """Delete rows that were done before then; return how many. What is put aside stays."""
        old = delete(inbox).where(inbox.c.state == "done", inbox.c.done_at < before)
        return (await self.connection.execute(old)).rowcount

    async def count(self, state: str) -> int:
        """Return how many rows are in a state."""
        return await count(self.connection, state)

    async def oldest_at(self) -> datetime | None:
        """Return since when the oldest update that is not done waits."""
        statement = select(func.min(inbox.c.received_at)).where(inbox.c.state == "waiting")
        oldest: datetime | None = (await self.connection.execute(statement)).scalar_one()
        return oldest

    async def newest(self, bot: int) -> Newest | None:
        """Return the newest update a bot received."""
        rows = await self.connection.execute(
            select(inbox.c.id, inbox.c.received_at)
            .where(inbox.c.bot == bot)
            .order_by(inbox.c.id.desc())
            .limit(1)
        )
        row = rows.one_or_none()
        return Newest(row.id, row.received_at) if row else None

    async def missing(self, bot: int, since: datetime, until: datetime) -> int:
        """Return how many numbers were left out before updates that came between two moments."""
        recent = (
            select(inbox.c.update_id, inbox.c.received_at)
            .where(inbox.c.bot == bot, inbox.c.update_id > 0)
            .order_by(inbox.c.id.desc())
            .limit(RECENT)
            .subquery()
        )
        before = func.lag(recent.c.update_id).over(order_by=recent.c.update_id)
        steps = select(
            (recent.c.update_id - before).label("step"), recent.c.received_at
        ).subquery()
        left_out = select(func.coalesce(func.sum(steps.c.step - 1), 0)).where(
            steps.c.step.between(2, ANEW), steps.c.received_at.between(since, until)
        )
        return int((await self.connection.execute(left_out)).scalar_one())

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

    def _put_aside(self, row: Row[Any]) -> PutAside:
        return PutAside(row.id, row.fate or "", row.received_at, self._opened(row))

    def _opened(self, row: Row[Any]) -> bytes | None:
        about = _about(row.bot, row.update_id, row.fingerprint)
        try:
            return letterbox.empty(row.body, about, self.keystore)
        except (SealBroken, KeyDestroyed):
            return None

    async def _change(self, row: int, **values: object) -> None:
        await self.connection.execute(update(inbox).where(inbox.c.id == row).values(**values))


async def write_down(
    connection: AsyncConnection,
    letterboxes: Letterboxes,
    bot: int,
    updates: Sequence[RawUpdate],
    day: date,
) -> int:
    """Write updates down, sealed for whoever has the day's key; return how many were new."""
    if not updates:
        return 0
    marks, slot = letterboxes.marks, letterboxes.slot(day)
    rows = [_row(bot, raw, day, marks, slot) for raw in updates]
    statement = insert(inbox).values(rows).on_conflict_do_nothing().returning(inbox.c.id)
    return len((await connection.execute(statement)).all())


async def count(connection: AsyncConnection, state: str) -> int:
    """Return how many rows are in a state."""
    statement = select(func.count()).select_from(inbox).where(inbox.c.state == state)
    return (await connection.execute(statement)).scalar_one()


def _row(
    bot: int, raw: RawUpdate, day: date, marks: Marks, slot: X25519PublicKey
) -> dict[str, object]:
    fingerprint = marks.fingerprint(raw.body)
    about = _about(bot, raw.update_id, fingerprint)
    return {
        "bot": bot,
        "update_id": raw.update_id,
        "fingerprint": fingerprint,
        "lane": marks.lane(raw.chat) if raw.chat else fingerprint,
        "body": letterbox.drop(raw.body, about, day, slot),
    }


def _about(bot: int, update_id: int, fingerprint: bytes) -> str:
    return f"inbox|{bot}|{update_id}|{fingerprint.hex()}"
