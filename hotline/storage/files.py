"""Files that people sent. What a message told of one, and its content, are sealed.

The content is sealed with a key of the file's own, and that key with the case's: so
keys of cases change without a large file being touched, and a destroyed one takes
everything along.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, exists, func, insert, or_, select, update

from hotline.domain.case import CaseState
from hotline.domain.files import (
    A_DAY,
    Attached,
    FileKind,
    FileState,
    Happened,
    Spent,
    first_state,
    moved,
)
from hotline.domain.retention import Kind
from hotline.storage.hiding import visible
from hotline.storage.sealing import Seal
from hotline.storage.sealing.seal import new_key
from hotline.storage.tables import cases, files, keys, messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.case import CaseId
    from hotline.storage.keys import Keys

# Everything but the two large columns.
LIGHT = [column for column in files.c if column.name not in {"content", "preview"}]
_opens = exists().where(keys.c.owner == files.c.key)
HELD = (CaseState.OPEN.value, CaseState.SLEEPING.value)


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as its case shows it; `shows` whether there is a preview of it."""

    id: UUID
    state: FileState
    told: Attached
    shows: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A file to be fetched now, how often that was tried, and what its person has had today."""

    id: UUID
    told: Attached
    attempts: int
    wanted_at: datetime
    spent: Spent


@dataclass(frozen=True, slots=True)
class Files:
    """Files of people, inside one transaction."""

    connection: AsyncConnection
    keys: Keys

    async def announce(
        self, message: UUID, owner: UUID, attached: Attached, now: datetime
    ) -> None:
        """Keep what a message told of its file, sealed with `owner`'s key."""
        file, seal = uuid.uuid4(), await self.keys.of(owner)
        told = {**asdict(attached), "key": new_key().hex()}
        await self.connection.execute(
            insert(files).values(
                id=file,
                message=message,
                key=owner,
                told=seal.seal(json.dumps(told).encode(), _about(file)),
                state=first_state(attached).value,
                small=attached.comes_by_itself,
                at=now,
            )
        )

    async def of_case(self, case: CaseId) -> Mapping[UUID, Filed]:
        """Return the files of a case by the message they came with; nothing that is hidden."""
        rows = await self._rows(_of(case))
        return {row.message: _filed(row, told) for row, told in rows}

    async def one(self, case: CaseId, file: UUID) -> Filed | None:
        """Return one file of a case, locked; None where it is gone, hidden or another case's."""
        rows = await self._rows(and_(_of(case), files.c.id == file), lock=True)
        return _filed(*rows[0]) if rows else None

    async def want(self, file: Filed, now: datetime) -> None:
        """Let a locked file be fetched; raises NoSuchMove."""
        state = moved(file.state, Happened.ASKED)
        await self._change(file.id, state=state.value, wanted_at=now, due_at=now, attempts=0)

    async def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """Return what is to be fetched now, small ones first: wanted, and small in an open case.

        What is returned is wanted from now on.
        """
        by_itself = and_(
            files.c.state == FileState.ANNOUNCED.value, files.c.small, cases.c.state.in_(HELD)
        )
        wanted = and_(files.c.state == FileState.WANTED.value, files.c.due_at <= now)
        rows = await self._rows(or_(by_itself, wanted), limit=limit, lock=True)
        found = []
        for row, told in rows:
            since = row.wanted_at or now
            await self._change(row.id, state=FileState.WANTED.value, wanted_at=since, due_at=now)
            spent = await self._spent(row.person, now)
            found.append(Due(row.id, _attached(told), row.attempts, since, spent))
        return found

    async def keep(self, file: UUID, content: bytes, preview: bytes | None, now: datetime) -> bool:
        """Seal what was fetched; say whether the file was still there to take it."""
        rows = await self._rows(files.c.id == file, lock=True)
        if not rows:
            return False  # erased meanwhile
        row, told = rows[0]
        seal = _own(told)
        await self._change(
            row.id,
            state=moved(FileState(row.state), Happened.CAME).value,
            content=seal.seal(content, _about(row.id, "content")),
            preview=seal.seal(preview, _about(row.id, "preview")) if preview else None,
            size=len(content),
            fetched_at=now,
        )
        return True

    async def end(self, file: UUID, happened: Happened) -> None:
        """Write down why a wanted file was not fetched."""
        await self._change(file, state=moved(FileState.WANTED, happened).value)

    async def put_off(self, file: UUID, due_at: datetime) -> None:
        """Try again later."""
        await self._change(file, due_at=due_at, attempts=files.c.attempts + 1)

    async def content(self, case: CaseId, file: UUID) -> bytes | None:
        """Return the original of a file; None where `one` finds none, or it was not fetched."""
        return await self._opened(case, file, "content")

    async def preview(self, case: CaseId, file: UUID) -> bytes | None:
        """Return what may be shown of a file, made when it was fetched."""
        return await self._opened(case, file, "preview")

    async def _opened(self, case: CaseId, file: UUID, column: str) -> bytes | None:
        rows = await self._rows(and_(_of(case), files.c.id == file))
        asked = select(files.c[column]).where(files.c.id == file)
        sealed = (await self.connection.execute(asked)).scalar_one_or_none() if rows else None
        if sealed is None:
            return None
        return _own(rows[0][1]).open(sealed, _about(file, column))

    async def _spent(self, person: UUID | None, now: datetime) -> Spent:
        asked = (
            select(func.count(), func.coalesce(func.sum(files.c.size), 0))
            .join(messages, messages.c.id == files.c.message)
            .where(messages.c.person == person, files.c.fetched_at > now - A_DAY)
        )
        number, size = (await self.connection.execute(asked)).one()
        return Spent(number, int(size))

    async def _rows(
        self, where: ColumnElement[bool], *, limit: int | None = None, lock: bool = False
    ) -> list[tuple[Row[Any], dict[str, Any]]]:
        """Return rows with what was told of them; what nobody here can open is left out."""
        statement: Select[Any] = (
            select(*LIGHT, messages.c.person, files.c.preview.is_not(None).label("shows"))
            .join(messages, messages.c.id == files.c.message)
            .outerjoin(cases, cases.c.id == messages.c.case)
            .where(where, files.c.told.is_not(None), _opens)
            .order_by(*([files.c.small.desc()] if limit else []), messages.c.number)
            .limit(limit)
        )
        if lock:
            statement = statement.with_for_update(of=files, skip_locked=limit is not None)
        rows = (await self.connection.execute(statement)).all()
        await self.keys.open(row.key for row in rows)
        return [(row, await self._told(row)) for row in rows]

    async def _told(self, row: Row[Any]) -> dict[str, Any]:
        seal = await self.keys.of(row.key)
        told: dict[str, Any] = json.loads(seal.open(row.told, _about(row.id)))
        return told

    async def _change(self, file: UUID, **values: object) -> None:
        await self.connection.execute(update(files).where(files.c.id == file).values(**values))


