"""Whatever goes wrong at whichever call, a letter ends in a state with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.domain.delivery import DeliveryState
from soak.grid import ON_THE_WAY, grid
from tests.books import database, keystore, root

if TYPE_CHECKING:
    from hotline.storage.books import Database
    from tests.road.scene import Scene

__all__ = ["database", "keystore", "root"]

ENDS = {state.value for state in DeliveryState} - ON_THE_WAY


async def test_a_fault_at_any_call_leaves_no_letter_on_the_way(
    scene: Scene, database: Database
) -> None:
    async with grid(scene.driver, database) as it:
        cells = await it.cells()

    lost = {cell: end for cell, end in cells.items() if end not in ENDS}
    unsent = {cell: end for cell, end in cells.items() if cell[0] != "403" and end != "sent"}
    assert (lost, unsent) == ({}, {})
