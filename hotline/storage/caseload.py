"""Cases as the pages of the desk show them: lists without words, and one talk with its marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select, text, true
from sqlalchemy.dialects.postgresql import insert as upsert

from hotline.domain.case import CaseCode, CaseId, CaseState, OperatorKey
from hotline.domain.contact import UNTIL_THEY_WRITE
from hotline.domain.delivery import DeliveryState
from hotline.domain.priority import Priority
from hotline.storage.belonging import at_desk
from hotline.storage.hiding import NOTE, visible_in
from hotline.storage.tables import cases, deliveries, messages, read_marks
from hotline.storage.tables.cases import IN_HAND, IN_ORDER, URGENCY, WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.desks import Desk
    from hotline.domain.queue import Only
    from hotline.storage.keys import Keys

# Nobody reads a longer list; what is left comes up as the first are taken.
LONGEST_LIST = 200
# A viewer who has read nothing.
NOBODY = OperatorKey(b"")
# Whatever side is not a note is hidden together.
SAID = "person"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the queue; `since` is from when the person waits, None when they do not.

    `unread` says that the person wrote what the viewer has not seen.
    """

    code: CaseCode
    language: str
    country: str | None
    priority: Priority
    state: CaseState
    owner: OperatorKey | None
    since: datetime | None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a case, since when, and since when the person waits for an answer of theirs."""

    owner: OperatorKey | None
    since: datetime | None
    silent_since: datetime | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of a talk; `mark` is how its way to the person stands.

    `until` is when one that is held may come, None when only the person can let it go.
    """

    side: str
    kind: str
    words: str | None
    at: datetime
    mark: DeliveryState | None
    until: datetime | None
    id: UUID

    @property
    def failed(self) -> bool:
        """Say whether it is a reply that may be sent again."""
        return self.side == "desk" and bool(self.words) and bool(self.mark and self.mark.failed)


@dataclass(frozen=True, slots=True)
class Caseload:
    """What is read for the pages, inside one transaction; nothing is locked.

    All that is written is how far a viewer has read.
    """

    connection: AsyncConnection
    keys: Keys

    async def of_desk(
        self,
        desk: Desk,
        speaking: Mapping[str, frozenset[str]],
        only: Only,
        viewer: OperatorKey = NOBODY,
    ) -> list[Listed]:
        """Return what is not closed at a desk, the most urgent first, as the viewer sees it.

        For `speaking` see `at_desk`.
        """
        where = and_(at_desk(desk, speaking), _fits(only))
        listed = [*await self._waiting(where, viewer), *await self._in_hand(where, viewer)]
        return sorted(listed, key=_urgency)

    async def of_owner(self, owner: OperatorKey) -> list[Listed]:
        """Return what one operator holds, whichever desk it comes from."""
        return await self._in_hand(cases.c.owner == owner, owner)

    async def read(self, of: CaseId, viewer: OperatorKey) -> None:
        """Remember that a viewer has seen all that was said in a case so far."""
        newest = select(func.max(messages.c.number)).where(messages.c.case == of)
        number = (await self.connection.execute(newest)).scalar_one()
        if number is None:
            return
        statement = upsert(read_marks).values(case=of, member=viewer, number=number)
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["case", "member"],
                set_={"number": number},
                where=read_marks.c.number < number,
            )
        )

    async def held(self, of: CaseId) -> Held | None:
        """Return who holds a case and since when, None when there is no such case."""
        rows = await self.connection.execute(
            select(cases.c.owner, cases.c.taken_at, cases.c.silent_since).where(cases.c.id == of)
        )
        row = rows.one_or_none()
        if row is None:
            return None
        owner = OperatorKey(row.owner) if row.owner else None
        return Held(owner, row.taken_at, row.silent_since)

    async def find(self, code: CaseCode) -> CaseId | None:
        """Return which case has this code."""
        found = await self.connection.execute(select(cases.c.id).where(cases.c.code == code))
        case_id = found.scalar_one_or_none()
        return CaseId(case_id) if case_id else None

    async def talk(self, of: CaseId) -> Sequence[Spoken]:
        """Return everything said and noted in a case, oldest first; nothing that is hidden."""
        noted = and_(messages.c.side == NOTE, visible_in(of, NOTE))
        spoken = and_(messages.c.side != NOTE, visible_in(of, SAID))
        rows = await self.connection.execute(
            select(messages, deliveries.c.state.label("mark"), deliveries.c.due_at)
            .outerjoin(deliveries, deliveries.c.id == messages.c.delivery)
            .where(messages.c.case == of, or_(noted, spoken))
            .order_by(messages.c.number)
        )
        found = rows.all()
        await self.keys.open(row.key for row in found)
        return [await self._spoken(row) for row in found]

    async def _waiting(self, where: ColumnElement[bool], viewer: OperatorKey) -> list[Listed]:
        """Return who waits to be taken up, the most urgent and then the longest first."""
        return await self._list(
            select(cases, cases.c.waits_since.label("since"), _unread(viewer).label("unread"))
            .where(where, text(WAITING))
            .order_by(*map(text, IN_ORDER))
        )

    async def _in_hand(self, where: ColumnElement[bool], viewer: OperatorKey) -> list[Listed]:
        """Return what somebody holds or lets sleep, the most urgent that waits for them first."""
        since = cases.c.silent_since
        return await self._list(
            select(cases, since.label("since"), _unread(viewer).label("unread"))
            .where(where, text(IN_HAND))
            .order_by(since.is_(None), text(URGENCY), since, cases.c.id)
        )

    async def _list(self, statement: Select[Any]) -> list[Listed]:
        rows = await self.connection.execute(statement.limit(LONGEST_LIST))
        return [_listed(row) for row in rows]

    async def _spoken(self, row: Row[Any]) -> Spoken:
        words = None
        if row.words is not None:
            seal = await self.keys.of(row.key)
            words = seal.open(row.words, f"messages|{row.id}").decode()
        mark = DeliveryState(row.mark) if row.mark else None
        waits = mark is DeliveryState.HELD and row.due_at < UNTIL_THEY_WRITE
        until = row.due_at if waits else None
        return Spoken(row.side, row.kind, words, row.at, mark, until, row.id)


def _unread(viewer: OperatorKey) -> ColumnElement[bool]:
    mark = (
        select(read_marks.c.number)
        .where(read_marks.c.case == cases.c.id, read_marks.c.member == viewer)
        .scalar_subquery()
    )
    return (
        select(messages.c.id)
        .where(
            messages.c.case == cases.c.id,
            messages.c.side == SAID,
            messages.c.number > func.coalesce(mark, 0),
        )
        .exists()
    )


def _urgency(listed: Listed) -> tuple[bool, int, float]:
    """Return the place in a list: who waits, the most urgent and then the longest first."""
    since = listed.since.timestamp() if listed.since else 0.0
    return listed.since is None, listed.priority.rank, since


def _fits(only: Only) -> ColumnElement[bool]:
    wanted = []
    if only.language is not None:
        wanted.append(cases.c.language == only.language)
    if only.country is not None:
        wanted.append(func.coalesce(cases.c.country, "") == only.country)
    return or_(cases.c.priority == Priority.NOW.value, and_(true(), *wanted))


def _listed(row: Row[Any]) -> Listed:
    return Listed(
        code=CaseCode(row.code),
        language=row.language,
        country=row.country,
        priority=Priority(row.priority),
        state=CaseState(row.state),
        owner=OperatorKey(row.owner) if row.owner else None,
        since=row.since,
        unread=row.unread,
    )
