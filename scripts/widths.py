"""Writes how wide each letter of our languages is, from the tables of a font's files.

The tables are those of Noto Sans (fonts.google.com/noto, SIL Open Font License), as fontTools
tells them:

    ttx -t cmap -t head -t hmtx -o sans.ttx NotoSans-Regular.ttf
    ttx -t cmap -t head -t hmtx -o arabic.ttx NotoSansArabic-Regular.ttf
    python -m scripts.widths sans.ttx arabic.ttx
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from dialogs.checks.letters import ALPHABETS
from dialogs.checks.widths import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

ASCII = "".join(map(chr, range(0x20, 0x7F)))
SIGNS = "«»“”‘’„…–—·№،؛؟"


def wanted() -> set[str]:
    """Return the letters and signs that may stand on a button."""
    letters = "".join(ALPHABETS.values())
    return set(letters + letters.upper() + ASCII + SIGNS)


def widths(tables: Path) -> dict[str, int]:
    """Return the advance of each character of a font, in thousandths of its size."""
    told = ET.parse(tables).getroot()  # noqa: S314 - fontTools wrote it
    names = {int(each.attrib["code"], 16): each.attrib["name"] for each in told.iter("map")}
    advance = {each.attrib["name"]: int(each.attrib["width"]) for each in told.iter("mtx")}
    em = next(int(each.attrib["value"]) for each in told.iter("unitsPerEm"))
    return {chr(code): round(advance[name] * 1000 / em) for code, name in names.items()}


def written(known: dict[str, int], letters: Iterable[str]) -> str:
    """Return the table: one line a width, with the characters that have it."""
    alike: dict[int, str] = defaultdict(str)
    for letter in sorted(set(letters) & known.keys()):
        alike[known[letter]] += letter
    lines = (
        f"{width}: {json.dumps(letters, ensure_ascii=False)}\n"
        for width, letters in sorted(alike.items())
    )
    return (
        f"# Advances in thousandths of the size: written by scripts/widths.py.\n{''.join(lines)}"
    )


def main() -> None:
    """Write the table from the fonts named on the command line, the first one first."""
    known: dict[str, int] = {}
    for tables in map(Path, sys.argv[1:]):
        known = widths(tables) | known
    TABLE.write_text(written(known, wanted()), "utf-8")


if __name__ == "__main__":
    main()
