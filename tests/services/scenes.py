"""People who wait, made quickly, and operators who take them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert

from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.case import CaseCode, CaseId, OperatorKey
from hotline.domain.priority import Priority
from hotline.services.post import Post
from hotline.services.queue import Handing
from hotline.storage.tables import cases, persons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotline.domain.case import Case
    from hotline.storage.books import Books, Database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GROUP = Address(-100)
HANDING = Handing(read_desks())


def post(books: Books, now: datetime = NOON) -> Post:
    """The post of one transaction."""
    return Post(books, GROUP, now)


def operator(number: int) -> OperatorKey:
    """An operator nobody has heard of."""
    return OperatorKey(f"operator {number}".encode())


async def person_waits(
    books: Books,
    number: int = 1,
    priority: Priority = Priority.SOON,
    language: str = "tg",
    since: datetime = NOON,
) -> Case:
    """Somebody who waits since then."""
    person = await books.people.meet(Address(number), None, since)
    code = CaseCode(f"T{number:05}")
    return await books.cases.open(person.id, code, language, priority, since)


async def crowd(database: Database, priorities: Sequence[Priority]) -> Sequence[CaseId]:
    """Many who wait, a second apart, written with two statements."""
    ids = [uuid.uuid4() for _ in priorities]
    people = [{"id": each, "address": b"", "conversation": b"", "seen_at": NOON} for each in ids]
    waiting = [
        {
            "id": each,
            "code": f"C{number}",
            "person": each,
            "language": "ru",
            "priority": priority.value,
            "state": "waiting",
            "opened_at": NOON,
            "waits_since": NOON + timedelta(seconds=number),
        }
        for number, (each, priority) in enumerate(zip(ids, priorities, strict=True))
    ]
    async with database.books() as books:
        await books.connection.execute(insert(persons), people)
        await books.connection.execute(insert(cases), waiting)
    return [CaseId(each) for each in ids]
