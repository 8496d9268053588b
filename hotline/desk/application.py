"""The desk as one application: the list of its pages, each behind the guard."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from hotline.desk import (
    agency_pages,
    asset_pages,
    board_pages,
    campaign_pages,
    case_pages,
    emergency_pages,
    exchange_pages,
    file_pages,
    office_pages,
    partner_pages,
    passkey_pages,
    practice_pages,
    referral_pages,
    sign_in_pages,
    statistics_pages,
    talk_pages,
)
from hotline.desk.guard import Guarded
from hotline.desk.headers import add_headers
from hotline.desk.keys import PARTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.desk.parts import Parts

# The longest form is a message; nothing larger is read into memory.
LARGEST_BODY = 64 << 10
# A stream that is still open when the server stops: the page connects again by itself.
GRACE_SECONDS = 0.1

PAGES = (
    *asset_pages.PAGES,
    *sign_in_pages.PAGES,
    *passkey_pages.PAGES,
    *office_pages.PAGES,
    *case_pages.PAGES,
    *statistics_pages.PAGES,
    *exchange_pages.PAGES,
    *file_pages.PAGES,
    *agency_pages.PAGES,
    *talk_pages.PAGES,
    *practice_pages.PAGES,
    *campaign_pages.PAGES,
    *emergency_pages.PAGES,
    *board_pages.PAGES,
    *referral_pages.PAGES,
    *partner_pages.PAGES,
)


def create_app(parts: Parts) -> web.Application:
    """Return the desk; raises NotBuilt, and KeyError for a page without a line in the table."""
    asset_pages.must_be_built()
    app = web.Application(client_max_size=LARGEST_BODY)
    app[PARTS] = parts
    for page in PAGES:
        guarded = Guarded(page, parts.rights.of(page.act))
        app.router.add_route(page.method, page.path, guarded.answer)
    app.on_response_prepare.append(add_headers)
    app.cleanup_ctx.append(_beating)
    return app


async def _beating(app: web.Application) -> AsyncIterator[None]:
    """Hear the bell as long as the server runs."""
    task = asyncio.create_task(app[PARTS].pulse.run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def listen(parts: Parts, host: str, port: int) -> web.AppRunner:
    """Start the desk; the runner is for stopping it. Raises OSError when the port is in use."""
    runner = web.AppRunner(create_app(parts), access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
