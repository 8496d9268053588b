"""Letters to people: screens, replies, and clearing the chat.

Nothing here uses a parse mode, so nobody's words can become markup; nothing is
forwarded, so nobody's name travels along.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aiogram.types import LinkPreviewOptions
from aiogram.utils.formatting import Bold, Text

from dialogs.engine import Place, screen_at
from dialogs.words import phrases
from dialogs.words.direction import turned
from dialogs.words.factbook import spoken_moment
from dialogs.words.languages import SOURCE
from dialogs.words.render import Rendered, render
from handlers.markup import keyboard
from handlers.removal import remove
from hotline.domain.delivery import LetterRefused, MessageGone, NothingChanged, Receipt, Route

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aiogram import Bot
    from aiogram.types import MessageEntity

    from dialogs.engine import Library
    from dialogs.words.render import Speech
    from hotline.domain.letters import CopyToPerson, EraseTrace, ShowScreen, WriteToPerson

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# deleteMessages takes at most this many ids (core.telegram.org/bots/api).
DELETE_AT_ONCE = 100


class ToPeople:
    """Sends letters to people's own chats with one bot."""

    def __init__(self, bot: Bot, library: Library, speech: Speech) -> None:
        self._bot = bot
        self._library = library
        self._speech = speech

    async def show(self, letter: ShowScreen, route: Route, now: datetime) -> Receipt:
        """Show a screen: in place of the newest one, or below what came since."""
        shown = self._rendered(letter, route, now)
        if letter.replaces and route.shown and await self._edit(route, shown):
            return Receipt(message=route.shown)
        text, entities = _worded(shown)
        sent = await self._bot.send_message(
            chat_id=route.chat.reveal(),
            reply_markup=keyboard(shown),
            protect_content=shown.sensitive,
            disable_notification=True,
            link_preview_options=NO_PREVIEW,
            text=text,
            entities=entities,
            parse_mode=None,
        )
        if route.shown:
            await remove(self._bot, route, route.shown)
        return Receipt(message=sent.message_id)

    async def _edit(self, route: Route, shown: Rendered) -> bool:
        """Edit the newest screen in place; return False when it is not there to be edited."""
        text, entities = _worded(shown)
        try:
            await self._bot.edit_message_text(
                chat_id=route.chat.reveal(),
                message_id=route.shown,
                reply_markup=keyboard(shown),
                link_preview_options=NO_PREVIEW,
                text=text,
                entities=entities,
                parse_mode=None,
            )
        except NothingChanged:
            return True
        except MessageGone:
            return False
        return True

    async def erase(self, letter: EraseTrace, route: Route, now: datetime) -> Receipt:
        """Cover the newest screen first: that is what a frightening person would see."""
        cover = self._rendered(letter.cover, route, now)
        covered = bool(route.shown) and await self._edit(route, cover)
        kept = route.shown if covered else None
        doomed = [message for message in route.trace if message != kept]
        for start in range(0, len(doomed), DELETE_AT_ONCE):
            await self._delete(route, doomed[start : start + DELETE_AT_ONCE])
        return Receipt(message=kept)

    async def _delete(self, route: Route, messages: Sequence[int]) -> None:
        """Delete together; one message that is too old refuses the whole call, so then singly."""
        try:
            await self._bot.delete_messages(route.chat.reveal(), list(messages))
        except LetterRefused:
            for message in messages:
                await remove(self._bot, route, message)

    async def copy(self, letter: CopyToPerson, route: Route, _now: datetime) -> Receipt:
        """Copy an operator's message: a copy has no link to where it came from."""
        if route.source is None:
            raise LetterRefused
        copy = await self._bot.copy_message(
            chat_id=route.chat.reveal(),
            from_chat_id=route.source.reveal(),
            message_id=letter.message,
            disable_notification=True,
            protect_content=True,
        )
        return Receipt(message=copy.message_id)

    async def write(self, letter: WriteToPerson, route: Route, _now: datetime) -> Receipt:
        """Send what an operator wrote on a page of the desk; nothing in it is markup."""
        sent = await self._bot.send_message(
            chat_id=route.chat.reveal(),
            text=letter.words,
            disable_notification=True,
            protect_content=True,
            link_preview_options=NO_PREVIEW,
            parse_mode=None,
        )
        return Receipt(message=sent.message_id)

    def _rendered(self, letter: ShowScreen, route: Route, now: datetime) -> Rendered:
        place = Place(letter.script, letter.revision, letter.step)
        screen = screen_at(self._library, place, letter.particulars)
        if screen is None:
            raise LetterRefused
        language = route.language or letter.language
        shown = render(screen, language, letter.app_language, self._speech, now.date())
        if letter.opens_at is None:
            return shown
        opens = self._opens(letter.opens_at, language or SOURCE)
        return replace(shown, body=f"{shown.body}\n\n{opens}")

    def _opens(self, moment: datetime, language: str) -> str:
        """Say when people answer again, on their desk's own clock."""
        said = self._speech.words.say(phrases.OPENS, language)
        return turned(said.replace("{moment}", spoken_moment(moment, language)), language)


def _worded(shown: Rendered) -> tuple[str, list[MessageEntity]]:
    """Return text and entities of a screen: a bold title, then the body."""
    parts = [Bold(shown.title), "\n\n", shown.body] if shown.title else [shown.body]
    return Text(*parts).render()
