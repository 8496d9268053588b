"""Free words, links and danger over the whole road: from a phone to the queue and the counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from tests.road.scene import talking

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Scene


# What is counted of nobody, beside what is counted of somebody in the widest words.
WHOLE = "SELECT counted, name, number FROM tallies WHERE face = 'whole'"


def asked(installation: Installation, question: str) -> list[tuple[object, ...]]:
    """Return what the database answers."""
    with psycopg.connect(installation.database_url) as connection:
        return connection.execute(question.encode()).fetchall()


async def test_words_of_danger_show_numbers_and_bring_the_case_to_the_head_of_the_queue(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person("en"), await scene.group()
    async with installation.running():
        await phone.write("/start")
        await phone.press("English")
        await phone.write("They locked me in and beat me")
        await phone.press("🆘 Tell a person now")
        await phone.see("We have told an operator")
        await group.see("🔴")

        assert asked(installation, "SELECT priority, state FROM cases") == [("now", "waiting")]


async def test_danger_in_a_talk_raises_the_priority_while_the_bot_stays_silent(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        before = await phone.shown()
        await phone.write("меня заперли")
        await group.see("меня заперли", thread)

        assert asked(installation, "SELECT priority FROM cases") == [("now",)]
        assert await phone.shown() == [*before, "меня заперли"]


async def test_words_that_find_nothing_are_counted_and_nothing_of_them_is_kept_there(
    scene: Scene, installation: Installation
) -> None:
    phone = await scene.person("en")
    async with installation.running():
        await phone.write("/start")
        await phone.press("English")
        await phone.write("zzzz qqqq xxxx")
        await phone.see("We have your message")

        rows = asked(installation, WHOLE)
        assert rows == [("gap", "en", 1)]


async def test_a_poster_opens_its_page_after_the_language_and_is_counted_by_its_place(
    scene: Scene, installation: Installation
) -> None:
    phone = await scene.person("en")
    async with installation.running():
        await phone.write("/start page_work-passport-station")
        await phone.press("English")
        await phone.see("They keep my passport")
        await phone.write("/start page_work-passport-invented")
        await phone.see("They keep my passport")

        rows = asked(installation, WHOLE)
        assert rows == [("poster", "station", 1)]
