"""Free words: danger first, then pages, always a person; a language is offered, never switched."""

from __future__ import annotations

import pytest

from dialogs.engine import Conversation, Talk, advance, at_rest, screen_at
from dialogs.engine.effects import (
    CountGap,
    CountPoster,
    KeepMessage,
    OpenCase,
    PassOn,
    RaisePriority,
)
from dialogs.engine.events import Arrived, Kind, MessageReceived, WordsReceived
from dialogs.engine.meaning import Meaning
from dialogs.words.factbook import Factbook
from dialogs.words.phrasebook import Phrasebook
from dialogs.words.render import Speech, render
from tests.dialogs.scenes import NOON, REAL, SMALL, TODAY, at, lists_languages, press, shown


def wrote(meaning: Meaning) -> WordsReceived:
    return WordsReceived(at=NOON, meaning=meaning)


def tokens(conversation: Conversation) -> list[str]:
    assert conversation.place
    screen = screen_at(SMALL, conversation.place, conversation.particulars)
    assert screen
    return [button.token for row in screen.rows for button in row]


DANGER = Meaning(looked=True, danger="danger")
HEAVY = Meaning(looked=True, danger="heavy")
PAGES = Meaning(looked=True, pages=("home:menu", "offer:begin"))
NOTHING_FOUND = Meaning(looked=True)


@pytest.mark.parametrize(("meaning", "step"), [(DANGER, "urgent"), (HEAVY, "heavy")])
def test_words_that_mean_now_offer_a_person_at_once(meaning: Meaning, step: str) -> None:
    turn = advance(SMALL, at("home.stay"), wrote(meaning))
    asked = advance(SMALL, turn.conversation, press(f"person.{step}.person"))

    assert shown(turn.screen) == f"person.{step}"
    assert turn.effects == (KeepMessage(),)
    assert asked.effects == (OpenCase(), RaisePriority("now"))


@pytest.mark.parametrize(("meaning", "step"), [(DANGER, "urgent"), (HEAVY, "heavy")])
def test_numbers_do_not_wait_until_a_language_is_chosen(meaning: Meaning, step: str) -> None:
    turn = advance(SMALL, at_rest(), wrote(meaning))

    assert shown(turn.screen) == f"person.{step}"


def test_danger_said_early_makes_a_later_case_urgent() -> None:
    early = advance(SMALL, at("home.stay"), wrote(DANGER)).conversation
    later = advance(SMALL, early, press("any.any.person")).conversation

    turn = advance(SMALL, later, press("person.safe.safe"))

    assert RaisePriority("now") in turn.effects


@pytest.mark.parametrize(("meaning", "step"), [(DANGER, "danger"), (HEAVY, "heavy")])
def test_danger_while_waiting_raises_the_priority_and_shows_numbers(
    meaning: Meaning, step: str
) -> None:
    turn = advance(SMALL, at("person.waiting", Talk.WAITING), wrote(meaning))

    assert shown(turn.screen) == f"person.{step}"
    assert turn.effects == (RaisePriority("now"), PassOn())


def test_danger_while_a_human_talks_raises_the_priority_and_stays_silent() -> None:
    turn = advance(SMALL, at("person.talking", Talk.HUMAN), wrote(DANGER))

    assert turn.screen is None
    assert turn.effects == (RaisePriority("now"), PassOn())


def test_danger_after_a_closed_talk_opens_it_again_at_the_head_of_the_queue() -> None:
    turn = advance(SMALL, at("person.closed", Talk.CLOSED), wrote(DANGER))

    assert shown(turn.screen) == "person.danger"
    assert turn.effects == (OpenCase(), RaisePriority("now"), PassOn())


def test_danger_in_the_words_below_a_picture_is_danger() -> None:
    picture = MessageReceived(at=NOON, kind=Kind.PICTURE, meaning=DANGER)

    assert shown(advance(SMALL, at("home.stay"), picture).screen) == "person.urgent"


def test_pages_that_were_found_are_offered_together_with_a_person() -> None:
    turn = advance(SMALL, at("home.stay"), wrote(PAGES))

    assert shown(turn.screen) == "words.found"
    assert tokens(turn.conversation)[:3] == [
        "page.home.menu",
        "page.offer.begin",
        "words.found.person",
    ]


