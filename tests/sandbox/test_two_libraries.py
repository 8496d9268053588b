"""Two independent readings of the Bot API agree with everything the sandbox emits."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import telegram
from aiogram import Bot, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

from hotline.sandbox.server import SANDBOX_TOKEN
from tests.sandbox.driver import FIRST_GROUP, Driver, keyboard
from tests.sandbox.libraries import RESULTS, strange

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PNG = b"\x89PNG invented"


@pytest.fixture(autouse=True)
def _spans_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take python-telegram-bot's coming types; otherwise it warns of them."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@dataclass
class Recorded(Driver):
    """A driver that shows everything it receives to both libraries."""

    seen: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    async def bot(self, method: str, **parameters: object) -> Any:
        """Return the result, having looked at it twice."""
        result = await super().bot(method, **parameters)
        kind = RESULTS.get(method)
        for one in result if isinstance(result, list) else [result]:
            if kind is not None:
                self.seen.append(kind)
                self.strange += strange(kind, one)
        return result


async def everything(driver: Driver) -> None:
    """Let a little of everything happen."""
    await driver.bot("getMe")
    wanted = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
    await driver.updates(allowed_updates=wanted)
    person, operator = await driver.person(language="tg"), await driver.operator()
    await said_by(driver, person)
    await done_by(driver, person)
    await in_group(driver, operator)
    await asked(driver)


async def said_by(driver: Driver, person: int) -> None:
    for piece in ("voice", "photo", "document"):
        await driver.write(person, **{piece: True, "caption": "look at example.org"})
    await driver.write(person, location={"latitude": 43.2, "longitude": 76.9})
    await driver.write(
        person, contact={"phone_number": "+70000000000", "first_name": "R", "user_id": person}
    )
    written = await driver.write(person, text="/help @hotline_bot")
    number = written["message_id"]
    await driver.write(person, text="an answer", reply_to=number)
    await driver.control("PATCH", f"/chats/{person}/messages/{number}", text="changed")
    for emoji in ("👍", None):
        await driver.control("POST", f"/chats/{person}/reactions", message_id=number, emoji=emoji)
    await driver.updates()


async def done_by(driver: Driver, person: int) -> None:
    sent = await driver.bot(
        "sendMessage",
        chat_id=person,
        text='<b>Hello</b> <a href="tg://user?id=7">you</a> <pre>x</pre>',
        parse_mode="HTML",
        reply_markup=keyboard("A"),
        protect_content=True,
    )
    place = {"chat_id": person, "message_id": sent["message_id"]}
    await driver.tap(person, button="A")
    await driver.bot("editMessageText", **place, text="Bye", reply_markup=keyboard("B"))
    await driver.bot("editMessageReplyMarkup", **place)
    await driver.tap(person, message_id=999, data="x")
    theirs = (await driver.screen(person))[1]["message_id"]
    source = {"chat_id": person, "from_chat_id": person}
    await driver.bot("copyMessage", **source, message_id=theirs)
    await driver.bot("copyMessages", **source, message_ids=[theirs])
    await driver.bot("forwardMessage", **source, message_id=theirs)
    await driver.bot("sendLocation", chat_id=person, latitude=43.2, longitude=76.9)
    await driver.bot("sendContact", chat_id=person, phone_number="+7", first_name="R")
    voice = (await driver.screen(person))[1]["voice"]["file_id"]
    await driver.bot("sendVoice", chat_id=person, voice=voice, caption="a")
    await driver.bot("getFile", file_id=voice)
    for change in ("block", "unblock"):
        await driver.control("POST", f"/people/{person}/{change}")
    await driver.updates()


async def in_group(driver: Driver, operator: int) -> None:
    topic = await driver.bot("createForumTopic", chat_id=FIRST_GROUP, name="KZ-0001")
    place = {"chat_id": FIRST_GROUP, "message_thread_id": topic["message_thread_id"]}
    await driver.bot("sendMessage", **place, text="Hello")
    await driver.bot("editForumTopic", **place, name="KZ-0002")
    await driver.bot("closeForumTopic", **place)
    await driver.bot("reopenForumTopic", **place)
    as_operator = {"from": operator, "thread_id": topic["message_thread_id"]}
    await driver.write(FIRST_GROUP, text="Hello", **as_operator)
    await driver.write(FIRST_GROUP, text="Hello", anonymous=True, **as_operator)
    await driver.updates()


async def asked(driver: Driver) -> None:
    me = await driver.bot("getMe")
    await driver.bot("getChat", chat_id=FIRST_GROUP)
    await driver.bot("getChatAdministrators", chat_id=FIRST_GROUP)
    for standing in ("administrator", "member"):
        await driver.control("PATCH", f"/groups/{FIRST_GROUP}", bot=standing)
        await driver.bot("getChatMember", chat_id=FIRST_GROUP, user_id=me["id"])
    await driver.bot("setMyCommands", commands=[{"command": "start", "description": "Start"}])
    for method in ("getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription"):
        await driver.bot(method)
    await driver.bot("setWebhook", url="http://127.0.0.1:9/hook")
    await driver.bot("getWebhookInfo")


async def test_no_library_finds_anything_strange_in_what_the_sandbox_emits(
    driver: Driver,
) -> None:
    recorded = Recorded(driver.url, driver.session)

    await everything(recorded)

    assert recorded.strange == []
    assert set(recorded.seen) == set(RESULTS.values())


@pytest.mark.parametrize(
    ("place", "misspelt"),
    [(("message",), "voise"), (("message", "chat"), "is_forrum"), (("message", "from"), "nane")],
)
async def test_the_gate_sees_a_misspelt_field_at_any_depth(
    driver: Driver, place: tuple[str, ...], misspelt: str
) -> None:
    person = await driver.person()
    await driver.write(person, text="Hello")
    (update,) = await driver.updates()
    inside = update
    for name in place:
        inside = inside[name]

    inside[misspelt] = "x"

    assert len(strange("Update", update)) == 2


class Client(Protocol):
    """What both libraries' clients do in the conversation, by one set of names."""

    async def text(self, chat: int, text: str, markup: dict[str, Any] | None = None) -> int: ...
    async def edit(self, chat: int, message: int, text: str) -> None: ...
    async def delete(self, chat: int, message: int) -> None: ...
    async def copy(self, chat: int, source: int, message: int, thread: int) -> None: ...
    async def photo(self, chat: int, content: bytes) -> None: ...
    async def answer(self, press: str, text: str) -> None: ...
    async def topic(self, chat: int, name: str) -> int: ...
    async def updates(self) -> list[tuple[str, str]]: ...
    async def fetch(self, file: str) -> bytes: ...
    def trouble(self) -> tuple[type[Exception], type[Exception], type[Exception]]: ...


