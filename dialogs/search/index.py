"""The search itself: folded phrases, the pages they stand for, and how near words come.

Nothing is learned and nothing is guessed: a page is found because a phrase of
its own shares words with what was typed, rare words counting more; that several
of its phrases together hold the question helps it too. Words that
are not known are compared by their trigrams first and their letters then, so
that an ending or a typing mistake costs little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A word must be this near to another to be taken for it, 1 being the same.
NEAR = 0.62
# Shorter words must be the same: among three letters everything is near.
SHORTEST_FUZZY = 4
# So many words that share rare trigrams are compared letter by letter, and so many are kept.
COMPARED, KEPT = 64, 6
# Another language than the person's own counts a little less.
FOREIGN = 0.85
# A word that stands in so many phrases needs no neighbours to be understood.
WELL_KNOWN = 8
# What a page's second phrase adds to its first.
SECOND = 0.1
# What all phrases of a page together add: a question may say two things that stand on one page
# in different sentences.
WHOLE = 0.3
# Words in more than this share of the phrases say nothing, once there are more than a few.
COMMON, FEW = 1 / 40, 40
# A phrase that fits worse than this is not worth looking at.
POOR = 0.15
# How much the length of the phrase counts against that of the question, which may be a story.
OWN_LENGTH = 0.6
# A word nobody has written in any phrase weighs like a rather rare one.
UNKNOWN = 0.7


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that stands for a page; `weight` is 1 for what people type, less for prose."""

    page: str
    language: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A page and how well it fits, between 0 and about 1."""

    page: str
    score: float


class Index:
    """Phrases made searchable once; searching changes nothing."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrase for phrase in phrases if phrase.words)
        self._standing: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for word in set(phrase.words):
                self._standing[word].append(number)
        most = len(self._phrases) + 1
        self._rarity = {
            word: log(most / len(where))
            for word, where in self._standing.items()
            if len(where) <= max(FEW, COMMON * most)
        }
        self._rarest = log(most) if most > 1 else 1.0
        self._worth = [phrase.weight / self._length(phrase) for phrase in self._phrases]
        self._parts = {word: _trigrams(word) for word in self._rarity}
        self._sharing: dict[str, list[str]] = defaultdict(list)
        for word, parts in self._parts.items():
            for part in parts:
                self._sharing[part].append(word)

    def _length(self, phrase: Phrase) -> float:
        rarity = sum(self._rarity.get(word, 0.0) for word in set(phrase.words))
        return rarity**OWN_LENGTH or 1.0

    def known(self, words: Sequence[str]) -> int:
        """Return how many of the words stand in some phrase as they are."""
        return sum(word in self._standing for word in words)

    def search(self, words: Sequence[str], language: str | None) -> list[Hit]:
        """Return the pages that `words` may mean, the best first, each once."""
        matched: dict[int, float] = defaultdict(float)
        gathered: dict[str, float] = defaultdict(float)
        weight = 0.0
        for word in dict.fromkeys(words):
            if word in self._standing and word not in self._rarity:
                continue
            near = dict(self._near(word))
            rarities = (self._rarity[known] for known in near)
            weight += max(rarities, default=UNKNOWN * self._rarest)
            scored = self._scored(near)
            for number, score in scored.items():
                matched[number] += score
            for page, score in self._told(scored, language).items():
                gathered[page] += score
        whole = {page: WHOLE * score / weight for page, score in gathered.items()}
        return self._ranked(matched, weight ** (1 - OWN_LENGTH) or 1.0, whole, language)

    def _told(self, scored: dict[int, float], language: str | None) -> dict[str, float]:
        """Return for each page how much it says of one word of the question, wherever it does."""
        told: dict[str, float] = {}
        for number, score in scored.items():
            phrase = self._phrases[number]
            said = score * phrase.weight * (1.0 if phrase.language == language else FOREIGN)
            if said > told.get(phrase.page, 0.0):
                told[phrase.page] = said
        return told

    def _scored(self, near: dict[str, float]) -> dict[int, float]:
        """Return for each phrase how much of it one word of the question is."""
        scored: dict[int, float] = {}
        for known, likeness in near.items():
            worth = likeness * self._rarity[known]
            for number in self._standing[known]:
                if worth > scored.get(number, 0.0):
                    scored[number] = worth
        return scored

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        """Return known words that `word` may be, each with its likeness."""
        if word in self._rarity:
            yield word, 1.0
        if len(word) < SHORTEST_FUZZY or len(self._standing.get(word, ())) >= WELL_KNOWN:
            return
        parts = _trigrams(word)
        shared = self._shared(parts, max(2, len(parts) // 3))
        like = [
            (known, _likeness(word, known, _dice(number, parts, known)))
            for known, number in shared.items()
            if known != word
        ]
        yield from nlargest(
            KEPT, (each for each in like if each[1] >= NEAR), key=lambda each: (each[1], each[0])
        )

    def _shared(self, parts: set[str], enough: int) -> dict[str, int]:
        """Return the known words that have at least `enough` of these trigrams, and how many.

        Such a word has one of the rarest too, so the long lists of the common ones are not read.
        """
        rarest = sorted(parts, key=lambda part: (len(self._sharing.get(part, ())), part))
        counted: Counter[str] = Counter()
        for part in rarest[: len(parts) - enough + 1]:
            counted.update(self._sharing.get(part, ()))
        likely = (known for known, _ in counted.most_common(COMPARED))
        shared = {known: len(parts & self._parts[known]) for known in likely}
        return {known: number for known, number in shared.items() if number >= enough}

    def _ranked(
        self,
        matched: dict[int, float],
        length: float,
        whole: dict[str, float],
        language: str | None,
    ) -> list[Hit]:
        best: dict[str, float] = defaultdict(float)
        second: dict[str, float] = defaultdict(float)
        for number, score in matched.items():
            fit = score * self._worth[number] / length
            if fit < POOR:
                continue
            phrase = self._phrases[number]
            if phrase.language != language:
                fit *= FOREIGN
            if fit > best[phrase.page]:
                best[phrase.page], second[phrase.page] = fit, best[phrase.page]
            elif fit > second[phrase.page]:
                second[phrase.page] = fit
        hits = [
            Hit(page, score + SECOND * second[page] + whole[page]) for page, score in best.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.page))


def _trigrams(word: str) -> set[str]:
    """Return the trigrams of a word; its beginning counts, its ending does not."""
    whole = f"  {word}"
    return {whole[start : start + 3] for start in range(len(word))}


def _dice(shared: int, parts: set[str], known: str) -> float:
    return 2 * shared / (len(parts) + len(known))


def _likeness(word: str, known: str, dice: float) -> float:
    """Return how near two words are: by their parts, or by their letters for mistakes."""
    if len(known) < SHORTEST_FUZZY:
        return 0.0
    begins = word.startswith(known) or known.startswith(word)
    return max(0.85 if begins else 0.0, dice * 0.95, OSA.normalized_similarity(word, known) * 0.9)
