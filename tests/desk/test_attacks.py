"""What somebody tries who should not be here: nothing of it works, and work goes on."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import FormData

from hotline.desk.application import PAGES, listen
from hotline.domain.rights import read_rights
from hotline.domain.staff import Role
from hotline.services.staff_accounts import InvitationRefused, SignInRefused, TooEasy, TooSoon
from hotline.services.staff_passwords import code_now
from hotline.storage.tables import metadata
from tests.desk.scenes import PASSWORD, joined, signed_in
from tests.desk.test_access import FORM, everything, path_of
from tests.road.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hotline.services.staff_accounts import Accounts
    from tests.desk.scenes import Clock, Pages

RIGHTS = read_rights()
ELSEWHERE = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
FORMS = [page for page in PAGES if page.method == "POST"]
OURS = [page for page in FORMS if not RIGHTS.of(page.act).public]
# What strangers look for on every server.
PROBES = ("/.git/config", "/.env", "/metrics", "/docs", "/static/", "/assets/../desk.py", "/admin")


async def test_no_form_does_anything_without_the_mark_of_its_own_sign_in(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    _, others = await signed_in(accounts, "bolot", Role.OPERATOR, "tj")
    foreign = hashlib.sha256(f"csrf|{others}".encode()).hexdigest()
    before = await everything(accounts)
    answers = set()
    for page in OURS:
        path = path_of(page)
        for mark in ("", "0" * 64, foreign):
            answers.add((await pages.post(path, token, {**FORM, "csrf": mark}))[0])

    assert answers == {403}
    assert await everything(accounts) == before


async def test_no_form_is_taken_from_another_site_or_as_something_else(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    before = await everything(accounts)
    answers = set()
    for page in FORMS:
        path = path_of(page)
        answers.add((await pages.post(path, token, FORM, ELSEWHERE))[0])
        if page in OURS:
            answers.add((await pages.post(path, token, FORM, {"Content-Type": "text/plain"}))[0])

    assert answers == {403}
    assert await everything(accounts) == before


async def test_reading_a_page_changes_nothing_but_the_log(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.SUPERVISOR, "tj")
    before = await everything(accounts)
    for page in PAGES:
        if page.method == "GET":
            await pages.get(path_of(page), token)

    assert await everything(accounts) == before


async def test_fields_that_no_form_has_are_nothing(pages: Pages, accounts: Accounts) -> None:
    member, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    columns = {column.name for table in metadata.sorted_tables for column in table.columns}
    extra = dict.fromkeys(columns, "administrator") | {"desk": "kz", "language": "ru"}
    status, _ = await pages.post("/account/language", token, extra)
    [now] = await accounts.everyone()

    assert status == 303
    assert now == replace(member, language="ru", joined=False)


async def test_a_field_told_twice_is_refused(pages: Pages, accounts: Accounts) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    status = await _sent(pages, "/account/language", token, b"language=ru&language=kk")

    assert status == 400


async def test_a_body_larger_than_any_form_is_not_read(pages: Pages, accounts: Accounts) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")

    assert await _sent(pages, "/account/language", token, b"language=" + b"a" * (65 << 10)) == 413


async def _sent(pages: Pages, path: str, token: str, body: bytes) -> int:
    headers = {
        "Origin": pages.parts.origin,
        "Cookie": f"{pages.parts.cookie}={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    url = f"{pages.parts.origin}{path}"
    async with pages.client.post(url, headers=headers, data=body) as answer:
        return answer.status


async def test_twenty_sign_ins_with_one_code_are_one_sign_in(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    code = member.code()
    tries = [
        accounts.sign_in("aigul", PASSWORD, code, client=f"10.0.0.{number}", agent="-")
        for number in range(20)
    ]
    ended = await asyncio.gather(*tries, return_exceptions=True)

    assert sum(isinstance(each, str) for each in ended) == 1
    assert {type(each) for each in ended} == {str, SignInRefused}


async def test_two_who_accept_one_invitation_at_once_are_one(
    accounts: Accounts, clock: Clock
) -> None:
    invitation = await accounts.invite("aigul", Role.OPERATOR, "tj", "en")
    offer = await accounts.offer("aigul", invitation, "127.0.0.1")

    code = code_now(offer.secret, clock())
    joining = [accounts.join("aigul", invitation, PASSWORD, code) for _ in range(4)]
    ended = await asyncio.gather(*joining, return_exceptions=True)

    assert sorted(type(each).__name__ for each in ended) == [
        *["InvitationRefused"] * 3,
        "NoneType",
    ]
    with pytest.raises(InvitationRefused):
        await accounts.offer("aigul", invitation, "127.0.0.1")


async def test_a_question_to_a_device_is_answered_once_of_ten_at_a_time(
    accounts: Accounts, clock: Clock
) -> None:
    async with accounts.database.books() as books:
        await books.passkeys.ask(b"question", None, clock())

    async def answer() -> bool:
        async with accounts.database.books() as books:
            return await books.passkeys.asked(b"question", None, clock())

    assert sum(await asyncio.gather(*(answer() for _ in range(10)))) == 1


async def test_a_code_for_a_sensitive_act_counts_once(accounts: Accounts, clock: Clock) -> None:
    member = await joined(accounts, clock)
    session = await accounts.who(await member.sign_in(), acts=True)
    assert session is not None
    code = member.code()
    giving = [accounts.refresh(session, code, f"10.0.0.{number}") for number in range(5)]
    ended = await asyncio.gather(*giving, return_exceptions=True)

    assert sum(isinstance(each, str) for each in ended) == 1


async def test_guessing_is_slow_and_keeps_nobody_from_their_work(
    accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    looked_at = 0
    for number in range(300):  # five minutes of one guess a second
        clock.move(timedelta(seconds=1))
        try:
            await accounts.sign_in("aigul", "wrong", f"{number:06}", client="9.9.9.9", agent="-")
        except SignInRefused:
            looked_at += 1
        except TooSoon:
            continue

    assert looked_at <= 12
    assert await member.sign_in()


async def test_no_header_makes_a_guess_come_from_somewhere_else(
    pages: Pages, accounts: Accounts
) -> None:
    form = {"name": "aigul", "password": "wrong", "code": "000000"}
    answers = [
        (await pages.post("/sign-in", form=form, headers=_from(number)))[0] for number in range(5)
    ]

    assert answers == [403, 403, 403, 429, 429]
    assert await accounts.everyone() == []


def _from(number: int) -> Mapping[str, str]:
    there = f"10.0.0.{number}"
    return {"X-Forwarded-For": there, "Forwarded": f"for={there}", "X-Real-IP": there}


async def test_a_sign_in_begins_with_a_new_token_and_ends_on_the_server(
    pages: Pages, accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    planted = "planted-by-somebody-else"
    form = {"name": "aigul", "password": PASSWORD, "code": member.code()}
    async with pages.client.post(
        f"{pages.parts.origin}/sign-in",
        headers={"Origin": pages.parts.origin, "Cookie": f"desk={planted}"},
        data=form,
        allow_redirects=False,
    ) as answer:
        token = answer.cookies["desk"].value
    assert len(token) >= 43  # 256 bits
    assert await accounts.who(planted, acts=True) is None
    assert (await pages.get("/queue", token))[0] == 200

    await pages.post("/sign-out", token)
    assert (await pages.get("/queue", token))[0] == 303


async def test_over_https_the_cookie_is_bound_to_the_host_and_the_browser_told_to_stay(
    pages: Pages, accounts: Accounts, clock: Clock
) -> None:
    member = await joined(accounts, clock)
    port = free_port()
    origin = f"https://127.0.0.1:{port}"
    runner = await listen(replace(pages.parts, origin=origin), "127.0.0.1", port)
    form = {"name": "aigul", "password": PASSWORD, "code": member.code()}
    async with pages.client.post(
        f"http://127.0.0.1:{port}/sign-in",
        headers={"Origin": origin},
        data=form,
        allow_redirects=False,
    ) as answer:
        cookie, strict = answer.cookies["__Host-desk"], answer.headers["Strict-Transport-Security"]
    await runner.cleanup()

    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "")
    assert strict == "max-age=31536000; includeSubDomains"


async def test_signing_out_empties_what_the_browser_kept(pages: Pages, accounts: Accounts) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    csrf = hashlib.sha256(f"csrf|{token}".encode()).hexdigest()
    async with pages.client.post(
        f"{pages.parts.origin}/sign-out",
        headers={"Origin": pages.parts.origin, "Cookie": f"desk={token}"},
        data={"csrf": csrf},
        allow_redirects=False,
    ) as answer:
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


async def test_nothing_lies_around_for_strangers(pages: Pages) -> None:
    answers = {(await pages.get(path))[0] for path in PROBES}
    async with pages.client.request("TRACE", f"{pages.parts.origin}/sign-in") as traced:
        assert traced.status == 405

    assert answers == {404}


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("кош канат, таштан жол 7", True),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z " + "z" * 60, True),
        ("iloveyouiloveyou", False),
        ("hotlinedesk123", False),
        ("eleven char", False),
        ("x" * 129, False),
    ],
)
async def test_long_passwords_of_any_letters_are_taken_and_known_ones_are_not(
    accounts: Accounts, password: str, *, good: bool
) -> None:

    if good:
        assert (await accounts.passwords.hashed(password, "aigul")).startswith("$argon2id$")
    else:
        with pytest.raises(TooEasy):
            await accounts.passwords.hashed(password, "aigul")


async def test_every_answer_says_its_type_and_its_letters(
    pages: Pages, accounts: Accounts
) -> None:
    _, token = await signed_in(accounts, "aigul", Role.SUPERVISOR, "tj")
    silent = []
    for page in PAGES:
        if page.method == "GET" and page.act != "assets":
            async with pages.client.get(
                f"{pages.parts.origin}{path_of(page)}", headers={"Cookie": f"desk={token}"}
            ) as answer:
                told = answer.headers["Content-Type"]
                silent += [page.path] if told.startswith("text/") and not answer.charset else []

    assert silent == []


async def test_no_form_takes_a_file(pages: Pages, accounts: Accounts) -> None:
    _, token = await signed_in(accounts, "aigul", Role.OPERATOR, "tj")
    form = FormData({"csrf": hashlib.sha256(f"csrf|{token}".encode()).hexdigest()})
    form.add_field("language", b"ru", filename="ru.html", content_type="text/html")
    async with pages.client.post(
        f"{pages.parts.origin}/account/language",
        headers={"Origin": pages.parts.origin, "Cookie": f"desk={token}"},
        data=form,
    ) as answer:
        assert answer.status == 400
