"""Sign-ins and tries that failed, inside one transaction."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.case import OperatorKey
from hotline.domain.staff import (
    FORGOTTEN,
    Member,
    Role,
    Session,
    SessionId,
    StaffId,
    pause_after_tries,
)
from hotline.storage.tables import sessions, staff, tries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.sealing import Index


@dataclass(frozen=True, slots=True)
class Sessions:
    """Who is signed in."""

    connection: AsyncConnection
    index: Index

    async def begin(self, member: StaffId, token: str, agent: str, now: datetime) -> None:
        """Write down a new sign-in; only a hash of its token is kept."""
        await self.connection.execute(
            insert(sessions).values(
                id=uuid.uuid4(),
                member=member,
                token=_hashed(token),
                agent=agent,
                began_at=now,
                seen_at=now,
                fresh_at=now,
            )
        )

    async def of(self, token: str) -> Session | None:
        """Return the sign-in of a token, whether or not it still counts."""
        found = await self._found(sessions.c.token == _hashed(token))
        return found[0] if found else None

    async def of_member(self, member: StaffId) -> Sequence[Session]:
        """Return a member's sign-ins, the newest first."""
        return await self._found(sessions.c.member == member)

    async def at_desk(self, desk: str, since: datetime) -> Sequence[Session]:
        """Return the sign-ins of a desk in which somebody acted since then, the newest first."""
        return await self._found((staff.c.desk == desk) & (sessions.c.seen_at >= since))

    async def seen(self, session: SessionId, now: datetime) -> None:
        """Remember that somebody acted."""
        await self._set(session, seen_at=now)

    async def renew(self, session: SessionId, token: str, now: datetime) -> None:
        """Give a sign-in a new token after a fresh code; the old token ends."""
        await self._set(session, token=_hashed(token), fresh_at=now, seen_at=now)

    async def end(self, session: SessionId, member: StaffId) -> bool:
        """End one sign-in of a member; False if it is not theirs."""
        ended = await self.connection.execute(
            delete(sessions).where(sessions.c.id == session, sessions.c.member == member)
        )
        return ended.rowcount == 1

    async def end_all(self, member: StaffId, *, but: SessionId | None = None) -> None:
        """End every sign-in of a member, except perhaps the one that asks for it."""
        kept = sessions.c.id != but if but else sessions.c.member == member
        await self.connection.execute(delete(sessions).where(sessions.c.member == member, kept))

    async def try_now(self, name: str, client: str, now: datetime) -> bool:
        """Count a try before it is looked at; False, and nothing counted, while it is too early.

        One statement: of many tries at the same moment only those that are due are looked at.
        """
        free = pause_after_tries(1)
        new = upsert(tries).values(bucket=self._bucket(name, client), number=1, at=now, due_at=now)
        again = case((tries.c.at < now - FORGOTTEN, 1), else_=tries.c.number + 1)
        counted = await self.connection.execute(
            new.on_conflict_do_update(
                index_elements=["bucket"],
                set_={"number": again, "at": now},
                where=tries.c.due_at <= now,
            ).returning(tries.c.number)
        )
        number = counted.scalar_one_or_none()
        if number is None:
            return False
        pause = pause_after_tries(number)
        if pause > free:
            await self.connection.execute(
                update(tries)
                .where(tries.c.bucket == self._bucket(name, client))
                .values(due_at=now + pause)
            )
        return True

    async def forgive(self, name: str, client: str) -> None:
        """Forget the tries of somebody who has signed in."""
        await self.connection.execute(
            delete(tries).where(tries.c.bucket == self._bucket(name, client))
        )

    def _bucket(self, name: str, client: str) -> bytes:
        return self.index.code("tries", f"{name}|{client}")

    async def _found(self, where: Any) -> list[Session]:  # noqa: ANN401  # a condition
        rows = await self.connection.execute(
            select(
                sessions.c.id.label("session"),
                *(sessions.c[name] for name in ("agent", "began_at", "seen_at", "fresh_at")),
                *(staff.c[name] for name in ("id", "name", "role", "desk", "language")),
                staff.c.password,
                staff.c.disabled_at,
            )
            .join(staff, staff.c.id == sessions.c.member)
            .where(where)
            .order_by(sessions.c.began_at.desc())
        )
        return [self._session(row) for row in rows]

    def _session(self, row: Any) -> Session:  # noqa: ANN401  # a row of many columns
        member = StaffId(row.id)
        return Session(
            id=SessionId(row.session),
            member=Member(
                id=member,
                name=row.name,
                role=Role(row.role),
                desk=row.desk,
                language=row.language,
                key=OperatorKey(self.index.code("staff", str(member))),
                disabled=row.disabled_at is not None,
            ),
            began_at=row.began_at,
            seen_at=row.seen_at,
            fresh_at=row.fresh_at,
            agent=row.agent,
        )

    async def _set(self, session: SessionId, **values: object) -> None:
        await self.connection.execute(
            update(sessions).where(sessions.c.id == session).values(**values)
        )


def _hashed(token: str) -> bytes:
    # 256 bits made by chance: nobody guesses them, so no slow hash is needed.
    return hashlib.sha256(token.encode()).digest()
