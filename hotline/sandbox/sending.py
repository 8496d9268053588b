"""Every way of sending, with its checks in the official server's order.

The order decides which of two mistakes is answered: bad markup before an
unknown chat, an empty or too long text after it (tdlib/telegram-bot-api,
Client.cpp; tdlib/td, MessagesManager.cpp `send_message`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hotline.sandbox import shapes
from hotline.sandbox.chats import check_open, reachable, thread_in
from hotline.sandbox.markup import Markup, check_sizes, check_texts, read_markup
from hotline.sandbox.parameters import loaded
from hotline.sandbox.refusals import Refused
from hotline.sandbox.wording import Formatted, finish_text, read_text
from hotline.sandbox.world import Content, Message, Person

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Chat

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


@dataclass(frozen=True)
class Reply:
    """Which message a send answers, and what happens when that is gone."""

    message: int = 0
    may_be_gone: bool = False


def text_of(parameters: Parameters) -> Formatted:
    """Return a call's `text`, parsed but not yet judged."""
    if not parameters.text("text"):
        raise Refused("message text is empty")
    mode, entities = parameters.text("parse_mode"), parameters.text("entities")
    return read_text(parameters.text("text"), mode or None, entities or None)


def caption_of(parameters: Parameters) -> Formatted:
    """Return a call's `caption`, parsed but not yet judged."""
    mode, entities = parameters.text("parse_mode"), parameters.text("caption_entities")
    return read_text(parameters.text("caption"), mode or None, entities or None)


def judged(content: Content) -> Content:
    """Return content as Telegram keeps it; raises `Refused` for empty or too long words."""
    if content.kind == "text":
        words = finish_text(
            content.words, limit=TEXT_LIMIT, may_be_empty=False, too_long="message is too long"
        )
    else:
        words = finish_text(
            content.words,
            limit=CAPTION_LIMIT,
            may_be_empty=True,
            too_long="message caption is too long",
        )
    return replace(content, words=words)


def send(
    simulation: Simulation, parameters: Parameters, content: Content, **also: object
) -> Message:
    """Let the bot send `content` where the call says; `also` are more fields of the message."""
    reply = _reply(parameters)
    markup = read_markup(parameters.text("reply_markup"))
    chat = reachable(simulation, parameters.text("chat_id"))
    thread = thread_in(chat, parameters)
    replied = _replied(simulation, chat, reply)
    check_texts(markup, private=isinstance(chat, Person))
    content = judged(content)
    check_open(chat, thread)
    check_sizes(markup)
    simulation.flood.admit(chat.id, simulation.now())
    fields = {"content": content, "thread": thread, "reply_to": replied, **also}
    return _keep(simulation, parameters, chat, markup, fields)


def _keep(
    simulation: Simulation,
    parameters: Parameters,
    chat: Chat,
    markup: Markup,
    fields: dict[str, Any],
) -> Message:
    world = simulation.world
    message = Message(
        chat=chat.id,
        id=world.number_for(chat.id),
        sender=world.bot.id,
        sent_at=simulation.now(),
        inline=markup.inline,
        keyboard=markup.other,
        protected=parameters.flag("protect_content"),
        silent=parameters.flag("disable_notification"),
        **fields,
    )
    world.keep(message)
    forget_action(simulation, chat.id, message.thread)
    told = shapes.message(simulation, message).to_dict()
    simulation.record("message", chat.id, message_id=message.id, message=told)
    return message


def forget_action(simulation: Simulation, chat: int, thread: int | None) -> None:
    """End "typing": a message has come."""
    simulation.world.actions.pop((chat, thread), None)


def _reply(parameters: Parameters) -> Reply:
    told = parameters.text("reply_parameters")
    if not told:
        may_be_gone = parameters.flag("allow_sending_without_reply")
        return Reply(parameters.integer("reply_to_message_id"), may_be_gone=may_be_gone)
    try:
        reply = loaded(told)
    except ValueError:
        raise Refused("can't parse reply parameters JSON object") from None
    if not isinstance(reply, dict):
        raise Refused("object expected as reply parameters")
    number = reply.get("message_id")
    return Reply(
        number if isinstance(number, int) else 0,
        may_be_gone=bool(reply.get("allow_sending_without_reply")),
    )


def _replied(simulation: Simulation, chat: Chat, reply: Reply) -> int | None:
    if reply.message == 0:
        return None
    if reply.message in simulation.world.messages[chat.id]:
        return reply.message
    if reply.may_be_gone:
        return None
    raise Refused("message to be replied not found")
