"""Which chat a call means, and whether the bot can reach it.

Texts and order as in tdlib/telegram-bot-api, Client.cpp `check_chat`; that a
person never wrote or has blocked the bot is known to the data centre only, and
is therefore looked at last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.sandbox.parameters import whole
from hotline.sandbox.refusals import Refused
from hotline.sandbox.world import GENERAL, Group, Message, Person

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Chat, Topic


def reachable(simulation: Simulation, told: str) -> Chat:
    """Return the chat with this id; raises `Refused` when there is none or the bot is out."""
    if not told.strip():
        raise Refused("chat_id is empty")
    chat = simulation.world.chat(whole(told) or 0)
    match chat:
        case None:
            raise Refused("chat not found")
        case Person(deactivated=True):
            raise Refused("user is deactivated", code=403)
        case Group(migrated_to=int() as successor):
            raise Refused(
                "group chat was upgraded to a supergroup chat",
                parameters={"migrate_to_chat_id": successor},
            )
        case Group(bot="kicked"):
            raise Refused("bot was kicked from the supergroup chat", code=403)
        case Group(bot="left"):
            raise Refused("bot is not a member of the supergroup chat", code=403)
    return chat


def reachable_group(simulation: Simulation, told: str) -> Group:
    """Return the forum with this id; raises `Refused` when it has no topics."""
    chat = reachable(simulation, told)
    if not isinstance(chat, Group) or not chat.is_forum:
        raise Refused("the chat is not a forum")
    return chat


def thread_in(chat: Chat, parameters: Parameters) -> int | None:
    """Return the topic a send goes to; a group without topics ignores the number in silence."""
    thread = parameters.integer("message_thread_id")
    if thread == 0 or (isinstance(chat, Group) and not chat.is_forum):
        return None
    if isinstance(chat, Group) and thread != GENERAL and thread in chat.topics:
        return thread
    raise Refused("message thread not found")


def topic_in(group: Group, parameters: Parameters) -> Topic:
    """Return the topic a call names; raises `Refused` when it is unknown or deleted."""
    topic = group.topics.get(parameters.integer("message_thread_id"))
    if topic is None:
        raise Refused("TOPIC_ID_INVALID")
    return topic


def message_in(simulation: Simulation, chat: Chat, number: int, missing: str) -> Message:
    """Return a message; raises `Refused` with `missing` when the chat has none such."""
    message = simulation.world.messages[chat.id].get(number)
    if message is None:
        raise Refused(missing)
    return message


def check_open(chat: Chat, thread: int | None) -> None:
    """Raise `Refused` for what only the data centre knows of a chat."""
    match chat:
        case Person(blocked=True):
            raise Refused("bot was blocked by the user", code=403)
        case Person(started=False):
            raise Refused("bot can't initiate conversation with a user", code=403)
        case Group() as group if thread is not None and group.topics[thread].closed:
            if "manage_topics" not in group.rights:
                raise Refused("TOPIC_CLOSED")
