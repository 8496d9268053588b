"""Addresses of pages in prose: like a number, one is a fact with a source and an end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.checks.prose import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.checks.content import Content
    from dialogs.checks.finding import Finding

# A page by its scheme, or a name of at least two parts that a phone would make a link of.
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.])[^\W\d_][\w-]*(?:\.[\w-]+)*\.(?:[a-z]{2,6}|рф)(?![\w.])"
)


def findings(content: Content) -> Iterator[Finding]:
    """Return addresses outside `{fact:…}`, in every language."""
    for told in content.told:
        if found := ADDRESS.search(PLACEHOLDER.sub(" ", told.text)):
            yield told.say(f"{found[0]} is an address: make it a fact.")
