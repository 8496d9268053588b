"""Measures the desk in a large house: the queue's page, and a message on every operator's screen.

`python -m scripts.desk_figures`, or with fewer closed cases: `… scripts.desk_figures 10000`.
Everything is invented and lies in a folder that is removed afterwards.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from sqlalchemy import text

from hotline.app import running
from hotline.clock import now
from hotline.domain.staff import Role
from hotline.sandbox.server import SANDBOX_TOKEN, serving
from hotline.services.post import DELIVERIES_BELL
from hotline.services.staff_passwords import new_token
from hotline.settings import load_settings
from hotline.storage.sealing import make_root_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientResponse

    from hotline.assembly import Hotline

WAITING, CLOSED = 10_000, 1_000_000
OPERATORS = 50
# A page asked so often, one after the other; a message written so often.
PAGES, MESSAGES = 100, 40
PORT = 8799
# So many cases of each state, of languages and priorities in turn, without a word in them.
CASES = text(
    "INSERT INTO cases (id, code, language, priority, state, opened_at, waits_since, closed_at)"
    " SELECT gen_random_uuid(), CAST(:mark AS text) || n, 'tg',"
    " (ARRAY['now', 'today', 'soon', 'info'])[1 + n % 4], CAST(:state AS text),"
    " now() - n * interval '1 second', now() - n * interval '1 second',"
    " CASE WHEN :state = 'closed' THEN now() END"
    " FROM generate_series(1, CAST(:number AS int)) AS n"
)


def main(closed: int = CLOSED) -> None:
    """Fill a house, measure, and print one line a figure."""
    asyncio.run(_measure(closed))


async def _measure(closed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with _house(Path(folder)) as hotline:
            tokens = await _hire(hotline)
            await _fill(hotline, closed)
            origin = hotline.desk.origin
            connector = TCPConnector(limit=0)
            patience = ClientTimeout(total=None)
            async with ClientSession(
                cookie_jar=DummyCookieJar(), connector=connector, timeout=patience
            ) as client:
                _told("queue page", await _pages(client, origin, tokens[0]))
                _told("message on all screens", await _messages(client, hotline, tokens))


@asynccontextmanager
async def _house(folder: Path) -> AsyncIterator[Hotline]:
    make_root_key(folder / "root.key")
    async with serving(0) as sandbox:
        settings = load_settings(
            token=SANDBOX_TOKEN,
            bot_api=sandbox,
            staff_group=-1001,
            data_dir=folder,
            port=0,
            metrics_port=0,
            desk_port=PORT,
        )
        async with running(settings) as hotline:
            yield hotline


async def _hire(hotline: Hotline) -> list[str]:
    accounts, tokens = hotline.desk.accounts, []
    for number in range(OPERATORS):
        name = f"operator{number}"
        await accounts.invite(name, Role.OPERATOR, "tj", "en")
        tokens.append(new_token())
        async with accounts.database.books() as books:
            account = await books.staff.named(name)
            if account is not None:
                await books.sessions.begin(account.member.id, tokens[-1], "figures", now())
    return tokens


async def _fill(hotline: Hotline, closed: int) -> None:
    async with hotline.desk.accounts.database.books() as books:
        for mark, state, number in (("W", "waiting", WAITING), ("C", "closed", closed)):
            told = {"mark": mark, "state": state, "number": number}
            await books.connection.execute(CASES, told)
    async with hotline.desk.accounts.database.books() as books:
        await books.connection.execute(text("ANALYZE cases"))


async def _pages(client: ClientSession, origin: str, token: str) -> list[float]:
    """Return how many milliseconds each asking for the queue took, all of it read."""
    took = []
    for _ in range(PAGES):
        began = time.perf_counter()
        async with client.get(f"{origin}/queue", headers=_cookie(token)) as answer:
            answer.raise_for_status()
            await answer.read()
        took.append((time.perf_counter() - began) * 1000)
    return took


async def _messages(client: ClientSession, hotline: Hotline, tokens: list[str]) -> list[float]:
    """Return for each message and operator how long it took until their list had been renewed."""
    origin, took = hotline.desk.origin, []
    async with AsyncExitStack() as stack:
        streams = [
            await stack.enter_async_context(client.get(f"{origin}/live", headers=_cookie(token)))
            for token in tokens
        ]
        await asyncio.gather(*(_heard(each) for each in streams))  # the beat at the beginning
        for _ in range(MESSAGES):
            began = time.perf_counter()
            async with hotline.desk.accounts.database.books() as books:
                await books.ring(DELIVERIES_BELL)

            async def seen(stream: ClientResponse, token: str, began: float = began) -> float:
                await _heard(stream)
                async with client.get(f"{origin}/queue/live", headers=_cookie(token)) as answer:
                    await answer.read()
                return (time.perf_counter() - began) * 1000

            took += await asyncio.gather(*map(seen, streams, tokens))
    return took


async def _heard(stream: ClientResponse) -> None:
    while await stream.content.readline() != b"\n":
        pass


def _cookie(token: str) -> dict[str, str]:
    return {"Cookie": f"desk={token}"}


def _told(what: str, took: list[float]) -> None:
    parts = statistics.quantiles(took, n=100)
    typer.echo(f"{what}: median {parts[49]:.0f} ms, p95 {parts[94]:.0f} ms, n={len(took)}")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
