"""Agencies by their name in any script, with mistakes, or by the number of a licence."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from dialogs.engine.particulars import AGENCIES_LENGTH
from dialogs.search.folding import folded, readings
from dialogs.search.index import Index, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dialogs.engine.agencies import FoundAgency

# Below this a name is another name: a false "it is on the list" is the worst we could say.
FOUND = 0.6
# An agency that fits this much worse than the best one is not shown beside it.
BESIDE = 0.8
# More words than a firm has in its name; a longer text is a story for a person.
MOST_WORDS = 12
# What firms are, which tells none of them from another: forms of law and plain words.
FORMS = frozenset(
    folded(
        "ООО ОсОО ТОО АО ЗАО ОАО ИП ЧП ЖЧК ҶДММ ҶСП ЧДММ МЧЖ XK MCHJ JSHSH LLC LLP Ltd Inc JSC"
        " общество ограниченной ответственностью товарищество компания фирма агентство"
        " agency company limited agentligi agentlik agentlygy"
    )
)
_NUMBER = re.compile(r"[\W_]+")


class AgencyIndex:
    """Lists made searchable once; searching changes nothing."""

    def __init__(self, agencies: Iterable[FoundAgency]) -> None:
        self._agencies = tuple(agencies)
        self._numbers: dict[str, list[FoundAgency]] = defaultdict(list)
        for agency in self._agencies:
            self._numbers[_plain(agency.number)].append(agency)
        self._names = Index(
            Phrase(str(at), "", _telling(folded(agency.name)), 1.0)
            for at, agency in enumerate(self._agencies)
        )

    def search(self, text: str) -> tuple[FoundAgency, ...]:
        """Return at most three agencies that the text may name, the likeliest first, or none."""
        return (self._numbered(text) or self._named(text))[:AGENCIES_LENGTH]

    def _numbered(self, text: str) -> tuple[FoundAgency, ...]:
        likely = (text, *(word for word in text.split() if any(map(str.isdecimal, word))))
        found = (self._numbers.get(_plain(each)) for each in likely)
        return tuple(next((agencies for agencies in found if agencies), ()))

    def _named(self, text: str) -> tuple[FoundAgency, ...]:
        read = [_telling(words[:MOST_WORDS]) for words in readings(text)]
        read.sort(key=self._names.known, reverse=True)
        found = (self._found(words) for words in read if words)
        return next((agencies for agencies in found if agencies), ())

    def _found(self, words: Sequence[str]) -> tuple[FoundAgency, ...]:
        hits = self._names.search(words, "")[:AGENCIES_LENGTH]
        good = (hit for hit in hits if hit.score >= max(FOUND, BESIDE * hits[0].score))
        return tuple(self._agencies[int(hit.page)] for hit in good)


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that tell a firm from another; all of them where none does."""
    return tuple(word for word in words if word not in FORMS) or tuple(words)


def _plain(number: str) -> str:
    return _NUMBER.sub("", number).casefold()
