from __future__ import annotations

import json
import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from hotline.cli.commands import app
from hotline.cli.privacy import UNKNOWN
from hotline.storage.sealing import Index, Keystore, make_root_key, read_root_key

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 24)


@pytest.fixture
def receipt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The receipt of somebody who was erased in an installation of this test's own."""
    make_root_key(tmp_path / "root.key")
    root = read_root_key(tmp_path / "root.key")
    keystore, index, person = Keystore(tmp_path / "keystore", root), Index(root), uuid.uuid4()
    keystore.on(DAY)
    keystore.attest(index.erased(person), DAY)
    monkeypatch.setenv("HOTLINE_KEY_FILE", str(tmp_path / "root.key"))
    monkeypatch.setenv("HOTLINE_KEYSTORE_DIR", str(tmp_path / "keystore"))
    monkeypatch.setenv("HOTLINE_TOKEN", "1:sandbox")
    monkeypatch.setenv("HOTLINE_STAFF_GROUP", "-1")
    return index.receipt(person)


def test_a_receipt_is_told_to_a_person_and_to_a_program(receipt: str) -> None:
    said = CliRunner().invoke(app, ["privacy", "verify", receipt.lower()])
    told = CliRunner().invoke(app, ["privacy", "verify", receipt, "--json"])

    assert said.exit_code == told.exit_code == 0
    assert "Erased on 2026-11-24: the keys are destroyed." in said.output
    assert json.loads(told.output) == {
        "erased_on": "2026-11-24",
        "keys": "destroyed",
        "backups": "alive",
        "due_on": "2026-12-09",
    }


def test_an_unknown_receipt_has_an_exit_code_of_its_own(receipt: str) -> None:
    wrong = "7" + receipt[1:] if receipt[0] != "7" else "8" + receipt[1:]

    said = CliRunner().invoke(app, ["privacy", "verify", wrong])
    told = CliRunner().invoke(app, ["privacy", "verify", wrong, "--json"])

    assert said.exit_code == told.exit_code == UNKNOWN
    assert "Nobody was erased under this code." in said.output
    assert json.loads(told.output) == {"erased_on": None}
