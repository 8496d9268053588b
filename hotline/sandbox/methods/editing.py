"""Changing what the bot has sent.

Only its own messages, never one that was forwarded or carries a reply
keyboard; an edit without a keyboard takes the keyboard away (tdlib/td,
MessagesManager.cpp `can_edit_message`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hotline.sandbox import shapes
from hotline.sandbox.chats import check_open, message_in, reachable
from hotline.sandbox.markup import Markup, check_sizes, check_texts, read_markup
from hotline.sandbox.refusals import Refused
from hotline.sandbox.sending import caption_of, judged, text_of
from hotline.sandbox.world import Content, Message, Person

if TYPE_CHECKING:
    import telegram

    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Chat

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_message_text(simulation: Simulation, parameters: Parameters) -> telegram.Message:
    """Change a text message."""
    words = text_of(parameters)
    markup = read_markup(parameters.text("reply_markup"))
    chat, message = _editable(simulation, parameters)
    if message.content is None or message.content.kind != "text":
        raise Refused("there is no text in the message to edit")
    return _change(simulation, chat, message, markup, Content("text", words))


def edit_message_caption(simulation: Simulation, parameters: Parameters) -> telegram.Message:
    """Change what is written under a file."""
    words = caption_of(parameters)
    markup = read_markup(parameters.text("reply_markup"))
    chat, message = _editable(simulation, parameters)
    if message.content is None or message.content.file is None:
        raise Refused("there is no caption in the message to edit")
    return _change(simulation, chat, message, markup, replace(message.content, words=words))


def edit_message_reply_markup(simulation: Simulation, parameters: Parameters) -> telegram.Message:
    """Change or remove the buttons under a message."""
    markup = read_markup(parameters.text("reply_markup"))
    chat, message = _editable(simulation, parameters)
    return _change(simulation, chat, message, markup, message.content)


def _editable(simulation: Simulation, parameters: Parameters) -> tuple[Chat, Message]:
    number = parameters.integer("message_id")
    if not parameters.text("chat_id") and number == 0:
        raise Refused("message identifier is not specified")
    chat = reachable(simulation, parameters.text("chat_id"))
    message = message_in(simulation, chat, number, "message to edit not found")
    own = message.sender == simulation.world.bot.id and message.service is None
    if not own or message.forwarded_from is not None or message.keyboard is not None:
        raise Refused("message can't be edited")
    return chat, message


def _change(
    simulation: Simulation,
    chat: Chat,
    message: Message,
    markup: Markup,
    content: Content | None,
) -> telegram.Message:
    check_texts(markup, private=isinstance(chat, Person))
    if content is not None and content is not message.content:
        content = judged(content)
    if content == message.content and markup.inline == message.inline:
        raise Refused(NOT_MODIFIED)
    check_sizes(markup)
    check_open(chat, None)
    if chat.id < 0:  # in groups edits share the limit of sends
        simulation.flood.admit(chat.id, simulation.now())
    message.content, message.inline = content, markup.inline
    message.edited_at = simulation.now()
    shown = shapes.message(simulation, message)
    simulation.record("edit", chat.id, message_id=message.id, message=shown.to_dict())
    return shown
