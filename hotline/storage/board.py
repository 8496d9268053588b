"""How a desk stands at this moment, counted without reading anybody's case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hotline.domain.case import CaseState
from hotline.domain.priority import Priority
from hotline.storage.belonging import at_desk
from hotline.storage.tables import cases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.desks import Desk


@dataclass(frozen=True, slots=True)
class Crowded:
    """How many wait in one language with one priority, and since when the first of them."""

    language: str
    priority: Priority
    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """Counts of one desk, inside one transaction; nothing is locked."""

    connection: AsyncConnection

    async def waiting(
        self, desk: Desk, speaking: Mapping[str, frozenset[str]]
    ) -> Sequence[Crowded]:
        """Return how many wait by language and priority, whatever their number."""
        rows = await self.connection.execute(
            select(cases.c.language, cases.c.priority, func.count(), func.min(cases.c.waits_since))
            .where(cases.c.state == CaseState.WAITING.value, at_desk(desk, speaking))
            .group_by(cases.c.language, cases.c.priority)
        )
        found = [Crowded(row[0], Priority(row[1]), row[2], row[3]) for row in rows]
        return sorted(found, key=lambda each: (each.priority.rank, each.since))
