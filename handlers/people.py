"""What people send and press in their own chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject

from dialogs.engine import events
from dialogs.engine.events import Kind
from dialogs.links.link import read_link
from handlers.attached import attached
from hotline.domain.address import Address
from hotline.domain.arrivals import Arrival, ChatBlocked, NothingToDo, PersonActed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aiogram.types import User

KINDS: dict[str, Kind] = {
    ContentType.TEXT: Kind.WORDS,
    ContentType.VOICE: Kind.VOICE,
    ContentType.AUDIO: Kind.VOICE,
    ContentType.VIDEO_NOTE: Kind.VOICE,
    ContentType.PHOTO: Kind.PICTURE,
    ContentType.VIDEO: Kind.PICTURE,
    ContentType.ANIMATION: Kind.PICTURE,
    ContentType.STICKER: Kind.PICTURE,
    ContentType.LOCATION: Kind.PLACE,
    ContentType.VENUE: Kind.PLACE,
    ContentType.CONTACT: Kind.CONTACT,
    ContentType.DOCUMENT: Kind.FILE,
    ContentType.DICE: Kind.OTHER,
    ContentType.POLL: Kind.OTHER,
    ContentType.STORY: Kind.OTHER,
}

# The text after a command is never looked at, but for the link that a poster may hold.
COMMANDS: dict[str, Callable[..., events.Event]] = {
    "/menu": lambda at, _: events.HomeRequested(at=at),
    "/help": lambda at, _: events.HelpRequested(at=at),
    "/person": lambda at, _: events.PersonRequested(at=at),
    "/language": lambda at, app_language: events.LanguageRequested(
        at=at, app_language=app_language
    ),
    "/clear": lambda at, _: events.LeaveRequested(at=at),
    "/stop": lambda at, _: events.LeaveRequested(at=at),
    "/privacy": lambda at, _: events.PrivacyRequested(at=at),
    "/delete": lambda at, _: events.EraseRequested(at=at),
}


class InPrivate(Filter):
    """Lets through what happens in a person's own chat."""

    async def __call__(self, event: TelegramObject) -> bool:
        """Say whether the event happened in a private chat."""
        message = event.message if isinstance(event, CallbackQuery) else event
        chat = getattr(message, "chat", None)
        return chat is None or chat.type == ChatType.PRIVATE


def people_router() -> Router:
    """Return the routes of people's chats."""
    router = Router(name="people")
    router.message.register(written, InPrivate())
    router.edited_message.register(edited, InPrivate())
    router.callback_query.register(pressed, InPrivate())
    router.my_chat_member.register(membership, InPrivate())
    return router


async def written(message: Message, now: datetime) -> Arrival:
    """A person wrote or sent something."""
    kind = KINDS.get(message.content_type)
    if kind is None or message.from_user is None:
        return NothingToDo("service")
    return _acted(message, _event(message, kind, now), message.from_user)


async def edited(message: Message, now: datetime) -> Arrival:
    """A person changed what they wrote."""
    kind = KINDS.get(message.content_type)
    if kind is None or message.from_user is None:
        return NothingToDo("service")
    return _acted(
        message, events.MessageReceived(at=now, kind=kind), message.from_user, edits=True
    )


async def pressed(query: CallbackQuery, now: datetime) -> Arrival:
    """A person pressed a button; what it carries may be anything."""
    names = (query.data or "").split(".")
    script, step, choice = names if len(names) == len(("script", "step", "choice")) else ("",) * 3
    return PersonActed(
        address=Address(query.from_user.id),
        event=events.ChoicePressed(at=now, script=script, step=step, choice=choice),
        app_language=query.from_user.language_code,
        pressed=query.message.message_id if query.message else None,
        press=query.id,
    )


async def membership(change: ChatMemberUpdated) -> Arrival:
    """A person blocked the bot, or took that back."""
    blocked = change.new_chat_member.status == ChatMemberStatus.KICKED
    return ChatBlocked(Address(change.chat.id), blocked=blocked)


def _acted(
    message: Message, event: events.Event, sender: User, *, edits: bool = False
) -> PersonActed:
    return PersonActed(
        address=Address(message.chat.id),
        event=event,
        app_language=sender.language_code,
        message=message.message_id,
        words=message.text or message.caption,
        file=attached(message),
        edits=edits,
    )


def _event(message: Message, kind: Kind, now: datetime) -> events.Event:
    if kind is not Kind.WORDS:
        return events.MessageReceived(at=now, kind=kind)
    words = message.text or ""
    command, *rest = words.split(maxsplit=1) or [""]
    command = command.partition("@")[0].lower()
    app_language = message.from_user.language_code if message.from_user else None
    if command == "/start":
        return _arrived("".join(rest), now, app_language)
    if command not in COMMANDS:
        return events.WordsReceived(at=now)
    return COMMANDS[command](now, app_language)


def _arrived(payload: str, now: datetime, app_language: str | None) -> events.Arrived:
    link = read_link(payload)
    return events.Arrived(at=now, app_language=app_language, page=link.page, poster=link.poster)
