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

# Sounds that have several spellings, the longer ones first; the order is part of the rule.
_SOUNDS = tuple(
    (re.compile(several), one)
    for several, one in (
        (r"(?<=[a-z])4|4(?=[a-z])", "c"),
        (r"(?<=[a-z])6|6(?=[a-z])", "s"),
        (r"[^a-z0-9]", ""),
        (r"shch|sch|sh", "s"),
        (r"dzh|dj|zh", "j"),
        (r"tch|ch|ts", "c"),
        (r"kh|x", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"q|ck", "k"),
        (r"w", "v"),
        (r"ng", "n"),
        (r"yo|ye", "e"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
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
    for several, one in _SOUNDS:
        plain = several.sub(one, plain)
    return plain
