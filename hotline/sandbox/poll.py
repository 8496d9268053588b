"""Long polling: one waiting getUpdates at a time; a second one ends the first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from hotline.sandbox.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hotline.sandbox.updates import Updates

OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
BY_WEBHOOK = "terminated by setWebhook request"


class Poll:
    """The getUpdates that waits now, if any."""

    def __init__(self, updates: Updates, now: Callable[[], datetime]) -> None:
        self._updates = updates
        self._now = now
        self._ended: asyncio.Future[str] | None = None

    def end(self, why: str) -> None:
        """Answer the waiting call with 409 and this reason."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(why)

    async def take(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return updates, waiting up to `seconds` for the first; raises `Refused` when ended."""
        self.end(OTHER_POLL)
        ended = self._ended = asyncio.get_running_loop().create_future()
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            changed = self._updates.changed
            batch = self._updates.batch(offset, limit, self._now())
            left = deadline - asyncio.get_running_loop().time()
            if batch or left <= 0:
                return batch
            await _first_of(changed, ended, left)


async def _first_of(changed: asyncio.Event, ended: asyncio.Future[str], seconds: float) -> None:
    """Wait until something changes, at most `seconds`; raises `Refused` when the poll is ended."""
    waited: set[asyncio.Future[Any]] = {ended}
    change = asyncio.ensure_future(changed.wait())
    try:
        await asyncio.wait(waited | {change}, timeout=seconds, return_when="FIRST_COMPLETED")
    finally:
        change.cancel()
    if ended.done():
        raise Refused(ended.result(), code=409)
