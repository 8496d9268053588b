"""A disk that is full: nothing is acknowledged that is not kept, and nobody's message pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soak.fullness import NoDisk, fill_up, small_disk
from soak.server import server
from soak.storm import assembled

if TYPE_CHECKING:
    from tests.road.program import Installation


async def test_a_full_disk_refuses_loses_nothing_and_heals_by_itself(
    installation: Installation,
) -> None:
    with server() as own:
        installation.database_url = own.url
        try:
            with small_disk(own) as disk:
                async with assembled(installation) as hotline:
                    filled = await fill_up(hotline, disk, updates=300)
        except NoDisk:
            pytest.skip("no disk can be mounted here: the full disk was not tried")

    assert filled.whole, filled
    assert filled.refused > 0
    assert filled.stopped
