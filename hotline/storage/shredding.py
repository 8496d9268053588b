"""Shredding a part of what we keep of a person: rows go, and so does every key they had.

What stays is sealed with new keys, so that what went is gone from backups too
once the old day's wrapping key dies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from hotline.domain.retention import Kind
from hotline.storage.hiding import NOTE
from hotline.storage.tables import (
    answers,
    cases,
    deliveries,
    drafts,
    files,
    messages,
    openings,
    persons,
    priority_changes,
    questions,
    referrals,
    reports,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.case import PersonId
    from hotline.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column that is sealed with the key of a person or a case; `names` make what it is about.

    `owner` is the column that says whose key it is.
    """

    table: Table
    column: str
    owner: str
    about: str
    names: tuple[str, ...]


# Everything that outlives a shredding and must be sealed anew. A test holds this list whole.
SEALED = (
    Sealed(persons, "address", "id", "persons.address", ("id",)),
    Sealed(persons, "conversation", "id", "persons.conversation", ("id",)),
    Sealed(persons, "contact", "id", "persons.contact", ("id",)),
    Sealed(answers, "answer", "person", "answers", ("person", "question")),
    Sealed(reports, "told", "person", "reports", ("id",)),
    Sealed(deliveries, "letter", "person", "deliveries", ("id",)),
    Sealed(messages, "words", "key", "messages", ("id",)),
    Sealed(messages, "archived", "key", "archive|messages", ("id",)),
    Sealed(files, "told", "key", "files", ("id",)),
    Sealed(files, "archived", "key", "archive|files", ("id",)),
    Sealed(priority_changes, "why", "case", "priority_changes", ("id",)),
    Sealed(questions, "why", "case", "questions", ("id",)),
    Sealed(drafts, "words", "case", "drafts", ("id",)),
    Sealed(drafts, "comment", "case", "drafts.comment", ("id",)),
    Sealed(priority_changes, "archived", "case", "archive|priority_changes", ("id",)),
    Sealed(openings, "reason", "case", "openings", ("id",)),
    Sealed(referrals, "told", "case", "referrals", ("id",)),
    Sealed(referrals, "archived", "case", "archive|referrals", ("id",)),
)


@dataclass(frozen=True, slots=True)
class Shredding:
    """Shreds parts, inside one transaction that holds the person."""

    connection: AsyncConnection
    keys: Keys

    async def shred(self, person: PersonId, kinds: Collection[Kind], day: date) -> None:
        """Delete kinds of what we keep of a person, and seal the rest with new keys."""
        asked = select(cases.c.id).where(cases.c.person == person)
        own = (await self.connection.execute(asked)).scalars().all()
        theirs = (messages.c.person == person) | messages.c.case.in_(own)
        if Kind.SAID in kinds:
            await self._delete(messages, theirs & (messages.c.side != NOTE))
        if Kind.NOTES in kinds:
            await self._delete(messages, theirs & (messages.c.side == NOTE))
            await self._delete(referrals, referrals.c.case.in_(own))
        if Kind.FILES in kinds:
            await self._delete(files, files.c.message.in_(select(messages.c.id).where(theirs)))
        if Kind.ANSWERS in kinds:
            await self._delete(answers, answers.c.person == person)
            await self._delete(reports, reports.c.person == person)
        await self.connection.execute(  # an answer is often the reason of a priority
            update(priority_changes)
            .where(priority_changes.c.case.in_(own))
            .values(why=None, archived=None)
        )
        await self._delete(questions, questions.c.case.in_(own))
        await self._delete(drafts, drafts.c.case.in_(own))
        await self.renew([person, *own], day)

    async def renew(self, owners: Collection[UUID], day: date, *, bury: bool = True) -> None:
        """Give persons and cases new keys and seal with them what there is; see `Keys.renew`."""
        found = [(each, await self._opened(each, owners)) for each in SEALED]
        await self.keys.renew(owners, day, bury=bury)
        for sealed, rows in found:
            for row, plain in rows:
                await self._reseal(sealed, row, plain)

    async def _opened(
        self, sealed: Sealed, owners: Collection[UUID]
    ) -> list[tuple[Row[Any], bytes]]:
        table = sealed.table
        keys = (key.name for key in table.primary_key)
        needed = {sealed.owner, sealed.column, *sealed.names, *keys}
        rows = await self.connection.execute(
            select(*(table.c[name] for name in sorted(needed))).where(
                table.c[sealed.owner].in_(owners),
                table.c[sealed.column] != b"",  # a letter that went out is empty
            )
        )
        return [(row, await self._open(sealed, row)) for row in rows.all()]

    async def _open(self, sealed: Sealed, row: Row[Any]) -> bytes:
        seal = await self.keys.of(row._mapping[sealed.owner])  # noqa: SLF001  # its public name
        return seal.open(row._mapping[sealed.column], _about(sealed, row))  # noqa: SLF001  # the same

    async def _reseal(self, sealed: Sealed, row: Row[Any], plain: bytes) -> None:
        told = row._mapping  # noqa: SLF001  # its public name
        seal = await self.keys.of(told[sealed.owner])
        table = sealed.table
        statement = update(table).values({sealed.column: seal.seal(plain, _about(sealed, row))})
        for key in table.primary_key:
            statement = statement.where(key == told[key.name])
        await self.connection.execute(statement)

    async def _delete(self, table: Table, which: ColumnElement[bool]) -> None:
        await self.connection.execute(delete(table).where(which))


def _about(sealed: Sealed, row: Row[Any]) -> str:
    told = row._mapping  # noqa: SLF001  # its public name
    return "|".join([sealed.about, *(str(told[name]) for name in sealed.names)])
