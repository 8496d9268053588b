"""Takes the pictures of the README from the real page, walking the road in a browser."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import ClientSession
from playwright.async_api import expect

from hotline import telemetry
from hotline.app import running
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.settings import load_settings
from hotline.storage.sealing import make_root_key
from tests.browser import visit

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
# Invented people, clearly invented.
TAJIK, DARI = "Gulbahor (invented)", "Zarina (invented)"


class Walk:
    """The page in a browser, and where its pictures go."""

    def __init__(self, page: Page, people: dict[str, int]) -> None:
        self._page = page
        self.tajik = page.get_by_test_id(f"phone-{people[TAJIK]}")
        self.dari = page.get_by_test_id(f"phone-{people[DARI]}")
        self.desk = page.get_by_test_id("desk")

    async def take(self, name: str, what: Locator | None = None) -> None:
        """Take one picture of the page, or of a part of it."""
        await self._page.wait_for_function("document.fonts.ready.then(() => true)")
        target = what or self._page
        await target.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
        telemetry.log.info("picture_taken")

    async def guidance(self) -> None:
        """Read the page about the patent."""
        await self.tajik.get_by_test_id("start").click()
        await press(self.tajik, "Тоҷикӣ")
        await press(self.tajik, "🗺 Кишварҳо")
        await press(self.tajik, "Россия")
        await expect(self.tajik.get_by_text("Шиносномаи кадом")).to_be_visible()
        await press(self.tajik, "Тоҷикистон")
        await press(self.tajik, "📄 Гирифтани патент")
        await expect(self.tajik.get_by_text("30 рӯз")).to_be_visible()
        await self.take("guidance", self.tajik)

    async def question(self) -> None:
        """Ask for a person and answer questions."""
        await press(self.tajik, "🆘 Кӯмак")
        await press(self.tajik, "💬 Навиштан ба одам")
        await press(self.tajik, "👍 Бале")
        await press(self.tajik, "👍 Пурсед")
        await press(self.tajik, "Ман калонсолам")
        await expect(self.tajik.get_by_text("2/3")).to_be_visible()
        await self.take("question", self.tajik)
        await press(self.tajik, "Дар дасти каси дигар")
        await press(self.tajik, "Не")
        await expect(self.tajik.get_by_text("⏳")).to_be_visible()

    async def talk(self) -> None:
        """Take the case and talk both ways."""
        await press(self.desk, "✋ Take")
        await self.desk.locator("[data-testid^=topic-]").nth(1).click()
        await write(self.desk, "Салом! Ман ин ҷо. Шумо дар ҷои бехатаред?")
        await expect(self.tajik.get_by_text("Ман ин ҷо")).to_be_visible()
        await self.tajik.get_by_test_id("attach").click()
        await self.tajik.get_by_test_id("attach-voice").click()
        await write(self.tajik, "Шиносномаи маро гирифтанд")
        await write(self.desk, "// asks about the passport; sounds calm")
        await expect(self.desk.get_by_text("гирифтанд").last).to_be_visible()
        await self.take("both-sides")

    async def closing(self) -> None:
        """Close the case."""
        await press(self.desk, "✅ Close")
        await expect(self.tajik.get_by_text("Ташаккур, ки навиштед")).to_be_visible()
        await self.take("closed", self.tajik)

    async def leaving(self) -> None:
        """Read Dari from right to left, and leave in the middle of the questions."""
        await self.dari.get_by_test_id("start").click()
        await press(self.dari, "دری")
        await self.take("dari", self.dari)
        await press(self.dari, "💬")
        await press(self.dari, "👍")
        await press(self.dari, "👍")
        await press(self.dari, "🧹")
        await expect(self.dari.get_by_text("🌐")).to_be_visible()
        await self.take("left", self.dari)

    async def latin(self) -> None:
        """Read in Turkmen what to do when somebody keeps the passport: language and two taps."""
        await press(self.dari, "Türkmençe")
        await press(self.dari, "💼")
        await press(self.dari, "🛂")
        await expect(self.dari.get_by_text("🛂").first).to_be_visible()
        await self.take("latin", self.dari)


async def press(place: Locator, label: str) -> None:
    """Press the newest button with this label."""
    await place.get_by_role("button", name=label).last.click()


async def write(place: Locator, words: str) -> None:
    """Write and send."""
    await place.get_by_test_id("composer").fill(words)
    await place.get_by_test_id("send").click()


async def main() -> None:
    """Start everything in a folder of its own and walk."""
    os.environ["HOTLINE_BROWSER_REQUIRED"] = "1"
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_root_key(Path(folder) / "root.key")
        async with serving(0) as url:
            people, group = await _furnish(url)
            settings = load_settings(
                token=SANDBOX_TOKEN, bot_api=url, staff_group=group, data_dir=folder, port=0
            )
            async with running(settings), visit(url, width=1500, height=860) as visited:
                walk = Walk(visited.page, people)
                walks = (walk.guidance, walk.question, walk.talk, walk.closing, walk.leaving)
                for part in (*walks, walk.latin):
                    await part()


async def _furnish(url: str) -> tuple[dict[str, int], int]:
    people = {}
    async with ClientSession(url) as session:
        for name, language in ((TAJIK, "tg"), (DARI, "fa")):
            told = {"first_name": name, "language_code": language}
            async with session.post("/sandbox/people", json=told) as response:
                people[name] = (await response.json())["id"]
        async with session.get("/sandbox") as response:
            group = (await response.json())["groups"][0]["id"]
    return people, group


if __name__ == "__main__":
    telemetry.configure("console")
    asyncio.run(main())
