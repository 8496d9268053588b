"""Letters that were in the air, or waited, when everything around them changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from dialogs.search.own_word import spellings
from dialogs.words import phrases
from hotline.domain import letters
from hotline.domain.arrivals import OperatorWrote
from hotline.domain.delivery import AskedToWait, DeliveryState, NoAnswer, Receipt
from hotline.domain.letters import CloseThread, CopyToPerson, WriteToPerson
from hotline.domain.retention import Kind
from hotline.services.courier import Courier
from hotline.services.post import Post
from hotline.services.retention import shred
from hotline.storage.bell import Bell
from hotline.storage.tables import deliveries
from tests.services.scenes import GROUP, NOON
from tests.services.test_conversations import Talking
from tests.services.test_linking import DESK, ME, OLD, THREAD, code_made, pressed, talked, typed
from tests.services.test_safety import WORD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from hotline.domain.delivery import Route, SendingFailed
    from hotline.domain.letters import Letter
    from hotline.storage.books import Books, Database


SPELLED = spellings(WORD)[0]


@dataclass
class Sky:
    """A way out on which the first letter of a kind meets something, and then fails."""

    kind: str = ""
    fails: SendingFailed | None = None
    meets: Callable[[], Awaitable[None]] | None = None
    left: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Take a letter, or let it fail once."""
        del route, now
        if letter.kind == self.kind and self.fails:
            failure, self.fails = self.fails, None
            if self.meets:
                await self.meets()
            raise failure
        self.left.append(letter)
        return Receipt(message=2000 + len(self.left))

    def replies(self) -> int:
        """Return how many replies reached a person."""
        return sum(isinstance(each, letters.REPLIES) for each in self.left)


async def deliver(database: Database, sky: Sky, now: datetime = NOON) -> None:
    """Let a courier who comes into office now send all that may go."""
    courier = Courier(database, Bell(database.url), sky, GROUP, 1, lambda: now, keeps_pace=False)
    await courier.take_over()
    while await courier.deliver():
        await courier.land()


async def answered(books: Books) -> None:
    """An operator wrote to the person who talks with them."""
    await DESK.write(books, OperatorWrote(ME, GROUP, THREAD, 6000, "words"), 6000, NOON)


async def states(books: Books, kind: str) -> list[str]:
    found = await books.connection.execute(
        select(deliveries.c.state).where(deliveries.c.kind == kind).order_by(deliveries.c.number)
    )
    return list(found.scalars())


@pytest.mark.parametrize("failure", [AskedToWait(timedelta()), NoAnswer()])
@pytest.mark.parametrize("what", ["leaving", "the duress word"])
async def test_a_reply_in_the_air_does_not_come_back_after(
    database: Database, what: str, failure: SendingFailed
) -> None:
    async with database.books() as books:
        case = await talked(books)
        person = await books.people.by_id(case.person)  # type: ignore[arg-type]
        assert person
        await books.own_words.keep(person.id, "duress", SPELLED)
        await answered(books)

    async def meets() -> None:
        async with database.books() as books:
            her = Talking(books, chat=OLD)
            await (her.writes(WORD) if what == "the duress word" else her.presses("any.any.leave"))

    sky = Sky("copy_to_person", failure, meets)
    await deliver(database, sky)
    await deliver(database, sky, NOON + timedelta(minutes=5))

    assert sky.fails is None
    assert sky.replies() == 0
    async with database.books() as books:
        assert await states(books, "copy_to_person") == ["expired"]


async def test_a_letter_that_nobody_can_open_stops_no_other(database: Database) -> None:
    async with database.books() as books:
        case = await talked(books)
        await answered(books)
        await books.connection.execute(
            update(deliveries)
            .where(deliveries.c.kind == "open_thread")
            .values(state=DeliveryState.SENDING.value, letter=b"\2 of a key that is gone")
        )
        await books.connection.execute(
            update(deliveries)
            .where(deliveries.c.kind == "case_header")
            .values(letter=b"\2 of a key that is gone")
        )

    sky = Sky()
    await deliver(database, sky)

    assert sky.replies() == 1
    async with database.books() as books:
        assert await states(books, "open_thread") == ["uncertain"]
        assert await states(books, "case_header") == ["expired"]
    assert case.person


async def test_erasing_takes_the_topic_of_every_case_along(database: Database) -> None:
    async with database.books() as books:
        first = await talked(books)
        new = await typed(books, await code_made(books))
        begun = await new.case()
        await books.cases.set_thread(begun.id, THREAD + 1)
        await pressed(books, "link", first)
        await new.presses("any.any.erase", "privacy.erase.do_it")

    sky = Sky()
    await deliver(database, sky)

    assert sky.left.count(CloseThread(delete=True)) == 2


@pytest.mark.parametrize("kind", [Kind.ANSWERS, Kind.SAID])
async def test_a_reply_that_waits_goes_with_what_was_said_and_with_nothing_else(
    database: Database, kind: Kind
) -> None:
    async with database.books() as books:
        case = await talked(books)
        person = await books.people.by_id(case.person)  # type: ignore[arg-type]
        assert person
        post = Post(books, GROUP, NOON)
        await deliver_nothing(books)
        await post.to_person(person, WriteToPerson("words"), held=True)
        subject = await books.retention.lock(person.id)
        assert subject
        await shred(post, subject, {kind})
        await books.deliveries.release(person.id, NOON, screens_only=False)

    sky = Sky()
    await deliver(database, sky)

    assert sky.replies() == (1 if kind is Kind.ANSWERS else 0)


async def deliver_nothing(books: Books) -> None:
    """All that is on its way has arrived."""
    await books.connection.execute(update(deliveries).values(state="sent", letter=b""))


async def test_the_duress_word_is_told_also_while_the_topic_is_being_made(
    database: Database,
) -> None:
    async with database.books() as books:
        case = await talked(books)
        await books.cases.set_thread(case.id, None)
        her = Talking(books, chat=OLD)
        await books.own_words.keep((await her.person()).id, "duress", SPELLED)
        await her.writes(WORD)

    sky = Sky()
    await deliver(database, sky)

    told = [each.phrase for each in sky.left if isinstance(each, letters.TellThread)]
    assert phrases.DESK_DURESS.key in told


async def test_a_reply_that_waited_for_the_old_phone_comes_to_the_new_one(
    database: Database,
) -> None:
    async with database.books() as books:
        case = await talked(books)
        old = await books.people.by_id(case.person)  # type: ignore[arg-type]
        assert old
        code = await code_made(books)
        letter = await Post(books, GROUP, NOON).to_person(old, CopyToPerson(6000), held=True)
        new = await typed(books, code)
        await pressed(books, "link", case)
        moved = await books.connection.execute(
            select(deliveries.c.person).where(deliveries.c.id == letter)
        )
        assert moved.scalar_one_or_none() == (await new.person()).id

    sky = Sky()
    await deliver(database, sky)

    assert sky.replies() == 1
