"""Doors that were opened with a reason, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from hotline.domain.case import CaseCode, CaseId
from hotline.domain.opening import Door, Opening, OpeningId
from hotline.storage.belonging import at_desk
from hotline.storage.tables import cases, openings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.desks import Desk
    from hotline.storage.keys import Keys

# Nobody reads a longer list; all of it stands in the audit.
NEWEST = 50


@dataclass(frozen=True, slots=True)
class Openings:
    """Who opened what, why and until when; reasons are sealed with the case's key."""

    connection: AsyncConnection
    keys: Keys

    async def add(self, opening: Opening) -> None:
        """Write a new one down."""
        seal = await self.keys.of(opening.case)
        await self.connection.execute(
            insert(openings).values(
                id=opening.id,
                case=opening.case,
                kind=opening.door.value,
                asker=opening.asker,
                reason=seal.seal(opening.reason.encode(), f"openings|{opening.id}"),
                asked_at=opening.asked_at,
                until=opening.until,
            )
        )

    async def one(self, opening: OpeningId) -> Opening | None:
        """Return one of them, locked."""
        found = await self._found(openings.c.id == opening, lock=True)
        return found[0] if found else None

    async def of_asker(self, name: str) -> Sequence[Opening]:
        """Return what somebody asked for, the newest first."""
        return await self._found(openings.c.asker == name)

    async def of_desk(
        self, desk: Desk, speaking: Mapping[str, frozenset[str]]
    ) -> Sequence[Opening]:
        """Return what was asked of the cases of a desk, the newest first."""
        return await self._found(at_desk(desk, speaking))

    async def agree(self, opening: OpeningId, second: str, until: datetime) -> None:
        """Write down who agreed, and until when it may be looked at."""
        await self._change(opening, second=second, until=until)

    async def shown(self, opening: OpeningId, now: datetime) -> None:
        """Write down that it was looked at: there is no second time."""
        await self._change(opening, shown_at=now)

    async def _change(self, opening: OpeningId, **values: object) -> None:
        await self.connection.execute(
            update(openings).where(openings.c.id == opening).values(**values)
        )

    async def _found(self, where: ColumnElement[bool], *, lock: bool = False) -> list[Opening]:
        asked = (
            select(openings, cases.c.code)
            .join(cases, cases.c.id == openings.c.case)
            .where(where)
            .order_by(openings.c.asked_at.desc())
            .limit(NEWEST)
        )
        rows = await self.connection.execute(asked.with_for_update(of=openings) if lock else asked)
        found = rows.all()
        await self.keys.open(row.case for row in found)
        return [await self._told(row) for row in found]

    async def _told(self, row: Row[Any]) -> Opening:
        seal = await self.keys.of(row.case)
        return Opening(
            id=OpeningId(row.id),
            case=CaseId(row.case),
            code=CaseCode(row.code),
            door=Door(row.kind),
            asker=row.asker,
            reason=seal.open(row.reason, f"openings|{row.id}").decode(),
            asked_at=row.asked_at,
            until=row.until,
            second=row.second,
            shown_at=row.shown_at,
        )