def _told(update: types.Update | telegram.Update) -> tuple[str, str]:
    if update.callback_query:
        return "press", update.callback_query.id
    return "message", (update.message and update.message.text) or ""


class ByAiogram:
    """The conversation with aiogram's Bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._offset = 0

    async def text(self, chat: int, text: str, markup: dict[str, Any] | None = None) -> int:
        keys = types.InlineKeyboardMarkup.model_validate(markup) if markup else None
        return (await self._bot.send_message(chat, text, reply_markup=keys)).message_id

    async def edit(self, chat: int, message: int, text: str) -> None:
        await self._bot.edit_message_text(text=text, chat_id=chat, message_id=message)

    async def delete(self, chat: int, message: int) -> None:
        await self._bot.delete_message(chat, message)

    async def copy(self, chat: int, source: int, message: int, thread: int) -> None:
        await self._bot.copy_message(chat, source, message, message_thread_id=thread)

    async def photo(self, chat: int, content: bytes) -> None:
        await self._bot.send_photo(chat, types.BufferedInputFile(content, "a.png"), caption="a")

    async def answer(self, press: str, text: str) -> None:
        await self._bot.answer_callback_query(press, text)

    async def topic(self, chat: int, name: str) -> int:
        return (await self._bot.create_forum_topic(chat, name)).message_thread_id

    async def updates(self) -> list[tuple[str, str]]:
        updates = await self._bot.get_updates(offset=self._offset, timeout=10)
        self._offset = max(update.update_id for update in updates) + 1
        return [_told(update) for update in updates]

    async def fetch(self, file: str) -> bytes:
        found = await self._bot.download(file)
        assert found is not None
        return found.read()

    def trouble(self) -> tuple[type[Exception], type[Exception], type[Exception]]:
        return TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter


class ByTelegram:
    """The conversation with python-telegram-bot's Bot."""

    def __init__(self, bot: telegram.Bot) -> None:
        self._bot = bot
        self._offset = 0

    async def text(self, chat: int, text: str, markup: dict[str, Any] | None = None) -> int:
        keys = telegram.InlineKeyboardMarkup.de_json(markup, None) if markup else None
        return (await self._bot.send_message(chat, text, reply_markup=keys)).message_id

    async def edit(self, chat: int, message: int, text: str) -> None:
        await self._bot.edit_message_text(text, chat_id=chat, message_id=message)

    async def delete(self, chat: int, message: int) -> None:
        await self._bot.delete_message(chat, message)

    async def copy(self, chat: int, source: int, message: int, thread: int) -> None:
        await self._bot.copy_message(chat, source, message, message_thread_id=thread)

    async def photo(self, chat: int, content: bytes) -> None:
        await self._bot.send_photo(chat, content, caption="a", filename="a.png")

    async def answer(self, press: str, text: str) -> None:
        await self._bot.answer_callback_query(press, text)

    async def topic(self, chat: int, name: str) -> int:
        return (await self._bot.create_forum_topic(chat, name)).message_thread_id

    async def updates(self) -> list[tuple[str, str]]:
        updates = await self._bot.get_updates(offset=self._offset, timeout=10)
        self._offset = max(update.update_id for update in updates) + 1
        return [_told(update) for update in updates]

    async def fetch(self, file: str) -> bytes:
        found = await self._bot.get_file(file)
        return bytes(await found.download_as_bytearray())

    def trouble(self) -> tuple[type[Exception], type[Exception], type[Exception]]:
        return BadRequest, Forbidden, RetryAfter


