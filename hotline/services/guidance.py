"""Pages of guidance as an operator puts them into a reply: searched by words, in plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.engine.screen import screen_at
from dialogs.words.render import render

if TYPE_CHECKING:
    from datetime import date

    from dialogs.engine import Library
    from dialogs.search.finder import Finder
    from dialogs.words.render import Speech
    from dialogs.words.text import Text


@dataclass(frozen=True, slots=True)
class Guidance:
    """A page: its title, and what it says in one language, with how old its facts are."""

    title: Text
    words: str


@dataclass(frozen=True, slots=True)
class Guidebook:
    """Everything we say, to be looked up by whoever answers people."""

    library: Library
    speech: Speech
    finder: Finder

    def find(self, words: str, *, reads: str, writes: str, on: date) -> tuple[Guidance, ...]:
        """Return at most three pages that `words` may mean, the likeliest first.

        They are looked for in the language the operator `reads`, then in the one the person
        `writes`, which is the one they are told in. A fact that may not be shown on that day
        is left out, as on the person's own screen.
        """
        pages = self.finder.pages(words, reads) or self.finder.pages(words, writes)
        told = (self._told(page, writes, on) for page in pages)
        return tuple(each for each in told if each)

    def _told(self, page: str, language: str, on: date) -> Guidance | None:
        place = self.library.page(page)
        screen = screen_at(self.library, place) if place else None
        if screen is None or screen.title is None:
            return None
        body = render(screen, language, None, self.speech, on).body
        return Guidance(screen.title, body) if body else None
