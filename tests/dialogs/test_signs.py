"""Signs of an offer: what was answered comes back as reasons, the dangerous ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialogs.checks import steps
from dialogs.engine import Conversation, Library, advance, at_rest, screen_at
from dialogs.engine.events import Arrived, LeaveRequested
from dialogs.words.factbook import Factbook
from dialogs.words.phrasebook import Phrasebook
from dialogs.words.render import Speech, render
from hotline.domain import letters
from tests.content.test_checks import content
from tests.dialogs.scenes import NOON, SMALL, TODAY, at, changed, press

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.engine import Screen

PLAIN = Speech(Phrasebook({}), Factbook([]))


def walked(*presses: str, library: Library = SMALL) -> Conversation:
    """Somebody who began at the first question and answered; written down at every turn."""
    conversation = at("offer.pay")
    for pressed in presses:
        turn = advance(library, conversation, press(pressed))
        conversation = Conversation.from_json(turn.conversation.to_json())
    return conversation


def body(library: Library, conversation: Conversation) -> list[str]:
    """What the person reads where they stand now."""
    assert conversation.place
    screen = screen_at(library, conversation.place, conversation.particulars)
    assert screen
    return _said(screen)


def _said(screen: Screen) -> list[str]:
    return render(screen, "en", None, PLAIN, TODAY).body.split("\n\n")


ALL_THREE = ("offer.pay.no", "offer.contract.partly", "offer.passport.yes")


def test_reasons_are_read_red_first_whatever_the_order_of_the_answers() -> None:
    assert body(SMALL, walked(*ALL_THREE)) == [
        "You decide.",
        "🔴 They want to keep your passport.",
        "🟠 You have read only a part.",
        "🟢 Nobody asks you for money.",
    ]


@pytest.mark.parametrize("presses", [["offer.pay.skip"] * 1, ["offer.pay.unsure"]])
def test_a_skipped_question_and_an_answer_that_is_no_sign_give_no_reason(
    presses: list[str],
) -> None:
    rest = ["offer.contract.skip", "offer.passport.no"]

    assert body(SMALL, walked(*presses, *rest)) == [
        "You decide.",
        "🟢 Your passport stays with you.",
    ]


def test_stopping_early_shows_what_was_answered_so_far() -> None:
    assert body(SMALL, walked("offer.pay.yes", "offer.contract.stop")) == [
        "You decide.",
        "🔴 They want money first.",
    ]


def test_an_answer_given_again_or_skipped_later_replaces_the_first() -> None:
    twice = walked("offer.pay.no", "offer.contract.yes", "any.any.back", "offer.contract.partly")
    skipped = walked("offer.pay.no", "offer.contract.yes", "any.any.back", "offer.contract.skip")

    assert [pick.choice for pick in twice.particulars.picked] == ["no", "partly"]
    assert [pick.choice for pick in skipped.particulars.picked] == ["no"]


def test_beginning_again_forgets_the_answers_before() -> None:
    again = walked(*ALL_THREE, "offer.signs.again", "offer.pay.skip", "offer.contract.stop")

    assert body(SMALL, again) == ["You decide."]


def test_reading_something_else_in_between_keeps_the_answers() -> None:
    away = walked("offer.pay.yes", "any.any.help", "any.any.back", "offer.contract.stop")

    assert body(SMALL, away)[1:] == ["🔴 They want money first."]


def test_leaving_and_going_home_forget_the_answers() -> None:
    answered = walked(*ALL_THREE)

    assert advance(SMALL, answered, LeaveRequested(at=NOON)).conversation == at_rest()
    home = advance(SMALL, answered, Arrived(at=NOON)).conversation
    assert home.particulars.picked == ()


def test_answers_of_another_script_are_no_signs_of_this_one() -> None:
    quiz = advance(SMALL, walked("offer.pay.yes"), press("any.any.home")).conversation
    at_quiz = advance(SMALL, quiz, press("home.menu.quiz")).conversation

    answered = advance(SMALL, at_quiz, press("quiz.first.no")).conversation

    assert {pick.script for pick in answered.particulars.picked} == {"quiz"}


def test_signs_are_read_in_the_words_of_the_revision_that_asked() -> None:
    told = SMALL.current["offer"].model_dump()["steps"]["pay"]
    for choice in told["choices"]:
        choice["because"] = choice["because"] and "Told anew."
    after = changed(SMALL.current["offer"], pay=told)
    others = [script for script in SMALL.current.values() if script.script != "offer"]
    answered = walked(*ALL_THREE)

    later = Library([*others, after], earlier=[SMALL.current["offer"]])

    assert body(later, answered)[-1] == "🟢 Nobody asks you for money."


def test_the_letter_carries_what_was_picked_until_it_is_sent() -> None:
    answered = walked(*ALL_THREE)
    assert answered.place
    letter = letters.ShowScreen(
        script="offer",
        revision=answered.place.revision,
        step="signs",
        language="en",
        app_language=None,
        replaces=False,
        particulars=answered.particulars,
    )

    read = letters.read(letters.write(letter))

    assert isinstance(read, letters.ShowScreen)
    screen = screen_at(SMALL, answered.place, read.particulars)
    assert screen is not None
    assert len(_said(screen)) == 4


def test_a_letter_of_an_earlier_program_is_still_read() -> None:
    written = (
        b'{"script":"offer","revision":"0","step":"pay","language":"en","app_language":null,'
        b'"replaces":true,"kind":"show_screen"}'
    )

    assert isinstance(letters.read(written), letters.ShowScreen)


def test_reasons_are_among_the_texts_that_are_translated_and_remembered() -> None:
    screen = screen_at(SMALL, SMALL.begin("offer", "passport"))

    assert screen
    assert "offer.passport.because.yes" in {text.key for text in screen.texts()}


QUESTION = "question: {number: 1, of: 1, skip: b, stop: b}"
SIGN = "sign: red, because: Why."


@pytest.mark.parametrize(
    ("step", "other", "sentence"),
    [
        (f"{QUESTION}, choices: [{{id: c, label: C, to: b, sign: red}}]", "signs", "together"),
        (f"{QUESTION}, choices: [{{id: c, label: C, to: b, because: W.}}]", "signs", "together"),
        (f"choices: [{{id: c, label: C, to: b, {SIGN}}}]", "signs", "Only an answer"),
        (
            f"{QUESTION}, choices: [{{id: c, label: C, to: b, {SIGN}}}]",
            "screen",
            "No step of kind",
        ),
        (f"{QUESTION}, choices: [{{id: c, label: C, to: b, {SIGN}}}]", "signs", None),
    ],
)
def test_a_sign_without_its_place_is_found(
    tmp_path: Path, step: str, other: str, sentence: str | None
) -> None:
    text = (
        "script: extra\nabout: More.\nstart: a\nsteps:\n"
        f"  a: {{say: [Hi.], {step}}}\n  b: {{say: [End.], kind: {other}}}\n"
    )

    said = [str(each) for each in steps.findings(content(tmp_path, extra=text))]

    assert any(sentence in each for each in said) if sentence else said == []
