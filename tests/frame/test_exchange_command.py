"""`hotline exchange`: a sample of nobody, and a check that names every fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from hotline.cli.commands import app

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["exchange", *words])
    return done.exit_code, done.output


def test_a_sample_is_without_fault_and_a_changed_one_is_not(tmp_path: Path) -> None:
    for kind in ("csv", "xlsx", "jsonl"):
        out = tmp_path / f"sample.{kind}"
        assert run("sample", "--out", str(out), "--rows", "20")[0] == 0
        assert run("check", str(out)) == (0, "20 rows, no fault\n")
    changed = tmp_path / "sample.csv"
    changed.write_text(changed.read_text("utf-8").replace("Feminine", "Female"), "utf-8")

    code, said = run("check", str(changed), "--json")

    assert code == 1
    assert len(json.loads(said)["faults"]) == 5
    assert json.loads(said)["faults"][0] == "line 2: prs_Gender is not a value of the standard"
