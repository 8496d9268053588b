"""The supervisor's view of one desk: how it stands now, how fast it answers, who read what.

Numbers may be small here, so they are for the own desk only and never published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dialogs.words import pages
from hotline.domain.case import CaseState
from hotline.domain.clocks import Colour, answered, colour, waited
from hotline.domain.queue import EVERYBODY, load
from hotline.domain.rights import NotAllowed
from hotline.domain.tally import Counted, Face
from hotline.services import staff_acts
from hotline.services.staff_cases import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from dialogs.words.text import Text
    from hotline.domain.case import Case, CaseCode
    from hotline.domain.clocks import Answered
    from hotline.domain.desks import Desk
    from hotline.domain.readings import Readings
    from hotline.domain.staff import Member
    from hotline.services.desk import DeskMoment
    from hotline.services.staff_cases import Casework
    from hotline.storage.audit import Entry
    from hotline.storage.board import Crowded
    from hotline.storage.books import Books
    from hotline.storage.caseload import Listed

# Who acted so lately is on: a talk is read and answered within it.
ON = timedelta(minutes=5)
# How far the figures look back: a season, so that a quiet desk has some too.
MONTHS = 3
# Lines of the reading log on one page.
PAGE = 50
AT_MOST = 20


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who is on: how many cases they hold, and how much of their strength that takes."""

    member: Member
    holds: int
    load: int


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who waits for an answer, and how that stands by the clock."""

    case: Listed
    colour: Colour


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted at a desk since a day; `hours` is by weekday and hour."""

    since: date
    answers: tuple[Answered, ...]
    hours: Mapping[str, int]
    arrivals: Sequence[tuple[str, int]]
    gaps: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a desk stands now; `given_to` are those a case may be given to."""

    crowds: Sequence[Crowded]
    on: Sequence[OnDuty]
    first: Sequence[Late]
    given_to: Sequence[Member]
    now: datetime


@dataclass(frozen=True, slots=True)
class Supervising:
    """Everything a supervisor sees and does beside the cases they hold."""

    casework: Casework

    async def standing(self, member: Member) -> Standing:
        """Return how a member's desk stands now; raises NotAllowed."""
        desk, now = self.desk_of(member, "board.see"), self.casework.clock()
        speaking = self.casework.desk.handing.desks.speaking_beside(desk)
        async with self.casework.database.books() as books:
            listed = await books.caseload.of_desk(desk, speaking, EVERYBODY)
            return Standing(
                crowds=await books.board.waiting(desk, speaking),
                on=await _on_duty(books, desk, now),
                first=[_late(desk, each, each.since, now) for each in listed if each.since],
                given_to=await self._colleagues(books, desk.desk),
                now=now,
            )

    async def figures(self, member: Member) -> Figures:
        """Return how fast a member's desk answers, and when people come; raises NotAllowed."""
        desk = self.desk_of(member, "board.see")
        since = _months_before(self.casework.clock().date())
        async with self.casework.database.books() as books:
            count = books.tallies.named
            whole = Face.WHOLE
            return Figures(
                since=since,
                answers=answered(await count(Counted.CLOCK, since, desk=desk.desk)),
                hours=await count(Counted.HOUR, since, desk=desk.desk),
                arrivals=_most(await count(Counted.POSTER, since, face=whole)),
                gaps=_most(await count(Counted.GAP, since, face=whole)),
            )

    async def give(self, member: Member, code: CaseCode, to: str) -> None:
        """Give a case of the own desk to a colleague there, held or waiting.

        Raises Refused for anybody who cannot take it.
        """

        async def act(at: DeskMoment, case: Case) -> Text | None:
            desk = self.casework.desk.handing.desks.of(case.language, case.country).desk
            able = await self._colleagues(at.books, desk)
            colleague = next((each for each in able if each.name == to), None)
            if colleague is None:
                raise Refused(pages.NOT_A_COLLEAGUE)
            if case.state is CaseState.WAITING:
                return await at.take(case, colleague.key)
            await staff_acts.hand_over(at, case, colleague.key)
            return None

        await self.casework.do(member, "case.give", code, act)

    async def readings(self, member: Member, wanted: Readings) -> Sequence[Entry]:
        """Return a page of who read what: of the own desk, or of all to whom belongs to none."""
        self.must("reading.see", member)
        desks = self.casework.desk.handing.desks
        desk = desks.named(member.desk) if member.desk else None
        async with self.casework.database.books() as books:
            if desk is None:
                return await books.audit.readings(wanted, PAGE)
            speaking = desks.speaking_beside(desk)
            return await books.audit.readings_of_desk(wanted, PAGE, desk, speaking)

    def must(self, act: str, member: Member) -> None:
        """Raise NotAllowed unless the table gives the member's role this act."""
        if not self.casework.rights.allow(member.role, act):
            raise NotAllowed

    def desk_of(self, member: Member, act: str) -> Desk:
        """Return the desk for which a member may do this; raises NotAllowed."""
        self.must(act, member)
        desk = self.casework.desk.handing.desks.named(member.desk) if member.desk else None
        if desk is None:
            raise NotAllowed
        return desk

    async def _colleagues(self, books: Books, desk: str) -> Sequence[Member]:
        rights = self.casework.rights
        known = await books.staff.colleagues(desk)
        return [each for each in known if rights.any_case(each.role, "case.reply")]


async def _on_duty(books: Books, desk: Desk, now: datetime) -> Sequence[OnDuty]:
    sessions = await books.sessions.at_desk(desk.desk, now - ON)
    members = {each.member.name: each.member for each in sessions if each.lives(now)}
    found = []
    for name in sorted(members):
        held = await books.queue.held_by(members[name].key)
        found.append(OnDuty(members[name], len(held), load(held)))
    return found


def _late(desk: Desk, case: Listed, since: datetime, now: datetime) -> Late:
    return Late(case, colour(case.priority, waited(desk, case.priority, since, now)))


def _most(counted: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:AT_MOST]


def _months_before(day: date) -> date:
    """Return the first day of the month from which figures are shown."""
    months = day.year * 12 + day.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)
