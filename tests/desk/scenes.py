"""Staff, made quickly, and a clock that is moved by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.domain.staff import AT_A_DESK, Role
from hotline.services.staff_passwords import code_now, new_token
from tests.services.scenes import NOON

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from aiohttp import ClientSession

    from hotline.desk.parts import Parts
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts

PASSWORD = "seven quiet lakes at dusk"


@dataclass
class Clock:
    """Tells the same moment until somebody moves it."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


@dataclass
class Joined:
    """Somebody with an authenticator."""

    accounts: Accounts
    clock: Clock
    name: str
    secret: str

    def code(self) -> str:
        """The next code: half a minute later, so that it has not been used."""
        self.clock.move(timedelta(seconds=30))
        return code_now(self.secret, self.clock())

    async def sign_in(self, password: str = PASSWORD, code: str | None = None) -> str:
        """Sign in and return the token."""
        told = code or self.code()
        return await self.accounts.sign_in(
            self.name, password, told, client="127.0.0.1", agent="Chromium"
        )


async def joined(
    accounts: Accounts, clock: Clock, name: str = "aigul", role: Role = Role.OPERATOR
) -> Joined:
    """Somebody who accepted an invitation, as a person does it."""
    invitation = await accounts.invite(name, role, "tj" if role in AT_A_DESK else None, "en")
    offer = await accounts.offer(name, invitation, "127.0.0.1")
    member = Joined(accounts, clock, name, offer.secret)
    await accounts.join(name, invitation, PASSWORD, member.code())
    return member


async def signed_in(
    accounts: Accounts, name: str, role: Role, desk: str | None = None
) -> tuple[Member, str]:
    """A member with a token, made without slow hashes."""
    await accounts.invite(name, role, desk, "en")
    now = accounts.clock()
    async with accounts.database.books() as books:
        account = await books.staff.named(name)
        assert account is not None
        token = new_token()
        await books.sessions.begin(account.member.id, token, "a test", now)
    return account.member, token


@dataclass(frozen=True)
class Pages:
    """The desk over HTTP, asked as a browser would ask."""

    parts: Parts
    client: ClientSession

    async def get(self, path: str, token: str = "") -> tuple[int, str]:
        """Ask for a page; return its status and what it says."""
        async with self.client.get(
            f"{self.parts.origin}{path}", headers=self._cookie(token), allow_redirects=False
        ) as answer:
            if answer.content_type == "text/event-stream":
                return answer.status, ""  # it has no end
            return answer.status, await answer.text()

    async def post(
        self,
        path: str,
        token: str = "",
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        """Send a form; return the status and what the answer says."""
        told = {"Origin": self.parts.origin, "Sec-Fetch-Site": "same-origin"}
        csrf = hashlib.sha256(f"csrf|{token}".encode()).hexdigest()
        async with self.client.post(
            f"{self.parts.origin}{path}",
            headers={**told, **(headers or {}), **self._cookie(token)},
            data={"csrf": csrf, **(form or {})},
            allow_redirects=False,
        ) as answer:
            return answer.status, await answer.text()

    def _cookie(self, token: str) -> dict[str, str]:
        return {"Cookie": f"{self.parts.cookie}={token}"} if token else {}
