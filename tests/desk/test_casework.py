"""What happens to cases at the desk: who may do what, and what reaches whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from dialogs.engine.conversation import Talk
from dialogs.words import pages as words
from hotline.domain.assessment import Source
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.delivery import DeliveryState
from hotline.domain.priority import Priority
from hotline.domain.queue import Only
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import Role
from hotline.services.staff_cases import NoSuchCase, Refused
from hotline.storage.tables import deliveries
from tests.desk.scenes import signed_in
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from hotline.domain.case import Case
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.services.staff_cases import Casework
    from hotline.storage.books import Database


async def member(accounts: Accounts, name: str = "aigul", role: Role = Role.OPERATOR) -> Member:
    desk = "tj" if role in {Role.OPERATOR, Role.SUPERVISOR} else None
    return (await signed_in(accounts, name, role, desk))[0]


async def somebody_waits(database: Database, language: str = "tg") -> CaseCode:
    async with database.books() as books:
        case = await person_waits(books, language=language)
        person = await books.people.by_id(case.person) if case.person else None
        assert person is not None
        waits = replace(person.conversation, talk=Talk.WAITING, language=language)
        await books.people.save(replace(person, conversation=waits))
    return case.code


async def now_is(database: Database, code: CaseCode) -> Case:
    async with database.books() as books:
        case = await books.cases.by_code(code)
    assert case is not None
    return case


async def towards_people(database: Database) -> list[str]:
    """The kinds of letters that are on their way to people."""
    async with database.books() as books:
        rows = await books.connection.execute(
            select(deliveries.c.kind).where(deliveries.c.person.is_not(None))
        )
        return sorted(rows.scalars())


async def test_a_reply_goes_to_the_person_and_a_note_to_nobody(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul = await member(accounts)
    code = await somebody_waits(database)
    await casework.take(aigul, code)
    await casework.note(aigul, code, "sounds calm")
    assert "write_to_person" not in await towards_people(database)
    await casework.reply(aigul, code, "Салом")

    shown = await casework.open(aigul, code)
    assert (await towards_people(database)).count("write_to_person") == 1
    assert [(each.side, each.words) for each in shown.talk] == [
        ("note", "sounds calm"),
        ("desk", "Салом"),
    ]


async def test_nobody_replies_in_a_colleagues_case(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, bolot = await member(accounts), await member(accounts, "bolot", Role.SUPERVISOR)
    code = await somebody_waits(database)
    await casework.take(aigul, code)

    with pytest.raises(NotAllowed):
        await casework.reply(bolot, code, "Салом")
    with pytest.raises(Refused):
        await casework.take(bolot, code)
    assert "write_to_person" not in await towards_people(database)


async def test_a_case_of_another_desk_looks_like_none_and_the_try_is_written_down(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul = await member(accounts)
    code = await somebody_waits(database, "kk")

    for told in (code, CaseCode("NANE47")):
        with pytest.raises(NoSuchCase):
            await casework.open(aigul, told)
    async with database.books() as books:
        [second, first, *_] = await books.audit.newest(10)
    assert [(each.actor, each.act, each.outcome) for each in (first, second)] == [
        ("aigul", "case.read", "refused")
    ] * 2


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.EDITOR, Role.AUDITOR])
async def test_who_is_not_at_a_desk_reads_no_case(
    casework: Casework, accounts: Accounts, database: Database, role: Role
) -> None:
    somebody = await member(accounts, role=role)
    code = await somebody_waits(database)

    with pytest.raises(NotAllowed):
        await casework.open(somebody, code)
    with pytest.raises(NotAllowed):
        await casework.queue(somebody)


async def test_every_view_is_written_down_once(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul = await member(accounts)
    code = await somebody_waits(database)
    await casework.open(aigul, code)
    await casework.open(aigul, code, again=True)

    async with database.books() as books:
        seen = [each.object for each in await books.audit.newest(10) if each.act == "case.read"]
    assert seen == [code]


async def test_a_sleeping_case_wakes_when_the_person_writes(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul = await member(accounts)
    code = await somebody_waits(database)
    await casework.take(aigul, code)
    await casework.sleep(aigul, code)
    assert (await now_is(database, code)).state is CaseState.SLEEPING

    async with database.books() as books:
        case = await books.cases.by_code(code)
        assert case is not None
        await books.cases.now_unanswered(case.id, NOON)
    woken = await now_is(database, code)
    assert (woken.state, woken.owner) == (CaseState.OPEN, aigul.key)


async def test_a_case_is_given_back_and_handed_over_inside_the_desk_only(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, bolot = await member(accounts), await member(accounts, "bolot")
    await signed_in(accounts, "daulet", Role.OPERATOR, "kz")
    async with database.books() as books:
        for each in (bolot, aigul):
            await books.staff.change_password(each.id, "joined")
    code = await somebody_waits(database)
    await casework.take(aigul, code)

    for stranger in ("daulet", "nobody"):
        with pytest.raises(Refused):
            await casework.hand_over(aigul, code, stranger)
    await casework.hand_over(aigul, code, "bolot")
    assert (await now_is(database, code)).owner == bolot.key
    with pytest.raises(NotAllowed):
        await casework.reply(aigul, code, "Салом")
    await casework.give_back(bolot, code)
    assert (await now_is(database, code)).state is CaseState.WAITING


@pytest.mark.parametrize(("said", "why"), [("  \n", words.EMPTY), ("😀" * 2049, words.TOO_LONG)])
async def test_what_telegram_would_not_take_is_refused_at_once(
    casework: Casework, accounts: Accounts, database: Database, said: str, why: object
) -> None:
    aigul = await member(accounts)
    code = await somebody_waits(database)
    await casework.take(aigul, code)

    with pytest.raises(Refused) as refused:
        await casework.reply(aigul, code, said)
    assert refused.value.phrase == why


async def test_who_holds_a_case_corrects_what_was_told_and_says_why(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, bolot = await member(accounts), await member(accounts, "bolot")
    code = await somebody_waits(database)
    await casework.take(aigul, code)
    await casework.correct(aigul, code, "profile:child", "told me her age", withdrawn=False)
    await casework.correct(aigul, code, "profile:child", "I misread", withdrawn=True)
    await casework.prioritise(aigul, code, "today", "the flight is tomorrow")

    shown = await casework.open(aigul, code)
    assert shown.table.profiles == ()
    assert [(each.source, each.why) for each in shown.history] == [
        (Source.OPERATOR, "told me her age"),
        (Source.OPERATOR, "I misread"),
        (Source.OPERATOR, "the flight is tomorrow"),
    ]
    assert shown.case.priority is Priority.TODAY
    for who, what, why, refusal in (
        (bolot, "profile:child", "why", NotAllowed),
        (aigul, "profile:child", " ", Refused),
        (aigul, "profile:nothing", "why", Refused),
        (aigul, "child", "why", Refused),
    ):
        with pytest.raises(refusal):
            await casework.correct(who, code, what, why, withdrawn=False)
    with pytest.raises(Refused):
        await casework.prioritise(aigul, code, "never", "why")
    assert len((await casework.open(aigul, code)).history) == len(shown.history)


async def test_a_reply_that_failed_is_sent_again_once_and_by_its_holder(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, bolot = await member(accounts), await member(accounts, "bolot")
    code = await somebody_waits(database)
    await casework.take(aigul, code)
    await casework.reply(aigul, code, "Салом")
    [said] = (await casework.open(aigul, code)).talk
    with pytest.raises(Refused):  # it is still on its way
        await casework.reply_again(aigul, code, str(said.id))
    async with database.books() as books:
        ended = update(deliveries).where(deliveries.c.kind == "write_to_person")
        await books.connection.execute(ended.values(state="expired", letter=b""))
    with pytest.raises(NotAllowed):
        await casework.reply_again(bolot, code, str(said.id))
    await casework.reply_again(aigul, code, str(said.id))
    with pytest.raises(Refused):
        await casework.reply_again(aigul, code, str(said.id))

    [again] = (await casework.open(aigul, code)).talk
    assert (again.words, again.mark) == ("Салом", DeliveryState.QUEUED)
    assert (await towards_people(database)).count("write_to_person") == 2


async def test_a_narrowed_queue_still_shows_danger_and_what_one_holds(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul = await member(accounts)
    async with database.books() as books:
        for number, priority in enumerate((Priority.SOON, Priority.SOON, Priority.NOW)):
            await person_waits(books, number, priority)
        await person_waits(books, 3, language="fa_AF")
        await books.connection.exec_driver_sql(
            "UPDATE cases SET country = 'ru' WHERE code = 'T00001'"
        )
    await casework.take(aigul, CaseCode("T00000"))

    for only, waiting in (
        (Only(), ["T00001", "T00002", "T00003"]),
        (Only(country="ru"), ["T00001", "T00002"]),
        (Only(country=""), ["T00002", "T00003"]),
        (Only(language="kk"), ["T00002"]),
        (Only(language="tg"), ["T00001", "T00002"]),
        (Only(language="tg", country="kz"), ["T00002"]),
    ):
        queue = await casework.queue(aigul, only)
        assert [each.code for each in queue.mine] == ["T00000"]
        assert sorted(each.code for each in queue.waiting) == waiting
