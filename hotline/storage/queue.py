"""The queue in the database: its head is found by an index, and handed to one operator only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.case import CaseId, CaseState, OperatorKey, PersonId
from hotline.domain.priority import Priority
from hotline.domain.queue import PATIENCE, SILENCE, Gender, Waiting
from hotline.storage.tables import cases, operators, persons

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

# So many of each language and priority are looked at: enough to meet a wish among equals.
WINDOW = 10
# A job does so much at a time; what is left is done at its next turn.
AT_ONCE = 100

_HEADS = text("""
    SELECT head.* FROM unnest(CAST(:languages AS text[])) AS asked(language)
    CROSS JOIN unnest(CAST(:priorities AS text[])) AS urgent(priority)
    CROSS JOIN LATERAL (
        SELECT id, priority, waits_since, language, country, wish FROM cases
        WHERE state = 'waiting' AND cases.language = asked.language
          AND cases.priority = urgent.priority AND id <> ALL(CAST(:without AS uuid[]))
          AND (cases.desk IS NULL OR :desk = '' OR cases.desk = :desk)
        ORDER BY waits_since, id LIMIT :window
    ) AS head
""")


@dataclass(frozen=True, slots=True)
class Operator:
    """What we know of an operator: what they can serve, and nothing of who they are."""

    key: OperatorKey
    desk: str
    languages: frozenset[str]
    gender: Gender | None
    capacity: int


@dataclass(frozen=True, slots=True)
class Queue:
    """Waiting cases and those who take them, inside one transaction."""

    connection: AsyncConnection

    async def heads(
        self, languages: Collection[str], without: Collection[CaseId] = (), desk: str = ""
    ) -> Sequence[Waiting]:
        """Return the first few of each language and priority, in no order, nothing locked.

        What was handed to another desk than `desk` is left out; without one, nothing is.
        """
        rows = await self.connection.execute(
            _HEADS,
            {
                "languages": sorted(languages),
                "priorities": [priority.value for priority in Priority],
                "without": list(without),
                "desk": desk,
                "window": WINDOW,
            },
        )
        return [_waiting(row) for row in rows]

    async def lock(self, case: CaseId, *, wait: bool) -> bool:
        """Hold the person of a waiting case; without `wait`, only if nobody else does.

        The person comes before the case, as in a person's own turn: nobody waits in a circle.
        """
        whose = select(cases.c.person).where(cases.c.id == case).scalar_subquery()
        held = await self.connection.execute(
            select(persons.c.id)
            .where(persons.c.id == whose)
            .with_for_update(key_share=True, skip_locked=not wait)
        )
        return held.one_or_none() is not None

    async def ahead_of(self, waiting: Waiting) -> int:
        """Return how many wait in the same language and are more urgent or came before."""
        urgent = [each.value for each in Priority if each.rank < waiting.priority.rank]
        earlier = (cases.c.priority == waiting.priority.value) & (
            cases.c.waits_since < waiting.since
        )
        statement = (
            select(func.count())
            .select_from(cases)
            .where(
                cases.c.state == CaseState.WAITING.value,
                cases.c.language == waiting.language,
                cases.c.priority.in_(urgent) | earlier,
            )
        )
        return (await self.connection.execute(statement)).scalar_one()

    async def place_of(self, person: PersonId) -> int | None:
        """Return how many wait before a person; None when they do not wait themselves."""
        mine = (cases.c.person == person) & (cases.c.state == CaseState.WAITING.value)
        found = await self.connection.execute(select(cases).where(mine))
        row = found.one_or_none()
        return await self.ahead_of(_waiting(row)) if row else None

    async def waiting(self) -> tuple[int, Priority]:
        """Return how many cases wait, and the most urgent priority among them."""
        rows = await self.connection.execute(
            select(cases.c.priority, func.count())
            .where(cases.c.state == CaseState.WAITING.value)
            .group_by(cases.c.priority)
        )
        counted = {Priority(priority): number for priority, number in rows}
        urgent = min(counted, key=lambda priority: priority.rank, default=Priority.INFO)
        return sum(counted.values()), urgent

    async def held_by(self, operator: OperatorKey) -> Sequence[Priority]:
        """Return the priorities of the cases an operator holds."""
        rows = await self.connection.execute(
            select(cases.c.priority).where(
                cases.c.owner == operator, cases.c.state == CaseState.OPEN.value
            )
        )
        return [Priority(priority) for priority in rows.scalars()]

    async def waits_since(self, case: CaseId) -> datetime:
        """Return since when a case waits or waited to be taken."""
        asked = select(cases.c.waits_since).where(cases.c.id == case)
        since: datetime = (await self.connection.execute(asked)).scalar_one()
        return since

    async def silent_since(self, case: CaseId) -> datetime | None:
        """Return since when the person of a held case waits for an answer, if they do."""
        asked = select(cases.c.silent_since).where(cases.c.id == case)
        since: datetime | None = (await self.connection.execute(asked)).scalar_one()
        return since

    async def unanswered_since(self, case: CaseId) -> datetime | None:
        """Return since when the person of a case waits for its first answer; None if it came.

        While a case waits nobody answers; taken but not answered, it is silent since it was taken.
        """
        first = (cases.c.state == CaseState.WAITING.value) | (
            cases.c.silent_since == cases.c.taken_at
        )
        asked = select(cases.c.waits_since).where(cases.c.id == case, first)
        since: datetime | None = (await self.connection.execute(asked)).scalar_one_or_none()
        return since

    async def silent(self, now: datetime) -> Sequence[CaseId]:
        """Return claimed cases in which a person waits for too long, the longest first."""
        late = [
            (cases.c.priority == priority.value) & (cases.c.silent_since <= now - patience)
            for priority, patience in SILENCE.items()
        ]
        return await self._some(CaseState.OPEN, late, cases.c.silent_since)

    async def grown(self, now: datetime) -> Sequence[CaseId]:
        """Return waiting cases whose wait makes them more urgent, the longest first."""
        late = [
            (cases.c.priority == priority.value) & (cases.c.waits_since <= now - patience)
            for priority, (patience, _) in PATIENCE.items()
        ]
        return await self._some(CaseState.WAITING, late, cases.c.waits_since)

    async def describe(self, case: CaseId, country: str | None, wish: str | None) -> None:
        """Remember where the person is and whom they wish to talk to; None changes nothing."""
        said = {"country": country, "wish": wish}
        values = {name: value for name, value in said.items() if value is not None}
        if values:
            await self.connection.execute(update(cases).where(cases.c.id == case).values(**values))

    async def introduce(self, operator: Operator, now: datetime) -> None:
        """Write down what an operator can serve, or change it."""
        told = {
            "desk": operator.desk,
            "languages": sorted(operator.languages),
            "gender": operator.gender,
            "capacity": operator.capacity,
        }
        statement = upsert(operators).values(key=operator.key, since=now, **told)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_=told)
        )

    async def operator(self, key: OperatorKey) -> Operator | None:
        """Return what is known of an operator."""
        found = await self.connection.execute(select(operators).where(operators.c.key == key))
        row = found.one_or_none()
        if row is None:
            return None
        languages = frozenset(row.languages)
        return Operator(OperatorKey(row.key), row.desk, languages, row.gender, row.capacity)

    async def _some(
        self,
        state: CaseState,
        late: Sequence[Any],
        since: Any,  # noqa: ANN401  # columns
    ) -> Sequence[CaseId]:
        either = late[0]
        for each in late[1:]:
            either |= each
        rows = await self.connection.execute(
            select(cases.c.id)
            .where(cases.c.state == state.value, either)
            .order_by(since)
            .limit(AT_ONCE)
        )
        return [CaseId(case) for case in rows.scalars()]


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        id=CaseId(row.id),
        priority=Priority(row.priority),
        since=row.waits_since,
        language=row.language,
        country=row.country,
        wish=row.wish,
    )
