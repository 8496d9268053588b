"""What cannot be read, what nobody should send, and a database that goes away for a while."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.road.program import Installation
    from tests.road.scene import Phone, Scene

SECRET = "X-Telegram-Bot-Api-Secret-Token"


def nested(levels: int) -> Any:  # a list in a list in a list
    found: Any = "deep"
    for _ in range(levels):
        found = [found]
    return found


STRANGE: dict[str, dict[str, Any]] = {
    "no chat": {"message": {"message_id": "x", "chat": []}},
    "unknown kind": {"shipping_query": {"id": "1"}},
    "nothing": {},
    "nested": {"message": {"message_id": 1, "chat": nested(100)}},
    "nested in something unknown": {"message_from_the_future": nested(100)},
    "numbers too large": {"message": {"message_id": 10**40, "chat": {"id": 10**40}}},
    "a list for a message": {"message": [1, 2, 3]},
}


@asynccontextmanager
async def served(installation: Installation, receive: str = "polling") -> AsyncIterator[None]:
    installation.receive = receive
    async with installation.running():
        yield


async def probed(scene: Scene, installation: Installation, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{installation.metrics_port}{path}"
    async with scene.driver.session.get(url) as response:
        return response.status, await response.text()


async def settled(scene: Scene, installation: Installation) -> dict[str, float]:
    """Return how many updates are in which state once nothing waits any more."""
    async with asyncio.timeout(20):
        while True:
            _, page = await probed(scene, installation, "/metrics")
            families = {family.name: family for family in text_string_to_metric_families(page)}
            samples = families["hotline_inbox_updates"].samples
            told = {sample.labels["state"]: sample.value for sample in samples}
            if told["waiting"] == 0:
                return told


async def answered(phone: Phone) -> None:
    """Somebody who writes is answered."""
    await phone.write("/start")
    await phone.see("🌐")


@pytest.mark.parametrize("receive", ["polling", "webhook"])
@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE.keys())
async def test_what_cannot_be_read_does_not_hold_up_its_neighbours(
    scene: Scene, installation: Installation, receive: str, body: dict[str, Any]
) -> None:
    before, after = await scene.person(), await scene.person()
    async with served(installation, receive):
        await answered(before)
        await scene.driver.control("POST", "/updates", **body)
        await after.write("/start")

        assert await after.see("🌐")


async def test_what_cannot_be_read_is_kept_in_quarantine_and_counted(
    scene: Scene, installation: Installation
) -> None:
    phone = await scene.person()
    async with served(installation):
        for name in ("no chat", "nested", "a list for a message"):
            await scene.driver.control("POST", "/updates", **STRANGE[name])
        await answered(phone)

        told = await settled(scene, installation)

    assert told["quarantined"] == 3


PAYLOADS = [
    "/start",
    "/start <b>x</b>&amp;",
    "/start '; DROP TABLE inbox; --",
    "/start " + "x" * 64,
    "/start@another_bot",
    "/nonsense",
    "/" + "x" * 400,
    "x" * 4096,
    "😀" * 2000,
    "\u202eevil\u2066",
    "{fact:ru.stay.visa_free} %s {0} {{",
]


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: text[:20])
async def test_whatever_is_written_gets_a_calm_screen(
    scene: Scene, installation: Installation, text: str
) -> None:
    phone = await scene.person()
    async with served(installation):
        await phone.write(text)
        await phone.see("🌐")

        told = await settled(scene, installation)

    assert told["quarantined"] == 0


@pytest.mark.parametrize("words", ["a\0b", "half a \ud83d face", "\ufffe"], ids=ascii)
async def test_letters_a_database_cannot_hold_reach_the_operator_without_them(
    scene: Scene, installation: Installation, words: str
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with served(installation):
        await phone.ask()
        thread = await group.take()
        person = {"id": phone.person, "is_bot": False, "first_name": "Robin"}
        message = {
            "message_id": 10**6,
            "date": 1,
            "chat": {"id": phone.person, "type": "private"},
            "from": person,
            "text": f"{words} first",
        }
        await scene.driver.control("POST", "/updates", message=message)
        await phone.write("second")

        await group.see("second", thread)
        assert await group.see("first", thread)


FOREIGN = [
    "desk:close:AAAAAA",
    "desk:take:AAAAAA",
    "person.safe.yes",
    "privacy.erase.do_it",
    "lang.any.xx",
    "....",
    "x" * 64,
    "я" * 32,
    "\0",
]


@pytest.mark.parametrize("data", FOREIGN, ids=ascii)
async def test_foreign_button_data_changes_nothing(
    scene: Scene, installation: Installation, data: str
) -> None:
    phone = await scene.person()
    async with served(installation):
        await answered(phone)
        shown = await phone.see("🌐")
        await scene.driver.tap(phone.person, message_id=shown["message_id"], data=data)
        told = await settled(scene, installation)

        await phone.press("Тоҷикӣ")
        await phone.see("Кор ва сафар")

    assert told["quarantined"] == 0


async def test_a_tap_on_a_screen_of_yesterday_shows_where_one_stands(
    scene: Scene, installation: Installation
) -> None:
    phone = await scene.person()
    async with served(installation):
        await answered(phone)
        await phone.press("Тоҷикӣ")
        shown = await phone.see("Кор ва сафар")

        tap = {"message_id": shown["message_id"], "data": "oldscript.oldstep.yes"}
        press = await scene.driver.tap(phone.person, **tap)
        await scene.until(phone.person, lambda _: True)
        await settled(scene, installation)

        assert press
        assert (await phone.see("Кор ва сафар"))["buttons"]


@pytest.mark.parametrize("secret", [None, "wrong", "\xff\xfe", "пароль"], ids=ascii)
async def test_a_wrong_secret_is_answered_401_and_nothing_is_kept(
    scene: Scene, installation: Installation, secret: str | None
) -> None:
    async with served(installation, "webhook"):
        status = await posted(installation, {"update_id": 5}, secret)
        told = await settled(scene, installation)

    assert status == 401
    assert told["quarantined"] == 0


async def posted(installation: Installation, body: dict[str, Any], secret: str | None) -> int:
    """Post as Telegram would, byte by byte: clients refuse to send such headers."""
    content = json.dumps(body).encode()
    head = [
        "POST /telegram HTTP/1.1",
        f"Host: 127.0.0.1:{installation.port}",
        f"Content-Length: {len(content)}",
        "Connection: close",
    ]
    lines = [line.encode() for line in head]
    if secret is not None:
        lines.append(f"{SECRET}: ".encode() + secret.encode("utf-8"))
    reader, writer = await asyncio.open_connection("127.0.0.1", installation.port)
    writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + content)
    await writer.drain()
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return int(answer.split()[1])


@asynccontextmanager
async def away(postgres: str, database_url: str) -> AsyncIterator[None]:
    """Let a database refuse everybody for the block."""
    name = database_url.partition("?")[0].rpartition("/")[2]
    drop = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    async with await psycopg.AsyncConnection.connect(postgres, autocommit=True) as connection:
        await connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        await connection.execute(drop, (name,))
        yield
        await connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())


async def test_while_the_database_is_away_telegram_is_asked_to_come_again(
    scene: Scene, installation: Installation, postgres: str
) -> None:
    phone = await scene.person()
    async with served(installation, "webhook"):
        async with away(postgres, installation.database_url):
            status = await posted(
                installation, {"update_id": 5}, "invented-secret-of-thirty-two-characters"
            )
            sick, words = await probed(scene, installation, "/readyz")
            blind, _ = await probed(scene, installation, "/metrics")
            alive, _ = await probed(scene, installation, "/healthz")
            await phone.write("/start")

        await phone.see("🌐")

    assert (status, sick, blind, alive) == (503, 503, 503, 200)
    assert json.loads(words)["database"] == "away"


async def test_polling_goes_on_by_itself_when_the_database_is_back(
    scene: Scene, installation: Installation, postgres: str
) -> None:
    phone = await scene.person()
    async with served(installation, "polling"):
        async with away(postgres, installation.database_url):
            await phone.write("/start")

        assert await phone.see("🌐")


async def test_a_day_of_bad_network_loses_nothing(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    faults = (("reset_before", 5), ("500", 7), ("429", 9), ("duplicate", 3), ("reorder", 2))
    async with served(installation):
        for kind, every in faults:
            await scene.driver.fault(kind, every=every, times=10_000)
        await phone.ask()
        thread = await group.take()
        for number in ("якум", "дуюм", "сеюм", "чорум"):
            await phone.write(number)
            await group.see(number, thread)

        inside = [message.get("text") for message in await group.inside(thread)]
    assert [inside.count(number) for number in ("якум", "дуюм", "сеюм", "чорум")] == [1] * 4
