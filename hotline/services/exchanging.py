"""Rows that leave, and files that arrive: with consent, in wide groups, by two people."""

from __future__ import annotations

import hashlib
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.instruments import shelf
from hotline.domain.assessment import assessed, standing
from hotline.domain.exchange.agreeing import ExportRefused, agree, give
from hotline.domain.exchange.checking import Fault, Faulty
from hotline.domain.exchange.columns import BETWEEN
from hotline.domain.exchange.rows import GENDERS, Told, generalised, row
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import TERMINAL
from hotline.domain.tally import About, Counted
from hotline.services.counting import told
from hotline.services.exchange_files import read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import date, datetime

    from hotline.domain.case import Case
    from hotline.domain.desks import Desks
    from hotline.domain.exchange.agreeing import Export, ExportId
    from hotline.domain.exchange.columns import Row
    from hotline.domain.rights import Rights
    from hotline.domain.staff import Member
    from hotline.storage.books import Books, Database

# The question whose yes lets a row leave; it is asked in the chat and taken back there.
RESEARCH, YES = "privacy.research", "yes"
SHOWN = 50
LONGEST_RECIPIENT = 200
UNSAID = "NotSpecified"


@dataclass(frozen=True, slots=True)
class Exchanging:
    """Exports and imports, one transaction for each act; every refusal is written down."""

    database: Database
    desks: Desks
    rights: Rights
    clock: Callable[[], datetime]

    async def newest(self, member: Member) -> Sequence[Export]:
        """Return the newest exports; raises NotAllowed."""
        self._must(member, "exchange.see")
        async with self.database.books() as books:
            return await books.exchanges.newest(SHOWN)

    async def ask(self, member: Member, recipient: str, desk: str) -> ExportId:
        """Ask for an export of one desk's rows; raises NotAllowed or ExportRefused."""
        async with self._guarded(member, "exchange.ask", "-") as books:
            who = recipient.strip()
            if not who or len(who) > LONGEST_RECIPIENT or self.desks.named(desk) is None:
                raise ExportRefused("An export has a recipient, told in a few words, and a desk.")
            now = self.clock()
            export = await books.exchanges.ask(who, desk, member.name, now)
            await books.audit.write(member.name, "exchange.ask", str(export), now)
        return export

    async def agree(self, member: Member, export: ExportId) -> None:
        """Agree to what somebody else asked for; raises NotAllowed or ExportRefused."""
        async with self._guarded(member, "exchange.agree", str(export)) as books:
            now = self.clock()
            found = await _found(books, export)
            if member.desk not in {None, found.desk}:
                raise ExportRefused("Only the desk whose rows they are can agree.")
            await books.exchanges.keep(agree(found, member.name, now))
            await books.audit.write(member.name, "exchange.agree", str(export), now)

    async def give(self, member: Member, export: ExportId) -> Sequence[Row]:
        """Return the rows of an export, once; raises NotAllowed or ExportRefused."""
        async with self._guarded(member, "exchange.ask", str(export)) as books:
            now = self.clock()
            found = await _found(books, export)
            if found.asked_by != member.name:
                raise ExportRefused("Only the person who asked for an export receives it.")
            give(found, member.name, 0, now)  # refused before anything is read
            rows = await self._rows(books, found.desk)
            await books.exchanges.keep(give(found, member.name, len(rows), now))
            await books.audit.write(member.name, "exchange.give", str(export), now)
        return rows

    async def receive(self, file: bytes, kind: str, desk: str, month: date, *, dry: bool) -> int:
        """Count another desk's file, and return how many rows it has; raises Faulty.

        Rows become counts of a month and are not kept; with `dry` nothing is counted.
        """
        rows = read(file, kind)
        async with self.database.books() as books:
            if self.desks.named(desk) is not None:
                raise Faulty([Fault(1, "is said to be of a desk that counts here by itself")])
            if await books.releases.of(month) is not None:
                raise Faulty([Fault(1, "is of a month that was published already")])
            if dry:
                return len(rows)
            hashed, now = hashlib.sha256(file).hexdigest(), self.clock()
            if not await books.exchanges.receive(hashed, desk, month, len(rows), now):
                raise Faulty([Fault(1, "was imported before")])
            _count(books, rows, desk, month)
            await books.audit.write(TERMINAL, "exchange.import", desk, now)
        return len(rows)

    async def _rows(self, books: Books, desk: str) -> Sequence[Row]:
        found = []
        for each in await books.exchanges.cases():
            case = await books.cases.look_up(each)
            if case is None or self.desks.of(case.language, case.country, case.desk).desk != desk:
                continue
            known = await _told(books, case)
            if known is not None:
                found.append(row(known))
        return generalised(found)

    def _must(self, member: Member, act: str) -> None:
        if not self.rights.allow(member.role, act):
            raise NotAllowed

    @asynccontextmanager
    async def _guarded(self, member: Member, act: str, about: str) -> AsyncIterator[Books]:
        """Open the books for an act; what is refused to somebody is written down."""
        try:
            self._must(member, act)
            async with self.database.books() as books:
                yield books
        except (NotAllowed, ExportRefused):
            async with self.database.books() as books:
                await books.audit.write(member.name, act, about, self.clock(), "refused")
            raise


async def _found(books: Books, export: ExportId) -> Export:
    found = await books.exchanges.find(export)
    if found is None:
        raise ExportRefused("There is no such export.")
    return found


async def _told(books: Books, case: Case) -> Told | None:
    """Return what may be told of a case; None where its person has not agreed to research."""
    answers = await books.people.answers(case.person) if case.person else ()
    if case.person is None or dict(answers).get(RESEARCH) != YES:
        return None
    reports = await books.assessments.reports(case.person)
    about = told(About(destination=case.country or ""), answers)
    return Told(
        state=case.state,
        signs=standing(reports, "sign"),
        possible_victim=assessed(reports, answers, shelf.indicators()).result.possible_victim,
        gender=about.gender,
        age=about.age,
        country=about.destination,
    )


def _count(books: Books, rows: Sequence[Row], desk: str, month: date) -> None:
    """Count rows by kind of exploitation; one with two kinds is counted once, under both."""
    genders = {name: gender for gender, name in GENDERS.items()}
    for each in rows:
        kinds = "+".join(sorted(each["vic_TypeOfExploitation"].split(BETWEEN))) or UNSAID
        gender = genders.get(each["prs_Gender"], "")
        about = About(desk, gender=gender, age=each["ext_AgeBand"])
        books.tallies.count(Counted.RECEIVED, kinds, month, about)
