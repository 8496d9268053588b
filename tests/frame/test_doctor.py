"""The doctor says what is missing and how to mend it, and repeats no value."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from hotline.doctor import Finding, examine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TOKEN = "42:sandbox-canary"
ME = {"ok": True, "result": {"id": 42}}
FORUM = {"ok": True, "result": {"id": -1, "is_forum": True}}
RIGHTS = {"can_manage_topics": True, "can_delete_messages": True}
REFUSED = {"ok": False, "error_code": 400, "description": "canary"}


@pytest.fixture(autouse=True)
def _complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "root.key"
    key.write_bytes(bytes(range(32)))
    key.chmod(0o400)
    for name, value in {
        "TOKEN": TOKEN,
        "STAFF_GROUP": "-1",
        "DATA_DIR": str(tmp_path),
        "PORT": "0",
        "METRICS_PORT": "0",
        "BOT_API": "http://127.0.0.1:1",
    }.items():
        monkeypatch.setenv(f"HOTLINE_{name}", value)


@asynccontextmanager
async def bot_api(**answers: dict[str, Any]) -> AsyncIterator[str]:
    """Serve fixed answers, as a Bot API server would give them."""

    async def answer(request: web.Request) -> web.Response:
        given = answers[request.match_info["method"]]
        return web.json_response(given, status=given.get("error_code", 200))

    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/{{method}}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def found(check: str) -> Finding:
    (finding,) = [finding for finding in await examine() if finding.check == check]
    return finding


async def staff_group(monkeypatch: pytest.MonkeyPatch, **answers: dict[str, Any]) -> Finding:
    async with bot_api(getMe=ME, **answers) as address:
        monkeypatch.setenv("HOTLINE_BOT_API", address)
        return await found("staff group")


async def test_every_unusable_setting_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_TOKEN", "canary")
    monkeypatch.setenv("HOTLINE_RECEIVE", "canary")

    findings = [finding for finding in await examine() if finding.check == "settings"]

    assert [finding.sentence.split()[0] for finding in findings] == [
        "HOTLINE_TOKEN",
        "HOTLINE_RECEIVE",
    ]
    assert all(finding.is_serious for finding in findings)


async def test_a_root_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    assert (await found("root key")).state == "ok"

    (tmp_path / "root.key").chmod(0o440)

    assert (await found("root key")).is_serious


async def test_a_missing_root_key_is_found(tmp_path: Path) -> None:
    (tmp_path / "root.key").unlink()

    assert (await found("root key")).is_serious


async def test_a_private_server_is_not_made_by_looking(tmp_path: Path) -> None:
    assert (await found("database")).state == "unknown"
    assert not (tmp_path / "postgres").exists()


async def test_a_database_that_is_away_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_DATABASE_URL", "postgresql://canary@127.0.0.1:1/db")

    finding = await found("database")

    assert finding.is_serious
    assert "canary" not in finding.sentence


async def test_a_server_that_does_not_answer_leaves_the_token_unknown() -> None:
    assert (await found("bot token")).state == "unknown"


async def test_a_refused_token_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    async with bot_api(getMe=REFUSED) as address:
        monkeypatch.setenv("HOTLINE_BOT_API", address)

        finding = await found("bot token")

    assert finding.is_serious
    assert "canary" not in finding.sentence


async def test_a_group_with_topics_and_rights_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    member = {"ok": True, "result": {"status": "administrator", **RIGHTS}}

    assert (await staff_group(monkeypatch, getChat=FORUM, getChatMember=member)).state == "ok"


@pytest.mark.parametrize(
    ("chat", "member", "words"),
    [
        (REFUSED, REFUSED, "not in it"),
        ({"ok": True, "result": {}}, {"ok": True, "result": {}}, "topics on"),
        (FORUM, {"ok": True, "result": {"can_manage_topics": True}}, "can_delete_messages"),
    ],
)
async def test_what_the_staff_group_lacks_is_named(
    chat: dict[str, Any], member: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = await staff_group(monkeypatch, getChat=chat, getChatMember=member)

    assert finding.is_serious
    assert words in finding.sentence
