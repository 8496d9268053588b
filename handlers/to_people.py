"""Letters to people: screens, replies, and clearing the chat.

Nothing here uses a parse mode, so nobody's words can become markup; nothing is
forwarded, so nobody's name travels along.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aiogram.types import FSInputFile, LinkPreviewOptions
from aiogram.utils.formatting import Bold, Text

from dialogs.engine import Place, screen_at
from dialogs.words import phrases
from dialogs.words.amounts import spoken_number
from dialogs.words.direction import isolate, turned
from dialogs.words.factbook import spoken_date, spoken_moment
from dialogs.words.languages import SOURCE
from dialogs.words.render import Rendered, render
from handlers.markup import keyboard
from handlers.news import news, spoken_news
from handlers.removal import remove
from hotline.domain.delivery import LetterRefused, MessageGone, NothingChanged, Receipt, Route

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from aiogram import Bot
    from aiogram.types import MessageEntity

    from dialogs.engine import Library
    from dialogs.words.render import Speech
    from dialogs.words.text import Text as Words
    from hotline.domain.letters import (
        CopyToPerson,
        EraseTrace,
        PostInChannel,
        SayScreen,
        ShowScreen,
        TellNews,
        WriteToPerson,
    )

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# deleteMessages takes at most this many ids (core.telegram.org/bots/api).
DELETE_AT_ONCE = 100
# Up to here a place in the queue comforts; beyond it a plain sentence does.
COUNTED = 20


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

    async def say(self, letter: SayScreen, route: Route, _now: datetime) -> Receipt:
        """Send the recording of a page below its screen, erasable like everything else."""
        place = Place(letter.script, letter.revision, letter.step)
        recording = self._speech.voices.get((route.language or "", place))
        screen = screen_at(self._library, place)
        if recording is None or screen is None:  # the language changed before it was sent
            raise LetterRefused
        sent = await self._bot.send_voice(
            chat_id=route.chat.reveal(),
            voice=FSInputFile(recording),
            protect_content=screen.sensitive,
            disable_notification=True,
        )
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
        covered = letter.cover is None or (
            bool(route.shown) and await self._edit(route, self._rendered(letter.cover, route, now))
        )
        kept = route.shown if covered else None
        going = route.trace if letter.only is None else letter.only
        doomed = [message for message in going if message != kept]
        for start in range(0, len(doomed), DELETE_AT_ONCE):
            await self._delete(route, doomed[start : start + DELETE_AT_ONCE])
        return Receipt(message=kept)

    async def _delete(self, route: Route, messages: Sequence[int]) -> None:
        """Delete together; one message that is too old refuses the whole call, so then by halves.

        A few old ones cost a few calls more, and the newer half goes first.
        """
        if len(messages) == 1:
            await remove(self._bot, route, messages[0])
            return
        try:
            await self._bot.delete_messages(route.chat.reveal(), list(messages))
        except LetterRefused:
            half = len(messages) // 2
            await self._delete(route, messages[:half])
            await self._delete(route, messages[half:])

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

    async def news(self, letter: TellNews, route: Route, now: datetime) -> Receipt:
        """Send a campaign's words; where its page is gone from the scripts, without a button."""
        told = news(letter, route.language or letter.language, self._library, self._speech, now)
        sent = await self._bot.send_message(
            chat_id=route.chat.reveal(),
            text=told.body,
            reply_markup=keyboard(told),
            disable_notification=True,
            link_preview_options=NO_PREVIEW,
            parse_mode=None,
        )
        return Receipt(message=sent.message_id)

    async def post(self, letter: PostInChannel, route: Route, now: datetime) -> Receipt:
        """Post a campaign's words in a public channel."""
        text = spoken_news(letter.words, letter.language, self._speech, now.date())
        sent = await self._bot.send_message(
            chat_id=route.chat.reveal(),
            text=text,
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
        added = [turned(said, language or SOURCE) for said in self._added(letter, language)]
        above = self._above(letter.above, language or SOURCE, now)
        return replace(shown, body="\n\n".join([*above, shown.body, *added]))

    def _above(self, words: str | None, language: str, now: datetime) -> list[str]:
        """Return what an emergency says above a screen; with a fact that has ended, nothing."""
        facts, on = self._speech.facts, now.date()
        if words is None or not facts.may_be_shown(facts.named_in(words), on):
            return []
        return [spoken_news(words, language, self._speech, on)]

    def _added(self, letter: ShowScreen, language: str | None) -> Iterator[str]:
        """Say when people answer again, how many wait before, or a code with its day."""
        tongue = language or SOURCE
        if letter.opens_at is not None:
            said = self._speech.words.say(phrases.OPENS, tongue)
            yield said.replace("{moment}", spoken_moment(letter.opens_at, tongue))
        if letter.ahead is not None:
            said = self._speech.words.say(_before(letter.ahead), tongue)
            yield said.replace("{number}", isolate(spoken_number(letter.ahead, tongue), tongue))
        if letter.added is not None:
            said = self._speech.words.say(phrases.by_key()[letter.added.phrase], tongue)
            said = said.replace("{code}", isolate(letter.added.code, tongue))
            yield said.replace("{day}", spoken_date(letter.added.day, tongue))


def _before(number: int) -> Words:
    """Return how to say how many wait before somebody; a large number would only frighten."""
    if number > COUNTED:
        return phrases.AHEAD_MANY
    return phrases.AHEAD if number else phrases.AHEAD_NOBODY


def _worded(shown: Rendered) -> tuple[str, list[MessageEntity]]:
    """Return text and entities of a screen: a bold title, then the body."""
    parts = [Bold(shown.title), "\n\n", shown.body] if shown.title else [shown.body]
    return Text(*parts).render()
