"""Going on from another phone: nothing is learned by typing, and an operator decides."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from dialogs.engine.conversation import Talk
from dialogs.words import phrases
from hotline.domain.address import Address
from hotline.domain.arrivals import OperatorPressed
from hotline.domain.case import CaseState
from hotline.domain.codes import CODE_LIVES, FREE_TRIES, code_of
from hotline.services.desk import Desk
from hotline.storage.tables import deliveries, messages, persons, return_codes
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, NOON
from tests.services.test_conversations import Talking, step

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.case import Case
    from hotline.domain.person import Person
    from hotline.storage.books import Books, Database

OLD, NEW, OTHER = Address(7), Address(8), Address(9)
ME, COLLEAGUE = Address(900), Address(901)
WRONG = code_of(0x1_2345_6789_ABCD_EF01)
DESK = Desk(REAL, GROUP, HANDING)
THREAD = 77


async def pressed(books: Books, action: str, case: Case, operator: Address = ME) -> str | None:
    """What an operator's button says when it does not do what it says."""
    press = OperatorPressed(operator, action, case.code, "press")
    return (await DESK.press(books, press, NOON)).phrase


async def talked(books: Books) -> Case:
    """Somebody wrote before and after asking for a human, and an operator holds the case."""
    old = Talking(books, chat=OLD)
    await old.presses("lang.any.tg")
    await old.writes("canary before the case")
    await old.presses("any.any.person", "person.safe.yes", "person.ready.questions")
    await old.presses("person.age.adult", "person.papers.others", "person.freedom.skip")
    await old.writes("canary in the case")
    case = await old.case()
    await pressed(books, "take", case)
    await books.cases.set_thread(case.id, THREAD)
    return await old.case()


async def code_made(books: Books, now: datetime = NOON) -> str:
    """The code that the old phone is shown."""
    old = Talking(books, now=now, chat=OLD)
    await old.presses("any.any.help", "help.ways.phone", "phone.begin.make")
    added = (await old.shown())[-1].added
    assert added is not None
    return added.code


async def typed(
    books: Books, code: str, now: datetime = NOON, chat: Address = NEW, language: str = "tg"
) -> Talking:
    """Somebody opens the chat on a phone and types a code."""
    phone = Talking(books, now=now, chat=chat)
    await phone.presses(f"lang.any.{language}", "any.any.help", "help.ways.phone")
    await phone.presses("phone.begin.have")
    await phone.writes(code)
    return phone


async def asked(books: Books) -> bool:
    """Say whether any operator is asked to link."""
    found = await books.connection.execute(
        select(func.count()).where(return_codes.c.asker.is_not(None))
    )
    return found.scalar_one() > 0


async def kinds(books: Books, person: Person) -> list[str]:
    """The letters to a person, in order."""
    found = await books.connection.execute(
        select(deliveries.c.kind)
        .where(deliveries.c.person == person.id)
        .order_by(deliveries.c.number)
    )
    return list(found.scalars())


async def test_a_wrong_code_and_a_right_one_look_the_same(database: Database) -> None:
    async with database.books() as books:
        await talked(books)
        code = await code_made(books)
        wrong = await typed(books, WRONG, chat=OTHER)
        assert not await asked(books)
        right = await typed(books, f" {code.lower().replace('-', ' ')}")
        assert await asked(books)
        seen = [
            (await phone.standing(), await kinds(books, await phone.person()))
            for phone in (wrong, right)
        ]
        kept = await books.connection.execute(
            select(func.count()).where(messages.c.person == (await right.person()).id)
        )

    assert seen[0] == seen[1]
    assert (step(seen[0][0]), seen[0][0].talk) == ("person.waiting", Talk.WAITING)
    assert "erase_trace" in seen[0][1], "the message with the code leaves the chat"
    assert kept.scalar_one() == 0


async def test_the_case_goes_on_and_the_old_chat_is_a_strangers(database: Database) -> None:
    async with database.books() as books:
        case = await talked(books)
        new = await typed(books, await code_made(books))
        assert await pressed(books, "link", case) is None
        person, linked = await new.person(), await new.case()
        said = [each.words for each in await books.cases.said(case.id, "person")]
        answers = dict(await books.people.answers(person.id))
        reports = [each.name for each in await books.assessments.reports(person.id)]
        to_new = (await new.shown())[-1]
        gone = await books.people.find(OLD)
        left = await books.connection.execute(select(func.count(persons.c.id)))

    assert (linked.id, linked.state, linked.thread) == (case.id, CaseState.OPEN, THREAD)
    assert said == ["canary before the case", "canary in the case"]
    assert answers["person.papers"] == "others"
    assert reports == ["destination.documents_taken"]
    assert person.conversation.talk is Talk.HUMAN
    assert (to_new.script, to_new.step, to_new.added) == ("person", "talking", None)
    assert gone is None
    assert left.scalar_one() == 1, "no letter is left that leads to the old chat"


