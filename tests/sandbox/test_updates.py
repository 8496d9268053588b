"""How updates reach the bot: by polling and by webhook, also on bad days."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.sandbox.driver import Driver


def words(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def written(driver: Driver, *texts: str) -> int:
    person = await driver.person()
    for text in texts:
        await driver.write(person, text=text)
    return person


async def test_updates_stay_until_a_higher_offset_confirms_them(driver: Driver) -> None:
    await written(driver, "one", "two", "three")
    first = await driver.bot("getUpdates", limit=2)
    again = await driver.bot("getUpdates", limit=2)

    rest = await driver.bot("getUpdates", offset=first[-1]["update_id"] + 1)

    assert words(first) == words(again) == ["one", "two"]
    assert words(rest) == ["three"]


async def test_a_negative_offset_takes_the_last_and_forgets_the_rest(driver: Driver) -> None:
    await written(driver, "one", "two", "three")

    assert words(await driver.bot("getUpdates", offset=-1)) == ["three"]
    assert words(await driver.bot("getUpdates")) == ["three"]


async def test_a_waiting_poll_is_woken_by_an_update(driver: Driver) -> None:
    person = await driver.person()
    poll = asyncio.create_task(driver.bot("getUpdates", timeout=50))
    await driver.control("GET", "")

    await driver.write(person, text="Hello")

    assert words(await poll) == ["Hello"]


async def test_a_second_poll_ends_the_first_with_409(driver: Driver) -> None:
    first = asyncio.create_task(driver.call("getUpdates", timeout=50))
    await driver.control("GET", "")
    second = asyncio.create_task(driver.call("getUpdates", timeout=50))

    answer = await first

    assert answer["error_code"] == 409
    assert "terminated by other getUpdates request" in answer["description"]
    second.cancel()


async def test_messages_wait_for_a_day_and_no_longer(driver: Driver) -> None:
    await written(driver, "Hello")
    await driver.advance(24 * 3600 + 1)

    assert await driver.updates() == []


async def test_kinds_that_were_not_asked_for_do_not_come(driver: Driver) -> None:
    await driver.bot("getUpdates", allowed_updates=["callback_query"])
    await written(driver, "Hello")

    assert await driver.updates() == []
    assert await driver.bot("getUpdates", allowed_updates="{") == []


async def test_blocking_and_unblocking_are_told(driver: Driver) -> None:
    person = await driver.person()
    await driver.control("POST", f"/people/{person}/block")
    await driver.control("POST", f"/people/{person}/unblock")

    changes = [update["my_chat_member"] for update in await driver.updates()]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_a_person_edits_and_the_bot_hears_but_deleting_is_silent(driver: Driver) -> None:
    person = await driver.person()
    number = (await driver.write(person, text="Hello"))["message_id"]
    await driver.updates()

    path = f"/chats/{person}/messages/{number}"
    await driver.control("PATCH", path, text="Good evening")
    await driver.control("DELETE", path)

    (update,) = await driver.updates()
    assert update["edited_message"]["text"] == "Good evening"


async def test_a_reaction_comes_only_when_asked_for(driver: Driver) -> None:
    person = await driver.person()
    number = (await driver.screen(person))[0]["message_id"]
    await driver.control("POST", f"/chats/{person}/reactions", message_id=number, emoji="👍")
    assert await driver.updates() == []

    await driver.bot("getUpdates", allowed_updates=["message_reaction"])
    await driver.control("POST", f"/chats/{person}/reactions", message_id=number, emoji="👎")

    (update,) = await driver.updates()
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👎"}]


async def test_a_duplicate_comes_again_with_its_number_although_it_was_confirmed(
    driver: Driver,
) -> None:
    person = await driver.person()
    await driver.fault("duplicate")
    await driver.write(person, text="Hello")
    first = await driver.bot("getUpdates")

    second = await driver.bot("getUpdates", offset=first[-1]["update_id"] + 1)

    assert second == first


async def test_a_reordered_batch_comes_backwards(driver: Driver) -> None:
    await driver.fault("reorder")
    await written(driver, "one", "two")

    assert words(await driver.bot("getUpdates")) == ["two", "one"]


async def test_an_undecodable_update_comes_before_the_next_one(driver: Driver) -> None:
    person = await driver.person()
    await driver.fault("undecodable")

    await driver.write(person, text="Hello")

    broken, whole = await driver.updates()
    assert broken["message"]["chat"] == []
    assert whole["message"]["text"] == "Hello"


async def test_anything_can_be_injected_as_an_update(driver: Driver) -> None:
    await driver.control("POST", "/updates", shipping_query={"id": "1"})

    (update,) = await driver.updates()
    assert update["shipping_query"] == {"id": "1"}


class Hook:
    """A small web server that notes what is delivered and answers as told."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[int] = []
        self.arrived = asyncio.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        async with self.arrived:
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self.seen.append(await request.json())
            self.arrived.notify_all()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def wait_for(self, number: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(10), self.arrived:
            await self.arrived.wait_for(lambda: len(self.seen) >= number)
        return self.seen


@asynccontextmanager
async def hooked(driver: Driver, **more: object) -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    await driver.bot("setWebhook", url=f"http://127.0.0.1:{runner.addresses[0][1]}/hook", **more)
    try:
        yield hook
    finally:
        await driver.bot("deleteWebhook", drop_pending_updates=True)
        await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(driver: Driver) -> None:
    person = await driver.person()
    async with hooked(driver, secret_token="invented-secret") as hook:
        await driver.write(person, text="Hello")

        assert words(await hook.wait_for(1)) == ["Hello"]
        assert hook.secrets == ["invented-secret"]


async def test_what_a_webhook_does_not_accept_comes_again_before_the_next(
    driver: Driver,
) -> None:
    person = await driver.person()
    async with hooked(driver) as hook:
        hook.answers = [503, 500]
        for text in ("one", "two"):
            await driver.write(person, text=text)

        assert words(await hook.wait_for(4)) == ["one", "one", "one", "two"]
        info = await driver.bot("getWebhookInfo")
        assert "500" in info["last_error_message"]


async def test_one_persons_refused_update_does_not_hold_up_another(driver: Driver) -> None:
    one, other = await driver.person(), await driver.person()
    async with hooked(driver) as hook:
        hook.answers = [500, 200]
        await driver.write(one, text="one")
        await driver.write(other, text="other")

        assert words(await hook.wait_for(3)) == ["one", "other", "one"]


async def test_a_duplicate_reaches_a_webhook_twice(driver: Driver) -> None:
    person = await driver.person()
    async with hooked(driver) as hook:
        await driver.fault("duplicate")
        await driver.write(person, text="Hello")

        first, second = await hook.wait_for(2)
        assert first == second


async def test_polling_beside_a_webhook_is_a_conflict(driver: Driver) -> None:
    poll = asyncio.create_task(driver.call("getUpdates", timeout=50))
    await driver.control("GET", "")
    async with hooked(driver):
        ended, beside = await poll, await driver.call("getUpdates")

    assert ended["description"] == "Conflict: terminated by setWebhook request"
    assert beside["error_code"] == 409
    assert "webhook is active" in beside["description"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"url": "ftp://example.org"}, "invalid webhook URL specified"),
        ({"url": "http://example.org", "secret_token": "x" * 257}, "secret token is too long"),
        (
            {"url": "http://example.org", "secret_token": "ключ"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_telegram_would_refuse_is_refused(
    driver: Driver, fields: dict[str, str], reason: str
) -> None:
    assert await driver.declined("setWebhook", **fields) == f"Bad Request: {reason}"
