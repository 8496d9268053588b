"""What anybody sees of the bot before a word is said: names, descriptions, commands.

Only differences are written: Telegram answers frequent changes with long waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from dialogs.words import phrases
from dialogs.words.languages import LANGUAGES, SOURCE
from hotline.domain.delivery import SendingFailed
from hotline.telemetry import log

if TYPE_CHECKING:
    from aiogram import Bot

    from dialogs.words.phrasebook import Phrasebook

COMMANDS = {
    "start": phrases.COMMAND_START,
    "menu": phrases.COMMAND_MENU,
    "help": phrases.COMMAND_HELP,
    "person": phrases.COMMAND_PERSON,
    "language": phrases.COMMAND_LANGUAGE,
    "clear": phrases.COMMAND_CLEAR,
    "privacy": phrases.COMMAND_PRIVACY,
    "delete": phrases.COMMAND_DELETE,
}
PRIVATE = BotCommandScopeAllPrivateChats()


async def dress(bot: Bot, words: Phrasebook) -> None:
    """Give the bot its neutral face in every language; a failure is tried at the next start."""
    try:
        await _dress_in(bot, words, SOURCE, code=None)
        for language in LANGUAGES:
            await _dress_in(bot, words, language, code=language.partition("_")[0])
    except SendingFailed as failure:
        log.warning("surface_not_set", error=failure)


async def _dress_in(bot: Bot, words: Phrasebook, language: str, *, code: str | None) -> None:
    """Write what differs in one language; `code` is Telegram's two letters, None the default."""
    name = words.say(phrases.BOT_NAME, language)
    if (await bot.get_my_name(code)).name != name:
        await bot.set_my_name(name, code)
    about = words.say(phrases.BOT_ABOUT, language)
    if (await bot.get_my_short_description(code)).short_description != about:
        await bot.set_my_short_description(about, code)
    description = words.say(phrases.BOT_DESCRIPTION, language)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)
    commands = [
        BotCommand(command=name, description=words.say(text, language))
        for name, text in COMMANDS.items()
    ]
    if await bot.get_my_commands(PRIVATE, code) != commands:
        await bot.set_my_commands(commands, PRIVATE, code)
