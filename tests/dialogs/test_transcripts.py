"""Whole conversations in plain text, which an operator can read and correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dialogs.scenes import HERE, REAL
from tests.dialogs.transcript import plain, played

if TYPE_CHECKING:
    from pathlib import Path

TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_is_written(path: Path) -> None:
    written = path.read_text("utf-8")

    assert plain(played(REAL, written)) == plain(written)
