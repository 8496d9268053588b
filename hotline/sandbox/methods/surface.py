"""What the bot says of itself: names, descriptions, commands, each by language."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

import telegram

from hotline.sandbox.parameters import loaded
from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation

# Field of the call, its limit in characters, its type (core.telegram.org/bots/api).
TEXTS: dict[str, tuple[int, Callable[[str], telegram.TelegramObject]]] = {
    "name": (64, telegram.BotName),
    "description": (512, telegram.BotDescription),
    "short_description": (120, telegram.BotShortDescription),
}
COMMANDS_AT_MOST = 100


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise Refused("invalid language code specified")
    return code


def _set_text(field: str, simulation: Simulation, parameters: Parameters) -> bool:
    limit, _ = TEXTS[field]
    text = parameters.text(field)
    if len(text) > limit:
        msg = f"bot {field.replace('_', ' ')} is too long"
        raise Refused(msg)
    simulation.world.bot.texts[field, _language(parameters)] = text
    if field == "name" and not _language(parameters):
        simulation.world.bot.first_name = text or simulation.world.bot.first_name
    simulation.record("surface", field=field, language=_language(parameters), text=text)
    return True


def _get_text(
    field: str, simulation: Simulation, parameters: Parameters
) -> telegram.TelegramObject:
    texts = simulation.world.bot.texts
    _, shape = TEXTS[field]
    fallback = simulation.world.bot.first_name if field == "name" else ""
    return shape(texts.get((field, _language(parameters)), texts.get((field, ""), fallback)))


set_my_name = partial(_set_text, "name")
get_my_name = partial(_get_text, "name")
set_my_description = partial(_set_text, "description")
get_my_description = partial(_get_text, "description")
set_my_short_description = partial(_set_text, "short_description")
get_my_short_description = partial(_get_text, "short_description")


def set_my_commands(simulation: Simulation, parameters: Parameters) -> bool:
    """Keep a list of commands for one scope and language."""
    commands = [_command(command) for command in _list(parameters)]
    simulation.world.bot.commands[_scope(parameters), _language(parameters)] = commands
    return True


def get_my_commands(simulation: Simulation, parameters: Parameters) -> list[dict[str, str]]:
    """Return the commands of exactly this scope and language; no fallback."""
    return simulation.world.bot.commands.get((_scope(parameters), _language(parameters)), [])


def delete_my_commands(simulation: Simulation, parameters: Parameters) -> bool:
    """Forget the commands of one scope and language."""
    simulation.world.bot.commands.pop((_scope(parameters), _language(parameters)), None)
    return True


def _scope(parameters: Parameters) -> str:
    try:
        return json.dumps(loaded(parameters.text("scope") or '{"type":"default"}'), sort_keys=True)
    except ValueError:
        raise Refused("can't parse BotCommandScope JSON object") from None


def _list(parameters: Parameters) -> list[Any]:
    try:
        commands = loaded(parameters.text("commands") or "[]")
    except ValueError:
        raise Refused("can't parse commands JSON object") from None
    if not isinstance(commands, list):
        raise Refused("expected an Array of BotCommand")
    if len(commands) > COMMANDS_AT_MOST:
        raise Refused("too many commands specified")
    return commands


def _command(told: object) -> dict[str, str]:
    fields = told if isinstance(told, dict) else {}
    command = str(fields.get("command", "")).removeprefix("/")
    description = str(fields.get("description", ""))
    for what, text, limit in (
        ("command", command, 32),
        ("command description", description, 256),
    ):
        if not text:
            msg = f"{what} must be non-empty"
            raise Refused(msg)
        if len(text) > limit:
            msg = f"{what} length must not exceed {limit}"
            raise Refused(msg)
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise Refused("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}
