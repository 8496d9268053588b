"""The audit: who did what, to what and when, as a chain that shows where it was changed.

Each row's hash is made with a key from outside the database and covers the row
before it, so no row can be changed, moved or taken out of the middle unseen. A
chain alone does not show that its end was cut off: `head` is for keeping elsewhere.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, text

from hotline.storage.tables import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.sealing import Index

BEGINNING = b"\0" * 32
# Rows are read so many at a time while the chain is checked.
AT_ONCE = 1000
# The audit's own lock: rows are added one after the other, in all copies of the program.
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('hotline audit'))")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: staff by name, a case by its code, never a word that was said."""

    number: int
    at: datetime
    actor: str
    act: str
    object: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain; kept elsewhere it proves that nothing was cut off."""

    number: int
    hash: str


class ChainBroken(Exception):
    """The row of this number is not what was written, or rows before it are missing."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"The audit is broken at row {number}.")


@dataclass(frozen=True, slots=True)
class Audit:
    """The chain, inside one transaction."""

    connection: AsyncConnection
    index: Index

    async def write(
        self, actor: str, act: str, about: str, now: datetime, outcome: str = "done"
    ) -> None:
        """Add a row; until this transaction ends nobody else adds one."""
        await self.connection.execute(ONE_AT_A_TIME)
        number, before = await self._last()
        entry = Entry(number + 1, now, actor, act, about, outcome)
        linked = self.index.linked(before, _told(entry))
        await self.connection.execute(
            insert(audit).values(
                number=entry.number,
                at=now,
                actor=actor,
                act=act,
                object=about,
                outcome=outcome,
                hash=linked,
            )
        )

    async def head(self) -> Head:
        """Return the end of the chain."""
        number, last = await self._last()
        return Head(number, last.hex())

    async def newest(self, limit: int) -> Sequence[Entry]:
        """Return the last rows, the newest first."""
        rows = await self.connection.execute(
            select(audit).order_by(audit.c.number.desc()).limit(limit)
        )
        return [_entry(row) for row in rows]

    async def verify(self, anchor: Head | None = None) -> int:
        """Walk the whole chain and return how many rows it has.

        Raises ChainBroken at the first row that is wrong, or at the anchor's when the chain
        does not hold it.
        """
        number, before, held = 0, BEGINNING, anchor is None or anchor.number == 0
        while rows := await self._after(number):
            for row in rows:
                expected = self.index.linked(before, _told(_entry(row)))
                if row.number != number + 1 or not hmac.compare_digest(expected, row.hash):
                    raise ChainBroken(number + 1)
                number, before = row.number, row.hash
                held = held or (anchor is not None and anchor == Head(number, before.hex()))
        if not held and anchor is not None:
            raise ChainBroken(anchor.number)
        return number

    async def _last(self) -> tuple[int, bytes]:
        newest = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
        row = (await self.connection.execute(newest)).one_or_none()
        return (row.number, row.hash) if row else (0, BEGINNING)

    async def _after(self, number: int) -> Sequence[Row[Any]]:
        following = select(audit).where(audit.c.number > number).order_by(audit.c.number)
        return (await self.connection.execute(following.limit(AT_ONCE))).all()


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.number, row.at, row.actor, row.act, row.object, row.outcome)


def _told(entry: Entry) -> bytes:
    moment = entry.at.astimezone(UTC).isoformat()
    parts = [entry.number, moment, entry.actor, entry.act, entry.object, entry.outcome]
    return json.dumps(parts).encode()
