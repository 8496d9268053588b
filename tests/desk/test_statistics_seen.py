"""The coordinators' page and the bulletin in a real browser: narrow, dark, from right to left."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from dialogs.words.number_words import NumberWords
from hotline.cli.bulletin import as_page
from hotline.domain.staff import Role
from tests.browser import visit
from tests.desk.scenes import signed_in
from tests.desk.test_shift import SCHEMES, unkind
from tests.desk.test_statistics import OCTOBER, published
from tests.dialogs.scenes import REAL, SPEECH

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Pages

pytestmark = pytest.mark.browser
NARROW = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


async def test_numbers_are_read_by_everybody_on_every_screen(
    pages: Pages, accounts: Accounts
) -> None:
    await published(accounts)
    member, token = await signed_in(accounts, "dana", Role.COORDINATOR)
    origin = pages.parts.origin
    bulletin = as_page(await pages.parts.statistics.of(OCTOBER), NumberWords(REAL, SPEECH, "ru"))
    async with visit(f"{origin}/", width=360) as seen:
        page = seen.page
        await page.context.add_cookies([{"name": "desk", "value": token, "url": origin}])
        for language, scheme in zip(("fa_AF", "en"), SCHEMES, strict=True):
            await accounts.speak(member, language)
            await page.emulate_media(color_scheme=scheme)
            await page.goto(f"{origin}/statistics")
            await page.locator("details > summary").first.click()
            assert await unkind(page) == []
            assert await page.evaluate(NARROW)
        await page.goto(f"{origin}/exports")
        assert await unkind(page) == []
        assert await page.evaluate(NARROW)
        assert seen.complaints == []

        told = base64.b64encode(bulletin.encode()).decode()
        await page.goto(f"data:text/html;base64,{told}")
        assert await unkind(page) == []
        assert await page.evaluate(NARROW)
