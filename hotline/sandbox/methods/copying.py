"""Copies, which say nothing of where they came from, and forwards, which do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import telegram

from hotline.sandbox import shapes
from hotline.sandbox.chats import message_in, reachable
from hotline.sandbox.methods.numbers import read_numbers
from hotline.sandbox.refusals import Refused
from hotline.sandbox.sending import caption_of, send

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Message

PROTECTED = "message has protected content and can't be forwarded"


def copy_message(simulation: Simulation, parameters: Parameters) -> telegram.MessageId:
    """Send what another message holds, as the bot's own."""
    source = _source(simulation, parameters, "message to copy not found")
    return _copy(simulation, parameters, source)


def copy_messages(simulation: Simulation, parameters: Parameters) -> list[telegram.MessageId]:
    """Copy several; missing ones are skipped."""
    numbers = read_numbers(parameters)
    chat = _source_chat(simulation, parameters)
    kept = simulation.world.messages[chat]
    return [_copy(simulation, parameters, kept[number]) for number in numbers if number in kept]


def forward_message(simulation: Simulation, parameters: Parameters) -> telegram.Message:
    """Send another message with its author's name; here to show that nobody ever does."""
    source = _source(simulation, parameters, "message to forward not found")
    if source.protected or source.content is None:
        raise Refused(PROTECTED)
    sent = send(simulation, parameters, source.content, forwarded_from=source.sender)
    return shapes.message(simulation, sent)


def _copy(simulation: Simulation, parameters: Parameters, source: Message) -> telegram.MessageId:
    content = source.content
    if content is None:
        raise Refused("message can't be copied")
    if "caption" in parameters.texts and content.file is not None:
        content = replace(content, words=caption_of(parameters))
    if source.protected:
        raise Refused(PROTECTED)
    return telegram.MessageId(send(simulation, parameters, content).id)


def _source_chat(simulation: Simulation, parameters: Parameters) -> int:
    if not parameters.text("from_chat_id"):
        raise Refused('parameter "from_chat_id" is required')
    return reachable(simulation, parameters.text("from_chat_id")).id


def _source(simulation: Simulation, parameters: Parameters, missing: str) -> Message:
    if not parameters.text("from_chat_id"):
        raise Refused('parameter "from_chat_id" is required')
    chat = reachable(simulation, parameters.text("from_chat_id"))
    return message_in(simulation, chat, parameters.integer("message_id"), missing)
