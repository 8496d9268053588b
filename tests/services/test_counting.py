"""Counting at the moment of the event: what a talk leaves in the statistics, for good."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dialogs.engine.events import Arrived
from hotline.domain.tally import About, Face
from hotline.services.desk import Desk
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, NOON, operator
from tests.services.test_conversations import Talking

if TYPE_CHECKING:
    from hotline.storage.books import Books, Database

# What the board counts for itself, beside the statistics.
BOARDS = {"clock", "hour"}
FIRST, END = date(2026, 11, 1), date(2027, 1, 1)


async def counted(books: Books, face: Face) -> dict[tuple[str, str], int]:
    await books.tallies.write()
    found: Counter[tuple[str, str]] = Counter()
    for tally, number in (await books.tallies.between(FIRST, END)).items():
        if tally.face == face.value and tally.counted not in BOARDS:
            found[tally.counted, tally.name] += number
    return found


async def said_of(books: Books) -> set[About]:
    await books.tallies.write()
    return {tally.about for tally in await books.tallies.between(FIRST, END)}


async def test_a_talk_is_counted_and_stays_counted_when_the_person_erases_themselves(
    database: Database,
) -> None:
    async with database.books() as books:
        her = Talking(books)
        await her.asks()
        await her.presses("person.ready.questions", "person.age.adult", "person.papers.others")
        await her.presses("person.freedom.skip", "person.gender.woman")
        assert {each.gender for each in await said_of(books)} == {"", "woman"}
        await her.presses("any.any.erase", "privacy.erase.do_it")

    async with database.books() as books:
        found = await counted(books, Face.WHO)
    assert found == {
        ("contact", "first"): 1,
        ("priority", "soon"): 1,
        ("priority", "today"): 1,
        ("screening", "person.answered"): 3,
        ("screening", "person.skipped"): 1,
        ("sign", "destination.documents_taken"): 1,
    }


async def test_guidance_is_counted_by_its_way_and_a_page_read_twice_on_end_once(
    database: Database,
) -> None:
    async with database.books() as books:
        him = Talking(books)
        await him.does(Arrived(at=NOON))
        await him.presses("lang.any.tg", "page.russia.passport", "russia.passport.tajikistan")
        await him.presses("russia.passport.tajikistan")
        await books.tallies.write()
        ways = {
            tally.about.origin + ">" + tally.about.destination: number
            for tally, number in (await books.tallies.between(FIRST, END)).items()
            if (tally.counted, tally.face) == ("guidance", "way")
        }

    assert ways == {">ru": 1, "tj>ru": 1}


async def test_a_day_without_a_word_makes_the_next_word_one_more_contact(
    database: Database,
) -> None:
    async with database.books() as books:
        her = Talking(books)
        await her.does(Arrived(at=NOON))
        await her.presses("lang.any.tg")
        for hours in (1, 24, 49):
            her.now = NOON + timedelta(hours=hours)
            await her.presses("any.any.help")
        found = await counted(books, Face.WHO)

    assert found == {("contact", "first"): 1, ("contact", "again"): 1}


async def test_how_long_people_wait_is_counted_in_bands(database: Database) -> None:

    async with database.books() as books:
        her = Talking(books)
        await her.asks()
        case = await her.case()
        at = Desk(REAL, GROUP, HANDING).at(books, NOON + timedelta(minutes=40))
        assert await at.take(case, operator(1)) is None
        found = await counted(books, Face.WHO)

    assert found["waiting", "within_hour"] == 1
