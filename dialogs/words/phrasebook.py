"""Catalogues of what we say: a text and a language in, words out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.pofile import read_po

from dialogs.words.languages import LANGUAGES, SECOND, SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dialogs.words.text import Text

# (gettext context, English) -> the forms of one message, singular first.
CLDR_ORDER = ("zero", "one", "two", "few", "many")

# Places and notes are for translators; without them a catalogue is read in half the time.
NOTES = (b"#:", b"#.")

Catalogue = dict[tuple[str, str], tuple[str, ...]]


class Phrasebook:
    """Everything we say in every language we speak.

    A text that a catalogue lacks is said in the region's second language, else in
    English; the content check keeps that from happening to a text that keeps
    somebody safe, and a page of guidance says it when it does.
    """

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = catalogues

    def say(self, text: Text, language: str) -> str:
        """Return a text in a language, its placeholders still open."""
        for tongue in (language, SECOND) if language != SOURCE else ():
            forms = self._catalogues.get(tongue, {}).get((text.key, text.english))
            if forms and forms[0]:
                return forms[0]
        return text.english

    def has(self, text: Text, language: str) -> bool:
        """Say whether a text can be said in this very language."""
        forms = self._catalogues.get(language, {}).get((text.key, text.english))
        return language == SOURCE or bool(forms and forms[0])

    def count(self, one: Text, many: str, number: int, language: str) -> str:
        """Return the form of a counted phrase that fits `number`, by CLDR's rules."""
        forms = self._catalogues.get(language, {}).get((one.key, one.english))
        if not forms or not all(forms):
            return one.english if number == 1 else many
        return forms[min(plural_index(language, number), len(forms) - 1)]

    def copy(self) -> Phrasebook:
        """Return a phrasebook that may remember more without this one knowing."""
        return Phrasebook({language: dict(told) for language, told in self._catalogues.items()})

    def remember(self, language: str, key: str, english: str, said: str) -> None:
        """Keep how an earlier revision said a text that no catalogue holds any more."""
        known = self._catalogues.get(language)
        if isinstance(known, dict):
            known.setdefault((key, english), (said,))


def load_phrasebook(folder: Path) -> Phrasebook:
    """Read `folder/<language>/LC_MESSAGES/hotline.po` for every language but the source."""
    return Phrasebook({language: _read(folder, language) for language in LANGUAGES})


def plural_index(language: str, number: int) -> int:
    """Return which form of a PO message counts `number`: CLDR's order of tags."""
    rule = Locale.parse(language).plural_form
    tags = [tag for tag in CLDR_ORDER if tag in rule.tags]
    return tags.index(rule(number)) if rule(number) in tags else len(tags)


def _read(folder: Path, language: str) -> Catalogue:
    path = folder / language / "LC_MESSAGES" / "hotline.po"
    if language == SOURCE or not path.exists():
        return {}
    with path.open("rb") as file:
        messages = read_po((line for line in file if not line.startswith(NOTES)), locale=language)
    return {
        (message.context or "", _first(message.id)): _forms(message.string)
        for message in messages
        if message.id and not message.fuzzy
    }


def _first(told: str | tuple[str, ...] | list[str]) -> str:
    return told if isinstance(told, str) else told[0]


def _forms(told: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told or ())
