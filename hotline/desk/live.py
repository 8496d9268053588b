"""A stream that says that something changed, and nothing of what: the page then asks for it.

So every word that reaches a page goes through the same door with the same guard.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from hotline.services.away import DatabaseAway

if TYPE_CHECKING:
    from hotline.desk.visit import Visit

CHANGED = b"event: desk\ndata: changed\n\n"


async def stream(visit: Visit) -> web.StreamResponse:
    """Tell a page of every change for as long as its sign-in lives and can be looked up."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
    await response.prepare(visit.request)
    with suppress(ConnectionResetError, DatabaseAway):
        async for _ in visit.parts.pulse.beats():
            alive = await visit.still_signed_in()
            await response.write(CHANGED)  # also at the end: the page asks, and is sent away
            if not alive:
                break
    return response
