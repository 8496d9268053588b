"""A workbook carries rows to a translator and back, and never a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from dialogs.checks.exchange import read_rows, write_rows
from dialogs.checks.rows import Row
from dialogs.reading import ContentError

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = Row(context="home.menu.title", english="Menu", max=32, translation="Меню")
TWO_LINES = Row(context="desk.header", english="One\nTwo", translation="Раз\nДва")
COUNTED = Row(
    context="unit.day",
    english="{number} day",
    plural="{number} days",
    translation=("{number} день", "{number} дня", "{number} дней"),
)


def test_rows_come_back_as_they_went(tmp_path: Path) -> None:
    write_rows(tmp_path / "ru.xlsx", [PLAIN, TWO_LINES, COUNTED], "ru")

    back = read_rows(tmp_path / "ru.xlsx")

    assert [(number, row.context, row.translation) for number, row in back] == [
        (2, PLAIN.context, PLAIN.translation),
        (3, TWO_LINES.context, TWO_LINES.translation),
        (4, COUNTED.context, COUNTED.translation),
    ]


@pytest.mark.parametrize("words", ["=1+1", "=HYPERLINK(A1)", "+1", "-1", "@x"])
def test_words_that_look_like_a_formula_stay_words(tmp_path: Path, words: str) -> None:
    row = Row(context="a", english=words, note=words, translation=words)

    write_rows(tmp_path / "ru.xlsx", [row], "ru")

    cells = next(load_workbook(tmp_path / "ru.xlsx").worksheets[0].iter_rows(min_row=2))
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value)


def test_only_the_translation_can_be_written_in(tmp_path: Path) -> None:
    write_rows(tmp_path / "ru.xlsx", [PLAIN], "ru")

    sheet = load_workbook(tmp_path / "ru.xlsx").worksheets[0]

    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, True, False, True, True]


def test_dari_is_written_from_the_right(tmp_path: Path) -> None:
    write_rows(tmp_path / "dari.xlsx", [PLAIN], "fa_AF")

    cell = load_workbook(tmp_path / "dari.xlsx").worksheets[0].cell(2, 4)

    assert cell.alignment.readingOrder == 2


def test_a_formula_that_came_back_is_refused_by_its_row(tmp_path: Path) -> None:
    write_rows(tmp_path / "ru.xlsx", [PLAIN, PLAIN], "ru")
    book = load_workbook(tmp_path / "ru.xlsx")
    book.worksheets[0].cell(3, 4).value = "=1+1"
    book.save(tmp_path / "ru.xlsx")

    with pytest.raises(ContentError, match="row 3: A formula is no translation"):
        read_rows(tmp_path / "ru.xlsx")


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")

    with pytest.raises(ContentError, match="must be the headings"):
        read_rows(tmp_path / "a.xlsx")


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no", "utf-8")

    with pytest.raises(ContentError, match=r"a\.xlsx: This is no workbook\."):
        read_rows(tmp_path / "a.xlsx")
