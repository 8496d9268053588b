"""What we keep of whom, since when nothing happened, and how far it is on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from hotline.domain.case import CaseCode, CaseState, PersonId
from hotline.domain.delivery import DeliveryState
from hotline.domain.retention import Held, Kind, Step, Subject
from hotline.storage.hiding import NOTE
from hotline.storage.tables import (
    answers,
    cases,
    deliveries,
    files,
    messages,
    persons,
    referrals,
    reports,
    retention,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

GOING = (DeliveryState.QUEUED.value, DeliveryState.SENDING.value)

HANDLED = ("opened_at", "taken_at", "closed_at", "linked_at")

_own = select(cases.c.id).where(cases.c.person == persons.c.id).correlate(persons)
_theirs = (messages.c.person == persons.c.id) | messages.c.case.in_(_own)
_said_at = select(func.max(messages.c.at)).where(_theirs).scalar_subquery()
_handled_at = (
    select(func.max(func.greatest(*(cases.c[name] for name in HANDLED))))
    .where(cases.c.person == persons.c.id)
    .scalar_subquery()
)
# GREATEST passes over what is not there.
_active_at = func.greatest(persons.c.seen_at, _said_at, _handled_at)
_on_its_way = exists().where(
    (deliveries.c.person == persons.c.id) | deliveries.c.case.in_(_own),
    deliveries.c.state.in_(GOING),
)
_codes = (
    select(func.array_agg(cases.c.code)).where(cases.c.person == persons.c.id).scalar_subquery()
)
_open_cases = (
    select(func.count())
    .where(cases.c.person == persons.c.id, cases.c.state != CaseState.CLOSED.value)
    .scalar_subquery()
)
# A referral is a note that a partner may read too.
_noted = exists().where(_theirs, messages.c.side == NOTE) | exists().where(
    referrals.c.case.in_(_own)
)
_answered = exists().where(answers.c.person == persons.c.id) | exists().where(
    reports.c.person == persons.c.id
)
# Somebody who is erasing themselves, or whom something is on its way to, is left alone.
_subjects = select(
    persons.c.id,
    _active_at.label("active_at"),
    _codes.label("codes"),
    _open_cases.label("open_cases"),
    exists().where(_theirs, messages.c.side != NOTE).label(Kind.SAID.value),
    _noted.label(Kind.NOTES.value),
    _answered.label(Kind.ANSWERS.value),
    exists().where(_theirs, files.c.message == messages.c.id).label(Kind.FILES.value),
).where(persons.c.lookup.is_not(None), ~_on_its_way)


@dataclass(frozen=True, slots=True)
class Retention:
    """The clocks of what we keep, inside one transaction."""

    connection: AsyncConnection

    async def idle(self, since: datetime) -> Sequence[Subject]:
        """Return everybody about whom nothing happened since then."""
        return await self._found(_subjects.where(persons.c.seen_at <= since, _active_at <= since))

    async def lock(self, person: PersonId) -> Subject | None:
        """Return a person as they are now, locked; None when somebody works for them."""
        held = await self.connection.execute(
            select(persons.c.id)
            .where(persons.c.id == person)
            .with_for_update(key_share=True, skip_locked=True)
        )
        if held.one_or_none() is None:
            return None
        found = await self._found(_subjects.where(persons.c.id == person))
        return found[0] if found else None

    async def mark(self, person: PersonId, kind: Kind, step: Step, now: datetime) -> None:
        """Write down the step that a kind has taken."""
        taken = {"step": step.value, "since": now}
        statement = insert(retention).values(person=person, kind=kind.value, **taken)
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["person", "kind"], set_=taken)
        )

    async def forget_steps(self, person: PersonId) -> None:
        """Begin anew with what is left of a person."""
        await self.connection.execute(delete(retention).where(retention.c.person == person))

    async def restart(self) -> None:
        """Take back the steps of everybody about whom something has happened since."""
        awake = select(persons.c.id).where(
            persons.c.id == retention.c.person, _active_at >= retention.c.since
        )
        await self.connection.execute(delete(retention).where(awake.exists()))

    async def open_cases(self) -> int:
        """Return how many cases wait or are open."""
        counted = select(func.count()).where(cases.c.state != CaseState.CLOSED.value)
        return (await self.connection.execute(counted.select_from(cases))).scalar_one()

    async def clocks(self) -> tuple[datetime, datetime | None]:
        """Return the database's own time, and when anybody was last seen."""
        asked = select(
            func.clock_timestamp(), select(func.max(persons.c.seen_at)).scalar_subquery()
        )
        row = (await self.connection.execute(asked)).one()
        return row[0], row[1]

    async def steps(self) -> dict[tuple[Kind, Step], int]:
        """Return how much is how far on its way out."""
        rows = await self.connection.execute(
            select(retention.c.kind, retention.c.step, func.count()).group_by(
                retention.c.kind, retention.c.step
            )
        )
        return {(Kind(kind), Step(step)): number for kind, step, number in rows}

    async def _found(self, statement: Any) -> Sequence[Subject]:  # noqa: ANN401  # a select of subjects
        rows = (await self.connection.execute(statement)).all()
        asked = select(retention).where(retention.c.person.in_([row.id for row in rows]))
        taken = {(row.person, row.kind): row for row in await self.connection.execute(asked)}
        return [_subject(row, taken) for row in rows]


def _subject(row: Row[Any], taken: dict[tuple[object, str], Row[Any]]) -> Subject:
    """Make a subject; where nothing else is kept, the person stands among the answers."""
    kinds = [kind for kind in Kind if row._mapping[kind.value]] or [Kind.ANSWERS]  # noqa: SLF001  # its public name
    held = tuple(_held(kind, row.active_at, taken.get((row.id, kind.value))) for kind in kinds)
    codes = tuple(CaseCode(code) for code in row.codes or ())
    return Subject(PersonId(row.id), held, codes, row.open_cases)


def _held(kind: Kind, active_at: datetime, taken: Row[Any] | None) -> Held:
    if taken is None or taken.since <= active_at:
        return Held(kind, active_at)
    return Held(kind, active_at, Step(taken.step), taken.since)
