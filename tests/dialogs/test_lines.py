"""Phone lines as people read them: only what is known, and only while it may be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from dialogs.engine import screen_at
from dialogs.facts.line import Purpose
from dialogs.words import phrases
from dialogs.words.direction import FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK
from dialogs.words.factbook import Factbook
from dialogs.words.languages import LANGUAGES
from dialogs.words.lines import spoken_line
from dialogs.words.names import UZBEK_SIGNS, country_name, language_name
from dialogs.words.phrasebook import Phrasebook
from dialogs.words.render import Speech, render
from tests.dialogs.scenes import SMALL, TODAY, fact, phone

if TYPE_CHECKING:
    from dialogs.facts.fact import Fact

ENGLISH = Phrasebook({})


def said(tongue: str = "en", **line: object) -> list[str]:
    """The lines of text about an invented phone line."""
    return spoken_line(phone(line=line), tongue, ENGLISH).split("\n")


def body(*facts: Fact, language: str = "en", on: date = TODAY) -> str:
    """A small screen that names these lines and one nobody knows, as somebody reads it."""
    screen = screen_at(SMALL, SMALL.begin("home", "stay"))
    assert screen
    shown = replace(screen, lines=("xx.gone", *(each.id for each in facts)))
    return render(shown, language, None, Speech(ENGLISH, Factbook([fact(), *facts])), on).body


def test_a_line_says_what_for_where_and_the_number() -> None:
    assert said()[:2] == ["📞 Police · Kyrgyzstan", "000"]


def test_nothing_is_said_of_what_nobody_knows() -> None:
    assert len(said()) == 2


def test_hours_nobody_confirmed_are_said_to_be_so() -> None:
    assert said(purpose="children")[2] == "Hours not confirmed"


def test_everything_known_of_a_line_is_said() -> None:
    title, number, known = said(
        name="La Strada",
        purpose="exploitation",
        seat="RU",
        hours="24/7",
        languages=["ru", "ky"],
        cost="free",
        anonymous="yes",
        from_abroad="no",
    )

    assert title == "📞 La Strada · Forced to work or not free to go · Kyrgyzstan (Russia)"
    assert number == "000"
    assert known.split(" · ") == [
        "Day and night",
        "Languages: Russian, Kyrgyz",
        "Free call",
        "No name needed",
        "Only inside the country",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"cost": "paid"}, "You pay for the call"),
        ({"from_abroad": "yes"}, "Also from abroad"),
        ({"from_abroad": "yes", "abroad": "+000"}, "From abroad: +000"),
        ({"hours": "vary"}, "Hours vary"),
        (
            {"hours": [{"days": ["mon", "fri"], "opens": "09:00", "closes": "18:00"}]},
            "Mon–Fri: 09:00–18:00",
        ),
        ({"hours": [{"days": ["sat"], "opens": "09:00", "closes": "12:00"}]}, "Sat: 09:00–12:00"),
    ],
)
def test_each_thing_known_has_its_words(line: dict[str, object], words: str) -> None:
    assert spoken_line(phone(line=line), "en", ENGLISH).split("\n")[2] == words


def test_every_purpose_has_words() -> None:
    keys = phrases.by_key()

    assert all(f"line.{purpose}" in keys for purpose in get_args(Purpose))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_is_named_in_every_language(language: str) -> None:
    title, number, known = said(language, languages=["ru", "fa_AF"])

    assert country_name("KG", language) in title
    assert "000" in number
    assert language_name("fa_AF", language) in known


def test_a_line_inside_dari_keeps_its_order() -> None:
    shown = body(phone(number="+7 000 000-00-00", line={"name": "La Strada"}), language="fa_AF")

    assert f"{RIGHT_TO_LEFT_MARK}{FIRST_STRONG_ISOLATE}+7 000 000-00-00{POP_ISOLATE}" in shown
    assert f"{FIRST_STRONG_ISOLATE}La Strada{POP_ISOLATE}" in shown
    assert all(line.startswith(RIGHT_TO_LEFT_MARK) for line in shown.split("\n") if line)


def test_opening_hours_inside_dari_stand_alone() -> None:
    hours = [{"days": ["mon", "fri"], "opens": "09:00", "closes": "18:00"}]

    known = said("fa_AF", hours=hours)[2]

    assert f"{FIRST_STRONG_ISOLATE}09:00{POP_ISOLATE}–{FIRST_STRONG_ISOLATE}18:00" in known
    assert "،" in said("fa_AF", languages=["ru", "ky"])[2]


def test_a_line_is_shown_below_the_text_with_its_day() -> None:
    shown = body(phone(source_date=date(2020, 1, 1)))

    assert shown.index("The longest stay") < shown.index("📞 Police")
    assert "As of: January 1, 2020" in shown


@pytest.mark.parametrize("use", ["check", "hide"])
def test_a_line_that_may_not_be_shown_vanishes_and_the_text_stands_alone(use: str) -> None:
    assert body(phone(use=use)) == body()
    assert "📞" not in body(phone(use=use))


def test_a_line_vanishes_on_the_day_it_expires() -> None:
    line = phone(expires=date(2026, 12, 1))

    assert "📞" in body(line, on=date(2026, 11, 30))
    assert "📞" not in body(line, on=date(2026, 12, 1))


def test_what_is_no_phone_is_never_shown_as_one() -> None:
    assert "📞" not in body(fact("xx.other"))


def test_only_a_phone_has_a_line_and_every_phone_has_one() -> None:
    with pytest.raises(ValueError, match="belongs to a phone"):
        fact(line={"purpose": "police", "audience": ["everybody"]})
    with pytest.raises(ValueError, match="a phone needs it"):
        fact(unit="phone", value="000")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("KG", "ru", "Кыргызстан"),
        ("KR", "ru", "Южная Корея"),
        ("UZ", "uz", "O‘zbekiston"),
        ("KG", "fa_AF", "قرغیزستان"),
        ("KG", "kk", "Қырғызстан"),
        ("RU", "tg", "Россия"),
    ],
)
def test_countries_are_called_as_people_call_them(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


def test_uzbek_names_have_our_two_signs_only() -> None:
    countries = [country_name(code, "uz") for code in ("KZ", "KG", "UZ", "AF")]
    tongues = [language_name(code, "uz") for code in LANGUAGES]

    assert not any(chr(sign) in name for name in (*countries, *tongues) for sign in UZBEK_SIGNS)
    assert language_name("ky", "uz") == "qirg‘izcha"


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_countries_and_languages_have_names_everywhere(language: str) -> None:
    for code in ("KZ", "KG", "TJ", "TM", "UZ", "RU", "TR", "KR", "AE", "PL", "LT", "AF", "EU"):
        assert country_name(code, language)
    for code in LANGUAGES:
        assert language_name(code, language)


def test_a_code_without_a_name_is_an_error() -> None:
    with pytest.raises(LookupError, match="XX has no name in ru"):
        country_name("XX", "ru")
    with pytest.raises(LookupError, match="xx has no name in ru"):
        language_name("xx", "ru")
