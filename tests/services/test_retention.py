"""What goes after a long silence, what stays, and when a run stops and asks first."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text, update

from dialogs.engine.conversation import Talk
from hotline.domain.address import Address
from hotline.domain.assessment import Report, Source
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import CloseThread, TellGroup
from hotline.domain.priority import Priority
from hotline.domain.retention import Kind, Step
from hotline.services.retention import RETENTION, Retaining
from hotline.services.running import AsksFirst
from hotline.storage.cases import Said
from hotline.storage.sealing import KeyDestroyed, Keystore
from hotline.storage.tables import cases, keys, messages, persons
from tests.services.scenes import GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hotline.domain.case import Case
    from hotline.domain.letters import Letter
    from hotline.storage.books import Books, Database

# The database's own clock is compared with the moment that is passed in: each test takes its own.
NOW = datetime.now(UTC)  # noqa: TID251  # the same
LONG_AGO = NOW - timedelta(days=400)
SPANS = dict.fromkeys(Kind, timedelta(days=90))
NOTES_LONGER = SPANS | {Kind.NOTES: timedelta(days=1000)}
WORDS = "he has my passport"


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin now: a suite that has run for long must not look like two clocks that differ."""
    monkeypatch.setattr(sys.modules[__name__], "NOW", datetime.now(UTC))  # noqa: TID251  # so


def retaining(database: Database, spans: Mapping[Kind, timedelta] = SPANS) -> Retaining:
    return Retaining(database, GROUP, dict(spans))


async def told(
    books: Books, number: int, at: datetime, state: CaseState = CaseState.CLOSED
) -> Case:
    """Somebody who said everything that can be said, and was last seen `at`."""
    person = await books.people.meet(Address(number), None, at)
    case = await books.cases.open(person.id, CaseCode(f"R{number:05}"), "tg", Priority.SOON, at)
    await books.cases.save(replace(case, state=state))
    await books.cases.set_thread(case.id, number)
    for row, (side, words) in enumerate((("person", WORDS), ("note", "call her sister"))):
        said = Said(side, "words", words, None)
        whose = person.id if side == "person" else None
        await books.cases.say(said, person=whose, case=case.id, inbox=10 * number + row, now=at)
    await books.people.answer(person.id, "person.danger", "yes", at)
    report = Report("sign", "passport", Source.PERSON, "work.papers.no", "1", at)
    await books.assessments.report(person.id, report)
    return replace(case, state=state)


async def somebody_is_here(books: Books) -> None:
    """A sign of life, so that nobody doubts the clock."""
    await books.people.meet(Address(999), None, NOW)


async def already(books: Books, step: Step, *kinds: Kind) -> None:
    """Everybody's kinds took a step fifteen days ago."""
    everybody = await books.connection.execute(select(persons.c.id))
    for person in everybody.scalars().all():
        for kind in kinds:
            await books.retention.mark(person, kind, step, NOW - timedelta(days=15))


async def letters(books: Books) -> list[Letter]:
    return [going.delivery.letter for going in await books.deliveries.heads(NOW, 99)]


async def count(books: Books, table: object) -> int:
    counted = await books.connection.execute(select(func.count()).select_from(table))  # type: ignore[arg-type]
    return int(counted.scalar_one())


async def test_operators_hear_a_code_and_a_day_and_the_person_hears_nothing(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)

    assert (await retaining(database).run(NOW))["reminded"] == 3

    async with database.books() as books:
        day = (NOW + timedelta(days=14)).date()
        assert await letters(books) == [TellGroup("desk.fades", code=case.code, day=day)]
        assert await books.cases.said(case.id, "person") != []


async def test_what_is_hidden_is_seen_by_nobody_and_comes_back_with_the_person(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)
        assert case.person
        await already(books, Step.REMINDED, *Kind)

    assert (await retaining(database).run(NOW))["hidden"] == 3

    async with database.books() as books:
        assert await books.cases.said(case.id, "person") == []
        assert await books.cases.said(case.id, "note") == []
        assert await books.people.answers(case.person) == ()
        assert await books.assessments.reports(case.person) == []
        person = await books.people.meet(Address(1), None, NOW)
        await books.people.save(replace(person, seen_at=NOW + timedelta(seconds=1)))
        assert [said.words for said in await books.cases.said(case.id, "person")] == [WORDS]
    assert (await retaining(database).run(NOW))["people"] == 0
    async with database.books() as books:
        assert await books.retention.steps() == {}


async def test_what_is_shredded_leaves_a_case_without_content_and_no_person(
    database: Database, keystore: Keystore
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)
        await already(books, Step.HIDDEN, *Kind)
        before = await key_names(books, case)

    assert (await retaining(database).run(NOW))["shredded"] == 3

    async with database.books() as books:
        left = await books.cases.look_up(case.id)
        assert left
        assert (left.person, left.code, left.language) == (None, case.code, "tg")
        assert await count(books, messages) == 0
        assert await books.people.find(Address(1)) is None
        assert await letters(books) == [CloseThread(delete=True)]
    assert before <= keystore.buried()


async def key_names(books: Books, case: Case) -> set[UUID]:
    asked = select(keys.c.id).where(keys.c.owner.in_([case.id, case.person]))
    return set((await books.connection.execute(asked)).scalars())


async def test_a_span_of_its_own_keeps_notes_and_no_key_that_opened_the_rest(
    database: Database, keystore: Keystore
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)
        await already(books, Step.HIDDEN, Kind.SAID, Kind.ANSWERS)
        before = await key_names(books, case)

    await retaining(database, NOTES_LONGER).run(NOW)

    async with database.books() as books:
        assert [said.words for said in await books.cases.said(case.id, "note")] == [
            "call her sister"
        ]
        assert await count(books, messages) == 1
        person = await books.people.find(Address(1))
        assert person
        assert person.conversation.talk is Talk.NONE
        assert await books.people.answers(person.id) == ()
        assert before.isdisjoint(await key_names(books, case))
    assert before <= keystore.buried()


