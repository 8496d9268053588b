"""Is it really that language: nothing left in English, and nothing in a neighbour's language.

The letters (see `letters`) tell most languages apart; this finds what they
cannot. It guesses nothing: the same sentence in two languages is a fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.checks.prose import PLACEHOLDER
from dialogs.words.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding

# Shorter texts may be names, or a word that two languages share.
SENTENCE_WORDS = 3
WORD = re.compile(r"[^\W\d_]{2,}")

# Letters that no long text of a language does without; the neighbour's language has none of them.
OWN_LETTERS = {
    "kk": re.compile("[әғқңөұүһі]"),
    "ky": re.compile("[ңөү]"),
    "tg": re.compile("[ғӣқӯҳҷ]"),
    "tk": re.compile("[äçžňöşüý]"),
    "uz": re.compile("[oOgG]‘|q|x|sh|ch"),
    "ru": re.compile("[ыьщц]"),
}
# By far the longest stretch without one in our own texts is half of this.
LONG_TEXT = 160


def findings(content: Content) -> Iterator[Finding]:
    """Return translations that are the English, the Russian, or somebody else's."""
    russian = {told.key: told.text for told in content.told if told.language == "ru"}
    for told in content.told:
        if told.language == SOURCE:
            continue
        if len(WORD.findall(PLACEHOLDER.sub("", told.text))) >= SENTENCE_WORDS:
            if told.text == told.english:
                yield told.say("It is still in English.")
            elif told.language != "ru" and told.text == russian.get(told.key):
                yield told.say(f"It is the Russian sentence, not one of {told.language}.")
        if not sounds_like(told.language, told.text):
            yield told.say(f"A long text without a letter of {told.language}.", warning=True)


def sounds_like(language: str, text: str) -> bool:
    """Say whether a text is short, or has at least one letter that is its language's own."""
    own = OWN_LETTERS.get(language)
    return own is None or len(text) < LONG_TEXT or bool(own.search(text.lower()))
