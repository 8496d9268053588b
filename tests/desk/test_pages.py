"""Every answer is closed: headers, forms from elsewhere, words that look like markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dialogs.engine.conversation import Talk
from dialogs.words import pages as words
from dialogs.words import rooms
from hotline.desk.application import PAGES
from hotline.desk.headers import HEADERS
from hotline.domain.case import CaseCode, CaseState
from hotline.domain.contact import Contact, When
from hotline.domain.delivery import DeliveryState
from hotline.domain.letters import WriteToPerson
from hotline.domain.staff import Role
from hotline.storage.books import Connections
from hotline.storage.cases import Said
from tests.desk.scenes import joined, signed_in
from tests.services.scenes import NOON, person_waits, post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Clock, Pages

TEMPLATES = Path(__file__).parents[2] / "hotline" / "desk" / "pages"
# Nothing listens on this port.
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"'&\u202e"""


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


async def test_while_the_database_is_away_a_page_says_so_in_one_sentence(
    pages: Pages, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    monkeypatch.setattr(accounts.database, "connections", Connections(NOWHERE))
    answers = [await pages.get("/queue", token), await pages.post("/queue/next", token)]

    assert [status for status, _ in answers] == [503, 503]
    assert all(words.UNAVAILABLE.english in said for _, said in answers)


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


async def test_the_persons_own_clock_stands_beside_the_talk_and_says_when_a_reply_may_come(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    async with accounts.database.books() as books:
        case = await person_waits(books)
        person = await books.people.by_id(case.person) if case.person else None
        assert person is not None
        seoul = Contact(When.HOURS, "morning", "Asia/Seoul")
        await books.people.set_contact(replace(person, contact=seoul))
        letter = await post(books).to_person(person, WriteToPerson("Салом"), held=True)
        await books.deliveries.hold(
            letter, seoul.next_moment(answer=True, seen_at=NOON - timedelta(days=1), now=NOON)
        )
        said = Said("desk", "words", "Салом", None, letter)
        await books.cases.say(said, person=None, case=case.id, inbox=None, now=NOON)
        await books.connection.exec_driver_sql("UPDATE cases SET code = 'MANE47'")

    for path in ("/cases/MANE47", "/cases/MANE47/live"):
        _, shown = await pages.get(path, token)
        assert "🕰 21:00 for the person" in shown
        assert "⏸ waits until 06:00" in shown


@pytest.mark.parametrize(("family", "values"), [("state", CaseState), ("mark", DeliveryState)])
def test_every_state_has_its_words(family: str, values: Iterable[str]) -> None:
    assert {f"{family}_{value}" for value in values} <= rooms.by_name().keys()


def test_templates_hold_no_words_no_style_and_no_script_of_their_own() -> None:
    told = "\n".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    named = set(re.findall(r"say\(\"(\w+)\"", told))
    # What is left without tags and placeholders would be said in no catalogue.
    shown = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", "", told, flags=re.DOTALL)

    assert {name for name in named if not name.endswith("_")} <= rooms.by_name().keys()
    assert set(re.findall(r"[A-Za-z]{2,}", shown)) == {
        "alone",
        "practising",
        "three",
    }  # kinds of layout
    assert not re.search(r"\bstyle=|\bon[a-z]+=\"|<style|<script(?! src)", told)


async def test_a_reply_with_a_number_in_it_is_sent_by_the_second_press_only(
    pages: Pages, accounts: Accounts
) -> None:
    aigul, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    async with accounts.database.books() as books:
        case = await person_waits(books)
        person = await books.people.by_id(case.person) if case.person else None
        assert person is not None
        waits = replace(person.conversation, talk=Talk.WAITING, language="tg")
        await books.people.save(replace(person, conversation=waits))
        await books.connection.exec_driver_sql("UPDATE cases SET code = 'MANE47'")
    await pages.parts.casework.take(aigul, CaseCode("MANE47"))
    said = "+992 37 123-45-67 <b>Aigul</b>"
    status, shown = await pages.post("/cases/MANE47/reply", token, {"reply": said})

    assert status == 200
    assert "Send it anyway" in shown
    assert "+992 37 123-45-67 &lt;b&gt;Aigul" in shown
    seen = {"looked_at": "+992 37 123-45-67\r\nAigul"}
    changed = {"reply": f"{said} someone@mail.example", **seen}
    assert (await pages.post("/cases/MANE47/reply", token, changed))[0] == 200
    assert "Desk ·" not in (await pages.get("/cases/MANE47", token))[1]
    assert (await pages.post("/cases/MANE47/reply", token, {"reply": said, **seen}))[0] == 303
