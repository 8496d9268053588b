"""A state's list in a file: CSV in UTF-8, or the first sheet of a workbook, cells as text."""

from __future__ import annotations

import csv
from datetime import date, datetime
from typing import TYPE_CHECKING

from hotline.domain.agencies import COLUMNS, Fault, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# No state has licensed so many; a larger file is not a list of agencies.
LARGEST, MOST_LINES = 20 << 20, 100_000


def read_table(file: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the other lines; raises Refused for what is no such file."""
    if file.stat().st_size > LARGEST:
        raise Refused([Fault(1, f"The file is larger than {LARGEST >> 20} MiB.")])
    lines = list(_workbook(file) if file.suffix.lower() == ".xlsx" else _text(file))
    if len(lines) > MOST_LINES:
        raise Refused([Fault(MOST_LINES, f"The file has more than {MOST_LINES} lines.")])
    return (lines[0], lines[1:]) if lines else ([], [])


def _text(file: Path) -> Iterator[list[str]]:
    try:
        told = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = file.read_bytes()[: broken.start].count(b"\n") + 1
        raise Refused([Fault(line, "The file is not written in UTF-8.")]) from None
    try:
        for cells in csv.reader(told.splitlines(), strict=True):
            yield [cell.strip() for cell in cells]
    except csv.Error as broken:
        raise Refused([Fault(1, f"The file is no CSV: {broken}.")]) from None


def _workbook(file: Path) -> Iterator[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(max_col=len(COLUMNS), values_only=True):
            yield [_told(cell) for cell in row]
    except (BadZipFile, InvalidFileException, KeyError, IndexError):
        raise Refused([Fault(1, "The file is no workbook.")]) from None


def _told(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell).strip()
