"""Practice: an invented person who is in no queue, in no figure and on no phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from hotline.domain.practice import KEPT, STEPS
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import Role
from hotline.services.practising import PracticeRoom
from hotline.services.staff_cases import Refused
from hotline.services.sweeping import sweep
from hotline.storage.tables import cases, deliveries, practices, tallies
from tests.desk.scenes import signed_in
from tests.desk.test_talk import at_desk

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from hotline.services.staff_cases import Casework
    from hotline.storage.books import Database
    from tests.desk.scenes import Clock


async def test_an_invented_person_answers_each_reply_and_touches_nothing_real(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, room = await at_desk(accounts, "aigul"), PracticeRoom(casework)
    assert await room.shown(aigul) is None
    await room.begin(aigul)
    await room.write(aigul, "note", "afraid")
    for _ in range(STEPS):
        await room.write(aigul, "reply", "Салом")

    practice = await room.shown(aigul)
    assert practice is not None
    assert practice.done
    assert [side for side, _ in practice.told()].count("said") == STEPS
    assert practice.told()[:3] == [("said", "1"), ("note", "afraid"), ("reply", "Салом")]
    queue = await casework.queue(aigul)
    assert not [*queue.mine, *queue.waiting, *queue.others]
    async with database.books() as books:
        for table in (cases, deliveries, tallies):
            counted = select(func.count()).select_from(table)
            assert (await books.connection.execute(counted)).scalar_one() == 0
        [row] = (await books.connection.execute(select(practices))).all()
    assert b"afraid" not in row.lines


async def test_practice_is_ones_own_and_is_gone_after_a_day(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    aigul, bolot = await at_desk(accounts, "aigul"), await at_desk(accounts, "bolot")
    auditor, _ = await signed_in(accounts, "auditor", Role.AUDITOR)
    room = PracticeRoom(casework)
    await room.begin(aigul)
    assert await room.shown(bolot) is None
    with pytest.raises(NotAllowed):
        await room.begin(auditor)
    clock.move(KEPT)

    assert await room.shown(aigul) is None
    with pytest.raises(Refused):
        await room.write(aigul, "reply", "Салом")
    assert (await sweep(database, clock() + KEPT))["practices"] == 1
