"""A word of a person's own: how it may be spelled, and whether a message can be one at all."""

from __future__ import annotations

import unicodedata

from dialogs.search.folding import folded, readings

# Longer than anything somebody remembers and writes again the same way.
LONGEST = 60
MOST_WORDS = 4
# In the plain spelling; shorter ones are written by everybody all the time.
SHORTEST = 5
# Thanks, greetings and consent, which people send alone without meaning anything by it.
_EVERYDAY = frozenset(
    folded(
        "thank thanks you hello okay please good"
        " спасибо большое здравствуйте хорошо пожалуйста понятно"
        " рахмет сәлем жақсы түсінікті рахмат салам жакшы түшүнүктүү"
        " ташаккур салом хуб рахмат майли фаҳмо"
        " rahmat salom yaxshi xayr tushunarli sagbol sag bol salam düşnükli"
        " تشکر سلام خوب درست"
    )
)


def spellings(text: str) -> tuple[str, ...]:
    """Return how a whole message may be read as one word of a person's own; none if it is long.

    The same word in another script, in capitals, or typed on the other layout is the same.
    """
    if len(text) > LONGEST:
        return ()
    plain = unicodedata.normalize("NFKC", text).casefold()
    read = [words for words in readings(plain) if len(words) <= MOST_WORDS]
    return tuple("".join(words) for words in read)


def is_rare(text: str) -> bool:
    """Say whether a message is of a length to become a word, and not what everybody says."""
    words = folded(text)
    long_enough = any(len(spelling) >= SHORTEST for spelling in spellings(text)[:1])
    return long_enough and not set(words) <= _EVERYDAY
