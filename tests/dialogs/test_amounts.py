"""Money and percentages in words, in every language."""

from __future__ import annotations

import pytest

from dialogs.words.amounts import MONEY, spoken_money, spoken_percent
from dialogs.words.direction import FIRST_STRONG_ISOLATE, POP_ISOLATE
from dialogs.words.factbook import Factbook
from dialogs.words.languages import LANGUAGES
from dialogs.words.names import UZBEK_SIGNS
from dialogs.words.phrasebook import Phrasebook
from tests.dialogs.scenes import fact

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "unit", "number", "said"),
    [
        ("en", "kgs", 10500, "10,500 Kyrgyzstani soms"),
        ("ru", "kgs", 1, "1 кыргызский сом"),
        ("ru", "kgs", 3, "3 кыргызских сома"),
        ("ru", "rub", 10500, f"10{SPACE}500 российских рублей"),
        ("ru", "rub", 21, "21 российский рубль"),
        ("kk", "kzt", 500, "500 Қазақстан теңгесі"),
        ("ky", "kgs", 500, "500 Кыргызстан сому"),
        ("tg", "tjs", 1300, f"1{SPACE}300 сомонии Тоҷикистон"),
        ("tk", "usd", 5, "5 ABŞ dollary"),
        ("uz", "uzs", 5, "5 O‘zbekiston so‘mi"),
        ("fa_AF", "aed", 50000, "50,000 درهم امارات متحدهٔ عربی"),
        ("fa_AF", "pln", 5, "5 زلوتی پولند"),
    ],
)
def test_money_is_said_with_the_name_of_its_currency(
    language: str, unit: str, number: int, said: str
) -> None:
    assert spoken_money(number, unit, language) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", sorted(MONEY))
def test_every_currency_has_a_name_and_no_cents_it_does_not_have(language: str, unit: str) -> None:
    said = spoken_money(5, unit, language)

    assert said.startswith("5 ")
    assert unit.upper() not in said
    assert language != "uz" or not any(chr(sign) in said for sign in UZBEK_SIGNS)


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 13, "13%"),
        ("ru", 0.25, f"0,25{SPACE}%"),
        ("tk", 13, f"13{SPACE}%"),
        ("fa_AF", 0.25, "0.25%"),
    ],
)
def test_a_percentage_has_the_sign_of_its_language(
    language: str, number: float, said: str
) -> None:
    assert spoken_percent(number, language) == said


def test_money_inside_dari_stands_alone() -> None:
    book = Factbook(
        [fact("ae.sum", value=5, unit="aed"), fact("xx.part", value=13, unit="percent")]
    )

    said = book.fill("{fact:ae.sum} {fact:xx.part}", "fa_AF", Phrasebook({}))

    first, second = said.split(f"{POP_ISOLATE} {FIRST_STRONG_ISOLATE}")
    assert first == f"{FIRST_STRONG_ISOLATE}5 درهم امارات متحدهٔ عربی"
    assert second == f"13%{POP_ISOLATE}"


def test_weeks_are_counted() -> None:
    book = Factbook([fact("xx.a", value=1, unit="week"), fact("xx.b", value=2, unit="week")])

    assert book.fill("{fact:xx.a}, {fact:xx.b}", "en", Phrasebook({})) == "1 week, 2 weeks"


def test_an_age_is_said_as_it_stands() -> None:
    book = Factbook([fact("xx.a", value=18, unit="age")])

    assert book.fill("{fact:xx.a}", "ru", Phrasebook({})) == "18"
