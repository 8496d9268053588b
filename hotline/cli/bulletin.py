"""The bulletin of a published month: countries side by side, as a page and as PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_noto_sans
from fpdf import FPDF, FontFace
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hotline.domain.publishing.drawing import MOST_ROWS, bars
from hotline.domain.publishing.release import publishable_from
from hotline.domain.publishing.rounding import K
from hotline.domain.publishing.sheets import sheets
from hotline.domain.tally import GENDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.words.number_words import NumberWords
    from hotline.domain.publishing.release import Release
    from hotline.domain.publishing.sheets import Sheet

FONT = Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# The colours of the countries on paper, in the order of the page.
COLOURS = (
    (29, 92, 143),
    (194, 87, 26),
    (58, 125, 68),
    (122, 79, 163),
    (138, 143, 31),
    (95, 106, 114),
)
INK, SOFT, HEAD, LINE = (34, 48, 45), (79, 91, 88), (233, 229, 220), (214, 208, 195)
# In millimetres of an A4 sheet.
BAR, LABEL, ROOM = 3.2, 5.0, 30.0


def as_page(release: Release, words: NumberWords) -> str:
    """Return the bulletin as one file of HTML that needs nothing else."""
    return ENVIRONMENT.get_template("bulletin.html").render(
        release=release,
        sheets=sheets(release),
        words=words,
        tag=words.language.replace("_", "-"),
        draw=lambda sheet: _drawn(sheet, words),
        genders=lambda sheet: list(_genders(sheet, words)),
        k=K,
    )


def as_pdf(release: Release, words: NumberWords) -> bytes:
    """Return the bulletin as PDF, for languages that are written from left to right."""
    paper = FPDF(format="A4")
    day = publishable_from(release.month)
    paper.set_creation_date(datetime(day.year, day.month, day.day, tzinfo=UTC))
    paper.set_title(_title(release, words))
    paper.set_lang(words.language)
    paper.add_font("noto", fname=str(FONT))
    paper.add_page()
    _line(paper, _title(release, words), 18, INK)
    for name in ("stat_rule", "stat_dash"):
        _line(paper, words.say(name, k=K, more=K - 1), 9, SOFT)
    for sheet in sheets(release):
        _sheet(paper, sheet, words)
    return bytes(paper.output())


def _title(release: Release, words: NumberWords) -> str:
    return f"{words.say('stat_bulletin')} · {words.month(release.month)}"


def _drawn(sheet: Sheet, words: NumberWords) -> str:
    says = f"{words.table(sheet.table)}. {words.say('stat_chart')}"
    return bars(sheet, lambda row: words.row(sheet.by, row), says, mirrored=words.rightwards)


def _genders(sheet: Sheet, words: NumberWords) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    """Return the totals of each gender that any country shows."""
    if sheet.regional:
        return
    for place, gender in enumerate(GENDERS):
        numbers = tuple(part.columns[place] for part in sheet.parts)
        if any(number is not None for number in numbers):
            yield words.gender(gender), numbers


def _line(paper: FPDF, said: str, size: int, colour: tuple[int, int, int]) -> None:
    paper.set_font("noto", size=size)
    paper.set_text_color(*colour)
    paper.multi_cell(0, h=size * 0.5, text=said, new_x="LMARGIN", new_y="NEXT")
    paper.ln(1)


def _sheet(paper: FPDF, sheet: Sheet, words: NumberWords) -> None:
    rows = min(len(sheet.lines), MOST_ROWS)
    drawing = rows * (LABEL + len(sheet.desks) * BAR + 1)
    if paper.will_page_break(drawing + 20):
        paper.add_page()
    paper.ln(4)
    _line(paper, words.table(sheet.table), 13, INK)
    for row, numbers, _ in sheet.lines[:MOST_ROWS]:
        _bars(paper, words.row(sheet.by, row), numbers, sheet.most)
    _table(paper, sheet, words)


def _bars(paper: FPDF, name: str, numbers: tuple[int | None, ...], most: int) -> None:
    paper.set_font("noto", size=8)
    paper.set_text_color(*SOFT)
    paper.cell(0, h=LABEL, text=name, new_x="LMARGIN", new_y="NEXT")
    for place, number in enumerate(numbers):
        width = (paper.epw - ROOM) * (number or 0) / most if most else 0
        paper.set_fill_color(*COLOURS[place % len(COLOURS)])
        paper.rect(paper.l_margin, paper.get_y(), width, BAR - 0.6, style="F")
        paper.ln(BAR)
    paper.ln(1)


def _table(paper: FPDF, sheet: Sheet, words: NumberWords) -> None:
    paper.set_font("noto", size=9)
    paper.set_text_color(*INK)
    paper.set_fill_color(255)
    paper.set_draw_color(*LINE)
    paper.ln(1)
    heads = [FontFace(color=COLOURS[place % len(COLOURS)]) for place in range(len(sheet.desks))]
    with paper.table(
        first_row_as_headings=False,
        line_height=5.5,
        borders_layout="HORIZONTAL_LINES",
        text_align="LEFT",
    ) as table:
        top = table.row()
        top.cell("", style=FontFace(fill_color=HEAD))
        for desk, style in zip(sheet.desks, heads, strict=True):
            top.cell(words.desk(desk), style=FontFace(color=style.color, fill_color=HEAD))
        if not sheet.regional:
            top.cell(words.say("stat_region"), style=FontFace(fill_color=HEAD))
        for name, numbers in _lines(sheet, words):
            table.row([name, *numbers])


def _lines(sheet: Sheet, words: NumberWords) -> Iterator[tuple[str, list[str]]]:
    """Return the lines of a table as they are printed; a region alone has no sum beside it."""
    total = words.say("stat_total")
    told = [
        *(
            (words.row(sheet.by, row), numbers, words.number(all_))
            for row, numbers, all_ in sheet.lines
        ),
        *((f"{total}: {name}", numbers, "") for name, numbers in _genders(sheet, words)),
        (total, sheet.totals, words.number(sum(sheet.totals))),
    ]
    for name, numbers, whole in told:
        yield name, [*map(words.number, numbers), *([] if sheet.regional else [whole])]
