"""Easy to read: short sentences in English, and translations that are no harder than it.

There is no trustworthy formula for Kazakh, Kyrgyz, Tajik, Turkmen or Uzbek, so
every language is only measured against its own English.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dialogs.checks.prose import PLACEHOLDER
from dialogs.words.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding

# www.gov.uk, "Writing for GOV.UK": long sentences are split or made a list; people with little
# schooling and little time read these.
MOST_WORDS = 20
# A translation may be this much longer, counted in words, before it is called hard.
LEEWAY = 1.6
# Björnsson's LIX calls a word long from seven letters; reading age nine allows a few more.
LONG_WORD = 9
MOST_LONG_WORDS = 0.34
# In a shorter text one name would tip the scale.
ENOUGH_WORDS = 12

SENTENCE = re.compile(r"[.!?؟…]+(?:\s+|$)|\n+")
WORD = re.compile(r"[^\W\d_][\w’‘'-]*")
# After a colon stands a list; its parts are read one by one.
LIST = re.compile(r":\s")
PARTS = re.compile(r"[,;،؛]\s")


def findings(content: Content) -> Iterator[Finding]:
    """Return a warning for each text that a tired person would have to read twice."""
    for told in content.told:
        if not told.for_people:
            continue
        words, most = longest_sentence(told.text), MOST_WORDS
        if told.language != SOURCE:
            most = max(MOST_WORDS, round(LEEWAY * longest_sentence(told.english)))
        if words > most:
            yield told.say(f"A sentence of {words} words; {most} read well.", warning=True)
        if told.language == SOURCE and long_words(told.text) > MOST_LONG_WORDS:
            yield told.say("Too many long words; use shorter ones.", warning=True)


@cache
def longest_sentence(text: str) -> int:
    """Return the number of words in the longest sentence; a list counts by its parts."""
    sentences = SENTENCE.split(PLACEHOLDER.sub(" ", text))
    return max((_words(part) for sentence in sentences for part in _parts(sentence)), default=0)


def long_words(text: str) -> float:
    """Return the share of words longer than nine letters, 0 where there are too few to tell."""
    words = WORD.findall(PLACEHOLDER.sub(" ", text))
    if len(words) < ENOUGH_WORDS:
        return 0
    return sum(len(word) > LONG_WORD for word in words) / len(words)


def _parts(sentence: str) -> list[str]:
    head, *lists = LIST.split(sentence)
    return [head, *(part for told in lists for part in PARTS.split(told))]


def _words(text: str) -> int:
    return len(WORD.findall(text))
