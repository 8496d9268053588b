"""What is done by the clock, and when: one line for each job."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hotline.services.freshness import FRESHNESS, remind
from hotline.services.rotation import ROTATION, rotation
from hotline.services.running import Job
from hotline.services.sweeping import sweep

if TYPE_CHECKING:
    from hotline.domain.address import Address
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore


@dataclass(frozen=True, slots=True)
class House:
    """What jobs work on."""

    database: Database
    keystore: Keystore
    group: Address


def timetable(house: House) -> tuple[Job, ...]:
    """Return every job, in the order of the night (UTC)."""
    database = house.database
    return (
        Job(ROTATION, "10 22 * * *", partial(rotation, database, house.keystore)),
        Job("sweeping", "40 22 * * *", partial(sweep, database)),
        Job(FRESHNESS, "0 4 * * 1", partial(remind, database, house.group)),
    )
