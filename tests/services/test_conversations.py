"""A person's turns: what reaches the queue, what they are told, and what a flood changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from dialogs.engine.conversation import Conversation, Talk
from dialogs.engine.events import Arrived, ChoicePressed, WordsReceived
from dialogs.reading import read_finder
from hotline.domain import letters
from hotline.domain.address import Address
from hotline.domain.arrivals import PersonActed
from hotline.domain.assessment import Source
from hotline.domain.ban import LONGEST
from hotline.domain.case import CaseState
from hotline.domain.desks import Desk, Desks
from hotline.domain.priority import Priority
from hotline.services.banning import ban
from hotline.services.conversations import Conversations
from hotline.services.moment import Known
from tests.dialogs.scenes import REAL, SPEECH
from tests.services.scenes import GROUP, HANDING, NOON, operator, person_waits

if TYPE_CHECKING:
    from dialogs.engine.events import Event
    from hotline.domain.case import Case
    from hotline.domain.person import Person
    from hotline.storage.books import Books, Database

SOMEBODY = Address(7)
FINDER = read_finder(REAL, SPEECH.words)
ROWS = count(1)
MONDAY_TO_FRIDAY = {
    day: ({"begins": "09:00", "ends": "18:00"},) for day in ("mon", "tue", "wed", "thu", "fri")
}


def keeping_hours() -> Desks:
    """Our desks, all at work from Monday to Friday by their own clocks."""
    told = [each.model_dump() | {"hours": MONDAY_TO_FRIDAY} for each in HANDING.desks.desks]
    return Desks(desks=tuple(Desk.model_validate(each) for each in told))


@dataclass
class Talking:
    """One person's chat, inside one transaction."""

    books: Books
    desks: Desks = HANDING.desks
    now: datetime = NOON
    chat: Address = SOMEBODY

    async def does(self, event: Event, words: str | None = None) -> None:
        """Take one turn."""
        service = Conversations(Known(REAL, FINDER, frozenset(), self.desks), GROUP)
        row = next(ROWS)
        message = row if words else None
        acted = PersonActed(self.chat, event, message=message, words=words)
        await service.act(self.books, acted, row, self.now)

    async def presses(self, *tokens: str) -> None:
        """Press buttons, one after the other."""
        for token in tokens:
            script, step, choice = token.split(".")
            await self.does(ChoicePressed(at=self.now, script=script, step=step, choice=choice))

    async def writes(self, words: str) -> None:
        """Write free words."""
        await self.does(WordsReceived(at=self.now), words)

    async def asks(self) -> None:
        """Choose Tajik and ask for a person."""
        await self.does(Arrived(at=self.now))
        await self.presses("lang.any.tg", "any.any.person", "person.safe.yes")

    async def person(self) -> Person:
        """The person as they are written down."""
        return await self.books.people.meet(self.chat, None, self.now)

    async def case(self) -> Case:
        """The person's case; there must be one."""
        case = await self.books.cases.of_person((await self.person()).id)
        assert case
        return case

    async def standing(self) -> Conversation:
        """Where the person stands."""
        return (await self.person()).conversation

    async def shown(self) -> list[letters.ShowScreen]:
        """Every screen on its way to the person, oldest first."""
        heads = await self.books.connection.execute(
            text("SELECT id FROM deliveries WHERE kind = 'show_screen' ORDER BY number")
        )
        screens = []
        for delivery in heads.scalars().all():
            await self.books.connection.execute(
                text("UPDATE deliveries SET state = 'sending' WHERE id = :id"), {"id": delivery}
            )
            [found] = await self.books.deliveries.abandoned(self.now)
            assert isinstance(found.letter, letters.ShowScreen)
            screens.append(found.letter)
            await self.books.connection.execute(
                text("UPDATE deliveries SET state = 'sent' WHERE id = :id"), {"id": delivery}
            )
        return screens


def step(conversation: Conversation) -> str | None:
    place = conversation.place
    return f"{place.script}.{place.step}" if place else None


