"""What two libraries do not know of an object: the gate every emitted shape goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import telegram
from aiogram import types
from pydantic import BaseModel, TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Iterator

# Fields of Bot API 10.3 that python-telegram-bot 22.8 (10.0) does not know.
NEWER = frozenset({"can_send_welcome_messages"})

AIOGRAM: dict[str, Any] = {
    "Message": types.Message,
    "Update": types.Update,
    "User": types.User,
    "Chat": types.ChatFullInfo,
    "File": types.File,
    "MessageId": types.MessageId,
    "ForumTopic": types.ForumTopic,
    "WebhookInfo": types.WebhookInfo,
    "ChatMember": types.ChatMemberUnion,
    "BotCommand": types.BotCommand,
    "BotName": types.BotName,
    "BotDescription": types.BotDescription,
    "BotShortDescription": types.BotShortDescription,
}
TELEGRAM: dict[str, Any] = {
    "Message": telegram.Message,
    "Update": telegram.Update,
    "User": telegram.User,
    "Chat": telegram.ChatFullInfo,
    "File": telegram.File,
    "MessageId": telegram.MessageId,
    "ForumTopic": telegram.ForumTopic,
    "WebhookInfo": telegram.WebhookInfo,
    "ChatMember": telegram.ChatMember,
    "BotCommand": telegram.BotCommand,
    "BotName": telegram.BotName,
    "BotDescription": telegram.BotDescription,
    "BotShortDescription": telegram.BotShortDescription,
}
# Which object a method answers with; what is not here answers with True.
RESULTS = {
    "sendMessage": "Message", "sendPhoto": "Message", "sendVoice": "Message",
    "sendDocument": "Message", "sendAudio": "Message", "sendVideo": "Message",
    "sendLocation": "Message", "sendContact": "Message", "editMessageText": "Message",
    "editMessageCaption": "Message", "editMessageReplyMarkup": "Message",
    "forwardMessage": "Message", "copyMessage": "MessageId", "copyMessages": "MessageId",
    "createForumTopic": "ForumTopic", "getUpdates": "Update", "getMe": "User", "getChat": "Chat",
    "getFile": "File", "getWebhookInfo": "WebhookInfo", "getChatMember": "ChatMember",
    "getChatAdministrators": "ChatMember", "getMyCommands": "BotCommand", "getMyName": "BotName",
    "getMyDescription": "BotDescription", "getMyShortDescription": "BotShortDescription",
}  # fmt: skip


def strange(kind: str, told: dict[str, Any]) -> list[str]:
    """Return every field, at any depth, that one of the two libraries does not know."""
    model = TypeAdapter(AIOGRAM[kind]).validate_python(told)
    parsed = TELEGRAM[kind].de_json(told, None)
    return [*_beyond_aiogram(model, kind), *_beyond_telegram(parsed, kind)]


def _beyond_aiogram(value: object, place: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"aiogram: {place}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from _beyond_aiogram(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, list):
        for one in value:
            yield from _beyond_aiogram(one, place)


def _beyond_telegram(value: object, place: str) -> Iterator[str]:
    if isinstance(value, telegram.TelegramObject):
        unknown = value.api_kwargs.keys() - NEWER
        yield from (f"python-telegram-bot: {place}.{name}" for name in unknown)
        for name in value.to_dict(recursive=False):
            yield from _beyond_telegram(getattr(value, name, None), f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _beyond_telegram(one, place)
