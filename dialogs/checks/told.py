"""Every text in every language we speak it in, each with its file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.checks.catalogue import forms
from dialogs.checks.finding import Finding
from dialogs.words.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content

# Read by operators on their own phones; all other texts are read by people.
OPERATORS = (
    "combination.", "desk.", "dimension.", "ilo.", "priority.", "profile.",
    "sign.", "weight.", "why.",
)  # fmt: skip
# What anybody sees who looks over the shoulder.
SEEN = (".title", ".say.1", ".choice.", "bot.", "command.", "phrase.")


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is said in a language; `text` is the English itself in English."""

    language: str
    key: str
    english: str
    text: str
    path: str
    line: int

    def say(self, sentence: str, *, warning: bool = False) -> Finding:
        """Return a finding about this text."""
        return Finding(self.path, self.line, f"{self.key}: {sentence}", warning)

    @property
    def for_people(self) -> bool:
        """Say whether a person reads it, not only operators."""
        return not self.key.startswith(OPERATORS)

    @property
    def is_seen(self) -> bool:
        """Say whether it is a title, a label or a first line, which others may read."""
        return self.for_people and any(part in self.key for part in SEEN)

    @property
    def is_label(self) -> bool:
        """Say whether it stands on a button."""
        return ".choice." in self.key


def every_told(content: Content) -> Iterator[Told]:
    """Return all texts: the English, then each language's translations of what is still said."""
    said = content.said
    for each in said:
        for text in (each.english, each.plural):
            if text:
                yield Told(SOURCE, each.key, each.english, text, each.path, each.line)
    known = {(each.key, each.english) for each in said}
    for catalogue in content.catalogues:
        for key, message in catalogue.messages.items():
            line = message.lineno or 1
            for form in forms(message) if key in known else ():
                if form:
                    yield Told(catalogue.language, *key, form, catalogue.path, line)
