"""The courier keeps Telegram's pace, and obeys when it is told to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.road.scene import talking

if TYPE_CHECKING:
    from tests.road.program import Installation
    from tests.road.scene import Scene

REPLIES = [f"ҷавоб {word}" for word in ("якум", "дуюм", "сеюм", "чорум", "панҷум")]


async def refusals(scene: Scene) -> list[str]:
    entries: list[dict[str, Any]] = (await scene.driver.control("GET", "/log"))["entries"]
    refused = [entry["description"] for entry in entries if entry["kind"] == "refused"]
    return [words for words in refused if "retry after" in words]


@pytest.mark.parametrize("pace", ["true", "false"])
async def test_a_hurried_operators_replies_all_arrive_in_order(
    scene: Scene, installation: Installation, pace: str
) -> None:
    installation.more["HOTLINE_PACE"] = pace
    phone, group = await scene.person(), await scene.group()
    async with installation.running():
        thread = await talking(phone, group)
        await scene.driver.control("POST", "/flood", on=True)
        for reply in REPLIES:
            await group.write(reply, group.one, thread)
        await phone.see(REPLIES[-1])

        arrived = [words for words in await phone.shown() if words in REPLIES]
        waited = await refusals(scene)

    assert arrived == REPLIES
    assert (waited == []) == (pace == "true")


async def test_every_update_ends_with_one_fate(scene: Scene, installation: Installation) -> None:
    phone, group = await scene.person(), await scene.group()
    for kind in ("duplicate", "undecodable"):
        await scene.driver.fault(kind, every=2, times=10_000)
    async with installation.running():
        await phone.ask()
        thread = await group.take()
        await group.write("// note", group.one, thread)
        await group.write("Салом", group.one, thread)
        await phone.see("Салом")
        await phone.write("Ташаккур")
        await group.see("Ташаккур", thread)
        await group.press("✅", group.one, thread)
        await phone.see("Ташаккур, ки навиштед")

    async with await psycopg.AsyncConnection.connect(installation.database_url) as connection:
        rows = await connection.execute("SELECT state, fate FROM inbox ORDER BY id")
        fates = await rows.fetchall()

    assert {state for state, _ in fates} == {"done", "quarantined"}
    assert all(fate for _, fate in fates)
    assert {fate for state, fate in fates if state == "quarantined"} == {"unreadable"}
