"""Presses: back and forth, twice, on old screens and on things that never were buttons."""

from __future__ import annotations

from dialogs.engine import Place, Talk, Turn, advance, at_rest, screen_at
from dialogs.engine.effects import ErasePerson, EraseTrace, OpenCase, RaisePriority
from dialogs.engine.events import BackRequested
from tests.dialogs.scenes import (
    NOON,
    REAL,
    SMALL,
    at,
    from_everywhere,
    lists_languages,
    press,
    shown,
    standing_at,
)


def tokens(place: Place) -> list[str]:
    """Every button of a step but Back, which means one step more each time."""
    screen = screen_at(REAL, place)
    buttons = [button for row in (screen.rows if screen else ()) for button in row]
    return [button.token for button in buttons if not button.token.endswith(".back")]


@from_everywhere
def test_pressing_twice_is_pressing_once(place: Place) -> None:
    for token in tokens(place):
        once = advance(REAL, standing_at(place), press(token))
        twice = advance(REAL, once.conversation, press(token))

        if once.conversation == at_rest():  # the phone is covered and stays so
            assert lists_languages(twice.screen), token
        else:
            assert twice.conversation == once.conversation, token
        assert not {OpenCase(), ErasePerson()} & set(twice.effects), token


@from_everywhere
def test_a_foreign_press_changes_nothing_but_shows_where_one_stands(place: Place) -> None:
    for token in ("gone.gone.gone", "any.any.gone", "lang.any.xx", ".."):
        turn = advance(REAL, standing_at(place), press(token))

        if REAL.find(place):
            assert turn == Turn(standing_at(place), screen_at(REAL, place)), token
        else:
            assert turn.conversation.place == REAL.begin("home"), token
        assert not turn.effects, token


@from_everywhere
def test_a_press_on_an_old_screen_shows_where_one_stands_now(place: Place) -> None:
    turn = advance(REAL, standing_at(place), press("oldscript.oldstep.yes"))

    assert turn.screen
    assert not turn.effects


def test_a_choice_leads_where_it_says() -> None:
    turn = advance(SMALL, at("home.menu"), press("home.menu.stay"))

    assert shown(turn.screen) == "home.stay"


def test_back_returns_through_everything_read() -> None:
    read = at("home.menu")
    for token in ("home.menu.quiz", "quiz.first.yes", "quiz.second.no"):
        read = advance(SMALL, read, press(token)).conversation

    back = []
    for _ in range(4):
        turn = advance(SMALL, read, BackRequested(at=NOON))
        read = turn.conversation
        back.append(shown(turn.screen))

    assert back == ["quiz.second", "quiz.first", "home.menu", "home.menu"]


def test_back_works_after_help() -> None:
    helped = advance(SMALL, at("quiz.second"), press("any.any.help")).conversation

    turn = advance(SMALL, helped, press("any.any.back"))

    assert shown(turn.screen) == "quiz.second"


def test_back_never_grows_without_end() -> None:
    walking = at("home.menu")
    for _ in range(40):
        walking = advance(SMALL, walking, press("home.menu.stay")).conversation
        walking = advance(SMALL, walking, press("home.stay.menu")).conversation

    assert len(walking.trail) <= 20


def test_a_language_pressed_twice_does_not_go_back() -> None:
    asked = advance(SMALL, at("quiz.second"), press("any.any.language")).conversation
    once = advance(SMALL, asked, press("lang.any.ru"))

    twice = advance(SMALL, once.conversation, press("lang.any.ru"))

    assert twice.conversation == once.conversation
    assert shown(twice.screen) == "quiz.second"


def test_the_first_language_leads_home() -> None:
    turn = advance(
        SMALL,
        advance(SMALL, at("home.menu"), press("any.any.leave")).conversation,
        press("lang.any.uz"),
    )

    assert turn.conversation.language == "uz"
    assert shown(turn.screen) == "home.menu"


def test_a_choice_may_be_a_reason_to_hurry() -> None:
    turn = advance(SMALL, at("person.safe"), press("person.safe.safe"))

    assert turn.effects == (OpenCase(), RaisePriority("soon"))
    assert turn.conversation.talk is Talk.WAITING


def test_somebody_who_is_watched_leaves_in_one_tap() -> None:
    turn = advance(SMALL, at("person.safe"), press("person.safe.watched"))

    assert turn.effects == (EraseTrace(),)
    assert lists_languages(turn.screen)
