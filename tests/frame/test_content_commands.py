"""`hotline content …`, as an editor, a translator and CI run it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from dialogs.reading import FACTS, ROOT
from tests.frame.test_command_line import run

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "check", "strings", "schema", "links", "graph", "preview", "diff",
    "tested", "calls", "stale",
    "approve", "status", "export", "import",
)  # fmt: skip
CALL = ("--on", "2026-11-24", "--result", "answered", "--by", "operator")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_in_a_sentence_what_it_does(command: str) -> None:
    done = run("content", command, "--help")

    assert done.returncode == 0
    assert ".\n" in done.stdout.replace(" ", "")


def test_the_check_is_read_by_a_program_on_its_own_channel() -> None:
    done = run("content", "check", "--format", "json")

    found = json.loads(done.stdout)
    assert done.returncode == int(any(not each["warning"] for each in found))
    assert "scripts" in done.stderr


def test_every_language_has_its_standing() -> None:
    told = json.loads(run("content", "status", "--json").stdout)

    assert told[0]["language"] == "en"
    assert len(told) == 8


def test_a_screen_is_previewed_in_another_language() -> None:
    done = run("content", "preview", "home:menu", "--lang", "ky")

    assert "🏠" in done.stdout
    assert "🆘" in done.stdout


def test_a_drawing_is_written(tmp_path: Path) -> None:
    done = run("content", "graph", "home", "--out", str(tmp_path / "home.svg"))

    assert done.returncode == 0
    assert (tmp_path / "home.svg").read_text("utf-8").startswith("<svg")


def test_rows_go_out_and_nothing_changes_when_they_come_back(tmp_path: Path) -> None:
    file = str(tmp_path / "ru.xlsx")
    run("content", "export", "ru", file)

    done = run("content", "import", "ru", file, "--dry-run")

    assert done.stdout == "would take 0 rows, refused 0\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("preview", "home:gone"), "There is no step home:gone; write it as script:step."),
        (("preview", "home", "--lang", "de"), "de: choose one of"),
        (("graph", "gone", "--out", "x.svg"), "There is no script gone."),
        (("export", "de", "x.json"), "de: There is no such catalogue"),
        (("export", "ru", "x.doc"), "x.doc: The file must end in .xlsx or .json."),
        (("diff", "no-such-revision"), "git knows no revision no-such-revision"),
        (("diff", "--output=x"), "No such option"),
        (
            ("approve", "ru", "help", "--role", "translator", "--on", "2026-11-24"),
            "The translator cannot approve what the translator wrote.",
        ),
    ],
)
@pytest.mark.skipif(shutil.which("git") is None, reason="only git knows what was said before")
def test_a_mistake_is_answered_with_one_sentence(
    arguments: tuple[str, ...], sentence: str
) -> None:
    done = run("content", *arguments)

    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the history of the project")
def test_nothing_differs_between_a_revision_and_itself() -> None:
    assert run("content", "diff", "HEAD", "HEAD").stdout == ""


def test_the_calls_that_are_due_begin_with_the_most_important_one() -> None:
    told = json.loads(run("content", "calls", "--on", "2026-11-24", "--json").stdout)

    assert told[0]["id"] == "kz.line.trafficking"
    assert all(each["use"] != "hide" for each in told)


def test_what_is_stale_is_listed_for_a_day_to_come() -> None:
    now = json.loads(run("content", "stale", "--on", "2026-11-24", "--json").stdout)
    later = json.loads(
        run("content", "stale", "--on", "2026-11-24", "--within", "200", "--json").stdout
    )

    assert now == []
    assert len(later) > 100


def test_a_test_call_is_tried_out_without_being_written() -> None:
    before = (FACTS / "services_kz.yaml").read_text("utf-8")

    done = run("content", "tested", "kz.line.trafficking", *CALL, "--dry-run")

    assert done.returncode == 0
    assert "`show` until 2027-" in done.stdout
    assert (FACTS / "services_kz.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("kz.line.nowhere", "hotline: There is no fact kz.line.nowhere.\n"),
        ("kz.site.egov", "hotline: kz.site.egov is no phone line.\n"),
    ],
)
def test_what_cannot_be_called_is_refused_in_one_sentence(line: str, sentence: str) -> None:
    done = run("content", "tested", line, *CALL)

    assert done.returncode == 1
    assert done.stderr == sentence
