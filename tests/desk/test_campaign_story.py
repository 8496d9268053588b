"""A campaign in a real browser: an editor writes, a colleague approves, a phone gets it once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from hotline.app import running
from hotline.clock import now
from hotline.domain.address import Address
from hotline.domain.contact import Contact
from hotline.domain.staff import Role
from hotline.services.staff_passwords import code_now
from tests.browser import visit
from tests.desk.scenes import PASSWORD
from tests.desk.test_shift import unkind
from tests.road.conftest import free_port, installation, scene

if TYPE_CHECKING:
    from playwright.async_api import Page

    from hotline.assembly import Hotline
    from tests.road.program import Installation
    from tests.road.scene import Scene

__all__ = ["installation", "scene"]
pytestmark = pytest.mark.browser


async def colleague(hotline: Hotline, name: str) -> str:
    """An editor with an authenticator; the secret of their codes."""
    accounts = hotline.desk.accounts
    invitation = await accounts.invite(name, Role.EDITOR, None, "en")
    offer = await accounts.offer(name, invitation, "127.0.0.1")
    async with accounts.database.books() as books:
        hashed = await accounts.passwords.hashed(PASSWORD, name)
        await books.staff.join(name, invitation, hashed, now())
    return offer.secret


async def sign_in(page: Page, name: str, secret: str) -> None:
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Code").fill(code_now(secret, now()))
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("link", name="Campaigns").click()


async def noon_for(hotline: Hotline, chat: int) -> None:
    """Let it be about noon where this person is: at night no campaign would come."""
    ahead = 12 - now().hour
    async with hotline.database.books() as books:
        person = await books.people.meet(Address(chat), None, now())
        contact = Contact(zone=f"Etc/GMT{-ahead:+d}")
        await books.people.set_contact(replace(person, contact=contact))


async def test_an_editor_a_colleague_and_a_phone(scene: Scene, installation: Installation) -> None:
    port = free_port()
    installation.more["HOTLINE_DESK_PORT"] = str(port)
    phone = await scene.person("en")
    async with running(installation.settings()) as hotline:
        editor, second = await colleague(hotline, "erkin"), await colleague(hotline, "bolot")
        await phone.write("/start")
        for label in ("English", "🔔 News", "⚠️ False job offers", "🔔 Write to me"):
            await phone.press(label)
        await phone.see("What you follow stands below")
        await noon_for(hotline, phone.person)
        async with visit(f"http://127.0.0.1:{port}/") as visited:
            page = visited.page
            await sign_in(page, "erkin", editor)
            await page.get_by_role("link", name="New campaign").click()
            await page.get_by_label("Name, for staff only").fill("autumn")
            await page.get_by_label("Topic").select_option("scams")
            await page.get_by_label("A language without a text").select_option("skip")
            await page.get_by_role("textbox", name="English").fill("Offers in a warm <b>land</b>")
            assert await unkind(page) == []
            await page.get_by_role("button", name="Save the draft").click()
            await page.get_by_role("button", name="Give it to a second person").click()
            await expect(page.get_by_text("waits for a second person")).to_be_visible()
            here = page.url
            await page.get_by_role("button", name="Sign out").click()

            await sign_in(page, "bolot", second)
            await page.goto(here)
            await page.get_by_role("button", name="I have read it: approve").click()
            await page.get_by_role("button", name="Schedule").click()
            await phone.see("Offers in a warm <b>land</b>")
            assert await unkind(page) == []
            await phone.press("🔔 False job offers")  # the button below the words
            await phone.see("We write about false offers")
        assert visited.complaints == []
    assert sum("warm" in each for each in await phone.shown()) == 1
