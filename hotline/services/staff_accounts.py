"""Accounts of staff: invited with a code, joined once, signed in, ended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hotline.domain.queue import CAPACITY
from hotline.domain.staff import AT_A_DESK, INVITED_FOR, STRANGER, TERMINAL, Role
from hotline.services.staff_passwords import (
    Passwords,
    TooEasy,
    enrolment,
    new_invitation,
    new_secret,
    new_token,
    step_of,
)
from hotline.storage.queue import Operator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hotline.domain.desks import Desks
    from hotline.domain.staff import Member, Session, SessionId
    from hotline.storage.audit import Entry
    from hotline.storage.books import Books, Database
    from hotline.storage.staff import Account

NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}", re.ASCII)
AUDIT_SHOWN = 200


class SignInRefused(Exception):
    """Name, password or code is wrong: never said which."""


class TooSoon(Exception):
    """After wrong tries the next one has to wait a little."""


class InvitationRefused(Exception):
    """There is no such invitation, or it was accepted or is over."""


class NoSuchMember(Exception):
    """Nobody of this name works here, or their account is closed; the text says so."""


class BadMember(Exception):
    """An account cannot be made like this; the text says why."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invited member puts into their authenticator."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything about accounts, one transaction for each act."""

    database: Database
    desks: Desks
    clock: Callable[[], datetime]
    passwords: Passwords = field(default_factory=Passwords)

    async def invite(self, name: str, role: Role, desk: str | None, language: str) -> str:
        """Make an account, or invite its owner anew, and return the one-time code.

        Whoever is invited anew is signed out everywhere. Raises BadMember.
        """
        self._check(name, role, desk)
        code, now = new_invitation(), self.clock()
        async with self.database.books() as books:
            known = await books.staff.named(name)
            if known is None:
                member = await books.staff.invite(
                    name,
                    role,
                    desk=desk,
                    language=language,
                    code=code,
                    until=now + INVITED_FOR,
                    now=now,
                )
                await self._introduce(books, member, now)
            else:
                self._same(known, role, desk)
                await books.staff.invite_again(name, code, now + INVITED_FOR)
                await books.sessions.end_all(known.member.id)
                await books.passkeys.remove_all(known.member.id)
            await books.audit.write(TERMINAL, "staff.invite", name, now)
        return code

    async def offer(self, name: str, code: str, client: str) -> Offer:
        """Return a new secret for an invited member; raises InvitationRefused or TooSoon."""
        await self._may_try(name, client)
        async with self.database.books() as books:
            member = await books.staff.invited(name, code, self.clock())
            if member is None:
                raise InvitationRefused
            secret = new_secret()
            await books.staff.offer(member.id, secret)
            await books.sessions.forgive(name, client)
        return Offer(secret, enrolment(secret, name))

    async def join(self, name: str, invitation: str, password: str, code: str) -> None:
        """Accept an invitation with a password and the first code of the authenticator.

        Raises TooEasy, SignInRefused for a wrong code, InvitationRefused.
        """
        now = self.clock()
        async with self.database.books() as books:
            if await books.staff.invited(name, invitation, now) is None:
                raise InvitationRefused
        hashed = await self.passwords.hashed(password, name)
        async with self.database.books() as books:
            account = await books.staff.named(name)
            step = step_of(account.secret, code, now) if account and account.secret else None
            if account is None or step is None:
                raise SignInRefused
            if not await books.staff.join(name, invitation, hashed, now):
                raise InvitationRefused
            await books.staff.spend(account.member.id, step)
            await books.audit.write(name, "join", name, now)

    async def sign_in(
        self, name: str, password: str, code: str, *, client: str, agent: str
    ) -> str:
        """Return the token of a new sign-in; raises SignInRefused or TooSoon.

        One code is accepted once: of two sign-ins with the same one, one is refused.
        """
        await self._may_try(name, client)
        async with self.database.books() as books:
            account = await books.staff.named(name)
        right = await self.passwords.match(account.password if account else None, password)
        now = self.clock()
        async with self.database.books() as books:
            if account and right and await _spent(books, account, code, now):
                token = new_token()
                await books.sessions.begin(account.member.id, token, agent, now)
                await books.sessions.forgive(name, client)
                await books.audit.write(name, "sign_in", name, now)
                return token
            await books.audit.write(name if account else STRANGER, "sign_in", "-", now, "refused")
        raise SignInRefused

    async def who(self, token: str, *, acts: bool) -> Session | None:
        """Return the living sign-in of a token; with `acts` it stays alive for longer."""
        now = self.clock()
        async with self.database.books() as books:
            session = await books.sessions.of(token)
            if session is None or not session.lives(now):
                return None
            if acts:
                await books.sessions.seen(session.id, now)
        return session

    async def refresh(self, session: Session, code: str, client: str) -> str:
        """Return a new token after a fresh code; raises SignInRefused or TooSoon."""
        name = session.member.name
        await self._may_try(name, client)
        now = self.clock()
        async with self.database.books() as books:
            account = await books.staff.account(session.member.id)
            if account is None or not await _spent(books, account, code, now):
                raise SignInRefused
            token = new_token()
            await books.sessions.renew(session.id, token, now)
            await books.sessions.forgive(name, client)
            await books.audit.write(name, "own_code", name, now)
        return token

    async def change_password(self, session: Session, old: str, new: str, client: str) -> None:
        """Replace a password and end every other sign-in; raises SignInRefused or TooEasy."""
        member, now = session.member, self.clock()
        await self._may_try(member.name, client)
        async with self.database.books() as books:
            account = await books.staff.account(member.id)
        if not await self.passwords.match(account.password if account else None, old):
            raise SignInRefused
        hashed = await self.passwords.hashed(new, member.name)
        async with self.database.books() as books:
            await books.staff.change_password(member.id, hashed)
            await books.sessions.end_all(member.id, but=session.id)
            await books.sessions.forgive(member.name, client)
            await books.audit.write(member.name, "own_password", member.name, now)

    async def sessions(self, member: Member) -> Sequence[Session]:
        """Return a member's living sign-ins, the newest first."""
        now = self.clock()
        async with self.database.books() as books:
            return [each for each in await books.sessions.of_member(member.id) if each.lives(now)]

    async def end(self, member: Member, session: SessionId) -> None:
        """End one of a member's own sign-ins."""
        async with self.database.books() as books:
            if await books.sessions.end(session, member.id):
                await books.audit.write(member.name, "sign_out", member.name, self.clock())

    async def speak(self, member: Member, language: str) -> None:
        """Choose the language of a member's pages."""
        async with self.database.books() as books:
            await books.staff.speak(member.id, language)

    async def disable(self, name: str, by: str) -> None:
        """Close an account; its sign-ins end at once. Raises NoSuchMember."""
        now = self.clock()
        async with self.database.books() as books:
            account = await books.staff.named(name)
            if account is None or not await books.staff.disable(name, now):
                raise NoSuchMember(f"There is no open account of the name {name!r}.")
            await books.sessions.end_all(account.member.id)
            await books.audit.write(by, "staff.disable", name, now)

    async def everyone(self) -> Sequence[Member]:
        """Return all accounts by name."""
        async with self.database.books() as books:
            return await books.staff.everyone()

    async def log(self, reader: Member) -> Sequence[Entry]:
        """Return the newest rows of the audit; reading it is written there too."""
        async with self.database.books() as books:
            await books.audit.write(reader.name, "audit.see", "-", self.clock())
            return await books.audit.newest(AUDIT_SHOWN)

    async def refused(self, member: Member, act: str, about: str) -> None:
        """Write down what was refused to somebody."""
        async with self.database.books() as books:
            await books.audit.write(member.name, act, about, self.clock(), "refused")

    async def _introduce(self, books: Books, member: Member, now: datetime) -> None:
        """Let the queue know what a new member can serve: what their desk speaks."""
        desk = self.desks.named(member.desk) if member.desk else None
        if desk is not None:
            server = Operator(member.key, desk.desk, desk.languages, None, CAPACITY)
            await books.queue.introduce(server, now)

    async def _may_try(self, name: str, client: str) -> None:
        async with self.database.books() as books:
            if not await books.sessions.try_now(name, client, self.clock()):
                raise TooSoon

    def _check(self, name: str, role: Role, desk: str | None) -> None:
        if not NAME.fullmatch(name):
            raise BadMember("A name is 2 to 32 small letters, digits, dots, - or _.")
        if (role in AT_A_DESK) != (desk is not None):
            raise BadMember("Operators and supervisors belong to a desk; the others to none.")
        if desk is not None and self.desks.named(desk) is None:
            raise BadMember(f"There is no desk {desk!r}.")

    def _same(self, known: Account, role: Role, desk: str | None) -> None:
        if (known.member.role, known.member.desk) != (role, desk) or known.member.disabled:
            raise BadMember("The name is taken: another role or desk needs another account.")


async def _spent(books: Books, account: Account, code: str, now: datetime) -> bool:
    """Accept a code, once."""
    step = step_of(account.secret, code, now) if account.secret else None
    return step is not None and await books.staff.spend(account.member.id, step)


__all__ = [
    "Accounts",
    "BadMember",
    "InvitationRefused",
    "NoSuchMember",
    "Offer",
    "SignInRefused",
    "TooEasy",
    "TooSoon",
]
