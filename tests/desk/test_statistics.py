"""The coordinators' page: published numbers, a picture and a table of each, and no case."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hotline.domain.staff import Role
from hotline.domain.tally import About, Counted
from hotline.services.statistics import publish_due
from tests.desk.scenes import signed_in
from tests.services.scenes import person_waits

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Pages

OCTOBER, DUE = date(2026, 10, 1), datetime(2026, 12, 1, tzinfo=UTC)


async def published(accounts: Accounts) -> None:
    """October, with two desks and something too small to tell."""
    told = (("tj", "woman", "ru", 57), ("tj", "man", "ru", 44), ("kz", "woman", "kr", 40))
    async with accounts.database.books() as books:
        for desk, gender, destination, number in told:
            about = About(desk, "ru", gender, "adult", "", destination)
            books.tallies.count(Counted.CONTACT, "first", OCTOBER, about, number)
            books.tallies.count(Counted.SIGN, "destination.hurt", OCTOBER, about, number)
        few = About("kz", "kk", "woman", "child", "", "kr")
        books.tallies.count(Counted.PROFILE, "child", OCTOBER, few, 7)
    await publish_due(accounts.database, DUE)


async def test_a_coordinator_sees_countries_side_by_side_and_nothing_small(
    pages: Pages, accounts: Accounts
) -> None:
    await published(accounts)
    _, token = await signed_in(accounts, "dana", Role.COORDINATOR)
    status, shown = await pages.get("/statistics?month=2026-10", token)

    assert status == 200
    assert shown.count('<svg class="bars" role="img"') == shown.count("<h2")
    assert "Kazakhstan" in shown
    assert "Tajikistan" in shown
    assert "<td>99</td>" in shown
    assert "Profiles" not in shown
    assert "101" not in shown
    assert (await pages.get("/statistics?month=2026-11", token))[0] == 404
    assert (await pages.get("/statistics?month=soon", token))[0] == 400


async def test_a_coordinator_can_read_no_case(pages: Pages, accounts: Accounts) -> None:
    async with accounts.database.books() as books:
        case = await person_waits(books)
    _, token = await signed_in(accounts, "dana", Role.COORDINATOR)

    for path in (f"/cases/{case.code}", f"/cases/{case.code}/live", "/queue", "/find?code=MANE47"):
        assert (await pages.get(path, token))[0] == 403


async def test_whoever_may_not_is_refused_and_it_is_written_down(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")

    assert (await pages.get("/statistics", token))[0] == 403
    async with accounts.database.books() as books:
        [row] = await books.audit.newest(1)
    assert (row.act, row.outcome) == ("statistics.see", "refused")


async def test_an_export_is_asked_for_agreed_to_and_downloaded_at_the_desk(
    pages: Pages, accounts: Accounts
) -> None:
    _, dana = await signed_in(accounts, "dana", Role.COORDINATOR)
    _, bolot = await signed_in(accounts, "bolot", Role.SUPERVISOR, "tj")

    assert (await pages.post("/exports/ask", dana, {"recipient": "A ministry", "desk": "tj"}))[
        0
    ] == 303
    async with accounts.database.books() as books:
        [export] = await books.exchanges.newest(1)
    form = {"export": str(export.id), "kind": "jsonl"}
    assert (await pages.post("/exports/download", dana, form))[0] == 409
    assert (await pages.post("/exports/agree", dana, form))[0] == 403
    assert "A ministry" in (await pages.get("/exports", bolot))[1]
    assert (await pages.post("/exports/agree", bolot, form))[0] == 303
    assert await pages.post("/exports/download", dana, form) == (200, "")
    assert (await pages.post("/exports/download", dana, form))[0] == 409
