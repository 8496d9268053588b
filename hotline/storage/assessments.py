"""What was told about people, and how the priorities of cases changed."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from hotline.domain.assessment import Change, Report, Source
from hotline.domain.case import OperatorKey
from hotline.domain.priority import Priority
from hotline.domain.retention import Kind
from hotline.storage.hiding import visible
from hotline.storage.tables import cases, priority_changes, reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.case import CaseId, PersonId
    from hotline.storage.keys import Keys
    from hotline.storage.sealing import Seal

SEALED = ("kind", "name", "why", "version", "withdrawn")


@dataclass(frozen=True, slots=True)
class Assessments:
    """Reports and changes of priority, inside one transaction; nothing is overwritten."""

    connection: AsyncConnection
    keys: Keys

    async def report(self, person: PersonId, report: Report) -> None:
        """Keep one report."""
        row, whole = uuid.uuid4(), asdict(report)
        told = json.dumps({name: whole[name] for name in SEALED}).encode()
        seal = await self.keys.of(person)
        await self.connection.execute(
            insert(reports).values(
                id=row,
                person=person,
                source=report.source.value,
                operator=report.operator,
                told=seal.seal(told, f"reports|{row}"),
                at=report.at,
            )
        )

    async def reports(self, person: PersonId) -> Sequence[Report]:
        """Return everything that was told about a person, in order; nothing that is hidden."""
        rows = await self.connection.execute(
            select(reports)
            .where(reports.c.person == person, visible(Kind.ANSWERS, person))
            .order_by(reports.c.number)
        )
        seal = await self.keys.of(person)
        return [_report(row, seal) for row in rows]

    async def change(self, case: CaseId, change: Change) -> None:
        """Keep a change of priority."""
        row, seal = uuid.uuid4(), await self.keys.of(case)
        await self.connection.execute(
            insert(priority_changes).values(
                id=row,
                case=case,
                before=change.before.value,
                after=change.after.value,
                source=change.source.value,
                operator=change.operator,
                why=seal.seal((change.why or "").encode(), f"priority_changes|{row}"),
                at=change.at,
            )
        )

    async def changes(self, case: CaseId) -> Sequence[Change]:
        """Return how the priority of a case changed, oldest first."""
        rows = await self.connection.execute(
            select(priority_changes)
            .where(priority_changes.c.case == case)
            .order_by(priority_changes.c.number)
        )
        seal = await self.keys.of(case)
        return [_change(row, seal) for row in rows]

    async def empty(self, person: PersonId) -> None:
        """Delete what was told about a person; that a priority changed stays, without why."""
        own = select(cases.c.id).where(cases.c.person == person)
        await self.connection.execute(delete(reports).where(reports.c.person == person))
        await self.connection.execute(
            update(priority_changes)
            .where(priority_changes.c.case.in_(own))
            .values(why=None, archived=None)
        )


def _report(row: Row[Any], seal: Seal) -> Report:
    told = json.loads(seal.open(row.told, f"reports|{row.id}"))
    return Report(
        **told,
        source=Source(row.source),
        at=row.at,
        operator=OperatorKey(row.operator) if row.operator else None,
    )


def _change(row: Row[Any], seal: Seal) -> Change:
    why = seal.open(row.why, f"priority_changes|{row.id}").decode() if row.why else None
    return Change(
        before=Priority(row.before),
        after=Priority(row.after),
        source=Source(row.source),
        why=why,
        at=row.at,
        operator=OperatorKey(row.operator) if row.operator else None,
    )
