"""What operators write and press in the staff group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiogram import Router
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.people import KINDS
from hotline.domain.address import Address
from hotline.domain.arrivals import (
    Arrival,
    NothingToDo,
    OperatorAsked,
    OperatorPressed,
    OperatorWrote,
)
from hotline.domain.case import CaseCode

if TYPE_CHECKING:
    from aiogram.types import User

# A message that begins with it stays in the group.
NOTE_MARK = "//"
# Telegram's way of writing commands: /word or /word@bot, then whatever follows.
COMMAND = re.compile(r"/(?P<command>\w{1,32})(?:@\w+)?(?:\s+(?P<words>.*))?", re.DOTALL)
# Telegram's own accounts that post for somebody else (core.telegram.org/bots/api):
# anonymous administrators, channels, the service itself. Nobody stands behind them.
NOBODY = frozenset({1087968824, 136817688, 777000})


class DeskButton(CallbackData, prefix="desk"):
    """A button of the staff group."""

    action: str
    code: str


class InGroup(Filter):
    """Lets through what happens in the staff group."""

    def __init__(self, group: Address) -> None:
        self.group = group

    async def __call__(self, event: TelegramObject) -> bool:
        """Say whether the event happened in the staff group."""
        message = event.message if isinstance(event, CallbackQuery) else event
        chat = getattr(message, "chat", None)
        return chat is not None and chat.id == self.group.reveal()


def operators_router(group: Address) -> Router:
    """Return the routes of one staff group."""
    router = Router(name="operators")
    router.message.register(written, InGroup(group))
    router.edited_message.register(edited, InGroup(group))
    router.callback_query.register(pressed, InGroup(group))
    return router


async def written(message: Message) -> Arrival:
    """An operator wrote in the group."""
    return _wrote(message, edits=False)


async def edited(message: Message) -> Arrival:
    """An operator changed what they wrote."""
    return _wrote(message, edits=True)


async def pressed(query: CallbackQuery) -> Arrival:
    """An operator pressed a button."""
    try:
        button = DeskButton.unpack(query.data or "")
    except (TypeError, ValueError):
        return NothingToDo("foreign_button", query.id)
    return OperatorPressed(
        operator=Address(query.from_user.id),
        action=button.action,
        code=CaseCode(button.code),
        press=query.id,
        anonymous=_is_nobody(query.from_user),
    )


def _wrote(message: Message, *, edits: bool) -> Arrival:
    sender, thread = message.from_user, message.message_thread_id
    if sender is None or thread is None or message.content_type not in KINDS:
        return NothingToDo("service")
    if sender.is_bot and not _is_nobody(sender):
        return NothingToDo("another_bot")
    words = message.text or message.caption
    asked = COMMAND.fullmatch(words.strip()) if words and not edits else None
    anonymous = _is_nobody(sender) or message.sender_chat is not None
    if asked:
        command, rest = asked["command"].lower(), (asked["words"] or "").strip()
        return OperatorAsked(Address(sender.id), thread, command, rest, anonymous=anonymous)
    return OperatorWrote(
        operator=Address(sender.id),
        group=Address(message.chat.id),
        thread=thread,
        message=message.message_id,
        words=words,
        note=bool(words and words.lstrip().startswith(NOTE_MARK)),
        edits=edits,
        anonymous=anonymous,
    )


def _is_nobody(sender: User) -> bool:
    return sender.id in NOBODY
