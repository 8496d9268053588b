"""What in a reply could give somebody away to whoever else reads the person's phone.

It only makes an operator look again; it misses much, and stops nothing by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.search.folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from dialogs.facts.fact import Fact

# Shorter ones are short codes, which everybody may have, and amounts (ITU-T E.164: up to 15).
SHORTEST_NUMBER = 7
# Behind a name a few letters say who does what to whom: Айгулга, Болотдан.
LONGEST_ENDING = 3
# Below this a name is also the beginning of ordinary words.
SHORTEST_STEM, SHORTEST_NAME = 5, 3

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d(?:[ \u00a0().-]{0,2}\d)+")
_DAY = re.compile(r"\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")
# Streets, quarters and flats in the languages we speak, with a number near behind or before.
_STREET = (
    r"\b(?:ул(?:ица|ице|ицы|ицу)?|пр(?:оспект|-т)|пер(?:еулок)?|мкр|микрорайон|квартал|кв(?:артира)?"
    r"|кӯча\w*|хиёбон\w*|маҳалла\w*|көше\w*|көчө\w*|даңғыл\w*|шағын ауданы|кўча\w*"
    r"|k[oʻ'’]+cha\w*|koʻcha\w*|ko[ʻ'’]cha\w*|mahalla\w*|köçe\w*|sokak\w*|sok|mahallesi|cadde\w*"
    r"|street|road|avenue|flat|apartment|خیابان|کوچه|جاده)\b"
)
_ADDRESS = re.compile(
    rf"\b\d+[^\n.!?]{{0,12}}{_STREET}|{_STREET}[^\n!?]{{0,30}}?\d+\w?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")


def giving_away(words: str, staff: Iterable[str], published: Collection[str]) -> tuple[str, ...]:
    """Return the parts of a reply to look at again, each once, as they stand there.

    These are phone numbers that are not `published`, e-mail addresses, what looks like a
    street with a number, and names of `staff` in any script.
    """
    told = [*_MAIL.findall(words), *_numbers(words, published)]
    told += [" ".join(found[0].split()) for found in _ADDRESS.finditer(words)]
    return tuple(dict.fromkeys([*told, *_names(words, staff)]))


def published_numbers(facts: Iterable[Fact]) -> frozenset[str]:
    """Return the digits of every phone line that stands on our pages."""
    return frozenset(
        _digits(str(fact.value)) for fact in facts if fact.line and fact.use == "show"
    )


def _numbers(words: str, published: Collection[str]) -> Iterator[str]:
    for found in _NUMBER.finditer(_DAY.sub(" ", words)):
        digits = _digits(found[0])
        if len(digits) >= SHORTEST_NUMBER and digits not in published:
            yield found[0]


def _names(words: str, staff: Iterable[str]) -> Iterator[str]:
    known = {part for name in staff for part in folded(name) if len(part) >= SHORTEST_NAME}
    known = {part for part in known if not part.isdigit()}
    for word in _WORD.findall(words):
        said = "".join(folded(word))
        if said in known or any(_is_form_of(said, name) for name in known):
            yield word


def _is_form_of(said: str, name: str) -> bool:
    longer = len(said) - len(name)
    return len(name) >= SHORTEST_STEM and said.startswith(name) and longer <= LONGEST_ENDING


def _digits(told: str) -> str:
    return "".join(letter for letter in told if letter.isdigit())
