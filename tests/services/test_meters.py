"""What a monitor reads: counts that are right, under names of ours and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from hotline.domain.address import Address
from hotline.domain.alarm import Alarm
from hotline.domain.arrivals import RawUpdate
from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import CopyToPerson
from hotline.domain.priority import Priority
from hotline.services.meters import KINDS, OFFICES, Meters
from hotline.services.running import Job, perform
from tests.services.scenes import NOON, person_waits, post

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.services.running import Told
    from hotline.storage.books import Database

PERSON = 7_012_345_678
ALLOWED = {
    "state": {"waiting", "quarantined", *(state.value for state in DeliveryState)},
    "kind": set(KINDS),
    "priority": {priority.value for priority in Priority},
    "alarm": {alarm.value for alarm in Alarm},
    "office": set(OFFICES),
    "job": {"sweeping"},
}


async def read(database: Database, meters: Meters, now: datetime) -> tuple[str, dict[str, float]]:
    """The page, and each sample by its name and labels."""
    page = (await meters.page(database, now)).decode()
    families = list(text_string_to_metric_families(page))
    samples = [sample for family in families for sample in family.samples]
    told = {" ".join([each.name, *each.labels.values()]): each.value for each in samples}
    return page, told


async def swept(_now: datetime) -> Told:
    return {}


async def busy(database: Database) -> datetime:
    """A day with an update that waits, a case, a letter, an alarm and a job."""
    async with database.books() as books:
        case = await person_waits(books, number=PERSON, priority=Priority.NOW)
        person = await books.people.meet(Address(PERSON), "tg", NOON)
        await post(books).to_person(person, CopyToPerson(5))
        await books.alarms.set(Alarm.LAG, NOON, on=True)
        await books.inbox.keep(42, [RawUpdate(PERSON, b"Canaryname", None)], NOON.date())
        assert case.code
        now: datetime = (await books.connection.execute(text("SELECT now()"))).scalar_one()
    await perform(database, Job("sweeping", "0 0 * * *", swept), lambda: NOON)
    return now


async def test_everything_that_waits_is_counted(database: Database) -> None:
    now, meters = await busy(database), Meters()
    meters.asked_to_wait(timedelta(seconds=4))

    _, told = await read(database, meters, now + timedelta(seconds=90))

    assert told["hotline_inbox_updates waiting"] == 1
    assert told["hotline_inbox_lag_seconds"] == 90
    assert told["hotline_deliveries copy_to_person queued"] == 1
    assert told["hotline_deliveries copy_to_person sent"] == 0
    assert told["hotline_queue_cases now"] == 1
    assert told["hotline_queue_oldest_seconds now"] > 0
    assert told["hotline_alarm_on lag"] == 1
    assert told["hotline_courier_slowed_total"] == 1
    assert told["hotline_courier_paused_seconds_total"] == 4


async def test_every_label_is_a_name_of_ours(database: Database) -> None:
    now = await busy(database)

    page, _ = await read(database, Meters(), now)

    families = list(text_string_to_metric_families(page))
    labels = [
        label for family in families for each in family.samples for label in each.labels.items()
    ]
    assert {name for name, _ in labels} == ALLOWED.keys()
    assert all(value in ALLOWED[name] for name, value in labels)
    assert all(family.name.startswith("hotline_") for family in families)
    assert "Canary" not in page
    assert str(PERSON) not in page
    assert f"T{PERSON:05}" not in page


async def test_an_office_is_held_while_its_work_runs_and_no_longer(database: Database) -> None:
    meters, seen = Meters(), []

    async def work() -> None:
        _, told = await read(database, meters, NOON)
        seen.append(told["hotline_office_held courier"])

    await meters.holding("courier", work)()

    _, told = await read(database, meters, NOON)
    assert seen == [1]
    assert told["hotline_office_held courier"] == 0
