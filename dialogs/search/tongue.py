"""In which of our languages words are clearly written: letters first, then our own vocabulary.

No model: a letter that only one language has, or words that only one of our
catalogues knows. What is not clear stays unsaid, because a wrong offer confuses
more than none.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Letters that, among our languages, only one has; Uzbek is also written in Cyrillic.
OWN_LETTERS = {
    "kk": "әұі",
    "tg": "ҷӣӯ",
    "tk": "äçžňşý",
    "uz": "ў‘ʻ",
    "fa_AF": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيك",
}
# One letter may be a slip; two say as much as two words.
MOST_LETTERS = 2
# So much must speak for a language, and so much more than for any other.
ENOUGH, CLEARLY = 1.5, 1.6


class Tongues:
    """The vocabularies of our languages, folded."""

    def __init__(self, vocabularies: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._languages: dict[str, set[str]] = defaultdict(set)
        for language, words in vocabularies:
            for word in words:
                self._languages[word].add(language)

    def of(self, text: str, words: Iterable[str]) -> str | None:
        """Return the language of a text, given also folded, or None when it is not clear."""
        said: dict[str, float] = defaultdict(float)
        for word in words:
            known = self._languages.get(word, ())
            for language in known:
                said[language] += 1 / len(known)
        for language, letters in OWN_LETTERS.items():
            said[language] += min(sum(letter in letters for letter in text.lower()), MOST_LETTERS)
        ranked = sorted(said.items(), key=lambda each: -each[1])
        (best, most), (_, next_most) = ranked[:2]
        return best if most >= ENOUGH and most >= CLEARLY * next_most else None
