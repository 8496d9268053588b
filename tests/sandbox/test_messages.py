"""Sending, editing, deleting and copying, as Telegram keeps them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from aiohttp import FormData

from tests.sandbox.driver import FIRST_GROUP, Driver, keyboard

if TYPE_CHECKING:
    from typing import Any

TWO_DAYS = 48 * 3600
REPLY_KEYBOARD = {"keyboard": [[{"text": "A"}]]}


async def sent(driver: Driver, person: int, **more: object) -> int:
    message = await driver.bot("sendMessage", chat_id=person, text="Hello", **more)
    return int(message["message_id"])


async def test_message_numbers_of_all_people_share_one_sequence(driver: Driver) -> None:
    one, other = await driver.person(), await driver.person()

    first, second = await sent(driver, one), await sent(driver, other)

    assert second == first + 1


async def test_a_reply_holds_what_it_answers_but_not_deeper(driver: Driver) -> None:
    person = await driver.person()
    first = await sent(driver, person)
    second = await sent(driver, person, reply_parameters={"message_id": first})

    third = await driver.bot(
        "sendMessage", chat_id=person, text="a", reply_parameters={"message_id": second}
    )

    assert third["reply_to_message"]["message_id"] == second
    assert "reply_to_message" not in third["reply_to_message"]


async def test_a_reply_to_nothing_may_be_sent_without_it(driver: Driver) -> None:
    person = await driver.person()

    reply = {"message_id": 999, "allow_sending_without_reply": True}
    answer = await driver.bot("sendMessage", chat_id=person, text="a", reply_parameters=reply)

    assert "reply_to_message" not in answer


async def test_an_edit_keeps_number_and_date_and_takes_the_keyboard_away(driver: Driver) -> None:
    person = await driver.person()
    message = await driver.bot(
        "sendMessage", chat_id=person, text="Hello", reply_markup=keyboard("A")
    )

    edited = await driver.bot(
        "editMessageText", chat_id=person, message_id=message["message_id"], text="Bye"
    )

    same = ("message_id", "date")
    assert {name: edited[name] for name in same} == {name: message[name] for name in same}
    assert edited["edit_date"]
    assert "reply_markup" not in edited


async def test_an_edit_that_changes_nothing_is_refused(driver: Driver) -> None:
    person = await driver.person()
    number = await sent(driver, person, reply_markup=keyboard("A"))
    same = {"chat_id": person, "message_id": number, "text": "Hello"}

    declined = await driver.declined("editMessageText", **same, reply_markup=keyboard("A"))

    assert declined.startswith("Bad Request: message is not modified")
    assert (await driver.bot("editMessageText", **same))["text"] == "Hello"


async def test_a_message_with_a_reply_keyboard_can_never_be_edited(driver: Driver) -> None:
    person = await driver.person()
    message = await driver.bot(
        "sendMessage", chat_id=person, text="Hello", reply_markup=REPLY_KEYBOARD
    )

    number = message["message_id"]
    declined = await driver.declined(
        "editMessageText", chat_id=person, message_id=number, text="Bye"
    )

    assert "reply_markup" not in message
    assert declined == "Bad Request: message can't be edited"


async def test_what_a_person_wrote_cannot_be_edited(driver: Driver) -> None:
    person = await driver.person()
    number = (await driver.write(person, text="Hello"))["message_id"]

    declined = await driver.declined(
        "editMessageText", chat_id=person, message_id=number, text="Bye"
    )

    assert declined == "Bad Request: message can't be edited"


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage"])
async def test_a_message_that_is_not_there_is_not_found(driver: Driver, method: str) -> None:
    person = await driver.person()

    declined = await driver.declined(method, chat_id=person, message_id=999, text="Bye")

    assert declined.startswith("Bad Request: message to ")
    assert declined.endswith("not found")


async def test_both_sides_messages_can_be_deleted_within_48_hours(driver: Driver) -> None:
    person = await driver.person()
    theirs = (await driver.write(person, text="Hello"))["message_id"]
    ours = await sent(driver, person)
    await driver.advance(TWO_DAYS - 60)

    await driver.bot("deleteMessages", chat_id=person, message_ids=[theirs, ours, 999])

    assert [message["text"] for message in await driver.screen(person)] == ["/start"]


async def test_one_message_that_is_too_old_keeps_all_from_being_deleted(driver: Driver) -> None:
    person = await driver.person()
    old = await sent(driver, person)
    await driver.advance(TWO_DAYS + 1)
    young = await sent(driver, person)

    declined = await driver.declined("deleteMessages", chat_id=person, message_ids=[young, old])

    assert declined == "Bad Request: message can't be deleted for everyone"
    assert young in [message["message_id"] for message in await driver.screen(person)]


async def test_an_administrator_deletes_at_any_age_in_a_group(driver: Driver) -> None:
    number = await sent(driver, FIRST_GROUP)
    await driver.advance(10 * TWO_DAYS)

    assert await driver.bot("deleteMessage", chat_id=FIRST_GROUP, message_id=number)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ("{", "can't parse message_ids JSON object"),
        ("{}", "expected an Array of message identifiers"),
        ([[1]], "message identifier must be a Number"),
        ([0], "invalid message identifier specified"),
    ],
)
async def test_an_odd_list_of_numbers_is_refused(
    driver: Driver, numbers: object, reason: str
) -> None:
    person = await driver.person()

    declined = await driver.declined("deleteMessages", chat_id=person, message_ids=numbers)

    assert declined == f"Bad Request: {reason}"


PIECES: list[dict[str, Any]] = [
    {"text": "Hello /help"},
    {"voice": True, "caption": "listen"},
    {"photo": True, "caption": "look"},
    {"document": True},
    {"location": {"latitude": 43.2, "longitude": 76.9}},
    {"contact": {"phone_number": "+70000000000", "first_name": "Robin"}},
]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: next(iter(piece)))
async def test_a_copy_holds_everything_but_where_it_came_from(
    driver: Driver, piece: dict[str, Any]
) -> None:
    person, other = await driver.person(), await driver.person()
    source = (await driver.write(person, **piece))["message_id"]

    await driver.bot("copyMessage", chat_id=other, from_chat_id=person, message_id=source)

    original, copy = (await driver.screen(person))[-1], (await driver.screen(other))[-1]
    kind = next(iter(piece))
    assert copy[kind] == original[kind]
    assert copy.get("caption") == original.get("caption")
    assert copy["from"]["is_bot"]
    assert "forwarded_from" not in copy


async def test_a_forward_names_the_person(driver: Driver) -> None:
    person, other = await driver.person(), await driver.person()
    source = (await driver.write(person, text="Hello"))["message_id"]

    told = await driver.bot(
        "forwardMessage", chat_id=other, from_chat_id=person, message_id=source
    )

    assert told["forward_origin"]["sender_user"]["id"] == person


async def test_protected_content_cannot_be_copied(driver: Driver) -> None:
    person = await driver.person()
    number = await sent(driver, person, protect_content=True)

    declined = await driver.declined(
        "copyMessage", chat_id=person, from_chat_id=person, message_id=number
    )

    assert "protected content" in declined


async def test_an_upload_can_be_sent_again_by_its_id_and_downloaded(driver: Driver) -> None:
    person = await driver.person()
    form = FormData({"chat_id": str(person), "document": "attach://paper"})
    form.add_field("paper", b"an invented page", filename="paper.txt")
    document = (await driver.form("sendDocument", form))["result"]["document"]

    again = await driver.bot("sendDocument", chat_id=person, document=document["file_id"])
    file = await driver.bot("getFile", file_id=again["document"]["file_id"])
    address = f"{driver.url}/file/bot424242:sandbox-token/{file['file_path']}"
    async with driver.session.get(address) as response:
        assert await response.read() == b"an invented page"

    assert document["file_name"] == "paper.txt"


@pytest.mark.parametrize("kind", ["photo", "voice", "document"])
async def test_a_file_that_is_not_there_is_missed(driver: Driver, kind: str) -> None:
    person = await driver.person()

    declined = await driver.declined(f"send{kind}", chat_id=person)

    assert declined == f"Bad Request: there is no {kind} in the request"


async def test_getfile_refuses_more_than_20_mebibytes(driver: Driver) -> None:
    person = await driver.person()
    form = FormData({"chat_id": str(person)})
    form.add_field("document", io.BytesIO(bytes((20 << 20) + 1)), filename="big.bin")
    document = (await driver.form("sendDocument", form))["result"]["document"]

    declined = await driver.declined("getFile", file_id=document["file_id"])

    assert declined == "Bad Request: file is too big"


async def test_an_action_is_shown_for_five_seconds(driver: Driver) -> None:
    person = await driver.person()
    await driver.bot("sendChatAction", chat_id=person, action="typing")
    before = await driver.control("GET", f"/chats/{person}/screen")

    await driver.advance(6)

    assert before["typing"]
    assert not (await driver.control("GET", f"/chats/{person}/screen"))["typing"]
    assert "action" in await driver.declined("sendChatAction", chat_id=person, action="dancing")


async def test_a_reaction_of_the_bot_is_on_the_screen(driver: Driver) -> None:
    person = await driver.person()
    number = (await driver.write(person, text="Hello"))["message_id"]

    await driver.bot(
        "setMessageReaction",
        chat_id=person,
        message_id=number,
        reaction=[{"type": "emoji", "emoji": "👍"}],
    )

    assert (await driver.screen(person))[-1]["reactions"] == [{"emoji": "👍"}]
