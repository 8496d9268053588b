"""Bans, inside one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.ban import Ban
from hotline.domain.case import OperatorKey
from hotline.storage.tables import bans

if TYPE_CHECKING:
    from hotline.domain.case import PersonId
    from hotline.storage.connection import Connection


# Every call for a human asks this, so it is put together once.
_OF = select(bans).where(bans.c.person == bindparam("whose"))


@dataclass(frozen=True, slots=True)
class Bans:
    """The newest ban of each person, in force or not."""

    connection: Connection

    async def of(self, person: PersonId) -> Ban | None:
        """Return somebody's ban, whatever became of it."""
        found = await self.connection.aside(_OF, {"whose": person})
        row = found.one_or_none()
        if row is None:
            return None
        second = OperatorKey(row.agreed_by) if row.agreed_by else None
        return Ban(OperatorKey(row.proposed_by), row.proposed_at, second, row.ends_at)

    async def save(self, person: PersonId, ban: Ban) -> None:
        """Write a ban down in place of an earlier one."""
        told = asdict(ban)
        statement = upsert(bans).values(person=person, **told)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["person"], set_=told)
        )
