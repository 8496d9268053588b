"""The door: receiving, alone or as a part of the whole program.

Alone (`hotline serve --ingest-only`) it holds no root key and never looks into the
keystore: what people write is sealed with the public slots that a whole copy has
put out, and waits in the inbox until the desk is unlocked.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from handlers.client import make_bot
from handlers.polling import Poller
from handlers.receiving import receive_by_polling, receive_by_webhook
from handlers.webhook import webhook
from hotline.clock import now
from hotline.domain.delivery import SendingFailed
from hotline.services.ingest import Ingest
from hotline.services.office import hold_office
from hotline.storage.books import Connections, DatabaseAway
from hotline.storage.embedded import opened
from hotline.storage.intake import Intake
from hotline.storage.sealing import Slots
from hotline.telemetry import log

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiogram import Bot

    from hotline.settings import Settings

# Telegram's updates are far smaller; nothing larger is read into memory.
LARGEST_BODY = 2**20
# Telegram does not answer: ask again after this long.
PAUSE_SECONDS = 1.0
# A stop waits so long, twice, for a call that is being answered: Telegram sends it again.
GRACE_SECONDS = 0.5


async def receive_only(settings: Settings) -> None:
    """Keep what people write until SIGTERM or SIGINT; nobody is answered here."""
    async with receiving(settings):
        log.info("receiving", receive=settings.receive, port=settings.port)
        await until_stopped()
    log.info("stopped")


@asynccontextmanager
async def receiving(settings: Settings) -> AsyncIterator[None]:
    """Run the door alone for the block; the database must have the newest schema."""
    given = settings.database_url.get_secret_value() if settings.database_url else None
    bot = make_bot(settings.token.get_secret_value(), settings.bot_api)
    with opened(given, settings.private_server) as url:
        connections = Connections(url)
        intake = Intake(connections, Slots(settings.letterbox))
        ingest = Ingest(intake, bot.id, now)
        sites = [await listen(settings, ingest), await listen_privately(settings, _probes(intake))]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(be_reached(bot, settings))]
            if settings.receive == "polling":
                poller = Poller(bot, ingest)
                tasks.append(group.create_task(hold_office(url, "poller", bot.id, poller.run)))
            try:
                yield
            finally:
                await asyncio.gather(*(site.cleanup() for site in sites))
                for task in tasks:
                    task.cancel()
        await bot.session.close()
        await connections.close()


async def listen(settings: Settings, ingest: Ingest) -> web.AppRunner:
    """Answer Telegram when it calls us."""
    app = web.Application(client_max_size=LARGEST_BODY)
    if settings.receive == "webhook" and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        app.router.add_post(settings.webhook_path, webhook(ingest, secret))
    return await _serve(app, settings.host, settings.port)


async def listen_privately(settings: Settings, app: web.Application) -> web.AppRunner:
    """Answer an administrator's probes and monitor."""
    return await _serve(app, settings.metrics_host, settings.metrics_port)


async def _serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


async def be_reached(bot: Bot, settings: Settings) -> None:
    """Tell Telegram how we want to be reached, as soon as it answers."""
    while True:
        try:
            if settings.receive == "webhook" and settings.webhook_secret is not None:
                secret = settings.webhook_secret.get_secret_value()
                await receive_by_webhook(bot, settings.webhook_address, secret)
            else:
                await receive_by_polling(bot)
        except SendingFailed as failure:
            log.warning("telegram_not_met", error=failure)
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            return


async def until_stopped() -> None:
    """Wait for SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()


def _probes(intake: Intake) -> web.Application:
    """Return what says that the door is alive, and whether it can keep anything."""

    async def alive(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_request: web.Request) -> web.Response:
        try:
            waiting = await intake.waiting()
        except DatabaseAway:
            return web.json_response({"database": "away"}, status=503)
        return web.json_response({"database": "ok", "waiting": waiting})

    app = web.Application()
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    return app
