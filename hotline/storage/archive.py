"""Closed talks, laid down so that only the archive's key opens them.

Inside, content is sealed for the archive; outside, with a new key of the case. So
the running desk cannot read it, and erasing the person reaches it all the same, in
backups too. The case's old key is replaced and dies with its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, or_, select, update

from hotline.domain.case import CaseId, CaseState
from hotline.domain.delivery import DeliveryState
from hotline.storage.sealing import archive
from hotline.storage.tables import cases, deliveries, messages, priority_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from sqlalchemy import Column, Row, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.keys import Keys
    from hotline.storage.sealing import Seal

# Everything that is sealed with the key of a case: the column, and its name in the seal. Letters
# are too, but they are empty once they have gone out.
CONTENT: tuple[tuple[Table, Column[bytes]], ...] = (
    (messages, messages.c.words),
    (priority_changes, priority_changes.c.why),
)
ON_THEIR_WAY = [DeliveryState.QUEUED.value, DeliveryState.SENDING.value]


@dataclass(frozen=True, slots=True)
class LaidDown:
    """One message as the archive keeps it; `sealed` opens off line, for the row `about`."""

    about: str
    side: str
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """Laying down and handing out, inside one transaction."""

    connection: AsyncConnection
    keys: Keys

    async def ripe(self, closed_before: datetime, limit: int) -> Sequence[CaseId]:
        """Return cases that were closed before then and can still be read here."""
        waits = exists().where(
            deliveries.c.case == cases.c.id, deliveries.c.state.in_(ON_THEIR_WAY)
        )
        readable = (
            exists().where(table.c.case == cases.c.id, column.is_not(None))
            for table, column in CONTENT
        )
        rows = await self.connection.execute(
            select(cases.c.id)
            .where(
                cases.c.state == CaseState.CLOSED.value,
                cases.c.closed_at < closed_before,
                ~waits,
                or_(*readable),
            )
            .order_by(cases.c.closed_at)
            .limit(limit)
        )
        return [CaseId(case) for case in rows.scalars()]

    async def lay_down(self, case: CaseId, slot: X25519PublicKey, day: date) -> None:
        """Seal what a closed and locked case holds for the archive, and give it a new key.

        The ids by which Telegram would show the messages again are forgotten.
        """
        found = [
            (table, row, await self._inner(table, row, column, slot))
            for table, column in CONTENT
            for row in await self._rows(table, case)
        ]
        seal = await self.keys.replace(case, day)
        for table, row, inner in found:
            await self.connection.execute(
                update(table).where(table.c.id == row.id).values(_laid(table, row, inner, seal))
            )
        await self.connection.execute(
            update(messages).where(messages.c.case == case).values(key=case, source=None)
        )

    async def of(self, case: CaseId) -> Sequence[LaidDown]:
        """Return what the archive keeps of a case, oldest first, still sealed for it."""
        seal = await self.keys.of(case)
        return [
            LaidDown(_about(messages, row), row.side, row.at, _outer(messages, row, seal))
            for row in await self._rows(messages, case)
            if row.archived is not None
        ]

    async def _rows(self, table: Table, case: CaseId) -> Sequence[Row[Any]]:
        rows = await self.connection.execute(
            select(table).where(table.c.case == case).order_by(table.c.number)
        )
        return rows.all()

    async def _inner(
        self, table: Table, row: Row[Any], column: Column[bytes], slot: X25519PublicKey
    ) -> bytes | None:
        """Return a row's content as only the archive opens it; None where there is none."""
        if row.archived is not None:
            return _outer(table, row, await self.keys.of(row.case))
        held = row._mapping[column]  # noqa: SLF001 - SQLAlchemy's public name for it
        if held is None:
            return None
        owner = row.key if table is messages else row.case
        seal = await self.keys.of(owner)
        about = _about(table, row)
        return archive.lay_down(seal.open(held, about), about, slot)


def _laid(table: Table, row: Row[Any], inner: bytes | None, seal: Seal) -> dict[str, Any]:
    outer = seal.seal(inner, f"archive|{_about(table, row)}") if inner is not None else None
    return {"archived": outer, **dict.fromkeys(_columns(table))}


def _columns(table: Table) -> Iterator[str]:
    return (column.name for held, column in CONTENT if held is table)


def _outer(table: Table, row: Row[Any], seal: Seal) -> bytes:
    return seal.open(row.archived, f"archive|{_about(table, row)}")


def _about(table: Table, row: Row[Any]) -> str:
    return f"{table.name}|{row.id}"
