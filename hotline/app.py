"""The one place where real things are chosen, started and stopped."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web

from dialogs.reading import read_content, read_voices
from handlers.client import make_bot
from handlers.outgoing import Buttons, TelegramSender
from handlers.polling import Poller
from handlers.reading import UpdateReader
from handlers.receiving import receive_by_polling, receive_by_webhook
from handlers.surface import dress
from handlers.webhook import webhook
from hotline import boundaries
from hotline.clock import now
from hotline.desk.application import listen
from hotline.desk.parts import Parts
from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.delivery import SendingFailed
from hotline.domain.rights import read_rights
from hotline.jobs import Crew
from hotline.review import reviewed
from hotline.services.conversations import Conversations
from hotline.services.courier import Courier
from hotline.services.desk import Desk
from hotline.services.ingest import Ingest
from hotline.services.moment import Known
from hotline.services.office import hold_office
from hotline.services.publishing import publish
from hotline.services.pulse import Pulse
from hotline.services.queue import Handing
from hotline.services.staff_accounts import Accounts
from hotline.services.staff_cases import Casework
from hotline.services.watch import Watch
from hotline.services.worker import Worker
from hotline.storage import migrate
from hotline.storage.bell import Bell
from hotline.storage.books import Database, DatabaseAway
from hotline.storage.embedded import opened
from hotline.storage.forgotten import forget_again
from hotline.storage.sealing import Index, Keystore, read_root_key
from hotline.telemetry import log
from hotline.timetable import House, timetable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

    from aiogram import Bot

    from dialogs.reading import Content
    from dialogs.words.render import Speech
    from hotline.settings import Settings

# Enough to keep two cores busy while each waits for the database.
WORKERS = 4
# Telegram's updates are far smaller; nothing larger is read into memory.
LARGEST_BODY = 2**20


@dataclass(frozen=True, slots=True)
class Hotline:
    """Everything that runs, put together."""

    settings: Settings
    database: Database
    bot: Bot
    bell: Bell
    ingest: Ingest
    worker: Worker
    courier: Courier
    watch: Watch
    poller: Poller
    crew: Crew
    speech: Speech
    desk: Parts

    async def close(self) -> None:
        """Let go of Telegram and of the database."""
        await self.bot.session.close()
        await self.database.close()

    def tasks(self) -> list[Coroutine[object, object, None]]:
        """Return what runs side by side until the program stops."""
        bot, url = self.ingest.bot, self.database.url
        loops: list[Coroutine[object, object, None]] = [
            self.bell.listen(),
            hold_office(url, "courier", bot, self.courier.work),
            hold_office(url, "watch", bot, self.watch.run),
            hold_office(url, "jobs", bot, self.crew.run),
            *(self.worker.run() for _ in range(WORKERS)),
        ]
        if self.settings.receive == "polling":
            loops.append(hold_office(url, "poller", bot, self.poller.run))
        return loops


async def assemble(settings: Settings, url: str, content: Content | None = None) -> Hotline:
    """Build the program over a database that is up to date; raises DatabaseAway."""
    boundaries.die_at(settings.die_at)
    root = read_root_key(settings.root_key, data=settings.private_server)
    keystore = Keystore(settings.keystore, root)
    keystore.refuse_another_root()
    database = Database(url, Index(root), keystore)
    content = content or read_content()
    words = content.speech.words.copy()  # it will remember what this database knows
    speech = reviewed(replace(content.speech, words=words), content.scripts, settings)
    async with database.books() as books:
        if restored := await forget_again(books.connection, books.keys):
            log.warning("erased_again", count=restored)
        library = await publish(books, content.scripts, words, now())
    speech = replace(speech, voices=read_voices(library, words))
    token = settings.token.get_secret_value()
    bot = make_bot(token, settings.bot_api)
    group = Address(settings.staff_group)
    bell = Bell(url)
    ingest = Ingest(database, bot.id, now)
    buttons = Buttons(bot, speech, settings.staff_language)
    sender = TelegramSender(bot, library, speech, settings.staff_language)
    handing = Handing(read_desks(settings.desks_dir), settings.desk)
    desk = Desk(library, group, handing)
    return Hotline(
        settings=settings,
        database=database,
        bot=bot,
        bell=bell,
        ingest=ingest,
        worker=_worker(
            database=database,
            bell=bell,
            bot=bot,
            conversations=Conversations(
                Known(
                    library,
                    content.finder,
                    content.poster_places,
                    handing.desks,
                ),
                group,
            ),
            desk=desk,
            buttons=buttons,
        ),
        courier=Courier(database, bell, sender, group, bot.id, now, settings.pace),
        watch=Watch(database, bell, group, now),
        poller=Poller(bot, ingest),
        crew=Crew(
            database, timetable(House(settings, root, keystore, database, lambda: library)), now
        ),
        speech=speech,
        desk=Parts(
            accounts=Accounts(database, handing.desks, now),
            casework=Casework(database, desk, read_rights(), now),
            rights=read_rights(),
            library=library,
            speech=speech,
            pulse=Pulse(bell),
            origin=settings.desk_origin,
            clock=now,
        ),
    )


def _worker(
    *,
    database: Database,
    bell: Bell,
    bot: Bot,
    conversations: Conversations,
    desk: Desk,
    buttons: Buttons,
) -> Worker:
    return Worker(
        database=database,
        bell=bell,
        read=UpdateReader(bot, desk.group),
        conversations=conversations,
        desk=desk,
        acknowledge=buttons.acknowledge,
        clock=now,
    )


@asynccontextmanager
async def running(settings: Settings, content: Content | None = None) -> AsyncIterator[Hotline]:
    """Run the whole service for the block: database, receiving, working, sending.

    It says what stands in the files, or `content` that was read from them before.
    """
    given = settings.database_url.get_secret_value() if settings.database_url else None
    with opened(given, settings.private_server) as url:
        await asyncio.to_thread(migrate.upgrade, url)
        hotline = await assemble(settings, url, content)
        site = await _listen(hotline)
        pages = await _open_desk(hotline)
        async with asyncio.TaskGroup() as group:  # a loop that breaks stops the program, loudly
            tasks = [group.create_task(loop) for loop in hotline.tasks()]
            tasks.append(group.create_task(_meet_telegram(hotline)))
            try:
                yield hotline
            finally:
                await site.cleanup()
                if pages is not None:
                    await pages.cleanup()
                for task in tasks:
                    task.cancel()
        await hotline.close()


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; then finish what is in the air and stop."""
    async with running(settings):
        gc.collect()
        gc.freeze()  # what lives as long as the program need not be looked at again
        log.info("serving", receive=settings.receive, port=settings.port)
        await until_stopped()
    log.info("stopped")


