"""Free words in, their meaning out: built once from everything we say, the same every time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from dialogs.engine.meaning import Meaning
from dialogs.engine.particulars import PAGES_LENGTH
from dialogs.engine.screen import screen_at
from dialogs.search.folding import folded, readings
from dialogs.search.index import Index, Phrase
from dialogs.search.own_word import is_rare
from dialogs.search.shapes import Tongue
from dialogs.search.tongue import Tongues
from dialogs.words.languages import SOURCE
from dialogs.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dialogs.engine.library import Library
    from dialogs.engine.script import Step
    from dialogs.search.danger import DangerEar
    from dialogs.words.phrasebook import Phrasebook

# What people type themselves tells most, what a page says in passing tells least.
TYPED, TITLE, LABEL, PROSE = 1.0, 0.9, 0.8, 0.6
# Below this a page would be a guess, and a gap for editors is the honest answer.
FOUND = 0.36
# A page that fits this much worse than the best one is not offered beside it.
BESIDE = 0.45
# More words than a question has; a longer text is a story for a person, not for a search.
MOST_WORDS = 40

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


class Finder:
    """Says what free words may mean; pure, and safe to share."""

    def __init__(
        self,
        library: Library,
        words: Phrasebook,
        typed: Mapping[str, Mapping[Tongue, Iterable[str]]],
        ear: DangerEar,
    ) -> None:
        self._ear = ear
        phrases = list(_phrases(library, words, typed))
        self._index = Index(phrases)
        self._tongues = Tongues((phrase.language, phrase.words) for phrase in phrases)

    def meaning(self, text: str, language: str | None) -> Meaning:
        """Return what words may mean to somebody who reads `language` (None: not chosen yet)."""
        read = readings(text)
        tongue = self._tongues.of(text, read[0][:MOST_WORDS]) if read else None
        return Meaning(
            looked=bool(read),
            danger=self._ear.hear(text),
            pages=self.pages(text, language or tongue),
            tongue=tongue if tongue != language else None,
        )

    def may_be_own(self, text: str) -> bool:
        """Say whether a message may become a word of a person's own.

        It must be one that nobody writes by accident: long enough, no word about danger,
        and not made only of words that stand on our pages or that everybody says.
        """
        if not is_rare(text):
            return False
        words = folded(text)
        return not self._ear.knows(words) and self._index.known(words) < len(words)

    def pages(self, text: str, language: str | None) -> tuple[str, ...]:
        """Return at most three pages, the likeliest first, or none.

        The reading with more words that we know was meant; the other is tried
        when that one finds nothing.
        """
        read = [words[:MOST_WORDS] for words in readings(text)]
        read.sort(key=self._index.known, reverse=True)
        found = (self._found(words, language) for words in read)
        return next((pages for pages in found if pages), ())

    def _found(self, words: Sequence[str], language: str | None) -> tuple[str, ...]:
        hits = self._index.search(words, language)[:PAGES_LENGTH]
        return tuple(hit.page for hit in hits if hit.score >= max(FOUND, BESIDE * hits[0].score))


def _phrases(
    library: Library, words: Phrasebook, typed: Mapping[str, Mapping[Tongue, Iterable[str]]]
) -> Iterator[Phrase]:
    """Return everything that stands for a page, in every language."""
    for page, said in typed.items():
        if library.page(page):
            for language, several in said.items():
                yield from (Phrase(page, language, folded(each), TYPED) for each in several)
    for page, weight, text in _texts(library):
        for language in get_args(Tongue):
            told = words.say(text, language)
            if language == SOURCE or told != text.english:
                yield Phrase(page, language, folded(_PLACEHOLDER.sub(" ", told)), weight)


def _texts(library: Library) -> Iterator[tuple[str, float, Text]]:
    """Return titles, labels that lead to a page, and paragraphs, by page."""
    for place in map(library.page, library.pages()):
        screen = screen_at(library, place) if place else None
        if screen is None or place is None:
            continue
        page = f"{place.script}:{place.step}"
        if screen.title:
            yield page, TITLE, screen.title
        yield from ((page, PROSE, passage.text) for passage in screen.passages)
    yield from _labels(library)


def _labels(library: Library) -> Iterator[tuple[str, float, Text]]:
    for script in library.current.values():
        for name, step in script.steps.items():
            yield from _leading(library, script.script, name, step)


def _leading(
    library: Library, script: str, name: str, step: Step
) -> Iterator[tuple[str, float, Text]]:
    for choice in step.choices:
        if choice.to is None:
            continue
        page = choice.to if ":" in choice.to else f"{script}:{choice.to}"
        if library.page(page):
            yield page, LABEL, Text(f"{script}.{name}.choice.{choice.id}", choice.label)
