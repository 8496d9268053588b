"""Rows in a workbook, for translators who have nothing but a spreadsheet.

What stands in a cell is words, never a formula: a workbook travels over many
computers before it comes back.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection

from dialogs.checks.rows import Row
from dialogs.reading import ContentError
from dialogs.words.languages import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

# (heading, width in letters); only the translation may be written in.
COLUMNS = (
    ("context", 30),
    ("English", 55),
    ("English, many", 20),
    ("translation", 55),
    ("note", 40),
    ("max length", 11),
)
TRANSLATION = 4

# Ours are a hundredth of this: whatever is larger did not come from a translator.
MOST_BYTES = 50 * 2**20

# openpyxl's numbers for how a cell is read.
FROM_THE_RIGHT = 2


def write_workbook(path: Path, rows: Iterable[Row], language: str) -> None:
    """Write rows into a new workbook whose only open column is the translation."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = language
    sheet.append([heading for heading, _ in COLUMNS])
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(_cells(row), start=1):
            _fill(sheet.cell(number, column), value)
        _open(sheet.cell(number, TRANSLATION), language)
    _furnish(sheet)
    book.save(path)


def read_workbook(path: Path) -> list[tuple[int, Row]]:
    """Return the rows of a workbook by the number of the line in the sheet.

    Raises ContentError with every line that holds a formula, or when it is no
    workbook of ours.
    """
    sheet = _sheet(path)
    wrong = [
        f"row {cell.row}: A formula is no translation; write the words."
        for line in sheet.iter_rows(min_row=2)
        for cell in line
        if cell.data_type == "f"
    ]
    if wrong:
        raise ContentError(wrong)
    lines = enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2)
    return [(number, _row(cells)) for number, cells in lines if cells[0]]


def _cells(row: Row) -> Sequence[str | int | None]:
    return (
        row.context,
        row.english,
        row.plural,
        "\n".join(row.forms),
        f"{row.note} One line for each form." if row.plural else row.note,
        row.max,
    )


def _fill(cell: Any, value: str | int | None) -> None:  # noqa: ANN401  # untyped in openpyxl
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True  # a spreadsheet shows "=…" as it stands, and keeps it so
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _open(cell: Any, language: str) -> None:  # noqa: ANN401  # untyped in openpyxl
    order = FROM_THE_RIGHT if language in RIGHT_TO_LEFT else 1
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", start_color="FFFBE6")


def _furnish(sheet: Worksheet) -> None:
    for number, (_, width) in enumerate(COLUMNS):
        sheet.column_dimensions["ABCDEF"[number]].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True


def _sheet(path: Path) -> Worksheet:
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise ContentError([f"{path.name}: This is too large to be ours."])
        sheet = load_workbook(path).worksheets[0]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise ContentError([f"{path.name}: This is no workbook."]) from error
    if [cell.value for cell in sheet[1]][: len(COLUMNS)] != [heading for heading, _ in COLUMNS]:
        raise ContentError([f"{path.name}: The first line must be the headings it came with."])
    return sheet


def _row(cells: Sequence[object]) -> Row:
    context, english, plural, translation, *_ = (
        "" if value is None else str(value) for value in cells
    )
    told: str | tuple[str, ...] = translation
    if plural:
        told = tuple(line.strip() for line in translation.splitlines())
    return Row(context=context, english=english, plural=plural or None, translation=told)
