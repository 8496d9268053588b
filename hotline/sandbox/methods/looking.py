"""What the bot may ask about itself, chats, members and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.sandbox import shapes
from hotline.sandbox.chats import reachable
from hotline.sandbox.files import DOWNLOAD_LIMIT
from hotline.sandbox.refusals import Refused
from hotline.sandbox.world import Group

if TYPE_CHECKING:
    import telegram

    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation


def get_me(simulation: Simulation, _parameters: Parameters) -> telegram.User:
    """Return the bot itself."""
    return shapes.bot_itself(simulation.world)


def get_chat(simulation: Simulation, parameters: Parameters) -> telegram.ChatFullInfo:
    """Return what is known of a chat."""
    chat = reachable(simulation, parameters.text("chat_id"))
    return shapes.full_chat(simulation.world, chat.id)


def get_chat_member(simulation: Simulation, parameters: Parameters) -> telegram.ChatMember:
    """Return somebody's membership of a group."""
    group = _group(simulation, parameters)
    number = parameters.integer("user_id")
    if number != simulation.world.bot.id and number not in simulation.world.people:
        raise Refused("user not found")
    return shapes.standing(simulation.world, group, number)


def get_chat_administrators(
    simulation: Simulation, parameters: Parameters
) -> list[telegram.ChatMember]:
    """Return the administrators of a group that the sandbox knows for sure: the bot."""
    group = _group(simulation, parameters)
    if group.bot != "administrator":
        return []
    return [shapes.standing(simulation.world, group, simulation.world.bot.id)]


def get_file(simulation: Simulation, parameters: Parameters) -> telegram.File:
    """Return where a file can be downloaded."""
    if not parameters.text("file_id"):
        raise Refused("file_id not specified")
    file = simulation.files.get(parameters.text("file_id"))
    if file is None:
        raise Refused("invalid file_id")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise Refused("file is too big")
    return shapes.file(file)


def goodbye(_simulation: Simulation, _parameters: Parameters) -> bool:
    """Answer logOut and close: there is nothing to leave here."""
    return True


def leave_chat(simulation: Simulation, parameters: Parameters) -> bool:
    """Let the bot leave a group."""
    _group(simulation, parameters).bot = "left"
    return True


def _group(simulation: Simulation, parameters: Parameters) -> Group:
    chat = reachable(simulation, parameters.text("chat_id"))
    if not isinstance(chat, Group):
        raise Refused("method is available for supergroup and channel chats only")
    return chat
