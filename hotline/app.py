"""The one place where real things are chosen, started and stopped."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from dialogs.reading import read_content, read_voices
from handlers.client import make_bot
from handlers.looking import ask
from handlers.outgoing import Buttons, TelegramSender
from handlers.polling import Poller
from handlers.reading import UpdateReader
from handlers.surface import dress
from hotline import boundaries
from hotline.clock import now
from hotline.desk.application import listen as open_desk
from hotline.desk.parts import Parts
from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.giving_away import published_numbers
from hotline.domain.rights import read_rights
from hotline.door import be_reached, listen, listen_privately, until_stopped
from hotline.jobs import Crew
from hotline.probes import probes
from hotline.review import reviewed
from hotline.services.conversations import Conversations
from hotline.services.courier import Courier
from hotline.services.desk import Desk
from hotline.services.guidance import Guidebook
from hotline.services.ingest import Ingest
from hotline.services.lookout import Lookout
from hotline.services.meters import Meters
from hotline.services.moment import Known
from hotline.services.office import hold_office
from hotline.services.publishing import publish
from hotline.services.pulse import Pulse
from hotline.services.queue import Handing
from hotline.services.readiness import Readiness
from hotline.services.staff_accounts import Accounts
from hotline.services.staff_cases import Casework
from hotline.services.watch import Watch
from hotline.services.worker import Worker
from hotline.storage import migrate
from hotline.storage.bell import Bell
from hotline.storage.books import Database
from hotline.storage.embedded import opened
from hotline.storage.forgotten import forget_again
from hotline.storage.intake import Intake
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
    lookout: Lookout
    readiness: Readiness
    meters: Meters
    speech: Speech
    desk: Parts

    async def close(self) -> None:
        """Let go of Telegram and of the database."""
        await self.bot.session.close()
        await self.database.close()

    def tasks(self) -> list[Coroutine[object, object, None]]:
        """Return what runs side by side until the program stops."""
        offices: dict[str, Callable[[], Awaitable[None]]] = {
            "courier": self.courier.work,
            "watch": self.watch.run,
            "lookout": self.lookout.run,
            "jobs": self.crew.run,
        }
        if self.settings.receive == "polling":
            offices["poller"] = self.poller.run
        held = (
            hold_office(self.database.url, name, self.ingest.bot, self.meters.holding(name, work))
            for name, work in offices.items()
        )
        return [self.bell.listen(), *held, *(self.worker.run() for _ in range(WORKERS))]


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
    ingest = Ingest(Intake(database.connections, keystore), bot.id, now)
    buttons = Buttons(bot, speech, settings.staff_language)
    sender = TelegramSender(bot, library, speech, settings.staff_language)
    meters = Meters()
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
        courier=Courier(database, bell, sender, group, bot.id, now, settings.pace, meters=meters),
        watch=Watch(database, bell, group, now),
        poller=Poller(bot, ingest),
        crew=Crew(
            database, timetable(House(settings, root, keystore, database, lambda: library)), now
        ),
        lookout=Lookout(database, bell, group, bot.id, partial(ask, bot), now),
        readiness=Readiness(database, keystore, now),
        meters=meters,
        speech=speech,
        desk=Parts(
            accounts=Accounts(database, handing.desks, now),
            casework=Casework(
                database, desk, read_rights(), now, published_numbers(speech.facts.facts.values())
            ),
            rights=read_rights(),
            library=library,
            speech=speech,
            guidebook=Guidebook(library, speech, content.finder),
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
        private = probes(hotline.database, hotline.readiness, hotline.meters, now)
        sites = [await listen(settings, hotline.ingest), await listen_privately(settings, private)]
        if settings.desk_port is not None:
            sites.append(await open_desk(hotline.desk, settings.desk_host, settings.desk_port))
        async with asyncio.TaskGroup() as group:  # a loop that breaks stops the program, loudly
            tasks = [group.create_task(loop) for loop in hotline.tasks()]
            tasks.append(group.create_task(_meet_telegram(hotline)))
            try:
                yield hotline
            finally:
                for site in sites:
                    await site.cleanup()
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


async def _meet_telegram(hotline: Hotline) -> None:
    """Say how we want to be reached and put on our neutral face, as soon as Telegram answers."""
    await be_reached(hotline.bot, hotline.settings)
    await dress(hotline.bot, hotline.speech.words)
    hotline.readiness.met = True
