"""An answer about sharing counts from everywhere, and a yes never while somebody reads along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.engine import advance, screen_at
from dialogs.engine.agreements import Agreement
from dialogs.engine.conversation import Conversation, Place, Talk
from dialogs.engine.effects import AnswerConsent
from dialogs.words.render import render
from tests.dialogs.scenes import REAL, SPEECH, from_everywhere, press, shown, standing_at

ANSWERS = {"yes": "given", "no": "refused", "back": "withdrawn", "tell": "tell"}
ONE = Agreement("ab12", "Free Lawyers", "pay", ("language", "needs"), date(2026, 12, 1))


@from_everywhere
def test_an_answer_counts_wherever_the_person_stands_while_a_human_owns_the_talk(
    place: Place,
) -> None:
    for button, said in ANSWERS.items():
        turn = advance(REAL, standing_at(place, Talk.HUMAN), press(f"consent.ab12.{button}"))

        assert turn.effects == (AnswerConsent("ab12", said),)  # type: ignore[arg-type]
        assert shown(turn.screen) == f"sharing.{said}"
        assert turn.conversation.talk is Talk.HUMAN


@pytest.mark.parametrize(("button", "counts"), [("yes", 0), ("tell", 0), ("no", 1), ("back", 1)])
def test_while_somebody_reads_along_only_a_no_counts_and_nothing_is_shown(
    button: str, counts: int
) -> None:
    hushed = replace(standing_at(None, Talk.HUMAN), hushed=True)
    turn = advance(REAL, hushed, press(f"consent.ab12.{button}"))

    assert len(turn.effects) == counts
    assert shown(turn.screen) in {"home.menu", "language.choose"}


def test_a_button_that_says_nothing_we_know_changes_nothing() -> None:
    turn = advance(REAL, standing_at(None, Talk.HUMAN), press("consent.ab12.maybe"))

    assert turn.effects == ()


def test_the_question_says_to_whom_what_why_and_until_when_in_every_direction() -> None:
    mine = replace(standing_at(None).particulars, agreements=(ONE,))
    again = Conversation.from_json(replace(standing_at(None), particulars=mine).to_json())
    assert again.particulars == mine
    screen = screen_at(REAL, REAL.begin("sharing", "asked"), again.particulars)
    assert screen is not None
    told = render(screen, "en", None, SPEECH, date(2026, 11, 24))

    assert "To: Free Lawyers" in told.body
    assert "What: your language, what you need" in told.body
    assert "What for: pay that is owed" in told.body
    assert "Until: December 1, 2026" in told.body
    assert [each.token for row in told.rows for each in row][:2] == [
        "consent.ab12.yes",
        "consent.ab12.no",
    ]
