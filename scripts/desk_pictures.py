"""Takes the pictures of docs/desk from the real pages: invented people, one invented talk."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import ClientSession
from playwright.async_api import expect

from hotline.app import running
from hotline.clock import now
from hotline.domain.staff import Role
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.services.staff_passwords import code_now
from hotline.settings import load_settings
from hotline.storage.sealing import make_root_key
from tests.browser import visit
from tests.desk.scenes import PASSWORD
from tests.road.conftest import free_port
from tests.road.scene import watched
from tests.sandbox.driver import Driver

if TYPE_CHECKING:
    from playwright.async_api import Page

    from hotline.assembly import Hotline
    from tests.road.scene import Phone, Scene

PICTURES = Path(__file__).parent.parent / "docs" / "desk" / "pictures"
PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1400, "height": 820}


async def main() -> None:
    """Start everything in a folder of its own and walk through one talk."""
    os.environ["HOTLINE_BROWSER_REQUIRED"] = "1"
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_root_key(Path(folder) / "root.key")
        async with serving(0) as url, ClientSession() as session:
            driver = Driver(url, session)
            group = (await driver.control("GET", ""))["groups"][0]["id"]
            port = free_port()
            settings = load_settings(
                token=SANDBOX_TOKEN,
                bot_api=url,
                staff_group=group,
                data_dir=folder,
                port=0,
                desk_port=port,
            )
            async with running(settings) as hotline, watched(driver) as scene:
                await _walk(hotline, scene, f"http://127.0.0.1:{port}")


async def _walk(hotline: Hotline, scene: Scene, desk: str) -> None:
    secret = await _join(hotline)
    async with visit(f"{desk}/sign-in", width=1400, height=820) as visited:
        page = visited.page
        await _take(page, "sign-in")
        await page.get_by_label("Name").fill("aigul")
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_label("Code").fill(code_now(secret, now()))
        await page.get_by_role("button", name="Sign in").click()
        phone = await _somebody_waits(scene)
        await expect(page.locator("a.case")).to_have_count(2)
        await _take(page, "queue")
        await page.keyboard.press("n")
        await _talk(page, phone)
        await _take(page, "case")
        await _elsewhere(page)


async def _join(hotline: Hotline) -> str:
    accounts = hotline.desk.accounts
    invitation = await accounts.invite("aigul", Role.OPERATOR, "tj", "en")
    offer = await accounts.offer("aigul", invitation, "127.0.0.1")
    async with accounts.database.books() as books:
        hashed = await accounts.passwords.hashed(PASSWORD, "aigul")
        await books.staff.join("aigul", invitation, hashed, now())
    return offer.secret


async def _somebody_waits(scene: Scene) -> Phone:
    phone, other = await scene.person("tg"), await scene.person("tg")
    await other.ask()
    await phone.write("/start")
    for label in ("Тоҷикӣ", "💬", "👍 Бале", "👍 Пурсед", "Ман калонсолам"):
        await phone.press(label)
    await phone.press("Дар дасти каси дигар")
    await phone.press("Не")
    await phone.see("⏳")
    return phone


async def _talk(page: Page, phone: Phone) -> None:
    reply = page.get_by_label("Reply to the person")
    await reply.fill("Салом! Ман ин ҷо. Шумо дар ҷои бехатаред?")
    await page.get_by_role("button", name="Send to the person").click()
    await phone.see("Ман ин ҷо")
    await phone.write("Шиносномаи маро гирифтанд")
    await phone.send(voice=True)
    await expect(page.get_by_text("гирифтанд")).to_be_visible()
    await page.keyboard.press("m")
    await page.keyboard.type("asks about the passport; sounds calm")
    await page.get_by_role("button", name="Keep the note").click()
    await expect(page.locator(".one.note")).to_be_visible()
    await expect(page.locator(".mark.sent")).to_be_visible()


async def _elsewhere(page: Page) -> None:
    """The same case in the dark, on a small phone, and from right to left."""
    await page.emulate_media(color_scheme="dark")
    await _take(page, "case-dark")
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain mapping
    await _take(page, "case-phone", whole=True)
    await page.goto(page.url.partition("/cases")[0] + "/account")
    await page.get_by_label("Language").select_option("fa_AF")
    await page.get_by_role("button", name="Save").click()
    await page.goto(page.url.partition("/account")[0] + "/queue")
    await page.locator("a.case").first.click()
    await _take(page, "case-dari-phone", whole=True)
    await page.set_viewport_size(SCREEN)  # type: ignore[arg-type]  # the same
    await _take(page, "case-dari")


async def _take(page: Page, name: str, *, whole: bool = False) -> None:
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", full_page=whole)


if __name__ == "__main__":
    asyncio.run(main())
