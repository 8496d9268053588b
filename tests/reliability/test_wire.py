"""The wire to the database is cut, or carries nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hotline.storage.election import elected, still_elected
from soak.killing import hurt_database
from soak.proxy import wire

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Scene


async def test_when_every_connection_is_cut_nothing_is_lost_and_the_program_lives_on(
    scene: Scene, installation: Installation
) -> None:
    async with wire(installation.database_url) as between:
        installation.database_url = between.url
        findings, away = await hurt_database(scene, installation, between.cut, times=2, seed=8)

    assert findings.whole, findings
    assert max(away) < 10


async def test_an_office_over_a_wire_that_carries_nothing_is_given_up(database_url: str) -> None:
    async with wire(database_url) as between, elected(between.url, "courier", 1) as held:
        assert await still_elected(held)
        between.stall()

        async with asyncio.timeout(10):
            assert not await still_elected(held)
