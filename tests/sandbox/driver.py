"""Speaks to a sandbox as the bot, as people, and as whoever sets the scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hotline.sandbox.server import SANDBOX_TOKEN

if TYPE_CHECKING:
    from aiohttp import ClientSession, FormData

FIRST_GROUP = -1001000000001


class Declined(Exception):
    """The Bot API refused a call that this test needed."""


@dataclass
class Driver:
    """A session with one sandbox."""

    url: str
    session: ClientSession

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call the Bot API with a JSON body; return the whole answer."""
        async with self.session.post(self._method(method), json=parameters) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def form(self, method: str, form: FormData) -> dict[str, Any]:
        """Call the Bot API with a form; return the whole answer."""
        async with self.session.post(self._method(method), data=form) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    def _method(self, method: str) -> str:
        return f"{self.url}/bot{SANDBOX_TOKEN}/{method}"

    async def bot(self, method: str, **parameters: object) -> Any:
        """Return the result of a call that must succeed."""
        answer = await self.call(method, **parameters)
        if not answer["ok"]:
            raise Declined(answer["description"])
        return answer["result"]

    async def declined(self, method: str, **parameters: object) -> str:
        """Return the description of a call that must be refused."""
        answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def control(self, method: str, path: str, /, **body: object) -> dict[str, Any]:
        """Ask the control API for something it must accept."""
        async with self.session.request(
            method, f"{self.url}/sandbox{path}", json=body or None
        ) as response:
            assert response.ok, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer

    async def person(self, *, language: str = "en", started: bool = True) -> int:
        """Return somebody new, who has pressed Start and whose first update is taken."""
        told = await self.control("POST", "/people", first_name="Robin", language_code=language)
        person = int(told["id"])
        if started:
            await self.write(person, text="/start")
            await self.updates()
        return person

    async def operator(self) -> int:
        """Return somebody who only acts in groups."""
        return int((await self.control("POST", "/people", first_name="Operator"))["id"])

    async def write(self, chat: int, **message: object) -> dict[str, Any]:
        """Write in a chat as its person, or `from` somebody in a group."""
        return await self.control("POST", f"/chats/{chat}/messages", **message)

    async def tap(self, chat: int, **tap: object) -> str:
        """Press a button; return the press's id."""
        return str((await self.control("POST", f"/chats/{chat}/taps", **tap))["callback_query_id"])

    async def screen(self, chat: int) -> list[dict[str, Any]]:
        """Return the messages a phone shows now."""
        messages: list[dict[str, Any]] = (await self.control("GET", f"/chats/{chat}/screen"))[
            "messages"
        ]
        return messages

    async def updates(self, **parameters: object) -> list[dict[str, Any]]:
        """Return what waits for the bot and confirm it."""
        waiting: list[dict[str, Any]] = await self.bot("getUpdates", **parameters)
        if waiting:
            await self.bot("getUpdates", offset=max(one["update_id"] for one in waiting) + 1)
        return waiting

    async def advance(self, seconds: float) -> None:
        """Move the sandbox's clock ahead."""
        await self.control("POST", "/clock", advance=seconds)

    async def fault(self, kind: str, **more: object) -> None:
        """Let something go wrong."""
        await self.control("POST", "/faults", kind=kind, **more)


def keyboard(*labels: str, data: str = "") -> dict[str, Any]:
    """Return an inline keyboard with one button a row; each carries its label as data."""
    return {
        "inline_keyboard": [[{"text": label, "callback_data": data or label}] for label in labels]
    }
