"""Content from files: mistakes are named by file and line, all at once."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from dialogs.reading import (
    FACTS,
    ROOT,
    SCRIPTS,
    ContentError,
    read_facts,
    read_library,
    read_scripts,
)
from tests.dialogs.scenes import HERE, SMALL, SPEECH

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = """\
script: broken
about: Not right.
start: menu
steps:
  menu:
    say:
      - text: Hello.
        withut: Good day.
    choices:
      - id: Next Page
        label: Next
"""


def mistakes(folder: Path, **files: str) -> tuple[str, ...]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(ContentError) as error:
        read_scripts(folder)
    return error.value.lines


def test_every_mistake_has_its_file_and_line(tmp_path: Path) -> None:
    first, second = mistakes(tmp_path, broken=BROKEN)

    assert first.startswith("broken.yaml:8: steps.menu.say.0.withut: ")
    assert second.startswith("broken.yaml:10: steps.menu.choices.0.id: ")


def test_a_step_that_says_nothing_is_a_mistake(tmp_path: Path) -> None:
    [line] = mistakes(tmp_path, mute="script: a\nabout: b\nstart: c\nsteps:\n  c:\n    say: []\n")

    assert line.startswith("mute.yaml:6: steps.c.say: ")


def test_mistakes_of_all_files_are_told_together(tmp_path: Path) -> None:
    lines = mistakes(tmp_path, broken=BROKEN, empty="", list="- a\n", open='script: "x\n')

    assert [line.split(":")[0] for line in lines] == [
        "broken.yaml",
        "broken.yaml",
        "empty.yaml",
        "list.yaml",
        "open.yaml",
    ]


def test_a_step_told_twice_is_a_mistake(tmp_path: Path) -> None:
    [line] = mistakes(tmp_path, twice="script: a\nabout: b\nscript: c\n")

    assert line.startswith("twice.yaml:3: This is not YAML: ")


def test_files_that_are_not_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")

    [line] = mistakes(tmp_path)

    assert line.startswith("bytes.yaml:1: ")


def test_a_fact_without_a_source_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text("- id: xx.stay.days\n  value: 90\n", "utf-8")

    with pytest.raises(ContentError) as error:
        read_facts(tmp_path)

    assert any("0.source: This field is missing" in line for line in error.value.lines)


def test_scripts_come_in_the_order_of_their_files() -> None:
    names = [script.script for script in read_scripts(HERE / "small")]

    assert names == sorted(names)


def test_what_is_read_is_what_people_walk() -> None:
    library = read_library(folder=HERE / "small")

    assert library.places() == SMALL.places()


def test_a_revision_does_not_depend_on_when_it_was_read() -> None:
    first, second = read_scripts(HERE / "small"), read_scripts(HERE / "small")

    assert [script.revision for script in first] == [script.revision for script in second]


def test_facts_and_catalogues_are_read_together() -> None:
    assert SPEECH.facts.facts.keys() == {fact.id for fact in read_facts()}


def test_every_door_into_the_package_opens_first() -> None:
    doors = ["words.phrases", "words.factbook", "engine", "reading"]
    opened = {
        door: subprocess.Popen([sys.executable, "-c", f"import dialogs.{door}"], cwd=ROOT)  # noqa: S603  # our own interpreter and a name from above
        for door in doors
    }

    assert {door: program.wait() for door, program in opened.items()} == dict.fromkeys(doors, 0)


@pytest.mark.parametrize("folder", [SCRIPTS, FACTS], ids=["scripts", "facts"])
def test_the_quick_parser_reads_what_the_careful_one_reads(folder: Path) -> None:
    quick = 0
    for path in sorted(folder.glob("*.yaml"))[:6]:
        text = path.read_text("utf-8")
        with suppress(YAMLError):  # the older parser refuses what the newer then reads
            assert YAML(typ="safe").load(text) == YAML(typ="safe", pure=True).load(text)
            quick += 1

    assert quick > 0


def test_what_the_quick_parser_refuses_is_read_all_the_same(tmp_path: Path) -> None:
    told = """\
- id: xx.stay.days
  country: XX
  value: 90
  unit: day
  what: Longest stay
  source: [https://example.org/law]
  checked: 2026-11-01
  expires: 2027-05-01
  use: show
"""
    (tmp_path / "xx.yaml").write_text(told, "utf-8")

    assert read_facts(tmp_path)[0].source == ("https://example.org/law",)
