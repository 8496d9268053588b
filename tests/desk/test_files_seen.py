"""A photo, a voice and a place over the whole road: from a phone to the screen of an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from hotline.app import running
from tests.browser import visit
from tests.desk.test_shift import SCHEMES, operator, sign_in, unkind
from tests.road.conftest import free_port, installation, scene

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Scene

__all__ = ["installation", "scene"]

pytestmark = pytest.mark.browser
# From a phone through the sandbox, the worker and the fetcher, on a machine that does much else.
ROAD_MS = 30_000
# The picture is there, and is one.
DRAWN = "image => image.complete && image.naturalWidth > 0"
HEARD = "async sound => { sound.muted = true; await sound.play(); return sound.duration > 1 }"


async def test_what_a_person_sends_is_on_the_operators_screen(
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
            await phone.ask()
            await expect(page.locator("a.case")).to_have_count(1)
            await page.get_by_role("button", name="Take the next").click()
            await phone.see("Одам дар ин ҷост")

            await phone.send(photo=True)
            await phone.send(voice=True)
            await phone.send(location={"latitude": 38.5, "longitude": 68.7})
            await expect(page.locator(".file")).to_have_count(3, timeout=ROAD_MS)
            await expect(page.locator(".file img")).to_be_visible(timeout=ROAD_MS)
            await expect(page.locator(".file audio")).to_be_visible(timeout=ROAD_MS)
            assert await page.locator(".file img").evaluate(DRAWN)
            assert await page.locator(".file audio").evaluate(HEARD)
            for scheme in SCHEMES:
                await page.emulate_media(color_scheme=scheme)
                assert await unkind(page) == []

            await page.locator(".file .more").last.click()
            await page.get_by_role("button", name="Show the place").click()
            await expect(page.get_by_text("38.500000, 68.700000")).to_be_visible()
            await page.set_viewport_size({"width": 360, "height": 640})
            assert await unkind(page) == []
            assert visited.complaints == []
