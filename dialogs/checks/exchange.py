"""Files of rows that go to a translator and come back: JSON for programs, XLSX for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from dialogs.checks.rows import Row
from dialogs.reading import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ROWS = TypeAdapter(tuple[Row, ...])


def write_rows(path: Path, rows: Iterable[Row], language: str) -> None:
    """Write rows into a new file; raises ContentError when its ending is unknown."""
    if path.suffix == ".xlsx":
        from dialogs.checks.workbook import write_workbook  # noqa: PLC0415  # the laptop extra

        write_workbook(path, rows, language)
    elif path.suffix == ".json":
        told = [row.model_dump(exclude_none=True) for row in rows]
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        raise _unknown(path)


def read_rows(path: Path) -> list[tuple[int, Row]]:
    """Return the rows of a file by their numbers; raises ContentError when it cannot be read."""
    if path.suffix == ".xlsx":
        from dialogs.checks.workbook import read_workbook  # noqa: PLC0415  # the laptop extra

        return read_workbook(path)
    if path.suffix != ".json":
        raise _unknown(path)
    try:
        return list(enumerate(ROWS.validate_json(path.read_bytes()), start=1))
    except ValidationError as error:
        raise ContentError(_sentences(path, error)) from error


def _sentences(path: Path, error: ValidationError) -> list[str]:
    return [
        f"{path.name}: {'.'.join(str(part) for part in each['loc']) or 'file'}: {each['msg']}."
        for each in error.errors(include_url=False, include_input=False)
    ]


def _unknown(path: Path) -> ContentError:
    return ContentError([f"{path.name}: The file must end in .xlsx or .json."])
