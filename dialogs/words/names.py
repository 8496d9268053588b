"""Names of countries, languages and days, from CLDR with what we say differently.

The differences are the names people and states use themselves; sources stand in
the word list of the project's translators. Uzbek has one apostrophe for each of
its two signs, whatever CLDR mixes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import get_day_names

from dialogs.words.languages import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterable

# Pages that are nobody's: of the region, or of the whole world.
WORLD = "ZZ"

COUNTRIES = {
    "ru": {"KG": "Кыргызстан", "KR": "Южная Корея"},
    "ky": {"AF": "Ооганстан"},
    "tg": {"AE": "Аморати Муттаҳидаи Араб", "RU": "Россия", "PL": "Полша"},
    "fa_AF": {"KG": "قرغیزستان", "TJ": "تاجیکستان"},
}
LANGUAGE_NAMES = {
    "ru": {"ky": "кыргызский"},
    "tg": {"fa_AF": "дарӣ"},
    "uz": {
        "tg": "tojikcha",
        "tk": "turkmancha",
        "uz": "o‘zbekcha",
        "fa": "forscha",
        "tr": "turkcha",
        "ar": "arabcha",
        "zh": "xitoycha",
        "lt": "litvacha",
        "vi": "vyetnamcha",
    },
    "fa_AF": {"tg": "تاجیکی"},
}
# CLDR writes both signs of Uzbek in two ways each.
UZBEK_SIGNS = str.maketrans({"\u02bb": "‘", "\u02bc": "’", "'": "’", "`": "‘"})


# A list of the desk says it hundreds of times, and CLDR is slow to be asked.
@cache
def country_name(code: str, language: str) -> str:
    """Return a country's name by its ISO 3166 code; raises LookupError for a code without one."""
    said = COUNTRIES.get(language, {}).get(code) or Locale.parse(language).territories.get(code)
    if said is None:
        raise LookupError(f"{code} has no name in {language}.")
    return tidy(said, language)


def language_name(code: str, language: str) -> str:
    """Return a language's name by its ISO 639 code; raises LookupError for a code without one."""
    said = LANGUAGE_NAMES.get(language, {}).get(code) or Locale.parse(language).languages.get(code)
    if said is None:
        raise LookupError(f"{code} has no name in {language}.")
    return tidy(said, language)


def day_name(number: int, language: str) -> str:
    """Return a day of the week in short; Monday is 0."""
    return tidy(get_day_names("abbreviated", "stand-alone", language)[number], language)


def listed_words(words: Iterable[str], language: str) -> str:
    """Put words after each other with the comma of a language."""
    return ("، " if language in RIGHT_TO_LEFT else ", ").join(words)


def tidy(said: str, language: str) -> str:
    """Write CLDR's Uzbek with our two signs; leave other languages alone."""
    return said.translate(UZBEK_SIGNS) if language == "uz" else said
