"""Asking Telegram what waits there for us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.domain.alarm import AtTelegram

if TYPE_CHECKING:
    from aiogram import Bot


async def ask(bot: Bot) -> AtTelegram:
    """Return how much waits and when a webhook last failed; raises a `SendingFailed`."""
    told = await bot.get_webhook_info()
    return AtTelegram(told.pending_update_count, told.last_error_date)
