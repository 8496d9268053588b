"""Recorded voices: a recording says exactly what stands on a page now, or it is not played.

A recording of a page is `locales/LANGUAGE/voices/SCRIPT.STEP.REVISION.ogg`,
where the revision is that of the page's words in that language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine.screen import screen_at, texts_on
from dialogs.words.revision import revision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dialogs.engine.conversation import Place
    from dialogs.engine.library import Library
    from dialogs.words.phrasebook import Phrasebook

# Telegram plays only Ogg with Opus as a voice message (core.telegram.org/bots/api, sendVoice).
ENDING = ".ogg"


def page_of(recording: Path) -> tuple[str, str]:
    """Return "script.step" and the revision that a recording's name tells."""
    page, _, revision = recording.stem.rpartition(".")
    return page, revision


def spoken_revision(library: Library, place: Place, language: str, words: Phrasebook) -> str:
    """Return the revision of what is read aloud at a place in a language."""
    screen = screen_at(library, place)
    texts = texts_on(screen) if screen else ()
    return revision_of((text.key, text.english, (words.say(text, language),)) for text in texts)


def fresh(
    library: Library, words: Phrasebook, recordings: Iterable[tuple[str, Path]]
) -> Iterator[tuple[tuple[str, Place], Path]]:
    """Return the recordings, each with its language, that say what stands on their pages now."""
    for language, recording in recordings:
        page, revision = page_of(recording)
        script, _, step = page.partition(".")
        if script not in library.current or recording.suffix != ENDING:
            continue
        place = library.begin(script, step)
        if spoken_revision(library, place, language, words) == revision:
            yield (language, place), recording
