"""Lists of agencies: the newest answers, an old one does not, reports are counts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.domain.agencies import OLDEST, Agency, Register, Standing
from hotline.services.agencies import AgencyLists, ReportedAgencies
from tests.services.scenes import NOON
from tests.services.test_conversations import Talking, step

if TYPE_CHECKING:
    from hotline.storage.books import Books, Database

BEREKE = Agency("ОсОО «Береке Жумуш»", "KG-1/26", Standing.LICENSED, None)
DOSTUK = Agency("ОсОО «Достук Кадр»", "KG-2/26", Standing.REVOKED, None)


async def taken_in(books: Books, *agencies: Agency, age: timedelta = timedelta(days=3)) -> None:
    register = Register("kg", "https://list.example", (NOON - age).date())
    await books.agencies.replace(register, agencies, NOON - age)


async def looks_up(books: Books, name: str) -> Talking:
    talking = Talking(books)
    await talking.asks()
    await talking.presses("any.any.home", "page.agency.countries", "agency.countries.look")
    await talking.writes(name)
    return talking


async def test_a_person_looks_a_name_up_and_reports_the_firm(database: Database) -> None:
    async with database.books() as books:
        await taken_in(books, BEREKE, DOSTUK)
        talking = await looks_up(books, "dostuk kadr")
        found = await talking.standing()
        await talking.presses("agency.found.report", "agency.report.agency1")
        told = await ReportedAgencies(database).lately(NOON.date())  # another transaction
        await books.tallies.write()
        here = await books.agencies.complaints(NOON.date())

    assert step(found) == "agency.found"
    assert [each.standing for each in found.particulars.agencies] == ["revoked"]
    assert told == []
    assert [(each.agency, each.number) for each in here] == [(DOSTUK, 1)]


async def test_a_list_that_is_too_old_answers_nobody(database: Database) -> None:
    async with database.books() as books:
        await taken_in(books, BEREKE, age=OLDEST + timedelta(days=1))
        talking = await looks_up(books, "береке жумуш")

        assert step(await talking.standing()) == "agency.unlisted"


async def test_a_new_list_takes_the_place_of_the_old_one_at_once(database: Database) -> None:
    lists = AgencyLists()
    async with database.books() as books:
        await taken_in(books, BEREKE, DOSTUK)
        before = await lists.look(books, "береке жумуш", NOON.date())
        await taken_in(books, DOSTUK, age=timedelta(days=2))
        after = await lists.look(books, "береке жумуш", NOON.date())

    assert before
    assert after == ()
