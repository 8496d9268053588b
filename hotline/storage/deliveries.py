"""Deliveries: letters in the order of their chat, each ending in a named state."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    LargeBinary,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from hotline.domain import letters
from hotline.domain.case import CaseId, PersonId
from hotline.domain.contact import UNTIL_THEY_WRITE
from hotline.domain.delivery import Delivery, DeliveryState
from hotline.domain.letters import ShowScreen
from hotline.domain.retention import CLOCKS_APART
from hotline.storage.keys import HOUSE
from hotline.storage.sealing import KeyDestroyed, SealBroken
from hotline.storage.tables import deliveries, messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Row, Select

    from hotline.domain.letters import Letter
    from hotline.storage.connection import Connection
    from hotline.storage.keys import Keys

QUEUED, SENDING = DeliveryState.QUEUED.value, DeliveryState.SENDING.value
HELD = DeliveryState.HELD.value
EXPIRED, SUPERSEDED = DeliveryState.EXPIRED, DeliveryState.SUPERSEDED
UNCERTAIN = DeliveryState.UNCERTAIN
# A lane has one newest screen and what a person in a hurry pressed since the last turn.
MOST_SCREENS = 20
# Longer than Telegram or we ever ask a letter to wait: what is due later was put off by a clock
# that stood ahead, and would hold up everything behind it until that day.
LONGEST_WAIT = timedelta(days=2)


# The courier asks this again and again, so it is put together once.
_EARLIER = deliveries.alias("earlier")
_HEADS = (
    select(deliveries)
    .where(
        deliveries.c.state == QUEUED,
        or_(
            deliveries.c.due_at <= bindparam("now"),
            # A clock that stood ahead holds up nobody.
            deliveries.c.due_at > bindparam("far"),
            deliveries.c.created_at > bindparam("soon"),
        ),
        ~select(_EARLIER.c.id)
        .where(
            _EARLIER.c.lane == deliveries.c.lane,
            _EARLIER.c.state.in_([QUEUED, SENDING]),
            _EARLIER.c.number < deliveries.c.number,
        )
        .exists(),
    )
    .order_by(deliveries.c.weight, deliveries.c.number)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_QUEUE = insert(deliveries)
_QUEUED_IN = select(deliveries.c.lane).where(
    deliveries.c.lane == func.any(bindparam("lanes", type_=ARRAY(LargeBinary))),
    deliveries.c.state == QUEUED,
)
_END = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("which"))
    .values(
        state=bindparam("end"),
        ended_at=bindparam("now"),
        message=bindparam("sent_as"),
        letter=b"",
    )
)
_SENDING = (
    update(deliveries)
    .where(deliveries.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid))))
    .values(state=SENDING, attempts=deliveries.c.attempts + 1)
)


@dataclass(frozen=True, slots=True)
class Going:
    """A delivery at the head of its lane, and the lane itself."""

    delivery: Delivery
    lane: bytes


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Letters on their way, inside one transaction; `empty` are lanes where none waited."""

    connection: Connection
    keys: Keys
    empty: set[bytes]

    async def look(self, lanes: Iterable[bytes]) -> None:
        """Look with one question in which lanes nothing waits, so that each need not be asked."""
        asked = set(lanes)
        rows = await self.connection.execute(_QUEUED_IN, {"lanes": list(asked)})
        self.empty.update(asked.difference(rows.scalars()))

    async def queue(
        self,
        letter: Letter,
        *,
        lane: bytes,
        now: datetime,
        person: PersonId | None = None,
        case: CaseId | None = None,
        held: bool = False,
    ) -> UUID:
        """Put a letter behind what already waits in its lane, or (held) aside until released.

        Return its id.

        It is about a person or a case and sealed with the key of that one, or about
        nobody and sealed with the key of the house.
        """
        delivery, owner = uuid.uuid4(), person or case
        seal = await (self.keys.of(owner) if owner else self.keys.of_house(now.date()))
        queued = {
            "id": delivery,
            "lane": lane,
            "weight": letters.weight(letter),
            "person": person,
            "case": case,
            "letter": seal.seal(letters.write(letter), f"deliveries|{delivery}"),
            "kind": letter.kind,
            "state": HELD if held else QUEUED,
            "due_at": UNTIL_THEY_WRITE if held else now,
            "created_at": now,
        }
        self.empty.discard(lane)
        self.connection.later(_QUEUE, queued)
        return delivery

    async def heads(self, now: datetime, limit: int) -> Sequence[Going]:
        """Return due letters that nothing earlier in their lane holds up, news last.

        One that nobody can open any more ends here, and stops no other.
        """
        ahead = {"far": now + LONGEST_WAIT, "soon": now + CLOCKS_APART}
        rows = await self.connection.execute(_HEADS, {"now": now, "most": limit, **ahead})
        found = rows.all()
        await self.keys.open(_owner(row) for row in found)
        read = [(await self._readable(row, EXPIRED, now), row.lane) for row in found]
        return [Going(delivery, lane) for delivery, lane in read if delivery]

    async def sending(self, ids: Sequence[UUID]) -> None:
        """Mark letters as being sent; from here on a crash leaves them uncertain."""
        await self.connection.execute(_SENDING, {"ids": list(ids)})

    async def end(
        self, delivery: UUID, state: DeliveryState, now: datetime, message: int | None = None
    ) -> None:
        """Record how a letter ended and empty it."""
        await self.connection.execute(_END, _ended(delivery, state, now, message))

    async def all_sent(self, sent: Mapping[UUID, int | None], now: datetime) -> None:
        """Record that several letters arrived, each as the message beside it, and empty them."""
        ended = [_ended(each, DeliveryState.SENT, now, message) for each, message in sent.items()]
        await self.connection.execute(_END, ended)

    async def put_off(
        self, delivery: UUID, due_at: datetime, *, tried_again: bool | None = None
    ) -> None:
        """Put a letter back, to be sent at `due_at`; it keeps its place in the lane."""
        values: dict[str, object] = {"state": QUEUED, "due_at": due_at}
        if tried_again is not None:
            values["tried_again"] = tried_again
        await self.connection.execute(
            update(deliveries).where(deliveries.c.id == delivery).values(**values)
        )

    async def hold(self, delivery: UUID, due_at: datetime) -> None:
        """Put a letter aside until `due_at`; what comes after it in its lane need not wait."""
        await self.connection.execute(
            update(deliveries).where(deliveries.c.id == delivery).values(state=HELD, due_at=due_at)
        )

    async def release(self, person: PersonId, now: datetime, *, screens_only: bool) -> None:
        """Let go what was put aside for a person, or only its screens."""
        which = deliveries.c.person == person
        if screens_only:
            which &= deliveries.c.kind == "show_screen"
        await self._release(which, now)

    async def release_due(self, now: datetime) -> int:
        """Let go what was put aside until now; return how many letters that were."""
        return await self._release(deliveries.c.due_at <= now, now)

    async def _release(self, which: ColumnElement[bool], now: datetime) -> int:
        """Queue held letters again; a letter that waited for its hour is not old for that."""
        released = await self.connection.execute(
            update(deliveries)
            .where(which, deliveries.c.state == HELD)
            .values(state=QUEUED, due_at=now, created_at=now)
        )
        return released.rowcount

    async def abandoned(self, now: datetime) -> Sequence[Delivery]:
        """Return letters whose sending was cut short; one that was taken back may have arrived."""
        rows = await self.connection.execute(
            select(deliveries).where(deliveries.c.state == SENDING)
        )
        read = [await self._readable(row, UNCERTAIN, now) for row in rows.all()]
        return [delivery for delivery in read if delivery]

    async def cancel(self, person: PersonId, now: datetime) -> None:
        """Let nothing more of what still waits go out to a person; what deletes goes on.

        What is in the air may arrive, but is not tried again.
        """
        arriving = deliveries.c.kind != "erase_trace"
        await self._cancel((deliveries.c.person == person) & arriving, now)

    async def cancel_about(self, case: CaseId, now: datetime) -> None:
        """Let nothing about a case go out that has not left: its key is about to be destroyed."""
        await self._cancel(deliveries.c.case == case, now)

    async def _cancel(self, which: ColumnElement[bool], now: datetime) -> None:
        """Take back what waits, and empty what is in the air: put off, it ends at its next turn.

        One whose end the courier is just writing down is passed over: the courier may be
        waiting for the person whom we hold.
        """
        await self._take_back(which, now, EXPIRED)
        in_the_air = (
            select(deliveries.c.id)
            .where(which, deliveries.c.state == SENDING)
            .with_for_update(skip_locked=True)
        )
        await self.connection.execute(
            update(deliveries).where(deliveries.c.id.in_(in_the_air)).values(letter=b"")
        )

    async def supersede(self, case: CaseId, now: datetime) -> bool:
        """Take back the lines of a case that have not left yet; say whether there were any."""
        before = (deliveries.c.case == case) & (deliveries.c.kind == "alert")
        return await self._take_back(before, now, SUPERSEDED) > 0

    async def take_back_screens(self, lane: bytes, now: datetime) -> Sequence[ShowScreen]:
        """Take back the newest screens of a chat that have not left, and return them.

        Only screens behind which nothing else waits: a reply keeps its place and is never
        taken back. One that may have arrived, or that the courier is just taking, stays too.
        """
        if lane in self.empty:
            return []
        rows = await self.connection.execute(
            select(deliveries)
            .where(deliveries.c.lane == lane, deliveries.c.state == QUEUED)
            .order_by(deliveries.c.number.desc())
            .limit(MOST_SCREENS)
            .with_for_update(skip_locked=True)
        )
        newest = list(takewhile(_is_unsent_screen, rows))
        if not newest:
            return []
        taken = [await self._readable(row, EXPIRED, now) for row in newest]
        await self._take_back(deliveries.c.id.in_([row.id for row in newest]), now, SUPERSEDED)
        found = [delivery.letter for delivery in taken if delivery]
        return [letter for letter in found if isinstance(letter, ShowScreen)]

    async def sweep(self, before: datetime) -> int:
        """Delete the shells of letters that ended before then; return how many.

        One that carried what an operator said stays: how it ended is shown beside the words.
        """
        carried = select(messages.c.id).where(messages.c.delivery == deliveries.c.id)
        old = delete(deliveries).where(deliveries.c.ended_at < before, ~carried.exists())
        return (await self.connection.execute(old)).rowcount

    async def crowded(self, lane: bytes, most: int) -> bool:
        """Say whether as many lines as `most` wait in a lane."""
        some = self._waiting(lane, "alert").limit(most).subquery()
        count = await self.connection.execute(select(func.count()).select_from(some))
        return count.scalar_one() >= most

    async def waits(self, lane: bytes, kind: str) -> bool:
        """Say whether a letter of a kind waits in a lane."""
        found = await self.connection.execute(self._waiting(lane, kind).limit(1))
        return found.one_or_none() is not None

    def _waiting(self, lane: bytes, kind: str) -> Select[tuple[UUID]]:
        return select(deliveries.c.id).where(
            deliveries.c.lane == lane,
            deliveries.c.kind == kind,
            deliveries.c.state == QUEUED,
        )

    async def _readable(
        self, row: Row[Any], otherwise: DeliveryState, now: datetime
    ) -> Delivery | None:
        """Return a letter; one that is empty or whose key is gone ends as told instead."""
        try:
            return await self._delivery(row)
        except (KeyDestroyed, SealBroken):
            await self.end(row.id, otherwise, now)
            return None

    async def _delivery(self, row: Row[Any]) -> Delivery:
        seal = await self.keys.of(_owner(row))
        return Delivery(
            id=row.id,
            letter=letters.read(seal.open(row.letter, f"deliveries|{row.id}")),
            person=PersonId(row.person) if row.person else None,
            case=CaseId(row.case) if row.case else None,
            attempts=row.attempts,
            tried_again=row.tried_again,
            created_at=row.created_at,
        )

    async def _take_back(
        self, which: ColumnElement[bool], now: datetime, state: DeliveryState
    ) -> int:
        taken = await self.connection.execute(
            update(deliveries)
            .where(which, deliveries.c.state.in_([QUEUED, HELD]))
            .values(state=state.value, ended_at=now, letter=b"")
        )
        return taken.rowcount


def _ended(
    delivery: UUID, state: DeliveryState, now: datetime, message: int | None
) -> dict[str, object]:
    return {"which": delivery, "end": state.value, "now": now, "sent_as": message}


def _is_unsent_screen(row: Row[Any]) -> bool:
    return row.kind == "show_screen" and not row.tried_again


def _owner(row: Row[Any]) -> UUID:
    """Return whose key a letter is sealed with."""
    owner: UUID = row.person or row.case or HOUSE
    return owner
