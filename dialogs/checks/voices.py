"""Recorded voices: a recording belongs to the words it was made of, and goes when they change.

A recording of a page is `locales/LANGUAGE/voices/SCRIPT.STEP.REVISION.ogg`,
where the revision is that of the page's words in that language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.checks.approvals import revision_of
from dialogs.checks.extraction import script_texts
from dialogs.checks.finding import Finding
from dialogs.reading import named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dialogs.checks.content import Content

# Telegram plays only Ogg with Opus as a voice message (core.telegram.org/bots/api, sendVoice).
ENDING = ".ogg"


def findings(content: Content) -> Iterator[Finding]:
    """Return recordings of pages that are gone, or whose words have changed."""
    known: dict[str, dict[str, str]] = {}
    for language, path in content.voices:
        spoken = known.setdefault(language, spoken_revisions(content, language))
        page, _, revision = path.stem.rpartition(".")
        if path.suffix != ENDING:
            yield Finding(named(path), 1, f"A recording ends in {ENDING}.")
        elif page not in spoken:
            yield Finding(named(path), 1, f"There is no page {page}.")
        elif revision != spoken[page]:
            yield Finding(named(path), 1, f"The words have changed; record {spoken[page]}.")


def spoken_revisions(content: Content, language: str) -> dict[str, str]:
    """Return "script.step" with the revision of what is read aloud there."""
    told: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for script in content.library.current.values():
        for step, text in script_texts(script, content.library):
            said = content.speech.words.say(text, language)
            told.setdefault(f"{script.script}.{step}", []).append(
                (text.key, text.english, (said,))
            )
    return {page: revision_of(said) for page, said in told.items()}


def recordings(locales: Path, language: str) -> list[Path]:
    """Return the recordings of a language by name."""
    return sorted((locales / language / "voices").glob("*"))
