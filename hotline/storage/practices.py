"""Practice talks, one for each member of staff, sealed with the member's own key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.practice import Line, Practice
from hotline.storage.tables import practices

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.staff import StaffId
    from hotline.storage.keys import Keys

_LINES: TypeAdapter[tuple[Line, ...]] = TypeAdapter(tuple[Line, ...])


@dataclass(frozen=True, slots=True)
class Practices:
    """Practice talks, inside one transaction."""

    connection: AsyncConnection
    keys: Keys

    async def of(self, member: StaffId) -> Practice | None:
        """Return a member's practice talk, locked."""
        rows = await self.connection.execute(
            select(practices).where(practices.c.member == member).with_for_update()
        )
        row = rows.one_or_none()
        if row is None:
            return None
        seal = await self.keys.of(member)
        return Practice(
            row.began_at, _LINES.validate_json(seal.open(row.lines, f"practices|{member}"))
        )

    async def save(self, member: StaffId, practice: Practice) -> None:
        """Keep a member's practice talk in place of an earlier one."""
        seal = await self.keys.of(member)
        told = {
            "began_at": practice.began_at,
            "lines": seal.seal(_LINES.dump_json(practice.lines), f"practices|{member}"),
        }
        await self.connection.execute(
            insert(practices)
            .values(member=member, **told)
            .on_conflict_do_update(index_elements=["member"], set_=told)
        )

    async def end(self, member: StaffId) -> None:
        """Erase a member's practice talk."""
        await self.connection.execute(delete(practices).where(practices.c.member == member))

    async def sweep(self, before: datetime) -> int:
        """Erase all that began before then; return how many."""
        gone = await self.connection.execute(
            delete(practices).where(practices.c.began_at < before)
        )
        return gone.rowcount
