"""The whole program, started and stopped; `hotline.assembly` chose its parts."""

from __future__ import annotations

import asyncio
import gc
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from handlers.surface import dress
from hotline.assembly import assemble
from hotline.clock import now
from hotline.desk.application import listen as open_desk
from hotline.door import be_reached, listen, listen_privately, until_stopped
from hotline.probes import probes
from hotline.storage import migrate
from hotline.storage.embedded import opened
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web

    from dialogs.reading import Content
    from hotline.assembly import Hotline
    from hotline.settings import Settings

# A turn makes thousands of short-lived objects; looking for cycles at every 700th of them, as
# Python does by itself, takes a tenth of all its time.
LOOKS_FOR_GARBAGE = (50_000, 20, 100)


@asynccontextmanager
async def running(settings: Settings, content: Content | None = None) -> AsyncIterator[Hotline]:
    """Run the whole service for the block: database, receiving, working, sending.

    It says what stands in the files, or `content` that was read from them before.
    """
    given = settings.database_url.get_secret_value() if settings.database_url else None
    with opened(given, settings.private_server) as url:
        await asyncio.to_thread(migrate.upgrade, url)
        hotline = await assemble(settings, url, content)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(hotline.close)  # also when a loop broke
            sites = await _listen(hotline)
            # A loop that breaks stops the program, loudly.
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(loop) for loop in hotline.tasks()]
                tasks.append(group.create_task(_meet_telegram(hotline)))
                try:
                    yield hotline
                finally:
                    await asyncio.gather(*(site.cleanup() for site in sites))
                    for task in tasks:
                        task.cancel()


async def _listen(hotline: Hotline) -> list[web.AppRunner]:
    """Answer Telegram, an administrator's monitor, and staff where a port is set for them."""
    settings = hotline.settings
    private = probes(hotline.database, hotline.readiness, hotline.meters, now)
    sites = [await listen(settings, hotline.ingest), await listen_privately(settings, private)]
    if settings.desk_port is not None:
        sites.append(await open_desk(hotline.desk, settings.desk_host, settings.desk_port))
    return sites


async def serve(settings: Settings, content: Content | None = None) -> None:
    """Run until SIGTERM or SIGINT; then finish what is in the air and stop."""
    async with running(settings, content):
        gc.collect()
        gc.freeze()  # what lives as long as the program need not be looked at again
        gc.set_threshold(*LOOKS_FOR_GARBAGE)
        log.info("serving", receive=settings.receive, port=settings.port)
        await until_stopped()
    log.info("stopped")


async def _meet_telegram(hotline: Hotline) -> None:
    """Say how we want to be reached and put on our neutral face, as soon as Telegram answers."""
    await be_reached(hotline.bot, hotline.settings)
    await dress(hotline.bot, hotline.speech.words)
    hotline.readiness.met = True
