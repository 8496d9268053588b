"""Cases and what was said in them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from hotline.domain.case import (
    Case,
    CaseCode,
    CaseId,
    CaseState,
    OperatorKey,
    PersonId,
)
from hotline.domain.priority import Priority
from hotline.storage.hiding import visible_in
from hotline.storage.tables import (
    cases,
    drafts,
    messages,
    openings,
    persons,
    questions,
    read_marks,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row

    from hotline.storage.connection import Connection
    from hotline.storage.keys import Keys


# The case that goes on in a chat: the one that began there, or was brought there, last.
GOES_ON = (
    func.coalesce(cases.c.linked_at, cases.c.opened_at).desc(),
    cases.c.linked_at.desc().nulls_last(),
)
# Every word to a human asks these, so they are put together once.
_OF_PERSON = (
    select(cases)
    .where(cases.c.person == bindparam("whose"))
    .order_by(*GOES_ON)
    .limit(1)
    .with_for_update(key_share=True)
)
_SAY = insert(messages)
_WROTE = (
    select(messages.c.id)
    .where(
        messages.c.person == bindparam("whose"),
        messages.c.side == "person",
        messages.c.at > bindparam("since"),
        messages.c.inbox != bindparam("other_than"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Said:
    """A message kept in a case; `source` is its id in the chat it came from.

    `delivery` is the letter that carries it to the person.
    """

    side: str
    kind: str
    words: str | None
    source: int | None
    delivery: UUID | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases and their messages, inside one transaction."""

    connection: Connection
    keys: Keys

    async def open(
        self, person: PersonId, code: CaseCode, language: str, priority: Priority, now: datetime
    ) -> Case:
        """Write down a new waiting case, with a key of its own."""
        case = Case(CaseId(uuid.uuid4()), code, person, language, priority)
        await self.connection.execute(
            insert(cases).values(
                id=case.id,
                code=code,
                person=person,
                language=language,
                priority=priority.value,
                state=case.state.value,
                opened_at=now,
                waits_since=now,
            )
        )
        await self.keys.make(case.id, now.date())
        return case

    async def of_person(self, person: PersonId) -> Case | None:
        """Return the case that goes on in the person's chat, locked: the one begun there last."""
        row = (await self.connection.aside(_OF_PERSON, {"whose": person})).one_or_none()
        return _told(row) if row else None

    async def all_of(self, person: PersonId) -> Sequence[Case]:
        """Return all cases of a person, locked: the one that goes on in their chat comes first."""
        rows = await self.connection.execute(
            select(cases)
            .where(cases.c.person == person)
            .order_by(*GOES_ON)
            .with_for_update(key_share=True)
        )
        return [_told(row) for row in rows]

    async def look_up_of(self, person: PersonId) -> Case | None:
        """Return the case that goes on in the person's chat, not locked: for the courier."""
        newest = select(cases).where(cases.c.person == person).order_by(*GOES_ON)
        row = (await self.connection.execute(newest.limit(1))).one_or_none()
        return _told(row) if row else None

    async def by_code(self, code: CaseCode) -> Case | None:
        """Return a case by its code, its person and itself locked."""
        return await self._find_after_person(cases.c.code == code)

    async def by_id(self, case: CaseId) -> Case | None:
        """Return a case by its id, its person and itself locked."""
        return await self._find_after_person(cases.c.id == case)

    async def by_thread(self, thread: int) -> Case | None:
        """Return the case of a topic, its person and itself locked."""
        return await self._find_after_person(cases.c.thread == thread)

    async def look_up(self, case: CaseId) -> Case | None:
        """Return a case without locking it: for the courier."""
        rows = await self.connection.execute(select(cases).where(cases.c.id == case))
        row = rows.one_or_none()
        return _told(row) if row else None

    async def save(self, case: Case, **moments: datetime | None) -> None:
        """Write down a changed case.

        `moments` are taken_at, closed_at, waits_since and silent_since.
        """
        await self._change(
            case.id,
            priority=case.priority.value,
            state=case.state.value,
            owner=case.owner,
            note_by=case.note_by,
            language=case.language,
            desk=case.desk,
            **moments,
        )

    async def now_unanswered(self, case: CaseId, now: datetime) -> None:
        """Begin to count how long the person waits in a case somebody holds, unless it is.

        A case that sleeps wakes up.
        """
        held = (CaseState.OPEN.value, CaseState.SLEEPING.value)
        await self.connection.execute(
            update(cases)
            .where(
                cases.c.id == case,
                cases.c.state.in_(held),
                cases.c.silent_since.is_(None),
            )
            .values(silent_since=now, state=CaseState.OPEN.value)
        )

    async def set_thread(self, case: CaseId, thread: int | None) -> None:
        """Remember the case's topic."""
        await self._change(case, thread=thread)

    async def set_alert(self, case: CaseId, alert: int) -> None:
        """Remember the case's line in the general topic."""
        await self._change(case, alert=alert)

    async def say(
        self,
        said: Said,
        *,
        person: PersonId | None,
        case: CaseId | None,
        inbox: int | None,
        now: datetime,
    ) -> UUID:
        """Keep a message and return its id; one inbox row makes at most one message.

        What was written on a page of the desk comes from no inbox row.

        It is sealed with the key of the case, or of the person while there is no case.
        """
        message, owner = uuid.uuid4(), case or person
        if owner is None:
            raise ValueError("A message belongs to a person or to a case.")
        seal = await self.keys.of(owner)
        words = said.words.encode("utf-8", "replace") if said.words is not None else None
        told = {
            "id": message,
            "inbox": inbox,
            "person": person,
            "case": case,
            "side": said.side,
            "kind": said.kind,
            "words": seal.seal(words, f"messages|{message}") if words else None,
            "key": owner,
            "source": said.source,
            "delivery": said.delivery,
            "at": now,
        }
        letter_first = said.delivery is not None
        write = self.connection.execute if letter_first else self.connection.aside
        await write(_SAY, told)
        return message

    async def say_again(self, message: UUID, delivery: UUID) -> None:
        """Let another letter carry a message to the person."""
        await self.connection.execute(
            update(messages).where(messages.c.id == message).values(delivery=delivery)
        )

    async def wrote(self, person: PersonId, since: datetime, *, other_than: int) -> bool:
        """Say whether a person wrote anything since then, beside what one inbox row holds."""
        asked = {"whose": person, "since": since, "other_than": other_than}
        found = await self.connection.aside(_WROTE, asked)
        return found.one_or_none() is not None

    async def adopt(self, person: PersonId, case: CaseId) -> None:
        """Give the case what the person wrote before there was one."""
        await self.connection.execute(
            update(messages)
            .where(messages.c.person == person, messages.c.case.is_(None))
            .values(case=case)
        )

    async def said(self, case: CaseId, side: str) -> Sequence[Said]:
        """Return what one side said in a case, oldest first; nothing that is hidden."""
        rows = await self.connection.execute(
            select(messages)
            .where(messages.c.case == case, messages.c.side == side, visible_in(case, side))
            .order_by(messages.c.number)
        )
        found = rows.all()
        await self.keys.open(row.key for row in found)
        return [Said(row.side, row.kind, await self._words(row), row.source) for row in found]

    async def empty(self, person: PersonId, day: date) -> None:
        """Delete everything said by or to a person; their cases stay, content-free and closed.

        Their keys are destroyed; a new one seals what is left to say about the end.
        """
        found = await self.connection.execute(select(cases.c.id).where(cases.c.person == person))
        own = found.scalars().all()
        await self.connection.execute(
            delete(messages).where((messages.c.person == person) | messages.c.case.in_(own))
        )
        for beside in (questions, drafts, read_marks, openings):
            await self.connection.execute(delete(beside).where(beside.c.case.in_(own)))
        await self.keys.destroy(own)
        for case in own:
            await self.keys.make(case, day)
        await self.connection.execute(
            update(cases)
            .where(cases.c.person == person)
            .values(person=None, state=CaseState.CLOSED.value)
        )

    async def _words(self, row: Row[Any]) -> str | None:
        if row.words is None:
            return None
        seal = await self.keys.of(row.key)
        return seal.open(row.words, f"messages|{row.id}").decode()

    async def _find_after_person(self, where: ColumnElement[bool]) -> Case | None:
        """Lock person, then case, as a person's own turn does: nobody waits in a circle."""
        whose = select(cases.c.person).where(where).scalar_subquery()
        await self.connection.execute(
            select(persons.c.id).where(persons.c.id == whose).with_for_update(key_share=True)
        )
        return await self._find(where)

    async def _find(self, where: ColumnElement[bool]) -> Case | None:
        statement = (
            select(cases).where(where).order_by(*GOES_ON).limit(1).with_for_update(key_share=True)
        )
        row = (await self.connection.execute(statement)).one_or_none()
        return _told(row) if row else None

    async def _change(self, case: CaseId, **values: object) -> None:
        await self.connection.execute(update(cases).where(cases.c.id == case).values(**values))


def _told(row: Row[Any]) -> Case:
    return Case(
        id=CaseId(row.id),
        code=CaseCode(row.code),
        person=PersonId(row.person) if row.person else None,
        language=row.language,
        priority=Priority(row.priority),
        state=CaseState(row.state),
        owner=OperatorKey(row.owner) if row.owner else None,
        thread=row.thread,
        alert=row.alert,
        note_by=OperatorKey(row.note_by) if row.note_by else None,
        country=row.country,
        desk=row.desk,
    )
