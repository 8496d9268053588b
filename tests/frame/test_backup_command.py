from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

from hotline.storage.backups import refuse_unless_empty
from hotline.storage.embedded import create_database
from tests.frame.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_backup_goes_out_and_comes_back_by_hand(
    tmp_path: Path, database_url: str, postgres: str
) -> None:
    terminal = Terminal(tmp_path, database_url)
    empty = create_database(postgres, f"empty_{uuid.uuid4().hex}")
    identity = str(tmp_path / "identity")
    terminal.says("keys", "init", str(tmp_path / "root.key"), str(tmp_path / "keystore"))
    _, said = terminal.says("backup", "init", identity)
    recipient = said.strip().rpartition("=")[2]

    code, said = terminal.says("backup", "--to", str(tmp_path), "--recipient", recipient, "--json")
    assert code == 0
    file = json.loads(said)["file"]
    back = ("restore", file, "--into", empty, "--identity", identity)
    assert terminal.says(*back, told="n\n")[0] == 1
    assert terminal.says(*back, "--dry-run")[0] == 0
    refuse_unless_empty(empty)

    code, said = terminal.says(*back, "--yes")

    assert (code, "Restored persons 0, cases 0, messages 0" in said) == (0, True)
    assert terminal.says(*back, "--yes") == (
        1,
        "hotline: The target is not empty: make a new database and restore into that one.\n",
    )


def test_a_backup_that_nobody_could_open_is_not_made(tmp_path: Path, database_url: str) -> None:
    code, said = Terminal(tmp_path, database_url).says("backup", "--to", str(tmp_path))

    assert (code, said.startswith("hotline: Nobody could open it")) == (1, True)
    assert not list(tmp_path.iterdir())
