"""Questions of the desk in a person's chat: two buttons, and what stands there afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs.engine.screen import QUESTION
from dialogs.words import rooms, talk
from dialogs.words.direction import isolate, turned
from dialogs.words.languages import SOURCE
from dialogs.words.names import country_name
from hotline.domain.delivery import MessageGone, NothingChanged, Receipt, Route

if TYPE_CHECKING:
    from datetime import datetime

    from aiogram import Bot

    from dialogs.words.render import Speech
    from hotline.domain.letters import AskPerson, SettleQuestion

PHRASES = rooms.by_key()
ANSWERS = (("yes", talk.YES), ("no", talk.NO))


class Questions:
    """Puts questions with one bot; a name in them is never a person's."""

    def __init__(self, bot: Bot, speech: Speech) -> None:
        self._bot = bot
        self._speech = speech

    async def ask(self, letter: AskPerson, route: Route, _now: datetime) -> Receipt:
        """Put a question below what was said, as harmless to see arrive as a reply."""
        tongue = route.language or SOURCE
        said = self._speech.words.say(PHRASES[letter.phrase], tongue)
        for name, value in letter.put:
            told = country_name(value.upper(), tongue) if name == "country" else value
            said = said.replace(f"{{{name}}}", isolate(told, tongue))
        sent = await self._bot.send_message(
            chat_id=route.chat.reveal(),
            text="\n".join(turned(line, tongue) for line in said.split("\n")),
            reply_markup=self._buttons(letter.question, tongue),
            disable_notification=True,
            protect_content=True,
            parse_mode=None,
        )
        return Receipt(message=sent.message_id)

    async def settle(self, letter: SettleQuestion, route: Route, _now: datetime) -> Receipt:
        """Put what became of a question in its place; one that was cleared away stays away."""
        tongue = route.language or SOURCE
        try:
            await self._bot.edit_message_text(
                chat_id=route.chat.reveal(),
                message_id=letter.message,
                text=turned(self._speech.words.say(PHRASES[letter.phrase], tongue), tongue),
                parse_mode=None,
            )
        except (NothingChanged, MessageGone):
            return Receipt()
        return Receipt(message=letter.message)

    def _buttons(self, question: str, tongue: str) -> InlineKeyboardMarkup:
        row = [
            InlineKeyboardButton(
                text=turned(self._speech.words.say(label, tongue), tongue),
                callback_data=f"{QUESTION}.{question}.{answer}",
            )
            for answer, label in ANSWERS
        ]
        return InlineKeyboardMarkup(inline_keyboard=[row])
