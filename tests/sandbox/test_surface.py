"""Names, descriptions and commands, each by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.driver import FIRST_GROUP

if TYPE_CHECKING:
    from typing import Any

    from tests.sandbox.driver import Driver

START = {"command": "start", "description": "Start"}


@pytest.mark.parametrize("field", ["Name", "Description", "ShortDescription"])
async def test_a_text_falls_back_to_the_one_without_a_language(driver: Driver, field: str) -> None:
    name = {"ShortDescription": "short_description"}.get(field, field.lower())
    await driver.bot(f"setMy{field}", **{name: "Guide"})
    await driver.bot(f"setMy{field}", **{name: "Роҳнамо", "language_code": "tg"})

    said = [
        (await driver.bot(f"getMy{field}", language_code=code))[name] for code in ("", "tg", "uz")
    ]

    assert said == ["Guide", "Роҳнамо", "Guide"]


async def test_commands_are_kept_by_scope_and_language_without_fallback(driver: Driver) -> None:
    private = {"type": "all_private_chats"}
    await driver.bot("setMyCommands", commands=[START], scope=private)

    assert await driver.bot("getMyCommands", scope=private) == [START]
    assert await driver.bot("getMyCommands") == []
    await driver.bot("deleteMyCommands", scope=private)
    assert await driver.bot("getMyCommands", scope=private) == []


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("setMyName", {"name": "n" * 65}, "bot name is too long"),
    ("setMyName", {"name": "a", "language_code": "tajik"}, "invalid language code specified"),
    ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": "{}"}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": [{"description": "a"}]}, "command must be non-empty"),
    (
        "setMyCommands",
        {"commands": [{"command": "c" * 33, "description": "a"}]},
        "command length must not exceed 32",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "c", "description": ""}]},
        "command description must be non-empty",
    ),
]


@pytest.mark.parametrize(("method", "fields", "reason"), REFUSED)
async def test_a_surface_telegram_would_refuse_is_refused(
    driver: Driver, method: str, fields: dict[str, Any], reason: str
) -> None:
    assert await driver.declined(method, **fields) == f"Bad Request: {reason}"


async def test_the_bot_can_look_at_its_group(driver: Driver) -> None:
    me = await driver.bot("getMe")

    chat = await driver.bot("getChat", chat_id=FIRST_GROUP)
    member = await driver.bot("getChatMember", chat_id=FIRST_GROUP, user_id=me["id"])
    (administrator,) = await driver.bot("getChatAdministrators", chat_id=FIRST_GROUP)

    assert chat["is_forum"]
    assert member == administrator
    assert member["can_manage_topics"]
