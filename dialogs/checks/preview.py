"""One screen as an editor may see it before anybody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.engine.screen import screen_at
from dialogs.reading import ContentError
from dialogs.words.languages import LANGUAGES
from dialogs.words.render import render

if TYPE_CHECKING:
    from datetime import date

    from dialogs.engine.library import Library
    from dialogs.words.render import Rendered, Speech


def previewed(library: Library, speech: Speech, target: str, language: str, on: date) -> Rendered:
    """Return "script:step" as it is read that day; raises ContentError when there is none."""
    script, _, step = target.partition(":")
    if language not in LANGUAGES:
        raise ContentError([f"{language}: choose one of {' '.join(LANGUAGES)}."])
    known = library.current.get(script)
    place = library.begin(script, step or None) if known else None
    screen = screen_at(library, place) if place else None
    if screen is None:
        raise ContentError([f"There is no step {target}; write it as script:step."])
    return render(screen, language, None, speech, on)


def as_text(shown: Rendered) -> str:
    """Return a screen as plain text, its buttons in brackets."""
    rows = ("  ".join(f"[ {button.label} ]" for button in row) for row in shown.rows)
    return "\n\n".join([*([shown.title] if shown.title else []), shown.body, "\n".join(rows)])
