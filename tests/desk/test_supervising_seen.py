"""A supervisor's morning in a real browser: the board, a case given on, a sealed door, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from hotline.domain.staff import Role
from tests.browser import visit
from tests.desk.scenes import joined, signed_in
from tests.desk.test_shift import SCHEMES, unkind
from tests.desk.test_statistics_seen import NARROW
from tests.desk.test_supervising import put_aside, waits

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from hotline.storage.books import Database
    from tests.desk.scenes import Clock, Pages

pytestmark = pytest.mark.browser


async def test_a_morning_of_a_supervisor(
    pages: Pages, accounts: Accounts, database: Database, clock: Clock
) -> None:
    await joined(accounts, clock, "aigul")
    code, far = await waits(database), await waits(database, 2, "kk")
    await put_aside(database, 3)
    member, token = await signed_in(accounts, "madina", Role.SUPERVISOR, "tj")
    origin = pages.parts.origin
    async with visit(f"{origin}/", width=360) as seen:
        page = seen.page
        await page.context.add_cookies([{"name": "desk", "value": token, "url": origin}])
        for language, scheme in zip(("fa_AF", "en"), SCHEMES, strict=True):
            await accounts.speak(member, language)
            await page.emulate_media(color_scheme=scheme)
            await page.goto(f"{origin}/board")
            assert await unkind(page) == []
            assert await page.evaluate(NARROW)

        choice = page.get_by_label(f"Give to: {code}")
        await expect(page.locator("tr", has_text=code)).to_contain_text("in time")
        new = await waits(database, 4)
        async with database.books() as books:
            await books.ring("desk")
        await page.get_by_label(f"Give to: {new}").wait_for()  # without a reload
        await choice.select_option("aigul")
        await page.locator("tr", has_text=code).get_by_role("button", name="Give").click()
        await expect(choice.locator("option")).to_have_count(0)  # she holds it now

        await page.goto(f"{origin}/quarantine")
        assert await unkind(page) == []
        assert await page.evaluate(NARROW)
        await page.get_by_role("button", name="Give up").click()
        await expect(page.get_by_text("Nothing yet.")).to_be_visible()

        await page.goto(f"{origin}/doors")
        assert await unkind(page) == []
        assert await page.evaluate(NARROW)
        form = page.get_by_role("form", name="Read a case of another desk")
        await form.get_by_label("Case code").fill(far)
        await form.get_by_label("Reason").fill("A brother came to our desk.")
        await form.get_by_role("button", name="Open").click()
        await page.get_by_role("link", name="Open").click()
        await expect(page.get_by_role("heading", name=far)).to_be_visible()

        await page.goto(f"{origin}/readings?code={far}")
        await expect(page.get_by_text("glass.read")).to_be_visible()
        assert await unkind(page) == []
        assert seen.complaints == []
