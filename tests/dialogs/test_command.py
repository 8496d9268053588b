"""What the content check says, in which shape and with which exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dialogs.checks.finding import Finding, finding_from, outcome, shaped
from dialogs.checks.report import RULES, all_findings, summary
from dialogs.checks.schemas import schemas
from dialogs.reading import SCRIPTS
from tests.content.test_checks import content, extra

if TYPE_CHECKING:
    from pathlib import Path

WRONG = Finding("a.yaml", 3, "Wrong.", rule="ways")
LONG = Finding("a.yaml", 5, "Long: 100%\n.", warning=True, rule="sizes")


def test_the_summary_counts_what_was_found(tmp_path: Path) -> None:
    read = content(tmp_path, extra=extra("{say: [Hi.]}"))

    told = summary(read, all_findings(read))

    assert told.startswith("1 scripts, 1 steps, 1 facts, 8 languages; drafts: kk 0 ")


def test_every_finding_names_its_rule(tmp_path: Path) -> None:
    read = content(tmp_path, extra=extra("{say: [Hi.]}"))

    assert {each.rule for each in all_findings(read)} <= {rule.name for rule in RULES}


def test_a_finding_reads_as_file_line_sentence() -> None:
    assert shaped([WRONG], "text") == "a.yaml:3: Wrong."
    assert str(replace(LONG, sentence="Long.")) == "a.yaml:5: warning: Long."


def test_findings_can_be_read_by_a_program() -> None:
    assert json.loads(shaped([WRONG], "json")) == [
        {"path": "a.yaml", "line": 3, "sentence": "Wrong.", "warning": False, "rule": "ways"}
    ]


def test_findings_stand_beside_the_lines_of_a_pull_request() -> None:
    assert shaped([WRONG, LONG], "github").splitlines() == [
        "::error file=a.yaml,line=3,title=ways::Wrong.",
        "::warning file=a.yaml,line=5,title=sizes::Long: 100%25%0A.",
    ]


@pytest.mark.parametrize(
    ("findings", "usual", "strict"), [([], 0, 0), ([LONG], 0, 2), ([LONG, WRONG], 1, 1)]
)
def test_the_exit_code_says_whether_something_must_be_mended(
    findings: list[Finding], usual: int, strict: int
) -> None:
    assert outcome(findings, strict=False) == usual
    assert outcome(findings, strict=True) == strict


def test_what_cannot_be_read_is_a_finding_too() -> None:
    assert finding_from("a.yaml:3: say: This field is missing.") == Finding(
        "a.yaml", 3, "say: This field is missing.", rule="shape"
    )


def test_a_paragraph_may_be_a_bare_sentence_in_an_editor_too() -> None:
    script = json.loads(next(text for path, text in schemas() if path.parent == SCRIPTS))

    assert {"type": "string"} in script["$defs"]["Step"]["properties"]["say"]["items"]["anyOf"]
