from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.frame.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

CODE = re.compile(r"^  ([A-Z2-7-]+)$", re.MULTILINE)


@pytest.fixture
def terminal(tmp_path: Path, database_url: str) -> Terminal:
    return Terminal(tmp_path, database_url, "keys")


def made(terminal: Terminal) -> list[str]:
    folder = terminal.folder
    code, said = terminal.says("init", str(folder / "root.key"), str(folder / "keystore"))
    assert code == 0
    return CODE.findall(said)


def test_a_root_key_is_never_made_over_another(terminal: Terminal) -> None:
    made(terminal)
    before = (terminal.folder / "root.key").read_bytes()
    folder = terminal.folder

    code, said = terminal.says("init", str(folder / "root.key"), str(folder / "keystore"))

    assert (code, "left as it is" in said) == (1, True)
    assert (folder / "root.key").read_bytes() == before


def test_turning_the_keys_says_what_was_done(terminal: Terminal) -> None:
    made(terminal)

    code, said = terminal.says("rotate")

    assert code == 0
    assert "Wrapped 0 keys anew, destroyed 0 days." in said
    status = json.loads(terminal.says("status", "--json")[1])
    [day] = [path.stem for path in (terminal.folder / "keystore").glob("*.key")]
    assert status["days"] == {day: 0}
    assert status["rotated_at"].startswith(day)


def test_one_person_alone_destroys_nothing(terminal: Terminal) -> None:
    first, second = made(terminal)
    terminal.says("rotate")

    alone = terminal.says("destroy-all", told=f"{first}\n{first}\n")
    looked = terminal.says("destroy-all", "--dry-run")

    assert alone[0] == 1
    assert looked[0] == 0
    assert list((terminal.folder / "keystore").glob("*.key"))

    both = terminal.says("destroy-all", told=f"{second.lower()}\n{first}\n")

    assert both[0] == 0
    assert not list((terminal.folder / "keystore").glob("*.key"))
