"""Entities that a call brings along instead of markup.

A list that is no JSON is ignored, an element of the wrong shape is refused,
and none may cut a character in two (tdlib/telegram-bot-api, Client.cpp
`get_message_entity`; tdlib/td, MessageEntity.cpp).
"""

from __future__ import annotations

from typing import Any

from hotline.sandbox.parameters import loaded
from hotline.sandbox.refusals import Refused
from hotline.sandbox.wording.formatted import Span, in_order, utf16_length
from hotline.sandbox.wording.links import normalised

# More are not shown.
AT_MOST = 100
# What Telegram finds by itself; named in a call it is left out.
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
PLAIN = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote",
        "expandable_blockquote", "text_link", "text_mention", "custom_emoji", "date_time",
    }
)  # fmt: skip


def read_entities(told: str, text: str) -> tuple[Span, ...]:
    """Return the spans a call names; raises `Refused` for one that is malformed."""
    try:
        elements = loaded(told)
    except ValueError:
        return ()
    if not isinstance(elements, list):
        return ()
    spans = [_span(element) for element in elements[:AT_MOST]]
    kept = [span for span in spans if span is not None and span.length > 0]
    _check_units(kept, text)
    end = utf16_length(text)
    return in_order([span for span in kept if span.offset >= 0 and span.end <= end])


def _span(told: object) -> Span | None:
    if not isinstance(told, dict):
        raise Refused("can't parse MessageEntity: expected an Object")
    offset, length, kind = told.get("offset"), told.get("length"), told.get("type")
    if not isinstance(kind, str):
        raise Refused("can't parse MessageEntity: Can't find field \"type\"")
    for name, value in (("offset", offset), ("length", length)):
        if not isinstance(value, int):
            msg = f"can't parse MessageEntity: Can't find field \"{name}\""
            raise Refused(msg)
    if kind in FOUND:
        return None
    if kind not in PLAIN:
        raise Refused("can't parse MessageEntity: Unsupported type specified")
    extra = _extra(kind, told)
    return None if extra is None else Span(kind, int(told["offset"]), int(told["length"]), extra)


def _extra(kind: str, told: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a type needs besides its place; None when the span marks nothing."""
    match kind:
        case "text_link":
            url = normalised(str(told.get("url", "")))
            return {"url": url} if url else None
        case "text_mention":
            user = told.get("user")
            return {"user": {"id": int(user["id"])}} if isinstance(user, dict) else None
        case "pre" if told.get("language"):
            return {"language": str(told["language"])}
        case "custom_emoji":
            return {"custom_emoji_id": str(told.get("custom_emoji_id", ""))}
    return {}


def _check_units(spans: list[Span], text: str) -> None:
    """Raise `Refused` for a span that begins or ends inside a character of two units."""
    middles = _middles(text)
    for span in spans:
        if span.offset in middles:
            place = middles[span.offset]
            msg = f"entity begins in a middle of a UTF-16 symbol at byte offset {place}"
            raise Refused(msg)
        if span.end in middles:
            msg = (
                f"entity beginning at UTF-16 offset {span.offset} ends in a middle of a UTF-16"
                f" symbol at byte offset {middles[span.end]}"
            )
            raise Refused(msg)


def _middles(text: str) -> dict[int, int]:
    """Return the UTF-16 offsets inside characters, with the byte where each character begins."""
    found: dict[int, int] = {}
    units = size = 0
    for character in text:
        if character > "\uffff":
            found[units + 1] = size
        units += utf16_length(character)
        size += len(character.encode())
    return found
