"""People who act one thing after the other, each on a connection of their own, as Telegram sends.

The mix is what a day brings: menus, questions, words that are searched, asking for a person,
words for an operator, leaving in a hurry. An update is finished when the bot's call for that
chat has arrived whole at the Bot API; what is told to an operator when it is acknowledged,
because a screen that stands there already is not sent again.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from itertools import count, cycle
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bot_api import BotApi

TOKEN = "1:sandbox"  # noqa: S105 - an invented one
SECRET = "invented-secret-of-thirty-two-characters"  # noqa: S105 - likewise
PATH = "/telegram"
# Whoever waits longer for an answer is counted as an error and goes on.
PATIENCE_SECONDS = 10.0
FIRST_PERSON = 1_000_000

# What one person does from their first word to leaving; a text is written, a token is pressed,
# and what is told waits for no answer.
WALK: tuple[tuple[str, str], ...] = (
    ("write", "/start"),
    ("press", "lang.any.ru"),
    ("write", "сколько дней можно жить в России"),
    ("press", "page.agency.countries"),
    ("press", "agency.countries.kyrgyzstan"),
    ("press", "agency.kyrgyzstan.honest"),
    ("press", "any.any.back"),
    ("press", "any.any.home"),
    ("write", "работа в Турции паспорт забрали"),
    ("press", "page.offer.begin"),
    ("press", "offer.begin.start"),
    ("press", "offer.pay.high"),
    ("press", "offer.hurry.now"),
    ("press", "offer.secret.skip"),
    ("press", "any.any.help"),
    ("press", "any.any.person"),
    ("press", "person.safe.yes"),
    ("tell", "Меня зовут Выдуманный Человек, мне нужна помощь"),
    ("press", "any.any.leave"),
)


@dataclass
class Measured:
    """What one run saw; times are seconds."""

    finished: int = 0
    errors: int = 0
    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)


@dataclass
class Load:
    """People towards one port; `numbers` are those of the updates."""

    api: BotApi
    port: int
    measured: Measured = field(default_factory=Measured)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    # Where each is on their walk: begun anew in the middle of a talk, it would wait for nothing.
    walks: dict[int, Iterator[tuple[str, str]]] = field(default_factory=dict)

    async def run(self, people: int, seconds: float, *, first: int = FIRST_PERSON) -> Measured:
        """Have so many people act, each waiting for their answer, for so long."""
        self.measured = Measured()
        until = perf_counter() + seconds
        walks = (self._person(first + number, until) for number in range(people))
        await asyncio.gather(*walks)
        return self.measured

    async def _person(self, chat: int, until: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        walk = self.walks.setdefault(chat, cycle(WALK))
        while perf_counter() < until:
            await self._act(chat, *next(walk), reader, writer)
        writer.close()

    async def _act(
        self,
        chat: int,
        does: str,
        what: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        body = json.dumps(self._update(chat, does, what)).encode()
        answer = self.api.expect(chat) if does != "tell" else None
        began = perf_counter()
        writer.write(request(body) + body)
        acknowledged = await status_of(reader) == b"200"
        self.measured.acknowledged.append(perf_counter() - began)
        self.measured.errors += not acknowledged
        try:
            finished = await asyncio.wait_for(answer, PATIENCE_SECONDS) if answer else None
        except TimeoutError:
            self.measured.errors += 1
            return
        if finished is not None:
            self.measured.answered.append(finished - began)
        self.measured.finished += 1

    def _update(self, chat: int, does: str, what: str) -> dict[str, Any]:
        who = {"id": chat, "is_bot": False, "first_name": "Invented", "language_code": "ru"}
        where = {"id": chat, "type": "private", "first_name": "Invented"}
        number = next(self.numbers)
        if does != "press":
            said = {"message_id": number, "from": who, "chat": where, "date": 1_790_000_000}
            return {"update_id": number, "message": said | {"text": what}}
        shown = {
            "message_id": self.api.shown.get(chat, 1),
            "from": {"id": 1, "is_bot": True, "first_name": "Bot"},
            "chat": where,
            "date": 1_790_000_000,
            "text": "shown",
        }
        press = {"id": str(number), "from": who, "message": shown, "data": what}
        return {"update_id": number, "callback_query": press | {"chat_instance": "1"}}


def request(body: bytes) -> bytes:
    """Return the head of a call of a webhook."""
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()


async def status_of(reader: asyncio.StreamReader) -> bytes:
    """Read one answer to its end; return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = length_in(head)
    if length:
        await reader.readexactly(length)
    return head.split(b" ", 2)[1]


def length_in(head: bytes) -> int:
    """Return what a head says of the length of its body."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0
