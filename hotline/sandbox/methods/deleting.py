"""Deleting messages, with the rule of 48 hours.

In private chats both sides' messages may be deleted for 48 hours; an
administrator of a supergroup may delete at any age (core.telegram.org/bots/api,
deleteMessage; tdlib/td, MessagesManager.cpp `can_revoke_message`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.sandbox.chats import message_in, reachable
from hotline.sandbox.methods.numbers import read_numbers
from hotline.sandbox.refusals import Refused
from hotline.sandbox.world import Group

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Chat, Message

DELETABLE_FOR = timedelta(hours=48)


def delete_message(simulation: Simulation, parameters: Parameters) -> bool:
    """Delete one message."""
    if not parameters.text("chat_id"):
        raise Refused("chat identifier is not specified")
    number = parameters.integer("message_id")
    if number == 0:
        raise Refused("message identifier is not specified")
    chat = reachable(simulation, parameters.text("chat_id"))
    message = message_in(simulation, chat, number, "message to delete not found")
    _check_deletable(simulation, chat, message)
    forget(simulation, message)
    return True


def delete_messages(simulation: Simulation, parameters: Parameters) -> bool:
    """Delete several: missing ones are skipped, one that is too old refuses all."""
    numbers = read_numbers(parameters)
    chat = reachable(simulation, parameters.text("chat_id"))
    kept = simulation.world.messages[chat.id]
    found = [kept[number] for number in numbers if number in kept]
    for message in found:
        _check_deletable(simulation, chat, message)
    for message in found:
        forget(simulation, message)
    return True


def forget(simulation: Simulation, message: Message) -> None:
    """Take a message away for everybody."""
    simulation.world.messages[message.chat].pop(message.id, None)
    simulation.record("delete", message.chat, message_id=message.id)


def _check_deletable(simulation: Simulation, chat: Chat, message: Message) -> None:
    if message.service is not None:
        raise Refused("message can't be deleted")
    if isinstance(chat, Group):
        own = message.sender == simulation.world.bot.id
        if not own and "delete_messages" not in chat.rights:
            raise Refused("message can't be deleted")
        return
    if simulation.now() - message.sent_at > DELETABLE_FOR:
        raise Refused("message can't be deleted for everyone")
