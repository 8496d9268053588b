"""Rows for a translator who has no PO editor: the English, its place, and what it is called.

The catalogue stays the truth. Rows are made from it and put back into it, and
what comes back is a draft until a native speaker has read it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel.messages.catalog import Message
from pydantic import BaseModel, ConfigDict

from dialogs.checks import letters, sizes, translations
from dialogs.checks.catalogue import DRAFT, forms, forms_in
from dialogs.reading import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialogs.checks.catalogue import Catalogue, Key
    from dialogs.checks.content import Content
    from dialogs.checks.extraction import Said


class Row(BaseModel):
    """One message; `translation` is a list of forms where something is counted.

    `max` is how many characters fit; None where only the screen as a whole has a limit.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    context: str
    english: str
    plural: str | None = None
    note: str = ""
    max: int | None = None
    translation: str | tuple[str, ...] = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the translation as its forms, one where nothing is counted."""
        return (self.translation,) if isinstance(self.translation, str) else self.translation


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalogue with the sound rows in it, how many changed it, and why others did not."""

    catalogue: Catalogue
    changed: int
    refused: tuple[str, ...]


def catalogue_of(content: Content, language: str) -> Catalogue:
    """Return a language's catalogue; raises ContentError when it is not there or unreadable."""
    known = {each.language: each for each in content.catalogues}
    if language not in known:
        raise ContentError([f"{language}: There is no such catalogue; choose {' '.join(known)}."])
    if known[language].wrong:
        raise ContentError([f"{known[language].path}:1: {known[language].wrong}"])
    return known[language]


def rows_of(content: Content, catalogue: Catalogue, *, missing: bool = False) -> Iterator[Row]:
    """Return every message of a language, or only those that are not translated."""
    for said in content.said:
        told = _told(said, catalogue)
        if not (missing and all(told)):
            yield Row(
                context=said.key,
                english=said.english,
                plural=said.plural,
                note=said.note,
                max=sizes.longest(said.key),
                translation=told[0] if said.plural is None else told,
            )


def taken(content: Content, catalogue: Catalogue, given: Iterable[tuple[int, Row]]) -> Taken:
    """Put numbered rows into a catalogue as drafts; an empty row is left alone.

    A row that the content check would refuse is refused here, by its number.
    """
    said = {(each.key, each.english): each for each in content.said}
    messages: dict[Key, Message] = {}
    refused: list[str] = []
    for number, row in given:
        if not any(row.forms):
            continue
        wrong = list(_mistakes(catalogue, row, said.get((row.context, row.english))))
        refused += [f"row {number}: {sentence}" for sentence in wrong]
        if not wrong and row.forms != _known(catalogue, row):
            messages[row.context, row.english] = _message(row, said[row.context, row.english])
    filled = replace(catalogue, messages={**catalogue.messages, **messages})
    return Taken(filled, len(messages), tuple(refused))


def _told(said: Said, catalogue: Catalogue) -> tuple[str, ...]:
    known = catalogue.messages.get((said.key, said.english))
    count = forms_in(catalogue.language) if said.plural else 1
    return ((*forms(known), *[""] * count) if known else ("",) * count)[:count]


def _known(catalogue: Catalogue, row: Row) -> tuple[str, ...]:
    known = catalogue.messages.get((row.context, row.english))
    return forms(known) if known else ()


def _mistakes(catalogue: Catalogue, row: Row, said: Said | None) -> Iterator[str]:
    if said is None:
        yield f"{row.context}: Nobody says this English any more; export the rows again."
        return
    if isinstance(row.translation, str) != (said.plural is None):
        yield f"{row.context}: A counted phrase needs {forms_in(catalogue.language)} forms."
        return
    message = _message(row, said)
    for finding in (
        *translations.of_message(catalogue, said, message),
        *letters.of_message(catalogue, message),
        *sizes.of_message(catalogue, message),
    ):
        yield finding.sentence


def _message(row: Row, said: Said) -> Message:
    return Message(
        said.english if said.plural is None else (said.english, said.plural),
        string=row.translation,
        flags=[DRAFT],
        context=said.key,
    )
