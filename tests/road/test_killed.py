"""Killed between any two steps, the program still answers once and loses nothing."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hotline.boundaries import ROAD
from tests.road.program import Program

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.road.program import Installation
    from tests.road.scene import Group, Phone, Scene


BY_POLLING = [("polling", boundary) for boundary in ROAD]
BY_WEBHOOK = [("webhook", boundary) for boundary in ROAD]

WORDS = "Ёрӣ диҳед"


@asynccontextmanager
async def alive(installation: Installation) -> AsyncIterator[Program]:
    """Run the program for the block."""
    program = await Program.start(installation)
    try:
        yield program
    finally:
        await program.stop()


async def answers(phone: Phone) -> int:
    """Count how often the list of languages was sent to a person."""
    path = f"/chats/{phone.person}/log"
    entries: list[dict[str, Any]] = (await phone.scene.driver.control("GET", path))["entries"]
    sent = [entry["message"] for entry in entries if entry["kind"] == "message"]
    return sum(str(message.get("text", "")).startswith("🌐") for message in sent)


async def copies(phone: Phone, group: Group, words: str) -> int:
    """Let the person reach an operator; count how often these words reached the topic."""
    await phone.press("Тоҷикӣ")
    await phone.press("💬")
    await phone.press("👍 Бале")
    thread = await group.take()
    await phone.write("ва ин охираш")
    await group.see("ва ин охираш", thread)
    return [message.get("text") for message in await group.inside(thread)].count(words)


@pytest.mark.parametrize(("receive", "boundary"), [*BY_POLLING, *BY_WEBHOOK])
async def test_a_message_is_answered_once_and_kept_whenever_the_program_is_killed(
    scene: Scene, installation: Installation, receive: str, boundary: str
) -> None:
    installation.receive = receive
    phone, group = await scene.person("tg"), await scene.group()
    doomed = await Program.start(installation, HOTLINE_DIE_AT=boundary)
    await phone.write(WORDS)
    assert await doomed.killed()

    async with alive(installation):
        await phone.see("🌐")
        kept = await copies(phone, group, WORDS)

    assert await answers(phone) == (2 if boundary == "sent" else 1)
    assert kept == 1


async def test_confirming_before_committing_loses_a_message(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    careless = ("-m", "tests.road.careless")
    doomed = await Program.start(installation, *careless, HOTLINE_DIE_AT="fetched")
    await phone.write(WORDS)
    assert await doomed.killed()

    async with alive(installation):
        await phone.write("ҳеҷ кас ҷавоб надод")
        await phone.see("🌐")
        kept = await copies(phone, group, WORDS)

    assert kept == 0


async def test_an_operators_reply_survives_a_kill_before_it_is_sent(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with alive(installation):
        await phone.write("/start")
        await copies(phone, group, WORDS)
        thread = await group.topic()
    doomed = await Program.start(installation, HOTLINE_DIE_AT="claimed")
    await group.write("Мо меоем", group.one, thread)
    assert await doomed.killed()

    async with alive(installation):
        await phone.see("Мо меоем")

    assert (await phone.shown()).count("Мо меоем") == 1
