"""Taking a message of ours away, as far as Telegram lets us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.domain.delivery import LetterRefused

if TYPE_CHECKING:
    from aiogram import Bot

    from hotline.domain.delivery import Route


async def remove(bot: Bot, route: Route, message: int) -> None:
    """Delete a message, or at least leave no button on it that leads nowhere."""
    try:
        await bot.delete_message(route.chat.reveal(), message)
    except LetterRefused:
        await _disarm(bot, route, message)


async def _disarm(bot: Bot, route: Route, message: int) -> None:
    try:
        await bot.edit_message_reply_markup(chat_id=route.chat.reveal(), message_id=message)
    except LetterRefused:
        return  # neither there nor ours to change: nothing of it can be pressed
