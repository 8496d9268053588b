"""The courier: sends letters in the order of their chat, at Telegram's pace.

One courier per bot, elected by the database. A letter is marked as being sent
before it leaves; whoever takes the office over finds the letters whose sending
was cut short and knows that they may have arrived.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from dialogs.words import phrases
from hotline.boundaries import reached
from hotline.domain.address import Address
from hotline.domain.campaign import next_moment
from hotline.domain.contact import UNTIL_THEY_WRITE
from hotline.domain.delivery import (
    DELETABLE,
    AskedToWait,
    Delivery,
    DeliveryState,
    Receipt,
    Route,
    SendingFailed,
    ThreadGone,
)
from hotline.domain.letters import (
    NEWS,
    REPLIES,
    AskPerson,
    EraseTrace,
    Letter,
    OpenThread,
    PostInChannel,
    ShowScreen,
    TellNews,
    Towards,
    is_answer,
    rings,
    towards,
)
from hotline.domain.pace import Pace
from hotline.services.ending import Ending, Shown
from hotline.services.meters import Meters
from hotline.services.post import DELIVERIES_BELL, Post
from hotline.services.together import Together
from hotline.storage.books import DatabaseAway
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hotline.domain.case import PersonId
    from hotline.domain.person import Person
    from hotline.storage.bell import Bell
    from hotline.storage.books import Books, Database
    from hotline.storage.deliveries import Going

LOOK_AGAIN = timedelta(seconds=1)
# What is queued or lands within so short a time goes with one claim.
GATHER_SECONDS = 0.005
# As many letters as may be in the air at once, each of another chat.
IN_THE_AIR = 40
# A stop waits this long for letters in the air; what is later is found at the next take-over.
LANDING_SECONDS = 8.0


class Sender(Protocol):
    """The way out to a channel."""

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Send one letter; raises one of `hotline.domain.delivery.SendingFailed`."""


