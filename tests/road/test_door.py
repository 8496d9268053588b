"""A locked desk: what people write is kept without any key of ours, and answered later."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg
import pytest
from aiohttp import ClientSession, web

from hotline.app import running
from hotline.door import listen_privately, receiving
from hotline.storage.sealing import Keystore, Slots, read_root_key

if TYPE_CHECKING:
    from pathlib import Path

    from tests.road.program import Installation
    from tests.road.scene import Phone, Scene


async def kept(database: psycopg.AsyncConnection, phone: Phone, words: str) -> None:
    """Write, and wait until it is committed: the inbox rings then."""
    await database.execute("LISTEN hotline")
    await phone.write(words)
    async with asyncio.timeout(20):
        async for notice in database.notifies():
            assert notice.payload == "inbox"
            return


@pytest.mark.parametrize("receive", ["polling", "webhook"])
async def test_what_was_kept_while_the_desk_was_locked_is_answered_when_it_opens(
    scene: Scene, installation: Installation, tmp_path: Path, receive: str
) -> None:
    slots, nowhere = tmp_path / "letterbox", tmp_path / "nowhere"
    settings = installation.settings()
    today = datetime.now(UTC).date()  # noqa: TID251  # the program reads the same clock
    keystore = Keystore(settings.keystore, read_root_key(settings.root_key))
    Slots(slots).put_out(keystore, today)
    locked = replace(installation, receive=receive, key_file=nowhere / "root.key")
    locked.more["HOTLINE_LETTERBOX_DIR"] = str(slots)
    phone = await scene.person()

    async with (
        receiving(locked.settings()),
        await psycopg.AsyncConnection.connect(installation.database_url, autocommit=True) as rings,
    ):
        await kept(rings, phone, "/start")
    assert not nowhere.exists()  # neither a key was read nor a keystore made
    assert len(await phone.shown()) == 1

    async with running(installation.settings()):
        await phone.press("Тоҷикӣ")


async def test_a_call_that_hangs_does_not_hold_up_a_stop(installation: Installation) -> None:
    called = asyncio.Event()

    async def hangs(_request: web.Request) -> web.Response:
        called.set()
        await asyncio.Event().wait()
        return web.Response()

    app, settings = web.Application(), installation.settings()
    app.router.add_get("/", hangs)
    door = await listen_privately(settings, app)
    async with ClientSession() as session:
        asked = asyncio.create_task(session.get(f"http://127.0.0.1:{settings.metrics_port}/"))
        await called.wait()

        async with asyncio.timeout(5):
            await door.cleanup()
        answers = await asyncio.gather(asked, return_exceptions=True)

    assert isinstance(answers[0], BaseException)
