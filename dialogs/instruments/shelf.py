"""The instruments from their files, with mistakes named as file:line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from dialogs.instruments.ilo import Indicators
from dialogs.instruments.profiles import Profile
from dialogs.instruments.screens import ShortScreen, Study
from dialogs.reading import read_file

if TYPE_CHECKING:
    from dialogs.words.text import Text

FOLDER = Path(__file__).parent
ILO, PROFILES = FOLDER / "ilo.yaml", FOLDER / "profiles.yaml"
SCREENS, STUDIES = FOLDER / "screens.yaml", FOLDER / "studies.yaml"


@cache
def indicators() -> Indicators:
    """Return the operational indicators; raises ContentError."""
    return read_file(ILO, TypeAdapter(Indicators))


@cache
def profiles() -> tuple[Profile, ...]:
    """Return every profile in the order an operator looks at them; raises ContentError."""
    return read_file(PROFILES, TypeAdapter(tuple[Profile, ...]))


@cache
def screens() -> tuple[ShortScreen, ...]:
    """Return every short screen, offered or not; raises ContentError."""
    return read_file(SCREENS, TypeAdapter(tuple[ShortScreen, ...]))


@cache
def studies() -> tuple[Study, ...]:
    """Return what was published about them; raises ContentError."""
    return read_file(STUDIES, TypeAdapter(tuple[Study, ...]))


def texts() -> list[tuple[Path, Text]]:
    """Return everything in the instruments that an operator reads, and its file."""
    return [
        *((ILO, text) for text in indicators().texts()),
        *((PROFILES, profile.text) for profile in profiles()),
    ]
