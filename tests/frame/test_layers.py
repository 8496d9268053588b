"""The contracts of the layers are broken on purpose: each must notice its own breach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("dialogs", "handlers", "hotline")


def verdict(house: Path) -> str:
    """What import-linter says of a copy of the house."""
    done = subprocess.run(  # noqa: S603  # our own program
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=house,
        env=os.environ | {"PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of everything the contracts speak of, to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_layers_hold(house: Path) -> None:
    assert "Contracts: 5 kept, 0 broken." in verdict(house)


@pytest.mark.parametrize(
    ("module", "breach", "contract"),
    [
        ("dialogs/engine/turn.py", "import hotline.domain.person", "Imports point one way"),
        ("hotline/services/post.py", "import handlers.raw", "Imports point one way"),
        ("hotline/sandbox/chats.py", "import handlers.raw", "Imports point one way"),
        ("handlers/raw.py", "import hotline.storage.books", "The edges do not know storage"),
        ("hotline/desk/__init__.py", "import hotline.sandbox.chats", "Imports point one way"),
        ("hotline/desk/__init__.py", "import hotline.storage.books", "The edges do not know"),
        ("handlers/raw.py", "import sqlalchemy", "The edges do not know storage"),
        ("dialogs/engine/turn.py", "import random", "What we say and the rules of the domain"),
        ("hotline/domain/pace.py", "import asyncio", "What we say and the rules of the domain"),
        ("hotline/services/post.py", "import aiogram", "aiogram stays in handlers"),
        ("handlers/raw.py", "import telegram", "python-telegram-bot stays in the sandbox"),
    ],
)
def test_a_breach_is_noticed_by_its_contract(
    house: Path, module: str, breach: str, contract: str
) -> None:
    with (house / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{breach}\n")

    told = verdict(house).splitlines()

    assert [line for line in told if line.startswith(contract) and line.endswith(" BROKEN")]
