"""Words that mean now, and how they are heard.

A phrase is heard when its words stand in order with little between them, also
misspelt or with another ending. It is tuned to hear too much rather than too
little: the worst a false alarm does is to show phone numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from dialogs.search.folding import folded, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dialogs.engine.meaning import Danger
    from dialogs.search.shapes import DangerWords

# Other words that may stand between two words of a phrase.
BETWEEN = 2
# A word this long may hold one typing mistake; one that stands alone must be longer, because
# in every language some everyday word is only a letter away from a shorter one.
LONG_ENOUGH, LONG_ENOUGH_ALONE = 6, 9


@dataclass(frozen=True, slots=True)
class _Part:
    stem: str
    open_end: bool
    forgiving: bool

    def fits(self, word: str) -> bool:
        if self.open_end and word.startswith(self.stem):
            return True
        if word == self.stem:
            return True
        if not self.forgiving:
            return False
        head = word[: len(self.stem)] if self.open_end else word
        return OSA.distance(head, self.stem, score_cutoff=1) <= 1


_Parts = tuple[_Part, ...]
_Phrases = dict[str, list[_Parts]]


class DangerEar:
    """Hears danger in any of the languages, scripts and layouts."""

    def __init__(self, every: Iterable[DangerWords]) -> None:
        told = tuple(every)
        self._heavy = _by_letter(phrase for each in told for phrase in each.heavy)
        self._danger = _by_letter(phrase for each in told for phrase in each.danger)
        self._harmless = _by_letter(
            (phrase for each in told for phrase in each.harmless), forgiving=False
        )

    def hear(self, text: str) -> Danger | None:
        """Return what a text says of danger; wanting to die is heard before all else."""
        read = [self._without_harmless(words) for words in readings(text)]
        if any(_first(self._heavy, words) for words in read):
            return "heavy"
        return "danger" if any(_first(self._danger, words) for words in read) else None

    def knows(self, words: Iterable[str]) -> bool:
        """Say whether any of these folded words is part of what we listen for."""
        parts = [part for told in self._every() for part in told]
        return any(part.fits(word) for word in words for part in parts)

    def _every(self) -> Iterator[_Parts]:
        for by_letter in (self._heavy, self._danger):
            yield from (parts for several in by_letter.values() for parts in several)

    def _without_harmless(self, words: Sequence[str]) -> list[str]:
        kept = list(words)
        while found := _first(self._harmless, kept):
            for place in found:
                kept[place] = ""
        return kept


def _by_letter(phrases: Iterable[str], *, forgiving: bool = True) -> _Phrases:
    """Sort phrases by their first letter: a mistake in the very first letter is not heard.

    What is harmless is not forgiving: "looked up" must not make "locked up" harmless.
    """
    by_letter: _Phrases = {}
    for phrase in phrases:
        parts = _parts(phrase, forgiving=forgiving)
        by_letter.setdefault(parts[0].stem[0], []).append(parts)
    return by_letter


def _parts(phrase: str, *, forgiving: bool) -> _Parts:
    words = phrase.split()
    enough = LONG_ENOUGH if len(words) > 1 else LONG_ENOUGH_ALONE
    stems = [("".join(folded(word.rstrip("*"))), word.endswith("*")) for word in words]
    return tuple(
        _Part(stem, open_end, forgiving and len(stem) >= enough) for stem, open_end in stems
    )


def _first(phrases: _Phrases, words: Sequence[str]) -> list[int] | None:
    """Return where the words of any phrase stand, in order and close together."""
    for start, word in enumerate(words):
        for parts in phrases.get(word[:1], ()):
            if parts[0].fits(word):
                rest = _follows(parts[1:], words, start)
                if rest is not None:
                    return [start, *rest]
    return None


def _follows(parts: _Parts, words: Sequence[str], after: int) -> list[int] | None:
    if not parts:
        return []
    for place in range(after + 1, min(after + 2 + BETWEEN, len(words))):
        if parts[0].fits(words[place]):
            rest = _follows(parts[1:], words, place)
            if rest is not None:
                return [place, *rest]
    return None
