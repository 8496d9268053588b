"""Letters of each language: a stranger among them is a typing mistake or another language.

Alphabets by CLDR's exemplar sets and each language's spelling rules; words that
also stand in the English text, as names do, are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.checks.catalogue import forms
from dialogs.checks.finding import Finding
from dialogs.checks.prose import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

    from dialogs.checks.catalogue import Catalogue
    from dialogs.checks.content import Content

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی" + "ءأؤئۀةټډړږښګڼېڅځ"

ALPHABETS = {
    "ru": _RUSSIAN,
    "kk": _RUSSIAN + "әғқңөұүһі",
    "ky": _RUSSIAN + "ңөү",
    # Without ц, щ, ы and ь, which the spelling of 1998 gave up.
    "tg": "абвгдеёжзийклмнопрстуфхчшъэюя" + "ғӣқӯҳҷ",
    "tk": "abdefghijklmnoprstuwyz" + "äçžňöşüý",
    "uz": "abdefghijklmnopqrstuvxyz" + "c",
    "fa_AF": _PERSIAN,
}

_OWN = {language: frozenset(letters + "’‘") for language, letters in ALPHABETS.items()}

# What the eye does not see and a search does not find.
TRAPS = {
    "uz": (
        (re.compile("['`´ʻʼʹ]"), "O‘ and g‘ take ‘ (U+2018), the tutuq belgisi is ’ (U+2019)."),
        (re.compile("[oOgG]’"), "O‘ and g‘ take ‘ (U+2018), not ’ (U+2019)."),
        (re.compile("(?<![oOgG])‘"), "‘ (U+2018) stands after o and g only."),
        (re.compile("c(?!h)", re.IGNORECASE), "There is no c without h."),
    ),
    "fa_AF": (
        (re.compile("[يىك]"), "Write ی and ک, not the Arabic letters."),
        (re.compile(r"(?<!\w)(?:ن)?می (?=\w)"), "After می comes a zero-width non-joiner."),
        (re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]"), "Directions are set by us."),
        (re.compile("[,;?]"), "Use ، ؛ ؟."),
    ),
}

WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ][^\W\d_]+)*")


def findings(content: Content) -> Iterator[Finding]:
    """Return letters that a language does not have."""
    for catalogue in content.catalogues:
        for message in catalogue.messages.values():
            yield from of_message(catalogue, message)


def of_message(catalogue: Catalogue, message: Message) -> Iterator[Finding]:
    """Return the strange letters of one translation."""
    english = message.id if isinstance(message.id, str) else " ".join(message.id)
    for form in forms(message):
        for sentence in mistakes(catalogue.language, english, form):
            told = f"{message.context}: {sentence}"
            yield Finding(catalogue.path, message.lineno or 1, told)


def mistakes(language: str, english: str, said: str) -> Iterator[str]:
    """Return a sentence for every mistake in a translation that a machine can see."""
    bare = PLACEHOLDER.sub(" ", said)
    strange = _strange(language, bare)
    if not strange and language not in TRAPS:
        return
    names = set(WORD.findall(PLACEHOLDER.sub(" ", english)))
    for word in WORD.findall(bare) if strange else ():
        if (found := _strange(language, word)) and word not in names:
            yield f"{word}: {' '.join(sorted(found))} is not a letter of {language}."
    own = " ".join(word for word in bare.split() if word not in names)
    for trap, sentence in TRAPS.get(language, ()):
        if trap.search(own):
            yield sentence


def _strange(language: str, text: str) -> set[str]:
    """Return the letters that are none of a language's."""
    return {letter for letter in set(text.lower()) - _OWN[language] if letter.isalpha()}
