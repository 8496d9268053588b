"""How a letter ended: what is remembered of it, whether it goes again, who is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import phrases
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.delivery import (
    DELETABLE,
    PATIENCE,
    AskedToWait,
    DeliveryState,
    NoAnswer,
    NotAccepted,
    PersonBlocked,
    pause_after,
)
from hotline.domain.letters import (
    NEWS,
    REPLIES,
    Alert,
    AskPerson,
    EraseTrace,
    OpenThread,
    SayScreen,
    ShowScreen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from dialogs.words.text import Text
    from hotline.domain.case import PersonId
    from hotline.domain.delivery import Delivery, Receipt, Route
    from hotline.services.post import Post
    from hotline.storage.books import Books

# On a person's phone the same words again and again would frighten, so these are tried once
# more and no oftener; everything else may be done twice and harm nobody.
ONCE_MORE = (ShowScreen, SayScreen, AskPerson, *REPLIES)


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen that arrived in a person's chat as a message."""

    delivery: UUID
    person: PersonId
    message: int


@dataclass(frozen=True, slots=True)
class Ending:
    """Writes down how letters ended, inside one transaction."""

    post: Post

    @property
    def books(self) -> Books:
        """The transaction."""
        return self.post.books

    @property
    def now(self) -> datetime:
        """The moment of the end."""
        return self.post.now

    async def arrived(self, delivery: Delivery, route: Route, receipt: Receipt) -> None:
        """Write down that it was sent, and what a later letter needs: to edit, answer, erase."""
        message = receipt.message
        await self.books.deliveries.end(delivery.id, DeliveryState.SENT, self.now, message)
        letter = delivery.letter
        if delivery.person is not None:
            await self._remember_person(delivery, delivery.person, route, receipt)
        elif delivery.case and isinstance(letter, OpenThread) and receipt.thread is not None:
            await self.books.cases.set_thread(delivery.case, receipt.thread)
        elif delivery.case and isinstance(letter, Alert) and receipt.message is not None:
            await self.books.cases.set_alert(delivery.case, receipt.message)

    async def all_shown(self, shown: Iterable[Shown]) -> None:
        """Write down which screens arrived; people in one order, so that no two wait in a ring."""
        screens = sorted(shown, key=lambda each: each.person)
        sent = {each.delivery: each.message for each in screens}
        await self.books.deliveries.all_sent(sent, self.now)
        messages = {each.person: each.message for each in screens}
        await self.books.people.all_shown(messages, self.now)

    async def _remember_person(
        self,
        delivery: Delivery,
        person: PersonId,
        route: Route,
        receipt: Receipt,
    ) -> None:
        letter = delivery.letter
        if isinstance(letter, EraseTrace):
            if letter.forget:
                await self.books.people.erase(person, self.now.date())
                return
            if letter.only is None:
                await self.books.people.clear_trace(person, route.trace, self.now - DELETABLE)
            else:
                await self.books.people.clear_trace(person, letter.only)
            await self.books.people.show(person, receipt.message)
        if receipt.message is None:
            return
        self.books.people.leave_trace(person, receipt.message, self.now)
        if isinstance(letter, ShowScreen):
            await self.books.people.show(person, receipt.message)
        elif delivery.tried_again and isinstance(letter, REPLIES):
            await self.tell(person, phrases.DESK_UNCERTAIN)

    async def failed(self, delivery: Delivery, failure: Exception) -> None:
        """Put it off while it still means something; else write its end down, and tell."""
        match failure:
            case AskedToWait():
                await self.books.deliveries.put_off(delivery.id, self.now + failure.pause)
            case NotAccepted():
                await self._not_accepted(delivery)
            case NoAnswer():
                await self.unanswered(delivery)
            case PersonBlocked():
                await self._blocked(delivery)
            case _:
                await self._refused(delivery)

    async def unanswered(self, delivery: Delivery) -> None:
        """Try a letter again that may have arrived: a duplicate is better than silence."""
        if isinstance(delivery.letter, NEWS):  # a campaign that comes twice is never trusted again
            await self.books.deliveries.end(delivery.id, DeliveryState.UNCERTAIN, self.now)
        elif not isinstance(delivery.letter, ONCE_MORE):
            await self._not_accepted(delivery)
        elif not delivery.tried_again:
            await self.books.deliveries.put_off(delivery.id, self.now, tried_again=True)
        else:
            await self.books.deliveries.end(delivery.id, DeliveryState.UNCERTAIN, self.now)
            if isinstance(delivery.letter, REPLIES) and delivery.person:
                await self.tell(delivery.person, phrases.DESK_UNSURE)

    async def tell(self, person: PersonId, phrase: Text, moment: datetime | None = None) -> None:
        """Tell the operators of a person's case what became of a letter."""
        case = await self.books.cases.look_up_of(person)
        if case is not None and case.has_topic:
            await self.post.tell(case, phrase, moment)

    async def _blocked(self, delivery: Delivery) -> None:
        await self.books.deliveries.end(delivery.id, DeliveryState.BLOCKED, self.now)
        person = await self.books.people.by_id(delivery.person) if delivery.person else None
        if person is not None:
            await self.books.people.block(person.id, self.now)
            await self.tell(person.id, phrases.DESK_BLOCKED)
        await self._forget(delivery)

    async def _refused(self, delivery: Delivery) -> None:
        """Telegram will never take it: say so where an operator sees it."""
        await self.books.deliveries.end(delivery.id, DeliveryState.REFUSED, self.now)
        await self._forget(delivery)
        if isinstance(delivery.letter, REPLIES) and delivery.person:
            await self.tell(delivery.person, phrases.DESK_REFUSED)
        elif isinstance(delivery.letter, OpenThread):
            await _give_back(self.post, CaseCode(delivery.letter.code))

    async def _forget(self, delivery: Delivery) -> None:
        """Forget who erased themselves, also when their chat could not be cleared."""
        letter = delivery.letter
        if delivery.person is not None and isinstance(letter, EraseTrace) and letter.forget:
            await self.books.people.erase(delivery.person, self.now.date())

    async def _not_accepted(self, delivery: Delivery) -> None:
        """Try again later, for as long as an answer still means something."""
        if self.now - delivery.created_at > PATIENCE:
            await self.books.deliveries.end(delivery.id, DeliveryState.EXPIRED, self.now)
            await self._forget(delivery)
        else:
            await self.books.deliveries.put_off(
                delivery.id, self.now + pause_after(delivery.attempts)
            )


async def _give_back(post: Post, code: CaseCode) -> None:
    """No topic can be made, so nobody could answer: the case goes back to the queue, loudly."""
    case = await post.books.cases.by_code(code)
    if case is not None and case.state is CaseState.OPEN:
        case = replace(case, state=CaseState.WAITING, owner=None)
        await post.books.cases.save(case)
        await post.alert(case, phrases.DESK_WAITING, takeable=True, fresh=True)
