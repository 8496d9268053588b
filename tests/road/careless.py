"""A negative control: a poller that confirms before it commits, as stock loops do.

Run as a program, it is `hotline serve` with that one mistake; the test that
kills it must see a message lost, or it would see nothing at all.
"""

from __future__ import annotations

import asyncio

from handlers import polling
from handlers.raw import from_object
from hotline.app import serve
from hotline.settings import load_settings


async def poll(self: polling.Poller) -> int:
    """Fetch a batch, confirm it, and only then keep it."""
    batch = await self._bot(polling.RawGetUpdates(offset=self._offset), request_timeout=40)
    updates = [from_object(told) for told in batch]
    if updates:
        self._offset = max(update.update_id for update in updates) + 1
        await self._bot(polling.RawGetUpdates(offset=self._offset, timeout=0))
    await self._ingest.keep(updates)
    return len(updates)


if __name__ == "__main__":
    polling.Poller.poll = poll  # type: ignore[method-assign]  # the one mistake
    asyncio.run(serve(load_settings()))
