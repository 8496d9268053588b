"""One shift in a real browser: sign in, take by key, reply, put in guidance, note, close."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.async_api import expect

from hotline.app import running
from hotline.clock import now
from hotline.desk import application
from hotline.domain.staff import Role
from hotline.services.staff_passwords import code_now
from tests.browser import visit
from tests.desk.scenes import PASSWORD
from tests.road.conftest import free_port, installation, scene

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

    from hotline.assembly import Hotline
    from tests.road.program import Installation
    from tests.road.scene import Scene

__all__ = ["installation", "scene"]

AXE = Path(application.__file__).parent / "front" / "node_modules" / "axe-core" / "axe.min.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
pytestmark = pytest.mark.browser


async def operator(hotline: Hotline) -> str:
    """An operator of the desk in Dushanbe; the secret of their codes."""
    accounts = hotline.desk.accounts
    invitation = await accounts.invite("aigul", Role.OPERATOR, "tj", "en")
    offer = await accounts.offer("aigul", invitation, "127.0.0.1")
    async with accounts.database.books() as books:
        hashed = await accounts.passwords.hashed(PASSWORD, "aigul")
        await books.staff.join("aigul", invitation, hashed, now())
    return offer.secret


async def unkind(page: Page) -> list[str]:
    """What axe finds wrong for people who see, hear or move otherwise."""
    await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate("axe.run()")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


async def sign_in(page: Page, secret: str) -> None:
    await page.get_by_label("Name").fill("aigul")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Code").fill(code_now(secret, now()))
    await page.get_by_role("button", name="Sign in").click()


async def write_before_the_script_runs(page: Page, words: str) -> None:
    """Load the page anew on a line so slow that somebody writes before `desk.js` is there."""
    written = asyncio.Event()

    async def hold(route: Route) -> None:
        await written.wait()
        await route.continue_()

    await page.route("**/assets/desk.js", hold)
    await page.reload(wait_until="commit")
    await page.get_by_label("Reply to the person").fill(words)
    written.set()
    await page.wait_for_load_state()
    await page.unroute("**/assets/desk.js")


async def write(page: Page, key: str, words: str) -> None:
    """Reach a box by its key and write; a key pressed before the script is there is nothing."""
    await page.wait_for_load_state()
    await page.keyboard.press(key)
    await expect(page.locator("textarea:focus")).to_have_count(1)
    await page.keyboard.type(words)


async def test_a_shift_at_the_desk(scene: Scene, installation: Installation) -> None:
    port = free_port()
    installation.more["HOTLINE_DESK_PORT"] = str(port)
    phone = await scene.person("tg")
    async with running(installation.settings()) as hotline:
        secret = await operator(hotline)
        async with visit(f"http://127.0.0.1:{port}/") as visited:
            page = visited.page
            await sign_in(page, secret)
            await expect(page.get_by_text("Nobody.").first).to_be_visible()

            await phone.ask()
            await expect(page.locator("a.case")).to_have_count(1)  # nobody loads the page again
            await page.keyboard.press("n")
            await phone.see("Одам дар ин ҷост")
            await expect(page.get_by_label("Reply to the person")).to_be_visible()

            await write(page, "r", "<b>Салом!</b> Ман ин ҷо.")
            await page.reload()  # a draft outlasts it
            await page.get_by_role("button", name="Send to the person").click()
            await phone.see("<b>Салом!</b> Ман ин ҷо.")
            await expect(page.locator(".one.desk")).to_contain_text("✓ sent")

            await write(page, "r", "/patent")
            await expect(page.locator("[data-insert]").first).to_be_visible()
            await page.keyboard.press("Tab")
            await page.keyboard.press("Enter")
            await page.keyboard.type(" +992 37 123-45-67")
            await page.get_by_role("button", name="Send to the person").click()
            assert await unkind(page) == []
            await page.get_by_role("button", name="Send it anyway").click()
            await phone.see("30 рӯз")  # the guidance, with its fact
            await expect(page.get_by_label("Reply to the person")).to_be_empty()

            await phone.write("Шиносномаи маро гирифтанд")
            await expect(page.get_by_text("Шиносномаи маро гирифтанд")).to_be_visible()
            await write(page, "m", "sounds calm")
            await page.get_by_role("button", name="Keep the note").click()
            await expect(page.locator(".one.note")).to_contain_text("sounds calm")

            await write_before_the_script_runs(page, "Ман менависам")
            await expect(page.get_by_label("Reply to the person")).to_have_value("Ман менависам")

            await page.reload()
            for scheme in SCHEMES:
                await page.emulate_media(color_scheme=scheme)
                assert await unkind(page) == []

            await page.keyboard.press("e")
            await page.get_by_role("button", name="Close").click()
            await phone.see("Ташаккур, ки навиштед")

    assert not [text for text in await phone.shown() if "calm" in text]
    assert visited.complaints == []
