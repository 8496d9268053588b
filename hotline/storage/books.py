"""All books of the hotline, open in one transaction."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import create_async_engine

from hotline.domain.case import OperatorKey
from hotline.storage.agencies import Agencies
from hotline.storage.alarms import Alarms
from hotline.storage.archive import Archive
from hotline.storage.assessments import Assessments
from hotline.storage.audit import Audit
from hotline.storage.bans import Bans
from hotline.storage.board import Board
from hotline.storage.campaigns import Campaigns
from hotline.storage.canned import CannedTexts
from hotline.storage.caseload import Caseload
from hotline.storage.cases import Cases
from hotline.storage.codes import Codes
from hotline.storage.connection import RESTED_SECONDS, Connection, ask_the_rested
from hotline.storage.deliveries import Deliveries
from hotline.storage.drafts import Drafts
from hotline.storage.emergencies import Emergencies
from hotline.storage.exchanges import Exchanges
from hotline.storage.files import Files
from hotline.storage.follows import Follows
from hotline.storage.inbox import Inbox
from hotline.storage.keys import Keys
from hotline.storage.loads import Loads
from hotline.storage.moving import Moving
from hotline.storage.openings import Openings
from hotline.storage.own_words import OwnWords
from hotline.storage.passkeys import Passkeys
from hotline.storage.people import People
from hotline.storage.practices import Practices
from hotline.storage.questions import Questions
from hotline.storage.queue import Queue
from hotline.storage.referrals import Referrals
from hotline.storage.releases import Releases
from hotline.storage.retaining import Retention
from hotline.storage.revisions import Revisions
from hotline.storage.runs import Runs
from hotline.storage.shredding import Shredding
from hotline.storage.staff import Staff
from hotline.storage.staff_sessions import Sessions
from hotline.storage.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from hotline.domain.address import Address
    from hotline.domain.tally import Tally
    from hotline.storage.sealing import Index, Keystore

CHANNEL: Final = "hotline"
# Whoever waits longer for a free connection is told that the database is away, and comes again.
POOL_SECONDS: Final = 10.0
_RING: Final = text("SELECT pg_notify(:channel, :bell)")


class DatabaseAway(Exception):
    """The database cannot be reached just now; nothing was written."""


@dataclass(frozen=True, slots=True)
class Books:
    """One open transaction over everything that is kept."""

    connection: Connection
    index: Index
    keys: Keys
    counted: Counter[Tally] = field(default_factory=Counter)
    rung: set[str] = field(default_factory=set)
    held: dict[UUID, Row[Any]] = field(default_factory=dict)
    empty: set[bytes] = field(default_factory=set)

    @property
    def inbox(self) -> Inbox:
        """Updates as they came."""
        return Inbox(self.connection, self.keys.keystore)

    @property
    def people(self) -> People:
        """Persons, answers, traces."""
        return People(self.connection, self.index, self.keys, self.held)

    @property
    def cases(self) -> Cases:
        """Cases and what was said in them."""
        return Cases(self.connection, self.keys)

    @property
    def files(self) -> Files:
        """Files that people sent."""
        return Files(self.connection, self.keys)

    @property
    def assessments(self) -> Assessments:
        """What was told about people, and how priorities changed."""
        return Assessments(self.connection, self.keys)

    @property
    def codes(self) -> Codes:
        """Codes to go on from another phone."""
        return Codes(self.connection, self.index)

    @property
    def moving(self) -> Moving:
        """The way from an old phone to a new one."""
        return Moving(self.connection, self.keys)

    @property
    def archive(self) -> Archive:
        """What was said in closed cases, for eyes that are not here."""
        return Archive(self.connection, self.keys)

    @property
    def bans(self) -> Bans:
        """Who has no place in the queue for now."""
        return Bans(self.connection)

    @property
    def queue(self) -> Queue:
        """Waiting cases, and what operators can serve."""
        return Queue(self.connection)

    @property
    def questions(self) -> Questions:
        """What the desk asked people."""
        return Questions(self.connection, self.keys)

    @property
    def drafts(self) -> Drafts:
        """Replies that a colleague looks at before they go."""
        return Drafts(self.connection, self.keys)

    @property
    def practices(self) -> Practices:
        """What staff write in practice."""
        return Practices(self.connection, self.keys)

    @property
    def canned(self) -> CannedTexts:
        """What desks say often."""
        return CannedTexts(self.connection)

    @property
    def caseload(self) -> Caseload:
        """Cases as the pages of the desk list and show them."""
        return Caseload(self.connection, self.keys)

    @property
    def staff(self) -> Staff:
        """Who works here."""
        return Staff(self.connection, self.index, self.keys)

    @property
    def sessions(self) -> Sessions:
        """Sign-ins, and tries that failed."""
        return Sessions(self.connection, self.index)

    @property
    def passkeys(self) -> Passkeys:
        """Devices that sign staff in."""
        return Passkeys(self.connection)

    @property
    def audit(self) -> Audit:
        """Who did what and when."""
        return Audit(self.connection, self.index)

    @property
    def own_words(self) -> OwnWords:
        """Words that persons chose for themselves."""
        return OwnWords(self.connection, self.index)

    @property
    def referrals(self) -> Referrals:
        """What is shared with whom, by the person's leave."""
        return Referrals(self.connection, self.keys)

    @property
    def deliveries(self) -> Deliveries:
        """Letters on their way."""
        return Deliveries(self.connection, self.keys, self.empty)

    @property
    def retention(self) -> Retention:
        """How far what we keep is on its way out."""
        return Retention(self.connection)

    @property
    def shredding(self) -> Shredding:
        """The end of a part of what we keep of a person."""
        return Shredding(self.connection, self.keys)

    @property
    def revisions(self) -> Revisions:
        """Scripts as they were."""
        return Revisions(self.connection)

    @property
    def runs(self) -> Runs:
        """How each job by the clock ended last."""
        return Runs(self.connection)

    @property
    def loads(self) -> Loads:
        """How much waits where."""
        return Loads(self.connection)

    @property
    def alarms(self) -> Alarms:
        """What is wrong just now."""
        return Alarms(self.connection)

    @property
    def agencies(self) -> Agencies:
        """States' lists of agencies."""
        return Agencies(self.connection)

    @property
    def follows(self) -> Follows:
        """Topics people follow."""
        return Follows(self.connection)

    @property
    def campaigns(self) -> Campaigns:
        """Words for those who follow a topic."""
        return Campaigns(self.connection, self.keys)

    @property
    def emergencies(self) -> Emergencies:
        """What stands above the home screen."""
        return Emergencies(self.connection)

    @property
    def board(self) -> Board:
        """How a desk stands now."""
        return Board(self.connection)

    @property
    def openings(self) -> Openings:
        """Doors that were opened with a reason."""
        return Openings(self.connection, self.keys)

    @property
    def tallies(self) -> Tallies:
        """Counts that hold nobody."""
        return Tallies(self.connection, self.counted)

    @property
    def releases(self) -> Releases:
        """Months as they were published."""
        return Releases(self.connection)

    @property
    def exchanges(self) -> Exchanges:
        """Exports that were asked for, and files of other desks."""
        return Exchanges(self.connection)

    def operator(self, address: Address) -> OperatorKey:
        """Return the key that tells an operator apart and names nobody."""
        return OperatorKey(self.index.blind(address))

    def lane(self, address: Address) -> bytes:
        """Return the lane of a chat: what goes there goes in order."""
        return self.index.blind(address)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Take back what the block wrote if it raises, and keep the rest of the transaction.

        Raises DatabaseAway when the connection broke: then there is no rest to keep; and when
        the server has no room, which is no fault of the update in hand.
        """
        before = self.counted.copy()
        try:
            await self.connection.catch_up()
            async with self.connection.begin_nested():
                yield
                await self.connection.catch_up()
        except BaseException as broken:
            self.connection.drop()
            self.counted.clear()
            self.counted.update(before)
            for known in (self.rung, self.held, self.empty):
                known.clear()
            if isinstance(broken, DBAPIError) and (
                broken.connection_invalidated or _out_of_room(broken)
            ):
                raise DatabaseAway from None
            raise

    async def ring(self, bell: str) -> None:
        """Wake whoever waits for `bell` once this transaction commits."""
        if bell not in self.rung:
            self.rung.add(bell)
            await ring(self.connection, bell)


class Connections:
    """A pool to the one PostgreSQL; `url` is `postgresql://…`, `patience` seconds for a turn."""

    def __init__(
        self,
        url: str,
        *,
        pool: int = 8,
        patience: float = POOL_SECONDS,
        rested: float = RESTED_SECONDS,
    ) -> None:
        self._engine = create_async_engine(
            url.replace("postgresql://", "postgresql+psycopg://", 1),
            pool_size=pool,
            pool_timeout=patience,
            hide_parameters=True,
        )
        ask_the_rested(self._engine.sync_engine, rested)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Open a transaction; raises DatabaseAway when it cannot be kept."""
        try:
            connection = Connection(self._engine)
            async with connection, connection.begin():
                yield connection
                await connection.catch_up()
        except (OperationalError, PoolExhausted):
            raise DatabaseAway from None
        except DBAPIError as broken:
            if broken.connection_invalidated:
                raise DatabaseAway from None
            raise

    async def close(self) -> None:
        """Give all connections back."""
        await self._engine.dispose()


class Database:
    """The one PostgreSQL with the keys to read it; `url` is `postgresql://…`."""

    def __init__(
        self,
        url: str,
        index: Index,
        keystore: Keystore,
        *,
        pool: int = 8,
        patience: float = POOL_SECONDS,
    ) -> None:
        self.url = url
        self.connections = Connections(url, pool=pool, patience=patience)
        self._index = index
        self._keystore = keystore

    @asynccontextmanager
    async def books(self) -> AsyncIterator[Books]:
        """Open the books for one transaction; raises DatabaseAway when it cannot be kept."""
        async with self.connections.transaction() as connection:
            books = Books(connection, self._index, Keys(connection, self._keystore))
            yield books
            await books.tallies.write()

    async def close(self) -> None:
        """Give all connections back."""
        await self.connections.close()


def _out_of_room(broken: DBAPIError) -> bool:
    """Say whether the server ran out of disk, memory or connections (class 53 of SQLSTATE)."""
    return str(getattr(broken.orig, "sqlstate", None) or "").startswith("53")


async def ring(connection: AsyncConnection, bell: str) -> None:
    """Wake whoever waits for `bell` once the transaction commits."""
    await connection.execute(_RING, {"channel": CHANNEL, "bell": bell})