def _of(case: CaseId) -> ColumnElement[bool]:
    """Return the condition that a file is of a case, and neither it nor the talk is hidden."""
    person = select(cases.c.person).where(cases.c.id == case).scalar_subquery()
    return and_(messages.c.case == case, visible(Kind.FILES, person), visible(Kind.SAID, person))


def _filed(row: Row[Any], told: dict[str, Any]) -> Filed:
    return Filed(row.id, FileState(row.state), _attached(told), row.shows)


def _attached(told: dict[str, Any]) -> Attached:
    """Return what was told; the file's own key stays here."""
    place = told["place"]
    return Attached(
        kind=FileKind(told["kind"]),
        handle=told["handle"],
        size=told["size"],
        mime=told["mime"],
        name=told["name"],
        place=(place[0], place[1]) if place else None,
    )


def taken_up(told: bytes, about: str, content: bytes | None) -> tuple[Attached, bytes | None]:
    """Return a file out of the archive, off line: `told` is opened already, `content` not."""
    read = json.loads(told)
    file = UUID(about.rpartition("|")[2])
    opened = _own(read).open(content, _about(file, "content")) if content else None
    return _attached(read), opened


def _own(told: dict[str, Any]) -> Seal:
    return Seal(bytes.fromhex(told["key"]))


def _about(file: UUID, column: str = "") -> str:
    return f"files.{column}|{file}" if column else f"files|{file}"
