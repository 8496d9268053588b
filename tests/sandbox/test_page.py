"""The sandbox's page in a real browser, with a few lines of HTTP playing the bot."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
import pytest
from playwright.async_api import expect

from tests.browser import NoBrowser, chromium_or_skip, visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

GREETING = "Good evening 🙂 dear <b>reader</b>"
LOUD = {"type": "bold", "offset": 0, "length": 12}
KEYS = {
    "inline_keyboard": [
        [{"text": "Guidance", "callback_data": "g"}],
        [{"text": "Leave", "callback_data": "l", "style": "danger"}],
    ]
}


# Whether the sandbox has faults is as asked, seen from the page's own origin.
FAULTS = """async (wanted) => {
  const sandbox = await (await fetch("/sandbox")).json();
  return (sandbox.faults.length > 0) === wanted;
}"""

# Offsets count UTF-16 units, so the face before the letters takes two.
OVERLAP = """async () => {
  const { formatted } = await import("/page/entities.js");
  const place = document.createElement("p");
  place.append(formatted("🙂abcdefg", [
    { type: "italic", offset: 4, length: 4 },
    { type: "bold", offset: 2, length: 4 },
  ]));
  return place.innerHTML;
}"""


class Served(Protocol):
    """A running sandbox, as far as this page needs one."""

    @property
    def url(self) -> str: ...


class Hand:
    """Calls the Bot API as the bot, and the control API as whoever sets the scene."""

    def __init__(self, session: aiohttp.ClientSession, address: str, token: str) -> None:
        self._session = session
        self._bot = f"{address}/bot{token}"
        self._control = f"{address}/sandbox"
        self._next = 0

    async def bot(self, method: str, **fields: object) -> dict[str, Any]:
        """The Bot API's answer to one call that must succeed."""
        async with self._session.post(f"{self._bot}/{method}", json=fields) as response:
            answer: dict[str, Any] = await response.json()
        assert answer["ok"], answer
        return answer

    async def update(self, kind: str) -> dict[str, Any]:
        """The next update of this kind, waiting for it as a polling bot does."""
        while True:
            answer = await self.bot("getUpdates", offset=self._next, timeout=10)
            for update in answer["result"]:
                self._next = update["update_id"] + 1
                if kind in update:
                    found: dict[str, Any] = update[kind]
                    return found

    async def control(self, method: str, path: str, **fields: object) -> dict[str, Any]:
        """What the control API answers to one request that must succeed."""
        url = f"{self._control}{path}"
        async with self._session.request(method, url, json=fields or None) as response:
            assert response.ok, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer

    async def person(self, language: str = "en") -> int:
        """A new person who has pressed Start; the bot has seen it."""
        added = await self.control("POST", "/people", first_name="Robin", language_code=language)
        person: int = added["id"]
        await self.control("POST", f"/chats/{person}/messages", text="/start")
        await self.update("message")
        return person


@pytest.fixture
def address(sandbox: Served) -> str:
    return sandbox.url


@asynccontextmanager
async def reaching(address: str) -> AsyncIterator[Hand]:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{address}/sandbox") as response:
            token = (await response.json())["bot"]["token"]
        yield Hand(session, address, token)


def phone_of(page: Page, person: int) -> Locator:
    return page.get_by_test_id(f"phone-{person}")


