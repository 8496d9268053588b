"""A Bot API that says yes to everything at once, or after a while: it must never be the limit."""

from __future__ import annotations

import asyncio
import json
from itertools import count
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.load import length_in

# The calls that answer a person; a notice to the staff group has another chat.
ANSWERS = frozenset({"sendMessage", "editMessageText", "copyMessage"})
ME = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "invented_bot"}


class BotApi:
    """One server; `delay` is how many seconds each call takes."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.calls = 0
        # The message in each chat that holds the newest screen.
        self.shown: dict[int, int] = {}
        self._expected: dict[int, asyncio.Future[float]] = {}
        self._numbers = count(10)

    def expect(self, chat: int) -> asyncio.Future[float]:
        """Return what is set to the moment at which the next answer to a chat arrives."""
        self._expected[chat] = asyncio.get_running_loop().create_future()
        return self._expected[chat]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection until it ends."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(length_in(head))
                method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
                told = self._answer(method, _parameters(head, body), perf_counter())
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(_response(told))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, method: str, told: dict[str, Any], at: float) -> object:
        self.calls += 1
        chat = int(told.get("chat_id", 0))
        if method in ANSWERS:
            self._seen(int(told.get("from_chat_id", chat)), at)
        match method:
            case "getMe":
                return ME
            case "sendMessage" | "editMessageText":
                message = int(told.get("message_id", 0)) or next(self._numbers)
                self.shown[chat] = message
                where = {"id": chat, "type": "private", "first_name": "Invented"}
                said = {"message_id": message, "date": 1_790_000_000, "chat": where}
                return said | {"from": ME, "text": "ok"}
            case "copyMessage":
                return {"message_id": next(self._numbers)}
            case "createForumTopic":
                thread = next(self._numbers)
                return {"message_thread_id": thread, "name": "case", "icon_color": 7322096}
            case "getWebhookInfo":
                return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        return True

    def _seen(self, chat: int, at: float) -> None:
        expected = self._expected.pop(chat, None)
        if expected is not None and not expected.done():
            expected.set_result(at)


def _parameters(head: bytes, body: bytes) -> dict[str, Any]:
    if b"application/json" in head:
        told: dict[str, Any] = json.loads(body)
        return told
    if b"multipart/form-data" in head:
        parts = (part.split(b"\r\n\r\n", 1) for part in body.split(b"\r\n--") if b'name="' in part)
        return {
            name.split(b'name="')[1].split(b'"')[0].decode(): value.decode()
            for name, value in parts
        }
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _response(result: object) -> bytes:
    told = json.dumps({"ok": True, "result": result}).encode()
    return (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(told)}\r\n\r\n"
    ).encode() + told