def test_pages_of_one_title_are_told_apart_by_where_their_scripts_begin() -> None:
    stays = Meaning(looked=True, pages=("ru_eaeu:stay", "ru_patent:stay", "kazakhstan:visitors"))

    turn = advance(REAL, at("home.menu", library=REAL), wrote(stays))

    assert turn.screen
    labels = [button.label.english for row in turn.screen.rows for button in row]
    assert labels[:3] == ["📄 Russia from Kyrgyzstan", "📄 Russia with a patent", "📄 Kazakhstan"]


def test_a_page_that_was_found_opens_and_back_leads_to_the_others() -> None:
    found = advance(SMALL, at("home.stay"), wrote(PAGES)).conversation

    opened = advance(SMALL, found, press("page.offer.begin"))
    back = advance(SMALL, opened.conversation, press("any.any.back"))

    assert shown(opened.screen) == "offer.begin"
    assert "page.home.menu" in tokens(back.conversation)


@pytest.mark.parametrize(
    "token",
    ["page.person.safe", "page.words.found", "page.gone.gone", "page.offer.signs", "page.."],
)
def test_what_is_no_page_cannot_be_opened_by_a_press(token: str) -> None:
    turn = advance(SMALL, at("home.stay"), press(token))

    assert shown(turn.screen) == "home.stay"


def test_what_finds_nothing_is_counted_without_the_words() -> None:
    turn = advance(SMALL, at("home.stay"), wrote(NOTHING_FOUND))

    assert shown(turn.screen) == "words.offer"
    assert turn.effects == (KeepMessage(), CountGap("tg"))


def test_a_voice_message_is_no_gap() -> None:
    turn = advance(SMALL, at("home.stay"), MessageReceived(at=NOON, kind=Kind.VOICE))

    assert turn.effects == (KeepMessage(),)


def test_a_language_is_offered_and_changes_only_when_it_is_pressed() -> None:
    turn = advance(SMALL, at("home.stay"), wrote(Meaning(looked=True, tongue="ky")))
    pressed = advance(SMALL, turn.conversation, press("lang.any.ky"))

    assert turn.conversation.language == "tg"
    assert "lang.any.ky" in tokens(turn.conversation)
    assert pressed.conversation.language == "ky"
    assert shown(pressed.screen) == "words.offer"
    assert "lang.any.ky" not in tokens(pressed.conversation)


def test_pages_found_before_a_language_are_offered_once_it_is_chosen() -> None:
    wrote_first = advance(SMALL, at_rest(), wrote(PAGES))
    kept = Conversation.from_json(wrote_first.conversation.to_json())

    turn = advance(SMALL, kept, press("lang.any.tg"))

    assert lists_languages(wrote_first.screen)
    assert shown(turn.screen) == "words.found"
    assert "page.offer.begin" in tokens(turn.conversation)


def test_the_first_guess_of_a_language_is_the_one_somebody_writes() -> None:
    meaning = Meaning(looked=True, danger="danger", tongue="ky")
    screen = advance(SMALL, at_rest(), wrote(meaning)).screen
    speech = Speech(
        Phrasebook({"ky": {("person.urgent.say.1", "A person can answer now."): ("Азыр.",)}}),
        Factbook([]),
    )

    assert screen
    assert render(screen, None, "tg", speech, TODAY).body == "Азыр."
    assert render(screen, "en", "tg", speech, TODAY).body == "A person can answer now."


def test_a_link_opens_its_page_and_back_leads_home() -> None:
    turn = advance(SMALL, at("home.stay"), Arrived(at=NOON, page="offer:begin"))
    back = advance(SMALL, turn.conversation, press("any.any.back"))

    assert shown(turn.screen) == "offer.begin"
    assert shown(back.screen) == "home.menu"


def test_a_link_waits_until_a_language_is_chosen() -> None:
    came = advance(SMALL, at_rest(), Arrived(at=NOON, page="offer:begin"))
    chosen = advance(SMALL, came.conversation, press("lang.any.uz"))

    assert lists_languages(came.screen)
    assert shown(chosen.screen) == "offer.begin"


@pytest.mark.parametrize(
    "page", ["person:safe", "gone:gone", "offer:signs", "offer", ":", "quiz:second"]
)
def test_a_link_to_what_is_no_page_is_a_plain_beginning(page: str) -> None:
    turn = advance(SMALL, at("home.stay"), Arrived(at=NOON, page=page))

    assert shown(turn.screen) == "home.menu"


def test_an_arrival_by_a_poster_is_counted() -> None:
    turn = advance(SMALL, at_rest(), Arrived(at=NOON, poster="station"))

    assert turn.effects == (CountPoster("station"),)
