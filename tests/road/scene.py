"""People and operators on the road: they act over HTTP and look until they see."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from aiohttp import ClientError

from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.sandbox.driver import Driver

# Longer than the road ever needs, a killed program's restart included.
PATIENCE_SECONDS = 45

Seen = TypeVar("Seen")


class Unseen(AssertionError):
    """What a test waited for did not come; the message tells what was there instead."""


@dataclass
class Scene:
    """One sandbox, watched."""

    driver: Driver
    _changed: asyncio.Event

    async def person(self, language: str = "tg") -> Phone:
        """Return the phone of somebody new."""
        number = await self.driver.person(language=language, started=False)
        return Phone(self, number)

    async def group(self) -> Group:
        """Return the staff group with two operators."""
        return Group(self, await self.driver.operator(), await self.driver.operator())

    async def until(self, chat: int, look: Callable[[list[dict[str, Any]]], Seen | None]) -> Seen:
        """Look at a chat again after every change until `look` finds something."""
        messages: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    self._changed.clear()
                    messages = await self.driver.screen(chat)
                    if found := look(messages):
                        return found
                    await self._changed.wait()
        except TimeoutError:
            raise Unseen("\n".join(map(_told, messages))) from None


@dataclass
class Phone:
    """One person's phone."""

    scene: Scene
    person: int

    async def write(self, text: str) -> None:
        """Write a text."""
        await self.scene.driver.write(self.person, text=text)

    async def send(self, **piece: object) -> None:
        """Send a voice message, a photo, a place."""
        await self.scene.driver.write(self.person, **piece)

    async def see(self, words: str) -> dict[str, Any]:
        """Wait until a message of the bot holds these words; return it."""
        return await self.scene.until(self.person, lambda shown: _by_bot(shown, words))

    async def press(self, label: str) -> None:
        """Wait for a button that begins with this label and press it."""
        message, button = await self.scene.until(self.person, lambda shown: _button(shown, label))
        tap = {"message_id": message["message_id"], "button": button["text"]}
        await self.scene.driver.tap(self.person, **tap)

    async def ask(self) -> None:
        """Choose Tajik and ask for a person: the case is open, no question is answered."""
        await self.write("/start")
        await self.press("Тоҷикӣ")
        await self.press("💬")
        await self.press("👍 Бале")

    async def shown(self) -> list[str]:
        """Return the words on the phone now, oldest first."""
        return [_told(message) for message in await self.scene.driver.screen(self.person)]


@dataclass
class Group:
    """The staff group and two operators in it."""

    scene: Scene
    one: int
    other: int

    async def see(self, words: str, thread: int | None = None) -> dict[str, Any]:
        """Wait until a message of the bot in this topic holds these words."""
        return await self.scene.until(
            FIRST_GROUP, lambda shown: _by_bot(_in(shown, thread), words)
        )

    async def topic(self) -> int:
        """Wait until the newest case has a topic with its header; return its number."""
        return await self.scene.until(FIRST_GROUP, _newest_topic)

    async def take(self) -> int:
        """Take the case that waits; return its topic's number."""
        await self.press("✋", self.one)
        return await self.topic()

    async def press(self, label: str, who: int, thread: int | None = None) -> str:
        """Wait for a button and press it as an operator; return the press's id."""
        message, button = await self.scene.until(
            FIRST_GROUP, lambda shown: _button(_in(shown, thread), label)
        )
        tap = {"message_id": message["message_id"], "button": button["text"], "from": who}
        return await self.scene.driver.tap(FIRST_GROUP, **tap)

    async def write(self, text: str, who: int, thread: int) -> None:
        """Write in a topic as an operator."""
        await self.scene.driver.write(FIRST_GROUP, text=text, thread_id=thread, **{"from": who})

    async def inside(self, thread: int) -> list[dict[str, Any]]:
        """Return what stands in a topic now."""
        return _in(await self.scene.driver.screen(FIRST_GROUP), thread)


async def talking(phone: Phone, group: Group) -> int:
    """Bring a person and the first operator together; return the topic's number."""
    await phone.ask()
    thread = await group.take()
    await phone.see("Одам дар ин ҷост")
    return thread


@asynccontextmanager
async def watched(driver: Driver) -> AsyncIterator[Scene]:
    """Follow the sandbox's stream for the block."""
    changed = asyncio.Event()
    async with driver.session.get(f"{driver.url}/sandbox/stream") as stream:

        async def follow() -> None:
            with suppress(ClientError):
                async for _ in stream.content:
                    changed.set()

        task = asyncio.create_task(follow())
        try:
            yield Scene(driver, changed)
        finally:
            task.cancel()


def _told(message: dict[str, Any]) -> str:
    kind = next((k for k in ("voice", "photo", "location", "contact") if k in message), "")
    return message.get("text") or message.get("caption") or kind or str(message.get("service"))


def _by_bot(shown: list[dict[str, Any]], words: str) -> dict[str, Any] | None:
    """Return the newest message of the bot with these words."""
    ours = (message for message in reversed(shown) if message["from"]["is_bot"])
    return next((message for message in ours if words in _told(message)), None)


def _button(
    shown: list[dict[str, Any]], label: str
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    for message in reversed(shown):
        for row in message.get("buttons", []):
            for button in row:
                if button["text"].startswith(label):
                    return message, button
    return None


def _in(shown: list[dict[str, Any]], thread: int | None) -> list[dict[str, Any]]:
    return [message for message in shown if message.get("thread_id") == thread]


def _newest_topic(shown: list[dict[str, Any]]) -> int | None:
    headed = [m["thread_id"] for m in shown if "thread_id" in m and m.get("buttons")]
    return max(headed, default=None)
