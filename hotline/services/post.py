"""Posting letters: which lane a letter takes, and who is woken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotline.domain.letters import Alert, Letter, ShowScreen, TellThread

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.engine.conversation import Place
    from dialogs.words.text import Text
    from hotline.domain.address import Address
    from hotline.domain.case import Case
    from hotline.domain.person import Person
    from hotline.storage.books import Books

DELIVERIES_BELL = "deliveries"


@dataclass(frozen=True, slots=True)
class Post:
    """Queues letters in one open transaction."""

    books: Books
    group: Address
    now: datetime

    async def to_person(self, person: Person, letter: Letter) -> None:
        """Queue a letter behind everything else for this person."""
        await self._queue(letter, self.books.lane(person.address), person=person)

    async def to_thread(self, case: Case, letter: Letter) -> None:
        """Queue a letter behind everything else for this case's topic."""
        await self._queue(letter, case.id.bytes, case=case)

    async def tell(self, case: Case, phrase: Text) -> None:
        """Queue a plain notice for the operators of a case."""
        await self.to_thread(case, TellThread(phrase.key, case.priority.value))

    async def alert(
        self, case: Case, phrase: Text, *, takeable: bool = False, fresh: bool = False
    ) -> None:
        """Queue the case's line in the general topic."""
        letter = Alert(
            code=case.code,
            language=case.language,
            priority=case.priority.value,
            phrase=phrase.key,
            takeable=takeable,
            fresh=fresh,
        )
        await self._queue(letter, self.books.lane(self.group), case=case)

    async def _queue(
        self,
        letter: Letter,
        lane: bytes,
        *,
        person: Person | None = None,
        case: Case | None = None,
    ) -> None:
        await self.books.deliveries.queue(
            letter,
            lane=lane,
            now=self.now,
            person=person.id if person else None,
            case=case.id if case else None,
        )
        await self.books.ring(DELIVERIES_BELL)


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
