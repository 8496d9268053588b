"""Refusals come with Telegram's codes and words, in Telegram's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.driver import FIRST_GROUP, keyboard

if TYPE_CHECKING:
    from tests.sandbox.driver import Driver

LONG = "x" * 4097
BAD_MARKUP: list[tuple[object, str]] = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ("[]", "object expected as reply markup"),
    (
        {"inline_keyboard": [{}]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ({"keyboard": {}}, 'field "keyboard" must be an Array of Arrays'),
    (
        {"inline_keyboard": [[{"text": "A"}]]},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"inline_keyboard": [[{"callback_data": "a"}]]},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        {"inline_keyboard": [["A"]]},
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    (keyboard(" ", data="a"), "inline keyboard button text must be non-empty"),
    (keyboard("A", data="я" * 33), "BUTTON_DATA_INVALID"),
    (keyboard(*"a" * 101), "reply markup is too long"),
]


@pytest.mark.parametrize(("markup", "reason"), BAD_MARKUP)
async def test_a_keyboard_telegram_would_refuse_is_refused(
    driver: Driver, markup: object, reason: str
) -> None:
    person = await driver.person()

    declined = await driver.declined(
        "sendMessage", chat_id=person, text="Hello", reply_markup=markup
    )

    assert declined == f"Bad Request: {reason}"


SENDS: list[tuple[dict[str, Any], str]] = [
    ({"text": "Hello"}, "chat_id is empty"),
    ({"text": "Hello", "chat_id": 1}, "chat not found"),
    ({"chat_id": "person"}, "message text is empty"),
    ({"chat_id": "person", "text": " \n"}, "text must be non-empty"),
    ({"chat_id": "person", "text": LONG}, "message is too long"),
    ({"chat_id": "person", "text": LONG * 8}, "text is too long"),
    ({"chat_id": "person", "text": "a", "parse_mode": "tex"}, "unsupported parse_mode"),
    ({"chat_id": "person", "text": "a", "message_thread_id": 7}, "message thread not found"),
    (
        {"chat_id": "person", "text": "a", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    (
        {"chat_id": "person", "text": "a", "reply_parameters": "{"},
        "can't parse reply parameters JSON object",
    ),
    (
        {"chat_id": "person", "text": "a", "reply_parameters": "[]"},
        "object expected as reply parameters",
    ),
    # Two mistakes at once: the order decides which is answered.
    ({"chat_id": 1, "text": LONG}, "chat not found"),
    ({"chat_id": 1, "text": "<b>", "parse_mode": "HTML"}, "can't parse entities: Can't find end"),
]


@pytest.mark.parametrize(("fields", "reason"), SENDS)
async def test_a_message_telegram_would_refuse_is_refused(
    driver: Driver, fields: dict[str, Any], reason: str
) -> None:
    person = await driver.person()
    named = {name: person if value == "person" else value for name, value in fields.items()}

    declined = await driver.declined("sendMessage", **named)

    assert declined.startswith(f"Bad Request: {reason}")


async def test_a_person_who_never_wrote_cannot_be_written_to(driver: Driver) -> None:
    stranger = await driver.person(started=False)

    answer = await driver.call("sendMessage", chat_id=stranger, text="Hello")

    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"


async def test_a_person_who_blocked_the_bot_answers_403_until_they_write(driver: Driver) -> None:
    person = await driver.person()
    await driver.control("POST", f"/people/{person}/block")
    declined = await driver.declined("sendMessage", chat_id=person, text="Hello")

    await driver.write(person, text="I am back")

    assert declined == "Forbidden: bot was blocked by the user"
    assert (await driver.bot("sendMessage", chat_id=person, text="Hello"))["text"] == "Hello"


async def test_bad_markup_to_somebody_who_blocked_is_bad_markup(driver: Driver) -> None:
    person = await driver.person()
    await driver.control("POST", f"/people/{person}/block")

    declined = await driver.declined("sendMessage", chat_id=person, text="<i>", parse_mode="HTML")

    assert declined.startswith("Bad Request: can't parse entities")


async def test_a_deleted_account_says_so(driver: Driver) -> None:
    person = await driver.person()
    await driver.control("PATCH", f"/people/{person}", deactivated=True)

    declined = await driver.declined("sendMessage", chat_id=person, text="Hello")

    assert declined == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("kicked", "Forbidden: bot was kicked from the supergroup chat"),
        ("left", "Forbidden: bot is not a member of the supergroup chat"),
    ],
)
async def test_a_group_the_bot_lost_says_how(driver: Driver, standing: str, words: str) -> None:
    await driver.control("PATCH", f"/groups/{FIRST_GROUP}", bot=standing)

    assert await driver.declined("sendMessage", chat_id=FIRST_GROUP, text="Hello") == words


async def test_a_migrated_group_names_its_successor(driver: Driver) -> None:
    successor = await driver.control("PATCH", f"/groups/{FIRST_GROUP}", migrate=True)

    answer = await driver.call("sendMessage", chat_id=FIRST_GROUP, text="Hello")

    assert answer["parameters"] == {"migrate_to_chat_id": successor["id"]}
    assert "upgraded to a supergroup" in answer["description"]
