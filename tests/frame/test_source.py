"""What is never written in our source, because one such line would undo a promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OURS = [
    path for folder in ("hotline", "dialogs", "handlers") for path in (ROOT / folder).rglob("*")
]
PYTHON = {path: path.read_text("utf-8") for path in OURS if path.suffix == ".py"}
PAGES = {path: path.read_text("utf-8") for path in OURS if path.suffix == ".html"}
DESK = {path: said for path, said in PYTHON.items() if "desk" in path.parts}
# What must not stand there, why, and where it may all the same.
NEVER = {
    r"\bshell=True|os\.system\(|\beval\(|\bexec\(": (),  # words become a command
    r"\bpickle\b|\bmarshal\b|yaml\.(unsafe_load|full_load)": (),  # words become an object
    r"\btext\(\s*f\"": ("tallies.py",),  # words become a statement; there: columns of ours
    r"\brandom\.(random|choice|randint|getrandbits)\(": (),  # chance that can be guessed
    r"from markupsafe import Markup|autoescape=False": (),  # words become markup
    r"\*\*\(?visit\.form|\*\*form\b": (),  # a field nobody asked for is passed on
}
# Pictures that we draw ourselves: of our own key, and of numbers.
SAFE = {"offer.html", "statistics.html", "bulletin.html"}


@pytest.mark.parametrize("pattern", NEVER)
def test_what_is_never_written_is_not_written(pattern: str) -> None:
    found = [path.name for path, said in PYTHON.items() if re.search(pattern, said)]

    assert [name for name in found if name not in NEVER[pattern]] == []


def test_pages_trust_no_words() -> None:
    trusting = {path.name for path, said in PAGES.items() if re.search(r"\|\s*safe\b", said)}

    assert trusting <= SAFE


def test_the_desk_asks_nobody_else() -> None:
    asking = re.compile(r"ClientSession|urlopen|import (httpx|requests)\b|create_connection")

    assert [path.name for path, said in DESK.items() if asking.search(said)] == []
