"""What a campaign looks like on a phone: its words, its facts, a button to its page and home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine.screen import ANYWHERE, PAGE, screen_at
from dialogs.words import campaigns, phrases
from dialogs.words.direction import turned
from dialogs.words.render import Pressable, Rendered
from hotline.domain.delivery import LetterRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from dialogs.engine import Library
    from dialogs.words.render import Speech
    from hotline.domain.letters import TellNews


def news(
    letter: TellNews, language: str, library: Library, speech: Speech, now: datetime
) -> Rendered:
    """Return a campaign as somebody who reads `language` sees it; raises LetterRefused.

    In another language than theirs, that is said first.
    """
    words = [spoken_news(letter.words, letter.language, speech, now.date())]
    if not letter.words:
        words = [turned(speech.words.say(campaigns.OFFERED, language), language)]
    elif letter.language != language:
        words.insert(0, turned(speech.words.say(phrases.ELSEWHERE, language), language))
    rows = tuple((each,) for each in _buttons(letter, language, library, speech))
    return Rendered(title=None, body="\n\n".join(words), rows=rows, sensitive=False)


def spoken_news(words: str, language: str, speech: Speech, on: date) -> str:
    """Fill in the facts of an editor's words; raises LetterRefused when one has ended."""
    if not speech.facts.may_be_shown(speech.facts.named_in(words), on):
        raise LetterRefused
    said = speech.facts.fill(words, language, speech.words)
    return "\n".join(turned(line, language) for line in said.split("\n"))


def _buttons(
    letter: TellNews, language: str, library: Library, speech: Speech
) -> Iterator[Pressable]:
    place = library.page(letter.page) if letter.page else None
    screen = screen_at(library, place) if place else None
    if place and screen and screen.title:
        title = turned(speech.words.say(screen.title, language), language)
        yield Pressable(title, f"{PAGE}.{place.script}.{place.step}")
    home = turned(speech.words.say(phrases.HOME, language), language)
    yield Pressable(home, f"{ANYWHERE}.{ANYWHERE}.home")
