"""Amounts in words: money by the currency's name, percentages by the sign of the language."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, format_decimal, format_percent

from dialogs.words.names import tidy
from dialogs.words.phrasebook import plural_index

# Units of facts that are money: ISO 4217 codes in lower case.
MONEY = frozenset(
    {"rub", "kzt", "kgs", "tjs", "uzs", "tmt", "usd", "eur", "try", "krw", "aed", "pln"}
)

# As many digits as the fact has, and no copecks it does not have.
NUMBER = "#,##0.##"

# What CLDR misspells, dates or calls by a name the country does not use: forms in CLDR's order.
CURRENCIES = {
    ("en", "KGS"): ("Kyrgyzstani som", "Kyrgyzstani soms"),
    ("en", "TRY"): ("Turkish lira", "Turkish liras"),
    ("ru", "KGS"): ("кыргызский сом", "кыргызских сома", "кыргызских сомов"),
    ("ru", "TMT"): ("туркменский манат", "туркменских маната", "туркменских манатов"),
    ("ky", "PLN"): ("Польша злотыйы", "Польша злотыйы"),
    ("tg", "KZT"): ("тангаи Қазоқистон",),
    ("tg", "PLN"): ("злотии Полша",),
    ("fa_AF", "KGS"): ("سوم قرغیزستان", "سوم قرغیزستان"),
    ("fa_AF", "TJS"): ("سامانی تاجیکستان", "سامانی تاجیکستان"),
    ("fa_AF", "PLN"): ("زلوتی پولند", "زلوتی پولند"),
}


def spoken_number(value: float, language: str) -> str:
    """Write a number with the separators of a language."""
    return format_decimal(Decimal(str(value)), NUMBER, locale=language)


def spoken_money(value: float, unit: str, language: str) -> str:
    """Write a sum with the name of its currency, declined where the language declines it."""
    code = unit.upper()
    ours = CURRENCIES.get((language, code))
    if ours:
        form = ours[min(plural_index(language, int(value)), len(ours) - 1)]
        return f"{spoken_number(value, language)} {form}"
    said = format_currency(
        Decimal(str(value)),
        code,
        NUMBER,
        locale=language,
        currency_digits=False,
        format_type="name",
    )
    return tidy(said, language)


def spoken_percent(value: float, language: str) -> str:
    """Write a percentage: 13 is 13 %."""
    pattern = Locale.parse(language).percent_formats[None].pattern.replace("#,##0", NUMBER)
    return format_percent(Decimal(str(value)) / 100, pattern, locale=language)
