"""A clock leaps ten years ahead or a day back, and comes right again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hotline.services.rotation import rotation
from hotline.services.running import AsksFirst
from hotline.storage.tables import inbox
from soak.world import FIRST_OPERATOR, FIRST_PERSON, World, read_texts
from tests.books import database, keystore, root

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore

__all__ = ["database", "keystore", "root"]

LEAPS = (timedelta(days=3650), timedelta(hours=1), timedelta(days=-1), timedelta(hours=-1))


@pytest.fixture
async def world(database: Database, keystore: Keystore) -> AsyncIterator[World]:
    """Somebody in a talk with an operator."""
    made = World(database, keystore, read_texts())
    for data in ("lang.any.tg", "any.any.person", "person.safe.yes"):
        await made.presses(FIRST_PERSON, data)
    await made.settle()
    [code] = await made.threads()
    await made.presses(FIRST_OPERATOR, f"desk:take:{code}", group=True)
    await made.settle()
    yield made
    await made.close()


@pytest.mark.parametrize("leap", LEAPS, ids=str)
async def test_what_is_said_while_a_clock_is_wrong_arrives_and_so_does_what_comes_after(
    world: World, leap: timedelta
) -> None:
    [thread] = (await world.threads()).values()
    assert thread is not None
    right = world.now
    world.now = right + leap
    await world.writes(FIRST_PERSON, "while it leaps")
    await world.says(FIRST_OPERATOR, thread, "an answer while it leaps")
    world.now = right + timedelta(minutes=1)
    await world.says(FIRST_OPERATOR, thread, "an answer after it")
    await world.writes(FIRST_PERSON, "after it")
    before = world.now
    await world.settle()

    assert world.air.topics[thread] == ["while it leaps", "after it"]
    assert world.air.phones[FIRST_PERSON] == ["an answer while it leaps", "an answer after it"]
    assert world.now - before < timedelta(minutes=5)
    assert {row.state for row in await world.rows(select(inbox.c.state))} == {"done"}


async def test_a_clock_ten_years_ahead_destroys_no_key_that_a_backup_needs(
    world: World, keystore: Keystore
) -> None:
    before = keystore.days()

    with pytest.raises(AsksFirst):
        await rotation(world.database, keystore, world.now + timedelta(days=3650))

    assert keystore.days() == before
