"""Facts as people read them: the number, its unit, and only while it may be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.dates import format_date, format_datetime

from dialogs.words import phrases
from dialogs.words.amounts import MONEY, spoken_money, spoken_number, spoken_percent
from dialogs.words.direction import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from dialogs.facts.fact import Fact
    from dialogs.words.phrasebook import Phrasebook

FACT = re.compile(r"\{fact:([a-z0-9_.]+)\}")

# Units that are counted in whole numbers.
COUNTED = {
    "day": phrases.DAYS,
    "working_day": phrases.WORKING_DAYS,
    "month": phrases.MONTHS,
    "year": phrases.YEARS,
    "hour": phrases.HOURS,
    "week": phrases.WEEKS,
}


class Factbook:
    """All facts by id."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = {fact.id: fact for fact in facts}

    def named_in(self, english: str) -> list[str]:
        """Return the ids of the facts that a text names, in order."""
        return FACT.findall(english)

    def may_be_shown(self, ids: Iterable[str], on: date) -> bool:
        """Say whether a person may read all of them on that day; an unknown one may not."""
        facts = [self.facts.get(name) for name in ids]
        return all(fact is not None and fact.may_be_shown(on) for fact in facts)

    def lines(self, ids: Iterable[str], on: date) -> list[Fact]:
        """Return those of some facts that are phone lines a person may be shown on a day."""
        facts = [self.facts.get(name) for name in ids]
        return [fact for fact in facts if fact and fact.line and fact.may_be_shown(on)]

    def oldest(self, ids: Iterable[str]) -> date | None:
        """Return the oldest day among facts, for the "as of" line."""
        return min((self.facts[name].as_of for name in ids), default=None)

    def fill(self, said: str, language: str, words: Phrasebook) -> str:
        """Put the facts into a text whose placeholders are `{fact:id}`."""
        return FACT.sub(lambda found: self._speak(found[1], language, words), said)

    def _speak(self, name: str, language: str, words: Phrasebook) -> str:
        fact = self.facts[name]
        return isolate(_spoken(fact, language, words), language)


def _spoken(fact: Fact, language: str, words: Phrasebook) -> str:
    if isinstance(fact.value, str):
        return fact.value
    if fact.unit in MONEY:
        return spoken_money(fact.value, fact.unit, language)
    if fact.unit == "percent":
        return spoken_percent(fact.value, language)
    number = spoken_number(fact.value, language)
    if fact.unit not in COUNTED:
        return number
    one, many = COUNTED[fact.unit]
    form = words.count(one, many, int(fact.value), language)
    return form.replace("{number}", number)


# CLDR ends a long Russian date with "г.", and a sentence has a full stop of its own.
DATES = {"ru": "d MMMM y 'года'"}


def spoken_date(day: date, language: str) -> str:
    """Write a date out in full in a language, isolated where it must be."""
    return isolate(format_date(day, DATES.get(language, "long"), locale=language), language)


def spoken_moment(moment: datetime, language: str) -> str:
    """Write a day and a time out in a language, with how far its clock is from Greenwich."""
    said = format_datetime(
        moment, "EEEE, d MMMM, HH:mm (ZZZZ)", tzinfo=moment.tzinfo, locale=language
    )
    return isolate(said, language)
