"""Pages above the home screen, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, insert, select, update

from hotline.domain.emergency import Emergency, EmergencyId, Kind
from hotline.storage.tables import emergencies

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from hotline.storage.connection import Connection

_TEXTS: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])
# As many as the page of the desk lists; older ones stay in the audit.
NEWEST = 50
# Every home screen asks this, so it is put together once.
_SHOWN = (
    select(emergencies)
    .where(
        emergencies.c.begins_at <= bindparam("now"),
        emergencies.c.ended_at.is_(None),
        emergencies.c.ends_at > bindparam("now"),
    )
    .order_by(emergencies.c.begins_at.desc())
)


@dataclass(frozen=True, slots=True)
class Emergencies:
    """What is switched on, was, or waits for a second person."""

    connection: Connection

    async def add(self, emergency: Emergency, now: datetime) -> None:
        """Write a new one down."""
        values = {
            "id": emergency.id,
            "country": emergency.country,
            "kind": emergency.kind.value,
            "author": emergency.author,
            "texts": dict(emergency.texts),
            "surge": emergency.surge,
            "push": emergency.push,
            "made_at": now,
            "ends_at": emergency.ends_at,
        }
        await self.connection.execute(insert(emergencies).values(values))

    async def save(self, emergency: Emergency) -> None:
        """Write down who agreed, and when it began and ended."""
        mine = update(emergencies).where(emergencies.c.id == emergency.id)
        await self.connection.execute(
            mine.values(
                second=emergency.second,
                begins_at=emergency.begins_at,
                ended_at=emergency.ended_at,
            )
        )

    async def find(self, emergency: EmergencyId) -> Emergency | None:
        """Return one, locked, or None."""
        asked = select(emergencies).where(emergencies.c.id == emergency).with_for_update()
        row = (await self.connection.execute(asked)).first()
        return _emergency(row) if row else None

    async def newest(self) -> list[Emergency]:
        """Return the newest, whatever became of them."""
        asked = select(emergencies).order_by(emergencies.c.made_at.desc()).limit(NEWEST)
        return [_emergency(row) for row in await self.connection.execute(asked)]

    async def shown(self, now: datetime) -> list[Emergency]:
        """Return what is switched on, the newest first."""
        return [_emergency(row) for row in await self.connection.aside(_SHOWN, {"now": now})]


def _emergency(row: Row[Any]) -> Emergency:
    return Emergency(
        id=EmergencyId(row.id),
        country=row.country,
        kind=Kind(row.kind),
        author=row.author,
        texts=_TEXTS.validate_python(row.texts),
        ends_at=row.ends_at,
        surge=row.surge,
        push=row.push,
        second=row.second,
        begins_at=row.begins_at,
        ended_at=row.ended_at,
    )
