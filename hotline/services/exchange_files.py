"""Rows as files, and files as rows: CSV, a workbook, or a line of JSON each."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

from hotline.domain.exchange.checking import Fault, Faulty, faults
from hotline.domain.exchange.columns import names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hotline.domain.exchange.columns import Row

# (line, cells); the first is the head.
Lines = list[tuple[int, list[str]]]


def written(rows: Sequence[Row], kind: str) -> bytes:
    """Return rows as a file of a kind: csv, xlsx or jsonl."""
    return WRITE[kind](rows)


def read(told: bytes, kind: str) -> Sequence[Row]:
    """Return the rows of a file; raises Faulty with every fault and its line."""
    try:
        lines = READ[kind](told)
    except UnicodeDecodeError as broken:
        line = told[: broken.start].count(b"\n") + 1
        raise Faulty([Fault(line, "is not UTF-8")]) from None
    except _Unreadable as unreadable:
        raise Faulty(unreadable.faults) from None
    if not lines:
        raise Faulty([Fault(1, "is empty")])
    (_, head), *rest = lines
    if found := faults(head, rest):
        raise Faulty(found)
    return [dict(zip(head, cells, strict=True)) for _, cells in rest]


class _Unreadable(Exception):
    def __init__(self, *found: Fault) -> None:
        self.faults = found
        super().__init__()


def _csv(rows: Sequence[Row]) -> bytes:
    told = io.StringIO(newline="")
    writer = csv.DictWriter(told, names(), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return told.getvalue().encode()


def _jsonl(rows: Sequence[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _xlsx(rows: Sequence[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("HTCDS 2.0")
    sheet.append(names())
    for row in rows:
        sheet.append([row[name] for name in names()])
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def _from_csv(told: bytes) -> Lines:
    reader = csv.reader(io.StringIO(told.decode("utf-8-sig"), newline=""), strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error:
        raise _Unreadable(Fault(reader.line_num, "is no line of CSV")) from None


def _from_jsonl(told: bytes) -> Lines:
    head, lines, found = list(names()), [], []
    for number, line in enumerate(told.decode("utf-8-sig").splitlines(), start=1):
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not all(isinstance(each, str) for each in row.values()):
            found.append(Fault(number, "is no object of texts"))
        elif set(row) != set(head):
            found.append(Fault(number, "has other names than the columns of the standard"))
        else:
            lines.append((number, [row[name] for name in head]))
    if found:
        raise _Unreadable(*found)
    return [(1, head), *lines]


def _from_xlsx(told: bytes) -> Lines:
    try:
        book = load_workbook(io.BytesIO(told), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001  # a broken workbook breaks in many ways, all of them its own
        raise _Unreadable(Fault(1, "is no workbook")) from None
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [
        (number, ["" if cell is None else str(cell) for cell in cells])
        for number, cells in enumerate(rows, start=1)
    ]


WRITE: dict[str, Callable[[Sequence[Row]], bytes]] = {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl}
READ: dict[str, Callable[[bytes], Lines]] = {
    "csv": _from_csv,
    "xlsx": _from_xlsx,
    "jsonl": _from_jsonl,
}
