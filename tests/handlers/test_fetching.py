"""Files over real HTTP: bytes, or a named reason that holds no token."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, FormData

from handlers.client import make_bot
from handlers.fetching import TelegramFiles
from hotline.domain.delivery import AskedToWait, NoAnswer, NotAccepted
from hotline.domain.files import FileGone, FileTooLarge
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from tests.sandbox.driver import Driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.domain.delivery import SendingFailed

MOST = 1000


@pytest.fixture
async def driver() -> AsyncIterator[Driver]:
    async with serving(0) as url, ClientSession() as session:
        yield Driver(url, session)


@pytest.fixture
async def files(driver: Driver) -> AsyncIterator[TelegramFiles]:
    bot = make_bot(SANDBOX_TOKEN, driver.url)
    yield TelegramFiles(bot)
    await bot.session.close()


async def sent(driver: Driver, content: bytes) -> str:
    """Let a person send a file; return its handle."""
    person = await driver.person()
    told = {"base64": base64.b64encode(content).decode(), "file_name": "contract.txt"}
    await driver.write(person, document=told)
    [update] = await driver.updates()
    return str(update["message"]["document"]["file_id"])


async def test_a_file_comes_as_it_was_sent(driver: Driver, files: TelegramFiles) -> None:
    assert (
        await files.fetch(await sent(driver, b"an invented paper"), MOST) == b"an invented paper"
    )


@pytest.mark.parametrize(
    ("method", "fault", "failure"),
    [
        ("getFile", "429", AskedToWait),
        ("getFile", "500", NotAccepted),
        ("getFile", "reset_after", NoAnswer),
        ("download", "429", AskedToWait),
        ("download", "502", NotAccepted),
        ("download", "reset_before", NoAnswer),
    ],
)
async def test_what_may_pass_is_told_apart_and_names_no_token(
    driver: Driver, files: TelegramFiles, method: str, fault: str, failure: type[SendingFailed]
) -> None:
    handle = await sent(driver, b"an invented paper")
    await driver.fault(fault, method=method, times=2)  # a broken line is tried twice

    with pytest.raises(failure) as caught:
        await files.fetch(handle, MOST)

    assert SANDBOX_TOKEN not in f"{caught.value!r}{caught.value.__cause__!r}"
    assert caught.value.__context__ is None


async def test_a_file_that_is_gone_or_larger_than_allowed_does_not_come(
    driver: Driver, files: TelegramFiles
) -> None:
    handle = await sent(driver, bytes(MOST + 1))

    with pytest.raises(FileTooLarge):
        await files.fetch(handle, MOST)
    with pytest.raises(FileGone):
        await files.fetch("no such handle", MOST)


async def test_telegrams_own_limit_is_named(driver: Driver, files: TelegramFiles) -> None:
    form = FormData({"chat_id": str(await driver.person())})
    form.add_field("document", io.BytesIO(bytes((20 << 20) + 1)), filename="big.bin")
    document = (await driver.form("sendDocument", form))["result"]["document"]

    with pytest.raises(FileTooLarge):
        await files.fetch(document["file_id"], 30 << 20)
