"""What a supervisor sees and does beside cases, and what is refused to them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dialogs.engine.conversation import Talk
from dialogs.words import board, pages, phrases
from hotline.domain.address import Address
from hotline.domain.arrivals import RawUpdate
from hotline.domain.clocks import Colour
from hotline.domain.priority import Priority
from hotline.domain.readings import Readings
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import Role
from hotline.services.counting import count_hour
from hotline.services.opening import Doorkeeping
from hotline.services.putting_aside import PuttingAside
from hotline.services.staff_cases import NoSuchCase, Refused
from hotline.services.supervising import Supervising
from tests.desk.scenes import joined, signed_in
from tests.dialogs.scenes import SPEECH
from tests.services.scenes import HANDING, NOON, person_waits

if TYPE_CHECKING:
    from hotline.domain.case import CaseCode
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.services.staff_cases import Casework
    from hotline.storage.books import Database
    from tests.desk.scenes import Clock

HOUR = timedelta(hours=1)


async def supervisor(accounts: Accounts, name: str = "madina", desk: str = "tj") -> Member:
    return (await signed_in(accounts, name, Role.SUPERVISOR, desk))[0]


async def waits(database: Database, number: int = 1, language: str = "tg") -> CaseCode:
    """Somebody who talks to a human soon; their chat has this number."""
    async with database.books() as books:
        case = await person_waits(books, number, Priority.TODAY, language, NOON)
        person = await books.people.by_id(case.person) if case.person else None
        assert person is not None
        told = replace(person.conversation, talk=Talk.WAITING, language=language)
        await books.people.save(replace(person, conversation=told))
    return case.code


async def put_aside(database: Database, chat: int) -> int:
    """A message of this chat that could not be worked on; the number of its row."""
    told = {"update_id": 7, "message": {"chat": {"id": chat}, "text": "secret words"}}
    async with database.books() as books:
        update = RawUpdate(7, json.dumps(told).encode(), Address(chat))
        await books.inbox.keep(1, [update], NOON.date())
        row = await books.inbox.next()
        assert row is not None
        await books.inbox.quarantine(row.id, "failed", NOON)
    return row.id


async def test_the_board_shows_who_waits_who_is_on_and_how_fast_answers_come(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    seen = Supervising(casework)
    await joined(accounts, clock, "aigul")
    mine, other = await waits(database), await waits(database, 2, "kk")
    async with database.books() as books:
        case = await books.cases.by_code(mine)
        assert case is not None
        count_hour(books, HANDING.desks, case, NOON)
    member = await supervisor(accounts)

    before = await seen.standing(member)
    await seen.give(member, mine, "aigul")
    aigul = next(each for each in await accounts.everyone() if each.name == "aigul")
    clock.at = NOON + timedelta(minutes=25)
    await casework.reply(aigul, mine, "Salom")
    after = await seen.standing(member)
    figures = await seen.figures(member)

    assert [(each.language, each.number) for each in before.crowds] == [("tg", 1)]
    assert [(each.case.code, each.colour) for each in before.first] == [(mine, Colour.IN_TIME)]
    assert [each.member.name for each in before.on] == ["madina"]
    assert list(after.crowds) == []
    today = figures.answers[1]
    assert (today.number, today.median, today.p90) == (1, 30, 30)
    assert sum(figures.hours.values()) == 1
    with pytest.raises(NoSuchCase):
        await seen.give(member, other, "aigul")


async def test_a_case_is_given_to_colleagues_of_its_desk_only_and_by_supervisors_only(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    seen, code = Supervising(casework), await waits(database)
    member = await supervisor(accounts)
    operator, _ = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")

    with pytest.raises(Refused, match=pages.NOT_A_COLLEAGUE.key):
        await seen.give(member, code, "aigul")  # invited, and has never signed in
    with pytest.raises(NotAllowed):
        await seen.give(operator, code, "aigul")
    with pytest.raises(NotAllowed):
        await seen.standing(operator)
    with pytest.raises(NotAllowed):
        await seen.readings(operator, Readings())


async def test_a_talk_that_ends_before_an_answer_is_counted_as_that(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    code, member = await waits(database), await supervisor(accounts)

    await casework.take(member, code)
    await casework.close(member, code)

    today = (await Supervising(casework).figures(member)).answers[1]
    assert (today.number, today.unanswered) == (0, 1)


async def test_what_was_put_aside_shows_no_words_and_is_tried_again_or_given_up(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aside = PuttingAside(Supervising(casework), SPEECH.words)
    code, member = await waits(database), await supervisor(accounts)
    await casework.take(member, code)
    row = await put_aside(database, 1)

    [shown] = await aside.seen(member)
    await aside.try_again(member, row)
    assert await aside.seen(member) == []
    async with database.books() as books:
        again = await books.inbox.next()
        assert again is not None
        await books.inbox.quarantine(again.id, "failed", NOON)
    await aside.give_up(member, row)

    assert (shown.kind, shown.fate, shown.until - shown.received_at.date()) == (
        "message",
        "failed",
        timedelta(days=15),
    )
    assert "secret" not in repr(shown)
    async with database.books() as books:
        assert await books.inbox.fates() == {"given_up": 1}
    assert await letters_to_people(database) == ["show_screen", "write_to_person"]
    with pytest.raises(Refused, match=board.NOT_OPEN.key):
        await aside.give_up(member, row)


async def test_nobody_who_left_is_told_of_a_lost_message(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aside = PuttingAside(Supervising(casework), SPEECH.words)
    await waits(database)
    member, row = await supervisor(accounts), await put_aside(database, 1)

    await aside.give_up(member, row)

    assert await letters_to_people(database) == []


async def letters_to_people(database: Database) -> list[str]:
    async with database.books() as books:
        rows = await books.connection.exec_driver_sql(
            "SELECT kind FROM deliveries WHERE person IS NOT NULL"
        )
    return [row[0] for row in rows]


async def test_the_reading_log_is_of_the_own_desk_and_of_all_for_auditors(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    seen = Supervising(casework)
    here, there = await waits(database), await waits(database, 2, "kk")
    member = await supervisor(accounts)
    other = await supervisor(accounts, "dana", "kz")
    auditor, _ = await signed_in(accounts, "rustam", Role.AUDITOR)
    await casework.open(member, here)
    await casework.open(other, there)

    async def read(by: Member, wanted: Readings) -> list[tuple[str, str]]:
        return [(each.actor, each.object) for each in await seen.readings(by, wanted)]

    assert await read(member, Readings()) == [("madina", here)]
    assert await read(auditor, Readings()) == [("dana", there), ("madina", here)]
    assert await read(auditor, Readings(reader="dana")) == [("dana", there)]
    assert await read(auditor, Readings(code=here)) == [("madina", here)]
    assert await read(auditor, Readings(day=NOON.date() + timedelta(days=1))) == []
    assert await read(auditor, Readings(before=1)) == []


async def test_a_case_of_another_desk_opens_with_a_reason_and_closes_by_itself(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    doors = Doorkeeping(Supervising(casework))
    here, there = await waits(database), await waits(database, 2, "kk")
    member = await supervisor(accounts)
    other = await supervisor(accounts, "dana", "kz")

    with pytest.raises(Refused, match=phrases.DESK_NO_REASON.key):
        await doors.break_glass(member, there, "1", " ")
    with pytest.raises(Refused, match=board.OWN_CASE.key):
        await doors.break_glass(member, here, "1", "a court asks")
    await doors.break_glass(member, there, "1", "a brother came to our desk")
    [opening] = (await doors.doors(member)).mine
    read = await doors.read(member, opening.id)

    assert read.case.code == there
    assert [each.reason for each in (await doors.doors(other)).here] == [opening.reason]
    with pytest.raises(Refused, match=board.NOT_OPEN.key):
        await doors.read(other, opening.id)
    with pytest.raises(NoSuchCase):  # the door is for reading, nothing else
        await casework.note(member, there, "a note")
    clock.move(HOUR)
    with pytest.raises(Refused, match=board.NOT_OPEN.key):
        await doors.read(member, opening.id)


async def test_an_identity_needs_a_second_supervisor_and_is_shown_once(
    casework: Casework, accounts: Accounts, database: Database, clock: Clock
) -> None:
    doors = Doorkeeping(Supervising(casework))
    code, member = await waits(database, 4711), await supervisor(accounts)
    second = await supervisor(accounts, "zarina")
    elsewhere = await supervisor(accounts, "dana", "kz")

    with pytest.raises(Refused, match=board.NOT_OWN.key):
        await doors.ask_identity(elsewhere, code, "a court asks")
    await doors.ask_identity(member, code, "a court asks")
    [asked] = (await doors.doors(member)).mine
    for nobody in (member, elsewhere):
        with pytest.raises(Refused):
            await doors.agree(nobody, asked.id)
    with pytest.raises(Refused):  # not agreed to yet
        await doors.show(member, asked.id)
    await doors.agree(second, asked.id)
    with pytest.raises(Refused):  # whoever agreed is not whoever asked
        await doors.show(second, asked.id)
    shown = await doors.show(member, asked.id)

    assert (shown.code, shown.number) == (code, 4711)
    with pytest.raises(Refused, match=board.NOT_OPEN.key):
        await doors.show(member, asked.id)
    await doors.ask_identity(member, code, "a court asks again")
    later = (await doors.doors(member)).mine[0]
    await doors.agree(second, later.id)
    clock.move(timedelta(minutes=15))
    with pytest.raises(Refused, match=board.NOT_OPEN.key):
        await doors.show(member, later.id)
