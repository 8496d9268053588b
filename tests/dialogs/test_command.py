"""`python -m dialogs.checks`, as an editor and CI run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dialogs.checks.__main__ import main
from dialogs.checks.finding import Finding
from dialogs.checks.report import all_findings, summary
from dialogs.checks.schemas import schemas
from dialogs.reading import SCRIPTS
from tests.dialogs.test_checks import content, extra

if TYPE_CHECKING:
    from pathlib import Path


def test_a_script_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--graph", "home"]) == 0
    assert capsys.readouterr().out.startswith("flowchart TD\n    begin((home))")


def test_a_script_that_does_not_exist_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--graph", "nowhere"]) == 1
    assert capsys.readouterr().out == "There is no script nowhere.\n"


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--on", "tomorrow"])

    assert ended.value.code == 2
    assert "invalid fromisoformat value: 'tomorrow'" in capsys.readouterr().err


def test_the_summary_counts_what_was_found(tmp_path: Path) -> None:
    read = content(tmp_path, extra=extra("{say: [Hi.]}"))

    told = summary(read, all_findings(read))

    assert told.startswith("1 scripts, 1 steps, 1 facts, 8 languages; drafts: kk 0 ")


def test_a_finding_reads_as_file_line_sentence() -> None:
    assert str(Finding("a.yaml", 3, "Wrong.")) == "a.yaml:3: Wrong."
    assert str(Finding("a.yaml", 3, "Long.", warning=True)) == "a.yaml:3: warning: Long."


def test_a_paragraph_may_be_a_bare_sentence_in_an_editor_too() -> None:
    script = json.loads(next(text for path, text in schemas() if path.parent == SCRIPTS))

    assert {"type": "string"} in script["$defs"]["Step"]["properties"]["say"]["items"]["anyOf"]
