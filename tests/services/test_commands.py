"""What operators ask for with a command: done by who may, and never said to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialogs.words import phrases
from hotline.domain.address import Address
from hotline.domain.arrivals import OperatorAsked, OperatorPressed
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.letters import (
    TO_PERSON,
    AboutOperator,
    CloseThread,
    Letter,
    NumberedList,
    TellThread,
    read,
)
from hotline.domain.priority import Priority
from hotline.domain.rights import REACHES, Whose, read_rights
from hotline.domain.staff import Role
from hotline.services.assessing import Assessing
from hotline.services.commands import COMMANDS
from hotline.services.desk import Desk
from hotline.storage.tables import deliveries
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, NOON, person_waits, post

if TYPE_CHECKING:
    from dialogs.words.text import Text
    from hotline.domain.case import Case
    from hotline.storage.books import Books, Database

DESK = Desk(REAL, GROUP, HANDING)
HOLDER, OTHER = Address(900), Address(901)
TOPIC = 9


async def held(books: Books) -> Case:
    """A case with a topic, held by HOLDER; what was queued for it is out of the way."""
    case = await person_waits(books, priority=Priority.SOON)
    await DESK.press(books, OperatorPressed(HOLDER, "take", case.code, "press"), NOON)
    await books.cases.set_thread(case.id, TOPIC)
    await books.connection.execute(deliveries.delete())
    return case


async def asked(
    books: Books, command: str, words: str = "", who: Address = HOLDER
) -> list[Letter]:
    """Ask, and return every letter that is queued because of it."""
    await DESK.ask(books, OperatorAsked(who, TOPIC, command, words), NOON)
    rows = await books.connection.execute(deliveries.select().order_by(deliveries.c.number))
    letters = []
    for row in rows:
        seal = await books.keys.of(row.case)
        letters.append(read(seal.open(row.letter, f"deliveries|{row.id}")))
    await books.connection.execute(deliveries.delete())
    assert not [letter for letter in letters if isinstance(letter, TO_PERSON)]
    return letters


def told(phrase: str, priority: str = "soon") -> TellThread:
    return TellThread(phrase, priority)


async def test_a_sign_is_added_by_its_number_and_taken_back(database: Database) -> None:
    async with database.books() as books:
        case = await held(books)
        added = await asked(books, "sign", "5.1 said so on the phone")
        assessing = Assessing(post(books), case)
        signs = [
            sign.id for each in (await assessing.now()).result.weighed for sign, _ in each.signs
        ]
        await asked(books, "unsign", "5.1 meant another person")
        after = await assessing.now()

    assert added == [told(phrases.DESK_WRITTEN.key)]
    assert len(signs) == 1
    assert after.withdrawn == tuple(signs)


async def test_a_profile_is_added_by_its_number(database: Database) -> None:
    async with database.books() as books:
        case = await held(books)
        [listed] = await asked(books, "profiles")
        assert isinstance(listed, NumberedList)
        number = next(number for number, key in listed.rows if key == "profile.child")
        await asked(books, "profile", f"{number} said: fifteen")
        assessment = await Assessing(post(books), case).now()

    assert assessment.child


async def test_a_priority_keeps_before_after_who_and_why(database: Database) -> None:
    async with database.books() as books:
        case = await held(books)
        letters = await asked(books, "priority", "now the door is locked")
        _, changes = await Assessing(post(books), case).history()

    [change] = changes
    assert (change.before, change.after, change.why) == (
        Priority.SOON,
        Priority.NOW,
        "the door is locked",
    )
    assert change.operator is not None
    assert told(phrases.DESK_PRIORITY.key, "now") in letters


@pytest.mark.parametrize(
    ("command", "words"),
    [("sign", "5.1 why"), ("profile", "1 why"), ("priority", "now why")],
)
async def test_only_who_holds_a_case_changes_what_is_known_of_it(
    database: Database, command: str, words: str
) -> None:
    async with database.books() as books:
        case = await held(books)
        letters = await asked(books, command, words, who=OTHER)
        reports, changes = await Assessing(post(books), case).history()

    assert letters == [told(phrases.DESK_NOT_HOLDER.key)]
    assert (list(reports), list(changes)) == ([], [])


@pytest.mark.parametrize(
    ("command", "words", "refusal"),
    [
        ("sign", "5.1", phrases.DESK_NO_REASON),
        ("sign", "5.99 why", phrases.DESK_NO_NUMBER),
        ("signs", "99", phrases.DESK_NO_NUMBER),
        ("priority", "now", phrases.DESK_NO_REASON),
        ("priority", "yesterday why", phrases.DESK_NO_NUMBER),
        ("bann", "", phrases.DESK_NO_COMMAND),
        ("start", "hello, are you there?", phrases.DESK_NO_COMMAND),
    ],
)
async def test_what_cannot_be_done_is_said_and_nothing_is_written(
    database: Database, command: str, words: str, refusal: Text
) -> None:
    async with database.books() as books:
        case = await held(books)
        letters = await asked(books, command, words)
        reports, changes = await Assessing(post(books), case).history()

    assert letters == [told(refusal.key)]
    assert (list(reports), list(changes)) == ([], [])


async def test_the_signs_of_a_dimension_are_listed_with_their_numbers(database: Database) -> None:
    async with database.books() as books:
        await held(books)
        [dimensions] = await asked(books, "signs")
        [signs] = await asked(books, "signs", "5")

    assert isinstance(dimensions, NumberedList)
    assert isinstance(signs, NumberedList)
    assert ("5", "dimension.coercion") in dimensions.rows
    assert all(number.startswith("5.") for number, _ in signs.rows)


async def test_two_operators_ban_and_one_cannot(database: Database) -> None:
    async with database.books() as books:
        case = await held(books)
        first = await asked(books, "ban")
        again = await asked(books, "ban")
        second = await asked(books, "ban", who=OTHER)
        after = await books.cases.by_code(case.code)

    assert told(phrases.DESK_BAN_SECOND.key) in first
    assert again == [told(phrases.DESK_BAN_SECOND.key)]
    assert CloseThread() in second
    assert after is not None
    assert after.state is CaseState.CLOSED


async def test_an_operator_says_what_they_can_serve(database: Database) -> None:
    async with database.books() as books:
        await held(books)
        [about] = await asked(books, "me", "ru kk woman 4")
        server = await HANDING.server(books, books.operator(HOLDER))

    assert about == AboutOperator(("kk", "ru"), "woman", 4)
    assert server.languages == frozenset({"kk", "ru"})
    assert server.gender == "woman"
    assert server.capacity == 4


@pytest.mark.parametrize("words", ["", "klingon", "ru woman 99", "ru -1", "ru ٣"])
async def test_what_cannot_be_read_of_an_operator_changes_nothing(
    database: Database, words: str
) -> None:
    async with database.books() as books:
        await held(books)
        await asked(books, "me", "ru woman 4")
        [about] = await asked(books, "me", words)

    assert about == AboutOperator(("ru",), "woman", 4)


async def test_an_anonymous_administrator_changes_nothing(database: Database) -> None:
    async with database.books() as books:
        case = await held(books)
        order = OperatorAsked(HOLDER, TOPIC, "priority", "now why", anonymous=True)
        outcome = await DESK.ask(books, order, NOON)
        after = await books.cases.by_code(CaseCode(case.code))

    assert outcome.fate == "refused"
    assert after is not None
    assert after.priority is Priority.SOON


# Who may use a command in the staff group, as the same act at the desk: with a row in the table
# of rights only who the case belongs to as it says; the others change no case by themselves.
ACT_OF = {
    "sign": "case.assess",
    "unsign": "case.assess",
    "profile": "case.assess",
    "unprofile": "case.assess",
    "priority": "case.prioritise",
    "lift": "case.reply",
}
NO_ACT = {"desk", "signs", "profiles", "me", "ban"}
WORDS = {"sign": "5.1 why", "unsign": "5.1 why", "priority": "now why"}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("who", [HOLDER, OTHER])
async def test_a_command_is_obeyed_as_the_table_of_rights_says(
    database: Database, command: str, who: Address
) -> None:
    reach = read_rights().of(ACT_OF[command]).who[Role.OPERATOR] if command in ACT_OF else None
    whose = Whose.MINE if who == HOLDER else Whose.DESK
    async with database.books() as books:
        await held(books)
        letters = await asked(books, command, WORDS.get(command, "1 why"), who)

    refused = told(phrases.DESK_NOT_HOLDER.key) in letters
    assert {*COMMANDS} == {*ACT_OF, *NO_ACT}
    assert refused == (reach is not None and whose not in REACHES[reach])