async def test_answers_become_signs_with_what_said_them(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        await talking.presses(
            "person.ready.longer",
            "questions.begin.begin",
            "questions.promise.other",
            "questions.papers.others",
            "questions.pay.skip",
        )
        reports = await books.assessments.reports((await talking.person()).id)
        changes = await books.assessments.changes((await talking.case()).id)

    assert [(each.name, each.why) for each in reports] == [
        ("recruitment.deceived_job", "questions.promise.other"),
        ("destination.documents_taken", "questions.papers.others"),
    ]
    assert [(each.before, each.after, each.source, each.why) for each in changes] == [
        (Priority.SOON, Priority.TODAY, Source.PERSON, "questions.promise.other")
    ]


async def test_whom_somebody_wishes_to_talk_to_is_asked_by_the_queue(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        await talking.presses("person.ready.longer", "questions.begin.begin")
        for question in ("promise", "papers", "pay", "freedom", "harm", "must"):
            await talking.presses(f"questions.{question}.skip")
        await talking.presses("questions.who.woman")
        [head] = await books.queue.heads(["tg"])

    assert head.wish == "woman"


async def test_after_hours_somebody_who_waits_is_told_when_people_answer(
    database: Database,
) -> None:
    night = NOON.replace(hour=22)
    async with database.books() as books:
        talking = Talking(books, keeping_hours(), night)
        await talking.asks()
        await talking.presses("person.ready.write")
        shown = (await talking.shown())[-1]
        await talking.presses("person.away.lines", "lines.where.kz")
        standing = await talking.standing()
        case = await talking.case()
        [head] = await books.queue.heads(["tg"])

    assert (shown.script, shown.step) == ("person", "away")
    assert shown.opens_at == NOON.replace(day=25, hour=4)
    assert (step(standing), case.state, head.country) == ("lines.kz", CaseState.WAITING, "kz")


@pytest.mark.parametrize("desks", [keeping_hours(), HANDING.desks], ids=["open", "no hours"])
async def test_by_day_and_without_hours_no_moment_is_promised(
    database: Database, desks: Desks
) -> None:
    async with database.books() as books:
        talking = Talking(books, desks, NOON.replace(hour=8))
        await talking.asks()
        await talking.presses("person.ready.write")
        shown = (await talking.shown())[-1]

    assert (shown.step, shown.opens_at) == ("waiting", None)


async def test_who_waits_is_told_how_many_are_before_them(database: Database) -> None:
    async with database.books() as books:
        await person_waits(books, 1, Priority.SOON, since=NOON - timedelta(hours=1))
        await person_waits(books, 2, Priority.INFO, since=NOON - timedelta(hours=1))
        await person_waits(books, 3, Priority.NOW, language="kk")
        talking = Talking(books)
        await talking.asks()
        await talking.presses("person.ready.write")
        shown = await talking.shown()

    assert [(screen.step, screen.ahead) for screen in shown[-2:]] == [
        ("ready", None),
        ("waiting", 1),
    ]


async def test_a_burst_of_lines_is_all_kept_and_answered_once(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        await talking.presses("person.ready.write")
        before = len(await talking.shown())
        for number in range(20):
            await talking.writes(f"канал {number}")
        after = len(await talking.shown())
        kept = await books.cases.said((await talking.case()).id, "person")
        talking.now += timedelta(minutes=1)
        await talking.writes("боз")
        later = len(await talking.shown())

    assert len(kept) == 20
    assert (after - before, later - after) == (1, 1)


async def test_a_ban_takes_the_place_in_the_queue_keeps_words_and_shows_lines(
    database: Database,
) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        for number in (1, 2):
            await ban(books, await talking.case(), operator(number), NOON)
        await talking.writes("ҳа ҳа")
        during = await talking.standing()
        await talking.presses("any.any.person", "person.safe.danger")
        danger = await talking.standing()
        kept = await books.connection.execute(text("SELECT count(*) FROM messages"))
        waiting, _ = await books.queue.waiting()

    assert (step(during), step(danger)) == ("lines.where", "lines.where")
    assert (kept.scalar_one(), waiting) == (1, 0)


async def test_when_the_ban_is_over_the_next_words_count_again(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        for number in (1, 2):
            await ban(books, await talking.case(), operator(number), NOON)
        talking.now += LONGEST
        await talking.writes("ёрӣ диҳед")
        waiting, _ = await books.queue.waiting()

    assert waiting == 1


async def test_a_closed_talk_that_gets_a_message_waits_from_then_on(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.asks()
        await books.cases.save(replace(await talking.case(), state=CaseState.CLOSED))
        person = await talking.person()
        closed = replace(person.conversation, talk=Talk.CLOSED)
        await books.people.save(replace(person, conversation=closed))
        talking.now += timedelta(days=1)
        await talking.writes("боз ман")
        [head] = await books.queue.heads(["tg"])

    assert head.since == NOON + timedelta(days=1)
