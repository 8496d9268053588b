"""The pulse: one ear on the bell for all pages that are open in this copy of the program."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from hotline.services.post import DELIVERIES_BELL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.storage.bell import Bell

DESK_BELL = "desk"
# The bell is a hint; this is how stale a page is at worst when a ring was missed.
LOOK_AGAIN = timedelta(seconds=15)
# What changes within this time is told once.
BREATH_SECONDS = 0.1


class Pulse:
    """Hears the bell once and wakes every page that is open in this copy of the program."""

    def __init__(self, bell: Bell) -> None:
        bell.echo(DELIVERIES_BELL, DESK_BELL)  # whatever changes a case writes a letter about it
        self._bell = bell
        self._beat = asyncio.Event()

    async def run(self) -> None:
        """Beat whenever the bell rings, and now and then without it, until cancelled."""
        while True:
            await self._bell.wait(DESK_BELL, LOOK_AGAIN)
            self._beat.set()
            self._beat = asyncio.Event()
            await asyncio.sleep(BREATH_SECONDS)

    async def beats(self) -> AsyncIterator[None]:
        """Yield at once and then at every beat; one that comes meanwhile is not missed."""
        while True:
            beat = self._beat
            yield
            await beat.wait()
