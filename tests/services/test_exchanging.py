"""Rows that leave: with the person's yes, in wide groups, by two people; files that arrive."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from dialogs.instruments import shelf
from hotline.domain.case import CaseState
from hotline.domain.exchange.agreeing import AGREED_FOR, ExportRefused
from hotline.domain.exchange.checking import Faulty
from hotline.domain.exchange.columns import names, read_columns
from hotline.domain.exchange.rows import (
    CONTROL,
    EXPLOITATION,
    FOUND_BY,
    Told,
    generalised,
    row,
    sample,
)
from hotline.domain.rights import NotAllowed, read_rights
from hotline.domain.staff import Role
from hotline.services.exchange_files import READ, read, written
from hotline.services.exchanging import RESEARCH, Exchanging
from hotline.services.staff_accounts import Accounts
from tests.desk.scenes import Clock, signed_in
from tests.services.scenes import HANDING, NOON, person_waits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotline.domain.exchange.columns import Row
    from hotline.storage.books import Database

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
HEAD = ",".join(names())
SAMPLE = sample(3)


async def people(database: Database, number: int, said: str) -> None:
    """So many people of one desk who answered the question about research."""
    async with database.books() as books:
        for each in range(number):
            case = await person_waits(books, len(said) * 100 + each)
            assert case.person
            await books.people.answer(case.person, RESEARCH, said, NOON)
            await books.people.answer(case.person, "person.age", "adult", NOON)


async def test_only_who_said_yes_is_in_an_export_that_two_people_agreed_to(
    database: Database,
) -> None:
    clock = Clock()
    exchanging = Exchanging(database, HANDING.desks, read_rights(), clock)
    accounts = Accounts(database, HANDING.desks, clock)
    dana, _ = await signed_in(accounts, "dana", Role.COORDINATOR)
    bolot, _ = await signed_in(accounts, "bolot", Role.SUPERVISOR, "tj")
    aliya, _ = await signed_in(accounts, "aliya", Role.SUPERVISOR, "kz")
    await people(database, 11, "yes")
    await people(database, 2, "no")

    export = await exchanging.ask(dana, "A ministry", "tj")
    with pytest.raises(ExportRefused, match="second person"):
        await exchanging.give(dana, export)
    with pytest.raises(NotAllowed):
        await exchanging.agree(dana, export)
    with pytest.raises(ExportRefused, match="desk"):
        await exchanging.agree(aliya, export)
    await exchanging.agree(bolot, export)
    rows = await exchanging.give(dana, export)
    with pytest.raises(ExportRefused, match="already"):
        await exchanging.give(dana, export)

    assert len(rows) == 11
    async with database.books() as books:
        log = [(each.act, each.outcome) for each in await books.audit.newest(7)]
    assert log.count(("exchange.ask", "refused")) == 2
    assert log.count(("exchange.agree", "refused")) == 2
    assert ("exchange.give", "done") in log


async def test_an_agreement_ends_by_itself(database: Database) -> None:
    clock = Clock()
    exchanging = Exchanging(database, HANDING.desks, read_rights(), clock)
    accounts = Accounts(database, HANDING.desks, clock)
    dana, _ = await signed_in(accounts, "dana", Role.COORDINATOR)
    bolot, _ = await signed_in(accounts, "bolot", Role.SUPERVISOR, "tj")
    export = await exchanging.ask(dana, "A ministry", "tj")
    await exchanging.agree(bolot, export)
    clock.move(AGREED_FOR)

    with pytest.raises(ExportRefused, match="over"):
        await exchanging.give(dana, export)


def test_every_column_is_there_and_those_that_identify_are_empty() -> None:
    assert len([each for each in read_columns() if not each.ours]) == 38
    for each in sample(50):
        assert tuple(each) == names()
        assert not any(each[column.column] for column in read_columns() if column.left)
        assert not any(column.wrong(each[column.column]) for column in read_columns())


def test_the_signs_of_the_mapping_are_signs_of_the_instrument() -> None:
    assert all(shelf.indicators().find(sign) for sign in (*CONTROL, *EXPLOITATION))


def test_a_method_that_the_standard_forgot_is_other_there_and_named_beside() -> None:
    told = row(Told(CaseState.OPEN, {"destination.kept_isolated"}, possible_victim=True))

    assert told["vic_MethodsOfControl"] == "Other"
    assert told["ext_MethodsOfControl"] == "RestrictsMovement"
    assert told["vic_TraffickingStatus"] == "PossibleVictimOfTrafficking"


def test_nobody_in_an_export_is_like_fewer_than_ten_others() -> None:
    rows = [
        row(Told(CaseState.OPEN, (), False, gender, "adult", country))
        for gender, country, number in (("woman", "ru", 12), ("woman", "kr", 9), ("man", "ru", 5))
        for _ in range(number)
    ]

    def alike(some: Sequence[Row]) -> Counter[tuple[str, ...]]:
        return Counter(tuple(each[name] for name in FOUND_BY) for each in generalised(some))

    assert alike(rows) == {("RU", "adult", "Feminine"): 12, ("", "", "NonSpecifiedUnknown"): 14}
    assert alike(rows[:10]) == {}


@pytest.mark.parametrize("kind", READ)
def test_what_is_written_is_read_again(kind: str) -> None:
    assert read(written(sample(30), kind), kind) == sample(30)


BAD = {
    "a column too few": HEAD.replace("prs_Gender,", "").encode(),
    "a name": written([SAMPLE[0] | {"prs_FirstName": "x"}], "csv"),
    "no consent": written([SAMPLE[0], SAMPLE[1] | {"con_Consent": ""}], "csv"),
    "an unknown value": written([SAMPLE[0] | {"prs_Gender": "Female"}], "csv"),
    "another encoding": HEAD.encode() + b"\r\n\xff\xfe",
    "a row too long": HEAD.encode() + b"\r\na,b\r\n",
    "a quote that never ends": HEAD.encode() + b'\r\n"a',
    "nothing": b"",
}
SAID = {
    "a column too few": "line 1: prs_Gender is missing",
    "a name": "line 2: prs_FirstName must be empty: it could identify somebody",
    "no consent": "line 3: con_Consent is empty: nobody agreed to this row",
    "an unknown value": "line 2: prs_Gender is not a value of the standard",
    "another encoding": "line 2: is not UTF-8",
    "a row too long": "line 2: 2 cells where there are 41 columns",
    "a quote that never ends": "line 2: is no line of CSV",
    "nothing": "line 1: is empty",
}


@pytest.mark.parametrize("fault", BAD)
def test_every_fault_is_told_by_its_line(fault: str) -> None:
    with pytest.raises(Faulty) as refused:
        read(BAD[fault], "csv")

    assert str(refused.value) == SAID[fault]


async def test_a_file_is_counted_once_and_never_into_a_desk_that_counts_itself(
    database: Database,
) -> None:
    exchanging = Exchanging(database, HANDING.desks, read_rights(), lambda: NOON)
    file = written(sample(40), "csv")

    async def receive(told: bytes, desk: str = "af", *, dry: bool = False) -> int:
        return await exchanging.receive(told, "csv", desk, NOVEMBER, dry=dry)

    assert await receive(file, dry=True) == 40
    assert await receive(file) == 40
    for told, desk in ((file, "af"), (file + b"x", "af"), (file, "tj")):
        with pytest.raises(Faulty):
            await receive(told, desk)

    async with database.books() as books:
        counted = await books.tallies.between(OCTOBER, NOVEMBER + timedelta(days=30))
    assert sum(number for tally, number in counted.items() if tally.face == "who") == 40
    assert {tally.about.desk for tally in counted} == {"af"}
