"""Closed talks, laid down so that only the archive's key opens them.

Inside, content is sealed for the archive; outside, with a new key of the case. So
the running desk cannot read it, and erasing the person reaches it all the same, in
backups too. The case's old key is replaced and dies with its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, or_, select, update

from hotline.domain.case import CaseId, CaseState
from hotline.domain.delivery import DeliveryState
from hotline.domain.referral import LIFE, Act
from hotline.storage.sealing import archive
from hotline.storage.shredding import Shredding
from hotline.storage.tables import (
    cases,
    deliveries,
    drafts,
    files,
    messages,
    priority_changes,
    questions,
    referrals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from sqlalchemy import Column, ColumnElement, Row, Select, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.keys import Keys

# Everything that is sealed with the key of a case. Letters are too, but they are empty once they
# have gone out.
CONTENT: tuple[tuple[Table, Column[bytes]], ...] = (
    (messages, messages.c.words),
    (priority_changes, priority_changes.c.why),
    (referrals, referrals.c.told),
    (files, files.c.told),  # with the key of the file's content, which need not be touched
)
# What stands in the place of a side where a file was sent.
FILE = "file"
# A partner may still read these, or a person still answer.
IN_HAND = [state.value for state, act in LIFE if act is Act.WITHDRAW]
ON_THEIR_WAY = [DeliveryState.QUEUED.value, DeliveryState.SENDING.value]


@dataclass(frozen=True, slots=True)
class LaidDown:
    """One message or file as the archive keeps it; `sealed` opens off line, for the row `about`.

    `content` is that of a file, sealed with a key that lies in `sealed`.
    """

    about: str
    side: str
    at: datetime
    sealed: bytes
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """Laying down and handing out, inside one transaction."""

    connection: AsyncConnection
    keys: Keys

    async def ripe(self, closed_before: datetime, limit: int) -> Sequence[CaseId]:
        """Return cases that were closed before then and can still be read here."""
        rows = await self.connection.execute(
            select(cases.c.id).where(_ripe(closed_before)).order_by(cases.c.closed_at).limit(limit)
        )
        return [CaseId(case) for case in rows.scalars()]

    async def is_ripe(self, case: CaseId, closed_before: datetime) -> bool:
        """Say whether a locked case is still one of these."""
        found = await self.connection.execute(
            select(cases.c.id).where(cases.c.id == case, _ripe(closed_before))
        )
        return found.one_or_none() is not None

    async def lay_down(self, case: CaseId, slot: X25519PublicKey, day: date) -> None:
        """Seal what a ripe and locked case holds for the archive, and give it a new key.

        The ids by which Telegram would show the messages again are forgotten, and drafts
        and questions to the person are gone.
        """
        for beside in (drafts, questions):
            await self.connection.execute(delete(beside).where(beside.c.case == case))
        for table, column in CONTENT:
            for row in await self._rows(table, case):
                held = row._mapping[column]  # noqa: SLF001 - its public name
                if held is not None:
                    laid = await self._laid(table, row, held, slot)
                    statement = update(table).where(table.c.id == row.id)
                    await self.connection.execute(statement.values({**laid, column: None}))
        await Shredding(self.connection, self.keys).renew([case], day, bury=False)

    async def of(self, case: CaseId) -> Sequence[LaidDown]:
        """Return what the archive keeps of a case, oldest first, still sealed for it."""
        said = [await self._held(messages, row) for row in await self._rows(messages, case)]
        sent = [await self._held(files, row) for row in await self._rows(files, case)]
        return sorted((each for each in (*said, *sent) if each), key=attrgetter("at"))

    async def _held(self, table: Table, row: Row[Any]) -> LaidDown | None:
        if row.archived is None:
            return None
        about, seal = f"{table.name}|{row.id}", await self.keys.of(row.key)
        sealed = seal.open(row.archived, f"archive|{about}")
        if table is messages:
            return LaidDown(about, row.side, row.at, sealed)
        asked = select(files.c.content).where(files.c.id == row.id)
        content = (await self.connection.execute(asked)).scalar_one()
        return LaidDown(about, FILE, row.at, sealed, content)

    async def _rows(self, table: Table, case: CaseId) -> Sequence[Row[Any]]:
        of_case = _of_cases(table).where(_case(table) == case)
        rows: Sequence[Row[Any]] = (await self.connection.execute(of_case)).all()
        return rows

    async def _laid(
        self, table: Table, row: Row[Any], held: bytes, slot: X25519PublicKey
    ) -> dict[str, Any]:
        about, has_key = f"{table.name}|{row.id}", "key" in table.c
        inside = await self.keys.of(row.key if has_key else row.case)
        outside = await self.keys.of(row.case)
        inner = archive.lay_down(inside.open(held, about), about, slot)
        outer = {"archived": outside.seal(inner, f"archive|{about}")}
        if table is messages:
            return {**outer, "key": row.case, "source": None}
        return {**outer, "key": row.case} if has_key else {**outer}


def _case(table: Table) -> Column[Any]:
    """Return the column that says of which case a row is; a file is of its message's."""
    return messages.c.case if table is files else table.c.case


def _of_cases(table: Table) -> Select[Any]:
    """Return what a row of a table holds, without the large contents of files, in order."""
    if table is not files:
        return select(table).order_by(table.c.number)
    light = (files.c.id, files.c.key, files.c.told, files.c.archived, files.c.at, messages.c.case)
    joined = select(*light).join(messages, messages.c.id == files.c.message)
    return joined.order_by(messages.c.number)


def _ripe(closed_before: datetime) -> ColumnElement[bool]:
    """Return what makes a case ripe: closed, readable, and nothing about it under way."""
    readable = (
        _of_cases(table).where(_case(table) == cases.c.id, column.is_not(None)).exists()
        for table, column in CONTENT
    )
    waits = exists().where(deliveries.c.case == cases.c.id, deliveries.c.state.in_(ON_THEIR_WAY))
    shared = exists().where(
        referrals.c.case == cases.c.id,
        referrals.c.state.in_(IN_HAND),
        referrals.c.until > closed_before,
    )
    closed = cases.c.state == CaseState.CLOSED.value
    return closed & (cases.c.closed_at < closed_before) & ~waits & ~shared & or_(*readable)
