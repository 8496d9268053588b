"""Pictures: every one stands in the glossary, and none stands alone on a button."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.notation import loaded
from dialogs.reading import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dialogs.checks.content import Content

GLOSSARY = Path(__file__).parent / "emoji.yaml"

# One picture as the eye counts it: joined ones and their colour marks belong together.
PICTURE = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
    "(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?)*"
)
# Which way Back points depends on where one begins to read.
MIRRORED = {"➡️": "⬅️", "↪️": "↩️"}


def findings(content: Content) -> Iterator[Finding]:
    """Return pictures without a meaning, meanings told twice, and labels without a word."""
    yield from meanings(glossary())
    for told in content.told:
        pictures = PICTURE.findall(told.text)
        for picture in pictures:
            if not {picture, MIRRORED.get(picture)} & glossary().keys():
                yield told.say(
                    f"{picture} is not in the glossary of pictures; see {named(GLOSSARY)}."
                )
        if told.is_label and not any(letter.isalpha() for letter in told.text):
            yield told.say("A picture alone is no label.")
        if told.is_label and len(pictures) > 1:
            yield told.say("One picture is enough on a button.")


def meanings(known: Mapping[str, str]) -> Iterator[Finding]:
    """Return the meanings that two pictures share."""
    for meaning, number in Counter(known.values()).items():
        if number > 1:
            yield Finding(named(GLOSSARY), 1, f"Two pictures mean: {meaning}.")


@cache
def glossary() -> Mapping[str, str]:
    """Return what each picture means."""
    told: dict[str, str] = loaded(GLOSSARY.read_text("utf-8"))
    return told
