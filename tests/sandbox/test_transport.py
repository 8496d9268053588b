"""The four ways of calling a method, and the paths that are none."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from aiohttp import FormData

from hotline.sandbox.server import SANDBOX_TOKEN

if TYPE_CHECKING:
    from tests.sandbox.driver import Driver


async def test_a_method_is_found_in_any_case_and_by_any_verb(driver: Driver) -> None:
    url = f"{driver.url}/bot{SANDBOX_TOKEN}/GETme"
    async with driver.session.get(url) as got, driver.session.put(url) as put:
        assert (await got.json())["result"] == (await put.json())["result"]


async def test_query_form_multipart_and_json_mean_the_same(driver: Driver) -> None:
    person = await driver.person()
    url = f"{driver.url}/bot{SANDBOX_TOKEN}/sendMessage"
    fields = {"chat_id": str(person), "text": "Hello & so on"}
    multipart = FormData(fields, default_to_multipart=True)

    for sent in (
        driver.session.get(url, params=fields),
        driver.session.post(url, data=fields),
        driver.session.post(url, data=multipart),
        driver.session.post(url, json=fields),
    ):
        async with sent as response:
            assert (await response.json())["result"]["text"] == "Hello & so on"


async def test_the_first_of_two_equal_names_wins(driver: Driver) -> None:
    person = await driver.person()
    url = f"{driver.url}/bot{SANDBOX_TOKEN}/sendMessage?text=first"

    async with driver.session.post(url, json={"chat_id": person, "text": "second"}) as response:
        assert (await response.json())["result"]["text"] == "first"


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/bot1:another/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0:a/getMe", 401, "Unauthorized: invalid token specified"),
        ("/botx:a/getMe", 421, "Misdirected Request: unallowed token specified"),
        (f"/bot{SANDBOX_TOKEN}/getMoney", 404, "Not Found: method not found"),
        (f"/bot{SANDBOX_TOKEN}", 404, "Not Found"),
    ],
)
async def test_a_wrong_path_is_answered_as_telegram_does(
    driver: Driver, path: str, code: int, words: str
) -> None:
    async with driver.session.get(driver.url + path) as response:
        answer = await response.json()

    assert (response.status, answer["error_code"], answer["description"]) == (code, code, words)


async def test_a_method_that_does_not_exist_is_written_down(driver: Driver) -> None:
    await driver.declined("sendInvoice")

    entries = (await driver.control("GET", "/log"))["entries"]
    assert [entry["method"] for entry in entries if entry["kind"] == "refused"] == ["sendinvoice"]


@pytest.mark.parametrize("body", ["{", "[1]", "[" * 5000])
async def test_a_broken_body_is_refused_and_the_server_goes_on(driver: Driver, body: str) -> None:
    url = f"{driver.url}/bot{SANDBOX_TOKEN}/getMe"
    headers = {"Content-Type": "application/json"}

    async with driver.session.post(url, data=body, headers=headers) as response:
        assert response.status == 400

    assert (await driver.bot("getMe"))["is_bot"]


async def test_more_than_a_mebibyte_of_parameters_is_too_much(driver: Driver) -> None:
    url = f"{driver.url}/bot{SANDBOX_TOKEN}/getMe"
    body = io.BytesIO(b"filler=" + b"x" * (1 << 20))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    async with driver.session.post(url, data=body, headers=headers) as response:
        assert response.status == 413


async def test_another_sites_page_may_not_ask(driver: Driver) -> None:
    foreign = {"Origin": "http://elsewhere.example"}

    async with driver.session.get(f"{driver.url}/sandbox", headers=foreign) as response:
        assert response.status == 403
