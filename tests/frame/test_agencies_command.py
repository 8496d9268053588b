"""`hotline agencies` as an administrator types it: whole lists, or every fault by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from hotline.cli.commands import app

if TYPE_CHECKING:
    from pathlib import Path

LIST = "name,number,standing,until\nОсОО «Береке Жумуш»,KG-1/26,licensed,2027-03-01\n"
WHERE = ("--source", "https://list.example/agencies", "--as-of", "2026-11-01")


@pytest.fixture
def installation(
    tmp_path: Path, database_url: str, root_key: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    settings = {
        "DATABASE_URL": database_url,
        "KEY_FILE": str(root_key),
        "KEYSTORE_DIR": str(tmp_path / "keystore"),
        "TOKEN": "1:sandbox",
        "STAFF_GROUP": "-1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"HOTLINE_{name}", value)
    return tmp_path


def says(*words: str, told: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["agencies", *words], input=told)
    return done.exit_code, done.output


def test_a_list_is_taken_in_after_a_word_and_shown(installation: Path) -> None:
    file = installation / "list.csv"
    file.write_text(LIST, "utf-8")

    tried, _ = says("import", "kg", str(file), *WHERE, "--dry-run")
    refused, _ = says("import", "kg", str(file), *WHERE, told="n\n")
    empty, before = says("status")
    done, _ = says("import", "kg", str(file), *WHERE, told="y\n")
    _, status = says("status", "--json")

    assert (tried, refused, empty, done) == (0, 1, 0, 0)
    assert "none" in before
    assert [(each["country"], each["agencies"]) for each in json.loads(status)] == [("kg", 1)]


def test_a_workbook_is_a_list_too(installation: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LIST.splitlines():
        sheet.append(line.split(","))
    file = installation / "list.xlsx"
    book.save(file)

    done, said = says("import", "kg", str(file), *WHERE, "--dry-run")

    assert done == 0
    assert "1 agencies of kg" in said


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (b"name,number\nA,1\n", "list.csv:1: The columns must be"),
        (LIST.encode("cp1251", "replace"), "list.csv:2: The file is not written in UTF-8."),
        (f"{LIST}B,kg-1/26,licensed,\n".encode(), "list.csv:3: The number stands in line 2"),
        (b"", "list.csv:1: The columns must be"),
        (b'name,number,standing,until\n"A', "list.csv:1: The file is no CSV"),
    ],
)
def test_a_bad_list_changes_nothing_and_every_fault_has_its_line(
    installation: Path, told: bytes, place: str
) -> None:
    file = installation / "list.csv"
    file.write_bytes(told)

    done, said = says("import", "kg", str(file), *WHERE, "--yes")
    _, status = says("status", "--json")

    assert done == 1
    assert place in said
    assert json.loads(status) == []
