from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dialogs.engine import events
from dialogs.engine.events import Kind
from handlers.reading import UpdateReader
from hotline.domain.address import Address
from hotline.domain.arrivals import (
    Arrival,
    ChatBlocked,
    NothingToDo,
    OperatorAsked,
    OperatorPressed,
    OperatorWrote,
    PersonActed,
    Unreadable,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GROUP = -1001
SENDER = {"id": 5, "is_bot": False, "first_name": "Invented", "language_code": "tg"}
PRIVATE = {"id": 5, "type": "private"}
FORUM = {"id": GROUP, "type": "supergroup", "title": "Desk", "is_forum": True}


@pytest.fixture
def reader() -> UpdateReader:
    return UpdateReader(Address(GROUP))


async def read(reader: UpdateReader, **update: Any) -> Arrival:
    return await reader(json.dumps({"update_id": 1, **update}).encode(), NOON)


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": PRIVATE, "from": SENDER, **fields}


def in_topic(**fields: Any) -> dict[str, Any]:
    return message(chat=FORUM, message_thread_id=9, is_topic_message=True, **fields)


def press(data: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    return {
        "id": "77",
        "from": SENDER,
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": 3, "date": 1, "chat": chat},
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/start", events.Arrived(at=NOON, app_language="tg")),
        ("/start <b>payload</b> ' OR 1=1", events.Arrived(at=NOON, app_language="tg")),
        (
            "/start page_work-passport",
            events.Arrived(at=NOON, app_language="tg", page="work:passport"),
        ),
        (
            "/start@some_bot page_work-passport-station",
            events.Arrived(at=NOON, app_language="tg", page="work:passport", poster="station"),
        ),
        ("/start station", events.Arrived(at=NOON, app_language="tg", poster="station")),
        ("/start page_work:passport", events.Arrived(at=NOON, app_language="tg")),
        ("/start page_work-passport-", events.Arrived(at=NOON, app_language="tg")),
        ("/start page_../-etc", events.Arrived(at=NOON, app_language="tg")),
        ("/start Station", events.Arrived(at=NOON, app_language="tg")),
        ("/start " + "a" * 4000, events.Arrived(at=NOON, app_language="tg")),
        ("/start page_work-pаssport", events.Arrived(at=NOON, app_language="tg")),
        ("/start station now", events.Arrived(at=NOON, app_language="tg")),
        ("/CLEAR@some_bot now", events.LeaveRequested(at=NOON)),
        ("/delete", events.EraseRequested(at=NOON)),
        ("/person", events.PersonRequested(at=NOON)),
        ("/unknown", events.WordsReceived(at=NOON)),
        ("салом", events.WordsReceived(at=NOON)),
        ("   ", events.WordsReceived(at=NOON)),
    ],
)
async def test_what_a_person_writes_is_read_as_what_they_mean(
    reader: UpdateReader, text: str, event: events.Event
) -> None:
    arrival = await read(reader, message=message(text=text))

    assert isinstance(arrival, PersonActed)
    assert arrival.event == event


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}, Kind.VOICE),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, Kind.PLACE),
        ({"contact": {"phone_number": "000", "first_name": "Invented"}}, Kind.CONTACT),
        ({"document": {"file_id": "a", "file_unique_id": "b"}}, Kind.FILE),
        (
            {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
            Kind.PICTURE,
        ),
    ],
)
async def test_everything_a_person_can_send_has_a_kind(
    reader: UpdateReader, fields: dict[str, Any], kind: Kind
) -> None:
    arrival = await read(reader, message=message(**fields))

    assert isinstance(arrival, PersonActed)
    assert arrival.event == events.MessageReceived(at=NOON, kind=kind)


async def test_half_a_character_costs_nobody_their_message(reader: UpdateReader) -> None:
    arrival = await read(reader, message=message(text="кӯмак \ud83d лозим 😀"))

    assert isinstance(arrival, PersonActed)
    assert arrival.words == "кӯмак � лозим 😀"


