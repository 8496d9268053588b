"""Posting letters: which lane a letter takes, and who is woken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hotline.domain.letters import Alert, Crowd, Letter, ShowScreen, TellGroup, TellThread
from hotline.domain.priority import Priority

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from dialogs.engine.conversation import Place
    from dialogs.words.text import Text
    from hotline.domain.address import Address
    from hotline.domain.case import Case
    from hotline.domain.person import Person
    from hotline.storage.books import Books

DELIVERIES_BELL = "deliveries"
# Half a minute of what Telegram lets one group have: more lines than this nobody reads one by one.
CROWD = 10
# Danger has a lane of its own to the group, so that a flood of others never stands before it.
DANGER_LANE = b"danger|"


@dataclass(frozen=True, slots=True)
class Post:
    """Queues letters in one open transaction."""

    books: Books
    group: Address
    now: datetime

    async def to_person(self, person: Person, letter: Letter, *, held: bool = False) -> UUID:
        """Queue a letter behind everything else for this person, or (held) put it aside.

        A screen that edits one which has not left yet goes in its place. Return the letter's id.
        """
        lane = self.books.lane(person.address)
        if isinstance(letter, ShowScreen) and letter.replaces and not held:
            unsent = await self.books.deliveries.take_back_screens(lane, self.now)
            letter = replace(letter, replaces=all(screen.replaces for screen in unsent))
        return await self._queue(letter, lane, person=person, held=held)

    async def to_thread(self, case: Case, letter: Letter) -> None:
        """Queue a letter behind everything else for this case's topic."""
        await self._queue(letter, case.id.bytes, case=case)

    async def to_group(self, line: TellGroup) -> None:
        """Queue a line about nobody in the general topic."""
        await self._queue(line, self.books.lane(self.group))

    async def tell(self, case: Case, phrase: Text, moment: datetime | None = None) -> None:
        """Queue a plain notice for the operators of a case."""
        await self.to_thread(case, TellThread(phrase.key, case.priority.value, moment))

    async def alert(
        self, case: Case, phrase: Text, *, takeable: bool = False, fresh: bool = False
    ) -> None:
        """Queue the case's line in the general topic, in place of one that has not left yet.

        Storing is never limited, ringing is: when many lines wait to be sent, those of
        cases that are not urgent become one line that says how many there are. A line
        about danger waits behind no other.
        """
        unsent = await self.books.deliveries.supersede(case.id, self.now)
        lane = self.books.lane(self.group)
        urgent = case.priority is Priority.NOW
        if takeable and not urgent and await self.books.deliveries.crowded(lane, CROWD):
            await self._crowd(lane, case)
            return
        letter = Alert(
            code=case.code,
            language=case.language,
            priority=case.priority.value,
            phrase=phrase.key,
            takeable=takeable,
            fresh=fresh or unsent,
        )
        await self._queue(letter, DANGER_LANE + lane if urgent else lane, case=case)

    async def _crowd(self, lane: bytes, case: Case) -> None:
        """Queue one line for all who wait, unless one is on its way already."""
        if await self.books.deliveries.waits(lane, "crowd"):
            return
        number, priority = await self.books.queue.waiting()
        await self._queue(Crowd(number, priority.value), lane, case=case)

    async def _queue(
        self,
        letter: Letter,
        lane: bytes,
        *,
        person: Person | None = None,
        case: Case | None = None,
        held: bool = False,
    ) -> UUID:
        queued = await self.books.deliveries.queue(
            letter,
            lane=lane,
            now=self.now,
            person=person.id if person else None,
            case=case.id if case else None,
            held=held,
        )
        await self.books.ring(DELIVERIES_BELL)
        return queued


def screen_letter(person: Person, place: Place, *, replaces: bool) -> ShowScreen:
    """Return the letter that shows `place` to a person, in their language when it is sent."""
    return ShowScreen(
        script=place.script,
        revision=place.revision,
        step=place.step,
        language=person.conversation.language,
        app_language=person.app_language,
        replaces=replaces,
        particulars=person.conversation.particulars,
    )
