"""The staff group's topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from tests.sandbox.driver import Driver


async def topic(driver: Driver, name: str = "KZ-0001") -> int:
    made = await driver.bot("createForumTopic", chat_id=FIRST_GROUP, name=name)
    return int(made["message_thread_id"])


async def test_a_topics_number_is_that_of_the_message_announcing_it(driver: Driver) -> None:
    thread = await topic(driver)

    (update,) = await driver.updates()
    announced = update["message"]
    assert announced["message_id"] == announced["message_thread_id"] == thread
    assert announced["forum_topic_created"]["name"] == "KZ-0001"


async def test_a_long_name_is_cut_and_none_is_refused(driver: Driver) -> None:
    made = await driver.bot("createForumTopic", chat_id=FIRST_GROUP, name="n" * 200)

    declined = await driver.declined("createForumTopic", chat_id=FIRST_GROUP, name=" ")

    assert len(made["name"]) == 128
    assert declined == "Bad Request: name must be non-empty"


async def test_words_of_operators_and_bot_stand_in_their_topic(driver: Driver) -> None:
    thread, operator = await topic(driver), await driver.operator()
    await driver.updates()

    await driver.write(FIRST_GROUP, text="Good evening", thread_id=thread, **{"from": operator})
    sent = await driver.bot(
        "sendMessage", chat_id=FIRST_GROUP, text="Hello", message_thread_id=thread
    )

    (update,) = await driver.updates()
    assert update["message"]["message_thread_id"] == thread
    assert update["message"]["is_topic_message"]
    assert sent["message_thread_id"] == thread


@pytest.mark.parametrize("thread", [1, 999])
async def test_the_general_topic_and_an_unknown_one_are_not_found(
    driver: Driver, thread: int
) -> None:
    declined = await driver.declined(
        "sendMessage", chat_id=FIRST_GROUP, text="Hello", message_thread_id=thread
    )

    assert declined == "Bad Request: message thread not found"


async def test_with_topics_off_the_thread_is_ignored_in_silence(driver: Driver) -> None:
    thread = await topic(driver)
    await driver.control("PATCH", f"/groups/{FIRST_GROUP}", is_forum=False)

    sent = await driver.bot(
        "sendMessage", chat_id=FIRST_GROUP, text="Hello", message_thread_id=thread
    )

    assert "message_thread_id" not in sent
    assert (
        await driver.declined("createForumTopic", chat_id=FIRST_GROUP, name="a")
        == "Bad Request: the chat is not a forum"
    )


async def test_closing_twice_and_opening_twice_are_refused(driver: Driver) -> None:
    place = {"chat_id": FIRST_GROUP, "message_thread_id": await topic(driver)}

    declined = [await driver.declined("reopenForumTopic", **place)]
    await driver.bot("closeForumTopic", **place)
    declined.append(await driver.declined("closeForumTopic", **place))

    assert declined == ["Bad Request: TOPIC_NOT_MODIFIED"] * 2


async def test_a_closed_topic_takes_words_only_from_who_has_the_right(driver: Driver) -> None:
    place = {"chat_id": FIRST_GROUP, "message_thread_id": await topic(driver)}
    await driver.bot("closeForumTopic", **place)
    await driver.bot("sendMessage", **place, text="Hello")

    await driver.control("PATCH", f"/groups/{FIRST_GROUP}", rights=["delete_messages"])

    assert await driver.declined("sendMessage", **place, text="a") == "Bad Request: TOPIC_CLOSED"


async def test_without_the_right_no_topic_can_be_made_or_deleted(driver: Driver) -> None:
    place = {"chat_id": FIRST_GROUP, "message_thread_id": await topic(driver)}
    await driver.control("PATCH", f"/groups/{FIRST_GROUP}", rights=["pin_messages"])

    made = await driver.declined("createForumTopic", chat_id=FIRST_GROUP, name="a")
    deleted = await driver.declined("deleteForumTopic", **place)

    assert made == "Bad Request: not enough rights to create a topic"
    assert deleted == "Bad Request: not enough rights to delete the topic"


async def test_deleting_a_topic_takes_all_its_messages(driver: Driver) -> None:
    place = {"chat_id": FIRST_GROUP, "message_thread_id": await topic(driver)}
    await driver.bot("sendMessage", **place, text="Hello")

    await driver.bot("deleteForumTopic", **place)

    assert await driver.screen(FIRST_GROUP) == []
    assert await driver.declined("closeForumTopic", **place) == "Bad Request: TOPIC_ID_INVALID"


async def test_a_topic_can_be_renamed(driver: Driver) -> None:
    place = {"chat_id": FIRST_GROUP, "message_thread_id": await topic(driver)}

    await driver.bot("editForumTopic", **place, name="KZ-0002")

    (group,) = (await driver.control("GET", ""))["groups"]
    assert group["topics"][0]["name"] == "KZ-0002"


async def test_operators_close_and_delete_topics_by_hand(driver: Driver) -> None:
    thread = await topic(driver)
    await driver.updates()

    await driver.control("PATCH", f"/chats/{FIRST_GROUP}/topics/{thread}", closed=True)
    (update,) = await driver.updates()
    await driver.control("DELETE", f"/chats/{FIRST_GROUP}/topics/{thread}")

    assert "forum_topic_closed" in update["message"]
    assert await driver.updates() == []


async def test_a_bot_that_is_no_administrator_sees_commands_only(driver: Driver) -> None:
    operator = await driver.operator()
    await driver.control("PATCH", f"/groups/{FIRST_GROUP}", bot="member")

    for text in ("Hello", "/help"):
        await driver.write(FIRST_GROUP, text=text, **{"from": operator})

    assert [update["message"]["text"] for update in await driver.updates()] == ["/help"]


async def test_an_anonymous_administrator_writes_as_the_group(driver: Driver) -> None:
    operator = await driver.operator()

    await driver.write(FIRST_GROUP, text="Hello", anonymous=True, **{"from": operator})

    (update,) = await driver.updates()
    assert update["message"]["from"]["username"] == "GroupAnonymousBot"
    assert update["message"]["sender_chat"]["id"] == FIRST_GROUP
