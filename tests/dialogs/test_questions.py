"""Questions: every one can be answered, skipped and stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.engine import Conversation, Place, Talk, advance
from dialogs.engine.effects import OpenCase, RaisePriority, RecordAnswer
from tests.dialogs.scenes import REAL, SMALL, at, name_of, press, shown, standing_at

QUESTIONS = [place for place in REAL.places() if (step := REAL.find(place)) and step.question]
every_question = pytest.mark.parametrize("place", QUESTIONS, ids=name_of)


@every_question
def test_every_answer_is_recorded(place: Place) -> None:
    here = f"{place.script}.{place.step}"
    step = REAL.find(place)

    for choice in step.choices if step else ():
        turn = advance(REAL, standing_at(place), press(f"{here}.{choice.id}"))

        if not {"leave", "erase_person"} & set(choice.do):
            assert turn.effects[0] == RecordAnswer(here, choice.id)


@every_question
def test_every_question_can_be_skipped(place: Place) -> None:
    here = f"{place.script}.{place.step}"

    turn = advance(REAL, standing_at(place), press(f"{here}.skip"))

    assert turn.effects == (RecordAnswer(here, "skip"),)
    assert turn.conversation.place != place


@every_question
def test_every_question_can_be_stopped_without_a_trace(place: Place) -> None:
    turn = advance(REAL, standing_at(place), press(f"{place.script}.{place.step}.stop"))

    assert turn.effects == ()
    assert turn.conversation.place != place


def test_an_answer_is_recorded_with_its_urgency() -> None:
    turn = advance(SMALL, at("quiz.second", Talk.WAITING), press("quiz.second.no"))

    assert turn.effects == (RecordAnswer("quiz.second", "no"), RaisePriority("now"))
    assert shown(turn.screen) == "quiz.end"


def test_urgency_said_before_there_is_a_case_waits_for_it() -> None:
    said = advance(SMALL, at("quiz.first"), press("quiz.first.no"))
    kept = Conversation.from_json(said.conversation.to_json())
    asked = advance(SMALL, replace(kept, place=SMALL.begin("person")), press("person.safe.safe"))

    assert said.effects == (RecordAnswer("quiz.first", "no"),)
    assert asked.effects == (OpenCase(), RaisePriority("today"))
    assert asked.conversation.urgency is None


def test_an_answer_alone_opens_no_case() -> None:
    turn = advance(SMALL, at("quiz.first"), press("quiz.first.no"))

    assert OpenCase() not in turn.effects


def test_a_screen_that_is_no_question_cannot_be_skipped() -> None:
    turn = advance(SMALL, at("home.stay"), press("home.stay.skip"))

    assert turn.conversation == at("home.stay")
    assert not turn.effects


def test_a_question_shows_its_number_and_both_ways_out() -> None:
    screen = advance(SMALL, at("home.menu"), press("home.menu.quiz")).screen

    assert screen
    assert screen.progress == (1, 2)
    assert [button.token for button in screen.rows[2]] == ["quiz.first.skip", "quiz.first.stop"]
