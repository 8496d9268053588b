"""Forum topics of a staff group (tdlib/td, ForumTopicManager.cpp).

What the bot itself does to a topic comes back to it as a service message
(tdlib/telegram-bot-api, Client.cpp).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hotline.sandbox import shapes
from hotline.sandbox.chats import reachable_group, topic_in
from hotline.sandbox.refusals import Refused
from hotline.sandbox.world import Message, Topic

if TYPE_CHECKING:
    import telegram

    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Group

BLUE = 7322096
NAME_LIMIT = 128


def create_forum_topic(simulation: Simulation, parameters: Parameters) -> telegram.ForumTopic:
    """Make a topic; it counts as a send."""
    group = reachable_group(simulation, parameters.text("chat_id"))
    if "manage_topics" not in group.rights:
        raise Refused("not enough rights to create a topic")
    name = _name(parameters)
    simulation.flood.admit(group.id, simulation.now())
    thread = simulation.world.number_for(group.id)
    color = parameters.integer("icon_color") or BLUE
    group.topics[thread] = Topic(thread, name, color)
    fact = {"type": "forum_topic_created", "name": name, "icon_color": color}
    announce(simulation, group, thread, fact, number=thread)
    return shapes.topic(group, thread)


def edit_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """Rename a topic."""
    group, topic = _own(simulation, parameters)
    name = _name(parameters) if parameters.text("name") else topic.name
    if name == topic.name:
        raise Refused("TOPIC_NOT_MODIFIED")
    topic.name = name
    announce(simulation, group, topic.thread, {"type": "forum_topic_edited", "name": name})
    return True


def close_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """Close a topic; a closed one refuses."""
    return _turn(simulation, parameters, closed=True)


def reopen_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """Open a closed topic; an open one refuses."""
    return _turn(simulation, parameters, closed=False)


def delete_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """Delete a topic with all its messages; nobody is told."""
    group, topic = _own(simulation, parameters)
    if "delete_messages" not in group.rights:
        raise Refused("not enough rights to delete the topic")
    remove_topic(simulation, group, topic.thread)
    return True


def remove_topic(simulation: Simulation, group: Group, thread: int) -> None:
    """Take a topic and everything in it away."""
    del group.topics[thread]
    kept = simulation.world.messages[group.id]
    for message in [one for one in kept.values() if one.thread == thread]:
        del kept[message.id]
    simulation.record("topic_deleted", group.id, thread_id=thread)


def turn_topic(simulation: Simulation, group: Group, topic: Topic, *, closed: bool) -> None:
    """Close or open a topic and say so in it."""
    if topic.closed == closed:
        raise Refused("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    announce(simulation, group, topic.thread, {"type": kind})


def announce(
    simulation: Simulation,
    group: Group,
    thread: int,
    fact: dict[str, Any],
    *,
    number: int | None = None,
) -> None:
    """Put a service message of the bot into a topic and tell the bot of it."""
    world = simulation.world
    message = Message(
        chat=group.id,
        id=number or world.number_for(group.id),
        sender=world.bot.id,
        sent_at=simulation.now(),
        service=fact,
        thread=thread,
    )
    world.keep(message)
    told = shapes.message(simulation, message).to_dict()
    simulation.record("service", group.id, message_id=message.id, message=told)
    simulation.tell_bot("message", told, ("chat", group.id))


def _turn(simulation: Simulation, parameters: Parameters, *, closed: bool) -> bool:
    group, topic = _own(simulation, parameters)
    turn_topic(simulation, group, topic, closed=closed)
    return True


def _own(simulation: Simulation, parameters: Parameters) -> tuple[Group, Topic]:
    """Return group and topic; here every topic was made by the bot, so it has the right."""
    group = reachable_group(simulation, parameters.text("chat_id"))
    return group, topic_in(group, parameters)


def _name(parameters: Parameters) -> str:
    name = parameters.text("name").strip()
    if not name:
        raise Refused("name must be non-empty")
    return name[:NAME_LIMIT]
