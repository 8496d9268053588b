"""The queue and the cases as one member of staff may see and change them: every door has a guard.

What is allowed is asked of the table of rights, here and not in the pages, in the same
transaction as the act. Every act is written into the audit, and every refusal.
"""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Talk
from dialogs.words import pages, phrases, talk
from hotline.domain.case import CODE_ALPHABET, CODE_LENGTH, CaseCode, CaseState
from hotline.domain.draft import needs_second
from hotline.domain.giving_away import giving_away
from hotline.domain.queue import EVERYBODY
from hotline.domain.rights import NotAllowed, Rights, Whose, whose
from hotline.services import staff_acts
from hotline.services.assessing import Assessing, table
from hotline.services.beside import beside
from hotline.services.post import DELIVERIES_BELL

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterator,
        Awaitable,
        Callable,
        Collection,
        Mapping,
        Sequence,
    )
    from datetime import datetime
    from uuid import UUID

    from dialogs.words.text import Text
    from hotline.domain.assessment import Change, Report
    from hotline.domain.case import Case
    from hotline.domain.letters import AssessmentTable
    from hotline.domain.queue import Only
    from hotline.domain.staff import Member
    from hotline.services.beside import Beside
    from hotline.services.desk import Desk, DeskMoment
    from hotline.storage.books import Books, Database
    from hotline.storage.caseload import Listed, Spoken
    from hotline.storage.files import Filed

    # An act on a case inside one transaction; a text says why it was not done.
    Act = Callable[[DeskMoment, Case], Awaitable[Text | None]]

CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}", re.ASCII)
# Telegram takes 4096 UTF-16 units in a message (core.telegram.org/bots/api#sendmessage).
LONGEST_REPLY = 4096
LONGEST_NOTE = 4096
LONGEST_REASON = 500


class NoSuchCase(Exception):
    """There is no such case, or this member may not know of it: the two look alike."""


class Refused(Exception):
    """The act is allowed but cannot be done now; `phrase` says why."""

    def __init__(self, phrase: Text) -> None:
        self.phrase = phrase
        super().__init__(phrase.key)


class LookAgain(Exception):
    """Nothing was sent: `found` in the reply could give somebody away."""

    def __init__(self, found: Sequence[str]) -> None:
        self.found = found
        super().__init__()