@dataclass(slots=True)
class Courier:
    """Delivers for one bot; `group` is where the operators are."""

    database: Database
    bell: Bell
    sender: Sender
    group: Address
    bot: int
    clock: Callable[[], datetime]
    keeps_pace: bool = True
    pace: Pace = field(default_factory=Pace)
    meters: Meters = field(default_factory=Meters)
    _sending: set[asyncio.Task[None]] = field(default_factory=set)
    _cut_short: bool = False
    _screens: Together[Shown] = field(init=False)

    def __post_init__(self) -> None:
        """Get ready to write down many ends with one commit."""
        self._screens = Together(self._shown, DatabaseAway, IN_THE_AIR)

    async def work(self) -> None:
        """Deliver while holding the office; what is in the air arrives before this ends."""
        try:
            while True:
                await self.take_over()
                while not self._cut_short:
                    if not await self.deliver() or len(self._sending) >= IN_THE_AIR:
                        await self.bell.wait(DELIVERIES_BELL, LOOK_AGAIN)
                        await asyncio.sleep(GATHER_SECONDS)
                await self.land()
        finally:
            await self.land()

    async def take_over(self) -> None:
        """Put back what was cut short, once; the second time it stays uncertain."""
        self._cut_short = False
        async with self.database.books() as books:
            for delivery in await books.deliveries.abandoned(self.clock()):
                await self._ending(books).unanswered(delivery)

    async def deliver(self) -> int:
        """Send what is due now; return how many letters left."""
        going = await self._claim()
        for one, route in going:
            task = asyncio.create_task(self._deliver(one, route))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return len(going)

    async def land(self) -> None:
        """Let what is in the air arrive."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=LANDING_SECONDS)

    async def _claim(self) -> Sequence[tuple[Going, Route]]:
        """Mark due letters as being sent and look up where they go."""
        now = self.clock()
        async with self.database.books() as books:
            heads = await books.deliveries.heads(now, IN_THE_AIR - len(self._sending))
            whom = {one.delivery.person for one in heads if one.delivery.person}
            people = await books.people.look_up_all(whom)
            routed = [(one, await self._route(books, one.delivery, people, now)) for one in heads]
            claimed = [each for each in routed if await self._may_go(books, *each, now)]
            if claimed:
                await books.deliveries.sending([one.delivery.id for one, _ in claimed])
        if claimed:
            reached("claimed")
        return claimed

    async def _may_go(self, books: Books, going: Going, route: Route, now: datetime) -> bool:
        """Keep what the person chose, and Telegram's pace: a letter that is too early waits."""
        if not await self._is_welcome(books, going.delivery, route, now):
            return False
        if not self.keeps_pace or isinstance(going.delivery.letter, EraseTrace):
            return True  # clearing the chat waits for nothing
        chat, direction = self._paced(books, going)
        news = isinstance(going.delivery.letter, NEWS)
        wait = self.pace.wait(chat, direction, now, news=news)
        if wait > timedelta():
            await books.deliveries.put_off(going.delivery.id, now + wait)
            return False
        self.pace.sent(chat, now)
        return True

    async def _is_welcome(
        self, books: Books, delivery: Delivery, route: Route, now: datetime
    ) -> bool:
        """Say whether a letter may come now; else put it aside, and tell who wrote it.

        What an operator wrote never comes while somebody may be with the person: the
        operators know already.
        """
        if isinstance(delivery.letter, TellNews):
            return await self._is_news_welcome(books, delivery, delivery.letter, route, now)
        if route.hushed and isinstance(delivery.letter, (AskPerson, *REPLIES)):
            await books.deliveries.end(delivery.id, DeliveryState.EXPIRED, now)
            return False
        moment = route.contact.next_moment(
            answer=is_answer(delivery.letter), seen_at=route.seen_at or now, now=now
        )
        if moment <= now or not rings(delivery.letter):
            return True
        await books.deliveries.hold(delivery.id, moment)
        if isinstance(delivery.letter, REPLIES) and delivery.person:
            later = moment < UNTIL_THEY_WRITE
            phrase = phrases.DESK_WAITS_UNTIL if later else phrases.DESK_WAITS
            await self._ending(books).tell(delivery.person, phrase, moment if later else None)
        return False

    async def _is_news_welcome(
        self, books: Books, delivery: Delivery, letter: TellNews, route: Route, now: datetime
    ) -> bool:
        """Say whether a campaign may ring here now; it ends where a human is needed first."""
        moment = next_moment(route.contact, letter.zone, seen_at=route.seen_at or now, now=now)
        person = delivery.person
        if moment is None or route.hushed or person is None:
            await books.deliveries.end(delivery.id, DeliveryState.EXPIRED, now)
            return False
        if not await books.campaigns.may_read(person):
            await books.deliveries.end(delivery.id, DeliveryState.EXPIRED, now)
            return False
        if moment > now:
            await books.deliveries.hold(delivery.id, moment)
        return moment <= now

    def _paced(self, books: Books, going: Going) -> tuple[bytes, Towards]:
        """Telegram counts all topics of a group together."""
        direction = towards(going.delivery.letter)
        own = direction is Towards.PERSON or isinstance(going.delivery.letter, NEWS)
        chat = going.lane if own else books.lane(self.group)
        return chat, direction

    async def _route(
        self, books: Books, delivery: Delivery, people: Mapping[PersonId, Person], now: datetime
    ) -> Route:
        if isinstance(delivery.letter, PostInChannel):
            return Route(chat=Address(delivery.letter.channel))
        person = people.get(delivery.person) if delivery.person else None
        case = await books.cases.look_up(delivery.case) if delivery.case else None
        if person is not None:
            erases = isinstance(delivery.letter, EraseTrace)
            return Route(
                chat=person.address,
                language=person.conversation.language,
                shown=person.shown,
                trace=await books.people.trace(person.id, since=now - DELETABLE) if erases else (),
                source=self.group,
                contact=person.contact,
                seen_at=person.seen_at,
                hushed=person.conversation.hushed,
            )
        whose = await books.people.look_up(case.person) if case and case.person else None
        return Route(
            chat=self.group,
            source=whose.address if whose else None,
            thread=case.thread if case else None,
            alert=case.alert if case else None,
        )

    async def _deliver(self, going: Going, route: Route) -> None:
        """Send one letter and write down how it ended; never raises."""
        try:
            receipt = await self.sender.send(going.delivery.letter, route, self.clock())
            reached("sent")
            await self._arrived(going.delivery, route, receipt)
            reached("marked")
        except DatabaseAway:
            self._cut_short = True
        except Exception as failure:  # noqa: BLE001  # written down by `_failed`; the others fly on
            await self._failed_safely(going.delivery, route, failure)
        finally:
            self.bell.ring(DELIVERIES_BELL)

    async def _arrived(self, delivery: Delivery, route: Route, receipt: Receipt) -> None:
        """Write down that a letter arrived; screens, which most letters are, many at once."""
        letter, person, message = delivery.letter, delivery.person, receipt.message
        if isinstance(letter, ShowScreen) and person is not None and message is not None:
            await self._screens.add(Shown(delivery.id, person, message))
            return
        async with self.database.books() as books:
            await self._ending(books).arrived(delivery, route, receipt)

    async def _shown(self, screens: Sequence[Shown]) -> None:
        async with self.database.books() as books:
            await self._ending(books).all_shown(screens)

    def _ending(self, books: Books) -> Ending:
        return Ending(Post(books, self.group, self.clock()))

    async def _failed_safely(self, delivery: Delivery, route: Route, failure: Exception) -> None:
        try:
            await self._failed(delivery, route, failure)
        except DatabaseAway:  # it stays marked as being sent, and is found at the next take-over
            self._cut_short = True

    async def _failed(self, delivery: Delivery, route: Route, failure: Exception) -> None:
        now = self.clock()
        log.warning("letter_not_sent", kind=delivery.letter.kind, error=failure)
        if isinstance(failure, ThreadGone) and delivery.case:
            await self._make_thread(delivery, route, now)
            return
        if isinstance(failure, AskedToWait):
            self.meters.asked_to_wait(failure.pause)
        async with self.database.books() as books:
            await self._ending(books).failed(delivery, failure)

    async def _make_thread(self, delivery: Delivery, route: Route, now: datetime) -> None:
        """The topic was deleted in the group: make it anew, then send the letter into it."""
        async with self.database.books() as books:
            case = await books.cases.look_up(delivery.case) if delivery.case else None
        if case is None:
            return
        try:
            receipt = await self.sender.send(OpenThread(case.code), route, now)
        except SendingFailed as failure:
            await self._failed(delivery, route, failure)
            return
        async with self.database.books() as books:
            await books.cases.set_thread(case.id, receipt.thread)
            await books.deliveries.put_off(delivery.id, now)
