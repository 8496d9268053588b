"""Words as they sound, whatever they were typed on: one plain spelling for eight languages.

People type Kazakh, Kyrgyz, Tajik and Russian on Latin keyboards, Uzbek in
Cyrillic, and forget to switch the layout; every spelling of a word should
become the same few letters. What is folded is compared and never shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Letters that anyascii spells otherwise than people do: long vowels of Dari, o of Uzbek, zh.
_BEFORE = str.maketrans(
    {"ا": "a", "آ": "a", "و": "u", "ў": "o", "ž": "j", "\u200c": "", "ь": "", "ъ": ""}
)

# In Latin letters people write digits for ч and ш; other digits and marks say nothing.
_FOUR, _SIX = re.compile("(?<=[a-z])4|4(?=[a-z])"), re.compile("(?<=[a-z])6|6(?=[a-z])")
_MARKS, _TWICE = re.compile("[^a-z0-9]"), re.compile(r"(.)\1+")

# Sounds that have several spellings, the longer ones first; the order is part of the rule.
_SOUNDS = tuple(
    (several, one)
    for one, spellings in (
        ("s", "shch sch sh"),
        ("j", "dzh dj zh"),
        ("c", "tch ch ts"),
        ("h", "kh x"),
        ("g", "gh"),
        ("f", "ph"),
        ("k", "q"),
        ("v", "w"),
        ("n", "ng"),
        ("e", "yo ye"),
        ("i", "y"),
    )
    for several in spellings.split()
)

# Where the keys of a Russian keyboard stand on a Latin one.
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_HAS_LATIN, _HAS_CYRILLIC = re.compile("[a-z]"), re.compile("[а-яё]")

_WORD = re.compile(r"[^\W_]+(?:['’‘ʻʼ`][^\W_]+)*", re.UNICODE)


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text in their plain spelling, in order."""
    words = _WORD.findall(text.lower().translate(_BEFORE))
    return tuple(word for word in map(_plain, words) if word)


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return how a text may be read: as it stands, and as typed on the other layout."""
    lowered = text.lower()
    read = [folded(lowered)]
    if _HAS_CYRILLIC.search(lowered):
        read.append(folded(lowered.translate(_TO_LATIN)))
    elif _HAS_LATIN.search(lowered):
        read.append(folded(lowered.translate(_TO_CYRILLIC)))
    return tuple(words for words in read if words)


@lru_cache(maxsize=1 << 17)
def _plain(word: str) -> str:
    plain = anyascii(word).lower()
    if "4" in plain or "6" in plain:
        plain = _SIX.sub("s", _FOUR.sub("c", plain))
    plain = _MARKS.sub("", plain)
    for several, one in _SOUNDS:
        plain = plain.replace(several, one)
    return _TWICE.sub(r"\1", plain)
