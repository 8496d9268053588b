"""Words we do not say: lists kept by each language's people in `locales/LANGUAGE/words.yaml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from dialogs.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding
    from dialogs.checks.told import Told


class Unsaid(BaseModel):
    """A word, or a few; `*` stands for any ending, `say` for what we say instead.

    `seen` words may stand inside a page, but in no title, label or first line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    say: str
    where: Literal["anywhere", "seen"] = "anywhere"

    def pattern(self) -> re.Pattern[str]:
        """Return what finds it as a whole word, in capitals or not."""
        told = r"\s+".join(re.escape(part) for part in self.word.split()).replace(r"\*", r"\w*")
        return re.compile(rf"(?<!\w){told}(?!\w)", re.IGNORECASE)


UNSAID = TypeAdapter(tuple[Unsaid, ...])


def read_unsaid(locales: Path, language: str) -> tuple[Unsaid, ...]:
    """Return a language's list, none where there is no file; raises ContentError."""
    path = locales / language / "words.yaml"
    return read_file(path, UNSAID) if path.exists() else ()


def findings(content: Content) -> Iterator[Finding]:
    """Return every word in a text for people that its language does not say."""
    any_of = {language: _any_of(unsaid) for language, unsaid in content.unsaid.items() if unsaid}
    for told in content.told:
        if told.language in any_of and any_of[told.language].search(told.text):
            yield from _in(told, content.unsaid[told.language])


def _any_of(unsaid: Sequence[Unsaid]) -> re.Pattern[str]:
    """Return what finds any of the words at once: most texts hold none."""
    return re.compile("|".join(each.pattern().pattern for each in unsaid), re.IGNORECASE)


def _in(told: Told, every: Sequence[Unsaid]) -> Iterator[Finding]:
    for unsaid in every:
        found = unsaid.pattern().search(told.text) if _matters(unsaid, told) else None
        if found:
            yield told.say(f"We do not say “{found[0]}”; {unsaid.say}")


def _matters(unsaid: Unsaid, told: Told) -> bool:
    return told.is_seen if unsaid.where == "seen" else told.for_people
