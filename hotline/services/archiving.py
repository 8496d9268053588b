"""Sealing at the close: some days after a case was closed, the desk can read it no more.

Whoever takes over the running program then finds open cases only. The topic in the
staff group goes too, because it holds the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.domain.letters import CloseThread
from hotline.services.post import Post

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    from hotline.domain.address import Address
    from hotline.domain.case import CaseId
    from hotline.services.running import Told
    from hotline.storage.books import Database

# Each case is a transaction of its own; this many are looked up at once.
AT_ONCE = 100


async def archive_closed(
    database: Database, slot: X25519PublicKey, group: Address, after: timedelta, now: datetime
) -> Told:
    """Lay down every case closed longer than `after` ago; tell how many talks that were.

    A kill leaves some for the next time. A case opened again meanwhile is left alone.
    """
    done, before = 0, now - after
    while found := await _ripe(database, before):
        laid = [
            await _lay_down(database, case, slot, group, before=before, now=now) for case in found
        ]
        if not any(laid):
            break
        done += sum(laid)
    return {"talks": done}


async def _ripe(database: Database, before: datetime) -> list[CaseId]:
    async with database.books() as books:
        return list(await books.archive.ripe(before, AT_ONCE))


async def _lay_down(
    database: Database,
    case_id: CaseId,
    slot: X25519PublicKey,
    group: Address,
    *,
    before: datetime,
    now: datetime,
) -> bool:
    async with database.books() as books:
        case = await books.cases.by_id(case_id)
        if case is None or not await books.archive.is_ripe(case.id, before):
            return False
        await books.archive.lay_down(case.id, slot, now.date())
        if case.thread is not None:
            await Post(books, group, now).to_thread(case, CloseThread(delete=True))
        return True
