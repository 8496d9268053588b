"""`hotline demo`, as a new user starts and stops it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from typing import TYPE_CHECKING

from aiohttp import ClientSession

from tests.road.conftest import free_port
from tests.road.scene import Phone, watched
from tests.sandbox.driver import Driver

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_SECONDS = 60
# What the demo tells a new user to press before the questions: on which screen, which button.
TO_CLICK = (
    ("🌐", "Тоҷикӣ"),
    ("🏠", "🗺"),
    ("🗺", "Россия"),
    ("📄 Россия", "Тоҷикистон"),
    ("", "📄 Гирифтани патент"),
    ("", "🆘"),
    ("", "💬 Навиштан"),
    ("", "👍 Бале"),
    ("", "👍 Пурсед"),
)


async def told(program: asyncio.subprocess.Process, words: str) -> str:
    """Read what the program prints until it says these words."""
    said = ""
    assert program.stdout is not None
    async with asyncio.timeout(PATIENCE_SECONDS):
        while words not in said:
            line = await program.stdout.readline()
            assert line, said  # it ended before it said so
            said += line.decode()
    return said


async def sign_in(session: ClientSession, desk: str, said: str) -> int:
    """Sign in at the desk with what the demo printed; return the answer's status."""
    found = re.search(r"name (\w+), password ([\w ]+), code (\d{6})", said)
    assert found is not None
    form = dict(zip(("name", "password", "code"), found.groups(), strict=True))
    async with session.post(
        f"{desk}/sign-in", data=form, headers={"Origin": desk}, allow_redirects=False
    ) as answer:
        return answer.status


async def test_the_demo_starts_answers_and_stops_when_asked(tmp_path: Path) -> None:
    port, desk_port = free_port(), free_port()
    kept = {name: value for name, value in os.environ.items() if "HOTLINE" not in name}
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hotline", "demo", "--port", str(port), "--data", str(tmp_path)),
        *("--desk-port", str(desk_port)),
        env=kept,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    async with ClientSession() as session:
        said = await told(program, "Stop with Ctrl-C")
        desk = f"http://127.0.0.1:{desk_port}"
        signed_in = await sign_in(session, desk, said)
        async with watched(Driver(url, session)) as scene:
            people = (await scene.driver.control("GET", ""))["people"]
            phone = Phone(scene, people[0]["id"])
            await phone.write("/start")
            for screen, label in TO_CLICK:
                await phone.see(screen)
                await phone.press(label)
            for question in ("1/4", "2/4", "3/4", "4/4"):
                await phone.see(question)
                await phone.press("⏭")
            await phone.see("⏳")
            group = await scene.group()
            await group.press("✋ Take", group.one)
            await group.press("✅ Close", group.one, await group.topic())
    program.send_signal(signal.SIGINT)
    await program.communicate()

    labels = [label.split()[0] for _, label in TO_CLICK]
    assert [label for label in (*labels, "⏭") if label not in said] == []
    assert [person["language_code"] for person in people] == ["tg", "fa"]
    assert f"Open {url}" in said
    assert (f"open {desk} " in said, signed_in) == (True, 303)
    assert program.returncode == 0
