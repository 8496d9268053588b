"""A referral in real browsers: the operator's wizard, the person's yes, the partner's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from hotline.app import running
from tests.browser import visit
from tests.desk.test_shift import operator, sign_in, unkind
from tests.road.conftest import free_port, installation, scene

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.road.program import Installation
    from tests.road.scene import Scene

__all__ = ["installation", "scene"]

pytestmark = pytest.mark.browser


async def small_and_dark(page: Page) -> list[str]:
    """What is wrong on a small phone by night: axe's findings, and a page wider than it."""
    await page.emulate_media(color_scheme="dark")
    await page.set_viewport_size({"width": 360, "height": 740})
    wide = await page.evaluate("document.documentElement.scrollWidth")
    found = await unkind(page) + ([f"{wide} wide"] if wide > 360 else [])
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": 1280, "height": 720})
    return found


async def test_from_the_wizard_to_the_partners_answer_on_the_persons_phone(
    scene: Scene, installation: Installation
) -> None:
    port = free_port()
    installation.more["HOTLINE_DESK_PORT"] = str(port)
    phone = await scene.person("tg")
    async with running(installation.settings()) as hotline:
        secret = await operator(hotline)
        async with visit(f"http://127.0.0.1:{port}/") as visited:
            page = visited.page
            await sign_in(page, secret)
            await expect(page.get_by_role("link", name="Queue")).to_be_visible()
            await phone.ask()
            await expect(page.locator("a.case")).to_have_count(1)
            await page.get_by_role("button", name="Take the next").click()
            await page.get_by_role("link", name="New referral").click()

            await page.get_by_label("What is needed").first.select_option("pay")
            await page.get_by_role("button", name="Go on").click()
            await page.locator("input[value=tj_lawyers]").check()
            await page.locator("input[name=share_needs]").fill("three months of pay")
            assert await small_and_dark(page) == []
            await page.get_by_role("button", name="Look at it").click()
            await page.get_by_role("button", name="Ask the person").click()

            await phone.see("Free Lawyers (invented)")
            await phone.press("👍")
            await phone.press("🔔")
            await page.reload()
            await page.get_by_role("button", name="Make the partner's link").click()
            link = await page.locator("#link").inner_text()
            assert await small_and_dark(page) == []

            async with visit(link.replace("lang=tg", "lang=en")) as partner:
                await partner.page.get_by_role("button", name="Open").click()
                await expect(partner.page.get_by_text("three months of pay")).to_be_visible()
                await partner.page.goto(link.replace("lang=tg", "lang=fa_AF"))
                assert await small_and_dark(partner.page) == []
                await partner.page.goto(link.replace("lang=tg", "lang=en"))
                await partner.page.get_by_role("button", name="We can help").click()
                await phone.see("🔔")
                assert partner.complaints == []
            await page.goto(f"http://127.0.0.1:{port}/queue")
            await page.locator("a.case").first.click()
            await expect(page.locator("#referrals")).to_contain_text("the partner accepts")
            assert visited.complaints == []
