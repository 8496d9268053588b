"""What operators do in the staff group: take, reply, note, close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.engine import advance
from dialogs.engine.conversation import Talk
from dialogs.engine.events import HumanJoined, TalkClosed
from dialogs.words import phrases, talk
from hotline.domain.arrivals import Outcome
from hotline.domain.case import AlreadyTaken, CaseGone, CaseState, take
from hotline.domain.draft import needs_second
from hotline.domain.giving_away import giving_away
from hotline.domain.letters import CaseHeader, CloseThread, CopyToPerson, CopyToThread, OpenThread
from hotline.services.assessing import Assessing, table
from hotline.services.commands import obey
from hotline.services.counting import count_answered, count_ended, count_taken
from hotline.services.linking import ask, decide
from hotline.services.post import Post, screen_letter
from hotline.services.queue import HandsFull, NobodyWaits
from hotline.services.safety import answer
from hotline.storage.cases import Said

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from dialogs.engine import Library
    from dialogs.engine.events import Event
    from dialogs.words.text import Text
    from hotline.domain.address import Address
    from hotline.domain.arrivals import OperatorAsked, OperatorPressed, OperatorWrote
    from hotline.domain.case import Case, OperatorKey
    from hotline.domain.desks import Desk as NationalDesk
    from hotline.domain.person import Person
    from hotline.services.queue import Handing
    from hotline.storage.books import Books


# Said of a closed case too: the person may come back to it from another phone.
LINKING = ("link", "refuse")


@dataclass(frozen=True, slots=True)
class Desk:
    """The operators' side of the service; `group` is the staff group."""

    library: Library
    group: Address
    handing: Handing

    async def press(self, books: Books, pressed: OperatorPressed, now: datetime) -> Outcome:
        """Do what an operator's button says, or tell them why not."""
        if pressed.anonymous:
            return Outcome("refused", pressed.press, phrases.DESK_ANONYMOUS.key)
        operator = books.operator(pressed.operator)
        moment = self.at(books, now)
        if pressed.action == "next":
            refusal = await moment.take_next(operator)
            return Outcome("desk", pressed.press, refusal.key if refusal else None)
        case = await books.cases.by_code(pressed.code)
        if case is not None and pressed.action in LINKING:
            refusal = await moment.link(case, operator, pressed.action)
            return Outcome("desk", pressed.press, refusal.key if refusal else None)
        if case is None or case.state is CaseState.CLOSED:
            return Outcome("refused", pressed.press, phrases.DESK_GONE.key)
        actions = {
            "take": moment.take,
            "note": moment.arm_note,
            "signs": moment.show_signs,
            "close": moment.close,
        }
        action = actions.get(pressed.action)
        if action is None:
            return Outcome("refused", pressed.press)
        refusal = await action(case, operator)
        return Outcome("desk", pressed.press, refusal.key if refusal else None)

    async def ask(self, books: Books, asked: OperatorAsked, now: datetime) -> Outcome:
        """Do what a command says; it never reaches a person."""
        post = Post(books, self.group, now)
        return Outcome(await obey(post, self.handing, asked))

    async def write(self, books: Books, wrote: OperatorWrote, row: int, now: datetime) -> Outcome:
        """Send an operator's message to the person, or keep it as a note; never both."""
        case = await books.cases.by_thread(wrote.thread)
        if case is None:
            return Outcome("no_case")
        moment = self.at(books, now)
        return Outcome(await moment.write(case, wrote, row))

    def at(self, books: Books, now: datetime) -> DeskMoment:
        """Return the desk inside one transaction."""
        return DeskMoment(self, books, Post(books, self.group, now), now)


