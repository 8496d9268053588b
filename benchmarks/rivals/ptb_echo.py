"""A stock python-telegram-bot bot that echoes and stores nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from aiohttp import web
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from benchmarks.load import PATH, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Context = ContextTypes.DEFAULT_TYPE


async def echo(update: Update, _context: Context) -> None:
    """Say what was said."""
    if update.message:
        await update.message.reply_text(update.message.text or "?")


async def press(update: Update, _context: Context) -> None:
    """Say which button it was."""
    if update.effective_chat and update.callback_query:
        await update.effective_chat.send_message(update.callback_query.data or "?")


def main(port: int, api: str) -> None:
    """Serve until killed."""
    bot: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder().token(TOKEN).base_url(f"{api}/bot").updater(None).build()
    )
    bot.add_handler(MessageHandler(filters.ALL, echo))
    bot.add_handler(CallbackQueryHandler(press))

    async def receive(request: web.Request) -> web.Response:
        await bot.process_update(Update.de_json(await request.json(), bot.bot))
        return web.Response()

    async def living(_app: web.Application) -> AsyncIterator[None]:
        async with bot:
            yield

    app = web.Application()
    app.cleanup_ctx.append(living)
    app.router.add_post(PATH, receive)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
