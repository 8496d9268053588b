"""What a restored backup brings back of people who were erased since is erased again.

The list of destroyed keys lies in the keystore, outside the database and its
backups. It is gone through at every start, before anything is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from hotline.domain.case import CaseState
from hotline.storage.tables import cases, deliveries, keys, messages, openings, persons

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.storage.keys import Keys


async def forget_again(connection: AsyncConnection, known: Keys) -> int:
    """Destroy buried keys again and delete what nobody can open; return how many keys."""
    found = await known.replay()
    if found:
        owners = select(keys.c.owner)
        about = func.coalesce(deliveries.c.person, deliveries.c.case)
        await connection.execute(delete(deliveries).where(about.not_in(owners)))
        await connection.execute(delete(openings).where(openings.c.case.not_in(owners)))
        await connection.execute(delete(messages).where(messages.c.key.not_in(owners)))
        await connection.execute(
            update(cases)
            .where(cases.c.id.not_in(owners) | cases.c.person.not_in(owners))
            .values(person=None, state=CaseState.CLOSED.value)
        )
        await connection.execute(delete(persons).where(persons.c.id.not_in(owners)))
    return found
