"""Keyboards as a call brings them: looked through in the official server's order.

Shape errors come before the chat is looked at, texts of buttons after it, and
what only Telegram's data centre knows comes last (tdlib/telegram-bot-api,
Client.cpp `get_reply_markup`; tdlib/td, ReplyMarkup.cpp).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hotline.sandbox.parameters import loaded
from hotline.sandbox.refusals import Refused

DATA_LIMIT_BYTES = 64
KEYBOARD_LIMIT = 100
ACTIONS = (
    "callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
BUTTON = "can't parse inline keyboard button: "


@dataclass(frozen=True)
class Markup:
    """An inline keyboard, or another keyboard that is not part of the message."""

    inline: list[list[dict[str, Any]]] | None = None
    other: dict[str, Any] | None = None


def read_markup(told: str) -> Markup:
    """Return a call's `reply_markup`; raises `Refused` for what has no keyboard's shape."""
    if not told:
        return Markup()
    try:
        markup = loaded(told)
    except ValueError:
        raise Refused("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    if "inline_keyboard" in markup:
        what = 'field "inline_keyboard" of the InlineKeyboardMarkup'
        rows = _rows(markup["inline_keyboard"], what)
        return Markup(inline=[[_button(button) for button in row] for row in rows if row] or None)
    if "keyboard" in markup:
        _rows(markup["keyboard"], 'field "keyboard"')
        return Markup(other=markup)
    return Markup(other=markup or None)


def _rows(told: object, what: str) -> list[list[Any]]:
    if isinstance(told, list) and all(isinstance(row, list) for row in told):
        return told
    msg = f"{what} must be an Array of Arrays"
    raise Refused(msg)


def _button(told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise Refused(BUTTON + "InlineKeyboardButton must be an Object")
    if "text" not in told:
        raise Refused(BUTTON + 'Can\'t find field "text"')
    acts = told.get("url") or told.get("callback_data") or any(name in told for name in ACTIONS)
    if not acts:
        raise Refused(BUTTON + "Text buttons are unallowed in the inline keyboard")
    return told


def check_texts(markup: Markup, *, private: bool) -> None:
    """Raise `Refused` for buttons without words, or asking in a group what only a person has."""
    for button in (button for row in markup.inline or () for button in row):
        if not str(button["text"]).strip():
            raise Refused("inline keyboard button text must be non-empty")
    for row in (markup.other or {}).get("keyboard", ()):
        for button in row:
            _check_key(button if isinstance(button, dict) else {"text": button}, private=private)


def _check_key(button: dict[str, Any], *, private: bool) -> None:
    if not str(button.get("text", "")).strip():
        raise Refused("keyboard button text must be non-empty")
    if private:
        return
    if button.get("request_contact"):
        raise Refused("phone number can be requested in private chats only")
    if button.get("request_location"):
        raise Refused("location can be requested in private chats only")


def check_sizes(markup: Markup) -> None:
    """Raise `Refused` for what only Telegram's data centre finds too long."""
    buttons = [button for row in markup.inline or () for button in row]
    if any(len(str(b.get("callback_data", "")).encode()) > DATA_LIMIT_BYTES for b in buttons):
        raise Refused("BUTTON_DATA_INVALID")
    if len(buttons) > KEYBOARD_LIMIT:
        raise Refused("reply markup is too long")
