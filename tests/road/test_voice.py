"""A recorded voice over the whole road: pressed, sent as a voice message, erased with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.reading import read_library, read_speech, read_voices
from dialogs.words.voices import spoken_revision
from hotline import assembly
from hotline.app import running

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import pytest

    from tests.road.program import Installation
    from tests.road.scene import Scene

# The head of an Ogg page, and nobody's voice in it.
QUIET = b"OggS" + bytes(60)


def recorded(locales: Path) -> Path:
    """Keep a recording of the first screen in English."""
    library, words = read_library(), read_speech().words
    revision = spoken_revision(library, library.begin("home"), "en", words)
    folder = locales / "en" / "voices"
    folder.mkdir(parents=True)
    (folder / f"home.menu.{revision}.ogg").write_bytes(QUIET)
    return locales


def voice(shown: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((message for message in shown if message.get("voice")), None)


async def test_a_page_is_read_aloud_and_the_recording_goes_with_everything_else(
    scene: Scene, installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locales = recorded(tmp_path / "locales")
    monkeypatch.setattr(
        assembly, "read_voices", lambda library, words: read_voices(library, words, locales)
    )
    phone = await scene.person("en")
    async with running(installation.settings()):
        await phone.write("/start")
        await phone.press("English")
        await phone.press("🔊")
        await scene.until(phone.person, voice)
        await phone.write("/clear")

        await scene.until(phone.person, lambda shown: None if voice(shown) else shown[-1])
