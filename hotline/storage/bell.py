"""A bell between copies of the program: LISTEN and NOTIFY.

It is a hint and never the truth: whoever waits also looks by itself, so a
missed ring costs a moment and loses nothing.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

import psycopg

from hotline.storage.books import CHANNEL

if TYPE_CHECKING:
    from datetime import timedelta

# How long to wait before listening again after the database went away.
PAUSE_SECONDS = 1.0


class Bell:
    """Rings heard from the database at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._rung: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._echoes: dict[str, str] = {}

    async def listen(self) -> None:
        """Listen until cancelled, connecting again whenever the connection is lost."""
        while True:
            try:
                await self._hear()
            except (psycopg.Error, OSError):
                await asyncio.sleep(PAUSE_SECONDS)

    def ring(self, bell: str) -> None:
        """Wake who waits for `bell` in this copy."""
        self._rung[bell].set()
        if bell in self._echoes:
            self._rung[self._echoes[bell]].set()

    def echo(self, bell: str, another: str) -> None:
        """Let `another` ring with `bell`, for somebody who must not take its rings away."""
        self._echoes[bell] = another

    async def wait(self, bell: str, patience: timedelta) -> None:
        """Return when `bell` rings or `patience` is over, whichever comes first."""
        rung = self._rung[bell]
        try:
            async with asyncio.timeout(patience.total_seconds()):
                await rung.wait()
        except TimeoutError:
            return
        finally:
            rung.clear()

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            for bell in list(self._rung):  # what rang while nobody listened
                self.ring(bell)
            async for notice in connection.notifies():
                self.ring(notice.payload)
