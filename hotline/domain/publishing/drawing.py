"""Bars as SVG: a picture of one sheet; the table beside it says the same in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable

    from hotline.domain.publishing.sheets import Sheet

# In units of the drawing; it is scaled to the width of its place.
WIDTH, BAR, GAP, LABEL, SIDE = 400, 14, 4, 20, 70
# More bars than this nobody compares; the table has them all.
MOST_ROWS = 8


def bars(sheet: Sheet, row: Callable[[str], str], says: str, *, mirrored: bool) -> str:
    """Return one drawing; `row` names a row, `says` is read aloud in its place.

    Desks have the classes d0, d1 … in the order of the sheet. Mirrored, bars begin at the right.
    """
    parts: list[str] = []
    top = 0
    for name, numbers, _ in sheet.lines[:MOST_ROWS]:
        parts.append(_text(WIDTH if mirrored else 0, top + LABEL - 6, row(name)))
        top += LABEL
        for place, number in enumerate(numbers):
            parts.append(_bar(place, number or 0, top, sheet.most, mirrored=mirrored))
            top += BAR + GAP
        top += GAP * 2
    direction = "rtl" if mirrored else "ltr"
    return (
        f'<svg class="bars" role="img" aria-label={quoteattr(says)} viewBox="0 0 {WIDTH} {top}"'
        f' direction="{direction}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _bar(place: int, number: int, top: int, most: int, *, mirrored: bool) -> str:
    width = round((WIDTH - SIDE) * number / most) if most else 0
    start = WIDTH - width if mirrored else 0
    end = start - 6 if mirrored else width + 6
    shown = str(number) if number else "—"
    return (
        f'<rect class="d{place}" x="{start}" y="{top}" width="{width}" height="{BAR}"/>'
        f"{_text(end, top + BAR - 3, shown)}"
    )


def _text(x: int, y: int, said: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(said)}</text>'
