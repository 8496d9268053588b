"""Scripts change while people are in them."""

from __future__ import annotations

from dialogs.engine import Conversation, Library, advance
from tests.dialogs.scenes import SMALL, changed, press, shown

BEFORE = SMALL.current["quiz"]
AFTER = changed(BEFORE, second=None, first={"say": ["Told anew."]})
OTHERS = [script for script in SMALL.current.values() if script.script != "quiz"]

BEGAN_BEFORE = Conversation(language="tg", place=SMALL.begin("quiz", "first"))


def test_any_change_makes_another_revision() -> None:
    assert AFTER.revision != BEFORE.revision
    assert changed(BEFORE).revision == BEFORE.revision


def test_a_conversation_finishes_on_the_revision_it_began_with() -> None:
    today = Library([*OTHERS, AFTER], earlier=[BEFORE])

    second = advance(today, BEGAN_BEFORE, press("quiz.first.yes"))
    end = advance(today, second.conversation, press("quiz.second.yes"))

    assert shown(second.screen) == "quiz.second"
    assert shown(end.screen) == "quiz.end"
    assert end.conversation.place
    assert end.conversation.place.revision == BEFORE.revision


def test_a_new_conversation_begins_on_todays_revision() -> None:
    today = Library([*OTHERS, AFTER], earlier=[BEFORE])

    assert today.begin("quiz").revision == AFTER.revision


def test_a_revision_that_is_gone_is_a_calm_first_screen() -> None:
    turn = advance(Library([*OTHERS, AFTER]), BEGAN_BEFORE, press("quiz.first.yes"))

    assert shown(turn.screen) == "home.menu"
    assert not turn.effects


def test_back_into_a_revision_that_is_gone_is_a_calm_first_screen() -> None:
    reading = Conversation(
        language="tg", place=SMALL.begin("help"), trail=(SMALL.begin("quiz", "second"),)
    )

    turn = advance(Library([*OTHERS, AFTER]), reading, press("any.any.back"))

    assert shown(turn.screen) == "home.menu"


def test_a_way_into_a_script_that_is_gone_leads_home() -> None:
    menu = Conversation(language="tg", place=SMALL.begin("home", "menu"))

    turn = advance(Library(OTHERS), menu, press("home.menu.quiz"))

    assert shown(turn.screen) == "home.menu"
