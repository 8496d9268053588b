"""Flood control, faults, the clock, and beginning anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout

from hotline.sandbox.clock import Clock
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from tests.sandbox.driver import FIRST_GROUP, Declined, Driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

STILL = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
async def strict() -> AsyncIterator[Driver]:
    """Give a sandbox whose clock stands still and whose flood control is on."""
    async with (
        serving(0, clock=Clock(lambda: STILL), flood_control=True) as url,
        ClientSession() as session,
    ):
        yield Driver(url, session)


async def until_429(driver: Driver, chat: int) -> tuple[int, int]:
    """Return how many sends were accepted, and what the refusal asks to wait."""
    for accepted in range(100):
        answer = await driver.call("sendMessage", chat_id=chat, text="Hello")
        if not answer["ok"]:
            assert answer["error_code"] == 429
            return accepted, int(answer["parameters"]["retry_after"])
    pytest.fail("never refused")


async def test_one_person_gets_about_one_message_a_second(strict: Driver) -> None:
    person = await strict.person()

    assert await until_429(strict, person) == (3, 4)


async def test_one_group_gets_twenty_a_minute_edits_included(strict: Driver) -> None:
    sent = await strict.bot("sendMessage", chat_id=FIRST_GROUP, text="Hello")
    await strict.bot(
        "editMessageText", chat_id=FIRST_GROUP, message_id=sent["message_id"], text="Bye"
    )
    await strict.bot("createForumTopic", chat_id=FIRST_GROUP, name="a")

    assert await until_429(strict, FIRST_GROUP) == (17, 61)


async def test_the_whole_bot_gets_thirty_a_second(strict: Driver) -> None:
    people = [await strict.person() for _ in range(11)]
    for person in people[:10]:
        for _ in range(3):
            await strict.bot("sendMessage", chat_id=person, text="Hello")

    assert await until_429(strict, people[10]) == (0, 2)


async def test_after_the_wait_it_goes_on(strict: Driver) -> None:
    person = await strict.person()
    _, seconds = await until_429(strict, person)

    await strict.advance(seconds)

    assert (await strict.bot("sendMessage", chat_id=person, text="Hello"))["text"]


async def test_a_refused_send_costs_nothing(strict: Driver) -> None:
    person = await strict.person()
    for _ in range(5):
        await strict.declined("sendMessage", chat_id=person, text=" ")

    assert (await until_429(strict, person))[0] == 3


async def test_a_429_names_its_seconds_in_a_header_too(driver: Driver) -> None:
    await driver.fault("429", method="getMe", retry_after=7)

    async with driver.session.get(f"{driver.url}/bot{SANDBOX_TOKEN}/getMe") as response:
        assert response.headers["Retry-After"] == "7"


@pytest.mark.parametrize("kind", ["403", "500", "502"])
async def test_a_fault_happens_as_often_as_told(driver: Driver, kind: str) -> None:
    await driver.fault(kind, method="getMe", times=2)

    answers = [await driver.call("getMe") for _ in range(3)]

    assert [answer.get("error_code") for answer in answers] == [int(kind), int(kind), None]


async def test_a_fault_can_be_every_third_call_to_one_chat(driver: Driver) -> None:
    one, other = await driver.person(), await driver.person()
    await driver.fault("500", chat_id=one, every=3, times=9)

    answers = [
        (await driver.call("sendMessage", chat_id=chat, text="Hello"))["ok"]
        for chat in (other, one, one, one, other)
    ]

    assert answers == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("kind", "arrived"),
    [("reset_before", 0), ("reset_after", 1), ("timeout_before", 0), ("timeout_after", 1)],
)
async def test_a_lost_answer_says_nothing_of_whether_it_arrived(
    driver: Driver, kind: str, arrived: int
) -> None:
    person = await driver.person()
    await driver.fault(kind, method="sendMessage", seconds=0.01)

    with pytest.raises((ClientError, TimeoutError)):
        await driver.bot("sendMessage", chat_id=person, text="Hello")

    assert len(await driver.screen(person)) == 1 + arrived


async def test_a_slow_call_outlasts_a_short_patience(driver: Driver) -> None:
    await driver.fault("slow", method="getMe", seconds=5)

    url = f"{driver.url}/bot{SANDBOX_TOKEN}/getMe"
    with pytest.raises(TimeoutError):
        await driver.session.get(url, timeout=ClientTimeout(total=0.05))


async def test_faults_are_shown_and_taken_away(driver: Driver) -> None:
    await driver.fault("500", times=9)
    shown = (await driver.control("GET", ""))["faults"]

    await driver.control("DELETE", "/faults")

    assert [fault["kind"] for fault in shown] == ["500"]
    assert (await driver.bot("getMe"))["is_bot"]


@pytest.mark.parametrize("fault", [{"kind": "rain"}, {"kind": "500", "often": 1}, {}])
async def test_what_is_no_fault_is_refused_in_a_sentence(
    driver: Driver, fault: dict[str, object]
) -> None:
    async with driver.session.post(f"{driver.url}/sandbox/faults", json=fault) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_the_clock_goes_only_ahead(driver: Driver) -> None:
    before = (await driver.control("GET", ""))["now"]
    await driver.advance(3600)

    assert (await driver.control("GET", ""))["now"] >= before + timedelta(hours=1).total_seconds()
    async with driver.session.post(
        f"{driver.url}/sandbox/clock", json={"advance": -1}
    ) as response:
        assert response.status == 400


async def test_a_reset_leaves_nobody_and_the_staff_group(driver: Driver) -> None:
    person = await driver.person()

    await driver.control("POST", "/reset")

    world = await driver.control("GET", "")
    assert (world["people"], [group["id"] for group in world["groups"]]) == ([], [FIRST_GROUP])
    with pytest.raises(Declined, match="chat not found"):
        await driver.bot("sendMessage", chat_id=person, text="Hello")


async def test_flood_control_can_be_switched(driver: Driver) -> None:
    person = await driver.person()

    await driver.control("POST", "/flood", on=True)

    assert (await until_429(driver, person))[0] == 3


async def test_the_log_holds_everything_that_happened_in_a_chat(driver: Driver) -> None:
    person = await driver.person()
    await driver.bot("sendMessage", chat_id=person, text="Hello")
    await driver.declined("deleteMessage", chat_id=person, message_id=99)

    entries = (await driver.control("GET", f"/chats/{person}/log"))["entries"]
    assert [entry["kind"] for entry in entries] == [
        "person", "message", "update", "message", "refused",
    ]  # fmt: skip
    after = entries[-1]["seq"]
    assert (await driver.control("GET", f"/chats/{person}/log?after={after}"))["entries"] == []


async def test_the_stream_tells_that_something_happened_but_not_what(driver: Driver) -> None:
    person = await driver.person()
    async with driver.session.get(f"{driver.url}/sandbox/stream") as stream:
        assert await stream.content.readline() == b": open\n"
        await stream.content.readline()

        await driver.bot("sendMessage", chat_id=person, text="Hello")
        line = await stream.content.readline()

    assert b"message" in line
    assert b"Hello" not in line


@pytest.mark.parametrize("path", ["/chats/5/screen", "/callbacks/5", "/files/none"])
async def test_what_does_not_exist_is_not_found(driver: Driver, path: str) -> None:
    async with driver.session.get(f"{driver.url}/sandbox{path}") as response:
        assert response.status == 404


async def test_a_page_that_is_closed_is_no_error(
    driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    async with driver.session.get(f"{driver.url}/sandbox/stream") as stream:
        await stream.content.readline()
    for _ in range(5):  # the first writes go into a line that nobody has noticed to be dead
        await driver.person()

    assert [record for record in caplog.records if record.name == "aiohttp.server"] == []
