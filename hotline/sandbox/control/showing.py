"""What the phone shows now, what happened so far, and a stream of what happens."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from hotline.sandbox.control.people import group_told, person_told
from hotline.sandbox.control.reading import chat_in
from hotline.sandbox.shapes import user
from hotline.sandbox.wording import as_json
from hotline.sandbox.world import ANONYMOUS_ADMIN

if TYPE_CHECKING:
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Content, Message

TYPING_FOR = timedelta(seconds=5)
# Shorter than what a proxy or a browser takes for a dead line.
HEARTBEAT_SECONDS = 15.0


class Showing:
    """Routes that only look."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/sandbox", self.overview),
            web.get("/sandbox/chats/{chat}/screen", self.screen),
            web.get("/sandbox/chats/{chat}/log", self.log),
            web.get("/sandbox/log", self.whole_log),
            web.get("/sandbox/stream", self.stream),
            web.get("/sandbox/files/{file}", self.file),
        ]

    async def overview(self, _request: web.Request) -> web.Response:
        """Return who and what there is."""
        simulation = self._simulation
        world, texts = simulation.world, simulation.world.bot.texts
        bot = {
            "id": world.bot.id,
            "username": world.bot.username,
            "first_name": texts.get(("name", ""), world.bot.first_name),
            "token": simulation.token,
        }
        return web.json_response(
            {
                "about": "A simulator: nothing leaves this computer.",
                "bot": bot,
                "people": [person_told(person) for person in world.people.values()],
                "groups": [
                    group_told(group)
                    for group in world.groups.values()
                    if group.migrated_to is None
                ],
                "faults": simulation.faults.told(),
                "flood_control": simulation.flood.on,
                "webhook": simulation.webhook.url,
                "pending": len(simulation.updates.pending(simulation.now())),
                "now": simulation.now().timestamp(),
            }
        )

    async def screen(self, request: web.Request) -> web.Response:
        """Return the messages a phone shows now, one topic's if `thread_id` is given."""
        chat = chat_in(self._simulation, request)
        thread = request.query.get("thread_id")
        messages = sorted(self._simulation.world.messages[chat.id].values(), key=lambda m: m.id)
        shown = [
            self._shown(message)
            for message in messages
            if thread is None or message.thread == int(thread)
        ]
        return web.json_response({"messages": shown, "typing": self._typing(chat.id)})

    async def log(self, request: web.Request) -> web.Response:
        """Return everything that happened in one chat."""
        chat = chat_in(self._simulation, request)
        return web.json_response(
            {"entries": self._simulation.journal.entries(chat.id, _after(request))}
        )

    async def whole_log(self, request: web.Request) -> web.Response:
        """Return everything that happened."""
        return web.json_response(
            {"entries": self._simulation.journal.entries(None, _after(request))}
        )

    async def file(self, request: web.Request) -> web.Response:
        """Serve a file for the page to show or play."""
        file = self._simulation.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type=file.mime)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send `{seq, chat_id, kind}` for everything that happens, as server-sent events."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with self._simulation.journal.followed() as queue, suppress(ConnectionResetError):
            await response.write(b": open\n\n")
            while True:  # until the page is closed
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        entry = await queue.get()
                    line = f"data: {json.dumps(entry)}\n\n"
                except TimeoutError:
                    line = ": still here\n\n"
                await response.write(line.encode())
        return response

    def _typing(self, chat: int) -> bool:
        now = self._simulation.now()
        return any(
            now - at < TYPING_FOR
            for (where, _), at in self._simulation.world.actions.items()
            if where == chat
        )

    def _shown(self, message: Message) -> dict[str, Any]:
        world = self._simulation.world
        author = user(world, ANONYMOUS_ADMIN if message.anonymous else message.sender)
        shown: dict[str, Any] = {
            "message_id": message.id,
            "from": {"id": author.id, "first_name": author.first_name, "is_bot": author.is_bot},
            "date": message.sent_at.timestamp(),
            "edit_date": message.edited_at.timestamp() if message.edited_at else None,
            "thread_id": message.thread,
            "reply_to": message.reply_to,
            "service": message.service,
            "buttons": [[_button(button) for button in row] for row in message.inline or ()],
            "keyboard": message.keyboard,
            "protected": message.protected,
            "silent": message.silent,
            "forwarded_from": message.forwarded_from,
            "reactions": [{"emoji": emoji} for emoji in message.reactions],
        }
        told = shown | (self._content(message.content) if message.content else {})
        return {name: value for name, value in told.items() if value not in (None, [], False)}

    def _content(self, content: Content) -> dict[str, Any]:
        words = "text" if content.kind == "text" else "caption"
        shown: dict[str, Any] = {
            words: content.words.text or None,
            "entities": [as_json(span) for span in content.words.spans],
            "contact": content.contact,
        }
        if content.place:
            shown["location"] = {"latitude": content.place[0], "longitude": content.place[1]}
        file = self._simulation.files.get(content.file)
        if file is not None:
            shown[content.kind] = {
                "url": f"/sandbox/files/{file.id}",
                "file_id": file.id,
                "file_name": file.name,
                "duration": file.duration,
            }
        return shown


def _button(button: dict[str, Any]) -> dict[str, Any]:
    """Return a button as the page draws it."""
    known = {"text": button["text"], "data": button.get("callback_data")}
    more = {name: button[name] for name in ("url", "style", "copy_text") if name in button}
    return {name: value for name, value in (known | more).items() if value is not None}


def _after(request: web.Request) -> int:
    return int(request.query.get("after", "0"))
