"""A step on a new phone of the running demo: walked to where a link leads there, else drawn."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession

from dialogs.links.link import Link, payload
from dialogs.words.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from dialogs.words.render import Rendered

# The service answers within a second; a demo that is only starting needs a few.
PATIENCE_SECONDS = 20.0


class NoDemo(Exception):
    """No demo answers there; the text is a sentence for the person at the terminal."""


async def show_on_phone(page: str, step: str, language: str, drawn: Rendered | None) -> int:
    """Show a step on a phone of its own and return the phone's number; raises NoDemo.

    The phone's owner follows the link to the step and chooses the language. A
    step that no link opens is drawn below what they see then: its buttons are
    only a picture.
    """
    async with _demo(page) as demo:
        phone = await demo.arrive(step, language, "" if drawn else payload(Link(step)))
        if drawn is not None:
            await demo.draw(phone, drawn)
        return phone


@asynccontextmanager
async def _demo(page: str) -> AsyncIterator[_Demo]:
    try:
        async with ClientSession(page, raise_for_status=True) as session:
            async with session.get("/sandbox") as answer:
                token = (await answer.json())["bot"]["token"]
            yield _Demo(session, token)
    except (ClientError, TimeoutError, ValueError) as error:
        raise NoDemo(f"No demo answers at {page}: start one with `hotline demo`.") from error


@dataclass(frozen=True)
class _Demo:
    """The sandbox of a demo, driven from outside."""

    session: ClientSession
    token: str

    async def arrive(self, name: str, language: str, link: str) -> int:
        """Let somebody new come by a link and choose a language; wait until that is shown."""
        told = {"first_name": name, "language_code": language.partition("_")[0]}
        phone = int((await self._post("/sandbox/people", told))["id"])
        chat = f"/sandbox/chats/{phone}"
        await self._post(f"{chat}/messages", {"text": f"/start {link}".strip()})
        own_name = LANGUAGES[language]
        await self._until(chat, own_name, there=True)
        await self._post(f"{chat}/taps", {"button": own_name})
        await self._until(chat, own_name, there=False)
        return phone

    async def draw(self, phone: int, shown: Rendered) -> None:
        """Send a screen to a phone as the bot would."""
        title = shown.title or ""
        bold = {"type": "bold", "offset": 0, "length": len(title.encode("utf-16-le")) // 2}
        keys = [
            [{"text": button.label, "callback_data": button.token} for button in row]
            for row in shown.rows
        ]
        told = {
            "chat_id": phone,
            "text": f"{title}\n\n{shown.body}".strip(),
            "entities": [bold] if title else [],
            "reply_markup": {"inline_keyboard": keys},
        }
        await self._post(f"/bot{self.token}/sendMessage", told)

    async def _until(self, chat: str, label: str, *, there: bool) -> None:
        """Look at a phone after every change until a button is there, or is not any more."""
        async with (
            asyncio.timeout(PATIENCE_SECONDS),
            self.session.get("/sandbox/stream") as stream,
        ):
            while (label in await self._buttons(chat)) is not there:
                await stream.content.readline()

    async def _buttons(self, chat: str) -> set[str]:
        """Return the labels on a phone now."""
        async with self.session.get(f"{chat}/screen") as answer:
            messages = (await answer.json())["messages"]
        rows = (row for message in messages for row in message.get("buttons", []))
        return {button["text"] for row in rows for button in row}

    async def _post(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        async with self.session.post(path, json=told) as answer:
            kept: dict[str, Any] = await answer.json()
            return kept
