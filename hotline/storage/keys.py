"""Keys of persons and cases: one each, wrapped with the key of a day, inside one transaction.

Whoever's key is destroyed is erased: rows that were sealed with it may lie
anywhere, in a backup too, and never open again once the day's key is gone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Uuid, bindparam, delete, func, insert, select, update

from hotline.storage.sealing import KeyDestroyed, Seal
from hotline.storage.sealing.seal import new_key
from hotline.storage.tables import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Row

    from hotline.storage.connection import Connection
    from hotline.storage.sealing import Keystore


# Every turn asks this, so it is put together once.
_OF_SOME = select(keys).where(keys.c.owner == func.any(bindparam("owners", type_=ARRAY(Uuid))))
# The owner of the key for what is about nobody, such as a line on the work to the staff group.
HOUSE = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that this transaction has opened, and the way to the others."""

    connection: Connection
    keystore: Keystore
    _opened: dict[UUID, Seal] = field(default_factory=dict)

    async def make(self, owner: UUID, day: date) -> Seal:
        """Return a new key for a person or a case that has none."""
        return (await self.make_some([owner], day))[owner]

    async def make_some(self, owners: Iterable[UUID], day: date) -> Mapping[UUID, Seal]:
        """Return new keys for persons or cases that have none, written with one question."""
        wrapping, rows, made = self.keystore.on(day).wrapping, [], {}
        for owner in owners:
            key, name = new_key(), uuid.uuid4()
            wrapped = wrapping.seal(key, _about(name, day))
            rows.append({"id": name, "owner": owner, "day": day, "wrapped": wrapped})
            made[owner] = Seal(key)
        await self.connection.execute(insert(keys), rows)
        self._opened.update(made)
        return made

    async def of(self, owner: UUID) -> Seal:
        """Return somebody's key; raises KeyDestroyed when it is gone."""
        if owner not in self._opened:
            await self.open([owner])
        if owner not in self._opened:
            raise KeyDestroyed
        return self._opened[owner]

    async def of_house(self, day: date) -> Seal:
        """Return the key for what is about nobody, made when it is first needed."""
        try:
            return await self.of(HOUSE)
        except KeyDestroyed:
            return await self.make(HOUSE, day)

    async def open(self, owners: Iterable[UUID]) -> None:
        """Open many keys with one question, so that `of` need not ask; gone ones stay gone."""
        wanted = set(owners) - self._opened.keys()
        if not wanted:
            return
        rows = await self.connection.aside(_OF_SOME, {"owners": list(wanted)})
        for row in rows:
            self._opened[row.owner] = Seal(self._unwrapped(row))

    async def destroy(self, owners: Iterable[UUID]) -> None:
        """Destroy keys for ever; first it is written down outside the database that they are."""
        gone = delete(keys).where(keys.c.owner.in_(list(owners)))
        rows = await self.connection.execute(gone.returning(keys.c.id, keys.c.owner))
        found = rows.all()
        self.keystore.bury(row.id for row in found)
        for row in found:
            self._opened.pop(row.owner, None)

    async def renew(self, owners: Iterable[UUID], day: date, *, bury: bool = True) -> None:
        """Put new keys in place of old ones; what was sealed must be sealed anew by the caller.

        The old ones are buried by `bury_replaced` after this is committed: buried
        earlier, a crash would take what still needs them. Without `bury` they only die
        with their day, and a backup of before can be restored until then.
        """
        rows = await self.connection.execute(
            select(keys).where(keys.c.owner.in_(list(owners))).with_for_update()
        )
        for row in rows.all():
            key, name = new_key(), uuid.uuid4()
            replaced = row.id if bury else row.replaces
            wrapped = self.keystore.on(day).wrapping.seal(key, _about(name, day))
            await self.connection.execute(
                update(keys)
                .where(keys.c.id == row.id)
                .values(id=name, day=day, wrapped=wrapped, replaces=replaced)
            )
            self._opened[row.owner] = Seal(key)

    async def bury_replaced(self) -> None:
        """Remember outside the database which keys were replaced, so that no backup has them."""
        rows = await self.connection.execute(
            select(keys.c.replaces).where(keys.c.replaces.is_not(None)).with_for_update()
        )
        replaced = rows.scalars().all()
        self.keystore.bury(replaced)
        await self.connection.execute(
            update(keys).where(keys.c.replaces.in_(replaced)).values(replaces=None)
        )

    async def replay(self) -> int:
        """Destroy again what a restored backup brought back; return how many keys that were."""
        gone = delete(keys).where(keys.c.id.in_(self.keystore.buried()))
        return len((await self.connection.execute(gone.returning(keys.c.id))).all())

    async def rewrap(self, day: date, limit: int) -> int:
        """Wrap up to `limit` keys of earlier days with the key of `day`; return how many."""
        rows = await self.connection.execute(
            select(keys).where(keys.c.day < day).limit(limit).with_for_update(skip_locked=True)
        )
        wrapping, found = self.keystore.on(day).wrapping, rows.all()
        for row in found:
            wrapped = wrapping.seal(self._unwrapped(row), _about(row.id, day))
            await self.connection.execute(
                update(keys).where(keys.c.id == row.id).values(day=day, wrapped=wrapped)
            )
        return len(found)

    async def wrapped_by_day(self) -> dict[date, int]:
        """Return how many keys each day's key still wraps."""
        counted = select(keys.c.day, func.count().label("wrapped")).group_by(keys.c.day)
        rows = await self.connection.execute(counted)
        return {row.day: row.wrapped for row in rows}

    def _unwrapped(self, row: Row[Any]) -> bytes:
        wrapping = self.keystore.of(row.day).wrapping
        return wrapping.open(row.wrapped, _about(row.id, row.day))


def _about(name: UUID, day: date) -> str:
    return f"keys|{name}|{day.isoformat()}"
