"""What staff read about a case, in their language: labels, questions and answers by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.instruments import shelf
from dialogs.words import phrases, rooms
from dialogs.words.text import Text

if TYPE_CHECKING:
    from dialogs.engine import Library
    from dialogs.engine.script import Step
    from dialogs.words.render import Speech

PHRASES = rooms.by_key()
LABELS = {text.key: text for _, text in shelf.texts()}


class StaffWords:
    """The same words in the staff group and on the pages of the desk."""

    def __init__(self, library: Library, speech: Speech, language: str) -> None:
        self._library = library
        self._speech = speech
        self._language = language

    def say(self, text: Text, **values: str) -> str:
        """Return a phrase with its placeholders filled; values are ours, never a person's."""
        said = self._speech.words.say(text, self._language)
        for name, value in values.items():
            said = said.replace(f"{{{name}}}", value)
        return said

    def key(self, key: str) -> str:
        """Return a phrase or a label of the instruments by its key."""
        return self.say(PHRASES.get(key) or LABELS[key])

    def priority(self, priority: str) -> str:
        """Return how fast a human is needed."""
        return self.say(PHRASES[f"priority.{priority}"])

    def asked(self, question: str) -> str:
        """Return a question as the person saw it; its name, where no script holds it any more."""
        told = self._step(question)
        return self.say(Text(f"{question}.say.1", told.say[0].text)) if told else question

    def given(self, question: str, given: str) -> str:
        """Return an answer as the person saw it."""
        if given == "skip":
            return self.say(phrases.DESK_SKIPPED)
        told = self._step(question)
        for choice in told.choices if told else ():
            if choice.id == given:
                return self.say(Text(f"{question}.choice.{given}", choice.label))
        return given

    def _step(self, question: str) -> Step | None:
        script, _, step = question.partition(".")
        known = self._library.current.get(script)
        return known.steps.get(step) if known else None
