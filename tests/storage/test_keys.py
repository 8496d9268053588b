from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from hotline.domain.address import Address
from hotline.domain.case import CaseCode
from hotline.domain.priority import Priority
from hotline.storage.cases import Said
from hotline.storage.sealing import KeyDestroyed, Keystore, Seal, SealBroken

if TYPE_CHECKING:
    from uuid import UUID

    from hotline.domain.case import CaseId, PersonId
    from hotline.storage.books import Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)


async def written(database: Database) -> tuple[PersonId, CaseId]:
    """Keep one person with a case and a message in it."""
    async with database.books() as books:
        person = await books.people.meet(Address(777), "tg", NOON)
        case = await books.cases.open(person.id, CaseCode("ACDEFG"), "tg", Priority.SOON, NOON)
        said = Said("person", "words", "canary", 1)
        await books.cases.say(said, person=person.id, case=case.id, inbox=1, now=NOON)
    return person.id, case.id


async def rows_of_keys(database: Database) -> list[tuple[UUID, UUID, bytes]]:
    async with database.books() as books:
        rows = await books.connection.execute(text("SELECT id, owner, wrapped FROM keys"))
        return [(row.id, row.owner, row.wrapped) for row in rows]


async def test_every_person_and_every_case_has_a_key_of_its_own(database: Database) -> None:
    person, case = await written(database)

    owners = {row[1] for row in await rows_of_keys(database)}

    assert owners == {person, case}


async def test_emptying_a_case_destroys_its_key_and_the_old_one_opens_nothing(
    database: Database, keystore: Keystore
) -> None:
    person, case = await written(database)
    async with database.books() as books:
        old = await books.keys.of(case)
        sealed = old.seal(b"words", "row")

    async with database.books() as books:
        await books.cases.empty(person, NOON.date())
        new = await books.keys.of(case)
        with pytest.raises(SealBroken):
            new.open(sealed, "row")

    assert len(keystore.buried()) == 1


async def test_a_forgotten_persons_key_is_gone_and_buried(
    database: Database, keystore: Keystore
) -> None:
    person, _ = await written(database)

    async with database.books() as books:
        await books.people.forget(person)

    async with database.books() as books:
        with pytest.raises(KeyDestroyed):
            await books.keys.of(person)
    assert len(keystore.buried()) == 1


async def test_a_restored_backup_cannot_bring_an_erased_key_back(database: Database) -> None:
    person, _ = await written(database)
    async with database.books() as books:
        backup = (
            (
                await books.connection.execute(
                    text("SELECT * FROM keys WHERE owner = :owner"), {"owner": person}
                )
            )
            .mappings()
            .one()
        )
        await books.keys.destroy([person])

    async with database.books() as books:
        await books.connection.execute(
            text(
                "INSERT INTO keys (id, owner, day, wrapped) VALUES (:id, :owner, :day, :wrapped)"
            ),
            dict(backup),
        )
        restored = await books.keys.of(person)
        assert isinstance(restored, Seal)
    async with database.books() as books:
        assert await books.keys.replay() == 1

    async with database.books() as books:
        with pytest.raises(KeyDestroyed):
            await books.keys.of(person)


async def test_rotation_wraps_every_key_anew_and_the_days_key_can_die(
    database: Database, keystore: Keystore
) -> None:
    _, case = await written(database)

    async with database.books() as books:
        assert await books.keys.rewrap(TOMORROW.date(), 1) == 1
        assert await books.keys.wrapped_by_day() == {NOON.date(): 1, TOMORROW.date(): 1}
    async with database.books() as books:
        assert await books.keys.rewrap(TOMORROW.date(), 100) == 1
        assert await books.keys.rewrap(TOMORROW.date(), 100) == 0
    keystore.destroy(NOON.date())

    async with database.books() as books:
        assert [said.words for said in await books.cases.said(case, "person")] == ["canary"]


async def test_a_key_from_yesterdays_backup_is_worthless_after_rotation(
    database: Database, keystore: Keystore
) -> None:
    person, _ = await written(database)
    backup = {row[1]: row for row in await rows_of_keys(database)}[person]
    async with database.books() as books:
        await books.keys.destroy([person])
        await books.keys.rewrap(TOMORROW.date(), 100)

    about = f"keys|{backup[0]}|{NOON.date()}"
    assert keystore.of(NOON.date()).wrapping.open(backup[2], about)  # while it lived, it opened
    keystore.destroy(NOON.date())

    async with database.books() as books:
        await books.connection.execute(
            text(
                "INSERT INTO keys (id, owner, day, wrapped) VALUES (:id, :owner, :day, :wrapped)"
            ),
            {"id": backup[0], "owner": person, "day": NOON.date(), "wrapped": backup[2]},
        )
        with pytest.raises(KeyDestroyed):
            await books.keys.of(person)
