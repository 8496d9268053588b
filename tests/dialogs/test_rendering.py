"""Screens in words: facts, dates, numbers and directions, in every language."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.engine import screen_at
from dialogs.words import phrases
from dialogs.words.direction import FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK
from dialogs.words.factbook import Factbook
from dialogs.words.languages import LANGUAGES
from dialogs.words.phrasebook import Catalogue, Phrasebook
from dialogs.words.render import Rendered, Speech, render
from dialogs.words.text import Text
from tests.dialogs.scenes import REAL, SMALL, SPEECH, TODAY, fact

SCREENS = [screen_at(REAL, place) for place in REAL.places()]

DAYS: Catalogue = {
    ("unit.day", "{number} day"): ("{number} день", "{number} дня", "{number} дней"),
}
RUSSIAN = Phrasebook({"ru": DAYS})


def stay(language: str = "en", on: date = TODAY, **told: object) -> str:
    """The paragraph with a fact, as somebody reads it."""
    speech = Speech(RUSSIAN, Factbook([fact("xx.stay.days", **told)]))
    screen = screen_at(SMALL, SMALL.begin("home", "stay"))
    assert screen
    return render(screen, language, None, speech, on).body


def test_a_fact_is_read_with_its_unit_and_its_date() -> None:
    body = stay()

    assert "The longest stay: 90 days." in body
    assert "As of: March 1, 2026" in body


def test_a_russian_date_brings_no_second_full_stop() -> None:
    assert "1 марта 2026 года. " in stay("ru")


@pytest.mark.parametrize("use", ["check", "hide"])
def test_a_fact_that_may_not_be_shown_is_left_out(use: str) -> None:
    body = stay(use=use)

    assert body == "The rules are changing. Ask before you go.\n\nKeep your papers with you."


def test_a_fact_is_left_out_from_the_day_it_expires() -> None:
    last = date(2027, 4, 30)
    after = date(2027, 5, 1)

    assert "90 days" in stay(on=last)
    assert "90" not in stay(on=after)


def test_an_unknown_fact_is_left_out() -> None:
    screen = screen_at(SMALL, SMALL.begin("home", "stay"))
    assert screen

    rendered = render(screen, "en", None, Speech(RUSSIAN, Factbook([])), TODAY)

    assert rendered.body.startswith("The rules are changing.")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 день"),
        (2, "2 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (21, "21 день"),
        (90, "90 дней"),
        (1200, "1\N{NO-BREAK SPACE}200 дней"),
    ],
)
def test_russian_counts_in_three_forms(number: int, said: str) -> None:
    assert f": {said}." in stay("ru", value=number)


def test_the_oldest_source_dates_the_screen() -> None:
    facts = Factbook([fact(), fact("xx.other", source_date=date(2020, 1, 1))])

    assert facts.oldest(["xx.stay.days", "xx.other"]) == date(2020, 1, 1)


def test_a_number_inside_dari_stands_alone() -> None:
    body = stay("fa_AF")

    assert f"{FIRST_STRONG_ISOLATE}90 days{POP_ISOLATE}" in body


def test_a_phone_number_inside_dari_keeps_its_order() -> None:
    line = {"purpose": "police", "audience": ["everybody"]}
    body = stay("fa_AF", value="+7 000 000-00-00", unit="phone", line=line)

    assert f"{FIRST_STRONG_ISOLATE}+7 000 000-00-00{POP_ISOLATE}" in body


def test_every_line_of_dari_begins_from_the_right() -> None:
    lines = [line for line in stay("fa_AF").split("\n") if line]

    assert all(line.startswith(RIGHT_TO_LEFT_MARK) for line in lines)


def test_the_list_of_languages_puts_the_guess_first() -> None:
    screen = screen_at(SMALL, SMALL.begin("language"))
    assert screen

    rendered = render(screen, None, "prs-AF", SPEECH, TODAY)

    assert rendered.rows[0][0].label == "دری"
    assert sorted(button.label for row in rendered.rows for button in row) == sorted(
        LANGUAGES.values()
    )


def everything(language: str, on: date) -> list[Rendered]:
    return [render(screen, language, None, SPEECH, on) for screen in SCREENS if screen]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", [TODAY, date.min, date.max], ids=["today", "before", "after"])
def test_every_screen_is_whole_in_every_language(language: str, on: date) -> None:
    for rendered in everything(language, on):
        words = [rendered.title or "", rendered.body]
        words += [button.label for row in rendered.rows for button in row]

        assert rendered.body.strip()
        assert not any("{" in said or "}" in said for said in words), words
        assert all(said.strip() for said in words[1:]), words


def test_every_number_inside_dari_stands_alone() -> None:
    for rendered in everything("fa_AF", TODAY):
        outside = _outside_isolates(rendered.body)

        assert not any(letter.isdigit() for letter in outside), rendered.body


def test_after_every_fact_expired_nothing_is_dated() -> None:
    dated = phrases.AS_OF.english.split("{", maxsplit=1)[0]

    assert not any(dated in rendered.body for rendered in everything("en", date.max))


def _outside_isolates(text: str) -> str:
    return "".join(part.rpartition(POP_ISOLATE)[2] for part in text.split(FIRST_STRONG_ISOLATE))


def test_an_earlier_revision_is_said_as_it_was_said_then() -> None:
    words = Phrasebook({"ru": {}})
    before = Text("home.menu.say.1", "What did you want?")

    words.remember("ru", before.key, before.english, "Что вы хотели?")

    assert words.say(before, "ru") == "Что вы хотели?"
    assert words.say(before, "en") == "What did you want?"


TITLE, WORDS = ("home.menu.title", "Menu"), ("home.menu.say.1", "What do you want to read?")
RUSSIAN_PAGE: Catalogue = {TITLE: ("Меню",), WORDS: ("Что вы хотите прочитать?",)}
NOTICE = (phrases.ELSEWHERE.key, phrases.ELSEWHERE.english)


def in_kyrgyz(kyrgyz: Catalogue, russian: Catalogue) -> Rendered:
    screen = screen_at(SMALL, SMALL.begin("home"))
    assert screen
    words = Phrasebook({"ky": kyrgyz | {NOTICE: ("Азырынча орусча.",)}, "ru": russian})
    return render(screen, "ky", None, Speech(words, Factbook([])), TODAY)


def test_a_page_that_is_half_translated_is_shown_in_russian_and_says_so() -> None:
    shown = in_kyrgyz({TITLE: ("Башкы бет",)}, RUSSIAN_PAGE)

    assert (shown.title, shown.body) == ("Меню", "Азырынча орусча.\n\nЧто вы хотите прочитать?")


def test_a_page_that_is_translated_says_nothing_of_it() -> None:
    shown = in_kyrgyz({TITLE: ("Башкы бет",), WORDS: ("Эмне окуйсуз?",)}, RUSSIAN_PAGE)

    assert (shown.title, shown.body) == ("Башкы бет", "Эмне окуйсуз?")


def test_a_page_that_nobody_translated_is_shown_as_it_is_written() -> None:
    shown = in_kyrgyz({}, {})

    assert (shown.title, shown.body) == ("Menu", "What do you want to read?")
