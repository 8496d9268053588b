"""Accounts of staff, inside one transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from hotline.domain.case import OperatorKey
from hotline.domain.staff import Member, Role, StaffId
from hotline.storage.tables import staff

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.keys import Keys
    from hotline.storage.sealing import Index


@dataclass(frozen=True, slots=True)
class Account:
    """What is needed to check a sign-in; both are None until an invitation is accepted."""

    member: Member
    password: str | None
    secret: str | None


@dataclass(frozen=True, slots=True)
class Staff:
    """Accounts: invited, joined, disabled."""

    connection: AsyncConnection
    index: Index
    keys: Keys

    async def invite(
        self,
        name: str,
        role: Role,
        *,
        desk: str | None,
        language: str,
        code: str,
        until: datetime,
        now: datetime,
    ) -> Member:
        """Write down a new account that only the holder of `code` can make theirs."""
        member = StaffId(uuid.uuid4())
        await self.connection.execute(
            insert(staff).values(
                id=member,
                name=name,
                role=role.value,
                desk=desk,
                language=language,
                invitation=self._hashed(name, code),
                invited_until=until,
                since=now,
            )
        )
        await self.keys.make(member, now.date())
        return Member(member, name, role, desk, language, self.key(member), joined=False)

    async def invite_again(self, name: str, code: str, until: datetime) -> bool:
        """Give an account a new invitation, which ends its password; False if there is none."""
        return await self._changed(
            staff.c.name == name,
            invitation=self._hashed(name, code),
            invited_until=until,
            password=None,
            secret=None,
        )

    async def invited(self, name: str, code: str, now: datetime) -> Member | None:
        """Return whose invitation this is, while it counts."""
        found = await self.connection.execute(
            select(staff).where(
                staff.c.name == name,
                staff.c.invitation == self._hashed(name, code),
                staff.c.invited_until > now,
                staff.c.disabled_at.is_(None),
            )
        )
        row = found.one_or_none()
        return self._member(row) if row else None

    async def offer(self, member: StaffId, secret: str) -> None:
        """Keep the secret an invited member is shown, sealed."""
        seal = await self.keys.of(member)
        sealed = seal.seal(secret.encode(), _about(member))
        await self._changed(staff.c.id == member, secret=sealed)

    async def join(self, name: str, code: str, password: str, now: datetime) -> bool:
        """Accept an invitation, once: the second of two answers False."""
        return await self._changed(
            (staff.c.name == name)
            & (staff.c.invitation == self._hashed(name, code))
            & (staff.c.invited_until > now),
            password=password,
            invitation=None,
            invited_until=None,
        )

    async def named(self, name: str) -> Account | None:
        """Return the account of a name, if there is one."""
        row = await self._row(staff.c.name == name)
        return await self._account(row) if row else None

    async def account(self, member: StaffId) -> Account | None:
        """Return the account of a member."""
        row = await self._row(staff.c.id == member)
        return await self._account(row) if row else None

    async def spend(self, member: StaffId, step: int) -> bool:
        """Accept a code of this half minute, once: of two at the same time one answers False."""
        return await self._changed(
            (staff.c.id == member) & (staff.c.last_step < step) & staff.c.disabled_at.is_(None),
            last_step=step,
        )

    async def change_password(self, member: StaffId, password: str) -> None:
        """Replace a password."""
        await self._changed(staff.c.id == member, password=password)

    async def speak(self, member: StaffId, language: str) -> None:
        """Choose the language of the pages."""
        await self._changed(staff.c.id == member, language=language)

    async def disable(self, name: str, now: datetime) -> bool:
        """Close an account; False if there is no open one of this name."""
        return await self._changed(
            (staff.c.name == name) & staff.c.disabled_at.is_(None), disabled_at=now
        )

    async def everyone(self) -> Sequence[Member]:
        """Return all accounts by name, closed ones too."""
        rows = await self.connection.execute(select(staff).order_by(staff.c.name))
        return [self._member(row) for row in rows]

    async def colleagues(self, desk: str) -> Sequence[Member]:
        """Return who can answer at a desk, by name."""
        return [
            each
            for each in await self.everyone()
            if each.desk == desk and each.joined and not each.disabled
        ]

    def key(self, member: StaffId) -> OperatorKey:
        """Return how cases know a member: a keyed hash that names nobody."""
        return OperatorKey(self.index.code("staff", str(member)))

    def _hashed(self, name: str, code: str) -> bytes:
        return self.index.code("invitation", f"{name}|{code}")

    async def _account(self, row: Row[Any]) -> Account:
        secret = None
        if row.secret is not None:
            seal = await self.keys.of(row.id)
            secret = seal.open(row.secret, _about(row.id)).decode()
        return Account(self._member(row), row.password, secret)

    def _member(self, row: Row[Any]) -> Member:
        member = StaffId(row.id)
        return Member(
            id=member,
            name=row.name,
            role=Role(row.role),
            desk=row.desk,
            language=row.language,
            key=self.key(member),
            joined=row.password is not None,
            disabled=row.disabled_at is not None,
        )

    async def _row(self, where: Any) -> Row[Any] | None:  # noqa: ANN401  # a condition
        found = await self.connection.execute(select(staff).where(where))
        return found.one_or_none()

    async def _changed(self, where: Any, **values: object) -> bool:  # noqa: ANN401  # the same
        done = await self.connection.execute(update(staff).where(where).values(**values))
        return done.rowcount == 1


def _about(member: uuid.UUID) -> str:
    return f"staff|{member}|secret"