async def until_stopped() -> None:
    """Wait for SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()


async def _listen(hotline: Hotline) -> web.AppRunner:
    """Answer health, and Telegram when it calls us."""
    settings = hotline.settings
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/health", _health(hotline))
    if settings.receive == "webhook" and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        app.router.add_post(settings.webhook_path, webhook(hotline.ingest, secret))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    return runner


async def _open_desk(hotline: Hotline) -> web.AppRunner | None:
    """Open the pages of the desk, where a port is set for them."""
    port = hotline.settings.desk_port
    if port is None:
        return None
    return await listen(hotline.desk, hotline.settings.desk_host, port)


def _health(hotline: Hotline) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def health(_request: web.Request) -> web.Response:
        try:
            async with hotline.database.books() as books:
                waiting = await books.inbox.count("waiting")
                quarantined = await books.inbox.count("quarantined")
        except DatabaseAway:
            return web.json_response({"status": "database away"}, status=503)
        counts = {"waiting": waiting, "quarantined": quarantined}
        return web.json_response({"status": "ok", **counts})

    return health


async def _meet_telegram(hotline: Hotline) -> None:
    """Say how we want to be reached and put on our neutral face, as soon as Telegram answers."""
    settings = hotline.settings
    while True:
        try:
            if settings.receive == "webhook" and settings.webhook_secret is not None:
                secret = settings.webhook_secret.get_secret_value()
                await receive_by_webhook(hotline.bot, settings.webhook_address, secret)
            else:
                await receive_by_polling(hotline.bot)
            await dress(hotline.bot, hotline.speech.words)
        except SendingFailed as failure:
            log.warning("telegram_not_met", error=failure)
            await asyncio.sleep(1)
        else:
            return
