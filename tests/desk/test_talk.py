"""What colleagues do around one talk: another desk with the person's yes, and taking over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from dialogs.engine import events
from dialogs.engine.conversation import Talk
from dialogs.words import phrases, talk
from hotline.domain.address import Address
from hotline.domain.arrivals import PersonActed
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.letters import AskPerson, SettleQuestion, read
from hotline.domain.question import ANSWERED_WITHIN, Kind
from hotline.domain.queue import STEP_IN
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import Role
from hotline.services.conversations import Conversations
from hotline.services.moment import Known
from hotline.services.staff_cases import NoSuchCase, Refused
from hotline.services.staff_talk import Together
from hotline.storage.tables import deliveries
from tests.desk.conftest import FINDER
from tests.desk.scenes import Clock, signed_in
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, person_waits

if TYPE_CHECKING:
    from hotline.domain.case import Case
    from hotline.domain.letters import Letter
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.services.staff_cases import Casework
    from hotline.storage.books import Database

WHY = "she lives in Bishkek now"


async def at_desk(
    accounts: Accounts, name: str, desk: str = "tj", role: Role = Role.OPERATOR
) -> Member:
    return (await signed_in(accounts, name, role, desk))[0]


async def talking(
    casework: Casework, accounts: Accounts, database: Database
) -> tuple[Member, CaseCode]:
    """An operator of Tajikistan who answers somebody."""
    aigul = await at_desk(accounts, "aigul")
    async with database.books() as books:
        case = await person_waits(books)
        person = await books.people.by_id(case.person) if case.person else None
        assert person is not None
        waits = replace(person.conversation, talk=Talk.WAITING, language="tg")
        await books.people.save(replace(person, conversation=waits))
    await casework.take(aigul, case.code)
    return aigul, case.code


async def now_is(database: Database, code: CaseCode) -> Case:
    async with database.books() as books:
        case = await books.cases.by_code(code)
    assert case is not None
    return case


async def letters_of(database: Database, kind: str) -> list[Letter]:
    """Letters of a kind that wait to be sent to people."""
    async with database.books() as books:
        rows = await books.connection.execute(
            select(deliveries)
            .where(deliveries.c.kind == kind, deliveries.c.person.is_not(None))
            .order_by(deliveries.c.created_at, deliveries.c.id)
        )
        found = []
        for row in rows.all():
            seal = await books.keys.of(row.person)
            found.append(read(seal.open(row.letter, f"deliveries|{row.id}")))
    return found


async def press(database: Database, clock: Clock, answer: str, number: int = 1) -> None:
    """The newest question's button is pressed on a phone."""
    async with database.books() as books:
        case = await books.cases.by_code(CaseCode("T00001"))
        assert case is not None
        [asked, *_] = await books.questions.of_case(case.id, Kind.DESK)
        pressed = events.ChoicePressed(
            at=clock(), script="question", step=asked.id.hex, choice=answer
        )
        known = Known(REAL, FINDER, frozenset(), HANDING.desks)
        acted = PersonActed(Address(number), event=pressed, pressed=7)
        await Conversations(known, GROUP).act(books, acted, 1, clock())


