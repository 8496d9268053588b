"""A sheet for a wall: the title of a page in one language, and the code that opens it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import segno

from dialogs.links.link import LONGEST, Link, payload
from dialogs.words.languages import RIGHT_TO_LEFT
from dialogs.words.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from dialogs.engine import Library
    from dialogs.words.phrasebook import Phrasebook

# Names of bots, by core.telegram.org/bots/features#creating-a-new-bot.
BOT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,28}[Bb][Oo][Tt]", re.ASCII)

# A4 in millimetres, and the square of the code in the middle of it.
WIDTH, HEIGHT, SQUARE = 210, 297, 130
# A quarter of the code may be torn or dirty and it is still read (ISO/IEC 18004, level Q).
CORRECTION = "q"
# As many letters fit a line of the sheet.
LINE = 22


class PosterRefused(Exception):
    """A sheet cannot be made; the text is a sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a poster: nothing on it says what we are for."""

    title: str
    language: str
    address: str

    def svg(self) -> str:
        """Return an A4 sheet with the title above the code."""
        code = segno.make(self.address, error=CORRECTION, micro=False)
        side = code.symbol_size(border=0)[0]
        direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        lines = _lines(self.title)
        top = (HEIGHT - SQUARE) / 2
        title = "".join(
            f'<text x="{WIDTH / 2}" y="{top - 18 - 16 * (len(lines) - 1 - number)}">'
            f"{escape(line)}</text>"
            for number, line in enumerate(lines)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}">'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
            f'<g font-family="sans-serif" font-size="13" text-anchor="middle" '
            f'direction="{direction}" xml:lang="{self.language.replace("_", "-")}">{title}</g>'
            f'<g transform="translate({(WIDTH - SQUARE) / 2} {top}) scale({SQUARE / side})">'
            f"{code.svg_inline(border=0)}</g></svg>\n"
        )

    def html(self) -> str:
        """Return the sheet as a page that every browser prints on A4, or as PDF."""
        direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        tongue = self.language.replace("_", "-")
        return (
            f'<!doctype html>\n<html lang="{tongue}" dir="{direction}"><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title>"
            "<style>@page { size: A4; margin: 0 } body { margin: 0 } svg { display: block }"
            f"</style>\n{self.svg()}</html>\n"
        )

    def write(self, out: Path) -> None:
        """Write the sheet as a page or a drawing; raises PosterRefused.

        Never as PDF: what draws the code knows no letters, and Dari's must be joined; browsers do.
        """
        ways = {".html": self.html, ".svg": self.svg}
        if out.suffix not in ways:
            raise PosterRefused("a poster ends in .html or .svg; a browser prints it as PDF.")
        out.write_text(ways[out.suffix](), "utf-8")


def sheet(library: Library, words: Phrasebook, link: Link, language: str, bot: str) -> Sheet:
    """Return the sheet that opens a page of a bot; raises PosterRefused."""
    page = library.page(link.page or "")
    told = library.find(page)
    if page is None or told is None or told.title is None:
        raise PosterRefused(f"{link.page} is no page that a link may open.")
    if len(payload(link)) > LONGEST:
        raise PosterRefused("this page, place and campaign are too long together for a link.")
    if not BOT_NAME.fullmatch(bot):
        raise PosterRefused(f"{bot} is no name of a bot: give it without @, as in guide_bot.")
    title = words.say(Text(f"{page.script}.{page.step}.title", told.title), language)
    return Sheet(title, language, f"https://t.me/{bot}?start={payload(link)}")


def _lines(title: str) -> list[str]:
    """Break a title where a line of the sheet is full."""
    lines = [""]
    for word in title.split():
        fits = len(lines[-1]) + len(word) < LINE or not lines[-1]
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if fits else [lines[-1], word]
    return lines
