"""Whether public pages still answer, asked politely and never by a build."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout

if TYPE_CHECKING:
    from collections.abc import Iterable

# Slow ministries are not dead ones.
PATIENCE = ClientTimeout(total=30)
AT_ONCE = 5


async def ask_all(pages: Iterable[str]) -> list[tuple[str, str]]:
    """Return each page that did not answer well, with a word on how."""
    turn = asyncio.Semaphore(AT_ONCE)
    async with ClientSession(timeout=PATIENCE) as session:
        every = list(pages)
        told = await asyncio.gather(*(_ask(session, turn, page) for page in every))
    return [(page, why) for page, why in zip(every, told, strict=True) if why]


async def _ask(session: ClientSession, turn: asyncio.Semaphore, page: str) -> str | None:
    try:
        async with turn, session.get(page) as answer:
            if answer.status < HTTPStatus.BAD_REQUEST:
                return None
            return f"answered {answer.status}"
    except (ClientError, TimeoutError) as error:
        return f"did not answer ({type(error).__name__})"
