"""Codes to go on from another phone, inside one transaction: hashes, never the codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.case import CaseId, PersonId
from hotline.domain.codes import CODE_LIVES, OVERALL_COUNT_FOR, TRIES_COUNT_FOR, may_try
from hotline.storage.tables import cases, code_tries, return_codes

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.sealing import Index

PURPOSE = "return"


@dataclass(frozen=True, slots=True)
class Codes:
    """Who may go on from another phone, and who asked to."""

    connection: AsyncConnection
    index: Index

    async def keep(self, case: CaseId, symbols: str, now: datetime) -> None:
        """Remember a case's new code; the one before, used or not, ends."""
        code, ends_at = self.index.code(PURPOSE, symbols), now + CODE_LIVES
        fresh = {"code": code, "ends_at": ends_at, "asker": None}
        statement = upsert(return_codes).values(case=case, **fresh)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["case"], set_=fresh)
        )

    async def use(self, symbols: str, asker: PersonId, now: datetime) -> CaseId | None:
        """Use a code up for somebody; return whose case it is, or None for any other code.

        One statement, so of many who type it at once one is first. Nobody uses a code
        of their own case.
        """
        own = select(cases.c.id).where(cases.c.person == asker)
        used = (
            update(return_codes)
            .where(
                return_codes.c.code == self.index.code(PURPOSE, symbols),
                return_codes.c.ends_at > now,
                return_codes.c.case.not_in(own),
            )
            .values(code=None, asker=asker)
        )
        rows = await self.connection.execute(used.returning(return_codes.c.case))
        found = rows.scalar_one_or_none()
        return CaseId(found) if found else None

    async def asked(self, case: CaseId) -> bool:
        """Say whether somebody used the code of a case and waits for an operator."""
        found = await self.connection.execute(
            select(return_codes.c.case).where(
                return_codes.c.case == case, return_codes.c.asker.is_not(None)
            )
        )
        return found.one_or_none() is not None

    async def settle(self, case: CaseId) -> PersonId | None:
        """Take away what was asked of a case; return who asked, once."""
        settled = delete(return_codes).where(
            return_codes.c.case == case, return_codes.c.asker.is_not(None)
        )
        rows = await self.connection.execute(settled.returning(return_codes.c.asker))
        found = rows.scalar_one_or_none()
        return PersonId(found) if found else None

    async def forget(self, person: PersonId) -> None:
        """End the codes of a person's cases, and what they asked themselves."""
        own = select(cases.c.id).where(cases.c.person == person)
        await self.connection.execute(
            delete(return_codes).where(
                return_codes.c.case.in_(own) | (return_codes.c.asker == person)
            )
        )

    async def try_one(self, person: PersonId, now: datetime) -> bool:
        """Say whether a person may have one more code looked up, and count it."""
        await self.connection.execute(
            delete(code_tries).where(code_tries.c.at <= now - TRIES_COUNT_FOR)
        )
        own = await self.connection.execute(
            select(code_tries.c.at)
            .where(code_tries.c.person == person)
            .order_by(code_tries.c.number)
        )
        overall = await self.connection.execute(
            select(func.count()).where(code_tries.c.at > now - OVERALL_COUNT_FOR)
        )
        allowed = may_try(own.scalars().all(), overall.scalar_one(), now)
        if allowed:
            await self.connection.execute(insert(code_tries).values(person=person, at=now))
        return allowed
