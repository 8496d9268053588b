"""Markup: there is none in any text, because people would read it as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding

# Tags and entities of HTML, and the pairs of Telegram's MarkdownV2 (core.telegram.org/bots/api).
MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>|&(?:#\d+|[a-zA-Z]+);|\*[^*\s][^*]*\*|(?<!\w)_[^_\s][^_]*_(?!\w)"
    r"|`[^`]+`|\|\|[^|]+\|\||\[[^\]]+\]\([^)]+\)"
)


def findings(content: Content) -> Iterator[Finding]:
    """Return every piece of markup in any language."""
    for told in content.told:
        for found in marks(told.text):
            yield told.say(f"Markup is not read here, write plain words: {found}")


def marks(text: str) -> list[str]:
    """Return the markup in a text."""
    return [found[0] for found in MARKUP.finditer(text)]
