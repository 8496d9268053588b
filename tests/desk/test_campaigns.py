"""Campaigns and emergencies at the desk: two people, exact refusals, and no small number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hotline.domain.staff import Role
from tests.desk.scenes import signed_in

if TYPE_CHECKING:
    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Pages

OK, SEE_OTHER, BAD, NOT_FOUND, CONFLICT, NOT_ACCEPTED = 200, 303, 400, 404, 409, 422
NOBODY = "00000000-0000-4000-8000-000000000000"
DRAFT = {
    "name": "autumn",
    "topic": "scams",
    "origin": "tj",
    "missing": "wait",
    "to_ru": "on",
    "text_ru": "Привет\r\nи {name}",
}
PAGE = {"country": "kz", "kind": "border", "ends": "2026-11-26T12:00", "text_ru": "Закрыто"}


async def state(pages: Pages, token: str, campaign: str) -> str:
    _, said = await pages.get(f"/campaigns/one?id={campaign}", token)
    found = re.search(r"<p><strong>([^<]+)</strong>", said)
    assert found
    return found[1]


async def made(pages: Pages, token: str) -> str:
    """Write a draft through the form; return its id."""
    assert (await pages.post("/campaigns/new", token, DRAFT))[0] == SEE_OTHER
    _, said = await pages.get("/campaigns", token)
    [campaign] = re.findall(r"/campaigns/one\?id=([0-9a-f-]+)", said)
    return str(campaign)


async def test_an_editor_writes_and_somebody_else_approves(
    pages: Pages, accounts: Accounts
) -> None:
    _, editor = await signed_in(accounts, "erkin", Role.EDITOR)
    _, second = await signed_in(accounts, "bolot", Role.EDITOR)
    campaign = await made(pages, editor)
    one = {"id": campaign}

    status, said = await pages.post("/campaigns/submit", editor, one)
    assert status == NOT_ACCEPTED
    assert "line 2, sign 3" in said
    assert "<code>{name}</code>" in said
    mended = DRAFT | one | {"text_ru": "Привет"}
    assert (await pages.post("/campaigns/write", editor, mended))[0] == SEE_OTHER
    assert (await pages.post("/campaigns/submit", editor, one))[0] == SEE_OTHER
    assert (await pages.post("/campaigns/schedule", editor, one))[0] == CONFLICT
    status, said = await pages.post("/campaigns/approve", editor, one)
    assert (status, "Somebody else must approve" in said) == (CONFLICT, True)
    assert await state(pages, editor, campaign) == "waits for a second person"
    assert (await pages.post("/campaigns/approve", second, one))[0] == SEE_OTHER
    assert (await pages.post("/campaigns/schedule", editor, one))[0] == SEE_OTHER

    _, said = await pages.get(f"/campaigns/one?id={campaign}", second)
    assert await state(pages, editor, campaign) == "scheduled"
    assert "fewer than eleven" in said


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/campaigns/new", DRAFT | {"topic": "weather"}, BAD),
        ("/campaigns/new", DRAFT | {"origin": "xx"}, BAD),
        ("/campaigns/new", DRAFT | {"missing": "guess"}, BAD),
        ("/campaigns/write", DRAFT | {"id": NOBODY}, NOT_FOUND),
        ("/campaigns/submit", {"id": NOBODY}, NOT_FOUND),
        ("/campaigns/submit", {"id": "../etc"}, BAD),
        ("/campaigns/schedule", {"id": NOBODY, "begins": "tomorrow"}, BAD),
    ],
)
async def test_a_form_that_is_none_of_ours_changes_nothing(
    pages: Pages, accounts: Accounts, path: str, form: dict[str, str], status: int
) -> None:
    _, editor = await signed_in(accounts, "erkin", Role.EDITOR)

    assert (await pages.post(path, editor, form))[0] == status
    assert "/campaigns/one" not in (await pages.get("/campaigns", editor))[1]


async def test_a_supervisor_and_a_second_person_switch_an_emergency_on(
    pages: Pages, accounts: Accounts
) -> None:
    _, supervisor = await signed_in(accounts, "saule", Role.SUPERVISOR, "kz")
    _, second = await signed_in(accounts, "bolot", Role.COORDINATOR)

    status, said = await pages.post("/emergencies/propose", supervisor, PAGE | {"text_ru": "112"})
    assert (status, "A number must be a fact." in said) == (NOT_ACCEPTED, True)
    assert 'value="2026-11-26T12:00"' in said  # what was written is not lost
    told = PAGE | {"surge": "on"}
    assert (await pages.post("/emergencies/propose", supervisor, told))[0] == SEE_OTHER
    _, said = await pages.get("/emergencies", supervisor)
    [page] = set(re.findall(r'name="id" value="([0-9a-f-]+)"', said))
    assert (await pages.post("/emergencies/agree", supervisor, {"id": page}))[0] == CONFLICT
    assert (await pages.post("/emergencies/agree", second, {"id": page}))[0] == SEE_OTHER

    assert "people see it now" in (await pages.get("/emergencies", second))[1]
    assert "Answer shortly" in (await pages.get("/queue", supervisor))[1]
    assert (await pages.post("/emergencies/end", supervisor, {"id": page}))[0] == SEE_OTHER
    assert "Answer shortly" not in (await pages.get("/queue", supervisor))[1]