@pytest.mark.parametrize("data", ["", "a.b", "a.b.c.d", "desk:take:ACDEFG", "🦊" * 16, "any"])
async def test_a_foreign_button_is_a_press_that_means_nothing(
    reader: UpdateReader, data: str
) -> None:
    arrival = await read(reader, callback_query=press(data))

    assert isinstance(arrival, PersonActed)
    assert arrival.event == events.ChoicePressed(at=NOON, script="", step="", choice="")


async def test_an_operators_button_works_in_the_staff_group_only(reader: UpdateReader) -> None:
    arrival = await read(reader, callback_query=press("desk:take:ACDEFG", FORUM))

    assert isinstance(arrival, OperatorPressed)
    assert (arrival.action, arrival.code) == ("take", "ACDEFG")


@pytest.mark.parametrize("data", ["desk", "desk:take", "person.safe.yes", "desk:a:b:c"])
async def test_a_foreign_button_in_the_staff_group_does_nothing(
    reader: UpdateReader, data: str
) -> None:
    assert isinstance(await read(reader, callback_query=press(data, FORUM)), NothingToDo)


@pytest.mark.parametrize(
    ("text", "note"), [("// a note", True), ("  //x", True), ("a // b", False)]
)
async def test_a_message_that_begins_with_the_mark_is_a_note(
    reader: UpdateReader, text: str, *, note: bool
) -> None:
    arrival = await read(reader, message=in_topic(text=text))

    assert isinstance(arrival, OperatorWrote)
    assert arrival.note is note


@pytest.mark.parametrize(
    ("written", "command", "words"),
    [
        ("/ban", "ban", ""),
        ("/Sign@hotline_bot 3.1 told\nso", "sign", "3.1 told\nso"),
        ("/nobody knows this", "nobody", "knows this"),
    ],
)
async def test_a_command_in_the_group_is_never_a_reply(
    reader: UpdateReader, written: str, command: str, words: str
) -> None:
    asked = await read(reader, message=in_topic(text=written))

    assert asked == OperatorAsked(Address(5), 9, command, words)


async def test_an_anonymous_administrator_is_recognised(reader: UpdateReader) -> None:
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group"}

    arrival = await read(reader, message={**in_topic(text="hello"), "from": sender})

    assert isinstance(arrival, OperatorWrote)
    assert arrival.anonymous


@pytest.mark.parametrize("status", ["kicked", "member"])
async def test_blocking_and_unblocking_are_heard(reader: UpdateReader, status: str) -> None:
    bot = {"id": 424242, "is_bot": True, "first_name": "Bot"}
    new = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    change = {
        "chat": PRIVATE,
        "from": SENDER,
        "date": 1,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": new,
    }

    arrival = await read(reader, my_chat_member=change)

    assert arrival == ChatBlocked(Address(5), blocked=status == "kicked")


@pytest.mark.parametrize(
    "update",
    [
        {"a_kind_of_next_year": {"chat": PRIVATE}},
        {"poll": None},
        {
            "message": {
                "message_id": 3,
                "date": 1,
                "chat": {"id": -7, "type": "group"},
                "from": SENDER,
                "text": "x",
            }
        },
        {"message": message(pinned_message=None)},
    ],
)
async def test_what_is_not_ours_is_left_alone(
    reader: UpdateReader, update: dict[str, Any]
) -> None:
    assert isinstance(await read(reader, **update), NothingToDo)


def nested(levels: int) -> dict[str, Any]:
    inner = message(text="deep")
    for _ in range(levels):
        inner = message(text="x", reply_to_message=inner)
    return inner


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"update_id": "x"}',
        b'{"update_id": 1, "message": {}}',
        json.dumps({"update_id": 1, "message": nested(400)}).encode(),
        json.dumps(
            {"update_id": 1, "message": message(forward_origin={"type": "of_next_year"})}
        ).encode(),
    ],
)
async def test_an_update_that_cannot_be_read_says_nothing_of_what_it_held(
    reader: UpdateReader, body: bytes
) -> None:
    with pytest.raises(Unreadable) as raised:
        await reader(body, NOON)

    assert str(raised.value) == ""
    assert raised.value.__cause__ is None


async def test_a_hundred_levels_of_nesting_are_read(reader: UpdateReader) -> None:
    assert isinstance(await read(reader, message=nested(100)), PersonActed)
