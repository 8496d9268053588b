"""Somebody stands beside the person: the phone shows nothing, the operators know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Phone, Scene

LEAVE, DURESS = "зелёный чай", "синий ананас"


async def choose_words(phone: Phone) -> None:
    """Choose a leave word and a duress word; skip the safe word."""
    await phone.write("/start")
    for label in ("Тоҷикӣ", "🔒", "🗝", "▶️"):
        await phone.press(label)
    await phone.see("1/3")
    await phone.write(LEAVE)
    await phone.see("2/3")
    await phone.press("⏭")
    await phone.see("3/3")
    await phone.write(DURESS)
    await phone.see("✅")


async def test_a_duress_word_hides_the_talk_and_a_leave_word_empties_the_chat(
    scene: Scene, installation: Installation
) -> None:
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        await choose_words(phone)
        chosen = await phone.shown()
        for label in ("🏠", "💬", "👍 Бале"):
            await phone.press(label)
        thread = await group.take()
        await phone.see("Одам дар ин ҷост")
        await phone.write(DURESS)
        await group.see("somebody is with me", thread)
        await phone.see("Кор ва сафар")
        await group.write("Ман дар роҳам", group.one, thread)
        await group.see("Not sent", thread)
        watched = await phone.shown()
        await phone.write(LEAVE)
        await scene.until(phone.person, lambda shown: len(shown) == 1)

    assert not {LEAVE, DURESS} & set(chosen)
    assert not [words for words in watched if "Одам дар" in words or "роҳам" in words]
    assert DURESS not in str(await group.inside(thread))
