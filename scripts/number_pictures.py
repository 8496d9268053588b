"""Takes the pictures of published numbers anew, of an invented month: page and bulletin."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.words.number_words import NumberWords
from hotline.app import running
from hotline.cli.bulletin import as_page
from hotline.clock import now
from hotline.domain.publishing.release import publishable_from
from hotline.domain.staff import Role
from hotline.domain.tally import About, Counted
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.services.statistics import publish_due
from hotline.settings import load_settings
from hotline.storage.sealing import make_root_key
from tests.browser import visit
from tests.desk.scenes import signed_in
from tests.road.conftest import free_port

if TYPE_CHECKING:
    from hotline.assembly import Hotline
    from hotline.storage.books import Database

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DESKS = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk", "uz": "uz"}
NAMES = {
    Counted.GUIDANCE: ("work", "leaving", "russia", "returning", "asylum"),
    Counted.SIGN: ("destination.documents_taken", "destination.pay_withheld", "destination.hurt"),
    Counted.PRIORITY: ("now", "today", "soon", "info"),
    Counted.WAITING: ("within_5_minutes", "within_hour", "within_4_hours", "longer"),
}


async def main() -> None:
    """Invent a month, publish it, and look at it."""
    os.environ["HOTLINE_BROWSER_REQUIRED"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        make_root_key(Path(folder) / "root.key")
        async with serving(0) as url:
            settings = load_settings(
                token=SANDBOX_TOKEN,
                bot_api=url,
                staff_group=-100,
                data_dir=folder,
                port=0,
                desk_port=free_port(),
            )
            async with running(settings) as hotline:
                await _look(hotline)


async def _look(hotline: Hotline) -> None:
    month = (now().date().replace(day=1) - timedelta(days=70)).replace(day=1)
    accounts, desk = hotline.desk.accounts, hotline.desk
    await _invent(accounts.database, month)
    await publish_due(accounts.database, now() + (publishable_from(month) - month))
    _, token = await signed_in(accounts, "dana", Role.COORDINATOR)
    words = NumberWords(desk.library, desk.speech, "ru")
    bulletin = as_page(await desk.statistics.of(month), words)
    async with visit(f"{desk.origin}/sign-in", width=900, height=1100) as seen:
        cookie = {"name": desk.cookie, "value": token, "url": desk.origin}
        await seen.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain mapping
        await seen.page.goto(f"{desk.origin}/statistics?month={month:%Y-%m}")
        await seen.page.screenshot(path=PICTURES / "statistics.png")
        await seen.page.set_content(bulletin)
        await seen.page.screenshot(path=PICTURES / "bulletin.png")


async def _invent(database: Database, month: date) -> None:
    chance = random.Random(7)  # noqa: S311  # the same picture every time
    async with database.books() as books:
        for desk, language in DESKS.items():
            for counted, names in NAMES.items():
                for name in names:
                    for gender in ("woman", "man", ""):
                        about = About(desk, language, gender, "adult", desk, "ru")
                        number = chance.randrange(5, 240)
                        books.tallies.count(counted, name, month, about, number)


if __name__ == "__main__":
    asyncio.run(main())
