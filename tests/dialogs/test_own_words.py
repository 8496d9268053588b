"""Words of a person's own: each works from every step, and what it shows gives nothing away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dialogs.engine import Conversation, Talk, advance, at_rest, screen_at
from dialogs.engine.effects import (
    ConfirmSafe,
    FlagDuress,
    KeepMessage,
    KeepWord,
    OpenCase,
    PassOn,
    RaisePriority,
    SendWaiting,
)
from dialogs.engine.events import HumanJoined, LeaveRequested, TalkClosed, WordsReceived
from dialogs.engine.meaning import Meaning
from dialogs.search.own_word import spellings
from dialogs.words.languages import LANGUAGES
from dialogs.words.zones import ZONES, zone_name
from tests.dialogs.scenes import (
    NOON,
    REAL,
    at,
    from_everywhere,
    lists_languages,
    press,
    shown,
    standing_at,
)

if TYPE_CHECKING:
    from dialogs.engine import Place
    from dialogs.engine.meaning import OwnWord

QUESTIONS: list[OwnWord] = ["leave", "safe", "duress"]


def said(word: OwnWord) -> WordsReceived:
    return WordsReceived(at=NOON, meaning=Meaning(looked=True, own=word))


def watched(talk: Talk = Talk.HUMAN) -> Conversation:
    """Somebody who gave their duress word while an operator answered them."""
    return advance(REAL, at("person.talking", talk, REAL), said("duress")).conversation


@from_everywhere
def test_the_leave_word_does_exactly_what_leaving_does(place: Place) -> None:
    for talk in Talk:
        standing = standing_at(place, talk)

        assert advance(REAL, standing, said("leave")) == advance(
            REAL, standing, LeaveRequested(at=NOON)
        )


@from_everywhere
def test_the_duress_word_shows_the_first_screen_and_brings_a_human(place: Place) -> None:
    for talk in Talk:
        turn = advance(REAL, standing_at(place, talk), said("duress"))

        opens = talk in {Talk.NONE, Talk.CLOSED}
        opened = (OpenCase(),) if opens else ()
        assert turn.effects == (*opened, RaisePriority("now"), FlagDuress())
        assert (shown(turn.screen), turn.conversation.trail) == ("home.menu", ())
        assert turn.conversation.talk is (Talk.WAITING if opens else talk)


@from_everywhere
def test_after_the_duress_word_no_sensitive_screen_is_shown(place: Place) -> None:
    standing, screen = replace(standing_at(place), hushed=True), screen_at(REAL, place)
    own = [button.token for row in screen.rows for button in row] if screen else []
    for token in [*own, "page.safer.go", "person.safe.yes", "lang.any.ru"]:
        turn = advance(REAL, standing, press(token))

        assert turn.screen
        assert not turn.screen.sensitive, token


def test_an_operator_who_comes_or_goes_shows_nothing_to_whoever_is_watched() -> None:
    for event in (HumanJoined(at=NOON), TalkClosed(at=NOON)):
        assert advance(REAL, watched(), event).screen is None


def test_leaving_does_not_end_what_the_duress_word_began() -> None:
    left = advance(REAL, watched(), LeaveRequested(at=NOON))

    assert left.conversation == replace(at_rest(), hushed=True)
    assert lists_languages(left.screen)


def test_words_after_the_duress_word_still_reach_the_operators() -> None:
    turn = advance(REAL, watched(), WordsReceived(at=NOON))

    assert turn.effects == (PassOn(),)


@from_everywhere
def test_the_safe_word_shows_everything_again(place: Place) -> None:
    for talk in Talk:
        turn = advance(REAL, replace(standing_at(place, talk), hushed=True), said("safe"))

        assert turn.effects == (ConfirmSafe(), SendWaiting())
        assert not turn.conversation.hushed
        assert (turn.screen is None) == (talk is Talk.HUMAN)


@pytest.mark.parametrize("word", QUESTIONS)
@pytest.mark.parametrize("talk", Talk)
def test_a_word_that_fits_is_kept_as_a_word_and_as_nothing_else(word: OwnWord, talk: Talk) -> None:
    turn = advance(
        REAL,
        at(f"mywords.{word}", talk, REAL),
        WordsReceived(at=NOON, meaning=Meaning(looked=True, fits=True)),
    )

    assert turn.effects == (KeepWord(word),)
    assert shown(turn.screen) != f"mywords.{word}"


def test_a_word_that_does_not_fit_is_a_message_as_any_and_another_is_asked_for() -> None:
    turn = advance(REAL, at("mywords.duress", library=REAL), WordsReceived(at=NOON))

    assert (shown(turn.screen), turn.effects) == ("mywords.unfit", (KeepMessage(),))


def test_danger_is_heard_also_where_a_word_is_asked_for() -> None:
    cry = WordsReceived(at=NOON, meaning=Meaning(looked=True, danger="danger", fits=True))

    assert shown(advance(REAL, at("mywords.safe", library=REAL), cry).screen) == "person.urgent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зелёный чай", "zelenyi chai"),
        ("зелёный чай!", "ЗЕЛЁНЫЙ  ЧАЙ"),
        ("помидоры", "gjvbljhs"),
        ("tomato", "ｔｏｍａｔｏ"),
        ("қарбыз", "karbyz"),
    ],
)
def test_a_word_is_the_same_in_another_spelling(one: str, other: str) -> None:
    assert set(spellings(one)) & set(spellings(other))


def test_another_word_is_another() -> None:
    assert not set(spellings("зелёный чай")) & set(spellings("чёрный чай"))
    assert spellings("слово " * 5) == spellings("о" * 61) == ()


def test_every_place_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        assert len({zone_name(zone, language) for zone in ZONES}) == len(ZONES)
