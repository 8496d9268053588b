"""Choices as Telegram's inline buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

if TYPE_CHECKING:
    from dialogs.words.render import Pressable, Rendered


def keyboard(shown: Rendered) -> InlineKeyboardMarkup | None:
    """Return the buttons of a screen, row by row."""
    if not shown.rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_button(choice) for choice in row] for row in shown.rows]
    )


def _button(choice: Pressable) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=choice.label, callback_data=choice.token, style=choice.style)
