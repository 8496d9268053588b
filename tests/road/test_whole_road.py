"""The whole road: a person writes, an operator answers, by polling and by webhook."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.road.scene import talking
from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.road.program import Installation
    from tests.road.scene import Phone, Scene

# What holds anything of a person: nothing of it may be left after erasing.
LEFT_BEHIND = """
    SELECT (SELECT count(*) FROM persons), (SELECT count(*) FROM messages),
           (SELECT count(*) FROM answers), (SELECT count(*) FROM traces),
           (SELECT count(*) FROM inbox WHERE length(body) > 0),
           (SELECT count(*) FROM deliveries WHERE length(letter) > 0)
"""

WAYS = pytest.mark.parametrize("receive", ["polling", "webhook"])


@asynccontextmanager
async def served(installation: Installation, receive: str) -> AsyncIterator[None]:
    """Run the service in this process."""
    installation.receive = receive
    async with installation.running():
        yield


async def read_about_the_patent(phone: Phone) -> None:
    """Choose Tajik and read a page of guidance."""
    await phone.write("/start")
    await phone.press("Тоҷикӣ")
    await phone.press("🗺 Кишварҳо")
    await phone.press("Россия")
    await phone.see("Шиносномаи кадом")  # the screen before has a Тоҷикистон of its own
    await phone.press("Тоҷикистон")
    await phone.press("📄 Гирифтани патент")
    assert "30 рӯз" in (await phone.see("баъди омадан"))["text"]


async def ask_for_a_person(phone: Phone) -> None:
    """Go through the safe-to-talk check and the three questions."""
    await phone.press("🆘 Кӯмак")
    await phone.press("💬 Навиштан ба одам")
    await phone.press("👍 Бале")
    await phone.press("👍 Пурсед")
    await phone.press("Ман калонсолам")
    await phone.press("Дар дасти каси дигар")
    await phone.press("Не")
    await phone.see("⏳")


@WAYS
@pytest.mark.parametrize("faults", [(), ("duplicate", "reorder")], ids=["calm", "stormy"])
async def test_a_person_asks_an_operator_answers_and_the_talk_is_closed(
    scene: Scene, installation: Installation, receive: str, faults: tuple[str, ...]
) -> None:
    for kind in faults:
        await scene.driver.fault(kind, times=10_000, every=2)
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, receive):
        await read_about_the_patent(phone)
        await ask_for_a_person(phone)
        await group.see("🔴")
        thread = await group.take()

        await group.write("Салом! Ман ин ҷо.", group.one, thread)
        await phone.see("Салом! Ман ин ҷо.")
        await phone.send(voice=True)
        await phone.write("Шиносномаи маро гирифтанд")
        await group.see("voice", thread)
        await group.see("Шиносномаи маро гирифтанд", thread)
        await group.press("✅", group.one, thread)
        await phone.see("Ташаккур, ки навиштед")

        texts = [text for text in await phone.shown() if "Ман ин ҷо" in text]
        voices = [message for message in await group.inside(thread) if "voice" in message]
        assert (len(texts), len(voices)) == (1, 1)


@WAYS
async def test_exactly_one_of_two_operators_takes_a_case(
    scene: Scene, installation: Installation, receive: str
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, receive):
        await read_about_the_patent(phone)
        await ask_for_a_person(phone)
        await group.see("🔴")
        message = await group.see("🔴")
        label = message["buttons"][0][0]["text"]
        for operator in (group.one, group.other):
            await scene.driver.tap(
                FIRST_GROUP, message_id=message["message_id"], button=label, **{"from": operator}
            )
        thread = await group.topic()

        for operator in (group.one, group.other):
            await group.write(f"from {operator}", operator, thread)
        await group.see("another operator holds this case", thread)
        await phone.see("from ")

        said = [text for text in await phone.shown() if text.startswith("from ")]
        assert len(said) == 1
        world = await scene.driver.control("GET", "")
        assert len(world["groups"][0]["topics"]) == 1


async def test_an_alert_says_nothing_of_what_was_written(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        await phone.ask()
        await phone.write("Маро зарба мезананд")
        alert = await group.see("🟡")

        assert "зарба" not in str(await scene.driver.screen(FIRST_GROUP))
        assert len(alert["text"]) < 40


async def test_what_was_written_while_waiting_is_in_the_topic(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        await phone.write("Ёрӣ диҳед")
        await phone.press("Тоҷикӣ")
        await phone.press("💬")
        await phone.press("👍 Бале")
        await phone.send(photo=True, caption="Хӯҷаин")
        await phone.send(location={"latitude": 55.7, "longitude": 37.6})
        thread = await group.take()

        for words in ("Хӯҷаин", "location", "Ёрӣ диҳед"):
            assert await group.see(words, thread)


async def test_a_note_stays_with_the_operators(scene: Scene, installation: Installation) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        thread = await talking(phone, group)
        await group.write("// she sounds afraid", group.one, thread)
        await group.press("🔒", group.one, thread)
        await group.see("🔒", thread)
        await group.write("her brother may read along", group.one, thread)
        await group.write("Кадом вақт занг занем?", group.one, thread)
        await phone.see("Кадом вақт")

        words = " ".join(await phone.shown())
        assert "afraid" not in words
        assert "brother" not in words


async def test_the_bot_is_silent_while_a_human_owns_the_talk(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        thread = await talking(phone, group)
        before = len([1 for text in await phone.shown() if text])
        for text in ("якум", "дуюм", "сеюм"):
            await phone.write(text)
        for text in ("якум", "дуюм", "сеюм"):
            await group.see(text, thread)

        assert len(await phone.shown()) == before + 3
        inside = [message.get("text") for message in await group.inside(thread)]
        assert [text for text in inside if text in {"якум", "дуюм", "сеюм"}] == [
            "якум",
            "дуюм",
            "сеюм",
        ]


async def test_a_message_after_the_end_opens_the_case_again(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        thread = await talking(phone, group)
        await group.press("✅", group.one, thread)
        await phone.see("Ташаккур, ки навиштед")

        await phone.write("Боз ман")
        await phone.see("⏳")
        await group.see("wrote again")
        await group.press("✋", group.other)

        assert await group.see("Боз ман", thread)


@pytest.mark.parametrize("way", ["button", "command"])
async def test_leaving_in_the_middle_of_the_questions_leaves_a_list_of_languages(
    scene: Scene, installation: Installation, way: str
) -> None:
    phone = await scene.person("tg")
    async with served(installation, "polling"):
        await phone.ask()
        await phone.press("👍 Пурсед")
        await phone.write("Маро намемонанд")
        if way == "button":
            await phone.press("🧹")
        else:
            await phone.write("/clear")

        def only_languages(shown: list[dict[str, object]]) -> bool:
            return len(shown) == 1 and str(shown[0].get("text", "")).startswith("🌐")

        assert await scene.until(phone.person, only_languages)


async def test_erasing_takes_everything_and_tells_the_operators(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        await talking(phone, group)
        await phone.write("Номи ман Гулбаҳор")
        await phone.write("/delete")
        await phone.press("🗑 Ҳамаашро")

        await scene.until(phone.person, lambda shown: len(shown) == 1)
        await group.see("🕳")
        assert await scene.until(FIRST_GROUP, lambda shown: "Гулбаҳор" not in str(shown))

    async with await psycopg.AsyncConnection.connect(installation.database_url) as connection:
        rows = await connection.execute(LEFT_BEHIND)
        assert await rows.fetchone() == (0, 0, 0, 0, 0, 0)


async def test_a_person_who_blocks_is_told_to_the_operator(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        thread = await talking(phone, group)
        await scene.driver.control("POST", f"/people/{phone.person}/block")
        await group.write("Шумо хубед?", group.one, thread)

        assert await group.see("⛔", thread)


async def test_a_sensitive_screen_can_never_be_forwarded_whatever_was_shown_before(
    scene: Scene, installation: Installation
) -> None:
    phone = await scene.person("tg")
    async with served(installation, "polling"):
        await phone.write("/start")
        await phone.press("Тоҷикӣ")
        home = await phone.see("Кор ва сафар")
        await phone.press("💬")
        safe = await phone.see("Пеш аз оғоз")
        await phone.press("👍 Бале")
        ready = await phone.see("Якчанд саволи кӯтоҳ")

    assert not home.get("protected")
    assert safe["protected"]
    assert (ready["message_id"], ready["protected"]) == (safe["message_id"], True)


async def test_what_was_read_before_asking_says_how_fast_a_human_is_needed(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        await phone.write("/start")
        await phone.press("Тоҷикӣ")
        await phone.press("💼")
        await phone.press("🛂")
        await phone.see("🛂")  # the screen before has a 💬 of its own
        await phone.press("💬")
        await phone.press("👍 Бале")

        assert await group.see("🟠 today")


async def test_an_operator_takes_the_next_case_and_reads_what_was_told(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("tg"), await scene.group()
    async with served(installation, "polling"):
        await phone.ask()
        await phone.press("👍 Пурсед")
        await phone.press("Ман калонсолам")
        await phone.press("Дар дасти каси дигар")
        await phone.press("Не")
        await group.see("🔴")
        await group.press("➡️", group.one)
        thread = await group.topic()

        table = await group.see("📋", thread)
        for words in ("Papers taken", "two strong signs", "no legal finding"):
            assert words in table["text"]
        assert "Papers" not in " ".join(await phone.shown())
