"""The sandbox as one web server on this computer: Bot API, control API and page."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from aiohttp import web

from hotline.sandbox import bot_api, page
from hotline.sandbox.clock import Clock
from hotline.sandbox.control.acting import Acting
from hotline.sandbox.control.circumstances import Circumstances
from hotline.sandbox.control.people import People
from hotline.sandbox.control.reading import plainly
from hotline.sandbox.control.showing import Showing
from hotline.sandbox.flood import FloodControl
from hotline.sandbox.simulation import Simulation
from hotline.sandbox.world import SANDBOX_TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

__all__ = ["SANDBOX_TOKEN", "create_app", "serve", "serving"]

# Never another address: what the sandbox shows is for this computer only.
HOST = "127.0.0.1"
# Bots may upload files of this size (core.telegram.org/bots/api), and some words with them.
BODY_LIMIT = 52 << 20
# A request that is still open when the server stops is a stream or a poll: nothing is lost.
GRACE_SECONDS = 0.1


def create_app(
    *,
    token: str = SANDBOX_TOKEN,
    clock: Clock | None = None,
    flood_control: bool = False,
) -> web.Application:
    """Return the sandbox as an application, with one staff group and nobody in it."""
    simulation = Simulation(
        token=token, clock=clock or Clock(), flood=FloodControl(on=flood_control)
    )
    app = web.Application(middlewares=[page.only_from_here, plainly], client_max_size=BODY_LIMIT)
    app.add_routes(bot_api.routes(simulation))
    for control in (People, Acting, Showing, Circumstances):
        app.add_routes(control(simulation).routes())
    app.add_routes(page.routes())
    app.on_response_prepare.append(page.add_headers)
    app.cleanup_ctx.append(lambda _app: _delivering(simulation))
    return app


async def _delivering(simulation: Simulation) -> AsyncIterator[None]:
    """Send updates to the webhook as long as the server runs."""
    task = asyncio.create_task(simulation.webhook.run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def serving(
    port: int, *, clock: Clock | None = None, flood_control: bool = False
) -> AsyncIterator[str]:
    """Run the sandbox on this computer and give its address; port 0 takes a free one.

    Raises `OSError` when the port is in use.
    """
    app = create_app(clock=clock, flood_control=flood_control)
    # The access log would write the token with every call.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def serve(port: int, ready: Callable[[str], None]) -> None:
    """Run the sandbox until cancelled, flood control on; `ready` is told its address."""
    async with serving(port, flood_control=True) as url:
        ready(url)
        await asyncio.Event().wait()
