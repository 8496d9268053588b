"""A stock aiogram bot that echoes and stores nothing."""

from __future__ import annotations

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from benchmarks.load import PATH, TOKEN


async def echo(message: Message) -> None:
    """Say what was said."""
    await message.answer(message.text or "?")


async def press(query: CallbackQuery) -> None:
    """Say which button it was."""
    if isinstance(query.message, Message):
        await query.message.answer(query.data or "?")


def main(port: int, api: str) -> None:
    """Serve until killed."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    dispatcher.message()(echo)
    dispatcher.callback_query()(press)
    app = web.Application()
    # The answer to the webhook comes after the work: otherwise nothing would hold the load back.
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, path=PATH)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
