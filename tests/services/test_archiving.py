from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from hotline.domain.address import Address
from hotline.domain.assessment import Change, Source
from hotline.domain.case import CaseState
from hotline.domain.letters import CloseThread
from hotline.domain.priority import Priority
from hotline.services.archiving import archive_closed
from hotline.storage.archive import CONTENT
from hotline.storage.cases import Said
from hotline.storage.sealing import KeyUnusable
from hotline.storage.sealing.archive import make_archive, open_archive, read_slot, take_up
from hotline.storage.shredding import SEALED
from hotline.storage.tables import deliveries, drafts, keys, messages, openings, questions
from tests.services.scenes import GROUP, NOON, person_waits, post

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from hotline.domain.case import Case
    from hotline.storage.books import Books, Database

AFTER = timedelta(days=3)
RIPE = NOON + AFTER + timedelta(hours=1)


@pytest.fixture
def private(tmp_path: Path) -> X25519PrivateKey:
    _, codes = make_archive(tmp_path / "archive.key")
    return open_archive(tmp_path / "archive.key", reversed(codes))


async def say(books: Books, case: Case, row: int, words: str) -> None:
    said = Said("person", "words", words, row)
    await books.cases.say(said, person=case.person, case=case.id, inbox=row, now=NOON)


async def closed_case(database: Database) -> Case:
    """A talk that began before there was a case, in a topic, and was closed at noon."""
    async with database.books() as books:
        person = await books.people.meet(Address(1), None, NOON)
        before = Said("person", "words", "before", 1)
        await books.cases.say(before, person=person.id, case=None, inbox=1, now=NOON)
        case = await person_waits(books)
        await books.cases.adopt(person.id, case.id)
        await say(books, case, 2, "after")
        change = Change(Priority.SOON, Priority.NOW, Source.PERSON, "a secret reason", NOON)
        await books.assessments.change(case.id, change)
        await books.cases.set_thread(case.id, 7)
        case = replace(case, state=CaseState.CLOSED)
        await books.cases.save(case, closed_at=NOON)
    return case


async def archived(database: Database, private: X25519PrivateKey, case: Case) -> list[str]:
    async with database.books() as books:
        laid = await books.archive.of(case.id)
    return [take_up(one.sealed, one.about, private).decode() for one in laid]


async def readable(database: Database, case: Case) -> list[str | None]:
    async with database.books() as books:
        reasons = [change.why for change in await books.assessments.changes(case.id)]
        return [said.words for said in await books.cases.said(case.id, "person")] + reasons


async def test_days_after_closing_only_the_archive_reads_a_talk(
    database: Database, private: X25519PrivateKey
) -> None:
    case = await closed_case(database)
    async with database.books() as books:
        wrapped = select(keys.c.wrapped).where(keys.c.owner == case.id)
        before = (await books.connection.execute(wrapped)).scalar_one()

    assert await archive_closed(database, private.public_key(), GROUP, AFTER, RIPE) == {"talks": 1}

    assert await readable(database, case) == [None, None, None]
    assert await archived(database, private, case) == ["before", "after"]
    async with database.books() as books:
        assert (await books.connection.execute(wrapped)).scalar_one() != before
        [going] = await books.deliveries.heads(RIPE, 9)
    assert going.delivery.letter == CloseThread(delete=True)


async def test_a_talk_that_goes_on_goes_on_without_its_old_words(
    database: Database, private: X25519PrivateKey
) -> None:
    case, slot = await closed_case(database), private.public_key()
    await archive_closed(database, slot, GROUP, AFTER, RIPE)
    async with database.books() as books:
        await books.connection.execute(deliveries.delete())
        await say(books, case, 3, "again")

    assert await readable(database, case) == [None, None, "again", None]

    assert await archive_closed(database, slot, GROUP, AFTER, RIPE) == {"talks": 1}
    assert await readable(database, case) == [None, None, None, None]
    assert await archived(database, private, case) == ["before", "after", "again"]


async def test_what_moved_on_to_another_case_stays_readable_there(
    database: Database, private: X25519PrivateKey
) -> None:
    case = await closed_case(database)
    async with database.books() as books:
        other = await person_waits(books, 2)
        moved = messages.c.source == 2
        await books.connection.execute(update(messages).where(moved).values(case=other.id))

    await archive_closed(database, private.public_key(), GROUP, AFTER, RIPE)

    assert await archived(database, private, case) == ["before"]
    assert await readable(database, other) == ["after"]


async def test_what_is_open_or_fresh_or_still_sends_a_letter_stays_readable(
    database: Database, private: X25519PrivateKey
) -> None:
    case, slot = await closed_case(database), private.public_key()
    words = await readable(database, case)

    assert await archive_closed(database, slot, GROUP, AFTER, NOON + AFTER) == {"talks": 0}
    async with database.books() as books:
        await books.cases.save(replace(case, state=CaseState.WAITING))
    assert await archive_closed(database, slot, GROUP, AFTER, RIPE) == {"talks": 0}
    async with database.books() as books:
        await books.cases.save(case)
        await post(books).to_thread(case, CloseThread())
    assert await archive_closed(database, slot, GROUP, AFTER, RIPE) == {"talks": 0}

    assert await readable(database, case) == words == ["before", "after", "a secret reason"]


def test_one_code_alone_opens_no_archive(tmp_path: Path) -> None:
    public, (first, second) = make_archive(tmp_path / "archive.key")

    for given in ([first], [first, first], [second, ""], []):
        with pytest.raises(KeyUnusable):
            open_archive(tmp_path / "archive.key", given)
    private = open_archive(tmp_path / "archive.key", [second.lower(), first])

    assert private.public_key() == read_slot(public)


def test_whatever_is_sealed_about_a_case_is_laid_down_with_it() -> None:
    # The first two go when a talk is laid down; why staff opened it is no word of the talk.
    beside = {drafts, questions, openings}
    ours = [each for each in SEALED if each.owner in {"key", "case"}]
    sealed = {(each.table, each.column) for each in ours if each.table not in beside}
    laid_down = {(table, column.name) for table, column in CONTENT}

    assert sealed == laid_down | {(table, "archived") for table, _ in CONTENT}
