"""Every screen as people see it, in every language, with the longest facts and with none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dialogs.engine.screen import screen_at
from dialogs.words.factbook import Factbook
from dialogs.words.languages import LANGUAGES
from dialogs.words.render import Speech, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content, WrittenScript
    from dialogs.words.render import Rendered

# A day on which every fact may be shown, and one on which none may.
FACTS_FRESH, FACTS_GONE = date.min, date.max


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen in one language: with every fact, and on the day when all are gone.

    `prose` is what must be read: without the phone lines, which are looked up.
    """

    written: WrittenScript
    step: str
    language: str
    ways: tuple[Rendered, Rendered]
    prose: Rendered


def every_shown(content: Content) -> Iterator[Shown]:
    """Return every screen in every language; facts not shown yet are shown here."""
    facts = (written.fact.model_copy(update={"use": "show"}) for written in content.facts)
    speech = Speech(content.speech.words, Factbook(facts))
    for written in content.scripts:
        for name, _ in written.steps():
            screen = screen_at(content.library, written.place(name))
            if screen is None:
                continue
            for language in LANGUAGES:
                fresh = render(screen, language, None, speech, FACTS_FRESH)
                gone = render(screen, language, None, speech, FACTS_GONE)
                read = fresh
                if screen.lines:
                    alone = replace(screen, lines=())
                    read = render(alone, language, None, speech, FACTS_FRESH)
                yield Shown(written, name, language, (fresh, gone), read)
