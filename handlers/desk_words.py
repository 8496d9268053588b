"""What operators read in the staff group, in the group's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs.words import phrases
from dialogs.words.languages import LANGUAGES
from dialogs.words.text import Text
from handlers.operators import DeskButton

if TYPE_CHECKING:
    from dialogs.engine import Library
    from dialogs.engine.script import Step
    from dialogs.words.render import Speech
    from hotline.domain.letters import Alert, CaseHeader, TellThread

PHRASES = phrases.by_key()


class DeskWords:
    """Alerts, headers and notices."""

    def __init__(self, library: Library, speech: Speech, language: str) -> None:
        self._library = library
        self._speech = speech
        self._language = language

    def alert(self, letter: Alert) -> tuple[str, InlineKeyboardMarkup | None]:
        """Return a case's line in the general topic: no content, perhaps a button to take it."""
        text = self.say(
            PHRASES[letter.phrase],
            code=letter.code,
            language=LANGUAGES.get(letter.language, letter.language),
            priority=self._priority(letter.priority),
        )
        take = [(phrases.DESK_TAKE, "take")] if letter.takeable else []
        return text, self._buttons(letter.code, take)

    def header(self, letter: CaseHeader) -> tuple[str, InlineKeyboardMarkup | None]:
        """Return the first message of a topic, with the answers that were given."""
        head = self.say(
            phrases.DESK_HEADER,
            code=letter.code,
            language=LANGUAGES.get(letter.language, letter.language),
            priority=self._priority(letter.priority),
        )
        answers = [self.answer(question, given) for question, given in letter.answers]
        buttons = [(phrases.DESK_NOTE, "note"), (phrases.DESK_CLOSE, "close")]
        return "\n\n".join([head, *answers]), self._buttons(letter.code, buttons)

    def notice(self, letter: TellThread) -> str:
        """Return a plain notice."""
        priority = self._priority(letter.priority) if letter.priority else ""
        return self.say(PHRASES[letter.phrase], priority=priority)

    def answer(self, question: str, given: str) -> str:
        """Return a question and its answer as the person saw them, in the group's language."""
        script, _, step = question.partition(".")
        known = self._library.current.get(script)
        told = known.steps.get(step) if known else None
        if told is None:
            return f"{question}: {given}"
        asked = self.say(Text(f"{question}.say.1", told.say[0].text))
        return self.say(
            phrases.DESK_ANSWER, question=asked, answer=self._given(question, told, given)
        )

    def edited(self) -> str:
        """Return what stands before a changed message."""
        return self.say(phrases.DESK_EDITED)

    def say(self, text: Text, **values: str) -> str:
        """Return a phrase with its placeholders filled; values are ours, never a person's."""
        said = self._speech.words.say(text, self._language)
        for name, value in values.items():
            said = said.replace(f"{{{name}}}", value)
        return said

    def _given(self, question: str, told: Step, given: str) -> str:
        if given == "skip":
            return self.say(phrases.DESK_SKIPPED)
        for choice in told.choices:
            if choice.id == given:
                return self.say(Text(f"{question}.choice.{given}", choice.label))
        return given

    def _priority(self, priority: str) -> str:
        return self.say(PHRASES[f"priority.{priority}"])

    def _buttons(self, code: str, buttons: list[tuple[Text, str]]) -> InlineKeyboardMarkup | None:
        row = [
            InlineKeyboardButton(
                text=self.say(label), callback_data=DeskButton(action=action, code=code).pack()
            )
            for label, action in buttons
        ]
        return InlineKeyboardMarkup(inline_keyboard=[row]) if row else None