@asynccontextmanager
async def aiogram_client(url: str) -> AsyncIterator[Client]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(SANDBOX_TOKEN, session=session) as bot:
        yield ByAiogram(bot)


@asynccontextmanager
async def telegram_client(url: str) -> AsyncIterator[Client]:
    requests = HTTPXRequest(httpx_kwargs={"trust_env": False})
    polls = HTTPXRequest(httpx_kwargs={"trust_env": False})
    bot = telegram.Bot(
        SANDBOX_TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=requests,
        get_updates_request=polls,
    )
    async with bot:
        yield ByTelegram(bot)


@pytest.mark.parametrize("client", [aiogram_client, telegram_client])
async def test_both_clients_have_the_same_conversation(
    driver: Driver,
    client: Any,
) -> None:
    person = await driver.person()
    async with client(driver.url) as bot:
        await driver.write(person, text="Hello")
        assert await bot.updates() == [("message", "Hello")]
        await choose(driver, bot, person)
        await share(driver, bot, person)
        await refused(driver, bot, person)


async def choose(driver: Driver, bot: Client, person: int) -> None:
    """A screen with buttons, a tap, an edit in place, a deletion."""
    screen = await bot.text(person, "Choose", keyboard("One", "Two"))
    press = await driver.tap(person, button="Two")
    ((_, arrived),) = await bot.updates()
    await bot.answer(arrived, "Thanks")
    await bot.edit(person, screen, "Chosen")
    assert (await driver.screen(person))[-1]["text"] == "Chosen"
    await bot.delete(person, screen)
    assert arrived == press
    assert (await driver.screen(person))[-1]["text"] == "Hello"


async def share(driver: Driver, bot: Client, person: int) -> None:
    """A photo both ways, and a voice message copied into a topic."""
    await bot.photo(person, PNG)
    photo = (await driver.screen(person))[-1]
    assert photo["caption"] == "a"
    assert await bot.fetch(photo["photo"]["file_id"]) == PNG
    voice = (await driver.write(person, voice=True))["message_id"]
    thread = await bot.topic(FIRST_GROUP, "KZ-0001")
    await bot.copy(FIRST_GROUP, person, voice, thread)
    assert "voice" in (await driver.screen(FIRST_GROUP))[-1]


async def refused(driver: Driver, bot: Client, person: int) -> None:
    """Each refusal arrives as the library's own error."""
    bad_request, forbidden, retry_after = bot.trouble()
    with pytest.raises(bad_request, match="not found"):
        await bot.edit(person, 999, "Bye")
    await driver.fault("429", chat_id=person, retry_after=3)
    with pytest.raises(retry_after):
        await bot.text(person, "Hello")
    await driver.control("POST", f"/people/{person}/block")
    with pytest.raises(forbidden, match="blocked by the user"):
        await bot.text(person, "Hello")