@dataclass(frozen=True, slots=True)
class DeskMoment:
    """One act of one operator, inside one transaction.

    The staff group and the web desk both come here: what an act does, and to whom it is
    refused, is the same in both.
    """

    service: Desk
    books: Books
    post: Post
    now: datetime

    async def take(self, case: Case, operator: OperatorKey) -> Text | None:
        """Give the case to an operator and open its topic; the first press wins."""
        held = case.owner is not None
        try:
            case = take(case, operator)
        except AlreadyTaken:
            return phrases.DESK_ALREADY_TAKEN
        except CaseGone:
            return phrases.DESK_GONE
        if held:
            return None  # the same operator pressed twice
        await count_taken(self.books, self.service.handing.desks, case, self.now)
        await self.books.cases.save(case, taken_at=self.now, silent_since=self.now)
        await self.post.alert(case, phrases.DESK_TAKEN)
        await self._open_thread(case)
        if not await self._goes_on(case):
            await self._tell_person(case, HumanJoined(at=self.now))
        return None

    async def take_next(self, operator: OperatorKey) -> Text | None:
        """Give the operator the next case they can serve."""
        try:
            case = await self.service.handing.next_case(self.books, operator, self.now)
        except NobodyWaits:
            return phrases.DESK_NOTHING
        except HandsFull:
            return phrases.DESK_FULL
        return await self.take(case, operator)

    async def show_signs(self, case: Case, _operator: OperatorKey) -> Text | None:
        """Say in the topic what was told and how it weighs."""
        await Assessing(self.post, case).show()
        return None

    async def arm_note(self, case: Case, operator: OperatorKey) -> Text | None:
        """Make the operator's next message in the topic a note."""
        await self.books.cases.save(replace(case, note_by=operator))
        await self.post.tell(case, phrases.DESK_NOTE_ARMED)
        return phrases.DESK_NOTE_ARMED

    async def link(self, case: Case, operator: OperatorKey, action: str) -> Text | None:
        """Let the case go on from another phone, or refuse it."""
        said = await decide(self.post, case, operator, action)
        linked = await self.books.cases.by_id(case.id) if said is None else None
        if linked is not None and linked.held:
            await self._tell_person(linked, HumanJoined(at=self.now))
        return said

    async def close(self, case: Case, operator: OperatorKey) -> Text | None:
        """End the talk, thank the person and close the topic."""
        if case.owner != operator:
            return phrases.DESK_NOT_YOURS
        await count_ended(self.books, self.service.handing.desks, case, self.now)
        case = replace(case, state=CaseState.CLOSED, owner=None, note_by=None)
        await self.books.cases.save(case, closed_at=self.now)
        await self.post.alert(case, phrases.DESK_CLOSED_ALERT)
        await self.post.tell(case, phrases.DESK_CLOSED)
        await self.post.to_thread(case, CloseThread())
        await self._tell_person(case, TalkClosed(at=self.now))
        return None

    async def write(self, case: Case, wrote: OperatorWrote, row: int) -> str:
        """Return what became of the operator's message."""
        operator = self.books.operator(wrote.operator)
        if wrote.edits:
            await self.post.tell(case, phrases.DESK_NOT_EDITED)
            return "edit_unread"
        if wrote.note or case.note_by == operator:
            return await self._note(case, wrote, row)
        if wrote.anonymous or case.owner != operator:
            await self.post.tell(case, phrases.DESK_NOT_YOURS)
            return await self._note(case, wrote, row)
        return await self._reply(case, wrote, row)

    async def _note(self, case: Case, wrote: OperatorWrote, row: int) -> str:
        """Keep a note. Nothing here, and no letter that exists, leads to the person."""
        if case.note_by == self.books.operator(wrote.operator):
            await self.books.cases.save(replace(case, note_by=None))
        await self._keep(case, wrote, row, side="note")
        return "note"

    async def _reply(self, case: Case, wrote: OperatorWrote, row: int) -> str:
        person = await self.listening(case)
        if person is None:
            await self._keep(case, wrote, row, side="held")
            await self.post.tell(case, phrases.DESK_AWAY)
            return "held"
        if person.conversation.hushed:
            await self._keep(case, wrote, row, side="held")
            await self.post.tell(case, phrases.DESK_HUSHED)
            return "held"
        if await self._second_must_look(case, wrote.words or ""):
            await self._keep(case, wrote, row, side="held")
            await self.post.tell(case, talk.GROUP_NEEDS_SECOND)
            return "held"
        letter = CopyToPerson(wrote.message)
        sent = await answer(self.post, self.service.library, person, case, letter)
        await self._keep(case, wrote, row, side="desk", delivery=sent)
        await count_answered(self.books, self.service.handing.desks, case, self.now)
        await self.books.cases.save(case, silent_since=None)
        return "replied"

    async def listening(self, case: Case) -> Person | None:
        """Return the person of a case while they talk to a human; nobody else is written to."""
        person = await self.books.people.by_id(case.person) if case.person else None
        listens = person is not None and person.conversation.talk is Talk.HUMAN
        return person if listens else None

    def desk_of(self, case: Case) -> NationalDesk:
        """Return the national desk a case belongs to now."""
        return self.service.handing.desks.of(case.language, case.country, case.desk)

    async def _second_must_look(self, case: Case, words: str) -> bool:
        staff = [each.name for each in await self.books.staff.everyone()]
        return needs_second(self.desk_of(case), case, giving_away(words, staff, ()))

    async def _goes_on(self, case: Case) -> bool:
        """Say whether another desk takes up a talk that never stopped: nobody is greeted twice."""
        return case.desk is not None and await self.listening(case) is not None

    async def _keep(
        self,
        case: Case,
        wrote: OperatorWrote,
        row: int,
        *,
        side: str,
        delivery: UUID | None = None,
    ) -> None:
        said = Said(
            side, "words" if wrote.words else "other", wrote.words, wrote.message, delivery
        )
        await self.books.cases.say(said, person=None, case=case.id, inbox=row, now=self.now)

    async def _open_thread(self, case: Case) -> None:
        """Open the topic, then what was answered, then what was said before."""
        answers = await self.books.people.answers(case.person) if case.person else ()
        await self.post.to_thread(case, OpenThread(case.code, again=case.thread is not None))
        await self.post.to_thread(
            case, CaseHeader(case.code, case.language, case.priority.value, answers)
        )
        if (assessment := await Assessing(self.post, case).now()).result.weighed_any:
            await self.post.to_thread(case, table(case, assessment))
        if await self.books.codes.asked(case.id):
            await ask(self.post, case)
        if case.thread is not None:
            return  # an old case: what was said is there already
        for said in await self.books.cases.said(case.id, "person"):
            if said.source is not None:
                await self.post.to_thread(case, CopyToThread(said.source, said.words))

    async def _tell_person(self, case: Case, event: Event) -> None:
        """Let the person's conversation know, unless they have left."""
        person = await self.books.people.by_id(case.person) if case.person else None
        if person is None:
            return
        turn = advance(self.service.library, person.conversation, event)
        person = replace(person, conversation=turn.conversation)
        await self.books.people.save(person)
        if turn.screen is None:
            hushed = person.conversation.hushed
            await self.post.tell(case, phrases.DESK_DURESS if hushed else phrases.DESK_AWAY)
            return
        await self.post.to_person(person, screen_letter(person, turn.screen.place, replaces=False))
