"""Recorded voices: offered where somebody has recorded exactly these words, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialogs.engine import Place, Talk, advance, screen_at
from dialogs.engine.effects import SayPage
from dialogs.reading import read_voices
from dialogs.words.factbook import Factbook
from dialogs.words.phrasebook import Phrasebook
from dialogs.words.render import Speech, render
from dialogs.words.voices import spoken_revision
from tests.dialogs.scenes import SMALL, TODAY, at, press, shown

if TYPE_CHECKING:
    from pathlib import Path

WORDS = Phrasebook({"tg": {("home.stay.title", "Stay"): ("Иқомат",)}})
STAY = SMALL.begin("home", "stay")


def speech(locales: Path) -> Speech:
    return Speech(WORDS, Factbook([]), voices=read_voices(SMALL, WORDS, locales))


def recorded(locales: Path, page: str, revision: str, ending: str = ".ogg") -> Path:
    folder = locales / "tg" / "voices"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{page}.{revision}{ending}"
    file.write_bytes(b"OggS")
    return file


def listens(locales: Path, language: str | None = "tg", place: Place = STAY) -> bool:
    screen = screen_at(SMALL, place)
    assert screen
    rows = render(screen, language, "tg", speech(locales), TODAY).rows
    return any(button.token == "voice.home.stay" for row in rows for button in row)


def test_a_page_with_a_fresh_recording_can_be_listened_to(tmp_path: Path) -> None:
    recorded(tmp_path, "home.stay", spoken_revision(SMALL, STAY, "tg", WORDS))

    assert listens(tmp_path)


def test_a_recording_of_another_language_is_not_offered(tmp_path: Path) -> None:
    recorded(tmp_path, "home.stay", spoken_revision(SMALL, STAY, "tg", WORDS))

    assert not listens(tmp_path, "ru")
    assert not listens(tmp_path, None)


@pytest.mark.parametrize(
    ("page", "revision", "ending"),
    [
        ("home.stay", "0123456789ab", ".ogg"),
        ("home.stay", "", ".ogg"),
        ("home.gone", "0123456789ab", ".ogg"),
        ("gone.stay", "0123456789ab", ".ogg"),
        ("stay", "0123456789ab", ".ogg"),
    ],
)
def test_a_recording_of_other_words_is_never_played(
    tmp_path: Path, page: str, revision: str, ending: str
) -> None:
    recorded(tmp_path, page, revision, ending)

    assert read_voices(SMALL, WORDS, tmp_path) == {}
    assert not listens(tmp_path)


def test_what_is_no_voice_message_is_never_played(tmp_path: Path) -> None:
    recorded(tmp_path, "home.stay", spoken_revision(SMALL, STAY, "tg", WORDS), ".mp3")

    assert not listens(tmp_path)


def test_listening_says_the_page_and_changes_nothing() -> None:
    turn = advance(SMALL, at("home.stay", Talk.HUMAN), press("voice.home.stay"))

    assert turn.effects == (SayPage("home", STAY.revision, "stay"),)
    assert turn.screen is None
    assert turn.conversation == at("home.stay", Talk.HUMAN)


@pytest.mark.parametrize("token", ["voice.home.menu", "voice.gone.gone", "voice.."])
def test_only_the_page_on_the_screen_is_said(token: str) -> None:
    turn = advance(SMALL, at("home.stay"), press(token))

    assert turn.effects == ()
    assert shown(turn.screen) == "home.stay"