@pytest.mark.browser
async def test_a_message_typed_on_the_phone_reaches_the_bot(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()

        await phone_of(visited.page, person).get_by_test_id("composer").fill("I have a question")
        await phone_of(visited.page, person).get_by_test_id("send").click()

        message = await hand.update("message")
        assert (message["chat"]["id"], message["text"]) == (person, "I have a question")


@pytest.mark.browser
async def test_a_bots_message_is_drawn_with_its_bold_words_and_its_buttons(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()
        phone = phone_of(visited.page, person)

        await hand.bot(
            "sendMessage", chat_id=person, text=GREETING, entities=[LOUD], reply_markup=KEYS
        )

        await expect(phone.locator("strong")).to_have_text("Good evening")
        await expect(phone.get_by_role("button", name="Guidance")).to_be_visible()
        await expect(phone.get_by_role("button", name="Leave")).to_have_class("key is-danger")


@pytest.mark.browser
async def test_markup_in_a_persons_words_stays_words(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()

        await hand.bot("sendMessage", chat_id=person, text=GREETING)

        phone = phone_of(visited.page, person)
        await expect(phone.get_by_text("<b>reader</b>")).to_be_visible()
        await expect(phone.locator("b")).to_have_count(0)


@pytest.mark.browser
async def test_a_tap_reaches_the_bot_and_its_answer_is_shown(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()
        phone = phone_of(visited.page, person)
        await hand.bot("sendMessage", chat_id=person, text=GREETING, reply_markup=KEYS)

        await phone.get_by_role("button", name="Guidance").click()
        tap = await hand.update("callback_query")
        await hand.bot("answerCallbackQuery", callback_query_id=tap["id"], text="One moment")

        assert tap["data"] == "g"
        await expect(phone.get_by_test_id("notice")).to_have_text("One moment")


@pytest.mark.browser
async def test_a_phone_in_dari_is_laid_out_from_right_to_left(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person("fa")
        phone = phone_of(visited.page, person)

        await hand.bot("sendMessage", chat_id=person, text="سلام، چه کمکی لازم دارید؟")

        words = phone.get_by_text("سلام")
        await expect(words).to_have_css("direction", "rtl")
        await expect(phone.locator(".phone")).to_have_attribute("dir", "rtl")
        theirs = await words.bounding_box()
        mine = await phone.get_by_text("/start").bounding_box()
        assert theirs is not None
        assert mine is not None
        assert theirs["x"] + theirs["width"] > mine["x"] + mine["width"]


@pytest.mark.browser
async def test_a_message_the_bot_deletes_vanishes_from_the_phone(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()
        sent = await hand.bot("sendMessage", chat_id=person, text=GREETING)
        drawn = phone_of(visited.page, person).get_by_test_id(
            f"message-{sent['result']['message_id']}"
        )
        await expect(drawn).to_be_visible()

        await hand.bot("deleteMessage", chat_id=person, message_id=sent["result"]["message_id"])

        await expect(drawn).to_have_count(0)


@pytest.mark.browser
async def test_a_person_can_take_back_what_they_wrote(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        phone = phone_of(visited.page, await hand.person())
        await expect(phone.get_by_text("/start")).to_be_visible()

        await phone.get_by_role("button", name="Delete this message").click()

        await expect(phone.get_by_text("/start")).to_have_count(0)
        await expect(phone.get_by_test_id("start")).to_be_visible()


@pytest.mark.browser
async def test_entities_that_overlap_are_nested_without_losing_a_letter(address: str) -> None:
    async with visit(address) as visited:
        markup = await visited.page.evaluate(OVERLAP)

        assert markup == "🙂<strong>ab<em>cd</em></strong><em>ef</em>g"


@pytest.mark.browser
async def test_a_voice_message_a_photo_and_a_place_are_shown_without_a_complaint(
    address: str,
) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()
        phone = phone_of(visited.page, person)

        for kind in ("voice", "photo", "document", "place", "contact"):
            await phone.get_by_test_id("attach").click()
            await phone.get_by_test_id(f"attach-{kind}").click()
            await hand.update("message")

        await expect(phone.locator("audio")).to_be_visible()
        await expect(phone.get_by_text("43.23800, 76.94500")).to_be_visible()
        await expect(phone.get_by_text("+70000000000")).to_be_visible()
        await expect(phone.locator("img")).to_have_js_property("complete", value=True)
        await expect(phone.locator("img")).not_to_have_js_property("naturalWidth", 0)
        assert visited.complaints == []


@pytest.mark.browser
async def test_an_edited_message_keeps_the_keyboards_place(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()
        sent = await hand.bot("sendMessage", chat_id=person, text=GREETING, reply_markup=KEYS)
        phone = phone_of(visited.page, person)
        await phone.get_by_role("button", name="Leave").focus()

        fields = {
            "message_id": sent["result"]["message_id"],
            "text": "Another page",
            "reply_markup": KEYS,
        }
        await hand.bot("editMessageText", chat_id=person, **fields)

        await expect(phone.get_by_text("Another page")).to_be_visible()
        await expect(phone.get_by_role("button", name="Leave")).to_be_focused()


@pytest.mark.browser
async def test_the_keyboard_alone_can_start_write_and_tap(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        keyboard = visited.page.keyboard
        await visited.page.get_by_test_id("person-name").focus()
        await keyboard.type("Alex")
        await keyboard.press("Enter")
        await expect(visited.page.get_by_test_id("start")).to_be_focused()
        await keyboard.press("Enter")
        person = (await hand.update("message"))["chat"]["id"]
        phone = phone_of(visited.page, person)

        await expect(phone.get_by_test_id("composer")).to_be_focused()
        await keyboard.type("Hello")
        await keyboard.press("Enter")
        await hand.bot("sendMessage", chat_id=person, text=GREETING, reply_markup=KEYS)
        await expect(phone.get_by_role("button", name="Leave")).to_be_visible()
        await tab_back_to(visited.page, "Leave")
        await keyboard.press("Enter")

        assert (await hand.update("message"))["text"] == "Hello"
        assert (await hand.update("callback_query"))["data"] == "l"


async def tab_back_to(page: Page, name: str) -> None:
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate("document.activeElement.textContent") == name:
            return
    pytest.fail(f"{name} cannot be reached with Tab")


@pytest.mark.browser
async def test_escape_closes_a_menu_and_gives_the_keyboard_back(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        phone = phone_of(visited.page, await hand.person())
        await phone.get_by_test_id("attach").click()
        await expect(phone.get_by_test_id("attach-voice")).to_be_focused()

        await visited.page.keyboard.press("Escape")

        await expect(phone.get_by_test_id("attach-voice")).to_be_hidden()
        await expect(phone.get_by_test_id("attach")).to_be_focused()


@pytest.mark.browser
async def test_nothing_scrolls_sideways_on_a_narrow_screen(address: str) -> None:
    async with reaching(address) as hand:
        person = (
            await hand.person()
        )  # a page that opens on an empty sandbox shows the tools itself
        await hand.bot("sendMessage", chat_id=person, text="w" * 200, reply_markup=KEYS)
        async with visit(address, width=360, height=740) as visited:
            await expect(phone_of(visited.page, person).get_by_text("www")).to_be_visible()

            await visited.page.get_by_role("button", name="Tools").click()

            await expect(visited.page.get_by_test_id("add-person")).to_be_visible()
            assert await visited.page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
async def test_on_a_narrow_screen_the_first_phone_comes_into_view_by_itself(address: str) -> None:
    async with reaching(address) as hand, visit(address, width=360, height=740) as visited:
        await expect(visited.page.get_by_role("heading", name="Desk")).to_be_visible()
        first, second = await hand.person(), await hand.person()

        await expect(phone_of(visited.page, first)).to_be_visible()
        await visited.page.get_by_test_id(f"tab-{second}").click()
        await hand.person()

        await expect(phone_of(visited.page, second)).to_be_visible()


@pytest.mark.browser
async def test_the_bad_network_switch_makes_and_mends_faults(address: str) -> None:
    async with visit(address) as visited:
        network = visited.page.get_by_test_id("bad-network")
        await network.focus()

        await visited.page.keyboard.press("Space")
        await visited.page.wait_for_function(FAULTS, arg=True)
        await expect(network).to_be_checked()

        await visited.page.keyboard.press("Space")
        await visited.page.wait_for_function(FAULTS, arg=False)


@pytest.mark.browser
async def test_a_blocked_bot_can_be_unblocked_from_the_phone(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        person = await hand.person()
        phone = phone_of(visited.page, person)
        await phone.get_by_test_id("phone-menu").click()
        await phone.get_by_test_id("toggle-block").click()
        await expect(phone.get_by_test_id("composer")).to_be_hidden()

        await phone.get_by_test_id("unblock").click()

        await expect(phone.get_by_test_id("composer")).to_be_visible()
        await hand.bot("sendMessage", chat_id=person, text=GREETING)


@pytest.mark.browser
async def test_an_operator_reads_a_topic_and_answers_in_it(address: str) -> None:
    async with reaching(address) as hand, visit(address) as visited:
        group = (await hand.control("GET", ""))["groups"][0]["id"]
        topic = await hand.bot("createForumTopic", chat_id=group, name="KZ-0001")
        thread = topic["result"]["message_thread_id"]
        await hand.update("message")
        await hand.bot("sendMessage", chat_id=group, message_thread_id=thread, text=GREETING)
        desk = visited.page.get_by_test_id("desk")

        await desk.get_by_test_id(f"topic-{thread}").click()
        await expect(desk.get_by_role("log").get_by_text("Good evening")).to_be_visible()
        await desk.get_by_test_id("composer").fill("I am here")
        await visited.page.keyboard.press("Enter")

        answer = await hand.update("message")
        assert (answer["text"], answer["message_thread_id"]) == ("I am here", thread)
        assert answer["from"]["first_name"] == "Operator A"
        assert visited.complaints == []


@pytest.mark.browser
async def test_no_script_or_style_of_the_page_is_refused_by_its_policy(address: str) -> None:
    async with visit(address) as visited:
        await expect(visited.page.get_by_test_id("hint")).to_be_visible()

        response = await visited.page.request.get(address)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert visited.complaints == []


def test_a_missing_browser_is_an_error_where_one_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTLINE_CHROMIUM", "no-such-browser")
    monkeypatch.setenv("HOTLINE_BROWSER_REQUIRED", "1")

    with pytest.raises(NoBrowser, match="HOTLINE_CHROMIUM"):
        chromium_or_skip()


def test_a_missing_browser_skips_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_CHROMIUM", "no-such-browser")
    monkeypatch.delenv("HOTLINE_BROWSER_REQUIRED", raising=False)

    with pytest.raises(pytest.skip.Exception, match="Chromium was not found"):
        chromium_or_skip()
