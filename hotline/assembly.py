"""The whole program, put together from real things; `hotline.app` starts and stops it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from dialogs.reading import read_content, read_voices
from handlers.client import make_bot
from handlers.fetching import TelegramFiles
from handlers.looking import ask
from handlers.outgoing import Buttons, TelegramSender
from handlers.polling import Poller
from handlers.reading import UpdateReader
from hotline import boundaries
from hotline.clock import now
from hotline.desk.parts import Parts
from hotline.desks import read_desks
from hotline.domain.address import Address
from hotline.domain.giving_away import published_numbers
from hotline.domain.pace import OVERALL, Limit, Pace, behind
from hotline.domain.rights import read_rights
from hotline.jobs import Crew
from hotline.partners import read_partners
from hotline.review import reviewed
from hotline.services.agencies import ReportedAgencies
from hotline.services.alerting import Alerting
from hotline.services.campaigning import Campaigning
from hotline.services.conversations import Conversations
from hotline.services.courier import Courier
from hotline.services.desk import Desk
from hotline.services.fanout import Fanout
from hotline.services.fetching import Fetcher
from hotline.services.guidance import Guidebook
from hotline.services.ingest import Ingest
from hotline.services.lookout import Lookout
from hotline.services.meters import Meters
from hotline.services.moment import Known
from hotline.services.office import hold_office
from hotline.services.partner_pages import PartnerPages
from hotline.services.previews import preview
from hotline.services.publishing import publish
from hotline.services.pulse import Pulse
from hotline.services.queue import Handing
from hotline.services.readiness import Readiness
from hotline.services.referrals import Referrals
from hotline.services.staff_accounts import Accounts
from hotline.services.staff_cases import Casework
from hotline.services.staff_passkeys import PasskeyDoor
from hotline.services.watch import Watch
from hotline.services.worker import Worker
from hotline.storage.bell import Bell
from hotline.storage.books import Database
from hotline.storage.forgotten import forget_again
from hotline.storage.intake import Intake
from hotline.storage.sealing import Index, Keystore, read_root_key
from hotline.telemetry import log
from hotline.timetable import House, timetable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from aiogram import Bot

    from dialogs.engine import Library
    from dialogs.reading import Content
    from dialogs.words.render import Speech
    from hotline.domain.partners import Directory
    from hotline.settings import Settings
    from hotline.storage.sealing import Root

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
    fetcher: Fetcher
    watch: Watch
    poller: Poller
    crew: Crew
    fanout: Fanout
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
            "fetcher": self.fetcher.work,
            "watch": self.watch.run,
            "lookout": self.lookout.run,
            "jobs": self.crew.run,
            "campaigns": self.fanout.run,
        }
        if self.settings.receive == "polling":
            offices["poller"] = self.poller.run
        held = (
            hold_office(self.database.url, name, self.ingest.bot, self.meters.holding(name, work))
            for name, work in offices.items()
        )
        return [self.bell.listen(), *held, *(self.worker.run() for _ in range(WORKERS))]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the parts stand on: the database and its keys, the bot, and what we say."""

    settings: Settings
    root: Root
    keystore: Keystore
    database: Database
    bell: Bell
    bot: Bot
    content: Content
    library: Library
    speech: Speech
    handing: Handing
    partners: Directory

    @property
    def group(self) -> Address:
        """Where the operators are."""
        return Address(self.settings.staff_group)


