"""Recordings that nobody hears: their page is gone, or its words have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.reading import named
from dialogs.words.voices import ENDING, page_of, spoken_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content


def findings(content: Content) -> Iterator[Finding]:
    """Return recordings of no page; one of other words is a warning, because it is not played."""
    for language, path in content.voices:
        page, revision = page_of(path)
        script, _, step = page.partition(".")
        written = content.library.current.get(script)
        if path.suffix != ENDING:
            yield Finding(named(path), 1, f"A recording ends in {ENDING}.")
        elif written is None or step not in written.steps:
            yield Finding(named(path), 1, f"There is no page {page}.")
        elif revision != (wanted := _revision(content, script, step, language)):
            sentence = f"The words have changed; record {wanted}."
            yield Finding(named(path), 1, sentence, warning=True)


def _revision(content: Content, script: str, step: str, language: str) -> str:
    place = content.library.begin(script, step)
    return spoken_revision(content.library, place, language, content.speech.words)
