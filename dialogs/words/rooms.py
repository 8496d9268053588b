"""The rooms of phrases: all that is translated, and what pages of the desk may say by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.words import (
    agencies,
    board,
    campaigns,
    files,
    pages,
    passkeys,
    phrases,
    referrals,
    sharing,
    statistics,
    talk,
)
from dialogs.words.text import Text

if TYPE_CHECKING:
    from types import ModuleType

# One module an area; their texts are translated in this order.
ROOMS: tuple[ModuleType, ...] = (
    phrases,
    pages,
    passkeys,
    agencies,
    talk,
    statistics,
    files,
    campaigns,
    sharing,
    referrals,
    board,
)
# What a page says has a key that begins so; the frame's own words need no area.
DESK, FRAME = "desk.", "page."


def by_key() -> dict[str, Text]:
    """Return every text by its whole key, for letters that carry only the key."""
    return {
        text.key: text for room in ROOMS for text in vars(room).values() if isinstance(text, Text)
    }


def by_name() -> dict[str, Text]:
    """Return what pages may say: "skip" for `desk.page.skip`, "board.oldest" for others."""
    return {
        text.key.removeprefix(DESK).removeprefix(FRAME): text
        for room in ROOMS
        if room is not phrases  # those are said in chats
        for text in vars(room).values()
        if isinstance(text, Text) and text.key.startswith(DESK)
    }
