"""Choosing between polling and the webhook without losing what waits at Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.reading import ALLOWED_UPDATES

if TYPE_CHECKING:
    from aiogram import Bot


async def receive_by_polling(bot: Bot) -> None:
    """Take the webhook away; what waits stays waiting. Raises a `SendingFailed`."""
    await bot.delete_webhook(drop_pending_updates=False)


async def receive_by_webhook(bot: Bot, address: str, secret: str) -> None:
    """Set the webhook; what waits stays waiting. Raises a `SendingFailed`."""
    await bot.set_webhook(
        address,
        secret_token=secret,
        allowed_updates=ALLOWED_UPDATES,
        drop_pending_updates=False,
    )