async def assemble(settings: Settings, url: str, content: Content | None = None) -> Hotline:
    """Build the program over a database that is up to date; raises DatabaseAway."""
    boundaries.die_at(settings.die_at)
    ground = await _ground(settings, url, content or read_content())
    database, bell, bot, group = ground.database, ground.bell, ground.bot, ground.group
    ingest = Ingest(Intake(database.connections, ground.keystore), bot.id, now)
    desk = Desk(ground.library, group, ground.handing)
    meters = Meters()
    return Hotline(
        settings=settings,
        database=database,
        bot=bot,
        bell=bell,
        ingest=ingest,
        worker=_worker(ground, desk),
        courier=_courier(ground, meters),
        fetcher=Fetcher(database, bell, TelegramFiles(bot), preview, now),
        watch=Watch(database, bell, group, now),
        poller=Poller(bot, ingest),
        crew=_crew(ground),
        fanout=_fanout(ground),
        lookout=Lookout(database, bell, group, bot.id, partial(ask, bot), now),
        readiness=Readiness(database, ground.keystore, now),
        meters=meters,
        speech=ground.speech,
        desk=_pages(ground, desk),
    )


async def _ground(settings: Settings, url: str, content: Content) -> _Ground:
    """Open the database, erase again who was erased, and publish what we say."""
    root = read_root_key(settings.root_key, data=settings.private_server)
    keystore = Keystore(settings.keystore, root)
    keystore.refuse_another_root()
    database = Database(url, Index(root), keystore)
    words = content.speech.words.copy()  # it will remember what this database knows
    speech = reviewed(replace(content.speech, words=words), content.scripts, settings)
    async with database.books() as books:
        if restored := await forget_again(books.connection, books.keys):
            log.warning("erased_again", count=restored)
        library = await publish(books, content.scripts, words, now())
    return _Ground(
        settings=settings,
        root=root,
        keystore=keystore,
        database=database,
        bell=Bell(url),
        bot=make_bot(settings.token.get_secret_value(), settings.bot_api),
        content=content,
        library=library,
        speech=replace(speech, voices=read_voices(library, words)),
        handing=Handing(read_desks(settings.desks_dir), settings.desk),
        partners=read_partners(settings.partners_dir),
    )


def _worker(on: _Ground, desk: Desk) -> Worker:
    content, desks = on.content, on.handing.desks
    known = Known(on.library, content.finder, content.posters, desks, partners=on.partners)
    return Worker(
        database=on.database,
        bell=on.bell,
        read=UpdateReader(on.group),
        conversations=Conversations(known, on.group),
        desk=desk,
        acknowledge=Buttons(on.bot, on.speech, on.settings.staff_language).acknowledge,
        clock=now,
    )


def _courier(on: _Ground, meters: Meters) -> Courier:
    sender = TelegramSender(on.bot, on.library, on.speech, on.settings.staff_language)
    keeps, pace = on.settings.pace, Pace(Limit(on.settings.pace_per_second, OVERALL.span))
    return Courier(on.database, on.bell, sender, on.group, on.bot.id, now, keeps, pace, meters)


def _fanout(on: _Ground) -> Fanout:
    settings = on.settings
    rate = behind(settings.pace_per_second)
    return Fanout(on.database, on.handing.desks, now, rate, settings.public_channels)


def _crew(on: _Ground) -> Crew:
    house = House(on.settings, on.root, on.keystore, on.database, lambda: on.library)
    return Crew(on.database, timetable(house), now)


def _pages(on: _Ground, desk: Desk) -> Parts:
    rights = read_rights()
    published = published_numbers(on.speech.facts.facts.values())
    casework = Casework(on.database, desk, rights, now, published)
    return Parts(
        accounts=Accounts(on.database, on.handing.desks, now),
        casework=casework,
        referrals=Referrals(casework, on.partners),
        partner_pages=PartnerPages(
            on.database, on.library, on.group, on.partners, on.handing.desks, now
        ),
        passkeys=PasskeyDoor(on.database, on.settings.desk_origin, now),
        rights=rights,
        library=on.library,
        speech=on.speech,
        guidebook=Guidebook(on.library, on.speech, on.content.finder),
        pulse=Pulse(on.bell),
        reported_agencies=ReportedAgencies(on.database),
        campaigning=Campaigning(on.database, on.speech.facts, now),
        alerting=Alerting(on.database, on.speech.facts, now),
        origin=on.settings.desk_origin,
        clock=now,
    )
