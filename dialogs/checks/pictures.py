"""Pictures in our own pages: who cannot see one is told what it shows.

No screen holds a picture, because none can be told in eight languages; the
pages for editors and visitors do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.checks.finding import Finding
from dialogs.reading import ROOT, named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dialogs.checks.content import Content

# github.github.com/gfm, "Images": the words in brackets are read aloud.
PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<file>[^)\s]+)")


def findings(_content: Content) -> Iterator[Finding]:
    """Return what is wrong with the pictures of README.md and docs."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if page.exists():  # an installed program has none of them
            yield from of_page(page)


def of_page(page: Path) -> Iterator[Finding]:
    """Return pictures of a page without words, and words without their picture."""
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        for found in PICTURE.finditer(line):
            if not found["words"].strip():
                yield Finding(
                    named(page), number, f"{found['file']} has no words of what it shows."
                )
            if "://" not in found["file"] and not (page.parent / found["file"]).exists():
                yield Finding(named(page), number, f"There is no picture {found['file']}.")
