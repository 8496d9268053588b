"""A letter to the Bot API: which way it goes, and the short answers to pressed buttons."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from dialogs.words import phrases
from handlers.desk_words import DeskWords
from handlers.questions import Questions
from handlers.to_group import ToGroup
from handlers.to_people import ToPeople
from hotline.domain import letters
from hotline.domain.delivery import Receipt, Route, SendingFailed

if TYPE_CHECKING:
    from datetime import datetime

    from aiogram import Bot

    from dialogs.engine import Library
    from dialogs.words.render import Speech
    from hotline.domain.arrivals import Outcome

# One way for each kind of letter; the table in TelegramSender names them all.
Way = Callable[[Any, Route, "datetime"], Awaitable[Receipt]]


class TelegramSender:
    """Sends letters with one bot; operators read them in `staff_language`."""

    def __init__(self, bot: Bot, library: Library, speech: Speech, staff_language: str) -> None:
        words = DeskWords(library, speech, staff_language)
        people, group = ToPeople(bot, library, speech), ToGroup(bot, words)
        questions = Questions(bot, speech)
        self._ways: dict[type, Way] = {
            letters.ShowScreen: people.show,
            letters.SayScreen: people.say,
            letters.EraseTrace: people.erase,
            letters.CopyToPerson: people.copy,
            letters.WriteToPerson: people.write,
            letters.AskPerson: questions.ask,
            letters.SettleQuestion: questions.settle,
            letters.TellNews: people.news,
            letters.PostInChannel: people.post,
            letters.ShowInThread: group.shown,
            letters.OpenThread: group.open_thread,
            letters.CopyToThread: group.copy,
            letters.Alert: group.alert,
            letters.AskLink: group.ask_link,
            letters.Crowd: group.crowd,
            letters.TellGroup: group.line,
            letters.CaseHeader: group.header,
            letters.AssessmentTable: group.table,
            letters.NumberedList: group.numbers,
            letters.AboutOperator: group.about,
            letters.TellThread: group.notice,
            letters.TellAnswer: group.answer,
            letters.CloseThread: group.close_thread,
        }

    async def send(self, letter: letters.Letter, route: Route, now: datetime) -> Receipt:
        """Send one letter; raises one of `SendingFailed`."""
        return await self._ways[type(letter)](letter, route, now)


class Buttons:
    """Tells pressed buttons that they were heard, in passing: nothing depends on it."""

    def __init__(self, bot: Bot, speech: Speech, staff_language: str) -> None:
        self._bot = bot
        self._speech = speech
        self._language = staff_language
        self._answering: set[asyncio.Task[None]] = set()

    def acknowledge(self, outcome: Outcome) -> None:
        """Answer a press soon; it is never waited for."""
        task = asyncio.create_task(self._answer(outcome))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, outcome: Outcome) -> None:
        if outcome.press is None:
            return
        try:
            await self._bot.answer_callback_query(outcome.press, text=self._text(outcome))
        except SendingFailed:
            return  # too old or answered already: the phone has stopped waiting by itself

    def _text(self, outcome: Outcome) -> str | None:
        if outcome.phrase is None:
            return None
        text = phrases.by_key()[outcome.phrase]
        return self._speech.words.say(text, outcome.language or self._language)
