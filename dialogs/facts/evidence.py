"""Where a fact may come from when no public page says it; such a fact is never shown."""

from __future__ import annotations

import re

# Numbers met in published programs: their authors copy from each other.
WEAK = "a public code repository, weak evidence"
# A lead that somebody remembered, and nothing more.
MEMORY = "from memory, unverified"

PAGE = re.compile(r"^https?://\S+$")
# A page whose address is lost, by its site and title: "example.org, report of 2014".
NAMED_PAGE = re.compile(r"^(\w[\w-]*\.)+\w{2,}, \S")


def is_page(source: str) -> bool:
    """Say whether a source is the address of a public page."""
    return PAGE.match(source) is not None


def is_known_kind(source: str) -> bool:
    """Say whether a source is a page, a named page, weak evidence or a memory."""
    return is_page(source) or source in {WEAK, MEMORY} or NAMED_PAGE.match(source) is not None
