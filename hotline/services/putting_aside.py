"""What could not be read or worked on, as the desk sees it: its kind and age, and no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.engine.conversation import Talk
from dialogs.words import board, phrases
from hotline.domain.letters import WriteToPerson
from hotline.domain.raw_chat import chat_of, kind_of, told_by
from hotline.services.ingest import INBOX_BELL
from hotline.services.rotation import unreadable_after
from hotline.services.safety import answer
from hotline.services.staff_cases import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from dialogs.words.phrasebook import Phrasebook
    from hotline.domain.staff import Member
    from hotline.services.supervising import Supervising
    from hotline.storage.books import Books
    from hotline.storage.inbox import PutAside

# More faults than this are one fault: it is mended in the program, not row by row.
AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Aside:
    """One update in quarantine; `until` is the day nobody can open it any more.

    `kind` is Telegram's name of its kind, None where it cannot be told.
    """

    row: int
    fate: str
    kind: str | None
    received_at: datetime
    until: date
    readable: bool


@dataclass(frozen=True, slots=True)
class PuttingAside:
    """The quarantine; nobody can tell whose desk an update is of, so every desk sees them all."""

    supervising: Supervising
    words: Phrasebook

    async def seen(self, member: Member) -> Sequence[Aside]:
        """Return what is put aside, the oldest first; raises NotAllowed."""
        self.supervising.must("quarantine.see", member)
        async with self.supervising.casework.database.books() as books:
            return [_shown(each) for each in await books.inbox.put_aside(AT_MOST)]

    async def try_again(self, member: Member, row: int) -> None:
        """Give an update back to the worker; raises Refused when nobody can open it."""
        now = self.supervising.casework.clock()
        self.supervising.must("quarantine.retry", member)
        async with self.supervising.casework.database.books() as books:
            aside = await _found(books, row)
            if aside.body is None:
                raise Refused(board.NO_KEY)
            await books.inbox.put_back(row, now)
            await books.audit.write(member.name, "quarantine.retry", f"inbox {row}", now)
            await books.ring(INBOX_BELL)

    async def give_up(self, member: Member, row: int) -> None:
        """Write down that an update is lost, and tell the person if they are in a talk."""
        now = self.supervising.casework.clock()
        self.supervising.must("quarantine.give_up", member)
        async with self.supervising.casework.database.books() as books:
            aside = await _found(books, row)
            await self._tell(books, aside, now)
            await books.inbox.done(row, "given_up", now)
            await books.audit.write(member.name, "quarantine.give_up", f"inbox {row}", now)

    async def _tell(self, books: Books, aside: PutAside, now: datetime) -> None:
        """Tell the person, but nobody who left: another may hold the phone now."""
        chat = chat_of(told_by(aside.body))
        person = await books.people.find(chat) if chat else None
        case = await books.cases.of_person(person.id) if person else None
        if person is None or case is None or person.conversation.hushed or person.blocked:
            return
        if person.conversation.talk is not Talk.HUMAN:
            return
        desk = self.supervising.casework.desk
        language = person.conversation.language or case.language
        letter = WriteToPerson(self.words.say(phrases.DESK_UNREAD, language))
        await answer(desk.at(books, now).post, desk.library, person, case, letter)


async def _found(books: Books, row: int) -> PutAside:
    aside = await books.inbox.quarantined(row)
    if aside is None:
        raise Refused(board.NOT_OPEN)
    return aside


def _shown(aside: PutAside) -> Aside:
    return Aside(
        aside.id,
        aside.fate,
        kind_of(told_by(aside.body)),
        aside.received_at,
        unreadable_after(aside.received_at.date()),
        aside.body is not None,
    )
