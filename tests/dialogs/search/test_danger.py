"""Danger words are heard in every language and script, and everyday sentences are not danger."""

from __future__ import annotations

import pytest

from dialogs.notation import loaded
from dialogs.reading import read_danger
from dialogs.words.languages import LANGUAGES
from tests.dialogs.scenes import HERE

EAR = read_danger()
SAID: dict[str, dict[str, list[str]]] = loaded(
    (HERE / "search" / "danger.yaml").read_text("utf-8")
)


def sentences(kind: str) -> list[str]:
    return [said for language in LANGUAGES for said in SAID[language][kind]]


def test_every_language_has_its_share() -> None:
    for language in LANGUAGES:
        told = SAID[language]

        assert len(told["heavy"]) + len(told["danger"]) >= 10, language
        assert len(told["harmless"]) >= 10, language


@pytest.mark.parametrize("said", sentences("heavy"))
def test_somebody_who_may_want_to_die_is_heard(said: str) -> None:
    assert EAR.hear(said) == "heavy"


@pytest.mark.parametrize("said", sentences("danger"))
def test_danger_is_heard(said: str) -> None:
    assert EAR.hear(said) == "danger"


@pytest.mark.parametrize("said", sentences("harmless"))
def test_an_everyday_sentence_is_no_danger(said: str) -> None:
    assert EAR.hear(said) is None


def test_danger_is_heard_at_the_end_of_a_long_story() -> None:
    assert EAR.hear("мы приехали на работу " * 150 + "и нас заперли") == "danger"


@pytest.mark.parametrize("said", ["", "   ", "😀😀", "12 34", "`", "\u200c", "х" * 4096])
def test_what_is_no_word_is_no_danger(said: str) -> None:
    assert EAR.hear(said) is None
