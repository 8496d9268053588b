"""People: found by a keyed hash, locked for one turn at a time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ARRAY, LargeBinary, Uuid, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from dialogs.engine.conversation import Conversation, at_rest
from hotline.domain.address import Address
from hotline.domain.case import PersonId
from hotline.domain.contact import UNSAID, Contact, When
from hotline.domain.person import Person
from hotline.domain.retention import Kind
from hotline.storage.hiding import visible
from hotline.storage.inbox import QUARANTINED
from hotline.storage.tables import (
    answers,
    follows,
    inbox,
    own_words,
    persons,
    series,
    shares,
    traces,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row, Select

    from hotline.storage.connection import Connection
    from hotline.storage.keys import Keys
    from hotline.storage.sealing import Index, Seal


_CONTACT = TypeAdapter(Contact)
# Every turn asks these, so they are put together once; `which` is the person or their lookup.
_BY_ID = select(persons).where(persons.c.id == bindparam("which"))
_BY_IDS = select(persons).where(persons.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid))))
_BY_ID_LOCKED = _BY_ID.with_for_update(key_share=True)
_BY_LOOKUP = (
    select(persons).where(persons.c.lookup == bindparam("which")).with_for_update(key_share=True)
)
_KNOWN = (
    select(persons)
    .where(persons.c.lookup == func.any(bindparam("lookups", type_=ARRAY(LargeBinary))))
    .with_for_update(key_share=True, skip_locked=True)
)
_MET = select(persons.c.lookup).where(
    persons.c.lookup == func.any(bindparam("lookups", type_=ARRAY(LargeBinary)))
)
_LEAVE_TRACE = upsert(traces).on_conflict_do_nothing()
_ANSWER = upsert(answers)
_ANSWER = _ANSWER.on_conflict_do_update(
    index_elements=["person", "question"],
    set_={"answer": _ANSWER.excluded.answer, "at": _ANSWER.excluded.at},
)
_SAVE = (
    update(persons)
    .where(persons.c.id == bindparam("which"))
    .values(
        {
            each: bindparam(f"new_{each}")
            for each in ("conversation", "language", "app_language", "seen_at")
        }
    )
)
_SHOW = (
    update(persons).where(persons.c.id == bindparam("which")).values(shown=bindparam("message"))
)


@dataclass(frozen=True, slots=True)
class People:
    """Persons, their answers and the traces they leave, inside one transaction.

    `held` are rows that it locked and read, and has not changed since.
    """

    connection: Connection
    index: Index
    keys: Keys
    held: dict[UUID, Row[Any]]

    async def meet(self, address: Address, app_language: str | None, now: datetime) -> Person:
        """Return the person behind a chat, locked until the transaction ends.

        Somebody new is written down first; two copies of the program that meet
        the same stranger meet the same person.
        """
        lookup = self.index.blind(address)
        known = await self._find(lookup)
        if known is None:
            await self._add(lookup, address, app_language, now)
            known = await self._find(lookup)
        if known is None:  # erased between the two statements: impossible under the inbox lock
            raise LookupError
        return known

    async def hold(self, addresses: Iterable[Address]) -> frozenset[Address]:
        """Lock whom we know of and nobody else holds, and open their keys; return their chats."""
        asked = {self.index.blind(address): address for address in addresses}
        rows = (await self.connection.execute(_KNOWN, {"lookups": list(asked)})).all()
        self.held.update((row.id, row) for row in rows)
        await self.keys.open(row.id for row in rows)
        return frozenset(asked[row.lookup] for row in rows)

    async def strangers(self, addresses: Iterable[Address]) -> frozenset[Address]:
        """Return the chats of whom we have never met."""
        asked = {self.index.blind(address): address for address in addresses}
        if not asked:
            return frozenset()
        met = await self.connection.execute(_MET, {"lookups": list(asked)})
        return frozenset(asked[lookup] for lookup in asked.keys() - set(met.scalars()))

    async def find(self, address: Address) -> Person | None:
        """Return the person behind a chat, locked, or None for a stranger."""
        return await self._find(self.index.blind(address))

    async def by_id(self, person: PersonId) -> Person | None:
        """Return a person, locked."""
        row = await self._one(_BY_ID_LOCKED, person)
        return await self._told(row) if row else None

    async def look_up(self, person: PersonId) -> Person | None:
        """Return a person without locking them: for the courier, who waits for nobody."""
        row = await self._one(_BY_ID, person)
        return await self._told(row) if row else None

    async def look_up_all(self, people: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Return several people without locking them; raises KeyDestroyed when a key is gone."""
        wanted = list(people)
        if not wanted:
            return {}
        rows = (await self.connection.execute(_BY_IDS, {"ids": wanted})).all()
        await self.keys.open(row.id for row in rows)
        return {PersonId(row.id): await self._told(row) for row in rows}

    async def number(self, person: PersonId) -> int | None:
        """Return the number of somebody's account on Telegram: for two supervisors who agreed."""
        known = await self.look_up(person)
        return known.address.reveal() if known else None

    async def save(self, person: Person) -> None:
        """Write down where the person stands now, and when they were last seen."""
        conversation = person.conversation.to_json().encode()
        seal = await self.keys.of(person.id)
        saved = {
            "which": person.id,
            "new_conversation": seal.seal(conversation, f"persons.conversation|{person.id}"),
            "new_language": person.conversation.language,
            "new_app_language": person.app_language,
            "new_seen_at": person.seen_at,
        }
        self.held.pop(person.id, None)
        self.connection.later(_SAVE, saved)

    async def set_contact(self, person: Person) -> None:
        """Write down when we may write to the person."""
        seal = await self.keys.of(person.id)
        told = _CONTACT.dump_json(person.contact)
        await self._change(
            person.id,
            contact=seal.seal(told, f"persons.contact|{person.id}"),
            tidies=person.contact.tidies,
        )

    async def all_shown(self, shown: Mapping[PersonId, int], now: datetime) -> None:
        """Remember which messages carry the newest screens of several people, each a trace."""
        screens = [{"which": person, "message": message} for person, message in shown.items()]
        left = [
            {"person": person, "message": message, "at": now} for person, message in shown.items()
        ]
        for person in shown:
            self.held.pop(person, None)
        await self.connection.execute(_SHOW, screens)
        await self.connection.execute(_LEAVE_TRACE, left)

    async def show(self, person: PersonId, message: int | None) -> None:
        """Remember which message carries the newest screen."""
        self.held.pop(person, None)
        await self.connection.execute(_SHOW, {"which": person, "message": message})

    async def block(self, person: PersonId, at: datetime | None) -> None:
        """Remember that the person blocked us, or (None) took it back."""
        await self._change(person, blocked_at=at)

    async def answer(self, person: PersonId, question: str, answer: str, now: datetime) -> None:
        """Keep the newest answer to a question."""
        seal = await self.keys.of(person)
        sealed = seal.seal(answer.encode(), f"answers|{person}|{question}")
        told = {"person": person, "question": question, "answer": sealed, "at": now}
        await self.connection.aside(_ANSWER, told)

    async def answers(self, person: PersonId) -> tuple[tuple[str, str], ...]:
        """Return (question, answer) in the order they were given; nothing that is hidden."""
        rows = await self.connection.execute(
            select(answers)
            .where(answers.c.person == person, visible(Kind.ANSWERS, person))
            .order_by(answers.c.at)
        )
        seal = await self.keys.of(person)
        return tuple(
            (row.question, seal.open(row.answer, f"answers|{person}|{row.question}").decode())
            for row in rows
        )

    def leave_trace(self, person: PersonId, message: int, now: datetime) -> None:
        """Remember a message in the person's chat, theirs or ours."""
        left = {"person": person, "message": message, "at": now}
        self.connection.later(_LEAVE_TRACE, left)

    async def trace(
        self, person: PersonId, *, since: datetime | None = None, before: datetime | None = None
    ) -> tuple[int, ...]:
        """Return the ids of the messages we know of in the person's chat, newest first.

        With `since` only those that are not older, with `before` only those that are.
        """
        which = traces.c.person == person
        if since is not None:
            which &= traces.c.at >= since
        if before is not None:
            which &= traces.c.at < before
        rows = await self.connection.execute(
            select(traces.c.message).where(which).order_by(traces.c.message.desc())
        )
        return tuple(rows.scalars())

    async def untidy(self, before: datetime, limit: int) -> Sequence[PersonId]:
        """Return who wished for tidiness and has messages older than `before` in their chat."""
        old = (
            select(traces.c.person)
            .where(traces.c.person == persons.c.id, traces.c.at < before)
            .exists()
        )
        rows = await self.connection.execute(
            select(persons.c.id).where(persons.c.tidies, old).limit(limit)
        )
        return [PersonId(each) for each in rows.scalars()]

    async def clear_trace(
        self, person: PersonId, messages: tuple[int, ...], before: datetime | None = None
    ) -> None:
        """Forget message ids that are gone from the chat, and all from before a moment."""
        gone: list[ColumnElement[bool]] = [traces.c.message.in_(messages)]
        if before is not None:
            gone.append(traces.c.at < before)
        await self.connection.execute(delete(traces).where(traces.c.person == person, or_(*gone)))

    async def detach(self, person: PersonId) -> None:
        """Make the person unfindable; their row stays until the chat is cleared."""
        await self._change(person, lookup=None, contact=None, tidies=False)
        await self.connection.execute(delete(own_words).where(own_words.c.person == person))
        await self.connection.execute(delete(answers).where(answers.c.person == person))
        for table in (follows, series, shares):
            await self.connection.execute(delete(table).where(table.c.person == person))

    async def erase(self, person: PersonId, day: date) -> None:
        """Forget somebody who asked for it; their receipt is written down outside the database.

        What they sent stays counted; what is put aside no longer says that it came from one chat,
        as what is done never does.
        """
        known = await self.look_up(person)
        if known is None:
            return
        lane = self.keys.keystore.marks.lane(known.address)
        aside = (inbox.c.lane == lane) & (inbox.c.state == QUARANTINED)
        await self.connection.execute(update(inbox).where(aside).values(lane=b""))
        await self.forget(person)
        self.keys.keystore.attest(self.index.erased(person), day)

    async def forget(self, person: PersonId) -> None:
        """Destroy the person's key, and delete the row and all that hangs on it."""
        self.held.pop(person, None)
        await self.keys.destroy([person])
        await self.connection.execute(delete(persons).where(persons.c.id == person))

    async def _add(
        self, lookup: bytes, address: Address, app_language: str | None, now: datetime
    ) -> None:
        person = uuid.uuid4()
        chat = str(address.reveal()).encode()
        seal = await self.keys.make(person, now.date())
        values = {
            "id": person,
            "lookup": lookup,
            "address": seal.seal(chat, f"persons.address|{person}"),
            "conversation": seal.seal(
                at_rest().to_json().encode(), f"persons.conversation|{person}"
            ),
            "app_language": app_language,
            "seen_at": now,
        }
        added = upsert(persons).values(values).on_conflict_do_nothing()
        if (await self.connection.execute(added)).rowcount == 0:  # another copy was faster
            await self.keys.destroy([person])

    async def _find(self, lookup: bytes) -> Person | None:
        held = next((row for row in self.held.values() if row.lookup == lookup), None)
        row = held or await self._one(_BY_LOOKUP, lookup)
        return await self._told(row) if row else None

    async def _one(self, statement: Select[Any], which: object) -> Row[Any] | None:
        found: Row[Any] | None
        found = (await self.connection.execute(statement, {"which": which})).one_or_none()
        return found

    async def _change(self, person: PersonId, **values: object) -> None:
        self.held.pop(person, None)
        await self.connection.execute(
            update(persons).where(persons.c.id == person).values(**values)
        )

    async def _told(self, row: Row[Any]) -> Person:
        seal = await self.keys.of(row.id)
        chat = seal.open(row.address, f"persons.address|{row.id}")
        conversation = seal.open(row.conversation, f"persons.conversation|{row.id}")
        return Person(
            id=PersonId(row.id),
            address=Address(int(chat)),
            conversation=Conversation.from_json(conversation.decode()),
            app_language=row.app_language,
            shown=row.shown,
            blocked=row.blocked_at is not None,
            seen_at=row.seen_at,
            contact=contact_in(seal, row),
        )


def contact_in(seal: Seal, row: Row[Any]) -> Contact:
    """Return what somebody chose; what this program cannot read is kept to most carefully."""
    if row.contact is None:
        return UNSAID
    try:
        return _CONTACT.validate_json(seal.open(row.contact, f"persons.contact|{row.id}"))
    except ValidationError:
        return Contact(When.REPLY)
