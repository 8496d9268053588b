"""Where a fact comes from: public pages, and two admissions that never suffice to show it."""

from __future__ import annotations

# Numbers met in published programs: their authors copy from each other.
WEAK = "a public code repository, weak evidence"
# A lead that somebody remembered, and nothing more.
MEMORY = "from memory, unverified"


def is_page(source: str) -> bool:
    """Say whether a source is the address of a public page."""
    return source.startswith(("https://", "http://"))


def is_cut(source: str) -> bool:
    """Say whether only the beginning of an address is known: it must be looked up again."""
    return is_page(source) and source.endswith("…")
