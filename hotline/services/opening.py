"""Opening what is not one's own: a case of another desk for a time, or who somebody is.

Both need a reason, are in the audit and are seen by the supervisors of the case's desk. An
identity needs a second supervisor as well, is shown once, and only to whoever asked.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.words import board, pages, phrases
from hotline.domain.letters import TellGroup
from hotline.domain.opening import (
    ANSWERED_WITHIN,
    HOURS,
    SHOWN_WITHIN,
    Door,
    Opening,
    OpeningId,
)
from hotline.domain.rights import Whose, whose
from hotline.services.staff_cases import LONGEST_REASON, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hotline.domain.case import Case, CaseCode
    from hotline.domain.desks import Desks
    from hotline.domain.staff import Member
    from hotline.services.supervising import Supervising
    from hotline.storage.books import Books
    from hotline.storage.caseload import Spoken


@dataclass(frozen=True, slots=True)
class Doors:
    """What a supervisor opened or asked for, and what was opened of their desk's cases."""

    mine: Sequence[Opening]
    here: Sequence[Opening]
    now: datetime

    @property
    def shown(self) -> Sequence[Opening]:
        """All of them, one's own first."""
        return [*self.mine, *self.here]


@dataclass(frozen=True, slots=True)
class Read:
    """A case as it is read through an opening: nothing can be done to it."""

    case: Case
    talk: Sequence[Spoken]
    opening: Opening


@dataclass(frozen=True, slots=True)
class Opened:
    """Who somebody is: the number of their account, shown this once."""

    code: CaseCode
    number: int


@dataclass(frozen=True, slots=True)
class Doorkeeping:
    """Opens doors, one transaction for each."""

    supervising: Supervising

    async def doors(self, member: Member) -> Doors:
        """Return what is open or asked for; raises NotAllowed."""
        desk = self.supervising.desk_of(member, "glass.see")
        speaking = self._desks.speaking_beside(desk)
        async with self.supervising.casework.database.books() as books:
            mine = await books.openings.of_asker(member.name)
            here = await books.openings.of_desk(desk, speaking)
        return Doors(mine, [each for each in here if each.asker != member.name], self._now())

    async def break_glass(self, member: Member, code: CaseCode, hours: str, why: str) -> None:
        """Let a supervisor read a case of another desk for a time; raises Refused."""
        self.supervising.desk_of(member, "glass.break")
        span = next((each for each in HOURS if str(each) == hours), HOURS[0])
        now = self._now()
        async with self.supervising.casework.database.books() as books:
            case = await _case(books, code)
            if whose(case, member, self._desks) is not Whose.OTHER:
                raise Refused(board.OWN_CASE)
            until = now + timedelta(hours=span)
            await books.openings.add(_new(case, Door.CASE, member, why, (now, until)))
            await books.audit.write(member.name, "glass.break", code, now)
            post = self.supervising.casework.desk.at(books, now).post
            await post.to_group(TellGroup(phrases.DESK_GLASS.key, code=code))

    async def read(self, member: Member, opening: OpeningId, *, again: bool = False) -> Read:
        """Return a case through an opening of one's own that lives; raises Refused."""
        self.supervising.desk_of(member, "glass.read")
        now = self._now()
        async with self.supervising.casework.database.books() as books:
            found = await books.openings.one(opening)
            if found is None or not found.readable_by(member.name, now):
                raise Refused(board.NOT_OPEN)
            case = await _case(books, found.code)
            talk = await books.caseload.talk(case.id)
            if not again:
                await books.audit.write(member.name, "glass.read", case.code, now)
        return Read(case, talk, found)

    async def ask_identity(self, member: Member, code: CaseCode, why: str) -> None:
        """Ask to see who the person of a case of the own desk is; raises Refused."""
        self.supervising.desk_of(member, "identity.ask")
        now = self._now()
        async with self.supervising.casework.database.books() as books:
            case = await _case(books, code)
            if self._desks.of(case.language, case.country).desk != member.desk:
                raise Refused(board.NOT_OWN)
            if case.person is None:
                raise Refused(board.NO_PERSON)
            asked = _new(case, Door.IDENTITY, member, why, (now, now + ANSWERED_WITHIN))
            await books.openings.add(asked)
            await books.audit.write(member.name, "identity.ask", code, now)

    async def agree(self, member: Member, opening: OpeningId) -> None:
        """Agree that a colleague sees an identity; raises Refused for whoever asked."""
        self.supervising.desk_of(member, "identity.agree")
        now = self._now()
        async with self.supervising.casework.database.books() as books:
            found = await books.openings.one(opening)
            case = await _case(books, found.code) if found else None
            if found is None or case is None or not found.waits_for(member.name, now):
                raise Refused(board.NOT_OPEN)
            if self._desks.of(case.language, case.country).desk != member.desk:
                raise Refused(board.NOT_OWN)
            await books.openings.agree(found.id, member.name, now + SHOWN_WITHIN)
            await books.audit.write(member.name, "identity.agree", case.code, now)

    async def show(self, member: Member, opening: OpeningId) -> Opened:
        """Return who somebody is, once, to whoever asked for it; raises Refused."""
        self.supervising.desk_of(member, "identity.show")
        now = self._now()
        async with self.supervising.casework.database.books() as books:
            found = await books.openings.one(opening)
            if found is None or not found.shows_to(member.name, now):
                raise Refused(board.NOT_OPEN)
            case = await _case(books, found.code)
            number = await books.people.number(case.person) if case.person else None
            if number is None:
                raise Refused(board.NO_PERSON)
            await books.openings.shown(found.id, now)
            await books.audit.write(member.name, "identity.show", case.code, now)
        return Opened(case.code, number)

    @property
    def _desks(self) -> Desks:
        return self.supervising.casework.desk.handing.desks

    def _now(self) -> datetime:
        return self.supervising.casework.clock()


async def _case(books: Books, code: CaseCode) -> Case:
    found = await books.caseload.find(code)
    case = await books.cases.look_up(found) if found else None
    if case is None:
        raise Refused(pages.NOT_FOUND)
    return case


def _new(
    case: Case, door: Door, member: Member, why: str, lasts: tuple[datetime, datetime]
) -> Opening:
    """Return an opening that lasts between two moments; raises Refused without a reason."""
    now, until = lasts
    reason = why.strip()[:LONGEST_REASON]
    if not reason:
        raise Refused(phrases.DESK_NO_REASON)
    return Opening(
        OpeningId(uuid.uuid4()), case.id, case.code, door, member.name, reason, now, until
    )
