"""Agencies by their name in any script, with mistakes, or by the number of a licence."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from dialogs.engine.particulars import AGENCIES_LENGTH
from dialogs.search.folding import folded, readings
from dialogs.search.index import Index, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dialogs.engine.agencies import FoundAgency

# So many that share rare words or parts of words are compared letter by letter.
COMPARED = 600
# A word of the question must be this near to one of the name, 1 being the same, and the whole
# as near as that: a false "it is on the list" is the worst we could say.
NEAR, FOUND = 0.6, 0.8
# In a word of two to four letters one slip is more than that allows.
SHORTEST, SHORT = 2, 4
# An agency that fits this much worse than the best one is not shown beside it.
BESIDE = 0.9
# How much it counts that the name has no more words than were written.
WHOLE = 0.2
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
_SIGNED = re.compile("[oO]['’‘ʻʼ`]")


class AgencyIndex:
    """Lists made searchable once; searching changes nothing."""

    def __init__(self, agencies: Iterable[FoundAgency]) -> None:
        self._agencies = tuple(agencies)
        self._numbers: dict[str, list[FoundAgency]] = defaultdict(list)
        for agency in self._agencies:
            self._numbers[_plain(agency.number)].append(agency)
        self._words = [_spellings(agency.name) for agency in self._agencies]
        self._names = Index(
            Phrase(str(at), "", words, 1.0)
            for at, several in enumerate(self._words)
            for words in several
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
        hits = self._names.search(words, "")[:COMPARED]
        likely = ((self._likeness(words, int(hit.page)), int(hit.page)) for hit in hits)
        ranked = sorted((each for each in likely if each[0] >= FOUND), key=lambda each: -each[0])
        good = [at for likeness, at in ranked if likeness >= BESIDE * ranked[0][0]]
        return tuple(self._agencies[at] for at in good)

    def _likeness(self, asked: Sequence[str], at: int) -> float:
        return max(_likeness(asked, name) for name in self._words[at])


def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the telling words of a name, also as typed without a sign of Uzbek: yul for yo‘l."""
    plain = _SIGNED.sub("u", name)
    return tuple(dict.fromkeys(_telling(folded(each)) for each in (name, plain)))


def _likeness(asked: Sequence[str], name: Sequence[str]) -> float:
    """Return how near a name is to what was asked for, 1 being the same; 0 for another one.

    Every word asked for must stand in the name; the name may have more. Words that were written
    together are compared as one.
    """
    whole = OSA.normalized_similarity("".join(asked), "".join(name))
    near = [max(_nearness(word, known) for known in name) for word in asked]
    if min(near) < NEAR:
        return whole if len(asked) != len(name) else 0.0
    letters = [len(word) for word in asked]
    told = sum(each * long for each, long in zip(near, letters, strict=True)) / sum(letters)
    return max(whole, (1 - WHOLE) * told + WHOLE * whole)


def _nearness(word: str, known: str) -> float:
    """Return how near two words are; one slip is forgiven also in a short one."""
    near = OSA.normalized_similarity(word, known)
    short = min(len(word), len(known)) >= SHORTEST and max(len(word), len(known)) <= SHORT
    return max(near, NEAR) if short and OSA.distance(word, known) == 1 else near


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that tell a firm from another; all of them where none does."""
    return tuple(word for word in words if word not in FORMS) or tuple(words)


def _plain(number: str) -> str:
    return _NUMBER.sub("", number).casefold()
