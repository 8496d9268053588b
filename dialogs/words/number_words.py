"""Names of published tables and of their rows, in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from dialogs.words import rooms
from dialogs.words.languages import LANGUAGES, RIGHT_TO_LEFT
from dialogs.words.names import country_name, language_name, tidy
from dialogs.words.staff_words import LABELS
from dialogs.words.text import Text

if TYPE_CHECKING:
    from datetime import date

    from dialogs.engine import Library
    from dialogs.words.render import Speech

WORDS = rooms.by_name()
# Every phrase by its key, whoever else says it.
SPOKEN = {
    text.key: text
    for room in rooms.ROOMS
    for text in vars(room).values()
    if isinstance(text, Text)
}
DASH = "—"
# The picture before a title: a table and its paper have words only.
SIGNPOST = re.compile(r"^\W+")
# What a row of these is named by, where it is a phrase with the row's name in its key.
NAMED = ("sign.{}", "profile.{}", "priority.{}")
# And where it is one of the desk's own.
OURS = ("stat_{}", "refer.state_{}", "mark_{}")


class NumberWords:
    """What stands beside numbers."""

    def __init__(self, library: Library, speech: Speech, language: str) -> None:
        self._library = library
        self._speech = speech
        self.language = language

    @property
    def rightwards(self) -> bool:
        """Say whether lines begin at the right."""
        return self.language in RIGHT_TO_LEFT

    def say(self, name: str, **values: object) -> str:
        """Return a text of the statistics by the last part of its key."""
        said = self._speech.words.say(WORDS[name], self.language)
        for each, value in values.items():
            said = said.replace(f"{{{each}}}", str(value))
        return said

    def table(self, table: str) -> str:
        """Return the title of a table."""
        return self.say(f"stat_table_{table}")

    def gender(self, gender: str) -> str:
        """Return the head of a column."""
        return self.say(f"stat_{gender or 'unsaid'}")

    def desk(self, desk: str) -> str:
        """Return the country of a desk; what belongs to none is the region's."""
        return self._country(desk) or desk if desk else self.say("stat_region")

    def month(self, month: date) -> str:
        """Return a month with its year."""
        return tidy(format_date(month, "LLLL y", locale=self.language), self.language)

    def number(self, number: int | None) -> str:
        """Return a number as the language writes it, or a dash."""
        if number is None:
            return DASH
        return format_decimal(number, locale=Locale.parse(self.language))

    def row(self, by: str, row: str) -> str:
        """Return the name of a row of a table that is made `by` something."""
        if not row:
            return self.say("stat_unsaid")
        if by in {"origin", "destination"}:
            return self._country(row) or row
        if by == "language":
            return language_name(row, self.language)
        if row in LANGUAGES:
            return language_name(row, self.language)
        said = self._named(row) or self._pair(row) or self._topic(row) or row
        return SIGNPOST.sub("", said)

    def _named(self, row: str) -> str | None:
        for pattern in OURS:
            if pattern.format(row) in WORDS:
                return self.say(pattern.format(row))
        for pattern in NAMED:
            text = SPOKEN.get(pattern.format(row)) or LABELS.get(pattern.format(row))
            if text is not None:
                return self._speech.words.say(text, self.language)
        return None

    def _pair(self, row: str) -> str | None:
        """Return the name of a row such as "questions.skipped"."""
        first, _, last = row.rpartition(".")
        if not first:
            return None
        if purpose := SPOKEN.get(f"purpose.{first}"):
            topic = self._speech.words.say(purpose, self.language)
        else:
            topic = self._topic(first) or self._title("alerts", first) or first
        return f"{SIGNPOST.sub('', topic)} · {SIGNPOST.sub('', self._named(last) or last)}"

    def _topic(self, script: str) -> str | None:
        known = self._library.current.get(script)
        return self._title(script, known.start) if known else None

    def _title(self, script: str, step: str) -> str | None:
        known = self._library.current.get(script)
        told = known.steps.get(step) if known else None
        if told is None or told.title is None:
            return None
        return self._speech.words.say(Text(f"{script}.{step}.title", told.title), self.language)

    def _country(self, code: str) -> str | None:
        try:
            return country_name(code.upper(), self.language)
        except LookupError:
            return None
