"""Every fault of Telegram at every method we call: each letter ends in a state with a name."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from dialogs.engine import Library
from dialogs.reading import read_scripts, read_speech
from dialogs.words import phrases
from handlers.client import make_bot
from handlers.outgoing import TelegramSender
from hotline.domain.address import Address
from hotline.domain.case import CaseCode
from hotline.domain.letters import (
    Alert,
    CaseHeader,
    CloseThread,
    CopyToPerson,
    CopyToThread,
    EraseTrace,
    OpenThread,
    Towards,
    towards,
)
from hotline.domain.priority import Priority
from hotline.sandbox.faults import CALL_KINDS
from hotline.sandbox.server import SANDBOX_TOKEN
from hotline.services.courier import Courier
from hotline.services.post import DELIVERIES_BELL, Post, screen_letter
from hotline.storage.bell import Bell
from hotline.storage.tables import deliveries
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from dialogs.engine.conversation import Place
    from hotline.domain.case import Case
    from hotline.domain.letters import Letter
    from hotline.domain.person import Person
    from hotline.storage.books import Database
    from tests.sandbox.driver import Driver

KINDS = tuple(sorted(CALL_KINDS))
GROUP = Address(FIRST_GROUP)
BEGIN = datetime(2026, 11, 24, 12, tzinfo=UTC)
# Time runs so fast that no pause of the courier is longer than one look at the clock.
A_LOOK = timedelta(minutes=3)
ON_THE_WAY = {"queued", "sending"}
SHORT_SECONDS = 0.02


class Racing:
    """A clock that is minutes later at every look."""

    def __init__(self) -> None:
        self._at = BEGIN

    def __call__(self) -> datetime:
        """Return a moment."""
        self._at += A_LOOK
        return self._at


@dataclass(frozen=True)
class Stand:
    """One person with a screen and one case with a topic; everything a letter can be about."""

    person: Person
    case: Case
    place: Place
    theirs: int
    ours: int

    def screen(self, *, replaces: bool) -> Letter:
        """Return a letter with a screen."""
        return screen_letter(self.person, self.place, replaces=replaces)

    def erasing(self) -> Letter:
        """Return a letter that clears the chat."""
        return EraseTrace(screen_letter(self.person, self.place, replaces=True))

    def alert(self, *, fresh: bool) -> Letter:
        """Return a case's line in the general topic."""
        where = (self.case.code, self.case.language, self.case.priority.value)
        return Alert(*where, phrases.DESK_WAITING.key, fresh=fresh)


# Which letter makes which call; together they make every call that a letter can make.
CALLS: tuple[tuple[str, Callable[[Stand], Letter]], ...] = (
    ("sendMessage", lambda it: it.screen(replaces=False)),
    ("deleteMessage", lambda it: it.screen(replaces=False)),
    ("editMessageText", lambda it: it.screen(replaces=True)),
    ("editMessageText", lambda it: it.erasing()),
    ("deleteMessages", lambda it: it.erasing()),
    ("copyMessage", lambda it: CopyToPerson(it.ours)),
    ("getChat", lambda it: CopyToThread(it.theirs, None)),
    ("copyMessage", lambda it: CopyToThread(it.theirs, None)),
    ("sendMessage", lambda it: CaseHeader(it.case.code, "tg", "soon")),
    ("sendMessage", lambda it: it.alert(fresh=True)),
    ("editMessageText", lambda it: it.alert(fresh=False)),
    ("createForumTopic", lambda it: OpenThread(it.case.code)),
    ("reopenForumTopic", lambda it: OpenThread(it.case.code, again=True)),
    ("closeForumTopic", lambda _: CloseThread()),
    ("deleteForumTopic", lambda _: CloseThread(delete=True)),
)


@dataclass(frozen=True)
class Grid:
    """A courier at work between one database and one sandbox."""

    driver: Driver
    database: Database
    bell: Bell
    library: Library
    clock: Racing

    async def cell(self, kind: str, method: str, make: Callable[[Stand], Letter]) -> str:
        """Let one call of one letter go wrong; return the state in which the letter ends.

        It is "never called" when the letter ended without that call.
        """
        it = await self.stand()
        await self.driver.control("DELETE", "/faults")
        told = {"seconds": SHORT_SECONDS, "retry_after": 1}
        await self.driver.fault(kind, method=method, **told)
        letter = make(it)
        async with self.database.books() as books:
            post = Post(books, GROUP, self.clock())
            if towards(letter) is Towards.PERSON:
                await post.to_person(it.person, letter)
            else:
                await post.to_thread(it.case, letter)
        end = await self._end()
        left = (await self.driver.control("GET", ""))["faults"]
        return "never called" if left else end

    async def cells(self) -> dict[tuple[str, str, int], str]:
        """Return how each letter ended, by fault, call and the letter's place in CALLS."""
        return {
            (kind, method, place): await self.cell(kind, method, make)
            for kind in KINDS
            for place, (method, make) in enumerate(CALLS)
        }

    async def stand(self) -> Stand:
        """Let somebody new have a screen, and a case with a topic."""
        number = await self.driver.person(language="tg")
        theirs = await self.driver.write(number, text="№1")
        second = await self.driver.write(number, text="№2")
        screen = await self.driver.bot("sendMessage", chat_id=number, text="screen")
        topic = await self.driver.bot("createForumTopic", chat_id=FIRST_GROUP, name="case")
        line = await self.driver.bot("sendMessage", chat_id=FIRST_GROUP, text="line")
        now = self.clock()
        async with self.database.books() as books:
            person = await books.people.meet(Address(number), "tg", now)
            await books.people.show(person.id, screen["message_id"])
            for message in (theirs, screen, second):
                books.people.leave_trace(person.id, message["message_id"], now)
            code = CaseCode(f"T{number % 100_000:05}")
            case = await books.cases.open(person.id, code, "tg", Priority.SOON, now)
            await books.cases.set_thread(case.id, topic["message_thread_id"])
            await books.cases.set_alert(case.id, line["message_id"])
        place = self.library.begin("home", "menu")
        return Stand(person, case, place, theirs["message_id"], line["message_id"])

    async def _end(self) -> str:
        """Wait until the newest letter is no longer on its way; return its state."""
        newest = select(deliveries.c.state).order_by(deliveries.c.number.desc()).limit(1)
        state = "queued"
        async with asyncio.timeout(30):
            while state in ON_THE_WAY:
                self.bell.ring(DELIVERIES_BELL)
                await asyncio.sleep(SHORT_SECONDS / 2)  # the courier is at work
                async with self.database.books() as books:
                    state = (await books.connection.execute(newest)).scalar_one()
        return state


@asynccontextmanager
async def grid(driver: Driver, database: Database) -> AsyncIterator[Grid]:
    """Have a courier at work for the block, with a clock that races."""
    library, bot = Library(read_scripts()), make_bot(SANDBOX_TOKEN, driver.url)
    bell, clock = Bell(database.url), Racing()
    sender = TelegramSender(bot, library, read_speech(), "en")
    courier = Courier(database, bell, sender, GROUP, bot.id, clock, keeps_pace=False)
    work = asyncio.create_task(courier.work())
    try:
        yield Grid(driver, database, bell, library, clock)
    finally:
        work.cancel()
        await asyncio.wait({work})
        await bot.session.close()