@dataclass(frozen=True, slots=True)
class Queue:
    """What a member sees of the queue of their desk: theirs, then who waits, then the rest."""

    mine: Sequence[Listed]
    waiting: Sequence[Listed]
    others: Sequence[Listed]
    now: datetime


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as it is shown: the talk, what was told, and who could take it over.

    `files` are those of the talk by the message they came with,
    `history` is everything told and every change of priority, oldest first; `zone` is that
    of the person's own clock, where they told us.
    """

    case: Case
    mine: bool
    talk: Sequence[Spoken]
    table: AssessmentTable
    history: Sequence[Report | Change]
    answers: Sequence[tuple[str, str]]
    files: Mapping[UUID, Filed]
    listening: bool
    zone: str | None
    colleagues: Sequence[Member]
    beside: Beside
    now: datetime


@dataclass(frozen=True, slots=True)
class Casework:
    """Everything a member may do with cases, one transaction for each act.

    `published` are the digits of phone lines that anybody may read.
    """

    database: Database
    desk: Desk
    rights: Rights
    clock: Callable[[], datetime]
    published: frozenset[str] = frozenset()

    async def queue(self, member: Member, only: Only = EVERYBODY) -> Queue:
        """Return the queue of a member's desk; raises NotAllowed.

        What they hold themselves is never left out.
        """
        self._must("queue.see", member)
        desks = self.desk.handing.desks
        own = desks.named(member.desk) if member.desk else None
        async with self.database.books() as books:
            mine = await books.caseload.of_owner(member.key)
            beside = desks.speaking_beside(own) if own else {}
            here = await books.caseload.of_desk(own, beside, only, member.key) if own else []
        waiting = [each for each in here if each.state is CaseState.WAITING]
        held = [each for each in here if each.owner not in {None, member.key}]
        return Queue(mine, waiting, held, self.clock())

    async def next(self, member: Member) -> CaseCode:
        """Take the next case a member can serve; raises NotAllowed or Refused."""
        self._must("queue.next", member)
        now = self.clock()
        async with self.database.books() as books:
            before = {each.code for each in await books.caseload.of_owner(member.key)}
            refusal = await self.desk.at(books, now).take_next(member.key)
            if refusal is not None:
                raise Refused(refusal)
            after = {each.code for each in await books.caseload.of_owner(member.key)}
            [code] = after - before
            await books.audit.write(member.name, "queue.next", code, now)
        return code

    async def find(self, member: Member, told: str) -> CaseCode:
        """Return the code somebody typed, if it is of a case they may read; raises NoSuchCase."""
        self._must("queue.find", member)
        code = CaseCode(told.strip().upper())
        async with self._guarded(member, "case.read", code) as books:
            await self._seen(books, member, "case.read", code)
        return code

    async def open(self, member: Member, code: CaseCode, *, again: bool = False) -> OpenCase:
        """Return a case to be shown; raises NoSuchCase or NotAllowed.

        Every view is written down, but not `again` for what a page on the screen renews.
        """
        now = self.clock()
        async with self._guarded(member, "case.read", code) as books:
            case = await self._seen(books, member, "case.read", code)
            shown = await self._shown(books, case, member, now)
            if not again:
                await books.audit.write(member.name, "case.read", code, now)
        return shown

    async def take(self, member: Member, code: CaseCode) -> None:
        """Take a case; raises Refused when a colleague was faster."""
        await self._act(member, "case.take", code, lambda at, case: at.take(case, member.key))

    async def reply(
        self, member: Member, code: CaseCode, words: str, looked_at: Collection[str] = ()
    ) -> None:
        """Write to the person; raises LookAgain for what nobody has `looked_at` yet."""
        told = trimmed(words, LONGEST_REPLY)

        async def act(at: DeskMoment, case: Case) -> Text | None:
            staff = [each.name for each in await at.books.staff.everyone()]
            found = giving_away(told, staff, self.published)
            if not set(found) <= set(looked_at):
                raise LookAgain(found)
            if needs_second(at.desk_of(case), case, found):
                return talk.NEEDS_SECOND
            return await staff_acts.reply(at, case, member.key, told)

        await self._act(member, "case.reply", code, act)

    async def reply_again(self, member: Member, code: CaseCode, message: str) -> None:
        """Send a reply again whose way ended badly; raises Refused for any other message."""
        await self._act(
            member,
            "case.reply",
            code,
            lambda at, case: staff_acts.reply_again(at, case, member.key, message),
        )

    async def note(self, member: Member, code: CaseCode, words: str) -> None:
        """Write a note, which stays with the staff."""
        told = trimmed(words, LONGEST_NOTE)
        await self._act(
            member, "case.note", code, lambda at, case: staff_acts.note(at, case, told)
        )

    async def correct(
        self, member: Member, code: CaseCode, what: str, why: str, *, withdrawn: bool
    ) -> None:
        """Add `what` ("sign:name" or "profile:name") or take it back; nothing is overwritten."""
        kind, _, name = what.partition(":")
        told = staff_acts.Correction(
            "profile" if kind == "profile" else "sign",
            name,
            trimmed(why, LONGEST_REASON, phrases.DESK_NO_REASON),
            withdrawn,
        )
        await self._act(
            member,
            "case.assess",
            code,
            lambda at, case: staff_acts.correct(at, case, member.key, told),
        )

    async def prioritise(self, member: Member, code: CaseCode, priority: str, why: str) -> None:
        """Set how fast a human is needed."""
        reason = trimmed(why, LONGEST_REASON, phrases.DESK_NO_REASON)
        await self._act(
            member,
            "case.prioritise",
            code,
            lambda at, case: staff_acts.prioritise(at, case, member.key, priority, reason),
        )

    async def close(self, member: Member, code: CaseCode) -> None:
        """End the talk."""
        await self._act(member, "case.close", code, lambda at, case: at.close(case, member.key))

    async def sleep(self, member: Member, code: CaseCode) -> None:
        """Let the case sleep until the person writes."""
        await self._act(member, "case.sleep", code, staff_acts.sleep)

    async def give_back(self, member: Member, code: CaseCode) -> None:
        """Give a held case back to the queue."""
        await self._act(member, "case.return", code, held_only(staff_acts.give_back))

    async def hand_over(self, member: Member, code: CaseCode, to: str) -> None:
        """Hand a held case to a colleague of the same desk; raises Refused for anybody else."""

        async def act(at: DeskMoment, case: Case) -> None:
            account = await at.books.staff.named(to)
            colleague = account.member if account else None
            if (
                colleague is None
                or not colleague.joined
                or colleague.disabled
                or not self.rights.any_case(colleague.role, "case.reply")
                or whose(case, colleague, self.desk.handing.desks) is not Whose.DESK
            ):
                raise Refused(pages.NOT_A_COLLEAGUE)
            await staff_acts.hand_over(at, case, colleague.key)

        await self._act(member, "case.hand_over", code, held_only(act))

    @asynccontextmanager
    async def reaching(
        self, member: Member, act: str, code: CaseCode, *, told: bool = True
    ) -> AsyncIterator[tuple[Books, Case]]:
        """Open the books on a case for an act of another service; in the audit if `told`.

        Raises NoSuchCase or NotAllowed; what is refused is always written down.
        """
        async with self._guarded(member, act, code) as books:
            yield books, await self._seen(books, member, act, code)
            if told:
                await books.audit.write(member.name, act, code, self.clock())

    async def do(self, member: Member, act: str, code: CaseCode, do: Act) -> None:
        """Do what a service beside this one brings, behind the same guard as everything here."""
        await self._act(member, act, code, do)

    def _must(self, act: str, member: Member) -> None:
        if not self.rights.allow(member.role, act):
            raise NotAllowed

    async def _act(self, member: Member, act: str, code: CaseCode, do: Act) -> None:
        """Do something to a case, if the table allows it, and write it down."""
        now = self.clock()
        async with self._guarded(member, act, code) as books:
            await self._seen(books, member, act, code)
            case = await books.cases.by_code(code)
            if case is None or case.state is CaseState.CLOSED:
                raise Refused(phrases.DESK_GONE)
            self._must_reach(member, act, case)  # it may have changed hands before it was locked
            refusal = await do(self.desk.at(books, now), case)
            if refusal is not None:
                raise Refused(refusal)
            await books.audit.write(member.name, act, code, now)
            await books.ring(DELIVERIES_BELL)

    async def _seen(self, books: Books, member: Member, act: str, code: CaseCode) -> Case:
        """Return a case that this member may do this to; nothing is locked."""
        if not self.rights.any_case(member.role, act):
            raise NotAllowed
        found = await books.caseload.find(code)
        case = await books.cases.look_up(found) if found else None
        if case is None:
            raise NoSuchCase
        self._must_reach(member, act, case)
        return case

    def _must_reach(self, member: Member, act: str, case: Case) -> None:
        belongs = whose(case, member, self.desk.handing.desks)
        if self.rights.allow(member.role, act, belongs):
            return
        if self.rights.allow(member.role, "case.read", belongs):
            raise NotAllowed
        raise NoSuchCase

    @asynccontextmanager
    async def _guarded(self, member: Member, act: str, code: CaseCode) -> AsyncIterator[Books]:
        """Open the books for one act; what is refused to somebody is written down."""
        try:
            async with self.database.books() as books:
                yield books
        except (NotAllowed, NoSuchCase):
            about = code if CODE.fullmatch(code) else "-"
            async with self.database.books() as books:
                await books.audit.write(member.name, act, about, self.clock(), "refused")
            raise

    async def _shown(self, books: Books, case: Case, member: Member, now: datetime) -> OpenCase:
        at = self.desk.at(books, now)
        await books.caseload.read(case.id, member.key)
        person = await books.people.look_up(case.person) if case.person else None
        desk = self.desk.handing.desks.of(case.language, case.country, case.desk).desk
        assessing = Assessing(at.post, case)
        reports, changes = await assessing.history()
        return OpenCase(
            case=case,
            mine=case.owner == member.key,
            talk=await books.caseload.talk(case.id),
            table=table(case, await assessing.now()),
            history=sorted((*reports, *changes), key=attrgetter("at")),
            answers=await books.people.answers(case.person) if case.person else (),
            files=await books.files.of_case(case.id),
            listening=person is not None and person.conversation.talk is Talk.HUMAN,
            zone=person.contact.zone if person else None,
            colleagues=[
                each
                for each in await books.staff.colleagues(desk)
                if each.id != member.id and self.rights.any_case(each.role, "case.reply")
            ],
            beside=await beside(at, case, member, self.published),
            now=now,
        )


def held_only(do: Act) -> Act:
    """Refuse what makes sense only while somebody holds the case."""

    async def act(at: DeskMoment, case: Case) -> Text | None:
        return await do(at, case) if case.held else pages.NOT_HELD

    return act


def trimmed(words: str, most: int, empty: Text = pages.EMPTY) -> str:
    """Return what somebody wrote without the space around it; raises Refused."""
    told = words.strip()
    if not told:
        raise Refused(empty)
    if len(told.encode("utf-16-le")) // 2 > most:
        raise Refused(pages.TOO_LONG)
    return told
