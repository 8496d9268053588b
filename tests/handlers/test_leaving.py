"""Clearing a long chat: covered with the first call, empty within ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession

from handlers.client import make_bot
from handlers.to_people import ToPeople
from hotline.domain.address import Address
from hotline.domain.delivery import Route
from hotline.domain.letters import EraseTrace, ShowScreen
from hotline.domain.pace import OVERALL
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from tests.dialogs.scenes import NOON, REAL, SPEECH
from tests.sandbox.driver import Driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiogram import Bot

MESSAGES = 200
TWO_DAYS = 48 * 3600


@pytest.fixture
async def driver() -> AsyncIterator[Driver]:
    async with serving(0) as url, ClientSession() as session:
        yield Driver(url, session)


@pytest.fixture
async def bot(driver: Driver) -> AsyncIterator[Bot]:
    made = make_bot(SANDBOX_TOKEN, driver.url)
    yield made
    await made.session.close()


def counted(bot: Bot) -> list[str]:
    """Return a list that every call from now on is written into."""
    calls: list[str] = []

    async def count(make_request: Any, bot: Bot, method: Any) -> Any:
        calls.append(type(method).__name__)
        return await make_request(bot, method)

    bot.session.middleware(count)
    return calls


async def chatted(driver: Driver, old: int) -> tuple[int, list[int]]:
    """Return a person and the messages of both sides, `old` of which can no longer be deleted."""
    person = await driver.person()
    messages = []
    for number in range(MESSAGES):
        if number == old:
            await driver.advance(TWO_DAYS + 1)
        if number % 2:
            sent = await driver.bot("sendMessage", chat_id=person, text="Салом")
        else:
            sent = await driver.write(person, text="Салом")
        messages.append(int(sent["message_id"]))
    return person, messages


@pytest.mark.parametrize(("old", "most"), [(0, 3), (3, 25), (20, 100)])
async def test_two_hundred_messages_are_covered_at_once_and_gone_within_ten_seconds(
    driver: Driver, bot: Bot, old: int, most: int
) -> None:
    person, messages = await chatted(driver, old)
    home = REAL.begin("home")
    cover = ShowScreen(home.script, home.revision, home.step, "tg", "tg", replaces=True)
    route = Route(Address(person), "tg", shown=messages[-1], trace=tuple(reversed(messages)))
    calls = counted(bot)
    await ToPeople(bot, REAL, SPEECH).erase(EraseTrace(cover), route, NOON)
    left = [message["message_id"] for message in await driver.screen(person)]

    assert calls[0] == "EditMessageText"
    assert set(left) & set(messages) == {*messages[:old], messages[-1]}
    assert len(calls) <= most
    assert len(calls) / OVERALL.count <= 10 * OVERALL.span.total_seconds()
