"""The audit: who did what, to what and when, as a chain that shows where it was changed.

Each row's hash is made with a key from outside the database and covers the row
before it, so no row can be changed, moved or taken out of the middle unseen. A
chain alone does not show that its end was cut off: `head` is for keeping elsewhere.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, text

from hotline.storage.belonging import at_desk
from hotline.storage.tables import audit, cases, staff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.desks import Desk
    from hotline.domain.readings import Readings
    from hotline.storage.sealing import Index

BEGINNING = b"\0" * 32
# Rows are read so many at a time while the chain is checked.
AT_ONCE = 1000
# Every way to see what a person said.
READING = ("case.read", "glass.read", "identity.show")
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

    async def readings(
        self, wanted: Readings, limit: int, within: ColumnElement[bool] | None = None
    ) -> Sequence[Entry]:
        """Return who read which case, the newest first; nothing beyond what `within` allows."""
        asked = select(audit).where(audit.c.act.in_(READING), *_conditions(wanted))
        if within is not None:
            asked = asked.where(within)
        rows = await self.connection.execute(asked.order_by(audit.c.number.desc()).limit(limit))
        return [_entry(row) for row in rows]

    async def readings_of_desk(
        self,
        wanted: Readings,
        limit: int,
        desk: Desk,
        speaking: Mapping[str, frozenset[str]],
    ) -> Sequence[Entry]:
        """Return the same of one desk: of its cases by anybody, and by its staff of any case."""
        own = select(cases.c.code).where(at_desk(desk, speaking))
        here = select(staff.c.name).where(staff.c.desk == desk.desk)
        return await self.readings(
            wanted, limit, audit.c.object.in_(own) | audit.c.actor.in_(here)
        )

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


def _conditions(wanted: Readings) -> Iterator[ColumnElement[bool]]:
    """Walk what a row of the reading log must fulfil."""
    if wanted.reader is not None:
        yield audit.c.actor == wanted.reader
    if wanted.code is not None:
        yield audit.c.object == wanted.code
    if wanted.day is not None:
        begins = datetime.combine(wanted.day, time(), UTC)
        yield audit.c.at >= begins
        yield audit.c.at < begins + timedelta(days=1)
    if wanted.before is not None:
        yield audit.c.number < wanted.before
