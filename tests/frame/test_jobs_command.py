from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hotline.storage.sealing import make_root_key
from tests.frame.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_jobs_are_shown_with_how_they_ended_and_when_they_are_due(
    tmp_path: Path, database_url: str
) -> None:
    terminal = Terminal(tmp_path, database_url, "jobs")
    make_root_key(tmp_path / "root.key")

    assert terminal.says("run", "sweeping") == (
        0,
        "sweeping: done (fingerprints 0, letters 0, practices 0)\n",
    )
    shown = {each["job"]: each for each in json.loads(terminal.says("--json")[1])}
    assert shown["sweeping"]["outcome"] == "done"
    assert shown["rotation"]["outcome"] is None
    assert all(each["due_at"] for each in shown.values())
