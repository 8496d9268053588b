"""What is done by the clock, and when: one line for each job."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hotline.domain.address import Address
from hotline.services.backups import back_up_by_schedule
from hotline.services.freshness import FRESHNESS, remind
from hotline.services.retention import RETENTION, Retaining
from hotline.services.rotation import ROTATION, rotation
from hotline.services.running import Job
from hotline.services.sweeping import sweep
from hotline.services.tidying import tidy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dialogs.engine import Library
    from hotline.services.running import Told
    from hotline.settings import Settings
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore, Root


@dataclass(frozen=True, slots=True)
class House:
    """What jobs work on; `library` is asked for only by who speaks to people."""

    settings: Settings
    root: Root
    keystore: Keystore
    database: Database
    library: Callable[[], Library]

    @property
    def group(self) -> Address:
        """Where the operators are."""
        return Address(self.settings.staff_group)

    @property
    def retaining(self) -> Retaining:
        """Retention with the spans of this installation."""
        return Retaining(self.database, self.group, self.settings.spans)


def timetable(house: House) -> tuple[Job, ...]:
    """Return every job, in the order of the night (UTC)."""
    database = house.database
    return (
        Job("tidying", "*/20 * * * *", partial(_tidy, house)),
        Job(ROTATION, "10 22 * * *", partial(rotation, database, house.keystore)),
        Job(RETENTION, "20 22 * * *", house.retaining.run),
        Job("sweeping", "40 22 * * *", partial(sweep, database)),
        *_backup(house),
        Job(FRESHNESS, "0 4 * * 1", partial(remind, database, house.group)),
    )


async def _tidy(house: House, now: datetime) -> Told:
    async with house.database.books() as books:
        return {"chats": await tidy(books, house.library(), house.group, now)}


def _backup(house: House) -> tuple[Job, ...]:
    """Return the job of the nightly backup, where a folder and a recipient are set."""
    settings, url = house.settings, house.database.url
    folder, recipient = settings.backup_dir, settings.backup_recipient
    if folder is None or recipient is None:
        return ()

    async def back_up(now: datetime) -> Told:
        kept = settings.backup_keep
        await back_up_by_schedule(url, folder, recipient, house.root, now, keep=kept)
        return {"written": 1}

    return (Job("backup", "0 23 * * *", back_up),)
