"""Two desks in a real browser: a draft is looked at, the talk goes to another country by a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from dialogs.words import talk
from hotline.app import running
from hotline.clock import now
from hotline.domain.staff import Role
from hotline.services.staff_passwords import new_token
from tests.browser import visit
from tests.desk.test_shift import SCHEMES, unkind
from tests.dialogs.scenes import SPEECH
from tests.road.conftest import free_port, installation, scene

if TYPE_CHECKING:
    from playwright.async_api import Page

    from hotline.assembly import Hotline
    from tests.road.program import Installation
    from tests.road.scene import Scene

__all__ = ["installation", "scene"]
pytestmark = pytest.mark.browser


async def sit_down(page: Page, hotline: Hotline, name: str, desk: str, language: str) -> None:
    """Let somebody new sit at the desk, signed in as if by their authenticator."""
    accounts = hotline.desk.accounts
    role = Role.SUPERVISOR if name == "chief" else Role.OPERATOR
    await accounts.invite(name, role, desk, language)
    async with accounts.database.books() as books:
        account = await books.staff.named(name)
        assert account is not None
        token = new_token()
        await books.sessions.begin(account.member.id, token, "Chromium", now())
    origin = hotline_at(page)
    await page.context.add_cookies([{"name": "desk", "value": token, "url": origin}])
    await page.goto(f"{origin}/queue")


def hotline_at(page: Page) -> str:
    """Return the address of the desk, without a path."""
    told = urlsplit(page.url)
    return f"{told.scheme}://{told.netloc}"


async def unfold(page: Page, act: str) -> None:
    """Open what holds the form of an act, as a click on its name does."""
    await (
        page.locator("details")
        .filter(has=page.locator(f"[action$='/{act}']"))
        .locator("summary")
        .click()
    )


async def all_is_kind(page: Page) -> None:
    for scheme in SCHEMES:
        await page.emulate_media(color_scheme=scheme)
        assert await unkind(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_talk_is_looked_at_by_two_and_goes_to_another_desk(
    scene: Scene, installation: Installation
) -> None:
    port = free_port()
    installation.more["HOTLINE_DESK_PORT"] = str(port)
    phone = await scene.person("tg")
    async with (
        running(installation.settings()) as hotline,
        visit(f"http://127.0.0.1:{port}/") as visited,
    ):
        page = visited.page
        await sit_down(page, hotline, "aigul", "tj", "en")
        await phone.ask()
        await expect(page.locator("a.case")).to_have_count(1)
        await page.get_by_role("button", name="Next").click()
        await page.get_by_label("Reply to the person").fill("Фардо нависед")
        case = page.url
        await page.get_by_role("button", name="Ask a colleague to look").click()
        await expect(page.get_by_text("A colleague is asked to look.")).to_be_visible()

        await sit_down(page, hotline, "chief", "tj", "fa_AF")
        await page.goto(case)
        await page.set_viewport_size({"width": 360, "height": 740})
        await all_is_kind(page)
        await page.locator("[action$='/draft/approve'] button").first.click()
        for path in ("/practice", "/canned"):
            await page.goto(hotline_at(page) + path)
            await all_is_kind(page)
        await page.goto(case)
        await unfold(page, "take-over")
        await page.locator("[action$='/take-over'] [name=why]").fill("aigul goes home")
        await page.locator("[action$='/take-over'] button").click()
        await page.locator("[action$='/draft/send'] button").click()
        assert "Фардо нависед" not in await phone.shown()  # who looked does not also send

        await page.goto(case)
        await unfold(page, "change-desk")
        await page.locator("[action$='/change-desk'] [name=desk]").select_option("kg")
        await page.locator("[action$='/change-desk'] [name=why]").fill("she is in Bishkek")
        await page.locator("[action$='/change-desk'] button").click()
        await phone.press(SPEECH.words.say(talk.YES, "tg"))
        await phone.see(SPEECH.words.say(talk.MOVED, "tg").split("\n")[0])

        await page.goto(case)
        await expect(page.locator("[data-case]")).to_have_count(0)
        await sit_down(page, hotline, "begimai", "kg", "en")
        await expect(page.locator("a.case")).to_have_count(1)
        await page.goto(case)
        await page.locator("[action$='/take'] button").click()
        await page.get_by_label("Reply to the person").fill("Салом аз Бишкек")
        await page.get_by_role("button", name="Send to the person").click()
        await phone.see("Салом аз Бишкек")