async def test_a_yes_moves_the_talk_at_once_with_its_place_and_without_a_second_greeting(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    aigul, code = await talking(casework, accounts, database)
    begimai = await at_desk(accounts, "begimai", "kg")
    greeted = len(await letters_of(database, "show_screen"))
    await Together(casework).change_desk(aigul, code, "kg", WHY)
    assert (await now_is(database, code)).owner == aigul.key
    with pytest.raises(NoSuchCase):
        await casework.open(begimai, code)

    await press(database, clock, "yes")

    assert await letters_of(database, "settle_question") == [SettleQuestion(7, talk.MOVED.key)]
    with pytest.raises(NoSuchCase):
        await casework.open(aigul, code)
    queue = await casework.queue(begimai)
    assert [(each.code, each.since) for each in queue.waiting] == [(code, clock())]
    with pytest.raises(Refused):  # it is not pressed on somebody who does not speak Tajik
        await casework.next(begimai)
    await casework.take(begimai, code)
    assert len(await letters_of(database, "show_screen")) == greeted
    async with database.books() as books:
        [answer] = [each for each in await books.audit.newest(9) if each.actor == "PERSON"]
    assert (answer.act, answer.object, answer.outcome) == ("case.change_desk", code, "agreed")


async def test_a_no_changes_nothing_and_so_does_a_yes_that_comes_too_late_or_from_a_stranger(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    aigul, code = await talking(casework, accounts, database)
    for answer, number, late in (
        ("yes", 2, timedelta()),
        ("maybe", 1, timedelta()),
        ("yes", 1, ANSWERED_WITHIN),
        ("no", 1, timedelta()),
    ):
        await Together(casework).change_desk(aigul, code, "kg", WHY)
        clock.move(late)
        await press(database, clock, answer, number)
        await press(database, clock, "yes") if answer == "no" else None
        assert (await now_is(database, code)).owner == aigul.key

    settled = await letters_of(database, "settle_question")
    told = {each.phrase for each in settled if isinstance(each, SettleQuestion)}
    assert (len(settled), told) == (2, {talk.OVER.key, talk.STAYS.key})
    asked = (await casework.open(aigul, code)).beside.asked
    assert asked is not None
    assert (asked.about, asked.said, asked.why) == ("kg", "no", WHY)


async def test_nothing_is_asked_of_who_is_away_or_may_be_watched_nor_about_no_desk(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, code = await talking(casework, accounts, database)
    bolot = await at_desk(accounts, "bolot")
    together = Together(casework)
    for who, desk, why, refusal in (
        (aigul, "tj", WHY, talk.NO_SUCH_DESK),
        (aigul, "xx", WHY, talk.NO_SUCH_DESK),
        (aigul, "kg", " ", phrases.DESK_NO_REASON),
    ):
        with pytest.raises(Refused) as refused:
            await together.change_desk(who, code, desk, why)
        assert refused.value.phrase == refusal
    with pytest.raises(NotAllowed):
        await together.change_desk(bolot, code, "kg", WHY)
    async with database.books() as books:
        case = await books.cases.by_code(code)
        person = await books.people.by_id(case.person) if case and case.person else None
        assert person is not None
        watched = replace(person.conversation, hushed=True)
        await books.people.save(replace(person, conversation=watched))
    with pytest.raises(Refused) as refused:
        await together.change_desk(aigul, code, "kg", WHY)
    assert refused.value.phrase == phrases.DESK_HUSHED
    assert not await letters_of(database, "ask_person")


async def test_the_question_names_the_country_and_goes_to_the_person_alone(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, code = await talking(casework, accounts, database)
    await Together(casework).change_desk(aigul, code, "kg", WHY)

    [asked] = await letters_of(database, "ask_person")
    assert isinstance(asked, AskPerson)
    assert (asked.phrase, asked.put) == (talk.MOVE.key, (("country", "kg"),))


async def test_a_supervisor_takes_over_with_a_reason_and_the_first_of_two_wins(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    aigul, code = await talking(casework, accounts, database)
    first = await at_desk(accounts, "chinara", role=Role.SUPERVISOR)
    second = await at_desk(accounts, "daniyar", role=Role.SUPERVISOR)
    together, holder = Together(casework), (await casework.open(first, code)).beside.holder
    assert holder is not None
    assert (holder.name, holder.may_be_relieved) == ("aigul", True)
    clock.move(timedelta(minutes=1))

    with pytest.raises(Refused):
        await together.take_over(first, code, str(holder.since), "")
    await together.take_over(first, code, str(holder.since), "aigul is ill")
    with pytest.raises(Refused) as refused:
        await together.take_over(second, code, str(holder.since), "so is she")
    assert refused.value.phrase == phrases.DESK_ALREADY_TAKEN
    with pytest.raises(NotAllowed):
        await casework.reply(aigul, code, "Салом")
    shown = await casework.open(first, code)
    assert shown.mine
    assert [(each.side, each.words) for each in shown.talk] == [("note", "aigul is ill")]


async def test_an_operator_takes_over_only_when_the_person_has_waited_too_long(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    _, code = await talking(casework, accounts, database)
    bolot = await at_desk(accounts, "bolot")
    kazakh = await at_desk(accounts, "daulet", "kz")
    together, case = Together(casework), await now_is(database, code)
    holder = (await casework.open(bolot, code)).beside.holder
    assert holder is not None
    with pytest.raises(Refused) as refused:
        await together.take_over(bolot, code, str(holder.since), "nobody answers")
    assert refused.value.phrase == talk.NOT_YET
    clock.move(STEP_IN[case.priority])
    with pytest.raises(NoSuchCase):
        await together.take_over(kazakh, code, str(holder.since), "nobody answers")

    await together.take_over(bolot, code, str(holder.since), "nobody answers")

    moved = await now_is(database, code)
    assert (moved.owner, moved.state) == (bolot.key, CaseState.OPEN)
