"""What must work from everywhere: leaving, erasing, language, help, a human, home."""

from __future__ import annotations

import pytest

from dialogs.engine import Place, Talk, advance, at_rest
from dialogs.engine.effects import ErasePerson, EraseTrace
from dialogs.engine.events import (
    Arrived,
    EraseRequested,
    Event,
    HelpRequested,
    HomeRequested,
    LanguageRequested,
    LeaveRequested,
    PersonRequested,
    PrivacyRequested,
)
from tests.dialogs.scenes import (
    NOON,
    REAL,
    SMALL,
    at,
    every_place,
    from_everywhere,
    lists_languages,
    press,
    shown,
    standing_at,
)


@from_everywhere
def test_leaving_works_from_every_step_and_in_every_talk(place: Place) -> None:
    turns = [advance(REAL, standing_at(place, talk), LeaveRequested(at=NOON)) for talk in Talk]

    assert {turn.conversation for turn in turns} == {at_rest()}
    assert {turn.effects for turn in turns} == {(EraseTrace(),)}
    assert all(lists_languages(turn.screen) for turn in turns)


@from_everywhere
def test_the_button_that_clears_works_from_every_step(place: Place) -> None:
    turn = advance(REAL, standing_at(place), press("any.any.leave"))

    assert turn.conversation == at_rest()
    assert EraseTrace() in turn.effects


@pytest.mark.parametrize(
    ("event", "script"),
    [
        (EraseRequested(at=NOON), "privacy"),
        (PrivacyRequested(at=NOON), "privacy"),
        (LanguageRequested(at=NOON), "language"),
        (HelpRequested(at=NOON), "help"),
        (PersonRequested(at=NOON), "person"),
        (HomeRequested(at=NOON), "home"),
        (Arrived(at=NOON), "home"),
        (press("any.any.help"), "help"),
        (press("any.any.home"), "home"),
        (press("any.any.person"), "person"),
        (press("any.any.language"), "language"),
        (press("any.any.erase"), "privacy"),
    ],
    ids=str,
)
def test_everybody_gets_there_from_every_step(event: Event, script: str) -> None:
    turns = [advance(REAL, standing_at(place), event) for place in every_place()]

    assert {turn.conversation.place.script for turn in turns if turn.conversation.place} == {
        script
    }
    assert all(turn.screen for turn in turns)


@from_everywhere
def test_erasing_everything_works_from_every_step(place: Place) -> None:
    asked = advance(REAL, standing_at(place), EraseRequested(at=NOON))
    assert asked.screen
    [erase] = [
        choice
        for choice in REAL.current["privacy"].steps["erase"].choices
        if "erase_person" in choice.do
    ]

    turn = advance(REAL, asked.conversation, press(f"privacy.erase.{erase.id}"))

    assert turn.conversation == at_rest()
    assert turn.effects == (EraseTrace(), ErasePerson())


@from_everywhere
def test_another_language_shows_the_same_step_again(place: Place) -> None:
    asked = advance(REAL, standing_at(place), LanguageRequested(at=NOON)).conversation

    turn = advance(REAL, asked, press("lang.any.ru"))

    assert turn.conversation.language == "ru"
    if REAL.find(place) and place.script != "language":
        assert turn.conversation.place == place
        assert turn.conversation.trail == standing_at(place).trail
    else:
        assert shown(turn.screen) == f"home.{REAL.current['home'].start}"


def test_a_person_who_waits_and_asks_again_sees_that_they_wait() -> None:
    turn = advance(SMALL, at("home.menu", Talk.WAITING), PersonRequested(at=NOON))

    assert shown(turn.screen) == "person.waiting"
    assert not turn.effects


def test_a_person_who_is_being_answered_and_asks_again_sees_that() -> None:
    turn = advance(SMALL, at("home.menu", Talk.HUMAN), PersonRequested(at=NOON))

    assert shown(turn.screen) == "person.talking"


def test_somebody_who_never_wrote_chooses_a_language_first() -> None:
    turn = advance(SMALL, at_rest(), Arrived(at=NOON, app_language="tg"))

    assert lists_languages(turn.screen)


def test_start_never_shows_the_past() -> None:
    turn = advance(SMALL, at("quiz.second"), Arrived(at=NOON))

    assert shown(turn.screen) == "home.menu"
    assert turn.conversation.trail == ()


def test_back_without_a_language_is_the_list_of_languages() -> None:
    turn = advance(SMALL, at_rest(), press("any.any.back"))

    assert lists_languages(turn.screen)
