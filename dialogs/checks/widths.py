"""How wide a label is on a cheap phone: letters of eight languages are not equally wide.

Measured with the advances of Noto Sans, the font of Android for scripts without a better one;
joined Arabic letters are a little narrower than these, so Dari errs on the safe side.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from dialogs.checks.sizes import HALVES
from dialogs.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding

TABLE = Path(__file__).with_name("widths.yaml")
_TABLE = TypeAdapter(dict[int, str])

# On a phone 360 pixels wide a message takes about 300 of them, and a button of Telegram for
# Android keeps 5 at each end; its label is set in 15 pixels.
SIZE = 15
BUTTON, HALF_BUTTON = 290, 138
# A picture of Noto Color Emoji is wider than high: 2550 of 2048 units.
PICTURE = 1245
# Joiners, selectors of a picture's form and marks of direction.
NO_ROOM = frozenset({"Cf", "Mn", "Me"})


@cache
def _advances() -> dict[str, int]:
    return {
        letter: width for width, letters in read_file(TABLE, _TABLE).items() for letter in letters
    }


def pixels(label: str) -> int:
    """Return how many pixels wide a label is, in the size of a button; unknown signs are wide."""
    known = _advances()
    wide = sum(
        known.get(letter, PICTURE)
        for letter in label
        if letter in known or unicodedata.category(letter) not in NO_ROOM
    )
    return round(wide * SIZE / 1000)


def findings(content: Content) -> Iterator[Finding]:
    """Return labels that a cheap phone would cut."""
    for told in content.told:
        most = BUTTON if told.is_label else HALF_BUTTON if told.key in HALVES else None
        if most is not None and (wide := pixels(told.text)) > most:
            yield told.say(f"{wide} pixels wide on a button; a cheap phone has {most}.")
