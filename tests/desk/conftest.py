"""Books of one test's own database, and staff in it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, DummyCookieJar
from argon2 import PasswordHasher

from dialogs.reading import read_finder
from hotline.desk.application import listen
from hotline.desk.parts import Parts
from hotline.domain.rights import read_rights
from hotline.partners import read_partners
from hotline.services.agencies import ReportedAgencies
from hotline.services.alerting import Alerting
from hotline.services.campaigning import Campaigning
from hotline.services.desk import Desk
from hotline.services.guidance import Guidebook
from hotline.services.partner_pages import PartnerPages
from hotline.services.pulse import Pulse
from hotline.services.referrals import Referrals
from hotline.services.staff_accounts import Accounts
from hotline.services.staff_cases import Casework
from hotline.services.staff_passkeys import PasskeyDoor
from hotline.services.staff_passwords import Passwords
from hotline.storage.bell import Bell
from tests.books import database, keystore, root
from tests.desk.scenes import Clock, Pages
from tests.dialogs.scenes import REAL, SPEECH
from tests.road.conftest import free_port
from tests.services.scenes import GROUP, HANDING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hotline.storage.books import Database

__all__ = ["accounts", "casework", "clock", "database", "keystore", "pages", "root"]

PARTNERS = read_partners()
FINDER = read_finder(REAL, SPEECH.words)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is moved."""
    return Clock()


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    """The accounts of an empty installation; hashes are quick here."""
    quick = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return Accounts(database, HANDING.desks, clock, quick)


@pytest.fixture
def casework(database: Database, clock: Clock) -> Casework:
    """The cases of an empty installation."""
    return Casework(database, Desk(REAL, GROUP, HANDING), read_rights(), clock)


@pytest.fixture
async def pages(
    accounts: Accounts, casework: Casework, database: Database
) -> AsyncIterator[Pages]:
    """The pages of the desk, served on this machine."""
    origin = f"http://127.0.0.1:{free_port()}"
    bell = Bell(database.url)
    parts = Parts(
        accounts=accounts,
        passkeys=PasskeyDoor(database, origin, accounts.clock),
        casework=casework,
        referrals=Referrals(casework, PARTNERS),
        partner_pages=PartnerPages(database, REAL, GROUP, PARTNERS, HANDING.desks, accounts.clock),
        rights=read_rights(),
        library=REAL,
        speech=SPEECH,
        guidebook=Guidebook(REAL, SPEECH, FINDER),
        pulse=Pulse(bell),
        reported_agencies=ReportedAgencies(database),
        campaigning=Campaigning(database, SPEECH.facts, accounts.clock),
        alerting=Alerting(database, SPEECH.facts, accounts.clock),
        origin=origin,
        clock=accounts.clock,
    )
    runner = await listen(parts, "127.0.0.1", int(origin.rpartition(":")[2]))
    hearing = asyncio.create_task(bell.listen())
    async with ClientSession(cookie_jar=DummyCookieJar()) as client:
        yield Pages(parts, client)
    hearing.cancel()
    with suppress(asyncio.CancelledError):
        await hearing
    await runner.cleanup()
