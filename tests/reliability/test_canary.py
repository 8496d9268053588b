"""Marks stand in everything personal, something raises at every boundary, and no mark gets out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soak.canary import CROSSED, MARKS, plainly, sing
from soak.server import server

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.road.program import Installation


async def test_no_mark_leaves_whatever_raises_and_a_search_would_have_found_them(
    installation: Installation, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with server() as own:
        installation.database_url = own.url
        left, faults = await sing(installation, own, tmp_path)
        printed = "".join(capfd.readouterr())
        left.places["printed"] = printed.encode()
        control = await plainly(installation, own)

    assert left.found() == {}
    assert faults >= len(CROSSED)
    assert control == set(MARKS)
