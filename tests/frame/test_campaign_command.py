"""`hotline campaign`: what a file must say, what is asked first, what is refused and where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from hotline.cli.commands import app
from tests.frame.test_agencies_command import installation

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["installation"]

GOOD = """
name: autumn
topic: scams
languages: [tg, ru]
missing: fallback
texts:
  ru: |
    Осторожно
    с обещаниями
"""
NOBODY = "00000000-0000-4000-8000-000000000000"


def says(*words: str, told: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["campaign", *words], input=told)
    return done.exit_code, done.output


def written(folder: Path, text: str) -> str:
    file = folder / "autumn.yaml"
    file.write_text(text, "utf-8")
    return str(file)


def test_a_draft_is_made_and_given_to_a_second_person_after_a_word(installation: Path) -> None:
    file = written(installation, GOOD)

    tried, _ = says("import", file, "--dry-run")
    refused, _ = says("import", file, told="n\n")
    done, _ = says("import", file, "--yes")
    [row] = json.loads(says("list", "--json")[1])
    submitted, said = says("submit", row["id"], told="y\n")
    scheduled, why = says("schedule", row["id"], "--yes")

    assert (tried, refused, done, submitted) == (0, 1, 0, 0)  # one draft was made, not three
    assert "people: fewer than 11" in said
    assert (scheduled, "cannot be done now" in why) == (1, True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (GOOD.replace("с обещаниями", "с {name}"), "ru:2:3: placeholder {name}"),
        (GOOD.replace("с обещаниями", "с обещаниями 50"), "ru:2:14: number 50"),
        (GOOD.replace("fallback", "wait"), "tg:0:0: missing"),
        (GOOD.replace("topic: scams", "topic: weather"), "file: audience"),
        (GOOD.replace("missing:", "mising:"), "mising: Extra inputs are not permitted"),
        ("name: [", "This is not YAML"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_the_place(
    installation: Path, text: str, place: str
) -> None:
    code, said = says("import", written(installation, text), "--yes")

    assert code == 1
    assert place in said
    assert "Nothing was taken in." in said


def test_what_is_not_there_is_said(installation: Path) -> None:
    assert installation.exists()
    assert says("stop", NOBODY, "--yes") == (1, "There is no such campaign.\n")
