"""Numbers against the numbering plans of the world: a digit too many reaches a stranger.

What the library does not know, short codes above all, stands in a list with the reason why
it is believed all the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import shortnumberinfo

from dialogs.checks.finding import Finding
from dialogs.reading import FACTS, named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dialogs.checks.content import Content
    from dialogs.facts.fact import Fact

# One line each: the fact, the number as it stands there, and after a colon the reason.
EXCEPTIONS = FACTS / "numbers_believed.txt"


def findings(content: Content, exceptions: Path = EXCEPTIONS) -> Iterator[Finding]:
    """Return numbers that no numbering plan knows, and exceptions that nothing needs any more."""
    believed = read_exceptions(exceptions)
    unknown = set()
    for written in content.facts:
        for number in dialled(written.fact):
            if not is_known(number, place(written.fact)):
                unknown.add((written.fact.id, number))
                if (written.fact.id, number) not in believed:
                    told = (
                        f"{number} is no number of {place(written.fact)} that phonenumbers knows."
                    )
                    yield written.say(f"{told} Mend it, or list why it is right.", "value")
    for fact, number in believed.keys() - unknown:
        sentence = f"{fact} needs no exception for {number}."
        yield Finding(named(exceptions), believed[fact, number], sentence)


def read_exceptions(path: Path) -> dict[tuple[str, str], int]:
    """Return the (fact, number) of every exception that has a reason, with its line."""
    lines = enumerate(path.read_text("utf-8").splitlines(), 1) if path.exists() else ()
    told = ((number, *line.partition(": ")) for number, line in lines if not line.startswith("#"))
    return {
        (fact, dialled): number
        for number, left, _, why in told
        if why
        for fact, _, dialled in [left.partition(" ")]
    }


def dialled(fact: Fact) -> list[str]:
    """Return what a phone fact lets people dial, at home and from abroad."""
    if fact.line is None:
        return []
    return [str(fact.value), *([fact.line.abroad] if fact.line.abroad else [])]


def place(fact: Fact) -> str:
    """Return the country where the phone rings."""
    return (fact.line and fact.line.seat) or fact.country


@cache
def is_known(number: str, country: str) -> bool:
    """Say whether it is a valid number, a short code or an emergency number of a country."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return (
        phonenumbers.is_valid_number(parsed)
        or shortnumberinfo.is_valid_short_number_for_region(parsed, country)
        or shortnumberinfo.is_emergency_number(number, country)
    )
