"""Answers that get lost on the way back: tried once more, and said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.road.scene import talking
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Scene

WORDS = "Мо дар роҳ"


@pytest.mark.parametrize(
    ("times", "notice"), [(1, "sent twice"), (2, "Nobody knows whether this message arrived")]
)
async def test_a_reply_without_an_answer_goes_out_twice_at_most_and_the_operator_is_told(
    scene: Scene, installation: Installation, times: int, notice: str
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        await scene.driver.fault(
            "reset_after", method="copyMessage", chat_id=phone.person, times=times
        )
        await group.write(WORDS, group.one, thread)

        await group.see(notice, thread)

        assert (await phone.shown()).count(WORDS) == 2


async def test_a_message_to_the_operators_is_repeated_until_it_is_answered(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        await scene.driver.fault(
            "reset_before", method="copyMessage", chat_id=FIRST_GROUP, times=3
        )
        await phone.write("Дарро қулф карданд")

        assert await group.see("Дарро қулф карданд", thread)


async def test_a_topic_deleted_by_hand_is_made_anew(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        await scene.driver.control("DELETE", f"/chats/{FIRST_GROUP}/topics/{thread}")
        await phone.write("Шумо ҳастед?")

        found = await scene.until(
            FIRST_GROUP,
            lambda shown: next((m for m in shown if m.get("text") == "Шумо ҳастед?"), None),
        )

        assert found["thread_id"] != thread


async def test_with_topics_switched_off_nothing_of_a_case_lands_in_the_open_group(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        await scene.driver.control("PATCH", f"/groups/{FIRST_GROUP}", is_forum=False)
        await phone.write("Ин пинҳонист")
        await phone.write("/delete")
        await phone.press("🗑 Ҳамаашро")
        await scene.until(phone.person, lambda shown: len(shown) == 1)

        shown = await scene.driver.screen(FIRST_GROUP)
        open_words = [m.get("text", "") for m in shown if m.get("thread_id") is None]

    assert thread
    assert not any("пинҳонист" in words for words in open_words)


async def test_a_person_who_comes_back_after_blocking_is_heard(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        await scene.driver.control("POST", f"/people/{phone.person}/block")
        await group.write(WORDS, group.one, thread)
        await group.see("⛔", thread)

        await phone.write("Ман баргаштам")

        assert await group.see("Ман баргаштам", thread)
