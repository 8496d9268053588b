"""The whole hotline on one laptop: sandbox, database, bot, one page, and what to click."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession
from rich.console import Console
from rich.panel import Panel

from hotline.app import running
from hotline.clock import now
from hotline.domain.staff import Role
from hotline.door import until_stopped
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.services.staff_passwords import STEP, code_now
from hotline.settings import load_settings
from hotline.storage.sealing import make_root_key

if TYPE_CHECKING:
    from pathlib import Path

    from rich.status import Status

    from hotline.services.staff_accounts import Accounts

# Invented people, clearly invented: one writes Tajik, one Dari.
PEOPLE = (
    {"first_name": "Gulbahor (invented)", "language_code": "tg"},
    {"first_name": "Zarina (invented)", "language_code": "fa"},
)

WHAT_TO_CLICK = """\
Open [bold link={page}]{page}[/]

[bold]On the left phone[/] press Start, Тоҷикӣ, 🗺, Россия, Тоҷикистон; read 📄 about the patent.
Then press 🆘 and 💬 to ask for a person; 👍 is yes; answer the questions, or ⏭ skip them.
[bold]In the staff group[/] a line without content has appeared: press ✋ Take as Operator A.
A topic opens. Write in it: it reaches the phone. Send a voice message from the phone back.
Begin a message with // and it stays a note. Press ✅ Close to end the talk.
[bold]At the desk[/] open [bold link={desk}]{desk}[/] beside it and sign in:
name [bold]{name}[/], password [bold]{password}[/], code [bold]{code}[/] (a new one comes below).
Press ➡️ Take the next and answer: the same case, on a page of its own.
[bold]At any moment[/] press 🧹 on the phone and look at what is left.

Stop with Ctrl-C. Nothing leaves this computer."""


# Who signs in at the demo's desk. Everybody may know it: this desk stands on this computer only.
OPERATOR, PASSWORD = "demo", "invented people only"
# Gulbahor writes Tajik, so her case comes to this desk.
DESK = "tj"
CODE_LINE = "Code for the desk now: [bold]{code}[/]"


async def demo(port: int, desk_port: int, data_dir: Path) -> None:
    """Run until stopped; the phones are at http://127.0.0.1:`port`, the desk at `desk_port`."""
    make_root_key(data_dir / "root.key")
    page = f"http://127.0.0.1:{port}"
    console = Console()
    async with serving(port):
        group = await _furnish(page)
        settings = load_settings(
            token=SANDBOX_TOKEN,
            bot_api=page,
            staff_group=group,
            data_dir=data_dir,
            port=0,
            metrics_port=0,
            desk_port=desk_port,
        )
        console.print("Starting the database and the bot …")
        async with running(settings) as hotline:
            secret = await _hire(hotline.desk.accounts)
            told = WHAT_TO_CLICK.format(
                page=page,
                desk=settings.desk_origin,
                name=OPERATOR,
                password=PASSWORD,
                code=code_now(secret, now()),
            )
            console.print(Panel(told, title="hotline demo"))
            with console.status(CODE_LINE.format(code=code_now(secret, now()))) as line:
                telling = asyncio.create_task(_tell_codes(secret, line))
                await until_stopped()
                telling.cancel()


async def _hire(accounts: Accounts) -> str:
    """Give the demo an operator, by an invitation like everybody; return what codes come from."""
    invitation = await accounts.invite(OPERATOR, Role.OPERATOR, DESK, "en")
    offer = await accounts.offer(OPERATOR, invitation, "demo")
    before = code_now(offer.secret, now() - STEP)  # so that the newest code is still unused
    await accounts.join(OPERATOR, invitation, PASSWORD, before)
    return offer.secret


async def _tell_codes(secret: str, line: Status) -> None:
    """Keep the newest code on the last line of the terminal."""
    while True:
        line.update(CODE_LINE.format(code=code_now(secret, now())))
        await asyncio.sleep(1)


async def _furnish(page: str) -> int:
    """Put the first people into the sandbox; return the id of its staff group."""
    async with ClientSession(page) as session:
        for person in PEOPLE:
            await (await session.post("/sandbox/people", json=person)).json()
        world: dict[str, Any] = await (await session.get("/sandbox")).json()
    group: int = world["groups"][0]["id"]
    return group
