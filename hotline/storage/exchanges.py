"""Exports that were asked for and agreed to, and files of other desks that were counted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.case import CaseId
from hotline.domain.exchange.agreeing import Export, ExportId
from hotline.storage.tables import cases, exports, imports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The register of what leaves and what arrives, inside one transaction."""

    connection: AsyncConnection

    async def ask(self, recipient: str, desk: str, by: str, now: datetime) -> ExportId:
        """Write down that somebody asks for an export."""
        export = ExportId(uuid.uuid4())
        await self.connection.execute(
            insert(exports).values(
                id=export, recipient=recipient, desk=desk, asked_by=by, asked_at=now
            )
        )
        return export

    async def find(self, export: ExportId) -> Export | None:
        """Return an export, locked."""
        asked = select(exports).where(exports.c.id == export).with_for_update()
        row = (await self.connection.execute(asked)).mappings().one_or_none()
        return Export(**row) if row else None

    async def newest(self, most: int) -> Sequence[Export]:
        """Return the newest exports."""
        asked = select(exports).order_by(exports.c.asked_at.desc()).limit(most)
        return [Export(**row) for row in (await self.connection.execute(asked)).mappings()]

    async def keep(self, export: Export) -> None:
        """Write down how far an export is."""
        await self.connection.execute(
            update(exports)
            .where(exports.c.id == export.id)
            .values(
                agreed_by=export.agreed_by,
                agreed_at=export.agreed_at,
                given_by=export.given_by,
                given_at=export.given_at,
                rows=export.rows,
            )
        )

    async def cases(self) -> Sequence[CaseId]:
        """Return the cases whose person has not erased themselves."""
        asked = select(cases.c.id).where(cases.c.person.is_not(None)).order_by(cases.c.id)
        return [CaseId(each) for each in (await self.connection.execute(asked)).scalars()]

    async def receive(self, hashed: str, desk: str, month: date, rows: int, now: datetime) -> bool:
        """Write down a file of another desk; False when it was counted before."""
        statement = upsert(imports).values(hash=hashed, desk=desk, month=month, rows=rows, at=now)
        done = await self.connection.execute(
            statement.on_conflict_do_nothing().returning(imports.c.hash)
        )
        return done.one_or_none() is not None
