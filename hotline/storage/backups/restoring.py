"""Putting a backup back into an empty database: everything in one transaction, or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import psycopg
from psycopg import sql
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from hotline.storage import migrate
from hotline.storage.backups.age import decrypted
from hotline.storage.backups.parcel import unpack
from hotline.storage.backups.refusal import BackupRefused, damaged
from hotline.storage.backups.taking import PLAIN
from hotline.storage.books import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyrage.x25519 import Identity
    from sqlalchemy import Connection

    from hotline.storage.backups.parcel import Contents, Plan, Sums

ANYTHING = """
    SELECT 1 FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    LIMIT 1
"""


def verify(path: Path, identities: list[Identity]) -> Contents:
    """Read a backup to its end and check every hash and count; raises BackupRefused."""
    with decrypted(path, identities) as stream:
        return unpack(stream, _Nobody())


def refuse_unless_empty(url: str) -> None:
    """Raise BackupRefused when a database holds anything; raises DatabaseAway."""
    with _transaction(url) as connection:
        _refuse_unless_empty(connection)


def put_back(
    path: Path,
    identities: list[Identity],
    url: str,
    key: bytes,
    *,
    told: Callable[[str], None] = lambda _table: None,
) -> Contents:
    """Restore a backup into an empty database, at the schema it was made with.

    `key` is what the root derives for stamps. Whatever is refused leaves the database
    as it was. Raises BackupRefused, DatabaseAway.
    """
    with _transaction(url) as connection:
        _refuse_unless_empty(connection)
        with decrypted(path, identities) as stream:
            contents = unpack(stream, _Filling(connection, told))
        contents.refuse_unless_stamped(key)
    return contents


class _Nobody:
    """Takes a parcel and keeps nothing."""

    def begin(self, plan: Plan) -> None:
        del plan

    def put(self, table: str, pieces: Iterator[bytes]) -> None:
        del table
        for _ in pieces:
            pass

    def end(self, sums: Sums) -> None:
        del sums


class _Filling:
    """Puts a parcel into a database, inside the transaction of the caller."""

    def __init__(self, connection: Connection, told: Callable[[str], None]) -> None:
        self._connection, self._told = connection, told
        self._columns: dict[str, tuple[str, ...]] = {}

    def begin(self, plan: Plan) -> None:
        """Build the schema of that time."""
        if not migrate.is_known(self._connection, plan.revision):
            raise BackupRefused(
                f"This backup has the newer schema {plan.revision}: install the program it was "
                "made with, or a newer one"
            )
        migrate.upgrade_within(self._connection, plan.revision)
        self._columns = plan.tables
        self._driver.execute(PLAIN)
        # A migration may write rows of its own; the backup holds them as they became.
        names = sql.SQL(", ").join(map(sql.Identifier, plan.tables))
        self._driver.execute(sql.SQL("TRUNCATE {}").format(names))

    def put(self, table: str, pieces: Iterator[bytes]) -> None:
        """Copy the rows; triggers of a program must not fire for what already happened."""
        self._told(table)
        name, columns = sql.Identifier(table), map(sql.Identifier, self._columns[table])
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(name, sql.SQL(", ").join(columns))
        self._driver.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
        with self._driver.cursor() as cursor, cursor.copy(into) as copy:
            for piece in pieces:
                copy.write(piece)
        self._driver.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))

    def end(self, sums: Sums) -> None:
        """Let every sequence go on where it stood."""
        for name, (last, called) in sums.sequences.items():
            named = sql.Identifier(name).as_string(self._driver)
            self._driver.execute("SELECT setval(%s::regclass, %s, %s)", [named, last, called])

    @property
    def _driver(self) -> psycopg.Connection:
        return cast("psycopg.Connection", self._connection.connection.driver_connection)


def _refuse_unless_empty(connection: Connection) -> None:
    if connection.exec_driver_sql(ANYTHING).first() is not None:
        raise BackupRefused(
            "The target is not empty: make a new database and restore into that one"
        )


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1), hide_parameters=True
    )
    try:
        with engine.begin() as connection:
            yield connection
    except (OperationalError, psycopg.OperationalError):
        raise DatabaseAway from None
    except (psycopg.DataError, psycopg.IntegrityError):
        raise damaged() from None
    finally:
        engine.dispose()
