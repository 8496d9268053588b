"""A preview in the running demo: the step stands on a phone at once, in the language asked for."""

from __future__ import annotations

import socket
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dialogs.checks.preview import previewed
from dialogs.reading import read_library, read_speech
from hotline.app import running
from hotline.cli.preview_phone import NoDemo, show_on_phone

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Scene

PAGE, TALK = "work:passport", "person:safe"


async def test_a_page_is_walked_to_and_another_step_is_drawn(
    scene: Scene, installation: Installation
) -> None:
    library, speech = read_library(), read_speech()
    page, talk = (previewed(library, speech, step, "ky", date.min) for step in (PAGE, TALK))
    async with running(installation.settings()):
        walked = await show_on_phone(scene.driver.url, PAGE, "ky", None)
        drawn = await show_on_phone(scene.driver.url, TALK, "ky", talk)

    assert (await scene.driver.screen(walked))[-1]["text"].startswith(f"{page.title}")
    assert talk.body in (await scene.driver.screen(drawn))[-1]["text"]


async def test_without_a_demo_one_sentence_says_how_to_start_one() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(NoDemo, match="start one with `hotline demo`"):
            await show_on_phone(f"http://127.0.0.1:{nobody.getsockname()[1]}", PAGE, "ky", None)
