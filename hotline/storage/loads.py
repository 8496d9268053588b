"""How much waits where: counts and ages over everything, and nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hotline.domain.case import CaseState
from hotline.domain.delivery import DeliveryState
from hotline.domain.priority import Priority
from hotline.storage.tables import cases, deliveries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases of one priority wait, and since when the oldest does."""

    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Loads:
    """Counts, inside one transaction."""

    connection: AsyncConnection

    async def letters(self) -> Mapping[tuple[DeliveryState, str], int]:
        """Return how many letters of each kind are in each state, the swept ones not counted."""
        by = (deliveries.c.state, deliveries.c.kind)
        rows = await self.connection.execute(select(*by, func.count()).group_by(*by))
        return {(DeliveryState(state), kind): number for state, kind, number in rows}

    async def queue(self) -> Mapping[Priority, Waiting]:
        """Return what waits in the queue, by priority."""
        statement = (
            select(cases.c.priority, func.count(), func.min(cases.c.waits_since))
            .where(cases.c.state == CaseState.WAITING.value)
            .group_by(cases.c.priority)
        )
        rows = await self.connection.execute(statement)
        return {Priority(row[0]): Waiting(row[1], row[2]) for row in rows}
