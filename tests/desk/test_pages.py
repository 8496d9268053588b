"""Every answer is closed: headers, forms from elsewhere, words that look like markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dialogs.words import pages as words
from hotline.desk.application import PAGES, listen
from hotline.desk.headers import HEADERS
from hotline.domain.case import CaseState
from hotline.domain.delivery import DeliveryState
from hotline.domain.staff import Role
from hotline.storage.books import Database
from hotline.storage.cases import Said
from hotline.storage.sealing import Index
from tests.desk.scenes import Pages, joined, signed_in
from tests.road.conftest import free_port
from tests.services.scenes import NOON, person_waits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hotline.services.staff_accounts import Accounts
    from hotline.storage.sealing import Keystore, Root
    from tests.desk.scenes import Clock

TEMPLATES = Path(__file__).parents[2] / "hotline" / "desk" / "pages"
HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"'&\u202e"""


async def test_a_page_says_that_the_line_is_lost_while_the_database_is_away(
    pages: Pages, accounts: Accounts, root: Root, keystore: Keystore
) -> None:
    away = Database("postgresql://nobody@127.0.0.1:9/none", Index(root), keystore)
    origin = f"http://127.0.0.1:{free_port()}"
    parts = replace(pages.parts, accounts=replace(accounts, database=away), origin=origin)
    runner = await listen(parts, "127.0.0.1", int(origin.rpartition(":")[2]))
    cut_off = Pages(parts, pages.client)

    answers = [
        await cut_off.get("/queue", "token"),
        await cut_off.get("/live", "token"),
        await cut_off.post("/cases/NANE47/reply", "token", {"reply": "words"}),
        await cut_off.post("/sign-in", form={"name": "aigul", "password": "p", "code": "1"}),
    ]

    await runner.cleanup()
    assert [status for status, _ in answers] == [503] * len(answers)
    assert all(words.LOST.english in told for _, told in answers)


async def test_every_page_carries_every_header(pages: Pages, accounts: Accounts) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    lacking = []
    for page in PAGES:
        if page.method != "GET":
            continue
        path = page.path.replace("{code}", "NANE47").replace("{name}", "desk.css")
        async with pages.client.get(
            f"{pages.parts.origin}{path}",
            headers={"Cookie": f"desk={token}"},
            allow_redirects=False,
        ) as answer:
            lacking += [(path, name) for name in HEADERS if name not in answer.headers]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]

    assert lacking == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "elsewhere.example"},
    ],
)
async def test_a_form_from_elsewhere_does_nothing(
    pages: Pages, accounts: Accounts, headers: dict[str, str]
) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    status, _ = await pages.post("/account/language", token, {"language": "ru"}, headers)

    assert status in {403, 421}
    assert {each.language for each in await accounts.everyone()} == {member.language}


async def test_a_form_without_this_sign_ins_mark_does_nothing(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")

    form = {"language": "ru"}
    assert (await pages.post("/account/language", token, {"csrf": "0" * 64, **form}))[0] == 403
    assert (await pages.post("/account/language", token, form))[0] == 303


async def test_a_sensitive_act_asks_for_a_fresh_code(
    pages: Pages, accounts: Accounts, clock: Clock
) -> None:
    admin = await joined(accounts, clock, role=Role.ADMINISTRATOR)
    token = await admin.sign_in()
    await accounts.invite("bolot", Role.OPERATOR, "tj", "en")
    for _ in range(12):
        admin.code()  # six minutes go by

    await pages.post("/staff/disable", token, {"name": "bolot"})
    assert not any(each.disabled for each in await accounts.everyone())
    session = await accounts.who(token, acts=True)
    assert session is not None
    fresh = await accounts.refresh(session, admin.code(), "127.0.0.1")
    await pages.post("/staff/disable", fresh, {"name": "bolot"})
    assert [each.name for each in await accounts.everyone() if each.disabled] == ["bolot"]


async def test_what_people_write_is_shown_and_never_run(pages: Pages, accounts: Accounts) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    async with accounts.database.books() as books:
        case = await person_waits(books)
        for side in ("person", "note"):
            said = Said(side, "words", HOSTILE, None)
            await books.cases.say(said, person=None, case=case.id, inbox=None, now=NOON)
    async with accounts.database.books() as books:
        await books.connection.exec_driver_sql("UPDATE cases SET code = 'MANE47'")
    status, shown = await pages.get("/cases/MANE47", token)

    assert status == 200
    assert shown.count("&lt;script&gt;alert(1)") == 2
    assert "<script>alert" not in shown
    assert "onerror=alert(1)>" not in shown


@pytest.mark.parametrize(("family", "values"), [("state", CaseState), ("mark", DeliveryState)])
def test_every_state_has_its_words(family: str, values: Iterable[str]) -> None:
    assert {f"{family}_{value}" for value in values} <= words.by_name().keys()


def test_templates_hold_no_words_no_style_and_no_script_of_their_own() -> None:
    told = "\n".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    named = set(re.findall(r"say\(\"(\w+)\"", told))
    # What is left without tags and placeholders would be said in no catalogue.
    shown = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", "", told, flags=re.DOTALL)

    assert {name for name in named if not name.endswith("_")} <= words.by_name().keys()
    assert set(re.findall(r"[A-Za-z]{2,}", shown)) == {"alone", "three"}  # kinds of layout
    assert not re.search(r"\bstyle=|\bon[a-z]+=\"|<style|<script(?! src)", told)
