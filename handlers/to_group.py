"""Letters to the staff group: alerts without content, and a topic for every case."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from aiogram.types import LinkPreviewOptions, Message

from handlers.removal import remove
from hotline.domain.delivery import (
    LetterRefused,
    MessageGone,
    NothingChanged,
    PersonBlocked,
    Receipt,
    Route,
)

if TYPE_CHECKING:
    from datetime import datetime

    from aiogram import Bot
    from aiogram.types import InlineKeyboardMarkup

    from handlers.desk_words import DeskWords
    from hotline.domain.letters import (
        AboutOperator,
        Alert,
        AskLink,
        AssessmentTable,
        CaseHeader,
        CloseThread,
        CopyToThread,
        Crowd,
        NumberedList,
        OpenThread,
        ShowInThread,
        TellAnswer,
        TellGroup,
        TellThread,
    )

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class ToGroup:
    """Sends letters to one staff group with one bot."""

    def __init__(self, bot: Bot, words: DeskWords) -> None:
        self._bot = bot
        self._desk = words

    async def header(self, letter: CaseHeader, route: Route, _now: datetime) -> Receipt:
        """Say in the topic what is known when the case is taken."""
        return await self._say(route, *self._desk.header(letter))

    async def notice(self, letter: TellThread, route: Route, _now: datetime) -> Receipt:
        """Say something plain in the topic."""
        return await self._say(route, self._desk.notice(letter))

    async def shown(self, letter: ShowInThread, route: Route, _now: datetime) -> Receipt:
        """Show in the topic what was written on a page of the desk."""
        return await self._say(route, f"{self._desk.key(letter.phrase)}\n{letter.words}")

    async def answer(self, letter: TellAnswer, route: Route, _now: datetime) -> Receipt:
        """Say in the topic what the person answered."""
        return await self._say(route, self._desk.answer(letter.question, letter.answer))

    async def table(self, letter: AssessmentTable, route: Route, _now: datetime) -> Receipt:
        """Say in the topic what was told and how it weighs."""
        return await self._say(route, self._desk.table(letter))

    async def numbers(self, letter: NumberedList, route: Route, _now: datetime) -> Receipt:
        """Say in the topic which number stands for what."""
        return await self._say(route, self._desk.numbers(letter))

    async def about(self, letter: AboutOperator, route: Route, _now: datetime) -> Receipt:
        """Say in the topic what the operator who asked can serve."""
        return await self._say(route, self._desk.about(letter))

    async def crowd(self, letter: Crowd, route: Route, _now: datetime) -> Receipt:
        """Say in the general topic that many wait."""
        text, markup = self._desk.crowd(letter)
        return await self._put(route, text, markup)

    async def line(self, letter: TellGroup, route: Route, _now: datetime) -> Receipt:
        """Say something plain in the general topic."""
        text = self._desk.line(letter)
        return await self._put(route, text)

    async def alert(self, letter: Alert, route: Route, _now: datetime) -> Receipt:
        """Put a case's line into the general topic, or change the one that stands there."""
        text, markup = self._desk.alert(letter)
        if route.alert and not letter.fresh and await self._edit(route, text, markup):
            return Receipt(message=route.alert)
        return await self._put(route, text, markup)

    async def ask_link(self, letter: AskLink, route: Route, _now: datetime) -> Receipt:
        """Ask whether a case may go on from another phone: no content, two buttons."""
        text, markup = self._desk.ask_link(letter)
        if letter.in_thread:
            return await self._say(route, text, markup)
        return await self._put(route, text, markup)

    async def _put(
        self, route: Route, text: str, markup: InlineKeyboardMarkup | None = None
    ) -> Receipt:
        """Say something in the general topic."""
        sent = await self._bot.send_message(
            route.chat.reveal(), text, reply_markup=markup, parse_mode=None
        )
        return Receipt(message=sent.message_id)

    async def _edit(self, route: Route, text: str, markup: InlineKeyboardMarkup | None) -> bool:
        """Change the case's line; return False when it was deleted in the group."""
        try:
            await self._bot.edit_message_text(
                text=text,
                chat_id=route.chat.reveal(),
                message_id=route.alert,
                reply_markup=markup,
                parse_mode=None,
            )
        except NothingChanged:
            return True
        except MessageGone:
            return False
        return True

    async def open_thread(self, letter: OpenThread, route: Route, _now: datetime) -> Receipt:
        """Make the case's topic, or open it again."""
        if letter.again and route.thread:
            with suppress(NothingChanged):  # it is open already
                await self._bot.reopen_forum_topic(route.chat.reveal(), route.thread)
            return Receipt(thread=route.thread)
        topic = await self._bot.create_forum_topic(route.chat.reveal(), letter.code)
        return Receipt(thread=topic.message_thread_id)

    async def close_thread(self, letter: CloseThread, route: Route, _now: datetime) -> Receipt:
        """Close the case's topic, or delete it with all that it holds."""
        if route.thread is None:
            return Receipt()
        close = self._bot.delete_forum_topic if letter.delete else self._bot.close_forum_topic
        with suppress(NothingChanged):  # it is closed already
            await close(route.chat.reveal(), route.thread)
        return Receipt()

    async def copy(self, letter: CopyToThread, route: Route, _now: datetime) -> Receipt:
        """Copy a person's message into the topic, or say its words when it is gone."""
        await self._must_be_forum(route)
        if route.source is None:
            raise LetterRefused
        if letter.edited:
            await self._say(route, self._desk.edited())
        try:
            copy = await self._bot.copy_message(
                chat_id=route.chat.reveal(),
                from_chat_id=route.source.reveal(),
                message_id=letter.message,
                message_thread_id=route.thread,
                protect_content=True,
            )
        except MessageGone:
            if not letter.words:
                raise
            return await self._say(route, letter.words)
        return Receipt(message=copy.message_id)

    async def _say(
        self, route: Route, text: str, markup: InlineKeyboardMarkup | None = None
    ) -> Receipt:
        """Say something in the case's topic, and take it back if it stands anywhere else."""
        if route.thread is None:
            raise LetterRefused
        sent = await self._bot.send_message(
            route.chat.reveal(),
            text,
            message_thread_id=route.thread,
            reply_markup=markup,
            parse_mode=None,
            protect_content=True,
            link_preview_options=NO_PREVIEW,
        )
        await self._must_stand_in(route, sent)
        return Receipt(message=sent.message_id)

    async def _must_stand_in(self, route: Route, sent: Message) -> None:
        """With topics switched off Telegram ignores the thread, and all would read the case."""
        if sent.message_thread_id != route.thread:
            await remove(self._bot, route, sent.message_id)
            raise LetterRefused

    async def _must_be_forum(self, route: Route) -> None:
        """A copy does not say where it stands, so ask before: no topics, nothing is sent."""
        if route.thread is None:
            raise LetterRefused
        try:
            group = await self._bot.get_chat(route.chat.reveal())
        except PersonBlocked:
            raise LetterRefused from None
        if not group.is_forum:
            raise LetterRefused
