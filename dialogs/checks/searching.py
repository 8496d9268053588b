"""Search words: every page they name exists, every language has some, and none lead two ways."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.reading import (
    DANGER_WORDS,
    DANGER_WORDS_OF_LANGUAGE,
    PAGE_WORDS,
    PAGE_WORDS_BY_NAME,
    Lines,
    named,
    read_files,
)
from dialogs.search.folding import folded
from dialogs.words.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dialogs.checks.content import Content
    from dialogs.engine.library import Library
    from dialogs.search.shapes import PageWords

# What is wrong, and where in the file it stands.
Mistake = tuple[str, tuple[str, ...]]


def findings(
    content: Content, words: Path = PAGE_WORDS, danger: Path = DANGER_WORDS
) -> Iterator[Finding]:
    """Return what is wrong with search words and danger words."""
    said: dict[tuple[str, tuple[str, ...]], str] = {}
    for path, told in read_files(words, PAGE_WORDS_BY_NAME):
        mistakes = [*_pages(content.library, told), *_twice(told, said)]
        if mistakes:
            lines = Lines(path)
            for sentence, where in mistakes:
                yield Finding(lines.path, lines.at(*where), sentence)
    yield from _danger(danger)


def _pages(library: Library, told: PageWords) -> Iterator[Mistake]:
    for page, languages in told.root.items():
        if library.page(page) is None:
            yield f"There is no page {page} that words may open.", (page,)
        missing = [language for language in LANGUAGES if language not in languages]
        if missing:
            yield f"{page} has no words in {', '.join(missing)}.", (page,)


def _twice(told: PageWords, said: dict[tuple[str, tuple[str, ...]], str]) -> Iterator[Mistake]:
    for page, languages in told.root.items():
        for language, phrases in languages.items():
            for phrase in phrases:
                other = said.setdefault((language, folded(phrase)), page)
                if other != page:
                    yield f"{phrase} leads to {other} already.", (page, language)


def _danger(folder: Path) -> Iterator[Finding]:
    files: dict[str, list[Path]] = defaultdict(list)
    for path, told in read_files(folder, DANGER_WORDS_OF_LANGUAGE):
        files[told.language].append(path)
        if path.stem != told.language:
            yield Finding(named(path), 1, f"The file should be {told.language}.yaml.")
    for language in LANGUAGES:
        if not files[language]:
            yield Finding(named(folder), 1, f"There are no danger words in {language}.")
