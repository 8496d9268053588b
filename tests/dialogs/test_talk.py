"""A human in the conversation: before, while and after."""

from __future__ import annotations

from dialogs.engine import Place, Talk, advance, at_rest
from dialogs.engine.effects import KeepMessage, OpenCase, PassOn
from dialogs.engine.events import HumanJoined, Kind, MessageReceived, TalkClosed, WordsReceived
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


@from_everywhere
def test_while_a_human_owns_the_talk_the_bot_is_silent(place: Place) -> None:
    for kind in Kind:
        turn = advance(REAL, standing_at(place, Talk.HUMAN), MessageReceived(at=NOON, kind=kind))

        assert turn.screen is None
        assert turn.effects == (PassOn(),)
        assert turn.conversation == standing_at(place, Talk.HUMAN)


def test_words_before_any_human_are_kept_and_answered() -> None:
    turn = advance(SMALL, at("home.stay"), WordsReceived(at=NOON))

    assert shown(turn.screen) == "words.offer"
    assert turn.effects == (KeepMessage(),)


def test_words_before_any_language_are_kept_and_languages_listed() -> None:
    turn = advance(SMALL, at_rest(), WordsReceived(at=NOON))

    assert lists_languages(turn.screen)
    assert turn.effects == (KeepMessage(),)


def test_whoever_wrote_before_choosing_a_language_is_offered_a_human_right_after() -> None:
    wrote = advance(SMALL, at_rest(), WordsReceived(at=NOON)).conversation

    turn = advance(SMALL, wrote, press("lang.any.tg"))

    assert shown(turn.screen) == "words.offer"
    assert turn.conversation.language == "tg"


def test_words_while_waiting_are_passed_on_and_the_screen_stays() -> None:
    waiting = at("person.waiting", Talk.WAITING)

    turn = advance(SMALL, waiting, WordsReceived(at=NOON))

    assert turn.effects == (PassOn(),)
    assert turn.conversation == waiting


def test_an_operator_who_joins_is_announced_once() -> None:
    once = advance(SMALL, at("person.waiting", Talk.WAITING), HumanJoined(at=NOON))

    twice = advance(SMALL, once.conversation, HumanJoined(at=NOON))

    assert shown(once.screen) == "person.talking"
    assert twice.conversation == once.conversation


def test_nothing_appears_on_the_phone_of_somebody_who_left() -> None:
    joined = advance(SMALL, at_rest(), HumanJoined(at=NOON))
    closed = advance(SMALL, at_rest(), TalkClosed(at=NOON))

    assert joined.screen is None
    assert closed.screen is None
    assert joined.conversation == closed.conversation == at_rest()


def test_a_closed_talk_thanks_and_leads_home() -> None:
    turn = advance(SMALL, at("person.talking", Talk.HUMAN), TalkClosed(at=NOON))
    back = advance(SMALL, turn.conversation, press("any.any.back"))

    assert shown(turn.screen) == "person.closed"
    assert turn.conversation.talk is Talk.CLOSED
    assert shown(back.screen) == "home.menu"


def test_a_message_after_closing_opens_the_case_again() -> None:
    closed = at("person.closed", Talk.CLOSED)

    turn = advance(SMALL, closed, MessageReceived(at=NOON, kind=Kind.VOICE))

    assert turn.effects == (OpenCase(), PassOn())
    assert turn.conversation.talk is Talk.WAITING
    assert shown(turn.screen) == "person.waiting"


def test_asking_for_a_human_again_opens_no_second_case() -> None:
    turn = advance(SMALL, at("person.safe", Talk.WAITING), press("person.safe.safe"))

    assert OpenCase() not in turn.effects


def test_guidance_can_be_read_while_a_human_owns_the_talk() -> None:
    turn = advance(SMALL, at("home.menu", Talk.HUMAN), press("home.menu.stay"))

    assert shown(turn.screen) == "home.stay"
    assert turn.conversation.talk is Talk.HUMAN
