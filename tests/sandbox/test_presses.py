"""Taps on inline buttons and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sandbox.driver import keyboard

if TYPE_CHECKING:
    from tests.sandbox.driver import Driver

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def offered(driver: Driver) -> int:
    person = await driver.person()
    await driver.bot("sendMessage", chat_id=person, text="Well?", reply_markup=keyboard("Yes"))
    return person


async def test_a_tap_brings_its_data_and_the_message_it_was_on(driver: Driver) -> None:
    person = await offered(driver)

    press = await driver.tap(person, button="Yes")

    (update,) = await driver.updates()
    assert update["callback_query"]["id"] == press
    assert update["callback_query"]["data"] == "Yes"
    assert update["callback_query"]["message"]["text"] == "Well?"


async def test_a_tap_can_be_answered_once(driver: Driver) -> None:
    press = await driver.tap(await offered(driver), button="Yes")

    await driver.bot("answerCallbackQuery", callback_query_id=press, text="Thanks")
    again = await driver.declined("answerCallbackQuery", callback_query_id=press)

    answer = await driver.control("GET", f"/callbacks/{press}")
    assert answer == {"answered": True, "text": "Thanks", "show_alert": False}
    assert again == TOO_OLD


async def test_an_answer_that_is_late_or_for_nobody_is_refused(driver: Driver) -> None:
    press = await driver.tap(await offered(driver), button="Yes")
    await driver.advance(16 * 60)

    late = await driver.declined("answerCallbackQuery", callback_query_id=press)

    assert late == TOO_OLD
    assert await driver.declined("answerCallbackQuery", callback_query_id="7") == TOO_OLD


async def test_a_tap_that_nobody_fetched_is_gone_after_150_seconds(driver: Driver) -> None:
    person = await offered(driver)
    await driver.tap(person, button="Yes")
    await driver.write(person, text="Hello")

    await driver.advance(151)

    assert ["message" in update for update in await driver.updates()] == [True]


async def test_a_button_that_is_gone_cannot_be_tapped_but_foreign_data_can(
    driver: Driver,
) -> None:
    person = await driver.person()
    number = (await driver.screen(person))[0]["message_id"]
    url = f"{driver.url}/sandbox/chats/{person}/taps"

    async with driver.session.post(url, json={"button": "Yes"}) as response:
        assert response.status == 409
    await driver.tap(person, message_id=number, data="anything at all")

    (update,) = await driver.updates()
    assert update["callback_query"]["data"] == "anything at all"


async def test_a_tap_on_a_deleted_message_tells_an_inaccessible_one(driver: Driver) -> None:
    person = await driver.person()

    await driver.tap(person, message_id=999, data="x")

    (update,) = await driver.updates()
    assert update["callback_query"]["message"]["date"] == 0
