"""Load: people in talk with an operator who write numbered messages, and what must come of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from random import Random

    from tests.road.scene import Group, Phone, Scene


@dataclass
class Talk:
    """One person, the topic of their case, and what they wrote, in order."""

    phone: Phone
    thread: int
    wrote: list[str] = field(default_factory=list)


@dataclass
class Load:
    """Some talks that go on for as long as anybody wishes; everything written is remembered."""

    scene: Scene
    talks: list[Talk]
    chance: Random
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def wrote(self) -> int:
        """Return how many messages were written so far."""
        return sum(len(talk.wrote) for talk in self.talks)

    async def say(self) -> None:
        """Let somebody write the next message."""
        talk = self.chance.choice(self.talks)
        words = f"№{len(talk.wrote)}"
        talk.wrote.append(words)
        await talk.phone.write(words)

    async def flow(self, a_second: float) -> None:
        """Let people write at about this rate until `ebb`."""
        while not self._stop.is_set():
            await self.say()
            try:
                async with asyncio.timeout(self.chance.expovariate(a_second)):
                    await self._stop.wait()
            except TimeoutError:
                continue

    def ebb(self) -> None:
        """Let nobody write any more."""
        self._stop.set()


async def begun(scene: Scene, people: int, chance: Random) -> tuple[Load, Group]:
    """Bring people and an operator together; a program must be running."""
    group, talks = await scene.group(), list[Talk]()
    for _ in range(people):
        phone = await scene.person("tg")
        await phone.ask()
        await group.press("✋", group.one)
        await phone.see("Одам дар ин ҷост")
        talks.append(Talk(phone, await _new_topic(group, talks)))
    return Load(scene, talks, chance), group


async def _new_topic(group: Group, talks: list[Talk]) -> int:
    """Wait for a topic that none of the talks has."""
    known = {talk.thread for talk in talks}

    def newest(shown: list[dict[str, Any]]) -> int | None:
        return max(
            {m["thread_id"] for m in shown if m.get("buttons") and "thread_id" in m} - known,
            default=None,
        )

    return await group.scene.until(FIRST_GROUP, newest)
