"""A program that makes libraries say what must not be said; run by test_telemetry in a process.

The canaries arrive on standard input. Every place where aiogram, aiohttp, asyncio and the standard
library are known to repeat a person's words, an id or the token is really walked through.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
import threading
import warnings
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter
from aiogram.methods import GetUpdates, SendMessage
from aiogram.types import Update
from aiohttp import ClientResponseError, ClientSession, web

from hotline import telemetry
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


# The loggers of every library that ever holds what people wrote.
LIBRARIES = (
    *("aiogram.event", "aiohttp.server", "alembic.runtime", "asyncio", "httpx", "procrastinate"),
    *("psycopg.pool", "sqlalchemy.engine", "telegram"),
)


class Leaks:
    """The five places of the libraries, and ours."""

    def __init__(self, canaries: dict[str, str], bot: Bot, address: str) -> None:
        self.words = canaries["words"]
        self.id = int(canaries["id"])
        self.canaries = canaries
        self.bot = bot
        self.address = address

    @staticmethod
    def holds(canary: str, error: Exception) -> None:
        """Make sure that the library does repeat what it should not."""
        assert canary in str(error)

    async def decode_error(self) -> None:
        """An update that cannot be parsed is repeated in the error's text."""
        content = json.dumps({"ok": True, "result": [{"message": self.words}]})
        try:
            self.bot.session.check_response(self.bot, GetUpdates(), 200, content)
        except ClientDecodeError as error:
            self.holds(self.words, error)
            text = str(error)
            log.exception("update_undecodable", words=text)
            logging.getLogger("aiogram.dispatcher").exception("Failed: %s", text)

    async def unknown_update(self) -> None:
        """An update of an unknown type is repeated in a warning."""
        update = Update.model_validate({"update_id": 1, "brand_new": {"text": self.words}})
        await Dispatcher().feed_update(self.bot, update)

    async def token_in_address(self) -> None:
        """A failed download names its address, and with it the token."""
        try:
            await self.bot.download_file(self.words)
        except ClientResponseError as error:
            self.holds(self.canaries["token"], error)
            log.exception("download_failed", error=error, text=str(error))

    async def flood(self) -> None:
        """A 429 names the chat."""
        method = SendMessage(chat_id=self.id, text=self.words)
        error = TelegramRetryAfter(method=method, message=self.words, retry_after=3)
        self.holds(str(self.id), error)
        log.warning("flood", error=error, method="sendMessage", seconds=3, chat=self.id)

    async def access_log(self) -> None:
        """The access log holds query strings."""
        logging.getLogger("aiohttp.access").setLevel(logging.DEBUG)
        async with ClientSession() as session, session.get(self.address, params=self.canaries):
            pass

    async def handler_fails(self) -> None:
        """A failing handler of a page is logged with the error's text."""
        async with ClientSession() as session:
            await session.post(f"{self.address}/fail", json=self.canaries)

    async def forgotten_task(self) -> None:
        """A task nobody waits for is reported with the error's text."""

        async def fail() -> None:
            raise ValueError(self.words)

        task = asyncio.ensure_future(fail())
        await asyncio.wait([task])
        del task
        gc.collect()

    async def thread_crash(self) -> None:
        """A thread that dies prints a traceback."""
        thread = threading.Thread(target=lambda: int(self.words))
        thread.start()
        await asyncio.to_thread(thread.join)

    async def unraisable(self) -> None:
        """An error in a finalizer is printed."""
        words = self.words

        class Fails:
            def __del__(self) -> None:
                raise ValueError(words)

        Fails()
        gc.collect()

    async def library_debug(self) -> None:
        """A library's own lines hold whatever it was given."""
        for name in (*LIBRARIES, self.words):
            logging.getLogger(name).error(self.words, extra={"words": self.words}, stack_info=True)
        logging.getLogger("psycopg").error("%d", self.words)

    async def own_mistakes(self) -> None:
        """We ourselves pass too much."""
        log.info(self.words, **self.canaries)
        log.info("hello %s", self.words)
        log.bind(name=self.words).warning("turn", kind=self.words, case=self.words, count=self.id)
        log.error("failed", error=self.words, where=self.words, stack_info=True)
        warnings.warn(self.words, stacklevel=1)

    async def crash(self) -> None:
        """What nobody catches is printed."""
        raise ExceptionGroup(self.words, [RuntimeError(self.words)])


async def _answer(request: web.Request) -> web.Response:
    if request.path.endswith("/fail"):
        raise RuntimeError(await request.text())
    return web.Response(status=404)


async def main(canaries: dict[str, str]) -> None:
    """Walk through every place; the last one ends the program."""
    telemetry.watch(asyncio.get_running_loop())
    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", _answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with Bot(canaries["token"], session=session) as bot:
        await _walk(Leaks(canaries, bot, address))


async def _walk(leaks: Leaks) -> None:
    places: list[Callable[[], Awaitable[None]]] = [
        *(leaks.decode_error, leaks.unknown_update, leaks.token_in_address, leaks.flood),
        *(leaks.access_log, leaks.handler_fails, leaks.forgotten_task, leaks.thread_crash),
        *(leaks.unraisable, leaks.library_debug, leaks.own_mistakes, leaks.crash),
    ]
    for place in places:
        log.info("walking", kind=place.__name__)
        await place()


if __name__ == "__main__":
    # A library may have set up a way out of its own before we speak.
    logging.getLogger("psycopg").addHandler(logging.StreamHandler())
    if sys.argv[1] != "unguarded":
        telemetry.configure("console" if sys.argv[1] == "console" else "json")
    asyncio.run(main(json.load(sys.stdin)))
