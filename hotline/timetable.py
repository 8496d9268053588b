"""What is done by the clock, and when: one line for each job."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.services.archiving import archive_closed
from hotline.services.backups import back_up_by_schedule
from hotline.services.freshness import FRESHNESS, remind
from hotline.services.referrals import expire
from hotline.services.retention import RETENTION, Retaining
from hotline.services.rotation import ROTATION, rotation
from hotline.services.running import Job
from hotline.services.statistics import STATISTICS, publish_due
from hotline.services.sweeping import sweep
from hotline.services.tidying import tidy
from hotline.storage.sealing import Slots
from hotline.storage.sealing.archive import read_slot

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
    database, desks = house.database, read_desks(house.settings.desks_dir)
    return (
        Job("tidying", "*/20 * * * *", partial(_tidy, house)),
        Job(
            "referrals",
            "*/15 * * * *",
            partial(expire, database, desks),
        ),
        *_slots(house),
        Job(ROTATION, "10 22 * * *", partial(rotation, database, house.keystore)),
        Job(RETENTION, "20 22 * * *", house.retaining.run),
        *_archive(house),
        Job("sweeping", "40 22 * * *", partial(sweep, database)),
        Job(STATISTICS, "50 22 * * *", partial(publish_due, database)),
        *_backup(house),
        Job(FRESHNESS, "0 4 * * 1", partial(remind, database, house.group)),
    )


def _slots(house: House) -> tuple[Job, ...]:
    """Return the job that puts public keys out for the door, where it has a folder."""
    folder = house.settings.letterbox_dir
    if folder is None:
        return ()

    async def put_out(now: datetime) -> Told:
        days = await asyncio.to_thread(Slots(folder).put_out, house.keystore, now.date())
        return {"days": days}

    return (Job("slots", "5 */6 * * *", put_out),)


async def _tidy(house: House, now: datetime) -> Told:
    async with house.database.books() as books:
        return {"chats": await tidy(books, house.library(), house.group, now)}


def _archive(house: House) -> tuple[Job, ...]:
    """Return the job that seals closed talks away, where there is an archive's public key."""
    settings = house.settings
    if settings.archive_key is None:
        return ()
    slot, after = read_slot(settings.archive_key), timedelta(days=settings.archive_days)
    work = partial(archive_closed, house.database, slot, house.group, after)
    return (Job("archive", "30 22 * * *", work),)


def _backup(house: House) -> tuple[Job, ...]:
    """Return the job of the nightly backup, where a folder and a recipient are set."""
    settings, url = house.settings, house.database.url
    folder, recipient = settings.backup_dir, settings.backup_recipient
    if folder is None or recipient is None:
        return ()
    kept = settings.backup_keep
    work = partial(back_up_by_schedule, url, folder, recipient, house.root, keep=kept)
    return (Job("backup", "0 23 * * *", work),)
