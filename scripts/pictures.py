"""Takes the pictures of the documents from the real page, walking the road in a browser."""

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
WORKER = "Ruslan (invented)"
# Rare, so that nobody writes one of them by chance.
LEAVE_WORD, SAFE_WORD, DURESS_WORD = "green lantern", "seven apricots", "blue tractor"


class Camera:
    """The page in a browser, and where its pictures go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.desk = page.get_by_test_id("desk")

    async def take(self, name: str, what: Locator | None = None) -> None:
        """Take one picture of the page, or of a part of it."""
        await self._page.wait_for_function("document.fonts.ready.then(() => true)")
        target = what or self._page
        await target.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
        telemetry.log.info("picture_taken")


class Walk(Camera):
    """Two people, one of them answered by an operator."""

    def __init__(self, page: Page, people: dict[str, int]) -> None:
        super().__init__(page)
        self.tajik = page.get_by_test_id(f"phone-{people[TAJIK]}")
        self.dari = page.get_by_test_id(f"phone-{people[DARI]}")

    async def walk(self) -> None:
        """Walk all parts in order."""
        await self.guidance()
        await self.question()
        await self.talk()
        await self.closing()
        await self.leaving()
        await self.latin()

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
        await expect(self.tajik.get_by_text("2/4")).to_be_visible()
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
        await expect(self.dari.get_by_text("🏠 کار و سفر")).to_be_visible()
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


class Watched(Camera):
    """Somebody who is not paid, and beside whom somebody comes to stand."""

    def __init__(self, page: Page, people: dict[str, int]) -> None:
        super().__init__(page)
        self.worker = page.get_by_test_id(f"phone-{people[WORKER]}")

    async def walk(self) -> None:
        """Walk all parts in order."""
        await self.words()
        await self.wages()
        await self.code()
        await self.duress()

    async def words(self) -> None:
        """Choose three words of one's own."""
        await self.worker.get_by_test_id("start").click()
        await press(self.worker, "English")
        await press(self.worker, "🔒 Privacy")
        await press(self.worker, "🗝 My words")
        await press(self.worker, "▶️ Choose")
        for number, word in enumerate((LEAVE_WORD, SAFE_WORD, DURESS_WORD), start=1):
            await expect(self.worker.get_by_text(f"{number}/3")).to_be_visible()
            await write(self.worker, word)
        await expect(self.worker.get_by_text("✅ Done")).to_be_visible()
        await press(self.worker, "🏠 Menu")

    async def wages(self) -> None:
        """Read what to do about pay that does not come, and ask a person."""
        await press(self.worker, "💼 Rights at work")
        await press(self.worker, "💰")
        await press(self.worker, "🧭")
        await expect(self.worker.get_by_text("Put your proof in a place")).to_be_visible()
        await self.take("wages", self.worker)
        await press(self.worker, "💬 Ask a person")
        await press(self.worker, "👍 Yes")
        await press(self.worker, "💬 I would rather write")
        await expect(self.worker.get_by_text("⏳")).to_be_visible()
        await write(self.worker, "They have not paid us for two months.")
        await press(self.desk, "✋ Take")
        await self.desk.locator("[data-testid^=topic-]").nth(1).click()
        await expect(self.worker.get_by_text("💬 A person is here")).to_be_visible()

    async def code(self) -> None:
        """Make a code for another phone."""
        await press(self.worker, "🆘 Help")
        await press(self.worker, "📱 Another phone")
        await press(self.worker, "🔑 Make a code")
        await expect(self.worker.get_by_text("· until:")).to_be_visible()
        await self.take("code", self.worker)

    async def duress(self) -> None:
        """Say with a harmless word that somebody came: the phone looks as on the first day."""
        await write(self.worker, DURESS_WORD)
        await expect(self.worker.get_by_text("🏠 Work and travel")).to_be_visible()
        await expect(self.worker.get_by_text("🔑 Your code")).to_be_hidden()
        await expect(self.desk.get_by_text("⚠️").last).to_be_visible()
        await self.take("duress")


async def press(place: Locator, label: str) -> None:
    """Press the newest button with this label."""
    await place.get_by_role("button", name=label).last.click()


async def write(place: Locator, words: str) -> None:
    """Write and send."""
    await place.get_by_test_id("composer").fill(words)
    await place.get_by_test_id("send").click()


async def main() -> None:
    """Start everything in folders of their own and walk."""
    os.environ["HOTLINE_BROWSER_REQUIRED"] = "1"
    PICTURES.mkdir(parents=True, exist_ok=True)
    await walked({TAJIK: "tg", DARI: "fa"}, Walk)
    await walked({WORKER: "en"}, Watched)


async def walked(who: dict[str, str], way: type[Walk | Watched]) -> None:
    """Start everything with these people, by the language of their phones, and walk one way."""
    with tempfile.TemporaryDirectory() as folder:
        make_root_key(Path(folder) / "root.key")
        async with serving(0) as url:
            people, group = await _furnish(url, who)
            settings = load_settings(
                token=SANDBOX_TOKEN, bot_api=url, staff_group=group, data_dir=folder, port=0
            )
            async with running(settings), visit(url, width=1500, height=860) as visited:
                await way(visited.page, people).walk()


async def _furnish(url: str, who: dict[str, str]) -> tuple[dict[str, int], int]:
    people = {}
    async with ClientSession(url) as session:
        for name, language in who.items():
            told = {"first_name": name, "language_code": language}
            async with session.post("/sandbox/people", json=told) as response:
                people[name] = (await response.json())["id"]
        async with session.get("/sandbox") as response:
            group = (await response.json())["groups"][0]["id"]
    return people, group


if __name__ == "__main__":
    telemetry.configure("console")
    asyncio.run(main())
