"""Deliveries: letters in the order of their chat, each ending in a named state."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from hotline.domain import letters
from hotline.domain.case import CaseId, PersonId
from hotline.domain.delivery import Delivery, DeliveryState
from hotline.storage.tables import deliveries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.letters import Letter
    from hotline.storage.keys import Keys

QUEUED, SENDING = DeliveryState.QUEUED.value, DeliveryState.SENDING.value


@dataclass(frozen=True, slots=True)
class Going:
    """A delivery at the head of its lane, and the lane itself."""

    delivery: Delivery
    lane: bytes


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Letters on their way, inside one transaction."""

    connection: AsyncConnection
    keys: Keys

    async def queue(
        self,
        letter: Letter,
        *,
        lane: bytes,
        now: datetime,
        person: PersonId | None = None,
        case: CaseId | None = None,
    ) -> UUID:
        """Put a letter behind what already waits in its lane, and return its id.

        It is about a person or a case, and sealed with the key of that one.
        """
        delivery, owner = uuid.uuid4(), person or case
        if owner is None:
            raise ValueError("A letter is about a person or a case.")
        seal = await self.keys.of(owner)
        await self.connection.execute(
            insert(deliveries).values(
                id=delivery,
                lane=lane,
                weight=0 if letters.towards(letter) is letters.Towards.PERSON else 1,
                person=person,
                case=case,
                letter=seal.seal(letters.write(letter), f"deliveries|{delivery}"),
                kind=letter.kind,
                due_at=now,
                created_at=now,
            )
        )
        return delivery

    async def heads(self, now: datetime, limit: int) -> Sequence[Going]:
        """Return due letters that nothing earlier in their lane holds up, people's first."""
        earlier = deliveries.alias("earlier")
        held_up = (
            select(earlier.c.id)
            .where(
                earlier.c.lane == deliveries.c.lane,
                earlier.c.state.in_([QUEUED, SENDING]),
                earlier.c.number < deliveries.c.number,
            )
            .exists()
        )
        rows = await self.connection.execute(
            select(deliveries)
            .where(deliveries.c.state == QUEUED, deliveries.c.due_at <= now, ~held_up)
            .order_by(deliveries.c.weight, deliveries.c.number)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = rows.all()
        await self.keys.open(row.person or row.case for row in found)
        return [Going(await self._delivery(row), row.lane) for row in found]

    async def sending(self, ids: Sequence[UUID]) -> None:
        """Mark letters as being sent; from here on a crash leaves them uncertain."""
        await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(ids))
            .values(state=SENDING, attempts=deliveries.c.attempts + 1)
        )

    async def end(
        self, delivery: UUID, state: DeliveryState, now: datetime, message: int | None = None
    ) -> None:
        """Record how a letter ended and empty it."""
        await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery)
            .values(state=state.value, ended_at=now, message=message, letter=b"")
        )

    async def put_off(
        self, delivery: UUID, due_at: datetime, *, tried_again: bool | None = None
    ) -> None:
        """Put a letter back, to be sent at `due_at`; it keeps its place in the lane."""
        values: dict[str, object] = {"state": QUEUED, "due_at": due_at}
        if tried_again is not None:
            values["tried_again"] = tried_again
        await self.connection.execute(
            update(deliveries).where(deliveries.c.id == delivery).values(**values)
        )

    async def abandoned(self) -> Sequence[Delivery]:
        """Return letters whose sending was cut short."""
        rows = await self.connection.execute(
            select(deliveries).where(deliveries.c.state == SENDING)
        )
        return [await self._delivery(row) for row in rows.all()]

    async def cancel(self, person: PersonId, now: datetime) -> None:
        """Let nothing more of what still waits go out to a person."""
        await self._expire(deliveries.c.person == person, now)

    async def cancel_about(self, case: CaseId, now: datetime) -> None:
        """Let nothing about a case go out that has not left: its key is about to be destroyed."""
        await self._expire(deliveries.c.case == case, now)

    async def supersede(self, case: CaseId, now: datetime) -> bool:
        """Take back the lines of a case that have not left yet; say whether there were any."""
        before = (deliveries.c.case == case) & (deliveries.c.kind == "alert")
        return await self._expire(before, now) > 0

    async def crowded(self, lane: bytes, most: int) -> bool:
        """Say whether as many lines as `most` wait in a lane."""
        some = self._waiting(lane, "alert").limit(most).subquery()
        count = await self.connection.execute(select(func.count()).select_from(some))
        return count.scalar_one() >= most

    async def waits(self, lane: bytes, kind: str) -> bool:
        """Say whether a letter of a kind waits in a lane."""
        found = await self.connection.execute(self._waiting(lane, kind).limit(1))
        return found.one_or_none() is not None

    def _waiting(self, lane: bytes, kind: str) -> Select[tuple[UUID]]:
        return select(deliveries.c.id).where(
            deliveries.c.lane == lane,
            deliveries.c.kind == kind,
            deliveries.c.state == QUEUED,
        )

    async def next_due(self) -> datetime | None:
        """Return when the next waiting letter is due."""
        statement = select(func.min(deliveries.c.due_at)).where(deliveries.c.state == QUEUED)
        due: datetime | None = (await self.connection.execute(statement)).scalar_one()
        return due

    async def _delivery(self, row: Row[Any]) -> Delivery:
        seal = await self.keys.of(row.person or row.case)
        return Delivery(
            id=row.id,
            letter=letters.read(seal.open(row.letter, f"deliveries|{row.id}")),
            person=PersonId(row.person) if row.person else None,
            case=CaseId(row.case) if row.case else None,
            attempts=row.attempts,
            tried_again=row.tried_again,
            created_at=row.created_at,
        )

    async def _expire(self, which: ColumnElement[bool], now: datetime) -> int:
        expired = await self.connection.execute(
            update(deliveries)
            .where(which, deliveries.c.state == QUEUED)
            .values(state=DeliveryState.EXPIRED.value, ended_at=now, letter=b"")
        )
        return expired.rowcount
