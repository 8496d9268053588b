"""Nobody signs in who should not, and whoever should not any more is out at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hotline.domain.staff import IDLE, LONGEST, Role
from hotline.services.staff_accounts import (
    BadMember,
    InvitationRefused,
    SignInRefused,
    TooEasy,
    TooSoon,
)
from tests.desk.scenes import PASSWORD, joined

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from hotline.storage.books import Database
    from tests.desk.scenes import Clock


async def test_a_fresh_installation_has_no_account(accounts: Accounts) -> None:
    assert await accounts.everyone() == []


async def test_an_invitation_is_accepted_once(accounts: Accounts, clock: Clock) -> None:
    invitation = await accounts.invite("aigul", Role.ADMINISTRATOR, None, "en")
    offer = await accounts.offer("aigul", invitation, "127.0.0.1")
    member = await joined(accounts, clock, "bolot")
    del member, offer

    with pytest.raises(InvitationRefused):
        await accounts.offer("bolot", invitation, "127.0.0.1")
    clock.move(timedelta(hours=25))
    with pytest.raises(InvitationRefused):
        await accounts.offer("aigul", invitation, "127.0.0.1")


@pytest.mark.parametrize("password", ["short", "123456789012", "qwertyuiopasdf", "hotlinehotline"])
async def test_a_password_that_is_guessed_first_is_refused(
    accounts: Accounts, password: str
) -> None:
    with pytest.raises(TooEasy):
        await accounts.passwords.hashed(password, "aigul")


async def test_a_code_signs_in_once_of_two_at_the_same_moment(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    code = member.code()
    tries = [member.sign_in(code=code) for _ in range(2)]
    ended = await asyncio.gather(*tries, return_exceptions=True)

    assert sorted(type(each).__name__ for each in ended) == ["SignInRefused", "str"]


async def test_a_wrong_password_or_code_looks_like_an_unknown_name(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)

    with pytest.raises(SignInRefused):
        await member.sign_in("another password altogether")
    with pytest.raises(SignInRefused):
        await member.sign_in(code="000000")
    with pytest.raises(SignInRefused):
        await accounts.sign_in("nobody", PASSWORD, "000000", client="127.0.0.1", agent="-")


async def test_wrong_tries_become_slow_and_nobody_is_locked_out(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            await accounts.sign_in("aigul", "wrong", "000000", client="127.0.0.1", agent="-")

    with pytest.raises(TooSoon):
        await accounts.sign_in("aigul", "wrong", "000000", client="127.0.0.1", agent="-")
    clock.move(timedelta(minutes=1))
    assert await member.sign_in()


async def test_a_sign_in_ends_when_idle_and_at_the_end_of_the_longest_day(
    accounts: Accounts, clock: Clock
) -> None:
    token = await (await joined(accounts, clock)).sign_in()
    began = clock()
    while clock() - began < LONGEST - IDLE:
        clock.move(IDLE - timedelta(minutes=1))
        assert await accounts.who(token, acts=True)
    clock.at = began + LONGEST

    assert await accounts.who(token, acts=True) is None


async def test_a_page_that_renews_itself_keeps_no_sign_in_alive(
    accounts: Accounts, clock: Clock
) -> None:
    token = await (await joined(accounts, clock)).sign_in()
    clock.move(IDLE - timedelta(seconds=1))
    assert await accounts.who(token, acts=False)
    clock.move(timedelta(seconds=1))

    assert await accounts.who(token, acts=False) is None


async def test_closing_an_account_or_changing_a_password_ends_sign_ins_at_once(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    old, kept = await member.sign_in(), await member.sign_in()
    session = await accounts.who(kept, acts=True)
    assert session is not None

    await accounts.change_password(session, PASSWORD, "nine tall poplars by water", "127.0.0.1")
    assert await accounts.who(old, acts=True) is None
    assert await accounts.who(kept, acts=True)
    await accounts.disable("aigul", by="TERMINAL")
    assert await accounts.who(kept, acts=True) is None


async def test_a_fresh_code_gives_a_new_token_and_ends_the_old_one(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    token = await member.sign_in()
    clock.move(timedelta(minutes=6))
    session = await accounts.who(token, acts=True)
    assert session is not None
    assert not session.fresh(clock())

    fresh = await accounts.refresh(session, member.code(), "127.0.0.1")

    assert await accounts.who(token, acts=True) is None
    renewed = await accounts.who(fresh, acts=True)
    assert renewed is not None
    assert renewed.fresh(clock())


async def test_operators_belong_to_a_desk_and_administrators_to_none(accounts: Accounts) -> None:
    with pytest.raises(BadMember):
        await accounts.invite("aigul", Role.OPERATOR, None, "en")
    with pytest.raises(BadMember):
        await accounts.invite("aigul", Role.ADMINISTRATOR, "kz", "en")


async def test_what_is_kept_of_a_sign_in_does_not_sign_in(
    accounts: Accounts, clock: Clock, database: Database
) -> None:
    member = await joined(accounts, clock)
    token = await member.sign_in()
    async with database.books() as books:
        kept = (await books.connection.exec_driver_sql("SELECT * FROM sessions")).one()
        account = (await books.connection.exec_driver_sql("SELECT * FROM staff")).one()

    assert token not in str(kept)
    assert token.encode() not in kept
    assert account.password.startswith("$argon2id$")
    assert member.secret.encode() not in account.secret
