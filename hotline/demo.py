"""The whole hotline on one laptop: sandbox, database, bot, one page, and what to click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession
from rich.console import Console
from rich.panel import Panel

from hotline.app import running
from hotline.door import until_stopped
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.settings import load_settings
from hotline.storage.sealing import make_root_key

if TYPE_CHECKING:
    from pathlib import Path

# Invented people, clearly invented: one writes Tajik, one Dari.
PEOPLE = (
    {"first_name": "Gulbahor (invented)", "language_code": "tg"},
    {"first_name": "Zarina (invented)", "language_code": "fa"},
)

WHAT_TO_CLICK = """\
Open [bold link={page}]{page}[/]

[bold]On the left phone[/] press Start, Тоҷикӣ, 🗺, Россия, Тоҷикистон; read 📄 about the patent.
Then press 🆘 and 💬 to ask for a person; 👍 is yes; answer three questions, or ⏭ skip them.
[bold]In the staff group[/] a line without content has appeared: press ✋ Take as Operator A.
A topic opens. Write in it: it reaches the phone. Send a voice message from the phone back.
Begin a message with // and it stays a note. Press ✅ Close to end the talk.
[bold]At any moment[/] press 🧹 on the phone and look at what is left.

Stop with Ctrl-C. Nothing leaves this computer."""


async def demo(port: int, data_dir: Path) -> None:
    """Run until stopped; the page is at http://127.0.0.1:`port`."""
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
        )
        console.print("Starting the database and the bot …")
        async with running(settings):
            console.print(Panel(WHAT_TO_CLICK.format(page=page), title="hotline demo"))
            await until_stopped()


async def _furnish(page: str) -> int:
    """Put the first people into the sandbox; return the id of its staff group."""
    async with ClientSession(page) as session:
        for person in PEOPLE:
            await (await session.post("/sandbox/people", json=person)).json()
        world: dict[str, Any] = await (await session.get("/sandbox")).json()
    group: int = world["groups"][0]["id"]
    return group
