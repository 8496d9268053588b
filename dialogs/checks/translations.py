"""Catalogues: the same messages as the template, all translated, nothing lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from dialogs.checks.catalogue import forms, forms_in
from dialogs.checks.finding import Finding
from dialogs.checks.prose import PLACEHOLDER, holds_digit
from dialogs.words.languages import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

    from dialogs.checks.catalogue import Catalogue
    from dialogs.checks.content import Content
    from dialogs.checks.extraction import Said
    from dialogs.engine import Library

# Scripts that must be whole in every language: the way in, the way out, the way to a human, and
# everything a person is asked.
CORE = frozenset(
    {
        "help", "home", "language", "lines", "person", "privacy", "questions", "refer",
        "tip", "words",
    }
)  # fmt: skip

# Pictures and signs that lead the eye; a language keeps those of the English.
SIGNPOST = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
)


LATER = "Not translated yet: the page is shown in Russian and says so."


def findings(content: Content) -> Iterator[Finding]:
    """Return what is missing, stale or broken in the seven catalogues."""
    said = {(each.key, each.english): each for each in content.said}
    yield from _told_twice(content)
    if content.template.messages.keys() != said.keys():
        yield Finding(content.template.path, 1, "The template is stale; run `make strings`.")
    for catalogue in content.catalogues:
        if catalogue.wrong:
            yield Finding(catalogue.path, 1, catalogue.wrong)
            continue
        for key in said.keys() - catalogue.messages.keys():
            yield Finding(catalogue.path, 1, f"{key[0]} is missing; run `make strings`.")
        for key, message in catalogue.messages.items():
            if key in said and not any(forms(message)) and may_wait(key[0], content.library):
                yield _at(catalogue, message, LATER, warning=True)
            elif key in said:
                yield from of_message(catalogue, said[key], message)
            else:
                yield _at(catalogue, message, "Nobody says this any more; run `make strings`.")


def may_wait(key: str, library: Library) -> bool:
    """Say whether a page may be shown in the second language until it is translated.

    What keeps somebody safe may not, and nothing that is not a page.
    """
    script = key.split(".", maxsplit=1)[0]
    return script in library.current and script not in CORE


def of_message(catalogue: Catalogue, said: Said, message: Message) -> Iterator[Finding]:
    """Return what is wrong with one translation."""
    translated = forms(message)
    wanted = forms_in(catalogue.language) if said.plural else 1
    if not all(translated):
        yield _at(catalogue, message, "Not translated yet.")
        return
    if len(translated) != wanted:
        yield _at(catalogue, message, f"{len(translated)} plural forms instead of {wanted}.")
    if message.fuzzy:
        yield _at(catalogue, message, "Fuzzy messages are not read; use the flag draft.")
    for form in translated:
        yield from _form(catalogue, said, message, form)


def _told_twice(content: Content) -> Iterator[Finding]:
    said = content.said
    keys = Counter(each.key for each in said)
    for each in said:
        if keys[each.key] > 1:
            yield Finding(each.path, each.line, f"Two texts have the key {each.key}.")


def _form(catalogue: Catalogue, said: Said, message: Message, form: str) -> Iterator[Finding]:
    if _found(PLACEHOLDER, form) != _found(PLACEHOLDER, said.english):
        told = " ".join(sorted(PLACEHOLDER.findall(said.english))) or "none"
        yield _at(catalogue, message, f"The placeholders must be those of the English: {told}.")
    if "{" in PLACEHOLDER.sub("", form) or "}" in PLACEHOLDER.sub("", form):
        yield _at(catalogue, message, "A brace without its other half.")
    if holds_digit(form) and not holds_digit(said.english):
        yield _at(catalogue, message, "A number outside {fact:…}.")
    if _signposts(form, catalogue.language) != _signposts(said.english, catalogue.language):
        yield _at(catalogue, message, "The signs and pictures must be those of the English.")
    if form.count("\n") != said.english.count("\n"):
        yield _at(catalogue, message, "The lines must be those of the English.")


def _found(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(pattern.findall(text))


def _signposts(text: str, language: str) -> Counter[str]:
    """Count pictures; where one reads from the right, Back may point to the right."""
    mirrored = text.replace("➡", "⬅") if language in RIGHT_TO_LEFT else text
    return _found(SIGNPOST, mirrored)


def _at(
    catalogue: Catalogue, message: Message, sentence: str, *, warning: bool = False
) -> Finding:
    told = f"{message.context}: {sentence}"
    return Finding(catalogue.path, message.lineno or 1, told, warning)
