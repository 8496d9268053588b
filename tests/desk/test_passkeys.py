"""A device signs its owner in, once for each question, and nobody else."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from webauthn.helpers import parse_authentication_credential_json, parse_client_data_json

from hotline.desk.application import listen
from hotline.domain.passkey import QUESTION_LIVES
from hotline.domain.staff import Role
from hotline.services.staff_accounts import SignInRefused
from hotline.services.staff_passkeys import PasskeyDoor, PasskeyRefused
from tests.browser import visit
from tests.desk.scenes import signed_in
from tests.road.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page, Request

    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Clock, Pages

# What a laptop with a finger reader is to Chromium (its DevTools protocol, WebAuthn domain).
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
async def door(pages: Pages) -> AsyncIterator[PasskeyDoor]:
    """The desk under a name: no passkey is bound to a number."""
    port = free_port()
    origin = f"http://localhost:{port}"
    door = PasskeyDoor(pages.parts.accounts.database, origin, pages.parts.clock)
    runner = await listen(replace(pages.parts, passkeys=door, origin=origin), "127.0.0.1", port)
    yield door
    await runner.cleanup()


@asynccontextmanager
async def with_a_device(origin: str, token: str) -> AsyncIterator[tuple[Page, list[str]]]:
    """A browser with a device, signed in; and the answers that it sent to sign in."""
    async with visit(f"{origin}/sign-in") as visited:
        page = visited.page
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("WebAuthn.enable")
        await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        await page.context.add_cookies([{"name": "desk", "value": token, "url": origin}])
        sent: list[str] = []

        def keep(request: Request) -> None:
            if request.url.split("?")[0].endswith("/sign-in/passkey"):
                sent.append((request.post_data_json or {})["answer"])

        page.on("request", keep)
        yield page, sent
        assert [each for each in visited.complaints if "403 (Forbidden)" not in each] == []


@pytest.mark.browser
async def test_a_device_is_added_signs_in_and_is_removed(
    door: PasskeyDoor, accounts: Accounts, clock: Clock
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    await _joined(accounts)
    async with with_a_device(door.origin, token) as (page, sent):
        other = await _elsewhere(accounts)
        await page.goto(f"{door.origin}/account")
        await page.get_by_label("Name of the device").fill("my laptop")
        await page.get_by_role("button", name="Add a passkey").click()
        await expect(page.get_by_text("Other sign-ins have ended")).to_be_visible()
        assert await accounts.who(other, acts=True) is None

        await page.get_by_role("button", name="Sign out").click()
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_text("Nobody.").first).to_be_visible()
        await _refused_again(door, sent[0], clock)

        third = await _elsewhere(accounts)
        await page.goto(f"{door.origin}/account")
        await expect(page.get_by_text("my laptop")).to_be_visible()
        await page.get_by_role("button", name="Remove").click()
        await expect(page.get_by_text("my laptop")).to_have_count(0)
        assert await accounts.who(third, acts=True) is None

        await page.get_by_role("button", name="Sign out").click()
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_text("This passkey did not work here.")).to_be_visible()
        assert [each.name for each in await accounts.everyone()] == [member.name]


async def _joined(accounts: Accounts) -> None:
    async with accounts.database.books() as books:
        await books.connection.exec_driver_sql("UPDATE staff SET password = 'none'")


async def _elsewhere(accounts: Accounts) -> str:
    """A second sign-in of the same member."""
    async with accounts.database.books() as books:
        account = await books.staff.named("aigul")
        assert account is not None
        await books.sessions.begin(account.member.id, "elsewhere", "a test", accounts.clock())
    return "elsewhere"


async def _refused_again(door: PasskeyDoor, answer: str, clock: Clock) -> None:
    """What signed in once does not again: neither the same question nor a count that went back."""
    with pytest.raises(SignInRefused):
        await door.sign_in(answer, "-")
    for passed in (timedelta(), QUESTION_LIVES):
        async with door.database.books() as books:
            question = _question_of(answer)
            await books.passkeys.ask(question, None, clock() - passed)
        with pytest.raises(SignInRefused):
            await door.sign_in(answer, "-")
    async with door.database.books() as books:
        refused = [each for each in await books.audit.newest(9) if each.outcome == "refused"]
    assert [(each.actor, each.object) for each in refused] == [("aigul", "passkey")]


def _question_of(answer: str) -> bytes:
    told = parse_authentication_credential_json(answer)
    return parse_client_data_json(told.response.client_data_json).challenge


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"id": 1}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    ]
    + [
        '{"id":"AA","rawId":"AA","type":"public-key","response":'
        f'{{"clientDataJSON":"{told}","attestationObject":"{told}",'
        f'"authenticatorData":"{told}","signature":"{told}"}}}}'
        for told in ("", "A", "AA", "!!", "e30", "eyJjaGFsbGVuZ2UiOjF9", "\\u0000")
    ],
)
async def test_an_answer_that_no_device_gave_is_refused(
    pages: Pages, accounts: Accounts, answer: str
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    session = await accounts.who(token, acts=True)
    assert session is not None

    with pytest.raises(SignInRefused):
        await pages.parts.passkeys.sign_in(answer, "-")
    with pytest.raises(PasskeyRefused):
        await pages.parts.passkeys.add(session, answer, "a phone")


async def test_who_is_invited_anew_has_no_passkey_left(pages: Pages, accounts: Accounts) -> None:
    member, _ = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    async with accounts.database.books() as books:
        await books.connection.exec_driver_sql(
            "INSERT INTO passkeys (id, member, label, public_key, counter, made_at)"
            " VALUES ('x', %(member)s, 'lost', 'x', 0, now())",
            {"member": member.id},
        )
    await accounts.invite("aigul", Role.OPERATOR, "tj", "en")

    assert await pages.parts.passkeys.of(member) == []


async def test_a_passkey_is_added_after_a_fresh_code_only(
    pages: Pages, accounts: Accounts, clock: Clock
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    assert (await pages.post("/account/passkeys/ask", token))[0] == 200
    clock.move(timedelta(minutes=6))

    answers = [
        await pages.post(f"/account/passkeys/{act}", token) for act in ("ask", "add", "remove")
    ]
    assert answers == [(303, "")] * 3
