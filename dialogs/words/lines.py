"""A phone line as people read it: what for and where, the number, and what is known of it.

What nobody knows is left out; only hours are said to be unknown, because a
person plans a dangerous minute by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from dialogs.facts.line import EMERGENCIES, Day
from dialogs.words import phrases
from dialogs.words.direction import isolate
from dialogs.words.names import country_name, day_name, language_name, listed_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.facts.fact import Fact
    from dialogs.facts.line import Hours, Line
    from dialogs.words.phrasebook import Phrasebook

DAYS = get_args(Day)
BETWEEN = " · "

_PHRASES = phrases.by_key()
_COST = {"free": phrases.LINE_FREE, "paid": phrases.LINE_PAID}
_SPOKEN_HOURS = {
    "24/7": phrases.LINE_ALWAYS,
    "vary": phrases.LINE_HOURS_VARY,
    "unknown": phrases.LINE_HOURS_UNKNOWN,
}


def spoken_line(fact: Fact, language: str, words: Phrasebook) -> str:
    """Return two or three lines of text about a fact that is a phone line."""
    line = fact.line
    if line is None:
        raise ValueError(f"{fact.id} is no phone line.")
    known = BETWEEN.join(_known(line, language, words))
    number = isolate(str(fact.value), language)
    return "\n".join([_title(fact, line, language, words), number, *([known] if known else [])])


def _title(fact: Fact, line: Line, language: str, words: Phrasebook) -> str:
    purpose = words.say(_PHRASES[f"line.{line.purpose}"], language)
    place = country_name(fact.country, language)
    if line.seat:
        place = f"{place} ({country_name(line.seat, language)})"
    named = [isolate(line.name, language)] if line.name else []
    return "📞 " + BETWEEN.join([*named, purpose, place])


def _known(line: Line, language: str, words: Phrasebook) -> Iterator[str]:
    yield from _hours(line, language, words)
    if line.languages:
        names = (language_name(code, language) for code in line.languages)
        yield words.say(phrases.LINE_LANGUAGES, language).replace(
            "{languages}", listed_words(names, language)
        )
    if line.cost in _COST:
        yield words.say(_COST[line.cost], language)
    if line.anonymous == "yes":
        yield words.say(phrases.LINE_NAMELESS, language)
    yield from _from_abroad(line, language, words)


def _hours(line: Line, language: str, words: Phrasebook) -> Iterator[str]:
    if not isinstance(line.hours, str):
        yield from (_stretch(each, language, words) for each in line.hours)
    elif line.hours != "unknown" or line.purpose not in EMERGENCIES:
        yield words.say(_SPOKEN_HOURS[line.hours], language)


def _stretch(hours: Hours, language: str, words: Phrasebook) -> str:
    days = "–".join(day_name(DAYS.index(day), language) for day in hours.days)
    said = words.say(phrases.LINE_HOURS, language).replace("{days}", days)
    for name, clock in (("{opens}", hours.opens), ("{closes}", hours.closes)):
        said = said.replace(name, isolate(clock, language))
    return said


def _from_abroad(line: Line, language: str, words: Phrasebook) -> Iterator[str]:
    if line.abroad:
        yield words.say(phrases.LINE_ABROAD_NUMBER, language).replace(
            "{number}", isolate(line.abroad, language)
        )
    elif line.from_abroad != "unknown":
        said = phrases.LINE_ABROAD if line.from_abroad == "yes" else phrases.LINE_INSIDE
        yield words.say(said, language)