async def test_who_may_have_somebody_beside_them_stays_hushed_when_answers_go(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        await told(books, 1, LONG_AGO)
        person = await books.people.find(Address(1))
        assert person
        hushed = replace(person.conversation, hushed=True)
        await books.people.save(replace(person, conversation=hushed))
        await already(books, Step.HIDDEN, Kind.ANSWERS)

    await retaining(database, NOTES_LONGER).run(NOW)

    async with database.books() as books:
        person = await books.people.find(Address(1))
    assert person
    assert person.conversation.hushed


async def test_a_key_that_a_crash_left_unburied_is_buried_before_the_next_takes_its_place(
    database: Database, keystore: Keystore
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)
        assert case.person
        first = await key_names(books, case)
    async with database.books() as books:
        await books.shredding.shred(case.person, {Kind.ANSWERS}, NOW.date())
        await already(books, Step.HIDDEN, Kind.SAID)

    await retaining(database, NOTES_LONGER).run(NOW)

    assert first <= keystore.buried()


async def test_a_crash_before_the_commit_buries_no_key_that_is_still_needed(
    database: Database, keystore: Keystore
) -> None:
    async with database.books() as books:
        case = await told(books, 1, LONG_AGO)
        assert case.person
    async with database.books() as books:
        await books.shredding.shred(case.person, {Kind.SAID}, NOW.date())
        await books.connection.rollback()

    assert not keystore.buried()
    async with database.books() as books:
        assert [said.words for said in await books.cases.said(case.id, "person")] == [WORDS]


async def test_a_case_in_which_an_operator_wrote_lately_is_never_touched(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO, CaseState.OPEN)
        said = Said("desk", "words", "we are here", None)
        lately = NOW - timedelta(days=9)
        await books.cases.say(said, person=None, case=case.id, inbox=99, now=lately)
        await already(books, Step.HIDDEN, *Kind)

    assert (await retaining(database).run(NOW))["people"] == 0


async def test_somebody_whom_something_is_on_its_way_to_is_left_alone(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)
        await books.deliveries.queue(CloseThread(), lane=b"lane", now=NOW, case=case.id)

    assert (await retaining(database).run(NOW))["people"] == 0


async def test_a_purge_of_open_cases_stops_and_asks_and_only_the_right_number_agrees(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        await told(books, 1, LONG_AGO, CaseState.OPEN)
        await told(books, 2, NOW, CaseState.OPEN)
    retention = retaining(database)
    assert (await retention.run(NOW))["reminded"] == 3  # of which operators only hear
    async with database.books() as books:
        await already(books, Step.REMINDED, *Kind)
        for line in await books.deliveries.heads(NOW, 9):
            await books.deliveries.end(line.delivery.id, DeliveryState.SENT, NOW)

    for agreed in (None, 2):
        with pytest.raises(AsksFirst) as asks:
            await retention.run(NOW, agreed)
        assert asks.value.told["open_cases"] == 1
    async with database.books() as books:
        assert {step for _, step in await books.retention.steps()} == {Step.REMINDED}
        assert TellGroup("desk.asks") in await letters(books)

    assert (await retention.run(NOW, agreed=1))["hidden"] == 3


async def test_a_clock_that_is_not_the_databases_deletes_nothing_whoever_agrees(
    database: Database,
) -> None:
    async with database.books() as books:
        await told(books, 1, NOW)

    with pytest.raises(AsksFirst):
        await retaining(database).run(NOW + timedelta(days=3650), agreed=1)
    with pytest.raises(AsksFirst):
        await retaining(database).run(NOW + timedelta(minutes=11), agreed=1)


async def test_a_machine_that_woke_up_ten_years_ahead_asks_first(database: Database) -> None:
    """Its database has the same clock; but nobody was seen for ten years, and no run was done."""
    ten_years = timedelta(days=3650)
    async with database.books() as books:
        for number in range(3):
            await told(books, number + 1, NOW - ten_years)
        await books.runs.begin(RETENTION, NOW - ten_years)
        await books.runs.end(RETENTION, "done", {}, NOW - ten_years)

    with pytest.raises(AsksFirst) as asks:
        await retaining(database).run(NOW)

    assert asks.value.told["people"] == 3
    assert (await retaining(database).run(NOW, agreed=3))["reminded"] == 9


async def test_who_only_looked_around_is_forgotten_too(database: Database) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        await books.people.meet(Address(1), None, LONG_AGO)
        await already(books, Step.HIDDEN, Kind.ANSWERS)

    await retaining(database).run(NOW)

    async with database.books() as books:
        assert await books.people.find(Address(1)) is None
        assert await books.people.find(Address(999)) is not None


async def test_a_backup_from_before_does_not_bring_back_what_was_shredded(
    database: Database,
) -> None:
    async with database.books() as books:
        await somebody_is_here(books)
        case = await told(books, 1, LONG_AGO)
        await already(books, Step.HIDDEN, Kind.SAID)
        await books.connection.execute(text("CREATE TABLE backup AS SELECT * FROM keys"))

    await retaining(database, NOTES_LONGER).run(NOW)

    async with database.books() as books:
        await books.connection.execute(update(cases).values(person=None))
        await books.connection.execute(text("TRUNCATE keys"))
        await books.connection.execute(text("INSERT INTO keys SELECT * FROM backup"))
        await books.keys.replay()
        with pytest.raises(KeyDestroyed):
            await books.keys.of(case.id)
