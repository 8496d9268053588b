"""Ten thousand people of one campaign: chosen at once, walked once, also when it is cut short."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from hotline.storage.tables import shares
from soak.campaigns import choose
from soak.fanning import invent_asleep
from tests.services.test_campaigns import NIGHT, TEXTS, Breaking, KilledError, begun, fanout

if TYPE_CHECKING:
    from hotline.storage.books import Database

PEOPLE = 10_000
# What is promised for a million.
CHOSEN_SECONDS = 10


async def test_ten_thousand_who_sleep_are_each_written_down_once(database: Database) -> None:
    await invent_asleep(database, PEOPLE)
    began = time.monotonic()
    chosen = await choose(database)
    assert time.monotonic() - began < CHOSEN_SECONDS
    await begun(database, texts=TEXTS)

    with pytest.raises(KilledError):
        await fanout(database, NIGHT, Breaking(PEOPLE // 2 + 7)).look()
    await fanout(database, NIGHT).look()
    await fanout(database, NIGHT).look()

    async with database.books() as books:
        asked = select(func.count(), func.count(shares.c.due_at)).select_from(shares)
        assert tuple((await books.connection.execute(asked)).one()) == (PEOPLE, PEOPLE)
    assert chosen == PEOPLE
