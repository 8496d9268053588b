"""What changed between two states, and one screen as text."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.checks.changes import changes
from dialogs.checks.preview import as_text, previewed
from dialogs.reading import ContentError
from tests.dialogs.scenes import SMALL, SPEECH

BEFORE = {
    ("home.menu.say.1", "en"): "Hello.",
    ("home.menu.say.1", "ru"): "Привет.",
    ("home.stay.title", "en"): "Stay",
}
AFTER = {
    ("home.menu.say.1", "en"): "Hello.",
    ("home.menu.say.1", "ru"): "Здравствуйте.",
    ("home.new.title", "en"): "New",
}


def test_changes_are_told_by_step_and_language() -> None:
    assert list(changes(BEFORE, AFTER)) == [
        "home:menu",
        "  say.1 [ru]",
        "    - Привет.",
        "    + Здравствуйте.",
        "\nhome:new",
        "  title [en]",
        "    + New",
        "\nhome:stay",
        "  title [en]",
        "    - Stay",
    ]


def test_nothing_is_told_of_what_did_not_change() -> None:
    assert list(changes(BEFORE, BEFORE)) == []


def test_a_screen_is_shown_with_its_buttons() -> None:
    shown = as_text(previewed(SMALL, SPEECH, "home:menu", "en", date.min))

    assert "[ ↩️ Back ]  [ 🏠 Menu ]" in shown


def test_a_step_that_is_not_there_is_said_so() -> None:
    with pytest.raises(ContentError, match="There is no step home:gone"):
        previewed(SMALL, SPEECH, "home:gone", "en", date.min)
