"""The whole service between people and operators, one act at a time, on a clock of its own."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from dialogs.engine import Library
from dialogs.reading import read_finder, read_scripts, read_speech
from handlers.client import make_bot
from handlers.raw import from_object
from handlers.reading import UpdateReader
from hotline.clock import now
from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.case import OperatorKey
from hotline.sandbox.server import SANDBOX_TOKEN
from hotline.services.conversations import Conversations
from hotline.services.courier import Courier
from hotline.services.desk import Desk
from hotline.services.ingest import INBOX_BELL, Ingest
from hotline.services.moment import Known
from hotline.services.queue import Handing
from hotline.services.watch import Watch
from hotline.services.worker import Worker
from hotline.storage.bell import Bell
from hotline.storage.intake import Intake
from hotline.storage.tables import cases, deliveries, metadata
from soak.air import Air
from soak.strange import message
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from hotline.domain.arrivals import RawUpdate
    from hotline.domain.case import Case
    from hotline.services.desk import DeskMoment
    from hotline.storage.books import Database
    from hotline.storage.sealing import Keystore

GROUP = Address(FIRST_GROUP)
FIRST_PERSON = 800_000_001
FIRST_OPERATOR = 900_000_001
# Said once for all runs, and written by no person.
KEPT_TABLES = {"revisions", "audit", "tries"}
ON_THE_WAY = ("queued", "sending")
# Far more rounds than the longest chain of pauses that three faults can make.
ROUNDS = 400
A_MOMENT = timedelta(seconds=1)


class NeverSettles(AssertionError):
    """A letter is still on its way after more time than any pause adds up to."""


@dataclass(frozen=True)
class Texts:
    """What we say, read once."""

    library: Library
    known: Known
    handing: Handing


def read_texts() -> Texts:
    """Read scripts and search words."""
    library, handing = Library(read_scripts()), Handing(read_desks())
    finder = read_finder(library, read_speech().words)
    return Texts(library, Known(library, finder, frozenset(), handing.desks), handing)


@dataclass
class World:
    """One bot, one database, one courier that may die, and a clock that only we move."""

    database: Database
    keystore: Keystore
    texts: Texts
    air: Air = field(default_factory=Air)
    now: datetime = field(default_factory=now)
    issued: list[RawUpdate] = field(default_factory=list)
    dies_after: int | None = None

    def __post_init__(self) -> None:
        bot = make_bot(SANDBOX_TOKEN, "http://127.0.0.1:9")
        self.bell, self.bot = Bell(self.database.url), bot
        self.desk = Desk(self.texts.library, GROUP, self.texts.handing)
        self.worker = Worker(
            self.database,
            self.bell,
            UpdateReader(GROUP),
            Conversations(self.texts.known, GROUP),
            self.desk,
            lambda _: None,
            self.clock,
        )
        self.ingest = Ingest(Intake(self.database.connections, self.keystore), bot.id, self.clock)
        self.watch = Watch(self.database, self.bell, GROUP, self.clock)
        self.courier = self._courier()

    def clock(self) -> datetime:
        """Return the world's own moment."""
        return self.now

    def operator(self, number: int) -> OperatorKey:
        """Return the key that an operator is known by."""
        return OperatorKey(self.database._index.blind(Address(number)))  # noqa: SLF001  # no transaction

    def _courier(self) -> Courier:
        ours = self.database, self.bell, self.air, GROUP, self.bot.id, self.clock
        return Courier(*ours, keeps_pace=False)

    async def begin(self) -> None:
        """Forget everything that an earlier run left in the database."""
        async with self.database.books() as books:
            for table in reversed(metadata.sorted_tables):
                if table.name not in KEPT_TABLES:
                    await books.connection.execute(delete(table))

    async def close(self) -> None:
        """Let go of what is held."""
        await self.bot.session.close()

    async def writes(self, person: int, words: str, **more: object) -> None:
        """Let a person write; work is done when this returns."""
        number = self.air.write(words)
        await self.arrives({"message": message(person, number, text=words, **more)})

    async def presses(self, person: int, data: str, *, group: bool = False) -> None:
        """Let somebody press a button."""
        number = self.air.write("")
        chat = _group() if group else {"id": person, "type": "private", "first_name": "P"}
        under = message(person, number, text="screen") | {"chat": chat}
        who = {"id": person, "is_bot": False, "first_name": "P", "language_code": "tg"}
        pressed = {"id": str(number), "from": who, "chat_instance": "1", "data": data}
        await self.arrives({"callback_query": pressed | {"message": under}})

    async def says(self, operator: int, thread: int, words: str) -> None:
        """Let an operator write in a topic."""
        number = self.air.write(words)
        told = message(operator, number, text=words) | {"chat": _group()}
        topic = {"message_thread_id": thread, "is_topic_message": True}
        await self.arrives({"message": told | topic})

    async def arrives(self, told: dict[str, Any]) -> None:
        """Let Telegram bring an update, and work until nothing waits."""
        self.now += A_MOMENT
        update = from_object({"update_id": len(self.issued) + 1} | told)
        self.issued.append(update)
        await self.ingest.keep([update])
        await self.work()

    async def again(self, place: int) -> int:
        """Let an old update come once more; return how many were new."""
        bot, day = self.ingest.bot, self.ingest.clock().date()
        new = await self.ingest.intake.keep(bot, [self.issued[place]], day, INBOX_BELL)
        await self.work()
        return new

    async def work(self) -> None:
        """Work through the inbox; a worker that is to die dies in the middle of its turn."""
        if self.dies_after is not None:
            turn = asyncio.ensure_future(self.worker.work())
            for _ in range(self.dies_after):
                await asyncio.sleep(0)  # let it come a little further
            turn.cancel()
            with suppress(asyncio.CancelledError):
                await turn
            self.dies_after = None
        while await self.worker.work():
            pass

    async def act(self, code: str, do: Callable[[DeskMoment, Case], Awaitable[object]]) -> None:
        """Let somebody act on a page of the desk."""
        self.now += A_MOMENT
        async with self.database.books() as books:
            case = await books.cases.by_code(code)  # type: ignore[arg-type]
            assert case is not None
            await do(self.desk.at(books, self.now), case)

    async def settle(self) -> None:
        """Deliver until no letter is on its way; whoever dies is followed by another courier."""
        for _ in range(ROUNDS):
            left = await self.courier.deliver()
            flying = list(self.courier._sending)  # noqa: SLF001  # a courier may die in the air
            await asyncio.gather(*flying, return_exceptions=True)
            sending, due = await self._on_the_way()
            if sending:
                self.courier = self._courier()
                await self.courier.take_over()
            elif not left and due is None:
                return
            elif not left:
                self.now = max(self.now + A_MOMENT, due or self.now)
        still = select(deliveries.c.kind, deliveries.c.state, deliveries.c.attempts)
        raise NeverSettles(await self.rows(still.where(deliveries.c.state.in_(ON_THE_WAY))))

    async def _on_the_way(self) -> tuple[int, datetime | None]:
        """Return how many letters were cut short, and when the next of all that wait is due."""
        counted = select(
            func.count().filter(deliveries.c.state == "sending"),
            func.min(deliveries.c.due_at).filter(deliveries.c.due_at > self.now),
            func.min(deliveries.c.due_at),
        ).where(deliveries.c.state.in_(ON_THE_WAY))
        [(sending, later, any_due)] = await self.rows(counted)
        return sending, later or any_due

    async def threads(self) -> dict[str, int | None]:
        """Return the topic of every case."""
        return {row.code: row.thread for row in await self.rows(select(cases))}

    async def rows(self, statement: Any) -> list[Any]:  # noqa: ANN401  # any select
        """Return what the database answers."""
        async with self.database.books() as books:
            return list((await books.connection.execute(statement)).all())

    async def age(self, days: int) -> None:
        """Make everything that stands in the database older: the clocks must still agree."""
        back = timedelta(days=days)
        async with self.database.books() as books:
            for table in metadata.sorted_tables:
                aged = {
                    column.name: column - back
                    for column in table.c
                    if column.name in AGED.get(table.name, ())
                }
                if aged:
                    await books.connection.execute(update(table).values(aged))


# What retention looks at.
AGED = {
    "persons": ("seen_at",),
    "messages": ("at",),
    "cases": ("opened_at", "taken_at", "closed_at", "linked_at"),
    "retention": ("since",),
}


def _group() -> dict[str, Any]:
    return {"id": FIRST_GROUP, "type": "supergroup", "title": "G", "is_forum": True}
