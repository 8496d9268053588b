"""Passkeys and open questions, inside one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from hotline.domain.passkey import QUESTION_LIVES, Passkey
from hotline.domain.staff import StaffId
from hotline.storage.tables import passkey_questions, passkeys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.staff import SessionId


@dataclass(frozen=True, slots=True)
class Passkeys:
    """What devices are asked, and which of them belong to whom."""

    connection: AsyncConnection

    async def ask(self, question: bytes, session: SessionId | None, now: datetime) -> None:
        """Remember what a device is asked to sign; what nobody answered in time goes."""
        await self.connection.execute(
            delete(passkey_questions).where(passkey_questions.c.due_at <= now)
        )
        await self.connection.execute(
            insert(passkey_questions).values(
                question=_hashed(question), session=session, due_at=now + QUESTION_LIVES
            )
        )

    async def asked(self, question: bytes, session: SessionId | None, now: datetime) -> bool:
        """Say whether this was asked of this sign-in, once: the second time it was not."""
        gone = await self.connection.execute(
            delete(passkey_questions).where(
                passkey_questions.c.question == _hashed(question),
                passkey_questions.c.session.is_not_distinct_from(session),
                passkey_questions.c.due_at > now,
            )
        )
        return gone.rowcount == 1

    async def add(self, passkey: Passkey) -> None:
        """Keep a new passkey."""
        await self.connection.execute(
            insert(passkeys).values(
                id=passkey.id,
                member=passkey.member,
                label=passkey.label,
                public_key=passkey.public_key,
                counter=passkey.counter,
                made_at=passkey.made_at,
            )
        )

    async def named(self, identity: bytes) -> Passkey | None:
        """Return a passkey by its id; until the transaction ends nobody else can use it."""
        found = await self.connection.execute(
            select(passkeys).where(passkeys.c.id == identity).with_for_update()
        )
        row = found.one_or_none()
        return _passkey(row) if row else None

    async def of_member(self, member: StaffId) -> Sequence[Passkey]:
        """Return a member's passkeys, the oldest first."""
        rows = await self.connection.execute(
            select(passkeys).where(passkeys.c.member == member).order_by(passkeys.c.made_at)
        )
        return [_passkey(row) for row in rows]

    async def used(self, identity: bytes, counter: int, now: datetime) -> None:
        """Remember that a passkey was used, and how far its own count is."""
        await self.connection.execute(
            update(passkeys).where(passkeys.c.id == identity).values(counter=counter, used_at=now)
        )

    async def remove(self, identity: bytes, member: StaffId) -> bool:
        """Forget a passkey of a member; False if it is not theirs."""
        gone = await self.connection.execute(
            delete(passkeys).where(passkeys.c.id == identity, passkeys.c.member == member)
        )
        return gone.rowcount == 1

    async def remove_all(self, member: StaffId) -> None:
        """Forget every passkey of a member: whoever is invited anew has lost their devices."""
        await self.connection.execute(delete(passkeys).where(passkeys.c.member == member))


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(
        id=row.id,
        member=StaffId(row.member),
        label=row.label,
        public_key=row.public_key,
        counter=row.counter,
        made_at=row.made_at,
        used_at=row.used_at,
    )


def _hashed(question: bytes) -> bytes:
    return hashlib.sha256(question).digest()