async def test_what_was_begun_on_the_new_phone_joins_the_earlier_case(database: Database) -> None:
    async with database.books() as books:
        case = await talked(books)
        new = await typed(books, await code_made(books))
        begun = await new.case()
        await new.writes("canary from the new phone")
        await pressed(books, "link", case)
        goes_on = await new.case()
        said = [each.words for each in await books.cases.said(case.id, "person")]
        ended = await books.cases.look_up(begun.id)

    assert goes_on.id == case.id
    assert said[-1] == "canary from the new phone"
    assert ended
    assert ended.state is CaseState.CLOSED


async def test_a_closed_case_returns_to_the_queue(database: Database) -> None:
    async with database.books() as books:
        case = await talked(books)
        code = await code_made(books)
        await pressed(books, "close", case)
        new = await typed(books, code)
        assert await pressed(books, "link", case) is None
        back = await new.case()

    assert (back.id, back.state) == (case.id, CaseState.WAITING)


async def test_only_who_holds_the_case_decides_and_only_once(database: Database) -> None:
    async with database.books() as books:
        case = await talked(books)
        await typed(books, await code_made(books))
        answers = [
            await pressed(books, "link", case, COLLEAGUE),
            await pressed(books, "refuse", case),
            await pressed(books, "link", case),
        ]

    assert answers == [
        phrases.DESK_NOT_YOURS.key,
        phrases.DESK_LINK_REFUSED.key,
        phrases.DESK_LINK_GONE.key,
    ]


async def test_a_case_that_waits_is_taken_before_it_is_linked(database: Database) -> None:
    async with database.books() as books:
        old = Talking(books, chat=OLD)
        await old.asks()
        new = await typed(books, await code_made(books))
        case = await old.case()
        before = await pressed(books, "link", case)
        await pressed(books, "take", case)
        after = await pressed(books, "link", case)
        goes_on = await new.case()

    assert (before, after) == (phrases.DESK_LINK_TAKE.key, None)
    assert goes_on.id == case.id


async def test_somebody_without_a_case_is_given_no_code(database: Database) -> None:
    async with database.books() as books:
        person = Talking(books)
        await person.presses("lang.any.tg", "any.any.help", "help.ways.phone", "phone.begin.make")
        shown = (await person.shown())[-1]

    assert (shown.step, shown.added) == ("none", None)


async def test_a_code_dies_when_it_is_used_remade_old_or_its_owners(database: Database) -> None:
    async with database.books() as books:
        await talked(books)
        first = await code_made(books)
        second = await code_made(books)
        await typed(books, first)
        remade = await asked(books)
        await typed(books, second, NOON + CODE_LIVES)
        old = await asked(books)
        await typed(books, second, chat=OLD)
        own = await asked(books)
        await typed(books, second)
        used = await asked(books)
        await books.codes.settle((await Talking(books, chat=OLD).case()).id)
        await typed(books, second, chat=OTHER)
        again = await asked(books)

    assert (remade, old, own, used, again) == (False, False, False, True, False)


@pytest.mark.parametrize("who", [OLD, NEW], ids=["whose case it is", "who typed the code"])
async def test_nothing_is_linked_when_one_of_them_erased_everything(
    database: Database, who: Address
) -> None:
    async with database.books() as books:
        case = await talked(books)
        await typed(books, await code_made(books))
        erasing = Talking(books, chat=who)
        await erasing.presses("any.any.erase", "privacy.erase.do_it")
        said = await pressed(books, "link", case)
        tied = await books.cases.look_up(case.id)

    assert said == phrases.DESK_LINK_GONE.key
    assert tied
    assert (tied.person is None) is (who is OLD)


async def test_who_goes_on_guessing_is_not_heard_for_a_while(database: Database) -> None:
    async with database.books() as books:
        await talked(books)
        code = await code_made(books)
        for _ in range(FREE_TRIES):
            await typed(books, WRONG)
        await typed(books, code)
        too_soon = await asked(books)
        await typed(books, code, NOON + timedelta(hours=1))
        later = await asked(books)

    assert (too_soon, later) == (False, True)


async def test_of_two_phones_that_type_a_code_at_once_one_is_asked_for(
    database: Database,
) -> None:
    async with database.books() as books:
        await talked(books)
        code = await code_made(books)

    async def race(chat: Address) -> None:
        async with database.books() as books:
            await typed(books, code, chat=chat)

    await asyncio.gather(race(NEW), race(OTHER))

    async with database.books() as books:
        found = await books.connection.execute(
            select(func.count()).where(deliveries.c.kind == "ask_link")
        )
    assert found.scalar_one() == 1
